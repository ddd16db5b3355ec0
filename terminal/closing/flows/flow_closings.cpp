#include "assets/words/closing.hpp"
#include "assets/words/help.hpp"
#include "terminal/closing/flows/closing_flows.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

ClosingsState& closings_of(Flow& flow) {
    return flow.get<ClosingsState>();
}

struct ClosingsQuestion {
    bool stocktakes = false;
    std::optional<Date> day{};
    std::optional<Date> month{};
};
struct ClosingsLoaded {
    std::vector<domain::StoreDay> days{};
    domain::StocktakeOverview overview{};
};

Result<ClosingsLoaded> load_closings_view(domain::ServiceContext& context,
                                          const domain::Session& session,
                                          const ClosingsQuestion& question) {
    ClosingsLoaded loaded;
    QIANTAI_TRY(const auto today, domain::business_date(context));
    if (question.stocktakes) {
        const Date first = question.month.value_or(today.month_start());
        QIANTAI_TRY(loaded.overview, domain::Stocktakes(context).overview(
                                         session, first, first.plus_months(1).plus_days(-1)));
        return loaded;
    }
    const Date day = question.day.value_or(today);
    QIANTAI_TRY(loaded.days, domain::Closing(context).list(session, day, day));
    return loaded;
}

void load_closings(Flow& flow) {
    auto& state = closings_of(flow);
    state.error.reset();
    const ClosingsQuestion question{state.stocktakes, state.day, state.month};
    run_service(
        flow,
        [question](domain::ServiceContext& context, const domain::Session& session) {
            return load_closings_view(context, session, question);
        },
        [query = ++state.query](Flow& later, const Result<ClosingsLoaded>& loaded) {
            auto& now = closings_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.days = loaded->days;
            now.overview = loaded->overview;
            now.loaded = true;
        });
}

void enter_closings(Flow& flow) {
    closings_of(flow) = {.query = closings_of(flow).query};
}

struct ApplyClosings {
    Flow& flow;

    ClosingsState& state() const { return closings_of(flow); }
    void load_anew() const {
        state().loaded = false;
        load_closings(flow);
    }
    void operator()(const closings::SetView& intent) const {
        state().stocktakes = intent.stocktakes;
        load_anew();
    }
    void operator()(const closings::Reload&) const { load_closings(flow); }
    void operator()(const closings::ShowDay& intent) const {
        state().day = intent.day;
        load_anew();
    }
    void operator()(const closings::ShowMonth& intent) const {
        state().month = intent.first;
        load_anew();
    }
    void operator()(const closings::OpenStore& intent) const { state().open_store = intent.code; }
    void operator()(const closings::Print&) const {
        const auto today = Date::parse(flow.scene.shop.today).value_or(Date());
        const Date first = state().month.value_or(today.month_start());
        open_stocktake_overview_form(flow, {first, first.plus_months(1).plus_days(-1)});
    }
};

void apply_closings(Flow& flow, const ClosingsIntent& intent) {
    std::visit(ApplyClosings{flow}, intent);
}

void refresh_closings(Flow& flow, const std::optional<Error>& error) {
    const bool shown = flow.nav.screen == k_closings_screen && flow.scene.session;
    if (!error && shown) load_closings(flow);
}

}  // namespace

ScreenEntry closings_screen() {
    return {.id = k_closings_screen,
            .below = k_requisitions_screen,
            .title = words::closings_title,
            .help = words::help_closings,
            .draw = screen_draw(draw_closings, apply_closings),
            .entered = enter_closings,
            .opened = load_closings,
            .session_ended = refresh_closings};
}

}  // namespace qiantai::app
