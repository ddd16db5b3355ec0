#include "terminal/ui/screen_home.hpp"

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/columns.hpp"
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
constexpr float k_sync_height = 300;

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
    {Screen::lists, Icon::phone_in_talk, TextKey::home_lists, TextKey::home_lists_note,
     domain::Right::members_contact},
    {Screen::sync, Icon::cloud_sync, TextKey::nav_sync, TextKey::home_sync_note,
     domain::Right::sync_watch},
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

Text count_text(std::int64_t count) {
    return Text::data(fmt::format("{}", count));
}

std::vector<Figure> figures_of(const Ui& ui, const domain::MembersToday& today, domain::Role role) {
    std::vector<Figure> figures{{ui.tr(TextKey::home_new_today), count_text(today.new_today),
                                 ui.tr(TextKey::home_new_month, today.new_this_month)}};
    if (domain::has_right(role, domain::Right::members_register)) {
        figures.push_back({ui.tr(TextKey::home_own_today), count_text(today.new_today_own),
                           ui.tr(TextKey::home_new_month, today.new_this_month_own)});
    }
    if (today.expiring_uncontacted) {
        figures.push_back({ui.tr(TextKey::home_expiring), count_text(*today.expiring_uncontacted),
                           ui.tr(TextKey::home_expiring_note)});
    }
    if (today.birthdays_this_week) {
        figures.push_back({ui.tr(TextKey::home_birthdays), count_text(*today.birthdays_this_week),
                           ui.tr(TextKey::home_birthdays_note)});
    }
    return figures;
}

// --- What waits ---

struct Todo {
    std::string name;
    Icon icon;
    Tone tone;
    Text title;
    Text note;
    Screen screen;
    std::optional<ListsTab> tab{};
};

void add_todo(std::vector<Todo>& todos, const std::optional<std::int64_t>& count, Todo todo) {
    if (count.value_or(0) > 0) todos.push_back(std::move(todo));
}

std::vector<Todo> todos_of(const Ui& ui, const AppState& state) {
    std::vector<Todo> todos;
    const auto title = [&](TextKey key, const std::optional<std::int64_t>& count) {
        return ui.tr(key, count.value_or(0));
    };
    const auto refused = state.sync.refused;
    add_todo(
        todos, refused,
        {"refused", Icon::alert_circle, Tone::danger, title(TextKey::home_todo_refused, refused),
         ui.tr(TextKey::home_todo_refused_note), Screen::sync});
    if (!state.work.lists.today) return todos;
    const auto& today = *state.work.lists.today;
    add_todo(todos, today.expiring_uncontacted,
             {"expiring", Icon::phone_in_talk, Tone::info,
              title(TextKey::home_todo_expiring, today.expiring_uncontacted),
              ui.tr(TextKey::home_todo_expiring_note), Screen::lists, ListsTab::expiring});
    add_todo(todos, today.birthdays_this_week,
             {"birthdays", Icon::cake, Tone::warning,
              title(TextKey::home_todo_birthdays, today.birthdays_this_week),
              ui.tr(TextKey::home_todo_birthdays_note), Screen::lists, ListsTab::care});
    add_todo(todos, today.open_duplicates,
             {"duplicates", Icon::accounts, Tone::violet,
              title(TextKey::home_todo_duplicates, today.open_duplicates),
              ui.tr(TextKey::home_todo_duplicates_note), Screen::lists, ListsTab::cases});
    add_todo(todos, today.open_conflicts,
             {"conflicts", Icon::tune, Tone::violet,
              title(TextKey::home_todo_conflicts, today.open_conflicts),
              ui.tr(TextKey::home_todo_conflicts_note), Screen::lists, ListsTab::cases});
    return todos;
}

float todo_height(const Ui& ui, std::size_t rows) {
    const auto least = ui.px(k_sync_height);
    return std::max(least, ui.px(2 * k_gap_l + 44 + k_row_height * static_cast<float>(rows)));
}

