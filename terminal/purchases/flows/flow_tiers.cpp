// Who will fall, and the rule: tried on the store's members, put in force by headquarters; and its
// daily work, which nobody has to start.

#include "assets/words/help.hpp"
#include "assets/words/purchases.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/churn_rules.hpp"
#include "terminal/purchases/rules/tier_forecasts.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// So many members are looked at in one job, so that nobody at the counter waits for the rule.
constexpr int k_tier_batch = 200;
const domain::DraftKey k_rule_draft{"tiers.rule"};

TiersState& tiers_of(Flow& flow) {
    return flow.get<TiersState>();
}

void load_falling(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::tiers_run)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Tiers(context).falling(session);
        },
        [](Flow& later, const Result<std::vector<domain::FallingMember>>& falling) {
            auto& now = tiers_of(later);
            if (!falling) {
                now.error = falling.error();
                return;
            }
            now.falling = *falling;
            now.falling_loaded = true;
        });
}

/// The form as the shown rule has it.
void begin_rule(Flow& flow) {
    auto& state = tiers_of(flow);
    const bool coming = state.shown == RuleShown::coming && state.rules->coming;
    state.start =
        edit_of(coming ? state.rules->coming : state.rules->in_force, flow.scene.shop.tiers);
    state.edit = state.start;
    state.errors.clear();
    state.moves.reset();
}

struct RuleBeginning {
    domain::TierRules rules;
    std::optional<RuleEdit> draft{};
};
Result<RuleBeginning> load_rule(domain::ServiceContext& context, const domain::Session& session) {
    RuleBeginning beginning;
    QIANTAI_TRY(beginning.rules, domain::Tiers(context).rules(session));
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_rule_draft));
    if (!draft) return beginning;
    if (const auto json = parse_json_object(draft->content_json)) {
        beginning.draft = from_json<RuleEdit>(*json);
    }
    return beginning;
}

/// A draft of other tiers than the chain has now is none of this form any more.
bool has_same_tiers(const RuleEdit& draft, const RuleEdit& form) {
    return std::ranges::equal(draft.rows, form.rows, {}, &RuleRow::tier, &RuleRow::tier);
}

void load_rules(Flow& flow) {
    run_service(flow, load_rule, [](Flow& later, const Result<RuleBeginning>& found) {
        auto& now = tiers_of(later);
        if (!found) {
            now.error = found.error();
            return;
        }
        const bool first = !now.rules;
        now.rules = found->rules;
        if (!first && now.is_touched()) return;
        begin_rule(later);
        if (found->draft && has_same_tiers(*found->draft, now.edit)) now.edit = *found->draft;
    });
}

/// At headquarters, once a rule is announced.
void load_forecast(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::admin_policies)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::TierForecasts(context).sum(session);
        },
        [](Flow& later, const Result<domain::TierForecast>& forecast) {
            if (!forecast) return show_error(later, forecast.error());
            auto& now = tiers_of(later);
            now.forecast.reset();
            if (!forecast->rule_version.empty()) now.forecast = *forecast;
        });
}

void take_churn(TiersState& state, const domain::ChurnRule& churn) {
    state.churn = churn;
    state.churn_edit = edit_of(churn.days);
    state.churn_errors.clear();
}

void load_churn(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::ChurnRules(context).rule(session);
        },
        [](Flow& later, const Result<domain::ChurnRule>& churn) {
            auto& now = tiers_of(later);
            if (!churn) {
                now.error = churn.error();
                return;
            }
            const bool typed = now.churn && now.churn_edit != edit_of(now.churn->days);
            if (!typed) take_churn(now, *churn);
        });
}

