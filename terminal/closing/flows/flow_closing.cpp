#include <algorithm>

#include "assets/words/closing.hpp"
#include "assets/words/help.hpp"
#include "assets/words/kit.hpp"
#include "schema/base/signature.hpp"
#include "terminal/closing/flows/closing_flows.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/closing/screens/closing_words.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

ClosingState& closing_of(Flow& flow) {
    return flow.get<ClosingState>();
}

struct ClosingLoaded {
    domain::DayClosePage page{};
    std::optional<DayCount> count{};
};

Result<DayCount> load_day_count(domain::ServiceContext& context, const domain::Session& session,
                                const Uuid& stocktake_id) {
    domain::Stocktakes service(context);
    DayCount count;
    QIANTAI_TRY(count.page, service.get(session, stocktake_id));
    QIANTAI_TRY(count.problems, service.problems(session, stocktake_id));
    if (!count.page.totals) return count;
    QIANTAI_TRY(auto lines, service.lines(session, {.stocktake_id = stocktake_id}));
    for (auto& line : lines) {
        auto& group = line.variance.value_or(0) == 0 ? count.matching : count.differing;
        group.push_back(std::move(line));
    }
    return count;
}

Result<ClosingLoaded> load_closing_view(domain::ServiceContext& context,
                                        const domain::Session& session,
                                        const domain::DayCloseQuestion& question) {
    ClosingLoaded loaded;
    QIANTAI_TRY(loaded.page, domain::Closing(context).show(session, question));
    if (loaded.page.stocktake_id) {
        QIANTAI_TRY(loaded.count, load_day_count(context, session, *loaded.page.stocktake_id));
    }
    return loaded;
}

/// The next line without a reason is asked for, as long as there is one.
void take_closing_count(Flow& flow, const std::optional<DayCount>& count) {
    auto& state = closing_of(flow);
    state.count = count;
    if (!count || state.why.open >= count->differing.size()) state.why = {};
    if (state.why.open || !count) return;
    const bool asks = count->page.state.phase == StocktakePhase::variances &&
                      flow.scene.has_right(domain::Right::stocktakes_lead);
    if (asks) state.why.open = first_unexplained(count->differing);
}

void take_closing_page(ClosingState& state, const domain::DayClosePage& page) {
    state.page = page;
    // The next thing that lacks a reason is open.
    const auto open = without_reason(state);
    const bool still = state.open && std::ranges::find(open, *state.open) != open.end();
    if (still) return;
    const bool asks = page.yours && page.closes.empty() && !open.empty();
    state.open = asks ? std::optional(open.front()) : std::nullopt;
}

void load_closing(Flow& flow) {
    auto& state = closing_of(flow);
    state.error.reset();
    run_service(
        flow,
        [day = state.day](domain::ServiceContext& context, const domain::Session& session) {
            return load_closing_view(context, session, {.day = day});
        },
        [query = ++state.query](Flow& later, const Result<ClosingLoaded>& loaded) {
            auto& now = closing_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            take_closing_page(now, loaded->page);
            take_closing_count(later, loaded->count);
        });
}

void enter_closing(Flow& flow) {
    closing_of(flow) = {.query = closing_of(flow).query};
}

void explain_open_variance(Flow& flow) {
    auto& state = closing_of(flow);
    auto& why = state.why;
    if (!state.count || !why.open || !why.reason.given() || std::exchange(why.busy, true)) return;
    explain_variance(flow, state.count->page.stocktake.id, state.count->differing.at(*why.open),
                     why.reason, [](Flow& later, const Result<domain::StocktakePage>& page) {
                         closing_of(later).why = {};
                         if (!page) show_error(later, page.error());
                         load_closing(later);
                     });
}

domain::DayCloseEntry close_entry_of(const ClosingState& state, const std::string& words) {
    domain::DayCloseEntry entry{.day = state.day, .words = words};
    if (is_believable_signature(state.strokes)) entry.signature = signature_text(state.strokes);
    if (!words.empty()) entry.rest = CarryReason::other;
    for (const auto& [kind, reason] : state.reasons) {
        if (!reason.given()) continue;
        domain::CarryEntry one{.kind = kind};
        if (reason.code == k_own_reason) {
            one.reason = CarryReason::other;
            one.words = reason.own;
        } else {
            one.reason = Coded<CarryReason>::of_text(reason.code);
        }
        entry.reasons.push_back(std::move(one));
    }
    return entry;
}

void close_day(Flow& flow, const std::string& words,
               std::function<bool(Flow&, const Status&)> ends) {
    auto& state = closing_of(flow);
    if (std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [entry = close_entry_of(state, words)](domain::ServiceContext& context,
                                               const domain::Session& session) {
            return domain::Closing(context).close(session, entry);
        },
        [ends = std::move(ends)](Flow& later, const Result<domain::DayClosePage>& page) {
            auto& now = closing_of(later);
            now.saving = false;
            if (!ends(later, page ? Status() : Status(page.error()))) return load_closing(later);
            now.reasons.clear();
            take_closing_page(now, *page);
            show_done(later, words::closing_is_closed);
        });
}

