// Whom to call: the list, the sheet of one call, and the screen itself.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/flows/callback_flow_parts.hpp"
#include "terminal/callbacks/flows/callbacks_flows.hpp"

#include "sync/core/scope.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/kit/core/text_box.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr PageSize k_callbacks_page{.rows = 50, .rows_most = domain::k_callback_list_max};
/// So many callbacks are made in one job, so that nobody at the counter waits for the rules.
constexpr int k_callbacks_made = 200;

void load_counts(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Callbacks(context).counts(session);
        },
        [](Flow& later, const Result<domain::CallbackCounts>& counts) {
            if (!counts) return show_error(later, counts.error());
            callbacks_of(later).counts = *counts;
        });
}

void load_sheet(Flow& flow) {
    auto& state = callbacks_of(flow);
    if (!state.chosen) return;
    run_service(
        flow,
        [id = *state.chosen](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Callbacks(context).sheet(session, id);
        },
        [id = *state.chosen](Flow& later, const Result<domain::CallbackSheet>& sheet) {
            auto& now = callbacks_of(later);
            if (now.chosen != id) return;
            now.sheet.reset();
            now.sheet_error.reset();
            if (sheet)
                now.sheet = *sheet;
            else
                now.sheet_error = sheet.error();
        });
}

void choose(Flow& flow, const Uuid& id) {
    auto& state = callbacks_of(flow);
    if (state.chosen != id) {
        state.notes = {};
        state.sheet.reset();
        state.sheet_error.reset();
        state.score_missing = false;
    }
    state.chosen = id;
    load_sheet(flow);
}

struct CallbackRows {
    std::vector<domain::CallbackLine> rows;
    std::optional<domain::CallbackPlace> next;
    /// From the top: of whoever was chosen, if still there, otherwise of the first.
    std::optional<domain::CallbackSheet> sheet{};
    bool from_top = false;
};

Result<CallbackRows> load_rows(domain::ServiceContext& context, const domain::Session& session,
                               const domain::CallbackFilter& filter,
                               const std::optional<Uuid>& chosen) {
    domain::Callbacks service(context);
    QIANTAI_TRY(auto page, service.list(session, filter));
    CallbackRows rows{std::move(page.callbacks), page.next};
    rows.from_top = !filter.after;
    if (!rows.from_top || rows.rows.empty()) return rows;
    const auto still = std::ranges::find_if(
        rows.rows, [&](const domain::CallbackLine& line) { return line.task.id == chosen; });
    const auto& line = still == rows.rows.end() ? rows.rows.front() : *still;
    QIANTAI_TRY(rows.sheet, service.sheet(session, line.task.id));
    return rows;
}

void keep_rows(CallbacksState& state, const CallbackRows& rows) {
    if (!rows.from_top) return;
    std::optional<Uuid> shown;
    if (rows.sheet) shown = rows.sheet->line.task.id;
    if (state.chosen != shown) state.notes = {};
    state.chosen = shown;
    state.sheet = rows.sheet;
    state.sheet_error.reset();
}

void load_list(Flow& flow, Take take) {
    const auto& state = callbacks_of(flow);
    const domain::CallbackFilter filter{
        .when = state.view, .mine = state.mine, .kind = state.kind, .member_id = state.member_id};
    read_page(
        flow, take, k_callbacks_page, callbacks_of,
        [filter, chosen = state.chosen](domain::ServiceContext& context,
                                        const domain::Session& session,
                                        const PageWanted<domain::CallbackPlace>& wanted) {
            auto asked = filter;
            asked.limit = wanted.limit;
            asked.after = wanted.after;
            return load_rows(context, session, asked, chosen);
        },
        keep_rows);
}

}  // namespace

CallbacksState& callbacks_of(Flow& flow) {
    return flow.get<CallbacksState>();
}

void reload_callbacks(Flow& flow) {
    load_counts(flow);
    count_lists(flow);
    load_key_customer(flow);
    load_list(flow, Take::anew);
}

namespace {

void filter_callbacks(Flow& flow) {
    auto& state = callbacks_of(flow);
    state.forget();
    reload_callbacks(flow);
}

void change_number(Flow& flow, Result<domain::CallbackSheet> (domain::Callbacks::*change)(
                                   const domain::Session&, const Uuid&)) {
    auto& state = callbacks_of(flow);
    if (!state.chosen || state.busy) return;
    state.busy = true;
    run_service(
        flow,
        [change, id = *state.chosen](domain::ServiceContext& context,
                                     const domain::Session& session) {
            return (domain::Callbacks(context).*change)(session, id);
        },
        [](Flow& later, const Result<domain::CallbackSheet>& sheet) {
            auto& now = callbacks_of(later);
            now.busy = false;
            if (!sheet) return show_error(later, sheet.error());
            if (now.chosen == sheet->line.task.id) now.sheet = *sheet;
            // A desk of headquarters gets the number from the hub, and gives it back.
            if (later.scene.shop.store_code == sync::k_hq_store_code) later.link.sync_now();
        });
}

struct ApplyCallbacks {
    Flow& flow;

