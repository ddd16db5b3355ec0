// What calls arise from: lists and what came of them, key customers, rules, and a sample to check.

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/flows/call_plan_parts.hpp"
#include "terminal/callbacks/flows/callbacks_flows.hpp"

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/callbacks/rules/callback_plans.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

CallPlansState& plans_of(Flow& flow) {
    return flow.get<CallPlansState>();
}

namespace {

/// Calls of the last week, one in five.
constexpr int k_sample_days = 7, k_sample_percent = 20;

const domain::DraftKey k_call_list_draft{"callbacks.list"};

bool is_hidden(const Scene& scene, CallPlansTab tab) {
    switch (tab) {
        case CallPlansTab::lists:
            return !scene.has_right(domain::Right::callbacks_figures);
        case CallPlansTab::sample:
            return !scene.has_right(domain::Right::callbacks_manage);
        case CallPlansTab::key_customers:
            return makes_for_chain(scene);
        case CallPlansTab::rules:
            break;
    }
    return false;
}

/// Reads what a tab shows and keeps it with `keep(state, value)`.
template <typename Work, typename Keep>
void load_tab(Flow& flow, Work work, Keep keep) {
    run_service(flow, std::move(work),
                [tab = plans_of(flow).tab, keep](Flow& later, const auto& found) {
                    auto& now = plans_of(later);
                    if (now.tab != tab) return;
                    now.loaded = true;
                    now.error.reset();
                    if (found)
                        keep(now, *found);
                    else
                        now.error = found.error();
                });
}

void load_open_tab(Flow& flow) {
    using Session = domain::Session;
    using Context = domain::ServiceContext;
    switch (plans_of(flow).tab) {
        case CallPlansTab::lists:
            return load_tab(
                flow,
                [](Context& context, const Session& session) {
                    return domain::CallbackPlans(context).list(session);
                },
                [](CallPlansState& now, const auto& plans) { now.plans = plans; });
        case CallPlansTab::key_customers:
            return load_tab(
                flow,
                [](Context& context, const Session& session) {
                    return domain::CallbackPlans(context).key_customers(session);
                },
                [](CallPlansState& now, const auto& customers) { now.key_customers = customers; });
        case CallPlansTab::sample:
            return load_tab(
                flow,
                [today = Date::of_text(flow.scene.shop.today)](Context& context,
                                                               const Session& session) {
                    return domain::Callbacks(context).sample(
                        session, today.plus_days(-k_sample_days), today, k_sample_percent);
                },
                [](CallPlansState& now, const auto& sample) { now.sample = sample; });
        case CallPlansTab::rules:
            return load_tab(
                flow,
                [](Context& context, const Session& session) {
                    return domain::CallbackRuleBook(context).rules(session);
                },
                [](CallPlansState& now, const auto& rules) { now.rules = rules; });
    }
}

void open_plan(Flow& flow, const Uuid& id) {
    run_service(
        flow,
        [id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::CallbackPlans(context).result(session, id);
        },
        [](Flow& later, const Result<domain::CallbackPlanResult>& result) {
            if (!result) return show_error(later, result.error());
            plans_of(later).result = *result;
        });
}

void end_plan(Flow& flow) {
    auto& state = plans_of(flow);
    if (!state.result || std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [id = state.result->line.plan.id](domain::ServiceContext& context,
                                          const domain::Session& session) {
            return domain::CallbackPlans(context).end(session, id);
        },
        [](Flow& later, const Result<domain::CallbackPlanLine>& line) {
            auto& now = plans_of(later);
            now.busy = false;
            if (!line) return show_error(later, line.error());
            now.result.reset();
            show_done(later, words::call_plan_ended_done);
            load_open_tab(later);
        });
}

/// What a form was for; it stays open with what is wrong.
template <typename Work, typename Done>
void run_form(Flow& flow, Work work, Done done) {
    auto& form = plans_of(flow).form;
    if (!form || std::exchange(form->busy, true)) return;
    run_service(flow, std::move(work), [done](Flow& later, const auto& result) {
        auto& now = plans_of(later).form;
        if (!now) return;
        now->busy = false;
        now->error.reset();
        if (result)
            done(later, *result);
        else
            now->error = result.error();
    });
}

std::optional<CallListForm> list_in_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    return json ? from_json<CallListForm>(*json) : std::nullopt;
}

/// On disk with every change.
void keep_list(Flow& flow) {
    run_service(
        flow,
        [json = boost::json::serialize(to_json(*plans_of(flow).form))](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).save(session, k_call_list_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) show_error(later, kept.error());
        });
}

void forget_list(Flow& flow) {
    plans_of(flow).form.reset();
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_call_list_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

/// As it was left.
void begin_list(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).load(session, k_call_list_draft);
        },
        [](Flow& later, const Result<std::optional<domain::Draft>>& draft) {
            if (!draft) return show_error(later, draft.error());
            auto& form = plans_of(later).form;
            if (*draft) form = list_in_draft((*draft)->content_json);
            if (!form) form.emplace();
        });
}

void try_list(Flow& flow) {
    const Date today = Date::of_text(flow.scene.shop.today);
    run_form(
        flow,
        [entry = list_entry_of(*plans_of(flow).form, today)](domain::ServiceContext& context,
                                                             const domain::Session& session) {
            return domain::CallbackPlans(context).try_list(session, entry);
        },
        [](Flow& later, const domain::CallbackListMade& made) {
            plans_of(later).form->tried = made;
        });
}

