#include "terminal/home/screens/home_cards.hpp"

#include <cmath>

#include "assets/words/closing.hpp"
#include "assets/words/home.hpp"
#include "assets/words/imports.hpp"
#include "assets/words/shell.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/calendars/screens/screen_holidays.hpp"
#include "terminal/closing/screens/screen_closing.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"
#include "terminal/tickets/screens/screen_ticket_approvals.hpp"
#include "terminal/tickets/screens/ticket_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_card_frame = 2 * k_gap_l + k_card_title_height + k_card_title_gap;
constexpr float k_rows_into_padding = k_gap_m;  ///< rows have air of their own at the end
constexpr float k_row_stretch = 1.2f;

/// Cases that somebody has to decide, as one row each.
struct Todo {
    std::string name;
    Icon icon;
    Tone tone;
    Text title;
    Text note;
    ScreenId screen;
    std::optional<ListsTab> tab{};
    std::optional<domain::TicketScope> scope{};  ///< opens the list of these cases
};

void add_imports(const Ui& ui, const ImportsState& imports, std::vector<Todo>& todos) {
    if (const int problems = imports.folder_problems(); problems > 0) {
        todos.push_back({"import folders", Icon::folder, Tone::danger,
                         ui.tr(words::import_todo_folder, problems),
                         ui.tr(words::import_todo_folder_note), k_imports_screen});
    }
    if (const auto* import = imports.cut_off()) {
        todos.push_back({"import cut off", Icon::import, Tone::warning,
                         ui.tr(words::import_todo_cut_off), Text::data(import->file),
                         k_imports_screen});
    }
}

// What this person owes customers, before everything that can wait.
void add_tickets(const Ui& ui, const domain::TicketCounts& counts, std::vector<Todo>& todos) {
    if (counts.mine_overdue > 0) {
        todos.push_back({"tickets overdue", Icon::timer_off, Tone::danger,
                         ui.tr(words::home_todo_tickets_overdue, counts.mine_overdue),
                         ui.tr(words::home_todo_tickets_overdue_note), k_ticket_board_screen});
    }
    if (counts.mine_due_soon > 0) {
        todos.push_back({"tickets due", Icon::timer, Tone::warning,
                         ui.tr(words::home_todo_tickets_due, counts.mine_due_soon),
                         ui.tr(words::home_todo_tickets_due_note), k_ticket_board_screen});
    }
    if (counts.to_approve > 0) {
        todos.push_back({"tickets to approve", Icon::gavel, Tone::warning,
                         ui.tr(words::home_todo_tickets_approve, counts.to_approve),
                         ui.tr(words::home_todo_tickets_approve_note), k_ticket_approvals_screen});
    }
}

/// The day before is owed first; closing itself comes when the store's hours end.
void add_closing(const Ui& ui, const Scene& scene, const HomeClosing& closing,
                 std::vector<Todo>& todos) {
    if (closing.unclosed) {
        todos.push_back(
            {"day unclosed", Icon::store, Tone::danger,
             ui.tr(words::home_todo_unclosed, date_text(ui, scene.shop, *closing.unclosed).utf8()),
             ui.tr(words::home_todo_unclosed_note), k_closing_screen});
    }
    if (closing.carried > 0) {
        todos.push_back({"carried over", Icon::history, Tone::warning,
                         ui.tr(words::home_todo_carried, closing.carried),
                         ui.tr(words::home_todo_carried_note), k_closing_screen});
    }
    if (closing.is_time) {
        todos.push_back({"close day", Icon::store, Tone::primary, ui.tr(words::home_todo_close),
                         ui.tr(words::home_todo_close_note, closing.missing, closing.can_wait),
                         k_closing_screen});
    }
}

/// What whoever answers for a unit has to see to.
struct CaseTodo {
    std::string_view name;
    int domain::TicketCounts::*count;
    domain::TicketScope scope;
    Icon icon;
    Tone tone;
    TextKey title, note;
};
constexpr CaseTodo k_case_todos[] = {
    {"tickets escalated", &domain::TicketCounts::escalated, domain::TicketScope::escalated,
     Icon::alert, Tone::danger, words::home_todo_tickets_escalated,
     words::home_todo_tickets_escalated_note},
    {"tickets unassigned", &domain::TicketCounts::unassigned, domain::TicketScope::unassigned,
     Icon::account, Tone::warning, words::home_todo_tickets_unassigned,
     words::home_todo_tickets_unassigned_note},
    {"tickets contradicting", &domain::TicketCounts::contradicting,
     domain::TicketScope::contradicting, Icon::gavel, Tone::warning,
     words::home_todo_tickets_contradicting, words::home_todo_tickets_contradicting_note},
    {"tickets unclaimed", &domain::TicketCounts::unclaimed, domain::TicketScope::unclaimed,
     Icon::archive, Tone::info, words::home_todo_tickets_unclaimed,
     words::home_todo_tickets_unclaimed_note}};

