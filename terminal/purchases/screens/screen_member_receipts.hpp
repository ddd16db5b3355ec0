#pragma once

// What one member bought: the sums, the receipts, and the next one to be written down.

#include <optional>
#include <string>
#include <variant>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_member_receipts_screen{"member_receipts"};

struct MemberReceiptsState : PagedList<domain::PurchaseLine, domain::PurchasePlace> {
    Uuid member_id{};
    std::string name{};
    std::string store_code{};  ///< the member's own; empty until it is loaded
    std::optional<domain::MemberSpending> spending{};
};

namespace member_receipts {
struct Open {
    Uuid id;
};
struct Record {};
struct OpenTier {};
struct OpenMember {};
struct LoadMore {};
struct Reload {};
}  // namespace member_receipts

using MemberReceiptsIntent =
    std::variant<member_receipts::Open, member_receipts::Record, member_receipts::OpenTier,
                 member_receipts::OpenMember, member_receipts::LoadMore, member_receipts::Reload>;
using MemberReceiptsIntents = Intents<MemberReceiptsIntent>;

void draw_member_receipts(Ui& ui, const Rect& area, const Scene& scene,
                          const MemberReceiptsState& list, MemberReceiptsIntents& intents);

}  // namespace qiantai::ui