void make_list(Flow& flow) {
    const Date today = Date::of_text(flow.scene.shop.today);
    const auto& form = *plans_of(flow).form;
    if (makes_for_chain(flow.scene)) {
        return run_form(
            flow,
            [entry = plan_entry_of(form, today)](domain::ServiceContext& context,
                                                 const domain::Session& session) {
                return domain::CallbackPlans(context).save(session, entry);
            },
            [](Flow& later, const domain::CallbackPlanLine&) {
                forget_list(later);
                show_done(later, words::call_list_published);
                load_open_tab(later);
            });
    }
    run_form(
        flow,
        [entry = list_entry_of(form, today)](domain::ServiceContext& context,
                                             const domain::Session& session) {
            return domain::CallbackPlans(context).make_list(session, entry);
        },
        [](Flow& later, const domain::CallbackListMade& made) {
            forget_list(later);
            later.scene.toasts.push({tr(later, words::call_list_made, made.made), Tone::success});
        });
}

struct ApplyCallPlans {
    Flow& flow;

    CallPlansState& state() const { return plans_of(flow); }
    RulesEdit& edit() const { return edited_rules(flow); }
    void operator()(const call_plans::SetTab& intent) const {
        state().tab = intent.tab;
        state().loaded = false;
        load_open_tab(flow);
    }
    void operator()(const call_plans::Reload&) const { load_open_tab(flow); }
    void operator()(const call_plans::OpenPlan& intent) const { open_plan(flow, intent.id); }
    void operator()(const call_plans::ClosePlan&) const { state().result.reset(); }
    void operator()(const call_plans::EndPlan&) const { end_plan(flow); }
    void operator()(const call_plans::OpenKeyCustomer& intent) const {
        open_callbacks_of(flow, intent.member_id, intent.name);
    }
    void operator()(const call_plans::OpenCall& intent) const { open_callback(flow, intent.line); }
    void operator()(const call_plans::TryRules&) const { try_rules(flow); }
    void operator()(const call_plans::OpenRule& intent) const {
        auto& now = edit();
        RuleSheet sheet{.index = intent.index};
        if (intent.index) sheet.rule = now.rules.rules[*intent.index];
        if (sheet.rule.amount_min > Fen()) sheet.amount_typed = sheet.rule.amount_min.text();
        now.sheet = std::move(sheet);
    }
    void operator()(const call_plans::ChangeRule& intent) const {
        if (edit().sheet) edit().sheet->rule = intent.rule;
    }
    void operator()(const call_plans::TypeRuleAmount& intent) const {
        if (!edit().sheet) return;
        edit().sheet->amount_typed = intent.words;
        edit().sheet->amount_malformed = false;
    }
    void operator()(const call_plans::KeepRule&) const { keep_rule(flow); }
    void operator()(const call_plans::DropRule&) const { drop_rule(flow); }
    void operator()(const call_plans::CloseRule&) const { close_rule_sheets(flow); }
    void operator()(const call_plans::ResetRules&) const {
        state().edit.reset();
        state().dry_run.reset();
    }
    void operator()(const call_plans::AskRulesFrom&) const {
        edit().from = Date::of_text(flow.scene.shop.today).plus_days(1);
    }
    void operator()(const call_plans::SetRulesFrom& intent) const { edit().from = intent.from; }
    void operator()(const call_plans::CloseRulesFrom&) const { close_rule_sheets(flow); }
    void operator()(const call_plans::PutRules&) const { put_rules(flow); }
    void operator()(const call_plans::BeginList&) const { begin_list(flow); }
    void operator()(const call_plans::ChangeList& intent) const {
        state().form = intent.form;
        keep_list(flow);
    }
    void operator()(const call_plans::CloseList&) const { state().form.reset(); }
    void operator()(const call_plans::TryList&) const { try_list(flow); }
    void operator()(const call_plans::MakeList&) const { make_list(flow); }
};

void apply_call_plans(Flow& flow, const CallPlansIntent& intent) {
    std::visit(ApplyCallPlans{flow}, intent);
}

void opened_call_plans(Flow& flow) {
    auto& state = plans_of(flow);
    state.busy = false;
    if (state.form) state.form->busy = false;
    while (is_hidden(flow.scene, state.tab)) {
        state.tab = static_cast<CallPlansTab>(static_cast<int>(state.tab) + 1);
    }
    load_open_tab(flow);
}

Restore call_plans_place(Flow& flow) {
    return [tab = plans_of(flow).tab](Flow& later) {
        plans_of(later).tab = tab;
        return true;
    };
}

std::string list_of_draft(const std::string& content_json) {
    const auto form = list_in_draft(content_json);
    if (!form) return {};
    return form->name.empty() ? form->matter : form->name;
}

void resume_list(Flow& flow, const std::optional<Uuid>&) {
    plans_of(flow).tab = CallPlansTab::lists;
    open_screen(flow, k_call_plans_screen);
    begin_list(flow);
}

}  // namespace

ScreenEntry call_plans_screen() {
    return {.id = k_call_plans_screen,
            .below = k_callbacks_screen,
            .title = words::call_plans_title,
            .help = words::help_call_plans,
            .draw = screen_draw(draw_call_plans, apply_call_plans),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              const auto& state = states.get<CallPlansState>();
                              return state.form || state.result ||
                                     (state.edit && (state.edit->sheet || state.edit->from));
                          },
                      .draw = screen_draw(draw_call_plans_sheet, apply_call_plans)},
            .opened = opened_call_plans,
            .place = call_plans_place,
            .unfinished = Unfinished{k_call_list_draft.kind, list_of_draft, resume_list}};
}

}  // namespace qiantai::app
