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
    std::vector<QuestionTyped> questions{};  ///< of the chain's
    std::optional<domain::CallbackListMade> tried{};  ///< what the list as it is now comes to
    std::optional<Error> error{};
    bool busy = false;
};
/// What a draft keeps.
QIANTAI_DESCRIBE(CallListForm, "", kind, name, matter, tiers, states, key_customers, percent, days,
                 questions)

struct CallPlansState {
    CallPlansTab tab = CallPlansTab::lists;
    bool loaded = false;
    std::optional<Error> error{};
    std::vector<domain::CallbackPlanLine> plans{};
    std::optional<domain::CallbackPlanResult> result{};  ///< of the one that is open
    std::vector<domain::KeyCustomerLine> key_customers{};
    std::vector<domain::CallbackLine> sample{};
    std::optional<domain::CallbackRulesInForce> rules{};
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
                 call_plans::OpenCall, call_plans::TryRules, call_plans::BeginList,
                 call_plans::ChangeList, call_plans::CloseList, call_plans::TryList,
                 call_plans::MakeList>;
using CallPlansIntents = Intents<CallPlansIntent>;

void draw_call_plans(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents);
/// Over the screen, while a list is made or one's results are open.
void draw_call_plans_sheet(Ui& ui, const Rect& area, const Scene& scene,
                           const CallPlansState& state, CallPlansIntents& intents);

// Its parts.

void draw_call_rules(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents);
/// While CallPlansState::form is set.
void draw_call_list_form(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                         CallPlansIntents& intents);

/// Headquarters makes lists for the chain, a store its own.
bool makes_for_chain(const Scene& scene);
/// What the form says, for the service that makes it.
domain::CallbackListEntry list_entry_of(const CallListForm& form, Date today);
domain::CallbackPlanEntry plan_entry_of(const CallListForm& form, Date today);

}  // namespace qiantai::ui
