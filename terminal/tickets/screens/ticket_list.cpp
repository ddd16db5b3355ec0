#include "terminal/tickets/screens/ticket_list.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using domain::TicketScope;

constexpr float k_scope_width = 360, k_customer_column_dp = 200, k_matter_column_dp = 200,
                k_due_words_dp = 200;

struct ScopeWords {
    TicketScope scope;
    TextKey words;
};
constexpr ScopeWords k_main_scopes[] = {{TicketScope::open, words::ticket_scope_open},
                                        {TicketScope::closed, words::ticket_scope_closed},
                                        {TicketScope::all, words::ticket_scope_all}};
constexpr ScopeWords k_more_scopes[] = {
    {TicketScope::overdue, words::ticket_scope_overdue},
    {TicketScope::to_approve, words::ticket_scope_to_approve},
    {TicketScope::unassigned, words::ticket_scope_unassigned},
    {TicketScope::escalated, words::ticket_scope_escalated},
    {TicketScope::contradicting, words::ticket_scope_contradicting},
    {TicketScope::at_shop, words::ticket_scope_at_shop},
    {TicketScope::unclaimed, words::ticket_scope_unclaimed}};

const ScopeWords* find_scope(std::span<const ScopeWords> scopes, TicketScope scope) {
    const auto found = std::ranges::find(scopes, scope, &ScopeWords::scope);
    return found == scopes.end() ? nullptr : &*found;
}

/// A choice that opens a sheet: what is chosen, or what can be.
struct FilterButton {
    std::string_view name;
    Text label;
    Icon icon;
    bool chosen;
};
bool draw_filter_button(Ui& ui, Rect& row, const FilterButton& filter) {
    const ButtonStyle style{.icon = filter.icon, .chosen = filter.chosen};
    const auto place = row.cut_right(button_width(ui, filter.label, style), ui.px(k_gap_m));
    return draw_button(ui, place, filter.name, filter.label, style);
}

// Somebody's cases go to somebody else while that one is away; a member comes with something.
void draw_list_ways(Ui& ui, Rect& rest, const Scene& scene, const TicketListState& list,
                    TicketListIntents& intents) {
    const bool may_hand_over = !list.more.keeper.empty() &&
                               scene.has_right(domain::Right::tickets_decide) &&
                               scene.find_colleague(list.more.keeper) != nullptr;
    if (!may_hand_over && !list.member_id) return;
    const auto label = ui.tr(may_hand_over ? words::ticket_hand_over : words::tickets_take);
    const ButtonStyle style{.icon = may_hand_over ? Icon::swap : Icon::plus};
    auto line = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    const auto place = line.cut_left(std::min(button_width(ui, label, style), line.width()));
    if (!draw_button(ui, place, may_hand_over ? "hand over" : "take in", label, style)) return;
    if (may_hand_over) return intents.add(ticket_list::OpenSheet{TicketListSheet::hand_over});
    intents.add(ticket_list::TakeIn{});
}

// Which: open, closed, all; beside that what is asked for seldom.
void draw_ticket_filters(Ui& ui, Rect& rest, const Scene& scene, const TicketListState& list,
                         TicketListIntents& intents) {
    auto row = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    const bool narrowed = list.more != TicketListMore();
    if (draw_filter_button(ui, row,
                           {"more", ui.tr(words::ticket_filter_more), Icon::tune, narrowed})) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::more});
    }
    const auto* more = find_scope(k_more_scopes, list.scope);
    const auto kinds =
        list.kind ? ticket_kind_text(ui, *list.kind) : ui.tr(words::tickets_kinds_all);
    if (draw_filter_button(ui, row, {"kind", kinds, Icon::headset, list.kind.has_value()})) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::kind});
    }
    const auto scope = ui.tr(more != nullptr ? more->words : words::ticket_scope_more);
    if (draw_filter_button(ui, row, {"scope", scope, Icon::filter, more != nullptr})) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::scope});
    }
    std::vector<Text> labels;
    std::optional<int> selected;
    for (const auto& one : k_main_scopes) {
        if (one.scope == list.scope) selected = static_cast<int>(labels.size());
        labels.push_back(ui.tr(one.words));
    }
    const auto wide = std::min(ui.px(k_scope_width), row.width());
    const auto pressed = draw_segmented(ui, row.cut_left(wide), "scopes", labels, selected);
    if (pressed) {
        intents.add(ticket_list::SetScope{k_main_scopes[static_cast<std::size_t>(*pressed)].scope});
    }
    draw_list_ways(ui, rest, scene, list, intents);
    if (!list.member_id) return;
    const Chip chip{Text::data(list.member_name), Icon::close, Tone::primary};
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto chip_wide = std::min(chip_width(ui, chip), line.width());
    if (draw_chip(ui, line.cut_left(chip_wide).centered(chip_wide, ui.px(k_chip_height)), "member",
                  chip)) {
        intents.add(ticket_list::ShowAll{});
    }
}

