#pragma once

// A member's tier: how it stands with the rule, what happened to it, and fixing it by hand.

#include <optional>
#include <string>
#include <variant>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_member_tier_screen{"member_tier"};

enum class TierSheet : std::uint8_t { none, set, unlock };

struct MemberTierState {
    Uuid member_id{};
    std::string name{};
    std::optional<domain::TierReport> report{};
    std::optional<Error> error{};
    TierSheet sheet = TierSheet::none;
    std::string tier{};  ///< chosen in the sheet
    bool locked = true;
    Reason reason{};
    bool busy = false;
};

namespace member_tier {
struct Reload {};
struct OpenSheet {
    TierSheet sheet;
};
struct ChooseTier {
    std::string tier;
};
struct SetLocked {
    bool locked;
};
struct GiveReason {
    Reason reason;
};
struct SaveSheet {};
struct OpenReceipts {};
}  // namespace member_tier

using MemberTierIntent =
    std::variant<member_tier::Reload, member_tier::OpenSheet, member_tier::ChooseTier,
                 member_tier::SetLocked, member_tier::GiveReason, member_tier::SaveSheet,
                 member_tier::OpenReceipts>;
using MemberTierIntents = Intents<MemberTierIntent>;

void draw_member_tier(Ui& ui, const Rect& area, const Scene& scene, const MemberTierState& page,
                      MemberTierIntents& intents);
/// Over the page, while a sheet is open.
void draw_tier_sheet(Ui& ui, const Rect& area, const Scene& scene, const MemberTierState& page,
                     MemberTierIntents& intents);
/// Why a tier is set or freed by hand, as it is usually.
std::span<const Choice> reasons_of(TierSheet sheet);

}  // namespace qiantai::ui
