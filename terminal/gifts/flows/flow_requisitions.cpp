// The lists of requisitions, and what is done by itself: shelves that two tills filled twice are
// evened out at sign-in, once a minute and after each exchange with headquarters.

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/help.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/rules/requisitions.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

RequisitionsState& requisitions_of(Flow& flow) {
    return flow.get<RequisitionsState>();
}

struct RequisitionsLoaded {
    std::vector<domain::RequisitionSummary> open{};
    std::vector<domain::RequisitionSummary> all{};
    std::vector<domain::LateRequisition> late{};
    std::vector<domain::RequisitionPickList> picks{};
    std::optional<domain::GiftBudgetUse> budget{};
};
Result<RequisitionsLoaded> load_requisition_lists(domain::ServiceContext& context,
                                                  const domain::Session& session,
                                                  RequisitionsView view) {
    domain::Requisitions service(context);
    RequisitionsLoaded loaded;
    QIANTAI_TRY(loaded.open,
                service.list(session, {.only_open = true, .limit = domain::k_stock_list_max}));
    if (view == RequisitionsView::all) {
        QIANTAI_TRY(loaded.all, service.list(session, {.limit = domain::k_stock_list_max}));
    }
    QIANTAI_TRY(loaded.late, service.late(session));
    QIANTAI_TRY(loaded.picks, service.pick_list(session));
    if (!context.identity.is_headquarters()) {
        QIANTAI_TRY(loaded.budget, service.budget(session, {}));
    }
    return loaded;
}

void load_requisitions(Flow& flow) {
    auto& state = requisitions_of(flow);
    state.error.reset();
    run_service(
        flow,
        [view = state.view](domain::ServiceContext& context, const domain::Session& session) {
            return load_requisition_lists(context, session, view);
        },
        [query = ++state.query](Flow& later, const Result<RequisitionsLoaded>& loaded) {
            auto& now = requisitions_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.yours = static_cast<int>(
                std::ranges::count_if(loaded->open, &domain::RequisitionSummary::yours));
            now.rows = now.view == RequisitionsView::all ? loaded->all : loaded->open;
            now.late.clear();
            for (const auto& late : loaded->late) now.late.insert(late.requisition.id);
            now.picks = loaded->picks;
            now.budget = loaded->budget;
            now.loaded = true;
        });
}

void run_requisitions(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::requisitions_keep)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Requisitions(context).run(session);
        },
        [](Flow& later, const Result<domain::RequisitionRun>& run) {
            if (!run) return show_error(later, run.error());
            if (later.nav.screen == k_requisitions_screen) load_requisitions(later);
        });
}

void run_requisitions_after_session(Flow& flow, const std::optional<Error>& error) {
    if (error || !flow.scene.session) return;
    run_requisitions(flow);
}

void enter_requisitions(Flow& flow) {
    requisitions_of(flow).view = RequisitionsView::open;
}

struct ApplyRequisitions {
    Flow& flow;

    void operator()(const requisitions::SetView& intent) const {
        requisitions_of(flow).view = intent.view;
        load_requisitions(flow);
    }
    void operator()(const requisitions::Reload&) const { load_requisitions(flow); }
    void operator()(const requisitions::Open& intent) const { open_requisition(flow, intent.id); }
    void operator()(const requisitions::Pick& intent) const {
        open_requisition(flow, intent.id, RequisitionOpening::dispatch);
    }
    void operator()(const requisitions::Ask&) const { begin_requisition(flow); }
};

void apply_requisitions(Flow& flow, const RequisitionsIntent& intent) {
    std::visit(ApplyRequisitions{flow}, intent);
}

Restore requisitions_place(Flow& flow) {
    return [view = requisitions_of(flow).view](Flow& later) {
        requisitions_of(later).view = view;
        return true;
    };
}

}  // namespace

ScreenEntry requisitions_screen() {
    return {.id = k_requisitions_screen,
            .way = Way{Icon::gift, words::nav_requisitions, domain::Right::requisitions_read},
            .title = words::requisitions_title,
            .help = words::help_requisitions,
            .draw = screen_draw(draw_requisitions, apply_requisitions),
            .badge =
                [](const Scene&, const StateBag& states) {
                    const auto& state = states.get<RequisitionsState>();
                    return Badge{.count = state.yours, .urgent = !state.late.empty()};
                },
            .entered = enter_requisitions,
            .signed_in = run_requisitions,
            .counted = load_requisitions,
            .opened = load_requisitions,
            .place = requisitions_place,
            .each_minute = run_requisitions,
            .session_ended = run_requisitions_after_session};
}

}  // namespace qiantai::app