    CallbacksState& state() const { return callbacks_of(flow); }
    void operator()(const callbacks::SetMine& intent) const {
        state().mine = intent.mine;
        filter_callbacks(flow);
    }
    void operator()(const callbacks::SetView& intent) const {
        state().view = intent.view;
        filter_callbacks(flow);
    }
    void operator()(const callbacks::LoadMore&) const { load_list(flow, Take::more); }
    void operator()(const callbacks::Reload&) const { reload_callbacks(flow); }
    void operator()(const callbacks::ShowAll&) const {
        state().member_id.reset();
        filter_callbacks(flow);
    }
    void operator()(const callbacks::Open& intent) const {
        state().calling = true;
        choose(flow, intent.id);
    }
    void operator()(const callbacks::BackToList&) const { state().calling = false; }
    void operator()(const callbacks::OpenNumber&) const {
        change_number(flow, &domain::Callbacks::open_number);
    }
    void operator()(const callbacks::CloseNumber&) const {
        change_number(flow, &domain::Callbacks::close_number);
    }
    void operator()(const callbacks::OpenMember&) const {
        if (!state().sheet || !state().sheet->line.member_id) return;
        open_member(flow, *state().sheet->line.member_id);
    }
    void operator()(const callbacks::OpenTicket&) const {
        if (state().sheet) open_ticket(flow, *state().sheet->line.task.source_id);
    }
    void operator()(const callbacks::ChooseKind& intent) const {
        state().choosing_kind = intent.choosing;
    }
    void operator()(const callbacks::SetKind& intent) const {
        state().choosing_kind = false;
        if (std::exchange(state().kind, intent.kind) != intent.kind) filter_callbacks(flow);
    }
    void operator()(const callbacks::Choose& intent) const { state().choosing = intent.what; }
    void operator()(const callbacks::OpenPlans&) const { open_screen(flow, k_call_plans_screen); }
    void operator()(const callbacks::OpenOrder& intent) const { begin_order(flow, intent.kind); }
    void operator()(const callbacks::ChangeOrder& intent) const { state().order = intent.order; }
    void operator()(const callbacks::CloseOrder&) const { state().order.reset(); }
    void operator()(const callbacks::ConfirmOrder&) const { confirm_order(flow); }
    void operator()(const callbacks::EndKeyCustomer&) const { end_key_customer(flow); }
    void operator()(const callbacks::MarkLine& intent) const {
        auto& line = state().notes.line;
        line = line == intent.line ? intent.line + 1 : intent.line;
    }
    void operator()(const callbacks::Answer& intent) const {
        auto& notes = state().notes;
        std::erase_if(notes.answers,
                      [&](const auto& one) { return one.question == intent.question; });
        if (intent.answer.empty()) return;
        notes.answers.push_back({intent.question, intent.answer, ""});
        // Greeting and reason go before the questions.
        const auto& questions = state().sheet->script.questions;
        const auto asked =
            std::ranges::find(questions, intent.question, &domain::CallbackQuestion::text);
        const int line = 2 + static_cast<int>(asked - questions.begin());
        notes.line = std::max(notes.line, line + 1);
    }
    void operator()(const callbacks::TypeSaid& intent) const { state().notes.said = intent.words; }
    void operator()(const callbacks::SetScore& intent) const {
        auto& notes = state().notes;
        notes.no_score = intent.score == 0;
        notes.satisfaction.reset();
        if (intent.score > 0) notes.satisfaction = intent.score;
        state().score_missing = false;
        // Who is not satisfied about a complaint has it taken up again.
        const bool unhappy = intent.score == 1 || intent.score == 2;
        if (unhappy && state().sheet->line.task.kind == CallbackKind::complaint) {
            notes.next_step = CallbackNext::reopen;
        }
    }
    void operator()(const callbacks::SetNext& intent) const {
        state().notes.next_step = intent.next;
    }
    void operator()(const callbacks::SetLoss& intent) const {
        state().notes.loss_reason = Coded<LossReason>::of_text(intent.reason);
    }
    void operator()(const callbacks::Record& intent) const {
        if (!state().chosen || !state().sheet) return;
        if (intent.outcome == CallbackOutcome::do_not_call) return ask_no_more_calls(flow);
        record_call(flow, result_of_call(state(), intent.outcome));
    }
    void operator()(const callbacks::OpenLater&) const { state().later.emplace(); }
    void operator()(const callbacks::ChooseLater& intent) const { state().later = intent.sheet; }
    void operator()(const callbacks::CloseLater&) const { state().later.reset(); }
    void operator()(const callbacks::ConfirmLater&) const {
        if (!state().later || !state().later->minute || !state().chosen) return;
        auto result = result_of_call(state(), CallbackOutcome::later);
        result.later_at = later_time(flow.scene, *state().later);
        record_call(flow, std::move(result));
    }
    void operator()(const callbacks::CopyMessage&) const {
        put_on_clipboard(state().sheet->script.message);
        show_done(flow, words::callback_copied);
    }
    void operator()(const callbacks::TakeBack& intent) const { ask_take_back(flow, intent.step); }
    void operator()(const callbacks::SayConsent& intent) const {
        say_consent(flow, intent.purpose, intent.agrees);
    }
};

void apply_callbacks(Flow& flow, const CallbacksIntent& intent) {
    std::visit(ApplyCallbacks{flow}, intent);
}

void enter_callbacks(Flow& flow) {
    auto& state = callbacks_of(flow);
    const bool was_filtered = state.member_id.has_value() || !state.kind.empty();
    state.member_id.reset();
    state.kind = {};
    state.view = domain::CallbackWhen::due;
    state.calling = false;
    if (was_filtered) state.forget();
}

void run_callbacks_after_session(Flow& flow, const std::optional<Error>& error) {
    if (error || !flow.scene.session) return;
    run_callbacks(flow);
    if (callbacks_of(flow).chosen) load_sheet(flow);
}

Result<MemberLineWords> load_callbacks_line(domain::ServiceContext& context,
                                            const domain::Session& session, const Uuid& member) {
    const domain::CallbackFilter filter{.member_id = member, .limit = domain::k_callback_list_max};
    QIANTAI_TRY(const auto page, domain::Callbacks(context).list(session, filter));
    if (page.callbacks.empty()) return MemberLineWords();
    const auto open = std::ranges::count_if(
        page.callbacks, [](const domain::CallbackLine& line) { return line.state.is_open(); });
    return MemberLineWords([open, all = page.callbacks.size()](const Ui& ui, const Shop&) {
        return MemberLineText{.title = open > 0 ? ui.tr(words::callback_member_line, open)
                                                : ui.tr(words::callback_member_line_done, all)};
    });
}

Restore callbacks_place(Flow& flow) {
    const auto& state = callbacks_of(flow);
    return [mine = state.mine, view = state.view, kind = state.kind](Flow& later) {
        auto& now = callbacks_of(later);
        now.mine = mine;
        now.view = view;
        now.kind = kind;
        return true;
    };
}

}  // namespace

