#include "terminal/purchases/screens/screen_member_tier.hpp"

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tier_columns_dp = 900, k_tier_sheet_width = 720;
constexpr float k_tier_bar_height = 12;

constexpr Choice k_set_tier_reasons[] = {{"promised", words::tier_why_promised},
                                         {"old", words::tier_why_old},
                                         {"complaint", words::tier_why_complaint},
                                         {"mistake", words::tier_why_mistake}};
constexpr Choice k_unlock_reasons[] = {{"over", words::tier_why_over},
                                       {"asked", words::tier_why_asked},
                                       {"mistake", words::tier_why_mistake}};

struct TierEventLook {
    Icon icon;
    Tone tone;
    Text what;
    bool by_person = false;
};

TierEventLook tier_look(const Ui& ui, const Shop& shop, const domain::TierChange& change) {
    const auto to = tier_name_text(ui, shop, change.to_tier).utf8();
    const auto said = [&](TextKey key) { return Text::data(ui.tr(key, to).utf8()); };
    const auto kind = change.kind.known();
    if (!kind) return {Icon::history, Tone::neutral, ui.tr(words::code_unknown)};
    switch (*kind) {
        case TierChangeKind::rise:
            return {Icon::chevron_up, Tone::success, said(words::tier_event_rise)};
        case TierChangeKind::undo_rise:
            return {Icon::undo, Tone::warning, said(words::tier_event_undo_rise)};
        case TierChangeKind::keep:
            return {Icon::check, Tone::info, said(words::tier_event_keep)};
        case TierChangeKind::notice:
            return {Icon::timer, Tone::warning,
                    ui.tr(words::tier_event_notice,
                          change.falls_on ? date_text(ui, shop, *change.falls_on).utf8()
                                          : std::string("—"))};
        case TierChangeKind::fall:
            return {Icon::chevron_down, Tone::neutral, said(words::tier_event_fall)};
        case TierChangeKind::by_hand:
            return {change.locked.value_or(false) ? Icon::lock : Icon::pencil, Tone::primary,
                    said(change.locked.value_or(false) ? words::tier_event_locked
                                                       : words::tier_event_by_hand),
                    true};
        case TierChangeKind::unlock:
            break;
    }
    return {Icon::refresh, Tone::primary, ui.tr(words::tier_event_unlock), true};
}

// What the rule counted, and which rule it was; what a person said instead.
Text tier_event_details(const Ui& ui, const Shop& shop, const domain::TierChange& change) {
    std::string words = change.reason;
    if (change.sum && change.counts_from && change.counts_until) {
        words = ui.tr(words::tier_event_sum, money_text(*change.sum).utf8(),
                      date_text(ui, shop, *change.counts_from).utf8(),
                      date_text(ui, shop, *change.counts_until).utf8())
                    .utf8();
    }
    if (change.keeps_until && change.kind != TierChangeKind::notice) {
        const auto until =
            ui.tr(words::tier_kept_until, date_text(ui, shop, *change.keeps_until).utf8());
        words += (words.empty() ? "" : " · ") + until.utf8();
    }
    return Text::data(words);
}

float draw_tier_history(Ui& ui, Rect rest, const Scene& scene, const MemberTierState& page) {
    draw_card_title(ui, rest, ui.tr(words::tier_history));
    const auto& history = page.report->history;
    if (history.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::tier_history_none), TextStyle::body, Role::ink2);
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
        const auto& change = history[i];
        const auto look = tier_look(ui, scene.shop, change);
        const TimelineRow entry{.icon = look.icon,
                                .tone = look.tone,
                                .what = look.what,
                                .when = date_text(ui, scene.shop, change.business_date),
                                .who = look.by_person
                                           ? colleague_text(scene, change.created_by)
                                           : ui.tr(words::tier_by_rule, change.rule_version),
                                .details = tier_event_details(ui, scene.shop, change),
                                .first = i == 0,
                                .last = i + 1 == history.size()};
        draw_timeline_entry(ui, rest, fmt::format("change {}", i), entry);
    }
    return rest.top;
}

// How far it is to the next tier.
void draw_tier_progress(Ui& ui, Rect& rest, const Shop& shop, const domain::TierReport& report) {
    if (!report.missing || report.locked) return;
    const auto whole = report.sum + *report.missing;
    const auto share =
        whole > Fen() ? static_cast<float>(report.sum.count()) / static_cast<float>(whole.count())
                      : 0.0f;
    draw_progress(ui, rest.cut_top(ui.px(k_tier_bar_height), ui.px(k_gap_s)),
                  std::clamp(share, 0.0f, 1.0f));
    draw_paragraph(ui, rest, tier_progress_text(ui, shop, report), TextStyle::body_strong,
                   Role::ink, k_gap);
}

