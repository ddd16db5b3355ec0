// The page of one stocktake, and its steps.

#include <algorithm>

#include "assets/words/help.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using StocktakeResult = Result<domain::StocktakePage>;
using StocktakeWorkOn = std::function<StocktakeResult(domain::Stocktakes&, const domain::Session&)>;

StocktakePageState& stocktake_of(Flow& flow) {
    return flow.get<StocktakePageState>();
}

struct StocktakeLoaded {
    domain::StocktakePage page{};
    std::vector<domain::StocktakeProblem> problems{};
    std::vector<domain::StocktakeShownLine> lines{};
};

Result<StocktakeLoaded> load_stocktake_view(domain::ServiceContext& context,
                                            const domain::Session& session, const Uuid& id) {
    domain::Stocktakes service(context);
    StocktakeLoaded loaded;
    QIANTAI_TRY(loaded.page, service.get(session, id));
    QIANTAI_TRY(loaded.problems, service.problems(session, id));
    if (!loaded.page.totals) return loaded;
    QIANTAI_TRY(loaded.lines, service.lines(session, {.stocktake_id = id, .only_differing = true}));
    QIANTAI_TRY(
        const auto goods,
        service.lines(session, {.stocktake_id = id, .only_differing = true, .goods = true}));
    loaded.lines.insert(loaded.lines.end(), goods.begin(), goods.end());
    return loaded;
}

void close_stocktake_sheet(Flow& flow) {
    auto& state = stocktake_of(flow);
    state.sheet = StocktakeSheet::none;
    state.reason = {};
    state.typed.clear();
    state.shared = false;
    state.busy = false;
}

void load_stocktake_page(Flow& flow) {
    auto& state = stocktake_of(flow);
    state.busy = false;
    state.error.reset();
    run_service(
        flow,
        [id = state.id](domain::ServiceContext& context, const domain::Session& session) {
            return load_stocktake_view(context, session, id);
        },
        [id = state.id](Flow& later, const Result<StocktakeLoaded>& loaded) {
            auto& now = stocktake_of(later);
            if (now.id != id) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.page = loaded->page;
            now.problems = loaded->problems;
            now.lines = loaded->lines;
            // The first line without a reason is asked for.
            if (now.why.open && *now.why.open >= now.lines.size()) now.why = {};
            if (now.why.open) return;
            const bool asks = now.page->state.phase == StocktakePhase::variances &&
                              later.scene.has_right(domain::Right::stocktakes_lead);
            if (asks) now.why.open = first_unexplained(now.lines);
        });
}

void stocktake_step_taken(Flow& flow, const StocktakeResult& page) {
    stocktake_of(flow).busy = false;
    if (!page) return show_error(flow, page.error());
    close_stocktake_sheet(flow);
    show_done(flow, words::stocktake_step_done);
    load_stocktake_page(flow);
}

void work_on_stocktake(Flow& flow, StocktakeWorkOn work) {
    if (std::exchange(stocktake_of(flow).busy, true)) return;
    run_service(
        flow,
        [work = std::move(work)](domain::ServiceContext& context, const domain::Session& session) {
            domain::Stocktakes service(context);
            return work(service, session);
        },
        stocktake_step_taken);
}

/// A yes that needs nothing else: its words say what it means.
void ask_for_stocktake_yes(Flow& flow, const Text& act, TextKey body, StocktakeWorkOn work) {
    const auto number = stocktake_of(flow).page->stocktake.number;
    ask(flow, {.words =
                   [act, body, number](const Ui& ui) {
                       return AskWords{{.heading = {act, Text::data(number)},
                                        .body = ui.tr(body),
                                        .confirm = act,
                                        .cancel = ui.tr(words::cancel)}};
                   },
               .then = [work = std::move(work)](
                           Flow& now, const std::string&) { work_on_stocktake(now, work); }});
}

