// Counting: every scan is its own job, in the order in which they came, so that each is on disk
// before the next, and none is lost however fast they follow each other.

#include <algorithm>

#include "assets/words/help.hpp"
#include "assets/words/stocktakes.hpp"
#include "terminal/gifts/screens/typed_day.hpp"
#include "terminal/stocktakes/flows/stocktakes_flows.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_counting_log_max = 60;

CountingState& counting_of(Flow& flow) {
    return flow.get<CountingState>();
}

void load_counting_log(Flow& flow) {
    run_service(
        flow,
        [id = counting_of(flow).id](domain::ServiceContext& context,
                                    const domain::Session& session) {
            return domain::Stocktakes(context).entries(
                session, {.stocktake_id = id, .mine = true, .limit = k_counting_log_max});
        },
        [id = counting_of(flow).id](Flow& later,
                                    const Result<std::vector<domain::StocktakeEntered>>& entries) {
            auto& now = counting_of(later);
            if (now.id != id) return;
            if (!entries) return show_error(later, entries.error());
            now.log = *entries;
        });
}

struct CountingProgress {
    domain::StocktakePage page{};
    std::vector<domain::StocktakeProblem> problems{};
};

/// How far everybody is. Not after each scan: it reads the whole stocktake.
void load_counting_progress(Flow& flow) {
    run_service(
        flow,
        [id = counting_of(flow).id](domain::ServiceContext& context,
                                    const domain::Session& session) -> Result<CountingProgress> {
            CountingProgress progress;
            QIANTAI_TRY(progress.page, domain::Stocktakes(context).get(session, id));
            QIANTAI_TRY(progress.problems, domain::Stocktakes(context).problems(session, id));
            return progress;
        },
        [id = counting_of(flow).id](Flow& later, const Result<CountingProgress>& progress) {
            auto& now = counting_of(later);
            if (now.id != id) return;
            if (!progress) return show_error(later, progress.error());
            now.zones = progress->page.state.zones;
            now.blind = progress->page.stocktake.blind;
            now.frozen_at = progress->page.state.frozen_at;
            now.progress = progress->page.progress;
            now.open = progress->problems;
        });
}

bool is_same_thing(const domain::StocktakeCount& one, const domain::StocktakeCount& other) {
    return one.zone == other.zone && one.round == other.round && one.gift_id == other.gift_id &&
           one.goods_id == other.goods_id && one.barcode == other.barcode &&
           one.batch == other.batch && one.expires_on == other.expires_on;
}

/// What the newest entry adds to what is known of the progress, until that is read again.
void note_progress(CountingState& state, const domain::StocktakeEntered& entered) {
    const auto& count = entered.count;
    std::erase_if(state.open, [&](const domain::StocktakeProblem& problem) {
        return problem.kind == domain::StocktakeProblemKind::not_counted && problem.thing &&
               problem.thing->gift_id == count.gift_id && problem.thing->goods_id == count.goods_id;
    });
    const bool first = std::ranges::none_of(
        state.log, [&](const auto& earlier) { return is_same_thing(earlier.count, count); });
    auto own = std::ranges::find_if(state.progress, [&](const domain::StocktakeProgress& one) {
        return one.zone == count.zone && one.round == count.round &&
               one.counter == count.created_by;
    });
    if (own == state.progress.end()) {
        own = state.progress.insert(
            own, {.zone = count.zone, .counter = count.created_by, .round = count.round});
    }
    if (first) ++own->things;
    own->last_at = count.created_at;
}

void opened_counting(Flow& flow) {
    counting_of(flow).busy = false;
    load_counting_log(flow);
    load_counting_progress(flow);
}

void refresh_counting(Flow& flow) {
    if (flow.nav.screen == k_counting_screen && flow.scene.session) load_counting_progress(flow);
}

void counting_session_ended(Flow& flow, const std::optional<Error>& error) {
    if (!error) refresh_counting(flow);
}