void close_from_sheet(Flow& flow, bool with_signature) {
    auto& state = closing_of(flow);
    if (!with_signature) state.strokes.clear();
    close_day(flow, {}, [](Flow& later, const Status& done) {
        closing_of(later).signing = false;
        closing_of(later).strokes.clear();
        if (!done) show_error(later, done.error());
        return done.ok();
    });
}

void ask_to_close_again(Flow& flow) {
    // What is left again without a reason of its own is left for this one.
    ask(flow, {.words =
                   [](const Ui& ui) {
                       return AskWords{{.heading = {ui.tr(words::closing_again), {}},
                                        .body = ui.tr(words::closing_again_note),
                                        .confirm = ui.tr(words::closing_again),
                                        .cancel = ui.tr(words::cancel)}};
                   },
               .then =
                   [](Flow& now, const std::string& why) {
                       close_day(now, why, [](Flow& later, const Status& done) {
                           return end_ask(later, done);
                       });
                   },
               .reasons = again_reasons()});
}

struct ApplyClosing {
    Flow& flow;

    ClosingState& state() const { return closing_of(flow); }
    void operator()(const closing::Reload&) const { load_closing(flow); }
    void operator()(const closing::ShowDay& intent) const {
        state().day = intent.day;
        state().reasons.clear();
        load_closing(flow);
    }
    void operator()(const closing::Go& intent) const {
        // Of one stocktake its own page, of several the list.
        const auto& items = state().page->items;
        const auto found = std::ranges::find(items, intent.kind, &domain::DayItem::kind);
        const bool one = intent.kind == DayItemKind::stocktakes_open && state().count &&
                         found != items.end() && found->count == 1;
        if (one) return open_stocktake(flow, state().count->page.stocktake.id);
        open_screen(flow, day_item_screen(intent.kind));
    }
    void operator()(const closing::OpenCount&) const {
        if (state().count) open_stocktake(flow, state().count->page.stocktake.id);
    }
    void operator()(const closing::OpenVariance& intent) const {
        const bool shut = state().why.open == intent.line;
        state().why = {};
        if (!shut) state().why.open = intent.line;
    }
    void operator()(const closing::ExplainVariance& intent) const {
        state().why.reason = intent.reason;
        // Own words are still being typed.
        if (intent.reason.code != k_own_reason) explain_open_variance(flow);
    }
    void operator()(const closing::SaveVariance&) const { explain_open_variance(flow); }
    void operator()(const closing::ShowMatching& intent) const {
        state().show_matching = intent.show;
    }
    void operator()(const closing::OpenReason& intent) const {
        const bool shut = state().open == intent.kind;
        state().open = shut ? std::nullopt : std::optional(intent.kind);
    }
    void operator()(const closing::GiveReason& intent) const {
        state().reasons[intent.kind] = intent.reason;
        // Own words are still being typed.
        if (intent.reason.code == k_own_reason) return;
        const auto open = without_reason(state());
        state().open = open.empty() ? std::nullopt : std::optional(open.front());
    }
    void operator()(const closing::Close&) const {
        state().signing = true;
        state().strokes.clear();
    }
    void operator()(const closing::Sign& intent) const {
        if (!state().saving) apply_ink(state().strokes, intent.change);
    }
    void operator()(const closing::SaveSigned&) const { close_from_sheet(flow, true); }
    void operator()(const closing::SaveUnsigned&) const { close_from_sheet(flow, false); }
    void operator()(const closing::CloseSheet&) const {
        if (!state().saving) state().signing = false;
    }
    void operator()(const closing::CloseAgain&) const { ask_to_close_again(flow); }
};

void apply_closing(Flow& flow, const ClosingIntent& intent) {
    std::visit(ApplyClosing{flow}, intent);
}

Restore closing_place(Flow& flow) {
    return [day = closing_of(flow).day](Flow& later) {
        closing_of(later).day = day;
        return true;
    };
}

void run_closing(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::closing_mark)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Closing(context).run(session);
        },
        [](Flow& later, const Result<domain::DayMarkRun>& run) {
            if (!run) show_error(later, run.error());
        });
}

void run_closing_after_session(Flow& flow, const std::optional<Error>& error) {
    if (error || !flow.scene.session) return;
    run_closing(flow);
    if (flow.nav.screen == k_closing_screen) load_closing(flow);
}

}  // namespace

ScreenEntry closing_screen() {
    return {.id = k_closing_screen,
            .below = k_requisitions_screen,
            .title = words::closing_title,
            .title_text =
                [](const Ui& ui, const Scene& scene, const StateBag& states) {
                    return closing_title(ui, scene, states.get<ClosingState>());
                },
            .help = words::help_closing,
            .draw = screen_draw(draw_closing, apply_closing),
            .modal = {.is_open =
                          [](const StateBag& states) { return states.get<ClosingState>().signing; },
                      .draw = screen_draw(draw_closing_sheet, apply_closing)},
            .entered = enter_closing,
            .signed_in = run_closing,
            .opened = load_closing,
            .place = closing_place,
            .each_minute = run_closing,
            .session_ended = run_closing_after_session};
}

}  // namespace qiantai::app
