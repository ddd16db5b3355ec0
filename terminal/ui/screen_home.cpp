#include "terminal/ui/screen_home.hpp"

#include <cmath>

#include "terminal/domain/text.hpp"
#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/columns.hpp"
#include "terminal/ui/lists_words.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/sync_words.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_list.hpp"
#include "terminal/ui/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_entry_height = 108;
constexpr float k_figure_height = 92;
constexpr float k_sync_height = 80;
constexpr float k_card_frame = 2 * k_gap_l + 40;  ///< padding and title of a card
constexpr float k_registered_row = 64;
constexpr int k_people_least = 3;
constexpr int k_registered_least = 3;
constexpr int k_registered_portrait = 5;

/// Customers stand in front of this screen: whoever is signed in, no whole number is on it.
Text masked_phone(const domain::Member& member) {
    return Text::data(domain::mask_phone(member.phone));
}

// --- The ways in ---

struct Entry {
    Screen screen;
    Icon icon;
    TextKey title;
    TextKey note;
    domain::Right right;
};
constexpr Entry k_entries[] = {
    {Screen::member_register, Icon::account_plus, TextKey::home_register,
     TextKey::home_register_note, domain::Right::members_register},
    {Screen::find, Icon::magnify, TextKey::home_find, TextKey::home_find_note,
     domain::Right::members_read},
};

std::vector<Entry> entries_of(domain::Role role) {
    std::vector<Entry> entries;
    for (const auto& entry : k_entries) {
        if (domain::has_right(role, entry.right)) entries.push_back(entry);
    }
    return entries;
}

bool draw_entry(Ui& ui, const Rect& rect, const Entry& entry, bool strong) {
    const auto title = ui.tr(entry.title);
    const auto name = fmt::format("entry {}", static_cast<int>(entry.screen));
    const auto press = press_area(ui, rect, name, title);
    fill(ui, rect, strong ? Role::primary : Role::surface, k_radius_card);
    if (!strong) border(ui, rect, Role::line, k_radius_card);
    if (press.held) fill(ui, rect, Role::ink, k_radius_card, 0.10f);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    auto inside = rect.inset(ui.px(k_gap_xl), 0);
    const auto sign = inside.cut_left(ui.px(40), ui.px(k_gap));
    const auto ink = strong ? Role::on_primary : Role::ink;
    draw_icon(ui, {sign.center_x(), sign.center_y()}, entry.icon, 40, ink);
    auto words = inside.centered(inside.width(), ui.px(56));
    draw_text(ui, words.cut_top(ui.px(32)), title, TextStyle::title, ink);
    draw_text(ui, words, ui.tr(entry.note), TextStyle::small,
              strong ? Role::on_primary : Role::ink2);
    return press.pressed;
}

// --- Today's numbers ---

struct Number {
    Figure figure;
    std::string_view name{};  ///< of the list it opens
    ListsTab tab{};
};

std::vector<Number> numbers_of(const Ui& ui, const domain::MembersToday& today, domain::Role role) {
    std::vector<Number> numbers{
        {{ui.tr(TextKey::home_new_today), number_text(today.new_today),
          ui.tr(TextKey::home_new_month, number_text(today.new_this_month).utf8())}}};
    const bool manages = today.open_duplicates.has_value();
    if (!manages && domain::has_right(role, domain::Right::members_register)) {
        numbers.push_back(
            {{ui.tr(TextKey::home_own_today), number_text(today.new_today_own),
              ui.tr(TextKey::home_new_month, number_text(today.new_this_month_own).utf8())}});
    }
    if (today.expiring_uncontacted) {
        numbers.push_back({{ui.tr(TextKey::home_expiring), number_text(*today.expiring_uncontacted),
                            ui.tr(TextKey::home_expiring_note)},
                           "expiring",
                           ListsTab::expiring});
    }
    if (today.birthdays_this_week) {
        numbers.push_back({{ui.tr(TextKey::home_birthdays), number_text(*today.birthdays_this_week),
                            ui.tr(TextKey::home_birthdays_note)},
                           "birthdays",
                           ListsTab::care});
    }
    if (manages) {
        const auto cases = *today.open_duplicates + today.open_conflicts.value_or(0);
        numbers.push_back(
            {{ui.tr(TextKey::home_cases), number_text(cases), ui.tr(TextKey::home_cases_note)},
             "cases",
             ListsTab::cases});
    }
    return numbers;
}

