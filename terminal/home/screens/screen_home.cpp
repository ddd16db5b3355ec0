#include "terminal/home/screens/screen_home.hpp"

#include <cmath>

#include "assets/words/cases.hpp"
#include "assets/words/holidays.hpp"
#include "assets/words/home.hpp"
#include "assets/words/purchases.hpp"
#include "assets/words/shell.hpp"
#include "terminal/calendars/screens/screen_holidays.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_words.hpp"
#include "terminal/home/screens/home_cards.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_register.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"
#include "terminal/purchases/screens/screen_receipts.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_entry_height = 108, k_entry_low_height = 72;
constexpr float k_figure_height = 92, k_figure_low_height = 80;
/// On a low screen somebody who is to be contacted is seen below the figures.
constexpr float k_low_area = 520;
constexpr float k_sync_height = 80;
constexpr int k_people_least = 3;
constexpr int k_registered_portrait = 5;

// --- The ways in ---

struct Entry {
    ScreenId screen;
    Icon icon;
    TextKey title;
    TextKey note;
    domain::Right right;
};
constexpr Entry k_entries[] = {
    {k_register_screen, Icon::account_plus, words::home_register, words::home_register_note,
     domain::Right::members_register},
    {k_receipt_form_screen, Icon::receipt, words::home_record, words::home_record_note,
     domain::Right::purchases_keep},
    {k_find_screen, Icon::magnify, words::home_find, words::home_find_note,
     domain::Right::members_read},
    {k_tiers_screen, Icon::star, words::tiers_title, words::home_tiers_note,
     domain::Right::admin_policies},
    {k_call_plans_screen, Icon::phone_in_talk, words::home_call_rules, words::home_call_rules_note,
     domain::Right::admin_policies},
    {k_holidays_screen, Icon::calendar, words::holidays_title, words::home_holidays_note,
     domain::Right::admin_policies},
};
constexpr float k_entry_least = 240, k_today_zone = 108, k_key_name = 32;

std::vector<Entry> entries_of(StaffRole role) {
    std::vector<Entry> entries;
    for (const auto& entry : k_entries) {
        if (domain::has_right(role, entry.right)) entries.push_back(entry);
    }
    return entries;
}

ImGuiKey key_of(const Entry& entry) {
    if (entry.screen == k_register_screen) return k_register_key;
    return entry.screen == k_receipt_form_screen ? k_record_key : ImGuiKey_None;
}

// The icon goes first where there is little room, then the line below the title.
void draw_entry_words(Ui& ui, Rect inside, const Entry& entry, Role ink, Role note_ink) {
    const auto title = ui.tr(entry.title), note = ui.tr(entry.note);
    const auto wide = text_width(ui, title.utf8(), TextStyle::title);
    const auto note_wide = text_width(ui, note.utf8(), TextStyle::small);
    const auto beside = inside.width() - ui.px(40 + k_gap);
    if (std::max(wide, note_wide) <= beside) {
        const auto sign = inside.cut_left(ui.px(40), ui.px(k_gap));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, entry.icon, 40, ink);
    }
    const bool with_note = note_wide <= inside.width();
    auto words = inside.centered(inside.width(), ui.px(with_note ? 56 : 32));
    draw_text(ui, words.cut_top(ui.px(32)), title, TextStyle::title, ink);
    if (with_note) draw_text(ui, words, note, TextStyle::small, note_ink);
}

enum class EntryLook : std::uint8_t { strong, plain, part };

/// A part stands on a ground that is there already.
bool draw_entry(Ui& ui, const Rect& rect, const Entry& entry, EntryLook look) {
    const bool strong = look == EntryLook::strong;
    const auto name = fmt::format("entry {}", entry.screen.name);
    const auto key = key_of(entry);
    const auto press = press_area(ui, rect, name, ui.tr(entry.title), {.key = key});
    if (look != EntryLook::part) {
        fill(ui, rect, strong ? Role::primary : Role::surface, k_radius_card);
    }
    if (look == EntryLook::plain) border(ui, rect, Role::line, k_radius_card);
    if (press.held) fill(ui, rect, Role::ink, k_radius_card, 0.10f);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    auto inside = rect.inset(ui.px(k_gap_xl), 0);
    const auto ink = strong ? Role::on_primary : Role::ink;
    // The key's name goes where the words need all of the room.
    const auto name_of_key = key_text(ui, key);
    const auto title = text_width(ui, ui.tr(entry.title).utf8(), TextStyle::title) + 1;
    if (!name_of_key.empty() && title + ui.px(k_key_name) <= inside.width()) {
        draw_text(ui, inside.cut_right(ui.px(k_key_name)), name_of_key, TextStyle::caption, ink,
                  Align::right);
    }
    draw_entry_words(ui, inside, entry, ink, strong ? Role::on_primary : Role::ink2);
    return press.pressed;
}