void ask_for_stocktake_reason(
    Flow& flow, const Text& act,
    std::function<StocktakeResult(domain::Stocktakes&, const domain::Session&, const std::string&)>
        work) {
    const auto number = stocktake_of(flow).page->stocktake.number;
    ask(flow, {.words =
                   [act, number](const Ui& ui) {
                       return AskWords{{.heading = {act, Text::data(number)},
                                        .body = {},
                                        .confirm = act,
                                        .cancel = ui.tr(words::cancel)}};
                   },
               .then =
                   [work = std::move(work)](Flow& now, const std::string& reason) {
                       run_service(
                           now,
                           [work, reason](domain::ServiceContext& context,
                                          const domain::Session& session) {
                               domain::Stocktakes service(context);
                               return work(service, session, reason);
                           },
                           [](Flow& later, const StocktakeResult& page) {
                               if (!end_ask(later, page ? Status() : Status(page.error()))) return;
                               stocktake_step_taken(later, page);
                           });
                   },
               .reasons = stocktake_step_reasons()});
}

void take_stocktake_step(Flow& flow, StocktakeStep step) {
    const auto id = stocktake_of(flow).id;
    const auto act = tr(flow, stocktake_act_key(step));
    const auto plain = [&](TextKey body) {
        ask_for_stocktake_yes(
            flow, act, body,
            [id, step](domain::Stocktakes& service, const domain::Session& session) {
                return service.step(session, {.stocktake_id = id, .step = step});
            });
    };
    const auto sign = [&](bool as_checker) {
        ask_for_stocktake_yes(
            flow, act, words::stocktake_ask_sign,
            [id, as_checker](domain::Stocktakes& service, const domain::Session& session) {
                return service.sign(session, id, as_checker);
            });
    };
    switch (step) {
        case StocktakeStep::papers_entered:
            return plain(words::stocktake_ask_papers);
        case StocktakeStep::frozen:
            return plain(words::stocktake_ask_freeze);
        case StocktakeStep::resumed:
            return plain(words::stocktake_ask_resume);
        case StocktakeStep::zone_opened:
            close_stocktake_sheet(flow);
            stocktake_of(flow).sheet = StocktakeSheet::zone;
            return;
        case StocktakeStep::opened:
            return ask_for_stocktake_yes(
                flow, act, words::stocktake_ask_papers,
                [id](domain::Stocktakes& service, const domain::Session& session) {
                    return service.open(session, id);
                });
        case StocktakeStep::counter_signed:
            return sign(false);
        case StocktakeStep::checker_signed:
            return sign(true);
        case StocktakeStep::approved:
            return ask_for_stocktake_yes(
                flow, act, words::stocktake_ask_approve,
                [id](domain::Stocktakes& service, const domain::Session& session) {
                    return service.approve(session, id);
                });
        case StocktakeStep::sent_back:
        case StocktakeStep::cancelled:
            return ask_for_stocktake_reason(
                flow, act,
                [id, step](domain::Stocktakes& service, const domain::Session& session,
                           const std::string& words) {
                    return service.step(session,
                                        {.stocktake_id = id, .step = step, .words = words});
                });
        case StocktakeStep::corrected:
            return ask_for_stocktake_reason(
                flow, act,
                [id](domain::Stocktakes& service, const domain::Session& session,
                     const std::string& words) { return service.correct(session, id, words); });
        case StocktakeStep::zone_done:
        case StocktakeStep::chosen:
        case StocktakeStep::barcode_settled:
        case StocktakeStep::explained:
        case StocktakeStep::posted:
            return;
    }
}

void open_stocktake_sheet(Flow& flow, StocktakeSheet sheet, std::size_t about) {
    close_stocktake_sheet(flow);
    stocktake_of(flow).sheet = sheet;
    stocktake_of(flow).about = about;
}

/// The zone of the spot where the thing lies; the first where nothing is said.
std::string zone_for(const domain::StocktakePage& page, const domain::StocktakeProblem& problem) {
    for (const auto& one : page.state.zones) {
        const bool fits =
            !problem.thing || problem.thing->goods_id || problem.thing->spot == one.zone.spot;
        if (fits) return one.zone.name;
    }
    return {};
}