void save_churn(Flow& flow) {
    auto& state = tiers_of(flow);
    if (state.saving) return;
    const auto days = churn_of(state.churn_edit);
    state.churn_errors.clear();
    if (const auto checked = domain::check_churn_policy(days); !checked) {
        state.churn_errors.emplace(checked.error().field, checked.error());
        return;
    }
    state.saving = true;
    run_service(
        flow,
        [days](domain::ServiceContext& context, const domain::Session& session) {
            return domain::ChurnRules(context).put_in_force(session, days);
        },
        [](Flow& later, const Result<domain::ChurnRule>& churn) {
            auto& now = tiers_of(later);
            now.saving = false;
            if (!churn) return show_error(later, churn.error());
            take_churn(now, *churn);
            show_done(later, words::churn_rule_done);
        });
}

void opened_tiers(Flow& flow) {
    auto& state = tiers_of(flow);
    state.error.reset();
    state.trying = state.saving = false;
    load_falling(flow);
    load_rules(flow);
    load_forecast(flow);
    load_churn(flow);
}

void drop_rule_draft(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_rule_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

/// What was counted for another rule is no answer to this one.
void changed_rule(Flow& flow) {
    auto& state = tiers_of(flow);
    state.moves.reset();
    if (!state.errors.empty()) state.errors = check_rule(state.edit);
    run_service(
        flow,
        [json = boost::json::serialize(to_json(state.edit))](domain::ServiceContext& context,
                                                             const domain::Session& session) {
            return domain::Drafts(context).save(session, k_rule_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) show_error(later, kept.error());
        });
}

void try_rule(Flow& flow) {
    auto& state = tiers_of(flow);
    state.errors = check_rule(state.edit);
    if (!state.errors.empty() || state.trying) return;
    state.trying = true;
    run_service(
        flow,
        [rule = rule_of(state.edit)](domain::ServiceContext& context,
                                     const domain::Session& session) {
            return domain::Tiers(context).what_if(session, rule);
        },
        [edit = state.edit](Flow& later, const Result<std::vector<domain::TierMove>>& moves) {
            auto& now = tiers_of(later);
            now.trying = false;
            if (!moves) return show_error(later, moves.error());
            if (now.edit == edit) now.moves = *moves;
        });
}

void put_rule_in_force(Flow& flow) {
    auto& state = tiers_of(flow);
    if (state.saving || !state.from) return;
    state.saving = true;
    run_service(
        flow,
        [rule = rule_of(state.edit), from = *state.from](domain::ServiceContext& context,
                                                         const domain::Session& session) {
            return domain::Tiers(context).put_in_force(session, rule, from);
        },
        [from = *state.from](Flow& later, const Result<domain::TierRules>& rules) {
            auto& now = tiers_of(later);
            now.saving = false;
            if (!rules) return show_error(later, rules.error());
            now.rules = *rules;
            now.from.reset();
            const bool coming = rules->coming && rules->from == from;
            now.shown = coming ? RuleShown::coming : RuleShown::in_force;
            begin_rule(later);
            load_forecast(later);
            drop_rule_draft(later);
            const auto day = date_text(later.scene.settings.language, later.scene.shop, from);
            later.scene.toasts.push(
                {tr(later, words::tier_rule_put_done, day.utf8()), Tone::success});
        });
}

struct ApplyTiers {
    Flow& flow;

    TiersState& state() const { return tiers_of(flow); }
    void operator()(const tiers::SetTab& intent) const { state().tab = intent.tab; }
    void operator()(const tiers::Reload&) const { opened_tiers(flow); }
    void operator()(const tiers::OpenMember& intent) const { open_member(flow, intent.id); }
    void operator()(const tiers::ShowRule& intent) const {
        if (std::exchange(state().shown, intent.rule) == intent.rule) return;
        begin_rule(flow);
        drop_rule_draft(flow);
    }
    void operator()(const tiers::SetWindow& intent) const {
        state().edit.window_months = intent.months;
        changed_rule(flow);
    }
    void operator()(const tiers::SetNotice& intent) const {
        state().edit.notice_days = intent.days;
        changed_rule(flow);
    }
    void operator()(const tiers::TypeRise& intent) const {
        state().edit.rows.at(intent.row).rise_typed = intent.value;
        changed_rule(flow);
    }
    void operator()(const tiers::TypeKeep& intent) const {
        state().edit.rows.at(intent.row).keep_typed = intent.value;
        changed_rule(flow);
    }
    void operator()(const tiers::StartAgain&) const {
        begin_rule(flow);
        drop_rule_draft(flow);
    }
    void operator()(const tiers::Try&) const { try_rule(flow); }
    void operator()(const tiers::AskFrom&) const {
        state().errors = check_rule(state().edit);
        if (!state().errors.empty()) return;
        // Stores have a day to try it.
        state().from = Date::of_text(flow.scene.shop.today).plus_days(1);
    }
    void operator()(const tiers::SetFrom& intent) const { state().from = intent.from; }
    void operator()(const tiers::CloseFrom&) const { state().from.reset(); }
    void operator()(const tiers::PutInForce&) const { put_rule_in_force(flow); }
    void operator()(const tiers::TypeChurn& intent) const {
        state().churn_edit.typed.at(intent.field) = intent.value;
        state().churn_errors.erase(std::string(k_churn_fields.at(intent.field)));
    }
    void operator()(const tiers::ResetChurn&) const {
        if (state().churn) take_churn(state(), domain::ChurnRule(*state().churn));
    }
    void operator()(const tiers::SaveChurn&) const { save_churn(flow); }
};

void apply_tiers(Flow& flow, const TiersIntent& intent) {
    std::visit(ApplyTiers{flow}, intent);
}

Restore tiers_place(Flow& flow) {
    return [tab = tiers_of(flow).tab](Flow& later) {
        tiers_of(later).tab = tab;
        return true;
    };
}

void enter_tiers(Flow& flow) {
    tiers_of(flow).tab = TiersTab::falling;
}

void run_tiers_after_session(Flow& flow, const std::optional<Error>& error) {
    // Receipts of the own members may have come from other stores, or a new rule.
    if (error || !flow.scene.session) return;
    run_tiers(flow);
    // Stores may have sent what they counted.
    if (flow.nav.screen == k_tiers_screen) load_forecast(flow);
}

/// For headquarters, which does not have the stores' receipts: what an announced rule would do here.
void run_forecast(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::TierForecasts(context).run(session, k_tier_batch);
        },
        [](Flow& later, const Result<domain::TierForecastRun>& run) {
            if (!run) return show_error(later, run.error());
            if (run->more) run_forecast(later);
        });
}

