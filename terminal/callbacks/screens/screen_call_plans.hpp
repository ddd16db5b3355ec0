#pragma once

// What calls arise from: lists and surveys with what came of them, key customers, the chain's rules
// with whom they would call, and a sample of calls to be made again.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/callbacks/rules/callback_plan_facts.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_call_plans_screen{"call plans"};

enum class CallPlansTab : std::uint8_t { lists, key_customers, sample, rules };

/// A question as it is typed; its answers in one field, with 、 between them.
struct QuestionTyped {
    std::string text{};
    std::string answers{};
};
QIANTAI_DESCRIBE(QuestionTyped, "", text, answers)
/// What is typed of a new list; at headquarters of one for the whole chain.
struct CallListForm {
    Coded<CallbackKind> kind{};
    std::string name{};  ///< of the chain's
    std::string matter{};
    std::vector<std::string> tiers{};  ///< codes; none = all
    std::vector<Coded<domain::ChurnState>> states{};
    bool key_customers = false;
    int percent = 100;
    int days = 7;
    std::vector<QuestionTyped> questions{};           ///< of the chain's
    std::optional<domain::CallbackListMade> tried{};  ///< what the list as it is now comes to
    std::optional<Error> error{};
    bool busy = false;
};
/// What a draft keeps.
QIANTAI_DESCRIBE(CallListForm, "", kind, name, matter, tiers, states, key_customers, percent, days,
                 questions)

/// One rule while its values are chosen.
struct RuleSheet {
    std::optional<std::size_t> index{};  ///< nothing: one more
    domain::CallbackRule rule{};
    std::string amount_typed{};  ///< of rule.amount_min, in yuan; empty: whatever was paid
    bool amount_malformed = false;
};
/// The rules as they are tried: what is put in force is the whole of them.
struct RulesEdit {
    domain::CallbackRules rules{};
    std::optional<RuleSheet> sheet{};
    std::optional<Date> from{};  ///< while the day is asked from which they hold
    std::optional<Error> error{};
};

struct CallPlansState {
    CallPlansTab tab = CallPlansTab::lists;
    bool loaded = false;
    std::optional<Error> error{};
    std::vector<domain::CallbackPlanLine> plans{};
    std::optional<domain::CallbackPlanResult> result{};  ///< of the one that is open
    std::vector<domain::KeyCustomerLine> key_customers{};
    std::vector<domain::CallbackLine> sample{};
    std::optional<domain::CallbackRulesInForce> rules{};
    std::optional<RulesEdit> edit{};  ///< nothing: as headquarters has set them
    std::optional<domain::CallbackDryRun> dry_run{};
    std::optional<CallListForm> form{};
    bool busy = false;
};

namespace call_plans {
struct SetTab {
    CallPlansTab tab;
};
struct Reload {};
struct OpenPlan {
    Uuid id;
};
struct ClosePlan {};
struct EndPlan {};
struct OpenKeyCustomer {
    Uuid member_id;
    std::string name;
};
struct OpenCall {
    domain::CallbackLine line;
};
struct TryRules {};
struct OpenRule {
    std::optional<std::size_t> index;  ///< nothing: one more
};
struct ChangeRule {
    domain::CallbackRule rule;
};
struct TypeRuleAmount {
    std::string words;
};
struct KeepRule {};
struct DropRule {};
struct CloseRule {};
struct ResetRules {};
struct AskRulesFrom {};
struct SetRulesFrom {
    Date from;
};
struct CloseRulesFrom {};
struct PutRules {};
struct BeginList {};
struct ChangeList {
    CallListForm form;
};
struct CloseList {};
struct TryList {};
struct MakeList {};
}  // namespace call_plans

using CallPlansIntent =
    std::variant<call_plans::SetTab, call_plans::Reload, call_plans::OpenPlan,
                 call_plans::ClosePlan, call_plans::EndPlan, call_plans::OpenKeyCustomer,
                 call_plans::OpenCall, call_plans::TryRules, call_plans::OpenRule,
                 call_plans::ChangeRule, call_plans::TypeRuleAmount, call_plans::KeepRule,
                 call_plans::DropRule, call_plans::CloseRule, call_plans::ResetRules,
                 call_plans::AskRulesFrom, call_plans::SetRulesFrom, call_plans::CloseRulesFrom,
                 call_plans::PutRules, call_plans::BeginList, call_plans::ChangeList,
                 call_plans::CloseList, call_plans::TryList, call_plans::MakeList>;
using CallPlansIntents = Intents<CallPlansIntent>;

void draw_call_plans(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents);
/// Over the screen, while a list is made or one's results are open.
void draw_call_plans_sheet(Ui& ui, const Rect& area, const Scene& scene,
                           const CallPlansState& state, CallPlansIntents& intents);

// Its parts.

void draw_call_rules(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents);
/// While RulesEdit::sheet or RulesEdit::from is set.
void draw_call_rule_sheets(Ui& ui, const Rect& area, const Scene& scene,
                           const CallPlansState& state, CallPlansIntents& intents);
/// 当天, 之后 3 至 7 天, 之前 30 天至当天.
Text rule_days_text(const Ui& ui, const domain::CallbackRule& rule);
/// The rules that are changed, tried and put in force: those not tried yet are the next ones, or
/// those in force.
const domain::CallbackRules& rules_shown(const CallPlansState& state);
/// While CallPlansState::form is set.
void draw_call_list_form(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                         CallPlansIntents& intents);

/// Headquarters makes lists for the chain, a store its own.
bool makes_for_chain(const Scene& scene);
/// What the form says, for the service that makes it.
domain::CallbackListEntry list_entry_of(const CallListForm& form, Date today);
domain::CallbackPlanEntry plan_entry_of(const CallListForm& form, Date today);

}  // namespace qiantai::ui
