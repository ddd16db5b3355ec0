// The figures of a period: asked for once, kept, and shown at once when they are asked for again
// while they are counted anew.

#include "terminal/figures/flows/figures_flows.hpp"

#include "assets/words/figures.hpp"
#include "terminal/figures/rules/figures.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using domain::FigureBy;

constexpr std::size_t k_kept_most = 12;

FiguresState& figures_of(Flow& flow) {
    return flow.get<FiguresState>();
}

domain::FigureRequest figure_request(const FiguresState& state) {
    domain::FigureRequest request{
        .span = state.span, .from = *state.from, .store_code = state.store_code};
    for (const auto& by : k_codes<FigureBy>) request.by.emplace_back(by.value);
    return request;
}

bool is_asked_for(const KeptFigures& kept, const FiguresState& state) {
    return kept.span == state.span && kept.from == state.from &&
           kept.store_code == state.store_code;
}

void keep_figures(FiguresState& state, KeptFigures kept) {
    std::erase_if(state.kept, [&](const KeptFigures& old) {
        return old.span == kept.span && old.from == kept.from && old.store_code == kept.store_code;
    });
    state.kept.push_back(std::move(kept));
    if (state.kept.size() > k_kept_most) state.kept.erase(state.kept.begin());
}

void load_answer(Flow& flow) {
    auto& state = figures_of(flow);
    state.error.reset();
    state.answer.reset();
    state.open.reset();
    state.band.reset();
    for (const auto& kept : state.kept) {
        if (is_asked_for(kept, state)) state.answer = kept.answer;
    }
    const KeptFigures asked{state.span, *state.from, state.store_code, {}};
    run_service(
        flow,
        [request = figure_request(state)](domain::ServiceContext& context,
                                          const domain::Session& session) {
            return domain::Figures(context).show(session, request);
        },
        [asked](Flow& later, const Result<domain::FigureAnswer>& answer) {
            auto& now = figures_of(later);
            if (answer) {
                auto kept = asked;
                kept.answer = *answer;
                keep_figures(now, kept);
            }
            // Meanwhile something else may be looked at.
            if (!is_asked_for(asked, now)) return;
            if (!answer) {
                if (!now.answer) now.error = answer.error();
                return;
            }
            now.answer = *answer;
        });
}

Date start_of_span(domain::FigureSpan span, Date day) {
    const Date month = day.month_start();
    return month.plus_months(-((month.month() - 1) % months_of_span(span)));
}

struct ApplyFigures {
    Flow& flow;

    FiguresState& state() const { return figures_of(flow); }
    void operator()(const figures::SetTab& intent) const { state().tab = intent.tab; }
    void operator()(const figures::SetSpan& intent) const {
        if (std::exchange(state().span, intent.span) == intent.span) return;
        state().from = start_of_span(intent.span, *state().from);
        load_answer(flow);
    }
    void operator()(const figures::Step& intent) const {
        state().from = state().from->plus_months(intent.by * months_of_span(state().span));
        load_answer(flow);
    }
    void operator()(const figures::ChooseStore& intent) const {
        state().choosing_store = intent.shown;
    }
    void operator()(const figures::SetStore& intent) const {
        state().choosing_store = false;
        if (std::exchange(state().store_code, intent.code) == intent.code) return;
        load_answer(flow);
    }
    void operator()(const figures::Open& intent) const { state().open = intent.id; }
    void operator()(const figures::ChooseBand& intent) const {
        const bool again = state().band == intent.band;
        state().band = again ? std::nullopt : std::optional(intent.band);
    }
    void operator()(const figures::Reload&) const { load_answer(flow); }
};

void apply_figures(Flow& flow, const FiguresIntent& intent) {
    std::visit(ApplyFigures{flow}, intent);
}

/// With the last month that is over.
void opened_figures(Flow& flow) {
    auto& state = figures_of(flow);
    if (!state.from) {
        const bool headquarters = flow.scene.shop.store_code == k_headquarters_code;
        if (headquarters) state.tab = FiguresTab::growth;
        state.from = Date::of_text(flow.scene.shop.today).month_start().plus_months(-1);
    }
    load_answer(flow);
}

}  // namespace

ScreenEntry figures_screen() {
    return {.id = k_figures_screen,
            .way = Way{Icon::chart_bar, words::nav_figures, domain::Right::figures_read},
            .title = words::figures_title,
            .help = words::help_figures,
            .draw = screen_draw(draw_figures, apply_figures),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              const auto& state = states.get<FiguresState>();
                              return state.choosing_store ||
                                     (state.open && state.find(*state.open) != nullptr);
                          },
                      .draw = screen_draw(draw_figures_sheet, apply_figures)},
            .opened = opened_figures};
}

}  // namespace qiantai::app
