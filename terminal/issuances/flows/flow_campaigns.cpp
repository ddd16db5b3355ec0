// Campaigns: reading them with what is held of their caps, asking for a part of one, giving it back,
// and at headquarters the ways to plan, change and end one.

#include "assets/words/campaigns.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/leases.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_lease_usual = 30;

CampaignsState& campaigns_of(Flow& flow) {
    return flow.get<CampaignsState>();
}

struct CampaignsLoaded {
    std::vector<domain::CampaignLine> campaigns{};
    std::map<Uuid, std::string> gift_names{};
    std::vector<domain::LeaseLine> leases{};
    std::vector<domain::CapUse> caps{};
};

Result<CampaignsLoaded> load_campaign_lists(domain::ServiceContext& context,
                                            const domain::Session& session) {
    CampaignsLoaded loaded;
    QIANTAI_TRY(loaded.campaigns, domain::Campaigns(context).list(session));
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    for (const auto& line : gifts) loaded.gift_names.emplace(line.gift.id, line.gift.name);
    if (domain::has_right(session.role, domain::Right::issuances_keep)) {
        QIANTAI_TRY(loaded.leases, domain::Leases(context).list(session));
    }
    if (domain::has_right(session.role, domain::Right::issuances_read)) {
        QIANTAI_TRY(loaded.caps, domain::Leases(context).caps(session));
    }
    return loaded;
}

void load_campaigns(Flow& flow) {
    auto& state = campaigns_of(flow);
    state.saving = false;
    state.error.reset();
    run_service(flow, load_campaign_lists,
                [query = ++state.query](Flow& later, const Result<CampaignsLoaded>& loaded) {
                    auto& now = campaigns_of(later);
                    if (now.query != query) return;
                    if (!loaded) {
                        now.error = loaded.error();
                        return;
                    }
                    now.campaigns = loaded->campaigns;
                    now.gift_names = loaded->gift_names;
                    now.leases = loaded->leases;
                    now.caps = loaded->caps;
                    now.loaded = true;
                });
}

template <typename T>
void campaign_changed(Flow& flow, const Result<T>& result, TextKey done) {
    auto& state = campaigns_of(flow);
    state.saving = false;
    if (!result) return show_error(flow, result.error());
    state.asking.reset();
    show_done(flow, done);
    load_campaigns(flow);
}

void ask_for_lease(Flow& flow) {
    auto& state = campaigns_of(flow);
    if (!state.asking || std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [id = *state.asking, pieces = state.pieces](domain::ServiceContext& context,
                                                    const domain::Session& session) {
            return domain::Leases(context).ask(session, id, pieces);
        },
        [](Flow& later, const Result<domain::LeaseLine>& lease) {
            campaign_changed(later, lease, words::campaign_asked);
        });
}

/// A yes that needs nothing else.
void ask_about_campaign(Flow& flow, TextKey what, TextKey body, const std::string& name,
                        std::function<void(Flow&)> then) {
    ask(flow, {.words =
                   [what, body, name](const Ui& ui) {
                       return AskWords{{.heading = {ui.tr(what), Text::data(name)},
                                        .body = ui.tr(body),
                                        .confirm = ui.tr(what),
                                        .cancel = ui.tr(words::cancel)}};
                   },
               .then = [then = std::move(then)](Flow& now, const std::string&) { then(now); }});
}

struct ApplyCampaigns {
    Flow& flow;

    CampaignsState& state() const { return campaigns_of(flow); }
    void operator()(const campaigns::Reload&) const { load_campaigns(flow); }
    void operator()(const campaigns::SetOnlyCurrent& intent) const {
        state().only_current = intent.only;
    }
    void operator()(const campaigns::BeginAsk& intent) const {
        state().asking = intent.campaign_id;
        const auto* lease = state().lease_of(intent.campaign_id);
        state().pieces = lease == nullptr || lease->wanted == 0 ? k_lease_usual : lease->wanted;
    }
    void operator()(const campaigns::SetPieces& intent) const { state().pieces = intent.pieces; }
    void operator()(const campaigns::Ask&) const { ask_for_lease(flow); }
    void operator()(const campaigns::CloseSheet&) const {
        if (!state().saving) state().asking.reset();
    }
    void operator()(const campaigns::GiveBack& intent) const {
        ask_about_campaign(
            flow, words::campaign_give_back_all, words::campaign_give_back_body, intent.name,
            [id = intent.campaign_id](Flow& now) {
                run_service(
                    now,
                    [id](domain::ServiceContext& context, const domain::Session& session) {
                        return domain::Leases(context).give_back(session, id);
                    },
                    [](Flow& later, const Result<domain::LeaseLine>& lease) {
                        campaign_changed(later, lease, words::campaign_given_back);
                    });
            });
    }
    void operator()(const campaigns::Plan& intent) const {
        begin_campaign_form(flow, intent.campaign_id);
    }
    void operator()(const campaigns::End& intent) const {
        ask_about_campaign(
            flow, words::campaign_end, words::campaign_end_body, intent.name,
            [id = intent.campaign_id](Flow& now) {
                run_service(
                    now,
                    [id](domain::ServiceContext& context, const domain::Session& session) {
                        return domain::Campaigns(context).end(session, id);
                    },
                    [](Flow& later, const Result<domain::CampaignLine>& line) {
                        campaign_changed(later, line, words::campaign_ended_done);
                    });
            });
    }
};

void apply_campaigns(Flow& flow, const CampaignsIntent& intent) {
    std::visit(ApplyCampaigns{flow}, intent);
}

}  // namespace

ScreenEntry campaigns_screen() {
    return {.id = k_campaigns_screen,
            .below = k_requisitions_screen,
            .title = words::campaigns_title,
            .help = words::help_campaigns,
            .draw = screen_draw(draw_campaigns, apply_campaigns),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<CampaignsState>().asking.has_value();
                          },
                      .draw = screen_draw(draw_campaigns_sheet, apply_campaigns)},
            .opened = load_campaigns};
}

}  // namespace qiantai::app