std::string nothing_in_draft(const std::string&) {
    return {};
}

void resume_rule(Flow& flow, const std::optional<Uuid>&) {
    tiers_of(flow).tab = TiersTab::rule;
    open_screen(flow, k_tiers_screen);
}

}  // namespace

void run_tiers(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::tiers_run)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context,
           const domain::Session& session) -> Result<domain::TierRun> {
            auto run = domain::Tiers(context).run(session, k_tier_batch);
            // A chain without tiers by rule is no fault.
            if (!run && run.error().kind == &domain::k_tier_no_rule) return domain::TierRun();
            return run;
        },
        [](Flow& later, const Result<domain::TierRun>& run) {
            if (!run) return show_error(later, run.error());
            run->more ? run_tiers(later) : run_forecast(later);
        });
}

ScreenEntry tiers_screen() {
    return {.id = k_tiers_screen,
            .below = k_find_screen,
            .title = words::tiers_title,
            .help = words::help_tiers,
            .draw = screen_draw(draw_tiers, apply_tiers),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<TiersState>().from.has_value();
                          },
                      .draw = screen_draw(draw_put_in_force, apply_tiers)},
            .entered = enter_tiers,
            .signed_in = run_tiers,
            .opened = opened_tiers,
            .place = tiers_place,
            .session_ended = run_tiers_after_session,
            .unfinished = Unfinished{k_rule_draft.kind, nothing_in_draft, resume_rule}};
}

}  // namespace qiantai::app
