#include "terminal/members/screens/screen_case.hpp"

#include "assets/words/cases.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/member_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

const domain::MemberDetails& chosen_of(const CaseState& page) {
    return page.chosen == Side::left ? *page.left : *page.right;
}
const domain::MemberDetails& other_of(const CaseState& page) {
    return page.chosen == Side::left ? *page.right : *page.left;
}

Text side_note(const Ui& ui, const Shop& shop, const domain::MemberDetails& details) {
    const auto& member = details.member;
    const auto joined = Date::of_text(member.joined_on);
    return ui.tr(words::case_since, store_name(shop, member.store_code), joined.year(),
                 month_text(ui, joined.month()).utf8());
}

// The other store whose record has to stand; empty if there is none.
std::string foreign_store(const Shop& shop, const CaseState& page) {
    const auto side = foreign_side(page, shop.store_code);
    if (!side) return {};
    const auto& details = *side == Side::left ? page.left : page.right;
    return store_name(shop, details->member.store_code);
}

CompareTable table_of(const Ui& ui, const Shop& shop, const CaseState& page,
                      std::span<const CompareRow> rows) {
    if (!page.shown.is_duplicate()) {
        const auto written = [&](TimeMs at) {
            if (at == 0) return Text();
            return ui.tr(words::case_written, time_text(ui, shop, at).utf8());
        };
        return {.left_title = ui.tr(words::case_value_kept),
                .left_note = written(page.shown.conflict.kept_at),
                .right_title = ui.tr(words::case_value_lost),
                .right_note = written(page.shown.conflict.lost_at),
                .takes_all = false,
                .rows = rows};
    }
    std::optional<Side> barred;
    if (const auto stands = foreign_side(page, shop.store_code)) {
        barred = *stands == Side::left ? Side::right : Side::left;
    }
    return {.left_title = Text::data(page.left->member.name),
            .left_note = side_note(ui, shop, *page.left),
            .right_title = Text::data(page.right->member.name),
            .right_note = side_note(ui, shop, *page.right),
            .take_all = ui.tr(words::case_keep_this),
            .taken = page.chosen,
            .barred = barred,
            .why_barred = ui.tr(words::case_barred, foreign_store(shop, page)),
            .stands = ui.tr(page.shown.outcome == CaseOutcome::merged ? words::case_stands
                                                                      : words::case_will_stand),
            .rows = rows};
}

Text body_of(const Ui& ui, const Shop& shop, const CaseState& page) {
    const auto& shown = page.shown;
    const bool open = shown.outcome == CaseOutcome::open;
    if (const auto store = foreign_store(shop, page); open && !store.empty()) {
        return ui.tr(words::case_body_theirs, store);
    }
    if (shown.is_duplicate()) {
        const bool phone = shown.conflict.column == "phone";
        return ui.tr(phone ? words::case_body_duplicate : words::case_body_birthday);
    }
    return ui.tr(words::case_body_column, page.left->member.name,
                 member_column_text(ui, shown.conflict.column).utf8());
}

// What was decided, by whom.
std::optional<Banner> banner_of(const Ui& ui, const Scene& scene, const CaseState& page) {
    const auto& shown = page.shown;
    if (shown.outcome == CaseOutcome::open) return std::nullopt;
    return Banner{Tone::info,
                  ui.tr(words::case_decided_by, case_outcome_text(ui, shown.outcome).utf8(),
                        time_text(ui, scene.shop, shown.conflict.decided_at).utf8(),
                        colleague_text(scene, shown.conflict.decided_by).utf8())};
}

void draw_page(Ui& ui, const Rect& view, const Scene& scene, const CaseState& page,
               CaseIntents& intents) {
    const auto rows = case_rows(ui, scene, page);
    const auto table = table_of(ui, scene.shop, page, rows.rows);
    ScrollArea scroll(ui, "page", view);
    auto content = form_content(ui, scroll.content());
    {
        Card card(ui, content);
        const bool duplicate = page.shown.is_duplicate();
        const auto column = member_column_text(ui, page.shown.conflict.column);
        draw_text(ui, card.inside.cut_top(line_height(ui, TextStyle::title), ui.px(k_gap_xs)),
                  duplicate ? ui.tr(words::case_title_duplicate)
                            : ui.tr(words::case_title_column, column.utf8()),
                  TextStyle::title, Role::ink);
        draw_paragraph(ui, card.inside, body_of(ui, scene.shop, page), TextStyle::body, Role::ink2,
                       k_gap_m);
        if (const auto banner = banner_of(ui, scene, page)) {
            draw_banner(ui, card.inside, "decided", *banner);
            card.inside.cut_top(ui.px(k_gap));
        }
        const Unreachable decided(ui, page.shown.outcome != CaseOutcome::open);
        const auto choice = draw_compare(ui, card.inside, "sides", table);
        if (choice) {
            intents.add(cases::Choose{choice->side, choice->row ? rows.columns[*choice->row] : ""});
        }
    }
    scroll.finish(content.top);
}

// The button names what it does, as far as that is short enough for one.
Text value_button(const Ui& ui, TextKey with_value, TextKey without, const Text& value) {
    constexpr std::size_t k_bytes_most = 36;  // twelve Chinese characters
    if (value.empty() || value.utf8().size() > k_bytes_most) return ui.tr(without);
    return ui.tr(with_value, value.utf8());
}

Text merge_label(const Ui& ui, const CaseState& page) {
    if (!page.chosen) return ui.tr(words::case_merge);
    const auto name = short_name(chosen_of(page).member.name);
    return Text::data(ui.tr(words::case_merge_into, name).utf8());
}