void solve_problem(Flow& flow, std::size_t index) {
    auto& state = stocktake_of(flow);
    const auto problem = state.problems.at(index);
    const auto id = state.id;
    using enum domain::StocktakeProblemKind;
    if (problem.kind == zone_open) {
        return ask_for_stocktake_yes(
            flow, tr(flow, words::stocktake_finish_zone), words::stocktake_ask_zone,
            [id, zone = problem.zone](domain::Stocktakes& service, const domain::Session& session) {
                return service.finish_zone(session, id, zone);
            });
    }
    if (problem.kind == not_counted) {
        return ask_for_stocktake_yes(
            flow, tr(flow, words::stocktake_rest_none), words::stocktake_ask_rest,
            [id, zone = zone_for(*state.page, problem)](
                domain::Stocktakes& service, const domain::Session& session) -> StocktakeResult {
                QIANTAI_TRY_STATUS(service.count_rest_as_none(session, id, zone));
                return service.get(session, id);
            });
    }
    if (problem.kind == zone_results || problem.kind == recount_results) {
        open_stocktake_sheet(flow, StocktakeSheet::choose, index);
    } else if (problem.kind == recount_missing) {
        open_stocktake_sheet(flow, StocktakeSheet::recount, index);
    } else if (problem.kind == barcode_unsettled) {
        open_stocktake_sheet(flow, StocktakeSheet::settle, index);
    }
}

void choose_counter(Flow& flow, const std::string& counter, const std::string& words) {
    const auto& state = stocktake_of(flow);
    const auto& problem = state.problems.at(state.about);
    domain::StocktakeStepEntry entry{.stocktake_id = state.id,
                                     .step = StocktakeStep::chosen,
                                     .zone = problem.zone,
                                     .counter = counter,
                                     .words = words};
    if (problem.thing) entry.gift_id = problem.thing->gift_id;
    work_on_stocktake(flow, [entry](domain::Stocktakes& service, const domain::Session& session) {
        return service.step(session, entry);
    });
}

void settle_code(Flow& flow, const std::string& gift_code) {
    const auto& state = stocktake_of(flow);
    domain::BarcodeSettlement settlement{.stocktake_id = state.id,
                                         .barcode = state.problems.at(state.about).code};
    if (std::exchange(stocktake_of(flow).busy, true)) return;
    run_service(
        flow,
        [settlement, gift_code](domain::ServiceContext& context,
                                const domain::Session& session) -> StocktakeResult {
            auto said = settlement;
            if (!gift_code.empty()) {
                QIANTAI_TRY(const auto found, domain::Gifts(context).find(session, gift_code));
                said.gift_id = found.gift.id;
            }
            return domain::Stocktakes(context).settle_barcode(session, said);
        },
        stocktake_step_taken);
}

void explain_open_line(Flow& flow) {
    auto& why = stocktake_of(flow).why;
    if (!why.open || !why.reason.given() || std::exchange(why.busy, true)) return;
    explain_variance(flow, stocktake_of(flow).id, stocktake_of(flow).lines.at(*why.open),
                     why.reason, [](Flow& later, const StocktakeResult& page) {
                         stocktake_of(later).why = {};
                         if (!page) show_error(later, page.error());
                         load_stocktake_page(later);
                     });
}

void save_stocktake_sheet(Flow& flow) {
    const auto state = stocktake_of(flow);
    switch (state.sheet) {
        case StocktakeSheet::recount:
            return choose_counter(
                flow, state.problems.at(state.about).people.front(),
                state.reason.words(flow.scene.settings.language, stocktake_step_reasons()));
        case StocktakeSheet::settle:
            return settle_code(flow, state.typed);
        case StocktakeSheet::zone:
            return work_on_stocktake(
                flow, [entry = domain::StocktakeStepEntry{.stocktake_id = state.id,
                                                          .step = StocktakeStep::zone_opened,
                                                          .zone = state.typed,
                                                          .shared = state.shared}](
                          domain::Stocktakes& service, const domain::Session& session) {
                    return service.step(session, entry);
                });
        case StocktakeSheet::choose:
        case StocktakeSheet::none:
            return;
    }
}

struct ApplyStocktakePage {
    Flow& flow;