void add_case_todos(const Ui& ui, const Scene& scene, const domain::TicketCounts& counts,
                    std::vector<Todo>& todos) {
    const bool decides = scene.has_right(domain::Right::tickets_decide);
    const bool agent = scene.session && scene.session->role == StaffRole::cs_agent;
    for (const auto& one : k_case_todos) {
        const int count = counts.*one.count;
        const bool agents = one.scope == domain::TicketScope::escalated ||
                            one.scope == domain::TicketScope::unassigned;
        if (count == 0 || !(decides || (agent && agents))) continue;
        todos.push_back({std::string(one.name),
                         one.icon,
                         one.tone,
                         ui.tr(one.title, count),
                         ui.tr(one.note),
                         k_ticket_list_screen,
                         {},
                         one.scope});
    }
}

void add_calls(const Ui& ui, const CallbacksState& calls, std::vector<Todo>& todos) {
    if (!calls.counts || calls.counts->mine.due == 0) return;
    const auto& mine = calls.counts->mine;
    todos.push_back({"calls due", Icon::phone_in_talk, mine.urgent > 0 ? Tone::warning : Tone::info,
                     ui.tr(words::home_todo_calls, mine.due),
                     ui.tr(words::home_todo_calls_note, mine.urgent), k_callbacks_screen});
}

void add_calendar(const Ui& ui, const HomeState& home, std::vector<Todo>& todos) {
    for (const int year : home.missing_years) {
        todos.push_back({fmt::format("calendar {}", year), Icon::calendar, Tone::warning,
                         ui.tr(words::home_todo_calendar, year),
                         ui.tr(words::home_todo_calendar_note), k_holidays_screen});
    }
}

std::vector<Todo> todos_of(const Ui& ui, const Scene& scene, const HomeWork& work) {
    const auto& lists = work.lists;
    const auto& home = work.home;
    std::vector<Todo> todos;
    const auto refused = scene.sync.refused;
    if (refused > 0) {
        todos.push_back({"refused", Icon::alert_circle, Tone::danger,
                         ui.tr(words::home_todo_refused, refused),
                         ui.tr(words::home_todo_refused_note), k_sync_screen});
    }
    add_tickets(ui, work.tickets.counts, todos);
    if (home.closing) add_closing(ui, scene, *home.closing, todos);
    add_case_todos(ui, scene, work.tickets.counts, todos);
    add_calls(ui, work.calls, todos);
    add_calendar(ui, home, todos);
    if (home.falling > 0) {
        todos.push_back({"falling", Icon::star, Tone::info,
                         ui.tr(words::home_todo_falling, home.falling),
                         ui.tr(words::home_todo_falling_note), k_tiers_screen});
    }
    add_imports(ui, work.imports, todos);
    if (!lists.today) return todos;
    const auto duplicates = lists.today->open_duplicates.value_or(0);
    if (duplicates > 0) {
        todos.push_back({"duplicates", Icon::accounts, Tone::info,
                         ui.tr(words::home_todo_duplicates, duplicates),
                         ui.tr(words::home_todo_duplicates_note), k_lists_screen, ListsTab::cases});
    }
    const auto conflicts = lists.today->open_conflicts.value_or(0);
    if (conflicts > 0) {
        todos.push_back({"conflicts", Icon::tune, Tone::info,
                         ui.tr(words::home_todo_conflicts, conflicts),
                         ui.tr(words::home_todo_conflicts_note), k_lists_screen, ListsTab::cases});
    }
    return todos;
}

void draw_todo(Ui& ui, const Rect& place, const Todo& todo, bool last, HomeIntents& intents) {
    const ListRow row{.title = todo.title,
                      .subtitle = todo.note,
                      .icon = todo.icon,
                      .icon_tone = todo.tone,
                      .chevron = todo.screen != k_home_screen,
                      .last = last};
    if (!draw_list_row(ui, place, "todo " + todo.name, row).pressed) return;
    if (todo.scope) return intents.add(home::OpenTickets{*todo.scope});
    intents.add(shell::OpenScreen{todo.screen});
    if (todo.tab) intents.add(lists::OpenTab{*todo.tab});
}