void draw_number(Ui& ui, const Rect& rect, const Number& number, AppIntents& intents) {
    draw_figure(ui, rect, number.figure);
    if (number.name.empty()) return;
    const auto name = fmt::format("number {}", number.name);
    const auto press = press_area(ui, rect, name, number.figure.label);
    if (press.held) fill(ui, rect, Role::ink, k_radius_card, 0.06f);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    auto inside = rect.inset(ui.px(k_gap), 0);
    const auto place = inside.cut_right(ui.px(24));
    draw_icon(ui, {place.center_x(), place.center_y()}, Icon::chevron_right, 24, Role::ink2);
    if (!press.pressed) return;
    intents.add(shell::OpenScreen{Screen::lists});
    intents.add(lists::OpenTab{number.tab});
}

// --- What waits ---

/// Cases that somebody has to decide, as one row each.
struct Todo {
    std::string name;
    Icon icon;
    Tone tone;
    Text title;
    Text note;
    Screen screen;
    std::optional<ListsTab> tab{};
};

std::vector<Todo> todos_of(const Ui& ui, const AppState& state) {
    std::vector<Todo> todos;
    const auto refused = state.sync.refused;
    if (refused > 0) {
        todos.push_back({"refused", Icon::alert_circle, Tone::danger,
                         ui.tr(TextKey::home_todo_refused, refused),
                         ui.tr(TextKey::home_todo_refused_note), Screen::sync});
    }
    if (!state.work.lists.today) return todos;
    const auto duplicates = state.work.lists.today->open_duplicates.value_or(0);
    if (duplicates > 0) {
        todos.push_back({"duplicates", Icon::accounts, Tone::violet,
                         ui.tr(TextKey::home_todo_duplicates, duplicates),
                         ui.tr(TextKey::home_todo_duplicates_note), Screen::lists,
                         ListsTab::cases});
    }
    const auto conflicts = state.work.lists.today->open_conflicts.value_or(0);
    if (conflicts > 0) {
        todos.push_back({"conflicts", Icon::tune, Tone::violet,
                         ui.tr(TextKey::home_todo_conflicts, conflicts),
                         ui.tr(TextKey::home_todo_conflicts_note), Screen::lists, ListsTab::cases});
    }
    return todos;
}

void draw_todo(Ui& ui, const Rect& place, const Todo& todo, bool last, AppIntents& intents) {
    const ListRow row{.title = todo.title,
                      .subtitle = todo.note,
                      .icon = todo.icon,
                      .icon_tone = todo.tone,
                      .chevron = true,
                      .last = last};
    if (!draw_list_row(ui, place, "todo " + todo.name, row).pressed) return;
    intents.add(shell::OpenScreen{todo.screen});
    if (todo.tab) intents.add(lists::OpenTab{*todo.tab});
}

/// Somebody to contact: the row opens the member, the button the sheet for what came of it.
struct Person {
    const domain::Member* member;
    Tag why;
    lists::Contact contact;
};

std::vector<Person> people_of(const Ui& ui, const HomeState& home) {
    std::vector<Person> people;
    for (const auto& entry : home.birthdays) {
        people.push_back({&entry.member,
                          {ui.tr(TextKey::home_birthday_today), Tone::violet},
                          {.birthday = entry}});
    }
    for (const auto& card : home.expiring) {
        people.push_back({&card.member, expiry_tag(ui, card.days_left), {.card = card}});
    }
    return people;
}