TableCell stand_cell(const Ui& ui, const domain::TicketLine& line) {
    TableCell cell{.text = ticket_phase_text(ui, line.phase), .tag = ticket_phase_tone(line.phase)};
    if (line.contradicts) {
        cell = {.text = ui.tr(words::tickets_contradicts), .tag = Tone::danger};
    }
    return cell;
}

// What runs out first; of what is closed, when it was.
TableCell due_cell(const Ui& ui, const Shop& shop, const domain::TicketLine& line) {
    if (line.closed_at) {
        const auto day = Date::of_time(*line.closed_at, shop.utc_offset_minutes);
        return {.text = ui.tr(words::ticket_closed_on, past_date_text(ui, shop, day).utf8())};
    }
    if (!line.clock) return {.text = Text::data("—")};
    const auto clock = clock_line(ui, shop, *line.clock, {line.paused_for, line.paused_since},
                                  ui.px(k_due_words_dp));
    TableCell cell{.text = clock.left, .note = clock.wall};
    const auto tone = clock_tone(clock.look);
    if (tone == Tone::danger || tone == Tone::warning) cell.tag = tone;
    return cell;
}

MemberRow customer_of(const domain::TicketLine& line) {
    MemberRow row{.name = Text::data(line.customer_name), .subtitle = Text::data(line.number)};
    if (line.customer_name.empty()) {
        row.name = Text::data(line.number);
        row.subtitle = {};
        row.icon = ticket_kind_icon(line.kind);
    }
    return row;
}

TableCell matter_cell(const Ui& ui, const domain::TicketLine& line) {
    const auto& what = line.matter.empty() ? line.product : line.matter;
    return {.text = Text::data(
                ui.tr(words::ticket_of_kind, ticket_kind_text(ui, line.kind).utf8(), what).utf8()),
            .note = Text::data(line.matter.empty() ? line.subject : line.product)};
}

TableCell keeper_cell(const Ui& ui, const Shop& shop, const domain::TicketLine& line) {
    const auto keeper =
        line.keeper_name.empty() ? ui.tr(words::ticket_nobody) : Text::data(line.keeper_name);
    return {
        .text = keeper,
        .note = ui.tr(words::ticket_taken_on, past_date_text(ui, shop, line.business_date).utf8())};
}

std::vector<TableColumn> ticket_columns(const Ui& ui, const Shop& shop,
                                        std::span<const domain::TicketLine> lines) {
    std::vector<Text> matters, stands, dues, keepers;
    for (const auto& line : lines) {
        matters.push_back(matter_cell(ui, line).text);
        stands.push_back(stand_cell(ui, line).text);
        dues.push_back(due_cell(ui, shop, line).text);
        dues.push_back(due_cell(ui, shop, line).note);
        keepers.push_back(keeper_cell(ui, shop, line).text);
        keepers.push_back(keeper_cell(ui, shop, line).note);
    }
    return {{.title = ui.tr(words::ticket_column_matter),
             .width = ui.px(k_matter_column_dp),
             .wish = column_width(ui, matters)},
            {.title = ui.tr(words::ticket_column_stand), .width = tag_column_width(ui, stands)},
            {.title = ui.tr(words::ticket_column_due), .width = tag_column_width(ui, dues)},
            {.title = ui.tr(words::ticket_column_keeper), .width = column_width(ui, keepers)}};
}

void draw_ticket_table(Ui& ui, const Rect& rest, const Shop& shop, const TicketListState& list,
                       TicketListIntents& intents) {
    auto columns = ticket_columns(ui, shop, list.rows);
    columns.insert(columns.begin(), {.title = ui.tr(words::ticket_column_customer),
                                     .width = ui.px(k_customer_column_dp)});
    auto inside = draw_card(ui, rest, k_gap_s);
    const auto row = [&](std::size_t i) {
        const auto& line = list.rows[i];
        return TableRow{.name = fmt::format("ticket {}", line.number),
                        .person = customer_of(line),
                        .cells = {matter_cell(ui, line), stand_cell(ui, line),
                                  due_cell(ui, shop, line), keeper_cell(ui, shop, line)}};
    };
    const auto result = draw_table(ui, inside, "tickets",
                                   {.columns = columns,
                                    .row_count = list.rows.size(),
                                    .row = row,
                                    .has_more = list.has_more()});
    if (result.row) intents.add(ticket_list::Open{list.rows[*result.row].ticket_id});
    if (result.end_in_sight && !list.loading) intents.add(ticket_list::LoadMore{});
}

