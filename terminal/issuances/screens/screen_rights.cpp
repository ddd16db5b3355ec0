#include "terminal/issuances/screens/screen_rights.hpp"

#include "assets/words/campaigns.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_right_card_dp = 380, k_right_sheet_width = 560;

Text right_state_text(const Ui& ui, const Coded<domain::EntitlementState>& state) {
    using enum domain::EntitlementState;
    return code_text<domain::EntitlementState>(ui, state.text(),
                                               {{unused, words::right_unused},
                                                {used, words::right_used},
                                                {expired, words::right_expired},
                                                {voided, words::right_voided}});
}

Tone right_state_tone(const Coded<domain::EntitlementState>& state) {
    if (state == domain::EntitlementState::unused) return Tone::success;
    return state == domain::EntitlementState::used ? Tone::info : Tone::neutral;
}

/// Until when, or when and where it was used, or why it is void.
Text right_course_text(const Ui& ui, const Shop& shop, const domain::EntitlementLine& line) {
    if (line.state == domain::EntitlementState::used && line.used_on) {
        return ui.tr(words::right_used_at, date_text(ui, shop, *line.used_on).utf8(),
                     store_name(shop, line.used_at_store));
    }
    if (line.state == domain::EntitlementState::voided) {
        return Text::data(line.entitlement.void_reason);
    }
    return ui.tr(words::right_until, date_text(ui, shop, line.entitlement.expires_on).utf8());
}

void draw_right_card(Ui& ui, Rect& rest, const Scene& scene, const domain::EntitlementLine& line,
                     RightsIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    auto head = inside.cut_top(ui.px(k_card_title_height), ui.px(k_gap_xs));
    const auto state = right_state_text(ui, line.state);
    draw_tag(ui, head.cut_right(tag_width(ui, state), ui.px(k_gap_s)), state,
             right_state_tone(line.state));
    draw_text(ui, head, Text::data(line.campaign), TextStyle::large_strong, Role::ink);
    draw_paragraph(ui, inside, Text::data(line.entitlement.code), TextStyle::title, Role::ink,
                   k_gap_xs);
    draw_paragraph(ui, inside, right_course_text(ui, scene.shop, line), TextStyle::body, Role::ink2,
                   k_gap_s);
    const bool may_cancel = line.state == domain::EntitlementState::unused &&
                            scene.has_right(domain::Right::entitlements_grant) &&
                            line.entitlement.store_code == scene.shop.store_code;
    if (!may_cancel) return;
    if (draw_button(ui, inside.cut_top(ui.px(k_button_height)), "cancel " + line.entitlement.code,
                    ui.tr(words::right_cancel))) {
        intents.add(rights::Cancel{line.entitlement.id, line.entitlement.code});
    }
}

}  // namespace

void draw_rights(Ui& ui, const Rect& area, const Scene& scene, const RightsState& state,
                 RightsIntents& intents) {
    auto rest = page_width(ui, area);
    if (scene.has_right(domain::Right::entitlements_grant)) {
        const auto bar = rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap_m));
        const auto lacks =
            state.loaded && state.campaigns.empty() ? ui.tr(words::right_no_campaign) : Text();
        if (draw_button(ui, bar, "grant", ui.tr(words::right_grant),
                        {.kind = ButtonKind::primary, .icon = Icon::plus, .lacks = lacks})) {
            intents.add(rights::BeginGrant{});
        }
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(rights::Reload{});
    if (presence != ListPresence::there) return;
    if (state.lines.empty()) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::gift,
                          .title = ui.tr(words::rights_none),
                          .body = ui.tr(words::rights_none_body)});
        return;
    }
    ScrollArea scroll(ui, "rights", rest);
    Columns columns(ui, scroll.content(), k_right_card_dp, 3);
    for (const auto& line : state.lines) {
        draw_right_card(ui, columns.next(), scene, line, intents);
    }
    scroll.finish(columns.bottom());
}

void draw_rights_sheet(Ui& ui, const Rect& area, const Scene& scene, const RightsState& state,
                       RightsIntents& intents) {
    const std::vector<Text> missing{ui.tr(words::gift_way_campaigns)};
    const BarButton buttons[] = {
        {"grant right",
         ui.tr(words::right_grant),
         {.kind = ButtonKind::primary,
          .lacks = state.campaign_id ? Text() : fill_first_text(ui, missing),
          .busy = state.saving}}};
    std::vector<Text> names;
    std::optional<std::size_t> chosen;
    const domain::CampaignLine* campaign = nullptr;
    for (const auto& one : state.campaigns) {
        if (one.id == state.campaign_id) {
            chosen = names.size();
            campaign = &one;
        }
        names.push_back(Text::data(one.name));
    }
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::right_grant), Text::data(state.member_name)}, k_right_sheet_width, buttons},
        [&](Rect& inside) {
            if (const auto pressed = draw_choices(ui, inside, "campaign", names, chosen)) {
                intents.add(rights::ChooseCampaign{state.campaigns[*pressed].id});
            }
            inside.cut_top(ui.px(k_gap_m));
            if (campaign != nullptr) {
                draw_paragraph(
                    ui, inside,
                    ui.tr(words::right_until, date_text(ui, scene.shop, campaign->ends_on).utf8()),
                    TextStyle::body, Role::ink2);
            }
            if (!state.sheet_error) return;
            draw_paragraph(ui, inside, error_text(ui, *state.sheet_error), TextStyle::body,
                           Role::danger);
        });
    if (answer.pressed) intents.add(rights::Grant{});
    if (answer.left) intents.add(rights::CloseSheet{});
}

}  // namespace qiantai::ui