// What is still to be spent until then, or that it is enough.
Text keep_note(const Ui& ui, const domain::TierReport& report) {
    if (!report.keep_missing) return {};
    if (*report.keep_missing == Fen()) return ui.tr(words::tier_keep_enough);
    return ui.tr(words::tier_keep_missing, money_text(*report.keep_missing).utf8());
}

std::vector<Fact> tier_facts(const Ui& ui, const Shop& shop, const domain::TierReport& report) {
    std::vector<Fact> facts;
    if (report.counts_from) {
        facts.push_back({.label = ui.tr(words::tier_sum),
                         .value = money_text(report.sum),
                         .note = ui.tr(words::tier_counts_from,
                                       date_text(ui, shop, *report.counts_from).utf8())});
    }
    if (report.keeps_until && !report.locked) {
        facts.push_back({.label = ui.tr(words::tier_kept),
                         .value = date_text(ui, shop, *report.keeps_until),
                         .note = keep_note(ui, report)});
    }
    if (!report.rule_version.empty()) {
        facts.push_back(
            {.label = ui.tr(words::tier_rule_version), .value = Text::data(report.rule_version)});
    }
    return facts;
}

float draw_tier_card(Ui& ui, Rect rest, const Scene& scene, const MemberTierState& page,
                     MemberTierIntents& intents) {
    const auto& report = *page.report;
    if (report.falls_on && !report.locked) {
        draw_banner(ui, rest, "falls",
                    {Tone::warning, ui.tr(words::tier_falls_banner,
                                          date_text(ui, scene.shop, *report.falls_on).utf8(),
                                          money_text(report.keep_missing.value_or(Fen())).utf8())});
        rest.cut_top(ui.px(k_gap));
    }
    if (report.locked) {
        draw_banner(ui, rest, "locked", {Tone::info, ui.tr(words::tier_locked_banner)});
        rest.cut_top(ui.px(k_gap));
    }
    if (report.rule_version.empty()) {
        draw_banner(ui, rest, "no rule", {Tone::info, ui.tr(words::tier_no_rule)});
        rest.cut_top(ui.px(k_gap));
    }
    {
        Card card(ui, rest);
        auto head = card.inside.cut_top(ui.px(k_target_min), ui.px(k_gap));
        const auto label = ui.tr(words::receipts_title);
        const ButtonStyle style{.icon = Icon::receipt};
        if (draw_button(ui, head.cut_right(button_width(ui, label, style), ui.px(k_gap_m)),
                        "receipts", label, style)) {
            intents.add(member_tier::OpenReceipts{});
        }
        const auto name = Text::data(page.name);
        const auto disc = head.cut_left(ui.px(52), ui.px(k_gap_m));
        draw_avatar(ui, {disc.center_x(), disc.center_y()}, 52, name);
        auto words = head.centered(
            head.width(), line_height(ui, TextStyle::small) + line_height(ui, TextStyle::title));
        draw_text(ui, words.cut_top(line_height(ui, TextStyle::small)), name, TextStyle::small,
                  Role::ink2);
        draw_text(ui, words, tier_name_text(ui, scene.shop, report.tier), TextStyle::title,
                  Role::ink);
        draw_tier_progress(ui, card.inside, scene.shop, report);
        draw_facts(ui, card.inside, tier_facts(ui, scene.shop, report));
    }
    return rest.top + ui.px(k_gap);
}

void draw_tier_actions(Ui& ui, const FormPlan& plan, const Scene& scene,
                       const MemberTierState& page, MemberTierIntents& intents) {
    if (!plan.ground.empty()) {
        fill(ui, plan.ground, Role::surface);
        divider(ui, plan.ground.left, plan.ground.right, plan.ground.top);
    }
    if (!scene.has_right(domain::Right::members_assign)) {
        return draw_text(ui, plan.bar, ui.tr(words::tier_only_manager), TextStyle::body,
                         Role::ink2);
    }
    std::vector<BarButton> buttons;
    std::vector<TierSheet> sheets;
    if (page.report->locked) {
        buttons.push_back({"unlock", ui.tr(words::tier_unlock), {.icon = Icon::refresh}});
        sheets.push_back(TierSheet::unlock);
    }
    buttons.push_back({"set tier", ui.tr(words::tier_set), {.icon = Icon::pencil}});
    sheets.push_back(TierSheet::set);
    const auto pressed = draw_action_bar(ui, plan.bar, buttons);
    if (pressed) intents.add(member_tier::OpenSheet{sheets[*pressed]});
}