void draw_person(Ui& ui, Rect place, const Person& person, bool last, AppIntents& intents) {
    const auto label = ui.tr(TextKey::home_contact);
    const auto key = person.contact.card ? person.contact.card->card.number
                                         : "birthday " + person.member->id.text();
    auto button = place;
    button.right -= ui.px(k_gap_m);
    button = button.cut_right(std::max(ui.px(88), std::ceil(button_width(ui, label, {}))));
    place.right = button.left - ui.px(k_gap_s);
    const ListRow row{.title = Text::data(person.member->name),
                      .subtitle = masked_phone(*person.member),
                      .avatar = true,
                      .tag = person.why.text,
                      .tag_tone = person.why.tone,
                      .last = true};
    if (draw_list_row(ui, place, "person " + key, row).pressed) {
        intents.add(member::Open{person.member->id});
    }
    if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "contact " + key,
                    label)) {
        intents.add(person.contact);
    }
    if (!last) {
        divider(ui, place.left + ui.px(k_gap_m), button.right, place.bottom - 1);
    }
}

float todo_height(const Ui& ui, int rows) {
    return ui.px(k_card_frame + k_row_height * static_cast<float>(rows));
}

// How many rows of that height a card so high has room for.
int rows_in(const Ui& ui, const Rect& rect, float row_dp, int least) {
    return std::max(least,
                    static_cast<int>((rect.height() - ui.px(k_card_frame) + 2) / ui.px(row_dp)));
}

void draw_todos(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    const auto todos = todos_of(ui, state);
    const auto people = people_of(ui, state.work.home);
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::home_todo));
    if (todos.empty() && people.empty()) {
        draw_empty_state(ui, inside, "nothing to do",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(TextKey::home_todo_none),
                          .body = ui.tr(TextKey::home_todo_none_body)});
        return;
    }
    // Rows reach into the padding, so that what is in them stands where the title begins.
    inside = inside.inset(-ui.px(k_gap_m), 0);
    const auto all = todos.size() + people.size();
    const auto rows = static_cast<std::size_t>(rows_in(ui, rect, k_row_height, k_people_least));
    const auto shown = std::min(all, rows);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto place = inside.cut_top(ui.px(k_row_height));
        const bool last = i + 1 == shown;
        if (i < todos.size()) {
            draw_todo(ui, place, todos[i], last, intents);
        } else {
            draw_person(ui, place, people[i - todos.size()], last, intents);
        }
    }
}

// --- Who came today ---

Text clerk_counts(const Ui& ui, const AppState& state) {
    std::string words;
    for (const auto& clerk : state.work.home.registered.by_clerk) {
        if (!words.empty()) words += " · ";
        words += ui.tr(TextKey::home_by_clerk, colleague_text(state, clerk.staff_number).utf8(),
                       clerk.count)
                     .utf8();
    }
    return Text::data(words);
}

void draw_registered(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto& registered = state.work.home.registered;
    const auto& today = state.work.lists.today;
    const bool manages = today && today->open_duplicates.has_value();
    auto line = inside;
    draw_card_title(ui, inside, ui.tr(TextKey::home_registered));
    if (manages) {
        // The figures per clerk, for whoever is responsible for them.
        line = line.cut_top(ui.px(32));
        line.left +=
            text_width(ui, ui.tr(TextKey::home_registered).utf8(), TextStyle::large_strong) +
            ui.px(k_gap);
        draw_text(ui, line, clerk_counts(ui, state), TextStyle::small, Role::ink2, Align::right);
    }
    if (registered.newest.empty()) {
        draw_empty_state(ui, inside, "nobody registered",
                         {.icon = Icon::account_plus,
                          .title = ui.tr(TextKey::home_registered_none),
                          .body = ui.tr(TextKey::home_registered_none_body)});
        return;
    }
    inside = inside.inset(-ui.px(k_gap_m), 0);
    const auto rows =
        static_cast<std::size_t>(rows_in(ui, rect, k_registered_row, k_registered_least));
    const auto shown = std::min(rows, registered.newest.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& member = registered.newest[i];
        const ListRow row{.title = Text::data(member.name),
                          .subtitle = masked_phone(member),
                          .avatar = true,
                          .trailing = clock_text(state.shop, member.created_at),
                          .chevron = true,
                          .last = i + 1 == shown};
        const auto place = inside.cut_top(ui.px(k_registered_row));
        if (draw_list_row(ui, place, "registered " + member.id.text(), row).pressed) {
            intents.add(member::Open{member.id});
        }
    }
}