void draw_todo(Ui& ui, const Rect& rect, const std::vector<Todo>& todos, AppIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto count = todos.empty() ? Text() : count_text(static_cast<int>(todos.size()));
    draw_card_title(ui, inside, ui.tr(TextKey::home_todo), count);
    if (todos.empty()) {
        draw_empty_state(ui, inside, "nothing to do",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(TextKey::home_todo_none),
                          .body = ui.tr(TextKey::home_todo_none_body)});
        return;
    }
    for (std::size_t i = 0; i < todos.size(); ++i) {
        const auto& todo = todos[i];
        const ListRow row{.title = todo.title,
                          .subtitle = todo.note,
                          .icon = todo.icon,
                          .icon_tone = todo.tone,
                          .chevron = true,
                          .last = i + 1 == todos.size()};
        const auto place = inside.cut_top(ui.px(k_row_height));
        if (!draw_list_row(ui, place, "todo " + todo.name, row).pressed) continue;
        intents.add(shell::OpenScreen{todo.screen});
        if (todo.tab) intents.add(lists::OpenTab{*todo.tab});
    }
}

// --- Headquarters has it ---

void draw_sync(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    const auto& sync = state.sync;
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::nav_sync));
    const auto words = sync_words(ui, state.shop, sync);
    const auto body_high =
        wrapped_height(ui, words.body, TextStyle::small, inside.width() - ui.px(60));
    auto line = inside.cut_top(ui.px(32) + body_high, ui.px(k_gap_m));
    const auto sign = line.cut_left(ui.px(44), ui.px(k_gap));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, words.icon, 44, tone_text(words.tone));
    draw_text(ui, line.cut_top(ui.px(32)), words.title, TextStyle::large_strong, Role::ink);
    draw_wrapped(ui, line, words.body, TextStyle::small, Role::ink2);
    divider(ui, inside.left, inside.right, inside.top);
    inside.cut_top(ui.px(k_gap_m));
    const auto complete =
        sync.complete_at ? time_text(state.shop, *sync.complete_at) : ui.tr(TextKey::sync_never);
    const auto row = inside.cut_top(ui.px(52), ui.px(k_gap_m));
    draw_fact(ui, row.column(0, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_waiting),
              count_text(sync.waiting));
    draw_fact(ui, row.column(1, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_refused),
              count_text(sync.refused), sync.refused > 0 ? Tone::danger : Tone::neutral);
    draw_fact(ui, row.column(2, 3, ui.px(k_gap)), ui.tr(TextKey::home_sync_complete), complete);
    const auto label = ui.tr(TextKey::home_details);
    const ButtonStyle style{.kind = ButtonKind::ghost, .icon = Icon::chevron_right};
    auto foot = inside.cut_top(ui.px(k_target_min));
    if (draw_button(ui, foot.cut_right(button_width(ui, label, style)), "sync details", label,
                    style)) {
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
    ScrollArea scroll(ui, "home", area);
    auto rest = page_width(ui, scroll.content(), 1900);
    const auto entries = entries_of(state.session->role);
    draw_grid(ui, rest, entries.size(), 270, k_entry_height, [&](const Rect& place, std::size_t i) {
        if (draw_entry(ui, place, entries[i], i == 0)) {
            intents.add(shell::OpenScreen{entries[i].screen});
        }
    });
    if (state.work.lists.today) {
        const auto figures = figures_of(ui, *state.work.lists.today, state.session->role);
        draw_grid(ui, rest, figures.size(), 250, k_figure_height,
                  [&](const Rect& place, std::size_t i) { draw_figure(ui, place, figures[i]); });
    }
    const auto todos = todos_of(ui, state);
    auto high = todo_height(ui, todos.size());
    if (column_count(ui, rest.width(), 460, 2) == 1) {
        draw_todo(ui, rest.cut_top(high, ui.px(k_gap)), todos, intents);
        draw_sync(ui, rest.cut_top(ui.px(k_sync_height)), state, intents);
    } else {
        // The last row reaches down to the end of the screen.
        high = std::max(high, area.bottom - rest.top);
        auto row =
            rest.cut_top(std::min(high, std::max(todo_height(ui, todos.size()), ui.px(560))));
        draw_sync(ui, row.cut_right(row.width() * 0.44f, ui.px(k_gap)), state, intents);
        draw_todo(ui, row, todos, intents);
    }
    scroll.finish(rest.top);
}

}  // namespace qiantai::ui
