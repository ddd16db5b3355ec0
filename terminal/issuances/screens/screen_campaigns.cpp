#include "terminal/issuances/screens/screen_campaigns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/campaigns.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_quota.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_campaign_card_dp = 440, k_campaign_sheet_width = 520,
                k_campaign_stepper_height = 60;
constexpr std::size_t k_holders_shown = 8;

Text campaign_stage_text(const Ui& ui, const Coded<domain::CampaignStage>& stage) {
    return code_text<domain::CampaignStage>(
        ui, stage.text(),
        {{domain::CampaignStage::coming, words::campaign_coming},
         {domain::CampaignStage::running, words::campaign_running},
         {domain::CampaignStage::over, words::campaign_over}});
}

Tone campaign_stage_tone(const Coded<domain::CampaignStage>& stage) {
    if (stage == domain::CampaignStage::running) return Tone::success;
    return stage == domain::CampaignStage::coming ? Tone::info : Tone::neutral;
}

/// Where the parts of a campaign's card are drawn, with what they are drawn from.
struct CampaignParts {
    Ui& ui;
    Rect& inside;
    const Scene& scene;
    const CampaignsState& state;
    const domain::CampaignLine& campaign;
    CampaignsIntents& intents;

    void draw_what() const {
        auto line = inside.cut_top(ui.px(k_card_title_height), ui.px(k_gap_xs));
        const auto stage = campaign_stage_text(ui, campaign.stage);
        draw_tag(ui, line.cut_right(tag_width(ui, stage), ui.px(k_gap_s)), stage,
                 campaign_stage_tone(campaign.stage));
        draw_text(ui, line, Text::data(campaign.name), TextStyle::large_strong, Role::ink);
        draw_paragraph(ui, inside,
                       Text::data(fmt::format(
                           "{} – {} · {}", date_text(ui, scene.shop, campaign.starts_on).utf8(),
                           date_text(ui, scene.shop, campaign.ends_on).utf8(), campaign.code)),
                       TextStyle::small, Role::ink2, k_gap_s);
        std::string gifts;
        for (const auto& gift : campaign.gifts) {
            const auto name = state.gift_names.find(gift.gift_id);
            gifts += gifts.empty() ? "" : "、";
            gifts +=
                name == state.gift_names.end() ? gift.gift_id.text().substr(0, 8) : name->second;
            if (gift.pieces > 1) gifts += fmt::format(" ×{}", gift.pieces);
        }
        draw_paragraph(ui, inside, Text::data(gifts), TextStyle::body, Role::ink, k_gap_s);
    }

    Text who() const {
        const auto& audience = campaign.rule.audience;
        if (audience == CampaignAudience::new_members) {
            return ui.tr(words::campaign_for_new, campaign.rule.joined_days);
        }
        return code_text<CampaignAudience>(
            ui, audience.text(),
            {{CampaignAudience::anyone, words::campaign_for_anyone},
             {CampaignAudience::members, words::campaign_for_members},
             {CampaignAudience::birthday, words::campaign_for_birthday}});
    }

    void draw_rule() const {
        const auto& rule = campaign.rule;
        std::vector<std::string> words{who().utf8()};
        if (!rule.tiers.empty()) {
            std::string tiers;
            for (const auto& code : rule.tiers) {
                tiers += (tiers.empty() ? "" : "、") + scene.shop.tier_name(code);
            }
            words.push_back(tiers);
        }
        if (rule.spend_min) {
            words.push_back(ui.tr(words::campaign_from, money_text(*rule.spend_min).utf8()).utf8());
        }
        if (rule.per_member > 0) {
            words.push_back(ui.tr(words::campaign_per_member, rule.per_member).utf8());
        }
        if (rule.per_receipt > 0) {
            words.push_back(ui.tr(words::campaign_per_receipt, rule.per_receipt).utf8());
        }
        if (rule.once_only) words.push_back(ui.tr(words::campaign_once_only).utf8());
        std::string all;
        for (const auto& one : words) all += (all.empty() ? "" : " · ") + one;
        draw_paragraph(ui, inside, Text::words(all), TextStyle::small, Role::ink2, k_gap_s);
    }

    /// What this till may give away while nobody can be asked.
    void draw_lease() const {
        const auto* lease = state.lease_of(campaign.id);
        if (lease == nullptr) return;
        const int total = lease->used + lease->left;
        draw_quota_bar(
            ui, inside,
            {.label = ui.tr(words::campaign_lease),
             .left = lease->asked ? ui.tr(words::campaign_lease_left, lease->used, lease->left)
                                  : ui.tr(words::campaign_lease_not_asked),
             .used = lease->used,
             .total = total});
    }