// What was written down today, as the way to it: at the end of the tile that writes down.
bool draw_receipts_today(Ui& ui, const Rect& zone, const domain::PurchaseDay& today) {
    const auto label = ui.tr(words::home_receipts_today);
    const auto press = press_area(ui, zone, "entry receipts", label);
    if (press.held) fill(ui, zone, Role::ink, k_radius_card, 0.06f);
    fill(ui, {zone.left, zone.top + ui.px(k_gap), zone.left + 1, zone.bottom - ui.px(k_gap)},
         Role::line);
    auto inside = zone.inset(ui.px(k_gap_s), 0);
    const auto sign = inside.cut_right(ui.px(20));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::chevron_right, 20, Role::ink2);
    const auto small = line_height(ui, TextStyle::small);
    auto words = inside.centered(inside.width(), small + line_height(ui, TextStyle::large_strong));
    draw_text(ui, words.cut_top(small), label, TextStyle::small, Role::ink2, Align::center);
    draw_text(ui, words, ui.tr(words::home_receipts_count, today.known_receipts),
              TextStyle::large_strong, Role::ink, Align::center);
    if (press.focused) focus_ring(ui, zone, k_radius_card);
    return press.pressed;
}

void draw_entry_tile(Ui& ui, Rect place, const Entry& entry, bool strong, const HomeState& home,
                     HomeIntents& intents) {
    const auto whole = place;
    const bool receipts = entry.screen == k_receipt_form_screen && home.receipts;
    Rect zone;
    if (receipts) {
        fill(ui, whole, Role::surface, k_radius_card);
        border(ui, whole, Role::line, k_radius_card);
        zone = place.cut_right(ui.px(k_today_zone));
    }
    const auto look = receipts ? EntryLook::part : strong ? EntryLook::strong : EntryLook::plain;
    if (draw_entry(ui, place, entry, look)) intents.add(shell::OpenScreen{entry.screen});
    if (receipts && draw_receipts_today(ui, zone, *home.receipts)) {
        intents.add(shell::OpenScreen{k_receipts_screen});
    }
}

// --- Today's numbers ---

struct Number {
    Figure figure;
    std::string_view name{};  ///< of the list it opens
    ListsTab tab{};
};

// The figure of a work list: what waits in it as it is filtered, and how much of it now, which the
// rail's badge adds up; beside the whole store's.
Number work_number(const Ui& ui, const ListsState& lists, ListsTab tab, TextKey label, TextKey note,
                   const domain::OpenWork& work) {
    const auto waits = lists.work(tab);
    const bool late = waits.overdue > 0;
    auto remark =
        waits.now() > 0 ? ui.tr(words::home_now, number_text(waits.now()).utf8()) : ui.tr(note);
    if (waits.open != work.store.open) {
        remark = ui.tr(words::home_of_store, remark.utf8(), number_text(work.store.open).utf8());
    }
    const auto tone = late ? due_tone(Due::overdue) : Tone::neutral;
    return {{ui.tr(label), number_text(waits.open), remark, tone},
            tab == ListsTab::care ? "birthdays" : "expiring",
            tab};
}

std::vector<Number> numbers_of(const Ui& ui, const ListsState& lists, StaffRole role) {
    const auto& today = *lists.today;
    std::vector<Number> numbers{
        {{ui.tr(words::home_new_today), number_text(today.new_today),
          ui.tr(words::home_new_month, number_text(today.new_this_month).utf8())}}};
    const bool manages = today.open_duplicates.has_value();
    if (!manages && domain::has_right(role, domain::Right::members_register)) {
        numbers.push_back(
            {{ui.tr(words::home_own_today), number_text(today.new_today_own),
              ui.tr(words::home_new_month, number_text(today.new_this_month_own).utf8())}});
    }
    if (today.expiring_uncontacted) {
        numbers.push_back(work_number(ui, lists, ListsTab::expiring, words::home_expiring,
                                      words::home_expiring_note, *today.expiring_uncontacted));
    }
    if (today.birthdays_to_greet) {
        numbers.push_back(work_number(ui, lists, ListsTab::care, words::home_birthdays,
                                      words::home_birthdays_note, *today.birthdays_to_greet));
    }
    if (manages) {
        numbers.push_back({{ui.tr(words::case_nav), number_text(lists.work(ListsTab::cases).open),
                            ui.tr(words::home_cases_note)},
                           "cases",
                           ListsTab::cases});
    }
    return numbers;
}

