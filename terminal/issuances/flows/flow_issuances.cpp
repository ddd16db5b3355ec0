// The day's register: loading it, the check, taking a line back; and what is done by itself:
// leases are topped up at sign-in, once a minute and after each exchange with headquarters.

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

IssuancesState& issuances_of(Flow& flow) {
    return flow.get<IssuancesState>();
}

struct RegisterLoaded {
    domain::RegisterDay day{};
    std::vector<domain::IssuanceAlert> alerts{};
    std::vector<domain::RegisterDay> open_days{};
    std::vector<domain::GiftTakeback> takebacks{};
    std::vector<domain::EntitlementConflictLine> conflicts{};
};

Result<RegisterLoaded> load_register(domain::ServiceContext& context,
                                     const domain::Session& session, std::optional<Date> wanted) {
    domain::IssuanceRegister service(context);
    RegisterLoaded loaded;
    QIANTAI_TRY(const auto today, domain::business_date(context));
    const Date day = wanted.value_or(today);
    QIANTAI_TRY(loaded.day, service.day(session, day, {}));
    QIANTAI_TRY(loaded.alerts, service.alerts(session, day, {}));
    QIANTAI_TRY(loaded.open_days, service.open_days(session));
    QIANTAI_TRY(loaded.takebacks, domain::Issuances(context).takebacks(session));
    QIANTAI_TRY(loaded.conflicts, domain::Entitlements(context).conflicts(session));
    return loaded;
}

void load_issuances(Flow& flow) {
    auto& state = issuances_of(flow);
    state.error.reset();
    run_service(
        flow,
        [day = state.day](domain::ServiceContext& context, const domain::Session& session) {
            return load_register(context, session, day);
        },
        [query = ++state.query](Flow& later, const Result<RegisterLoaded>& loaded) {
            auto& now = issuances_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.shown = loaded->day;
            now.alerts = loaded->alerts;
            now.open_days = loaded->open_days;
            now.takebacks = loaded->takebacks;
            now.conflicts = loaded->conflicts;
        });
}

void enter_issuances(Flow& flow) {
    issuances_of(flow) = {.query = issuances_of(flow).query};
}

void check_register(Flow& flow) {
    auto& state = issuances_of(flow);
    if (!state.shown || std::exchange(state.saving, true)) return;
    state.sheet_error.reset();
    const domain::RegisterCheckEntry entry{
        .day = state.shown->day, .off = state.off, .words = state.words};
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::IssuanceRegister(context).check(session, entry);
        },
        [](Flow& later, const Result<domain::RegisterDay>& day) {
            auto& now = issuances_of(later);
            now.saving = false;
            if (!day) {
                now.sheet_error = day.error();
                return;
            }
            now.checking = false;
            show_done(later, words::issuances_checked_done);
            load_issuances(later);
        });
}

/// Ends the question; what was asked about is read anew.
template <typename T>
void end_issuance_ask(Flow& later, const Result<T>& result, TextKey words) {
    if (!end_ask(later, result ? Status() : Status(result.error()))) return;
    show_done(later, words);
    load_issuances(later);
}

void excuse_takeback(Flow& flow, const Uuid& id, const std::string& why) {
    const domain::GiftTakebackOutcome outcome{
        .issuance_id = id, .outcome = TakebackOutcome::excused, .words = why};
    run_service(
        flow,
        [outcome](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).settle_takeback(session, outcome);
        },
        [](Flow& later, const Result<domain::IssuancePage>& page) {
            end_issuance_ask(later, page, words::issuances_settled_done);
        });
}

/// The customer keeps the gifts and pays for them.
void charge_takeback(Flow& flow, const Uuid& id, const std::string& typed) {
    const domain::GiftTakebackOutcome outcome{
        .issuance_id = id,
        .outcome = TakebackOutcome::charged,
        .amount = Fen::parse(typed),
        .words = translate(Language::zh, words::issuance_charged_words).utf8()};
    run_service(
        flow,
        [outcome](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).settle_takeback(session, outcome);
        },
        [](Flow& later, const Result<domain::IssuancePage>& page) {
            end_issuance_ask(later, page, words::issuances_settled_done);
        });
}

void settle_conflict(Flow& flow, const Uuid& id, const std::string& words) {
    run_service(
        flow,
        [id, words](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Entitlements(context).settle(session, id, words);
        },
        [](Flow& later, const Result<domain::EntitlementConflictLine>& line) {
            end_issuance_ask(later, line, words::issuances_settled_done);
        });
}

void take_issuance_back(Flow& flow, const Uuid& id, const std::string& reason) {
    const domain::IssuanceTakeBack take_back{.issuance_id = id, .reason = reason};
    run_service(
        flow,
        [take_back](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).take_back(session, take_back);
        },
        [](Flow& later, const Result<domain::IssuancePage>& page) {
            end_issuance_ask(later, page, words::issuance_taken_back_done);
        });
}

void erase_recipient(Flow& flow, const Uuid& id, const std::string& reason) {
    run_service(
        flow,
        [id, reason](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Issuances(context).erase_recipient(session, id, reason);
        },
        [](Flow& later, const Result<domain::IssuancePage>& page) {
            end_issuance_ask(later, page, words::issuance_erased_done);
        });
}

struct ApplyIssuances {
    Flow& flow;