void draw_open_bar(Ui& ui, const Rect& bar, const Scene& scene, const CaseState& page,
                   CaseIntents& intents) {
    const bool duplicate = page.shown.is_duplicate();
    std::vector<BarButton> buttons;
    std::vector<CaseIntent> answers;
    const auto offer = [&](std::string name, Text words, CaseIntent answer,
                           ButtonStyle style = {}) {
        buttons.push_back({std::move(name), std::move(words), style});
        answers.push_back(std::move(answer));
    };
    const auto lacks = page.chosen ? Text() : ui.tr(words::case_choose_first);
    if (duplicate) {
        offer("decide", merge_label(ui, page), cases::AskMerge{},
              {.kind = ButtonKind::primary, .lacks = lacks, .busy = page.busy});
    } else {
        const auto& conflict = page.shown.conflict;
        const auto words = [&](const std::string& value) {
            return member_value_text(ui, scene, conflict.column, value);
        };
        offer("use other",
              value_button(ui, words::case_use, words::case_use_other, words(conflict.lost_value)),
              cases::SaveValue{Side::right}, {.kind = ButtonKind::primary, .busy = page.busy});
        offer(
            "keep",
            value_button(ui, words::case_keep, words::case_keep_value, words(conflict.kept_value)),
            cases::SaveValue{Side::left});
    }
    if (page.has_case() && duplicate) {
        offer("dismiss", ui.tr(words::case_another_person), cases::AskDismiss{});
    } else if (page.has_case()) {
        offer("dismiss", ui.tr(words::case_leave), cases::Dismiss{}, {.kind = ButtonKind::ghost});
    }
    if (duplicate && page.shown.conflict.column == "phone") {
        offer("phone passed on", ui.tr(words::phone_passed_on), cases::AskPassedOn{},
              {.lacks = lacks});
    }
    const auto pressed = draw_action_bar(ui, bar, buttons);
    if (pressed) intents.add(answers[*pressed]);
}

// A merge is undone, any other decision is taken back.
void draw_decided_bar(Ui& ui, const Rect& bar, const CaseState& page, CaseIntents& intents) {
    const bool merged = page.shown.outcome == CaseOutcome::merged;
    const std::array buttons{BarButton{merged ? "undo merge" : "reopen",
                                       ui.tr(merged ? words::case_undo_merge : words::case_reopen),
                                       {.icon = Icon::undo, .busy = page.busy}}};
    if (!draw_action_bar(ui, bar, buttons)) return;
    if (merged) {
        intents.add(cases::UndoMerge{});
    } else {
        intents.add(cases::Reopen{});
    }
}

Text pair_text(const Ui& ui, const CaseState& page) {
    const auto pair =
        ui.tr(words::case_pair, page.left->member.name, page.right->member.name).utf8();
    return Text::data(pair);
}

// Whose values are taken over, when the record is merged.
std::string taken_words(const Ui& ui, const CaseState& page) {
    std::string names;
    for (const auto& column : page.taken()) {
        if (!names.empty()) names += ui.tr(words::case_taken_join).utf8();
        names += member_column_text(ui, column).utf8();
    }
    return names.empty() ? names : ui.tr(words::case_taken, names).utf8();
}

}  // namespace

void draw_case(Ui& ui, const Rect& area, const Scene& scene, const CaseState& page,
               CaseIntents& intents) {
    if (page.error) {
        const EmptyState failed{.icon = Icon::alert_circle,
                                .tone = Tone::danger,
                                .title = ui.tr(words::lists_load_failed),
                                .body = error_text(ui, *page.error),
                                .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, area, "retry", failed)) intents.add(cases::Reload{});
        return;
    }
    if (!page.loaded) return draw_loading_rows(ui, page_width(ui, area, k_list_width));
    if (!page.complete()) {
        draw_empty_state(ui, area, "gone",
                         {.icon = Icon::cloud_off,
                          .tone = Tone::warning,
                          .title = ui.tr(words::case_member_gone),
                          .body = ui.tr(words::case_gone_body)});
        return;
    }
    const bool open = page.shown.outcome == CaseOutcome::open;
    const auto plan = plan_form(ui, area, k_list_width);
    draw_page(ui, plan.form, scene, page, intents);
    if (open) return draw_open_bar(ui, plan.bar, scene, page, intents);
    draw_decided_bar(ui, plan.bar, page, intents);
}

AskWords dismiss_words(const Ui& ui, const CaseState& page) {
    return {.dialog = {.heading = {ui.tr(words::case_dismiss_title), pair_text(ui, page)},
                       .body = ui.tr(words::case_dismiss_body),
                       .confirm = ui.tr(words::case_another_person),
                       .cancel = ui.tr(words::cancel),
                       .icon = Icon::accounts,
                       .tone = Tone::primary}};
}

AskWords merge_words(const Ui& ui, const Shop& shop, const CaseState& page) {
    const auto& standing = chosen_of(page).member;
    const auto& merged = other_of(page).member;
    const auto body = ui.tr(words::case_merge_body, merged.name,
                            side_note(ui, shop, other_of(page)).utf8(), standing.name);
    return {.dialog = {.heading = {ui.tr(words::case_merge_title, merged.name, standing.name), {}},
                       .body = Text::words(body.utf8() + taken_words(ui, page)),
                       .confirm = merge_label(ui, page),
                       .cancel = ui.tr(words::cancel),
                       .icon = Icon::accounts,
                       .tone = Tone::primary}};
}

}  // namespace qiantai::ui