void open_callbacks_of(Flow& flow, const Uuid& member, const std::string& name) {
    auto& state = callbacks_of(flow);
    state.forget();
    state.member_id = member;
    state.member_name = name;
    state.calling = false;
    open_screen(flow, k_callbacks_screen);
}

void open_callback(Flow& flow, const domain::CallbackLine& line) {
    auto& state = callbacks_of(flow);
    state.forget();
    state.member_id = line.member_id;
    state.member_name = line.member_name;
    state.chosen = line.task.id;
    state.calling = true;
    open_screen(flow, k_callbacks_screen);
}

void run_callbacks(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::callbacks_keep)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::CallbackRuleBook(context).run(session, k_callbacks_made);
        },
        [](Flow& later, const Result<domain::CallbackRun>& run) {
            if (!run) return show_error(later, run.error());
            if (run->more) return run_callbacks(later);
            load_counts(later);
        });
}

ScreenEntry callbacks_screen() {
    return {
        .id = k_callbacks_screen,
        .way = Way{Icon::phone_in_talk, words::nav_callbacks, domain::Right::callbacks_keep},
        .title = words::callbacks_title,
        .help = words::help_callbacks,
        .draw = screen_draw(draw_callbacks, apply_callbacks),
        .modal = {.is_open =
                      [](const StateBag& states) { return states.get<CallbacksState>().asks(); },
                  .draw = screen_draw(draw_callbacks_asked, apply_callbacks)},
        .badge =
            [](const Scene&, const StateBag& states) {
                const auto& counts = states.get<CallbacksState>().counts;
                const int urgent = counts ? counts->mine.urgent : 0;
                // Expiring cards and birthdays are calls already; cases of members are not.
                const auto cases = states.get<ListsState>().work(ListsTab::cases).open;
                return Badge{.count = urgent + static_cast<int>(cases), .urgent = urgent > 0};
            },
        .entered = enter_callbacks,
        .signed_in = run_callbacks,
        .counted = load_counts,
        .opened = reload_callbacks,
        .place = callbacks_place,
        .session_ended = run_callbacks_after_session,
        .about_member = AboutMember{.icon = Icon::phone_in_talk,
                                    .right = domain::Right::callbacks_keep,
                                    .load = load_callbacks_line,
                                    .open = open_callbacks_of}};
}

}  // namespace qiantai::app
