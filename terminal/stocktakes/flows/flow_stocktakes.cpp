// The list of stocktakes, planning one, and what is done by itself: what headquarters approved is
// posted, and what arrived late is evened out, at sign-in, once a minute and after each exchange
// with headquarters.

#include <algorithm>
#include <set>

#include "assets/words/help.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

StocktakesState& stocktakes_of(Flow& flow) {
    return flow.get<StocktakesState>();
}

struct StocktakesLoaded {
    std::vector<domain::StocktakeSummary> rows{};
    std::vector<domain::DueCount> due{};
    std::vector<std::string> categories{};
};

Result<StocktakesLoaded> load_stocktake_list(domain::ServiceContext& context,
                                             const domain::Session& session, bool only_open) {
    domain::Stocktakes service(context);
    StocktakesLoaded loaded;
    QIANTAI_TRY(loaded.rows,
                service.list(session, {.only_open = only_open, .limit = domain::k_stock_list_max}));
    QIANTAI_TRY(loaded.due, service.due(session));
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    std::set<std::string> categories;
    for (const auto& line : gifts) {
        if (!line.gift.category.empty()) categories.insert(line.gift.category);
    }
    loaded.categories.assign(categories.begin(), categories.end());
    return loaded;
}

void load_stocktakes(Flow& flow) {
    auto& state = stocktakes_of(flow);
    state.error.reset();
    state.busy = false;
    run_service(
        flow,
        [only_open = state.only_open](domain::ServiceContext& context,
                                      const domain::Session& session) {
            return load_stocktake_list(context, session, only_open);
        },
        [query = ++state.query](Flow& later, const Result<StocktakesLoaded>& loaded) {
            auto& now = stocktakes_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.rows = loaded->rows;
            now.due = loaded->due;
            now.categories = loaded->categories;
            now.loaded = true;
        });
}

void run_stocktakes(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::stocktakes_count)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stocktakes(context).run(session);
        },
        [](Flow& later, const Result<domain::StocktakeRun>& run) {
            if (!run) return show_error(later, run.error());
            if (later.nav.screen == k_stocktakes_screen) load_stocktakes(later);
        });
}

void run_stocktakes_after_session(Flow& flow, const std::optional<Error>& error) {
    if (error || !flow.scene.session) return;
    run_stocktakes(flow);
}

std::vector<domain::StocktakeZone> typed_zones(const StocktakesState& state) {
    std::vector<domain::StocktakeZone> zones;
    for (auto& name : domain::split_people(state.zones)) {
        zones.push_back({.name = std::move(name), .shared = state.shared});
    }
    return zones;
}

void save_plan(Flow& flow) {
    auto& state = stocktakes_of(flow);
    if (std::exchange(state.busy, true)) return;
    auto plan = state.plan;
    plan.planned_on = Date::parse(flow.scene.shop.today).value_or(Date());
    plan.zones = typed_zones(state);
    if (plan.kind == StocktakeKind::cycle) {
        for (const auto& one : state.due) {
            if (plan.scope.gifts.size() < domain::k_stocktake_scope_max) {
                plan.scope.gifts.push_back(one.gift_id);
            }
        }
    }
    run_service(
        flow,
        [plan](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stocktakes(context).plan(session, plan);
        },
        [](Flow& later, const Result<domain::StocktakePage>& page) {
            auto& now = stocktakes_of(later);
            now.busy = false;
            if (!page) return show_error(later, page.error());
            now.planning = false;
            show_done(later, words::stocktake_planned);
            open_stocktake(later, page->stocktake.id);
        });
}

struct ApplyStocktakes {
    Flow& flow;

    StocktakesState& state() const { return stocktakes_of(flow); }
    void operator()(const stocktakes::SetView& intent) const {
        state().only_open = intent.only_open;
        load_stocktakes(flow);
    }
    void operator()(const stocktakes::Reload&) const { load_stocktakes(flow); }
    void operator()(const stocktakes::Open& intent) const { open_stocktake(flow, intent.id); }
    void operator()(const stocktakes::Plan&) const {
        const auto role = flow.scene.session->role;
        const bool desk = role == StaffRole::cs_agent || role == StaffRole::cs_manager;
        state().plan = {.kind = desk ? StocktakeKind::unannounced : StocktakeKind::all};
        state().zones.clear();
        state().shared = false;
        state().planning = true;
    }
    void operator()(const stocktakes::CloseSheet&) const { state().planning = false; }
    void operator()(const stocktakes::SetKind& intent) const {
        state().plan.kind = intent.kind;
        state().plan.scope = {};
    }
    void operator()(const stocktakes::SetStore& intent) const {
        state().plan.store_code = intent.code;
    }
    void operator()(const stocktakes::SetCategory& intent) const {
        state().plan.scope.categories = {intent.category};
    }
    void operator()(const stocktakes::TypeZones& intent) const { state().zones = intent.text; }
    void operator()(const stocktakes::SetShared& intent) const { state().shared = intent.shared; }
    void operator()(const stocktakes::SetSeen& intent) const { state().plan.seen = intent.seen; }
    void operator()(const stocktakes::SetGoods& intent) const {
        state().plan.with_goods = intent.with_goods;
    }
    void operator()(const stocktakes::TypeWords& intent) const { state().plan.words = intent.text; }
    void operator()(const stocktakes::Save&) const { save_plan(flow); }
};

void apply_stocktakes(Flow& flow, const StocktakesIntent& intent) {
    std::visit(ApplyStocktakes{flow}, intent);
}

}  // namespace

ScreenEntry stocktakes_screen() {
    return {
        .id = k_stocktakes_screen,
        .below = k_requisitions_screen,
        .title = words::stocktakes_title,
        .help = words::help_stocktakes,
        .draw = screen_draw(draw_stocktakes, apply_stocktakes),
        .modal = {.is_open =
                      [](const StateBag& states) { return states.get<StocktakesState>().planning; },
                  .draw = screen_draw(draw_stocktake_plan, apply_stocktakes)},
        .signed_in = run_stocktakes,
        .opened = load_stocktakes,
        .each_minute = run_stocktakes,
        .session_ended = run_stocktakes_after_session};
}

}  // namespace qiantai::app