    /// Where the cap is, as far as headquarters knows.
    void draw_cap() const {
        if (!campaign.cap) {
            draw_paragraph(ui, inside, ui.tr(words::campaign_no_cap), TextStyle::small, Role::ink2,
                           k_gap_s);
            return;
        }
        const auto* cap = state.cap_of(campaign.id);
        if (cap == nullptr || !cap->leased) {
            draw_paragraph(ui, inside, ui.tr(words::campaign_cap, *campaign.cap), TextStyle::small,
                           Role::ink2, k_gap_s);
            return;
        }
        int used = 0;
        for (const auto& holder : cap->holders) used += holder.used;
        draw_quota_bar(ui, inside,
                       {.label = ui.tr(words::campaign_cap, cap->cap),
                        .left = ui.tr(words::campaign_cap_leased, *cap->leased, used,
                                      std::max(0, cap->cap - *cap->leased)),
                        .used = used,
                        .adds = std::max(0, *cap->leased - used),
                        .total = cap->cap});
        const auto count = std::min(cap->holders.size(), k_holders_shown);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& holder = cap->holders[i];
            draw_paragraph(ui, inside,
                           ui.tr(words::campaign_holder, store_name(scene.shop, holder.store_code),
                                 holder.terminal_code, holder.used,
                                 std::max(0, holder.granted - holder.given_back - holder.used)),
                           TextStyle::small, Role::ink2, k_gap_xs);
        }
    }

    void draw_acts() const {
        std::vector<BarButton> buttons;
        std::vector<CampaignsIntent> does;
        const auto* lease = state.lease_of(campaign.id);
        const bool over = campaign.stage == domain::CampaignStage::over;
        if (lease != nullptr && !over) {
            buttons.push_back(
                {"ask " + campaign.code, ui.tr(words::campaign_ask), {.icon = Icon::plus}});
            does.emplace_back(campaigns::BeginAsk{campaign.id});
            if (lease->left > 0) {
                buttons.push_back({"give back " + campaign.code,
                                   ui.tr(words::campaign_give_back, lease->left),
                                   {.icon = Icon::undo}});
                does.emplace_back(campaigns::GiveBack{campaign.id, campaign.name});
            }
        }
        if (scene.has_right(domain::Right::campaigns_plan) && !over) {
            buttons.push_back(
                {"change " + campaign.code, ui.tr(words::campaign_change), {.icon = Icon::pencil}});
            does.emplace_back(campaigns::Plan{campaign.id});
            buttons.push_back({"end " + campaign.code, ui.tr(words::campaign_end), {}});
            does.emplace_back(campaigns::End{campaign.id, campaign.name});
        }
        if (buttons.empty()) return;
        inside.cut_top(ui.px(k_gap_xs));
        if (const auto pressed = draw_button_rows(ui, inside, buttons)) {
            std::visit([this](const auto& intent) { intents.add(intent); }, does[*pressed]);
        }
    }
};

void draw_campaign_card(Ui& ui, Rect& rest, const Scene& scene, const CampaignsState& state,
                        const domain::CampaignLine& campaign, CampaignsIntents& intents) {
    Card card(ui, rest);
    const CampaignParts parts{ui, card.inside, scene, state, campaign, intents};
    parts.draw_what();
    parts.draw_rule();
    parts.draw_lease();
    parts.draw_cap();
    parts.draw_acts();
}

}  // namespace

const domain::LeaseLine* CampaignsState::lease_of(const Uuid& campaign_id) const {
    const auto found = std::ranges::find(leases, campaign_id, &domain::LeaseLine::campaign_id);
    return found == leases.end() ? nullptr : &*found;
}

const domain::CapUse* CampaignsState::cap_of(const Uuid& campaign_id) const {
    const auto found = std::ranges::find(caps, campaign_id, &domain::CapUse::campaign_id);
    return found == caps.end() ? nullptr : &*found;
}

void draw_campaigns(Ui& ui, const Rect& area, const Scene& scene, const CampaignsState& state,
                    CampaignsIntents& intents) {
    auto rest = page_width(ui, area);
    if (const auto way = draw_gift_ways(ui, rest, scene, k_campaigns_screen)) {
        intents.add(shell::OpenScreen{*way});
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(campaigns::Reload{});
    if (presence != ListPresence::there) return;
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    if (scene.has_right(domain::Right::campaigns_plan)) {
        const auto label = ui.tr(words::campaign_plan);
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
        if (draw_button(ui, line.cut_right(button_width(ui, label, style), ui.px(k_gap_m)), "plan",
                        label, style)) {
            intents.add(campaigns::Plan{});
        }
    }
    if (draw_switch(ui, line, "only current", ui.tr(words::campaigns_only_current),
                    state.only_current)) {
        intents.add(campaigns::SetOnlyCurrent{!state.only_current});
    }
    std::vector<const domain::CampaignLine*> shown;
    for (const auto& one : state.campaigns) {
        if (state.only_current && one.stage == domain::CampaignStage::over) continue;
        shown.push_back(&one);
    }
    if (shown.empty()) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::gift,
                          .title = ui.tr(words::campaigns_none),
                          .body = ui.tr(words::campaigns_none_body)});
        return;
    }
    ScrollArea scroll(ui, "campaigns", rest);
    Columns columns(ui, scroll.content(), k_campaign_card_dp, 3);
    for (const auto* one : shown) {
        draw_campaign_card(ui, columns.next(), scene, state, *one, intents);
    }
    scroll.finish(columns.bottom());
}

void draw_campaigns_sheet(Ui& ui, const Rect& area, const Scene&, const CampaignsState& state,
                          CampaignsIntents& intents) {
    if (!state.asking) return;
    const auto* lease = state.lease_of(*state.asking);
    const BarButton buttons[] = {{"ask lease",
                                  ui.tr(words::campaign_ask),
                                  {.kind = ButtonKind::primary, .busy = state.saving}}};
    const auto label = ui.tr(words::campaign_ask_pieces);
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::campaign_ask), lease == nullptr ? Text() : Text::data(lease->name)},
         k_campaign_sheet_width,
         buttons},
        [&](Rect& inside) {
            draw_paragraph(ui, inside, ui.tr(words::campaign_ask_note), TextStyle::body, Role::ink2,
                           k_gap_m);
            draw_paragraph(ui, inside, label, TextStyle::body, Role::ink, k_gap_s);
            const auto pieces = draw_stepper(
                ui, inside.cut_top(ui.px(k_campaign_stepper_height)), "pieces", label,
                {.value = state.pieces, .least = 1, .most = domain::k_gift_pieces_max});
            if (pieces) intents.add(campaigns::SetPieces{*pieces});
        });
    if (answer.pressed) intents.add(campaigns::Ask{});
    if (answer.left) intents.add(campaigns::CloseSheet{});
}

}  // namespace qiantai::ui
