#include "assets/words/cases.hpp"
#include "assets/words/find.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {
namespace {

using domain::ConflictStatus;

Text name_of(const Ui& ui, const std::optional<domain::Member>& member) {
    return member ? Text::data(member->name) : ui.tr(words::case_member_gone);
}

Tone outcome_tone(CaseOutcome outcome) {
    return outcome == CaseOutcome::merged || outcome == CaseOutcome::chosen ? Tone::success
                                                                            : Tone::neutral;
}

TableCell question_of(const Ui& ui, const ShownCase& row) {
    const bool open = row.outcome == CaseOutcome::open;
    if (row.is_duplicate()) {
        return {.text = ui.tr(words::case_same_phone), .tag = open ? Tone::warning : Tone::neutral};
    }
    const auto column = member_column_text(ui, row.conflict.column);
    return {.text = ui.tr(words::case_two_values, column.utf8()),
            .tag = open ? Tone::info : Tone::neutral};
}

Text whom_of(const Ui& ui, const ShownCase& row) {
    const auto name = name_of(ui, row.member);
    if (!row.is_duplicate()) return name;
    return Text::data(ui.tr(words::case_pair, name.utf8(), name_of(ui, row.other).utf8()).utf8());
}

// The day always with it: a case may have waited long.
Text when_text(const Ui& ui, const Shop& shop, TimeMs at) {
    const auto day = Date::of_time(at, shop.utc_offset_minutes);
    return Text::data(past_date_text(ui, shop, day).utf8() + " " + clock_text(shop, at).utf8());
}

TableRow case_row(const Ui& ui, const Scene& scene, const ShownCase& row) {
    const auto& conflict = row.conflict;
    const bool open = row.outcome == CaseOutcome::open;
    TableRow shown{.name = "case " + row.key().text(),
                   .person = {.name = whom_of(ui, row),
                              .subtitle = row.member ? masked_phone_text(*row.member) : Text()},
                   .cells = {question_of(ui, row)}};
    if (open) {
        // One of our own has no time.
        shown.cells.push_back({.text = conflict.created_at == 0
                                           ? Text()
                                           : when_text(ui, scene.shop, conflict.created_at)});
        return shown;
    }
    shown.cells.push_back(
        {.text = case_outcome_text(ui, row.outcome), .tag = outcome_tone(row.outcome)});
    shown.cells.push_back({.text = when_text(ui, scene.shop, conflict.decided_at),
                           .note = colleague_text(scene, conflict.decided_by)});
    return shown;
}

std::vector<TableColumn> case_columns(const Ui& ui, const Scene& scene, const CasesState& list) {
    std::vector<Text> questions, outcomes, times;
    for (const auto& row : list.rows) {
        questions.push_back(question_of(ui, row).text);
        outcomes.push_back(case_outcome_text(ui, row.outcome));
        times.push_back(when_text(
            ui, scene.shop,
            row.outcome == CaseOutcome::open ? row.conflict.created_at : row.conflict.decided_at));
    }
    std::vector<TableColumn> columns{
        {.title = ui.tr(words::column_member), .width = ui.px(k_person_column_dp)},
        {.title = ui.tr(words::column_case), .width = tag_column_width(ui, questions)}};
    if (list.status == ConflictStatus::decided) {
        columns.push_back(
            {.title = ui.tr(words::column_decision), .width = tag_column_width(ui, outcomes)});
    }
    columns.push_back({.title = ui.tr(words::column_when), .width = column_width(ui, times)});
    return columns;
}

void draw_nothing(Ui& ui, const Rect& area, ConflictStatus status) {
    const bool open = status == ConflictStatus::open;
    draw_empty_state(
        ui, area, "no case",
        {.icon = open ? Icon::check_circle : Icon::history,
         .tone = open ? Tone::success : Tone::neutral,
         .title = ui.tr(open ? words::cases_none : words::cases_decided_none),
         .body = ui.tr(open ? words::cases_none_body : words::cases_decided_none_body)});
}

}  // namespace

void draw_cases(Ui& ui, const Rect& area, const Scene& scene, const CasesState& list,
                ListsIntents& intents) {
    auto rest = area;
    const std::array options{ui.tr(words::cases_open), ui.tr(words::cases_decided)};
    const bool open = list.status == ConflictStatus::open;
    const auto pressed = draw_filters(ui, rest, options, open ? 0 : 1, {});
    if (pressed.option) {
        intents.add(cases::ShowStatus{*pressed.option == 0 ? ConflictStatus::open
                                                           : ConflictStatus::decided});
    }
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(cases::Reload{});
    if (presence != ListPresence::there) return;
    if (list.rows.empty()) return draw_nothing(ui, rest, list.status);
    const auto title = ui.tr(open ? words::cases_count : words::cases_decided_count, list.total);
    auto inside = draw_list_frame(ui, rest, title, Text(), Tone::neutral);
    const auto columns = case_columns(ui, scene, list);
    const auto result =
        draw_table(ui, inside, "cases",
                   {.columns = columns,
                    .row_count = list.rows.size(),
                    .row = [&](std::size_t i) { return case_row(ui, scene, list.rows[i]); },
                    .action = ui.tr(words::case_open),
                    .has_more = list.has_more()});
    if (result.row) intents.add(cases::Open{list.rows[*result.row].key()});
    if (result.end_in_sight && !list.loading) intents.add(lists::LoadMore{});
}

}  // namespace qiantai::ui
