#pragma once

// The chain's tiers: who will fall, and the rule, which is tried on the store's members before
// headquarters puts it in force; and the days by which members count as asleep or lost.

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/members/screens/member_form.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_tiers_screen{"tiers"};

enum class TiersTab : std::uint8_t { falling, rule, churn };
/// Which rule the form began with.
enum class RuleShown : std::uint8_t { in_force, coming };

/// A tier in the form of the rule; without amounts it is none that spending reaches.
struct RuleRow {
    std::string tier{};
    std::string rise_typed{};
    std::string keep_typed{};
    bool operator==(const RuleRow&) const = default;
};
QIANTAI_DESCRIBE(RuleRow, "", tier, rise_typed, keep_typed)

/// What is typed of a rule; kept on disk until it is put in force or given up.
struct RuleEdit {
    int window_months = 12;
    int notice_days = 30;
    std::vector<RuleRow> rows{};
    bool operator==(const RuleEdit&) const = default;
};
QIANTAI_DESCRIBE(RuleEdit, "", window_months, notice_days, rows)

/// The days of churn as they are typed, in the order of ChurnPolicy.
struct ChurnEdit {
    std::array<std::string, 4> typed{};
    bool operator==(const ChurnEdit&) const = default;
};
inline constexpr std::array<std::string_view, 4> k_churn_fields{"new_days", "active_days",
                                                                "asleep_days", "warned_days"};

struct TiersState {
    TiersTab tab = TiersTab::falling;
    std::vector<domain::FallingMember> falling{};
    bool falling_loaded = false;
    std::optional<Error> error{};  ///< why there is no list or no rule
    std::optional<domain::TierRules> rules{};
    RuleShown shown = RuleShown::in_force;
    RuleEdit edit{};
    RuleEdit start{};  ///< as it was before anybody typed
    FieldErrors errors{};
    std::optional<std::vector<domain::TierMove>> moves{};  ///< of `edit`, as it is now
    bool trying = false;
    /// Of all stores, at headquarters: what the announced rule would do.
    std::optional<domain::TierForecast> forecast{};
    std::optional<Date> from{};  ///< while it is asked when it comes into force
    std::optional<domain::ChurnRule> churn{};
    ChurnEdit churn_edit{};
    FieldErrors churn_errors{};
    bool saving = false;

    bool is_touched() const { return edit != start; }
};

namespace tiers {
struct SetTab {
    TiersTab tab;
};
struct Reload {};
struct OpenMember {
    Uuid id;
};
struct ShowRule {
    RuleShown rule;
};
struct SetWindow {
    int months;
};
struct SetNotice {
    int days;
};
struct TypeRise {
    std::size_t row;
    std::string value;
};
struct TypeKeep {
    std::size_t row;
    std::string value;
};
struct StartAgain {};
struct Try {};
struct AskFrom {};
struct SetFrom {
    Date from;
};
struct CloseFrom {};
struct PutInForce {};
struct TypeChurn {
    std::size_t field;  ///< of k_churn_fields
    std::string value;
};
struct ResetChurn {};
struct SaveChurn {};
}  // namespace tiers

using TiersIntent =
    std::variant<tiers::SetTab, tiers::Reload, tiers::OpenMember, tiers::ShowRule, tiers::SetWindow,
                 tiers::SetNotice, tiers::TypeRise, tiers::TypeKeep, tiers::StartAgain, tiers::Try,
                 tiers::AskFrom, tiers::SetFrom, tiers::CloseFrom, tiers::PutInForce,
                 tiers::TypeChurn, tiers::ResetChurn, tiers::SaveChurn>;
using TiersIntents = Intents<TiersIntent>;

void draw_tiers(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                TiersIntents& intents);
/// Its tab with the form, in screen_tier_rule.cpp.
void draw_tier_rule(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                    TiersIntents& intents);
/// What the announced rule would do in all stores, at headquarters. Returns where it ends. In
/// screen_tier_forecast.cpp.
float draw_tier_forecast(Ui& ui, const Rect& rest, const Scene& scene,
                         const domain::TierForecast& forecast);
/// Its tab with the days of churn, in screen_churn.cpp.
void draw_churn(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                TiersIntents& intents);
/// Over the screen, while TiersState::from is set.
void draw_put_in_force(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                       TiersIntents& intents);

/// The form as a rule says it, with every tier of the chain.
RuleEdit edit_of(const std::optional<domain::TierRule>& rule,
                 const std::vector<domain::Tier>& tiers);
/// What is wrong with it by field: "rise gold", "keep gold"; nothing: rule_of() is one.
FieldErrors check_rule(const RuleEdit& edit);
domain::TierRule rule_of(const RuleEdit& edit);

ChurnEdit edit_of(const domain::ChurnPolicy& days);
/// What is no number counts as 0, which no state has.
domain::ChurnPolicy churn_of(const ChurnEdit& edit);

}  // namespace qiantai::ui
