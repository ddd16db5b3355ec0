// A member's rights to gifts: granting one, and making one void.

#include "assets/words/campaigns.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

RightsState& rights_of(Flow& flow) {
    return flow.get<RightsState>();
}

struct RightsLoaded {
    std::vector<domain::EntitlementLine> lines{};
    std::vector<domain::CampaignLine> campaigns{};
};

Result<RightsLoaded> load_rights_of(domain::ServiceContext& context, const domain::Session& session,
                                    const Uuid& member) {
    RightsLoaded loaded;
    QIANTAI_TRY(loaded.lines, domain::Entitlements(context).list(session, member));
    QIANTAI_TRY(loaded.campaigns, domain::Campaigns(context).list(session));
    std::erase_if(loaded.campaigns, [](const domain::CampaignLine& one) {
        return one.stage == domain::CampaignStage::over || !one.rule.once_only;
    });
    return loaded;
}

void load_rights(Flow& flow) {
    auto& state = rights_of(flow);
    state.saving = false;
    state.error.reset();
    run_service(
        flow,
        [id = state.member_id](domain::ServiceContext& context, const domain::Session& session) {
            return load_rights_of(context, session, id);
        },
        [query = ++state.query](Flow& later, const Result<RightsLoaded>& loaded) {
            auto& now = rights_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.lines = loaded->lines;
            now.campaigns = loaded->campaigns;
            now.loaded = true;
        });
}

void grant_right(Flow& flow) {
    auto& state = rights_of(flow);
    if (!state.campaign_id || std::exchange(state.saving, true)) return;
    state.sheet_error.reset();
    run_service(
        flow,
        [entry = domain::EntitlementEntry{state.member_id, *state.campaign_id, std::nullopt}](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Entitlements(context).grant(session, entry);
        },
        [](Flow& later, const Result<domain::EntitlementLine>& line) {
            auto& now = rights_of(later);
            now.saving = false;
            if (!line) {
                now.sheet_error = line.error();
                return;
            }
            now.granting = false;
            show_done(later, words::right_granted);
            load_rights(later);
        });
}

void cancel_right(Flow& flow, const Uuid& id, const std::string& why) {
    run_service(
        flow,
        [id, why](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Entitlements(context).cancel(session, id, why);
        },
        [](Flow& later, const Result<domain::EntitlementLine>& line) {
            if (!end_ask(later, line ? Status() : Status(line.error()))) return;
            show_done(later, words::right_cancelled);
            load_rights(later);
        });
}

struct ApplyRights {
    Flow& flow;

    RightsState& state() const { return rights_of(flow); }
    void operator()(const rights::Reload&) const { load_rights(flow); }
    void operator()(const rights::BeginGrant&) const {
        state().granting = true;
        state().sheet_error.reset();
        state().campaign_id.reset();
        if (state().campaigns.size() == 1) state().campaign_id = state().campaigns.front().id;
    }
    void operator()(const rights::ChooseCampaign& intent) const { state().campaign_id = intent.id; }
    void operator()(const rights::Grant&) const { grant_right(flow); }
    void operator()(const rights::CloseSheet&) const {
        if (!state().saving) state().granting = false;
    }
    void operator()(const rights::Cancel& intent) const {
        ask(flow,
            {.words =
                 [code = intent.code](const Ui& ui) {
                     return AskWords{{.heading = {ui.tr(words::right_cancel), Text::data(code)},
                                      .body = {},
                                      .confirm = ui.tr(words::right_cancel),
                                      .cancel = ui.tr(words::cancel)}};
                 },
             .then = [id = intent.id](Flow& now,
                                      const std::string& why) { cancel_right(now, id, why); },
             .reasons = right_cancel_reasons()});
    }
};

void apply_rights(Flow& flow, const RightsIntent& intent) {
    std::visit(ApplyRights{flow}, intent);
}

Restore rights_place(Flow& flow) {
    const auto& state = rights_of(flow);
    return [id = state.member_id, name = state.member_name](Flow& later) {
        rights_of(later) = {.member_id = id, .member_name = name, .query = rights_of(later).query};
        return true;
    };
}

}  // namespace

void open_rights(Flow& flow, const Uuid& member, const std::string& name) {
    rights_of(flow) = {.member_id = member, .member_name = name, .query = rights_of(flow).query};
    open_screen(flow, k_rights_screen);
}

ScreenEntry rights_screen() {
    return {.id = k_rights_screen,
            .below = k_requisitions_screen,
            .title = words::rights_title,
            .title_text =
                [](const Ui& ui, const Scene&, const StateBag& states) {
                    return Text::data(states.get<RightsState>().member_name + " · " +
                                      ui.tr(words::rights_title).utf8());
                },
            .help = words::help_rights,
            .draw = screen_draw(draw_rights, apply_rights),
            .modal = {.is_open =
                          [](const StateBag& states) { return states.get<RightsState>().granting; },
                      .draw = screen_draw(draw_rights_sheet, apply_rights)},
            .opened = load_rights,
            .place = rights_place};
}

}  // namespace qiantai::app