// --- Headquarters has it ---

void draw_sync(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    const auto& sync = state.sync;
    const auto words = sync_words(ui, state.shop, sync);
    draw_card(ui, rect);
    const auto complete =
        sync.complete_at ? time_text(state.shop, *sync.complete_at) : ui.tr(TextKey::sync_never);
    const ListRow row{.title = words.title,
                      .subtitle = sync.alone
                                      ? ui.tr(TextKey::chip_alone)
                                      : ui.tr(TextKey::home_sync_line,
                                              number_text(sync.waiting).utf8(), complete.utf8()),
                      .icon = words.icon,
                      .icon_tone = words.tone,
                      .chevron = true,
                      .last = true};
    if (draw_list_row(ui, rect.inset(ui.px(k_gap_s), ui.px(k_gap_xs)), "sync details", row)
            .pressed) {
        intents.add(shell::OpenScreen{Screen::sync});
    }
}

// Rows of cards of one height, as many side by side as fit.
template <typename Draw>
void draw_grid(Ui& ui, Rect& rest, std::size_t count, float least_dp, float height_dp, Draw draw) {
    const int most = std::max(1, static_cast<int>(count));
    auto columns = column_count(ui, rest.width(), least_dp, most);
    // Four in two rows look better as two and two than as three and one.
    if (columns == 3 && count == 4) columns = 2;
    Rect row{};
    for (std::size_t i = 0; i < count; ++i) {
        const auto place = static_cast<int>(i) % columns;
        if (place == 0) row = rest.cut_top(ui.px(height_dp), ui.px(k_gap));
        draw(row.column(place, columns, ui.px(k_gap)), i);
    }
}

}  // namespace

void draw_home(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    // What scrolls is cut by the edge of the screen and has its margin inside.
    const auto margin = ui.px(k_gap_l);
    ScrollArea scroll(ui, "home", {area.left, area.top, area.right, area.bottom + margin});
    auto rest = page_width(ui, scroll.content());
    const auto entries = entries_of(state.session->role);
    draw_grid(ui, rest, entries.size(), 300, k_entry_height, [&](const Rect& place, std::size_t i) {
        if (draw_entry(ui, place, entries[i], i == 0)) {
            intents.add(shell::OpenScreen{entries[i].screen});
        }
    });
    const bool members = state.work.lists.today.has_value();
    if (members) {
        const auto numbers = numbers_of(ui, *state.work.lists.today, state.session->role);
        draw_grid(
            ui, rest, numbers.size(), 250, k_figure_height,
            [&](const Rect& place, std::size_t i) { draw_number(ui, place, numbers[i], intents); });
    }
    const auto gap = ui.px(k_gap);
    const auto left_over = area.height() - (rest.top - scroll.content().top);
    if (column_count(ui, rest.width(), 460, 2) == 2) {
        // Both columns reach down to the end of the screen.
        auto row = rest.cut_top(std::max(left_over, todo_height(ui, k_people_least)));
        auto right = row.cut_right(std::floor((row.width() - gap) / 2), gap);
        draw_todos(ui, row, state, intents);
        draw_sync(ui, right.cut_bottom(ui.px(k_sync_height), gap), state, intents);
        if (members) draw_registered(ui, right, state, intents);
    } else {
        const auto registered =
            ui.px(k_card_frame + k_registered_row * static_cast<float>(k_registered_portrait));
        const auto others = ui.px(k_sync_height) + gap + (members ? registered + gap : 0);
        const auto todo = std::max(left_over - others, todo_height(ui, k_people_least));
        draw_todos(ui, rest.cut_top(todo, gap), state, intents);
        if (members) draw_registered(ui, rest.cut_top(registered, gap), state, intents);
        draw_sync(ui, rest.cut_top(ui.px(k_sync_height)), state, intents);
    }
    scroll.finish(rest.top + margin);
}

}  // namespace qiantai::ui