bool lacks_its_lot(const Error& error) {
    return error.kind == &domain::k_stock_batch_missing ||
           error.kind == &domain::k_stock_expiry_missing;
}

/// Kept until somebody says which batch; another scan of it is one more.
void keep_waiting(CountingState& state, const domain::StocktakeEntry& entry) {
    const auto found = std::ranges::find(state.waiting, entry.code, &domain::StocktakeEntry::code);
    if (found != state.waiting.end() && !entry.exactly) {
        found->quantity += entry.quantity;
    } else {
        state.waiting.push_back(entry);
    }
}

void write_entry(Flow& flow, const domain::StocktakeEntry& entry) {
    auto& state = counting_of(flow);
    ++state.writing;
    const domain::StocktakeCounting counting{
        .stocktake_id = state.id, .zone = state.zone, .round = state.round, .entries = {entry}};
    run_service(
        flow,
        [counting](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stocktakes(context).count(session, counting);
        },
        [entry](Flow& later, const Result<std::vector<domain::StocktakeEntered>>& entered) {
            auto& now = counting_of(later);
            --now.writing;
            if (!entered) {
                if (lacks_its_lot(entered.error())) return keep_waiting(now, entry);
                return show_error(later, entered.error());
            }
            for (const auto& one : *entered) {
                note_progress(now, one);
                now.last = one;
                now.log.insert(now.log.begin(), one);
            }
            if (std::ssize(now.log) > k_counting_log_max) now.log.resize(k_counting_log_max);
        });
}

/// Of what was scanned last.
std::optional<domain::StocktakeEntry> entry_of_last(const CountingState& state) {
    if (!state.last) return std::nullopt;
    const auto& count = state.last->count;
    return domain::StocktakeEntry{.code = count.barcode,
                                  .gift_id = count.gift_id,
                                  .goods_id = count.goods_id,
                                  .batch = count.batch,
                                  .expires_on = count.expires_on};
}

void undo_entry(Flow& flow, const Uuid& entry_id) {
    run_service(
        flow,
        [id = counting_of(flow).id, entry_id](domain::ServiceContext& context,
                                              const domain::Session& session) {
            return domain::Stocktakes(context).undo(session, id, entry_id);
        },
        [](Flow& later, const Result<domain::StocktakeEntered>& undone) {
            if (!undone) return show_error(later, undone.error());
            auto& now = counting_of(later);
            now.last = *undone;
            for (auto& one : now.log) {
                if (one.count.id == undone->count.id) one.undone = true;
            }
        });
}

void save_waiting(Flow& flow) {
    auto& state = counting_of(flow);
    if (state.waiting.empty()) return;
    auto entry = state.waiting.front();
    entry.batch = state.batch;
    if (!state.expires_on.empty()) {
        const auto date = typed_day(state.expires_on);
        if (!date) return show_error(flow, make_error(domain::k_stock_expiry_missing));
        entry.expires_on = *date;
    }
    state.waiting.erase(state.waiting.begin());
    state.batch.clear();
    state.expires_on.clear();
    write_entry(flow, entry);
}

/// `rest_is_none`: of what nobody found in its spot that there is none.
void finish_zone(Flow& flow, bool rest_is_none) {
    if (std::exchange(counting_of(flow).busy, true)) return;
    run_service(
        flow,
        [id = counting_of(flow).id, zone = counting_of(flow).zone, rest_is_none](
            domain::ServiceContext& context,
            const domain::Session& session) -> Result<domain::StocktakePage> {
            domain::Stocktakes service(context);
            if (rest_is_none) {
                QIANTAI_TRY_STATUS(service.count_rest_as_none(session, id, zone));
            }
            return service.finish_zone(session, id, zone);
        },
        [](Flow& later, const Result<domain::StocktakePage>& page) {
            counting_of(later).busy = false;
            if (!page) return show_error(later, page.error());
            counting_of(later).leaving = false;
            counting_of(later).zones = page->state.zones;
            show_done(later, words::stocktake_step_done);
            go_back(later);
        });
}