void draw_number(Ui& ui, const Rect& rect, const Number& number, HomeIntents& intents) {
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
    intents.add(shell::OpenScreen{k_lists_screen});
    intents.add(lists::OpenTab{number.tab});
}

// --- Headquarters has it ---

void draw_sync(Ui& ui, const Rect& rect, const Scene& scene, HomeIntents& intents) {
    const auto& sync = scene.sync;
    const auto words = sync_words(ui, scene.shop, sync);
    draw_card(ui, rect);
    const auto complete =
        sync.complete_at ? time_text(ui, scene.shop, *sync.complete_at) : ui.tr(words::sync_never);
    const ListRow row{.title = words.title,
                      .subtitle = sync.alone ? ui.tr(words::chip_alone)
                                             : ui.tr(words::home_sync_line,
                                                     waiting_text(sync).utf8(), complete.utf8()),
                      .icon = words.icon,
                      .icon_tone = words.tone,
                      .chevron = true,
                      .last = true};
    if (draw_list_row(ui, rect.inset(ui.px(k_gap_s), ui.px(k_gap_xs)), "sync details", row)
            .pressed) {
        intents.add(shell::OpenScreen{k_sync_screen});
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

void draw_home(Ui& ui, const Rect& area, const Scene& scene, const HomeState& home,
               const ListsState& lists, const ImportsState& imports,
               const TicketCountsState& tickets, const CallbacksState& calls,
               HomeIntents& intents) {
    // What scrolls is cut by the edge of the screen and has its margin inside.
    const auto margin = ui.px(k_gap_l);
    ScrollArea scroll(ui, "home", {area.left, area.top, area.right, area.bottom + margin});
    auto rest = page_width(ui, scroll.content());
    const bool low = area.height() < ui.px(k_low_area);
    const auto entries = entries_of(scene.session->role);
    const auto entry_height = low ? k_entry_low_height : k_entry_height;
    draw_grid(ui, rest, entries.size(), k_entry_least, entry_height,
              [&](const Rect& place, std::size_t i) {
                  draw_entry_tile(ui, place, entries[i], i == 0, home, intents);
              });
    const bool members = lists.today.has_value();
    if (members) {
        const auto numbers = numbers_of(ui, lists, scene.session->role);
        draw_grid(
            ui, rest, numbers.size(), 250, low ? k_figure_low_height : k_figure_height,
            [&](const Rect& place, std::size_t i) { draw_number(ui, place, numbers[i], intents); });
    }
    const auto gap = ui.px(k_gap);
    const auto left_over = area.height() - (rest.top - scroll.content().top);
    if (column_count(ui, rest.width(), 460, 2) == 2) {
        // Both columns reach down to the end of the screen.
        auto row = rest.cut_top(std::max(left_over, card_height(ui, k_todo_row, k_people_least)));
        auto right = row.cut_right(std::floor((row.width() - gap) / 2), gap);
        draw_todo_card(ui, row, scene, {home, lists, imports, tickets, calls}, intents);
        draw_sync(ui, right.cut_bottom(ui.px(k_sync_height), gap), scene, intents);
        if (members) draw_registered_card(ui, right, scene, home, lists, intents);
    } else {
        const auto registered = card_height(ui, k_registered_row, k_registered_portrait);
        const auto others = ui.px(k_sync_height) + gap + (members ? registered + gap : 0);
        const auto todo = std::max(left_over - others, card_height(ui, k_todo_row, k_people_least));
        draw_todo_card(ui, rest.cut_top(todo, gap), scene, {home, lists, imports, tickets, calls},
                       intents);
        if (members)
            draw_registered_card(ui, rest.cut_top(registered, gap), scene, home, lists, intents);
        draw_sync(ui, rest.cut_top(ui.px(k_sync_height)), scene, intents);
    }
    scroll.finish(rest.top + margin);
}

}  // namespace qiantai::ui