void draw_unfinished(Ui& ui, const Rect& place, const Scene& scene, const UnfinishedWork& work,
                     bool last, HomeIntents& intents) {
    const auto when = time_text(ui, scene.shop, work.saved_at);
    const ListRow row{
        .title = ui.tr(words::sign_in_continue, ui.tr(work.what).utf8()),
        .subtitle = work.whom.empty() ? when : Text::data(work.whom + " · " + when.utf8()),
        .icon = Icon::pencil,
        .icon_tone = Tone::primary,
        .chevron = true,
        .last = last};
    const auto name = work.kind + (work.subject ? " " + work.subject->text() : "");
    if (draw_list_row(ui, place, "continue " + name, row).pressed) {
        intents.add(home::Resume{work.kind, work.subject});
    }
}

/// Somebody to contact: the row opens the member, the button the sheet for what came of it.
struct Person {
    const domain::Member* member;
    Due due;
    Text why;
    lists::Contact contact;
};

// What is late comes first, then what is due today.
std::vector<Person> people_of(const Ui& ui, const Shop& shop, const HomeState& home) {
    std::vector<Person> people;
    for (const auto& entry : home.birthdays) {
        const int days = Date::of_text(shop.today).days_until(entry.celebrated_on);
        people.push_back(
            {&entry.member,
             due_in(days),
             days < 0 ? missed_birthday_text(ui, -days) : ui.tr(words::home_birthday_today),
             {.birthday = entry}});
    }
    for (const auto& card : home.expiring) {
        people.push_back({&card.member,
                          due_in(card.days_left),
                          expiry_tag(ui, card.days_left).text,
                          {.card = card}});
    }
    std::ranges::stable_sort(people, {}, &Person::due);
    return people;
}

void draw_person(Ui& ui, Rect place, const Person& person, bool last, HomeIntents& intents) {
    const auto label = ui.tr(words::home_contact);
    const auto key = person.contact.card ? person.contact.card->card.number
                                         : "birthday " + person.member->id.text();
    auto button = place;
    button.right -= ui.px(k_gap_m);
    button = button.cut_right(std::max(ui.px(88), std::ceil(button_width(ui, label, {}))));
    place.right = button.left - ui.px(k_gap_s);
    const ListRow row{.title = Text::data(person.member->name),
                      .subtitle = masked_number(*person.member),
                      .avatar = true,
                      .tag = person.why,
                      .tag_tone = due_tone(person.due),
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

}  // namespace

Text masked_number(const domain::Member& member) {
    return Text::data(domain::mask_phone(member.phone));
}

CardRows rows_of_card(const Ui& ui, Rect& rest, float row_dp, std::size_t wanted) {
    rest.bottom += ui.px(k_rows_into_padding);
    const auto row = ui.px(row_dp);
    const auto room = std::max(1.0f, std::floor(rest.height() / row));
    const auto fit = static_cast<std::size_t>(room);
    if (wanted < fit) return {wanted, row};
    return {fit, std::min(std::floor(rest.height() / room), std::floor(row * k_row_stretch))};
}

float card_height(const Ui& ui, float row_dp, int rows) {
    return ui.px(k_card_frame + row_dp * static_cast<float>(rows));
}

void draw_todo_card(Ui& ui, const Rect& rect, const Scene& scene, const HomeWork& work,
                    HomeIntents& intents) {
    const auto& home = work.home;
    const auto todos = todos_of(ui, scene, work);
    const auto people = people_of(ui, scene.shop, home);
    auto inside = draw_card(ui, rect);
    const auto now = work.lists.badge();
    const int files = work.imports.folder_problems();
    const auto waiting = now.count + scene.sync.refused + files + work.tickets.now();
    const bool late = now.urgent || scene.sync.refused > 0 || files > 0 || work.tickets.urgent();
    draw_card_title(ui, inside, ui.tr(words::home_todo),
                    waiting > 0 ? number_text(waiting) : Text(),
                    due_tone(late ? Due::overdue : Due::today));
    const auto& unfinished = home.unfinished;
    if (todos.empty() && people.empty() && unfinished.empty()) {
        draw_empty_state(ui, inside, "nothing to do",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::home_todo_none),
                          .body = ui.tr(words::home_todo_none_body)});
        return;
    }
    // Rows reach into the padding, so that what is in them stands where the title begins.
    inside = inside.inset(-ui.px(k_gap_m), 0);
    const auto rows =
        rows_of_card(ui, inside, k_todo_row, unfinished.size() + todos.size() + people.size());
    for (std::size_t i = 0; i < rows.count; ++i) {
        const auto place = inside.cut_top(rows.height);
        const bool last = i + 1 == rows.count;
        // What one was at comes first.
        if (i < unfinished.size()) {
            draw_unfinished(ui, place, scene, unfinished[i], last, intents);
        } else if (i < unfinished.size() + todos.size()) {
            draw_todo(ui, place, todos[i - unfinished.size()], last, intents);
        } else {
            draw_person(ui, place, people[i - unfinished.size() - todos.size()], last, intents);
        }
    }
}

}  // namespace qiantai::ui