// The tiers side by side as far as they fit.
void draw_tier_choice(Ui& ui, Rect& rest, const Shop& shop, const MemberTierState& page,
                      MemberTierIntents& intents) {
    constexpr float k_tier_choice_least = 132;
    draw_field_label(ui, rest, ui.tr(words::member_tier));
    const auto count = static_cast<int>(shop.tiers.size());
    const auto columns = column_count(ui, rest.width(), k_tier_choice_least, std::max(1, count));
    Rect row{};
    for (int i = 0; i < count; ++i) {
        const auto& tier = shop.tiers[static_cast<std::size_t>(i)];
        if (i % columns == 0) row = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
        if (draw_button(ui, row.column(i % columns, columns, ui.px(k_gap_s)), "tier " + tier.code,
                        tier_name_text(ui, shop, tier.code),
                        {.chosen = page.tier == tier.code, .words = TextStyle::body})) {
            intents.add(member_tier::ChooseTier{tier.code});
        }
    }
    rest.cut_top(ui.px(k_gap_s));
}

}  // namespace

std::span<const Choice> reasons_of(TierSheet sheet) {
    return sheet == TierSheet::unlock ? std::span<const Choice>(k_unlock_reasons)
                                      : k_set_tier_reasons;
}

void draw_member_tier(Ui& ui, const Rect& area, const Scene& scene, const MemberTierState& page,
                      MemberTierIntents& intents) {
    if (!page.report) {
        if (draw_page_absence(ui, area, page.error)) intents.add(member_tier::Reload{});
        return;
    }
    const auto plan = plan_form(ui, area);
    draw_tier_actions(ui, plan, scene, page, intents);
    ScrollArea scroll(ui, "tier", plan.form);
    const auto content = form_content(ui, scroll.content());
    const auto gap = ui.px(k_gap_xl);
    if (content.width() >= ui.px(k_tier_columns_dp)) {
        const auto left = draw_tier_card(ui, content.column(0, 2, gap), scene, page, intents);
        const auto right = draw_tier_history(ui, content.column(1, 2, gap), scene, page);
        scroll.finish(std::max(left, right));
        return;
    }
    auto below = content;
    below.top = draw_tier_card(ui, content, scene, page, intents);
    scroll.finish(draw_tier_history(ui, below, scene, page));
}

void draw_tier_sheet(Ui& ui, const Rect& area, const Scene& scene, const MemberTierState& page,
                     MemberTierIntents& intents) {
    const IdScope scope("tier sheet");
    const bool sets = page.sheet == TierSheet::set;
    auto lacks = reason_lacks(ui, page.reason);
    if (sets && page.tier.empty()) {
        std::vector<Text> missing{ui.tr(words::member_tier)};
        if (!page.reason.given()) missing.push_back(ui.tr(words::reason));
        lacks = fill_first_text(ui, missing);
    }
    const BarButton save{"save sheet",
                         ui.tr(!sets         ? words::tier_unlock
                               : page.locked ? words::tier_lock_save
                                             : words::tier_set_save),
                         {.kind = ButtonKind::primary, .lacks = lacks, .busy = page.busy}};
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(sets ? words::tier_set : words::tier_unlock), Text::data(page.name)},
         k_tier_sheet_width,
         std::span(&save, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (sets) {
                draw_tier_choice(ui, rest, scene.shop, page, intents);
                const Checkbox lock{ui.tr(words::tier_lock), page.locked};
                if (draw_checkbox(ui, rest, "lock", lock)) {
                    intents.add(member_tier::SetLocked{!page.locked});
                }
                rest.cut_top(ui.px(k_gap));
            } else {
                draw_paragraph(ui, rest, ui.tr(words::tier_unlock_body), TextStyle::body,
                               Role::ink2, k_gap);
            }
            const auto given = draw_reason(
                ui, rest, page.reason,
                {.usual = reasons_of(page.sheet), .characters_max = k_purchase_reason_length_max});
            if (given) intents.add(member_tier::GiveReason{*given});
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(member_tier::SaveSheet{});
    if (answer.left) intents.add(member_tier::OpenSheet{TierSheet::none});
}

}  // namespace qiantai::ui