    StocktakePageState& state() const { return stocktake_of(flow); }
    void operator()(const stocktake::Reload&) const { load_stocktake_page(flow); }
    void operator()(const stocktake::TakeStep& intent) const {
        take_stocktake_step(flow, intent.step);
    }
    void operator()(const stocktake::TakeStepHere& intent) const {
        take_stocktake_step_here(flow, state().id, state().page->stocktake.number, intent.step);
    }
    void operator()(const stocktake::Solve& intent) const { solve_problem(flow, intent.problem); }
    void operator()(const stocktake::OpenVariance& intent) const {
        const bool shut = state().why.open == intent.line;
        state().why = {};
        if (!shut) state().why.open = intent.line;
    }
    void operator()(const stocktake::ExplainVariance& intent) const {
        state().why.reason = intent.reason;
        // Own words are still being typed.
        if (intent.reason.code != k_own_reason) explain_open_line(flow);
    }
    void operator()(const stocktake::SaveVariance&) const { explain_open_line(flow); }
    void operator()(const stocktake::Count&) const {
        begin_counting(flow, *state().page, StocktakeRound::first);
    }
    void operator()(const stocktake::CountAgain&) const {
        const auto page = *state().page;
        close_stocktake_sheet(flow);
        begin_counting(flow, page, StocktakeRound::recount);
    }
    void operator()(const stocktake::Print&) const { open_stocktake_form(flow, *state().page); }
    void operator()(const stocktake::CloseSheet&) const { close_stocktake_sheet(flow); }
    void operator()(const stocktake::GiveReason& intent) const { state().reason = intent.reason; }
    void operator()(const stocktake::ChooseCounter& intent) const {
        choose_counter(flow, intent.counter, {});
    }
    void operator()(const stocktake::Type& intent) const { state().typed = intent.text; }
    void operator()(const stocktake::SetShared& intent) const { state().shared = intent.shared; }
    void operator()(const stocktake::NoneOfOurs&) const { settle_code(flow, {}); }
    void operator()(const stocktake::Save&) const { save_stocktake_sheet(flow); }
};

void apply_stocktake_page(Flow& flow, const StocktakePageIntent& intent) {
    std::visit(ApplyStocktakePage{flow}, intent);
}

Restore stocktake_page_place(Flow& flow) {
    return [id = stocktake_of(flow).id](Flow& later) {
        auto& state = stocktake_of(later);
        if (state.id != id) state = {.id = id};
        return true;
    };
}

/// While it is asked what a barcode is, a scan says which gift.
bool scan_into_settlement(Flow& flow, const std::string& code) {
    if (stocktake_of(flow).sheet != StocktakeSheet::settle) return false;
    stocktake_of(flow).typed = code;
    return true;
}

// News came: the page shows it, unless something is being asked.
void refresh_stocktake_page(Flow& flow, const std::optional<Error>& error) {
    const bool shown = flow.nav.screen == k_stocktake_screen && stocktake_of(flow).page &&
                       stocktake_of(flow).sheet == StocktakeSheet::none;
    if (!error && shown && flow.scene.session) load_stocktake_page(flow);
}

}  // namespace

void open_stocktake(Flow& flow, const Uuid& id) {
    auto& state = stocktake_of(flow);
    if (state.id != id) state = {.id = id};
    close_stocktake_sheet(flow);
    open_screen(flow, k_stocktake_screen);
}

ScreenEntry stocktake_page_screen() {
    return {.id = k_stocktake_screen,
            .below = k_requisitions_screen,
            .title = words::stocktakes_title,
            .title_text =
                [](const Ui& ui, const Scene&, const StateBag& states) {
                    return stocktake_page_title(ui, states.get<StocktakePageState>());
                },
            .help = words::help_stocktake,
            .draw = screen_draw(draw_stocktake_page, apply_stocktake_page),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<StocktakePageState>().sheet != StocktakeSheet::none;
                          },
                      .draw = screen_draw(draw_stocktake_sheet, apply_stocktake_page)},
            .opened = load_stocktake_page,
            .place = stocktake_page_place,
            .scanned = scan_into_settlement,
            .session_ended = refresh_stocktake_page};
}

}  // namespace qiantai::app
