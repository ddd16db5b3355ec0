#include "terminal/desk/list_end.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {
namespace {

using domain::ConflictStatus;

Text name_of(const Ui& ui, const std::optional<domain::Member>& member) {
    return member ? Text::data(member->name) : ui.tr(TextKey::case_member_gone);
}

Tone outcome_tone(CaseOutcome outcome) {
    return outcome == CaseOutcome::merged || outcome == CaseOutcome::chosen ? Tone::success
                                                                            : Tone::neutral;
}

void draw_case_row(Ui& ui, const Rect& place, const Scene& scene, const ShownCase& row, bool last,
                   ListsIntents& intents) {
    const auto& conflict = row.conflict;
    const bool open = row.outcome == CaseOutcome::open;
    std::vector<Tag> tags;
    if (row.is_duplicate()) {
        tags.push_back({ui.tr(TextKey::case_same_phone), open ? Tone::warning : Tone::neutral});
    } else {
        const auto column = member_column_text(ui, conflict.column);
        tags.push_back(
            {ui.tr(TextKey::case_two_values, column.utf8()), open ? Tone::info : Tone::neutral});
    }
    if (!open) {
        tags.push_back({case_outcome_text(ui, row.outcome), outcome_tone(row.outcome)});
    }
    auto name = name_of(ui, row.member);
    if (row.is_duplicate()) {
        name = Text::data(
            ui.tr(TextKey::case_pair, name.utf8(), name_of(ui, row.other).utf8()).utf8());
    }
    auto when = time_text(scene.shop, open ? conflict.created_at : conflict.decided_at).utf8();
    if (!open) when += " · " + colleague_text(scene, conflict.decided_by).utf8();
    const MemberRow shown{.name = name,
                          .subtitle = row.member ? masked_phone_text(*row.member) : Text(),
                          .tags = tags,
                          .trailing = Text::data(when),
                          .chevron = true,
                          .last = last};
    if (draw_member_row(ui, place, "case " + conflict.id.text(), shown).pressed) {
        intents.add(cases::Open{conflict.id});
    }
}

void draw_nothing(Ui& ui, const Rect& area, ConflictStatus status) {
    const bool open = status == ConflictStatus::open;
    draw_empty_state(
        ui, area, "no case",
        {.icon = open ? Icon::check_circle : Icon::history,
         .tone = open ? Tone::success : Tone::neutral,
         .title = ui.tr(open ? TextKey::cases_none : TextKey::cases_decided_none),
         .body = ui.tr(open ? TextKey::cases_none_body : TextKey::cases_decided_none_body)});
}

}  // namespace

void draw_cases(Ui& ui, const Rect& area, const Scene& scene, const CasesState& list,
                ListsIntents& intents) {
    auto rest = area;
    const std::array options{ui.tr(TextKey::cases_open), ui.tr(TextKey::cases_decided)};
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
    const auto title =
        ui.tr(open ? TextKey::cases_count : TextKey::cases_decided_count, list.total);
    const auto inside = draw_list_frame(ui, rest, title, Text(), Tone::danger);
    ScrollArea scroll(ui, "cases", inside, Role::surface);
    auto content = scroll.content();
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const auto place = content.cut_top(ui.px(k_member_row_height));
        if (!scroll.in_sight(place)) continue;
        const bool last = i + 1 == list.rows.size() && !list.has_more();
        draw_case_row(ui, place, scene, list.rows[i], last, intents);
    }
    if (draw_list_end(ui, scroll, content, list)) intents.add(lists::LoadMore{});
}

}  // namespace qiantai::ui