void draw_no_tickets(Ui& ui, const Rect& rest, const TicketListState& list,
                     TicketListIntents& intents) {
    if (!list.composing.empty()) {
        const auto words = ui.tr(words::search_composing, list.composing);
        return draw_text(ui, Rect(rest).cut_top(ui.px(k_target_min)), words, TextStyle::body,
                         Role::ink2, Align::center);
    }
    EmptyState none{.icon = Icon::magnify,
                    .title = ui.tr(words::ticket_none_found),
                    .body = ui.tr(words::ticket_none_found_body)};
    if (list.scope != TicketScope::all || list.is_filtered()) {
        none.action = ui.tr(words::tickets_show_all);
    }
    if (draw_empty_state(ui, rest, "show all", none)) intents.add(ticket_list::ShowAll{});
}

void draw_scope_sheet(Ui& ui, const Rect& area, const TicketListState& list,
                      TicketListIntents& intents) {
    std::vector<Text> options;
    std::optional<int> selected;
    for (const auto& one : k_more_scopes) {
        if (one.scope == list.scope) selected = static_cast<int>(options.size());
        options.push_back(ui.tr(one.words));
    }
    const auto answer =
        draw_choice_sheet(ui, area, {{ui.tr(words::tickets_kinds), {}}, options, selected});
    if (answer.chosen) {
        intents.add(
            ticket_list::SetScope{k_more_scopes[static_cast<std::size_t>(*answer.chosen)].scope});
    } else if (answer.dismissed) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::none});
    }
}

void draw_kind_sheet(Ui& ui, const Rect& area, const TicketListState& list,
                     TicketListIntents& intents) {
    std::vector<Text> options{ui.tr(words::tickets_kinds_all)};
    for (const auto& kind : k_codes<TicketKind>)
        options.push_back(ticket_kind_text(ui, kind.value));
    const int selected = list.kind ? static_cast<int>(*list.kind) + 1 : 0;
    const auto answer =
        draw_choice_sheet(ui, area, {{ui.tr(words::tickets_kinds), {}}, options, selected});
    if (answer.chosen) {
        const int chosen = *answer.chosen;
        intents.add(ticket_list::SetKind{
            chosen == 0 ? std::nullopt : std::optional(static_cast<TicketKind>(chosen - 1))});
    } else if (answer.dismissed) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::none});
    }
}

}  // namespace

void draw_ticket_list(Ui& ui, const Rect& area, const Scene& scene, const TicketListState& list,
                      TicketListIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    const auto search =
        draw_search(ui, rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m)), "search", list.typed,
                    {.hint = ui.tr(words::ticket_search_hint), .begins = true});
    if (search.changed || search.composing != list.composing) {
        intents.add(ticket_list::Search{search.changed.value_or(list.typed), search.composing});
    }
    if (search.entered && !list.rows.empty()) {
        intents.add(ticket_list::Open{list.rows.front().ticket_id});
    }
    draw_ticket_filters(ui, rest, scene, list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(ticket_list::Reload{});
    if (presence != ListPresence::there) return;
    if (list.rows.empty()) return draw_no_tickets(ui, rest, list, intents);
    // Another filter is another list, seen from its top.
    const IdScope filter(fmt::format("{} {} {} {} {} {} {}", list.looked_for(), code_of(list.scope),
                                     list.kind ? code_of(*list.kind) : "", list.member_name,
                                     list.more.keeper, list.more.store_code,
                                     list.more.severity ? code_of(*list.more.severity) : ""));
    draw_ticket_table(ui, rest, scene.shop, list, intents);
}

void draw_ticket_list_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const TicketListState& list, TicketListIntents& intents) {
    switch (list.sheet) {
        case TicketListSheet::none:
            return;
        case TicketListSheet::scope:
            return draw_scope_sheet(ui, area, list, intents);
        case TicketListSheet::kind:
            return draw_kind_sheet(ui, area, list, intents);
        case TicketListSheet::more:
            return draw_ticket_more_sheet(ui, area, scene, list, intents);
        case TicketListSheet::hand_over:
            return draw_ticket_hand_over(ui, area, scene, list, intents);
    }
}

}  // namespace qiantai::ui
