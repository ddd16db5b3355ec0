// The chain's rules of callbacks: other values are tried here, and put in force by headquarters.

#include "terminal/callbacks/flows/call_plan_parts.hpp"

#include "assets/words/callbacks.hpp"
#include "schema/base/described_json.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

bool are_same(const domain::CallbackRules& one, const domain::CallbackRules& other) {
    return to_json(one).at("rules") == to_json(other).at("rules");
}

/// Refuses what could not be put in force either, with the reason in the rules' card.
bool check_edit(RulesEdit& edit) {
    const auto checked = domain::check_callback_rules(edit.rules);
    edit.error.reset();
    if (!checked) edit.error = checked.error();
    return checked.ok();
}

}  // namespace

RulesEdit& edited_rules(Flow& flow) {
    auto& state = plans_of(flow);
    if (!state.edit) {
        RulesEdit edit{.rules = rules_shown(state)};
        state.edit = std::move(edit);
    }
    return *state.edit;
}

void try_rules(Flow& flow) {
    auto& state = plans_of(flow);
    if (!state.rules || std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [rules = rules_shown(state)](domain::ServiceContext& context,
                                     const domain::Session& session) {
            return domain::CallbackRuleBook(context).what_if(session, rules);
        },
        [](Flow& later, const Result<domain::CallbackDryRun>& dry) {
            auto& now = plans_of(later);
            now.busy = false;
            if (!dry) return show_error(later, dry.error());
            now.dry_run = *dry;
        });
}

void keep_rule(Flow& flow) {
    auto& edit = edited_rules(flow);
    if (!edit.sheet) return;
    auto rule = edit.sheet->rule;
    if (rule.kind == CallbackKind::purchase) {
        const auto& typed = edit.sheet->amount_typed;
        const auto amount = typed.empty() ? std::optional(Fen()) : Fen::parse(typed);
        edit.sheet->amount_malformed = !amount || *amount < Fen();
        if (edit.sheet->amount_malformed) return;
        rule.amount_min = *amount;
    }
    auto& rules = edit.rules.rules;
    if (edit.sheet->index)
        rules[*edit.sheet->index] = rule;
    else
        rules.push_back(rule);
    plans_of(flow).dry_run.reset();
    check_edit(edit);
    close_rule_sheets(flow);
}

void drop_rule(Flow& flow) {
    auto& edit = edited_rules(flow);
    if (!edit.sheet || !edit.sheet->index) return;
    auto& rules = edit.rules.rules;
    rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(*edit.sheet->index));
    plans_of(flow).dry_run.reset();
    check_edit(edit);
    close_rule_sheets(flow);
}

void close_rule_sheets(Flow& flow) {
    auto& state = plans_of(flow);
    if (!state.edit) return;
    state.edit->sheet.reset();
    state.edit->from.reset();
    const auto& set = state.rules->coming ? *state.rules->coming : state.rules->in_force;
    if (are_same(state.edit->rules, set)) state.edit.reset();
}

void put_rules(Flow& flow) {
    auto& state = plans_of(flow);
    if (!state.edit || !state.edit->from || !check_edit(*state.edit)) return;
    if (std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [rules = state.edit->rules, from = *state.edit->from](domain::ServiceContext& context,
                                                              const domain::Session& session) {
            return domain::CallbackRuleBook(context).put_in_force(session, rules, from);
        },
        [](Flow& later, const Result<domain::CallbackRulesInForce>& rules) {
            auto& now = plans_of(later);
            now.busy = false;
            if (!rules) {
                if (now.edit) now.edit->error = rules.error();
                return;
            }
            now.rules = *rules;
            now.edit.reset();
            now.dry_run.reset();
            show_done(later, words::call_rules_put_done);
        });
}

}  // namespace qiantai::app