struct ApplyCounting {
    Flow& flow;

    CountingState& state() const { return counting_of(flow); }
    void operator()(const counting::ChooseZone& intent) const {
        state().zone = state().zones.at(intent.zone).zone.name;
        state().last.reset();
        state().digits.clear();
        load_counting_progress(flow);
    }
    void operator()(const counting::SetRound& intent) const {
        state().round = intent.round;
        state().last.reset();
        state().digits.clear();
    }
    void operator()(const counting::TypeDigits& intent) const { state().digits = intent.digits; }
    void operator()(const counting::SetExactly&) const {
        auto entry = entry_of_last(state());
        if (!entry || state().digits.empty()) return;
        entry->quantity = std::stoi(std::exchange(state().digits, {}));
        entry->exactly = true;
        write_entry(flow, *entry);
    }
    void operator()(const counting::Correct& intent) const {
        auto entry = entry_of_last(state());
        if (!entry) return;
        entry->quantity = intent.pieces;
        write_entry(flow, *entry);
    }
    void operator()(const counting::TypeCode& intent) const { state().code = intent.text; }
    void operator()(const counting::EnterCode&) const {
        if (state().code.empty()) return;
        write_entry(flow, {.code = std::exchange(state().code, {})});
    }
    void operator()(const counting::TypeBatch& intent) const { state().batch = intent.text; }
    void operator()(const counting::TypeExpiry& intent) const { state().expires_on = intent.text; }
    void operator()(const counting::SaveWaiting&) const { save_waiting(flow); }
    void operator()(const counting::DropWaiting&) const {
        if (!state().waiting.empty()) state().waiting.erase(state().waiting.begin());
    }
    void operator()(const counting::Undo& intent) const { undo_entry(flow, intent.entry_id); }
    void operator()(const counting::AskFinish&) const {
        const bool first = state().round == StocktakeRound::first;
        if (first && state().left() > 0) {
            state().leaving = true;
        } else {
            finish_zone(flow, false);
        }
    }
    void operator()(const counting::FinishZone&) const { finish_zone(flow, false); }
    void operator()(const counting::RestIsNone&) const { finish_zone(flow, true); }
    void operator()(const counting::CloseSheet&) const {
        if (!state().busy) state().leaving = false;
    }
};

void apply_counting(Flow& flow, const CountingIntent& intent) {
    std::visit(ApplyCounting{flow}, intent);
}

bool scan_into_counting(Flow& flow, const std::string& code) {
    write_entry(flow, {.code = code});
    return true;
}

}  // namespace

void begin_counting(Flow& flow, const domain::StocktakePage& page, StocktakeRound round) {
    auto& state = counting_of(flow);
    if (state.id != page.stocktake.id) state = {.id = page.stocktake.id};
    state.number = page.stocktake.number;
    state.zones = page.state.zones;
    state.round = round;
    state.last.reset();
    const bool known = std::ranges::any_of(
        state.zones, [&](const auto& one) { return one.zone.name == state.zone; });
    if (!known) state.zone = state.zones.empty() ? "" : state.zones.front().zone.name;
    open_screen(flow, k_counting_screen);
}

ScreenEntry counting_screen() {
    return {
        .id = k_counting_screen,
        .below = k_requisitions_screen,
        .title = words::counting_title,
        .title_text =
            [](const Ui& ui, const Scene&, const StateBag& states) {
                return counting_title(ui, states.get<CountingState>());
            },
        .help = words::help_counting,
        .draw = screen_draw(draw_counting, apply_counting),
        .modal = {.is_open =
                      [](const StateBag& states) { return states.get<CountingState>().leaving; },
                  .draw = screen_draw(draw_counting_sheet, apply_counting)},
        .opened = opened_counting,
        .scanned = scan_into_counting,
        .each_minute = refresh_counting,
        .session_ended = counting_session_ended,
        .dark = true};
}

}  // namespace qiantai::app