    IssuancesState& state() const { return issuances_of(flow); }
    void operator()(const issuances::ShowDay& intent) const {
        state().day = intent.day;
        state().month.reset();
        load_issuances(flow);
    }
    void operator()(const issuances::Reload&) const { load_issuances(flow); }
    void operator()(const issuances::Give&) const { begin_issue(flow, std::nullopt, {}); }
    /// With a reason; `then` ends the question.
    void ask_why(TextKey what, const std::string& whom, TextKey yes,
                 std::span<const Choice> reasons,
                 std::function<void(Flow&, const std::string&)> then) const {
        ask(flow, {.words =
                       [what, whom, yes](const Ui& ui) {
                           return AskWords{{.heading = {ui.tr(what), Text::data(whom)},
                                            .body = {},
                                            .confirm = ui.tr(yes),
                                            .cancel = ui.tr(words::cancel)}};
                       },
                   .then = std::move(then),
                   .reasons = reasons});
    }
    void operator()(const issuances::OpenOne& intent) const { state().about = intent.issuance; }
    void operator()(const issuances::EraseRecipient& intent) const {
        state().about.reset();
        ask_why(
            words::issuance_erase, intent.number, words::issuance_erase, erase_reasons(),
            [id = intent.id](Flow& now, const std::string& why) { erase_recipient(now, id, why); });
    }
    void operator()(const issuances::ShowMonth& intent) const {
        show_register_month(flow, intent.month);
    }
    void operator()(const issuances::SignMonth& intent) const {
        if (!state().saving) apply_ink(state().strokes, intent.change);
    }
    void operator()(const issuances::FreezeMonth&) const { freeze_register_month(flow); }
    void operator()(const issuances::TakeBack& intent) const {
        state().about.reset();
        ask_why(words::issuance_take_back_title, intent.number, words::issuance_take_back_yes,
                take_back_reasons(), [id = intent.id](Flow& now, const std::string& why) {
                    take_issuance_back(now, id, why);
                });
    }
    void operator()(const issuances::Excuse& intent) const {
        ask_why(
            words::issuances_excuse, intent.number, words::issuances_excuse, excuse_reasons(),
            [id = intent.id](Flow& now, const std::string& why) { excuse_takeback(now, id, why); });
    }
    void operator()(const issuances::Charge& intent) const {
        ask(flow,
            {.words =
                 [number = intent.number](const Ui& ui) {
                     return AskWords{
                         .dialog = {.heading = {ui.tr(words::issuance_charge_title),
                                                Text::data(number)},
                                    .body = ui.tr(words::issuance_charge_body),
                                    .confirm = ui.tr(words::issuance_charge_yes),
                                    .cancel = ui.tr(words::cancel)},
                         .field = ui::Field{.label = ui.tr(words::issuance_charge_amount),
                                            .kind = ui::FieldKind::amount,
                                            .characters_max = 12}};
                 },
             .then = [id = intent.id](
                         Flow& now, const std::string& typed) { charge_takeback(now, id, typed); },
             .asks_words = true});
    }
    void operator()(const issuances::ShowDuty&) const { open_screen(flow, k_duty_screen); }
    void operator()(const issuances::PrintMonth&) const {
        if (state().shown) {
            preview_issuance_form(flow,
                                  {.form = domain::IssuanceForm::month, .day = state().shown->day});
        }
    }
    void operator()(const issuances::Settle& intent) const {
        ask_why(words::issuances_settle, intent.code, words::issuances_settle, conflict_reasons(),
                [id = intent.conflict_id](Flow& now, const std::string& why) {
                    settle_conflict(now, id, why);
                });
    }
    void operator()(const issuances::BeginCheck&) const {
        state().checking = true;
        state().off = 0;
        state().words.clear();
        state().sheet_error.reset();
    }
    void operator()(const issuances::SetOff& intent) const { state().off = intent.off; }
    void operator()(const issuances::TypeWords& intent) const { state().words = intent.text; }
    void operator()(const issuances::Check&) const { check_register(flow); }
    void operator()(const issuances::Print&) const {
        if (state().shown) {
            preview_issuance_form(flow,
                                  {.form = domain::IssuanceForm::day, .day = state().shown->day});
        }
    }
    void operator()(const issuances::CloseSheet&) const {
        if (state().saving) return;
        state().checking = false;
        state().month.reset();
        state().about.reset();
        state().strokes.clear();
        state().sheet_error.reset();
    }
};

void apply_issuances(Flow& flow, const IssuancesIntent& intent) {
    std::visit(ApplyIssuances{flow}, intent);
}

Restore issuances_place(Flow& flow) {
    return [day = issuances_of(flow).day](Flow& later) {
        issuances_of(later).day = day;
        return true;
    };
}

/// What runs low of campaigns' caps is asked for, what is over goes back.
void run_leases(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::issuances_keep)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Leases(context).run(session);
        },
        [](Flow& later, const Result<domain::LeaseRun>& run) {
            if (!run) show_error(later, run.error());
        });
}

void run_leases_after_session(Flow& flow, const std::optional<Error>& error) {
    if (!error && flow.scene.session) run_leases(flow);
}

}  // namespace

ScreenEntry issuances_screen() {
    return {
        .id = k_issuances_screen,
        .below = k_requisitions_screen,
        .title = words::issuances_title,
        .help = words::help_issuances,
        .draw = screen_draw(draw_issuances, apply_issuances),
        .modal = {.is_open =
                      [](const StateBag& states) { return states.get<IssuancesState>().asks(); },
                  .draw = screen_draw(draw_issuances_sheet, apply_issuances)},
        .entered = enter_issuances,
        .signed_in = run_leases,
        .opened = load_issuances,
        .place = issuances_place,
        .each_minute = run_leases,
        .session_ended = run_leases_after_session};
}

}  // namespace qiantai::app
