#pragma once

// The values that columns of what headquarters sets up may have: staff, stores, terminals, tiers.

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// What somebody does here; what that permits is in terminal/base/permission.cpp.
enum class StaffRole {
    clerk,
    store_manager,
    cs_agent,
    cs_manager,
    auditor,
    admin,
    warehouse_keeper,
};
constexpr auto codes_of(StaffRole) {
    return std::to_array<CodedValue<StaffRole>>({{StaffRole::clerk, "clerk"},
                                                 {StaffRole::store_manager, "store_manager"},
                                                 {StaffRole::cs_agent, "cs_agent"},
                                                 {StaffRole::cs_manager, "cs_manager"},
                                                 {StaffRole::auditor, "auditor"},
                                                 {StaffRole::admin, "admin"},
                                                 {StaffRole::warehouse_keeper,
                                                  "warehouse_keeper"}});
}

enum class StaffStatus { active, left };
constexpr auto codes_of(StaffStatus) {
    return std::to_array<CodedValue<StaffStatus>>(
        {{StaffStatus::active, "active"}, {StaffStatus::left, "left"}});
}

enum class StoreStatus { open, closed };
constexpr auto codes_of(StoreStatus) {
    return std::to_array<CodedValue<StoreStatus>>(
        {{StoreStatus::open, "open"}, {StoreStatus::closed, "closed"}});
}

/// A warehouse keeps gifts for the shops; customers never come there.
enum class StoreKind { shop, warehouse };
constexpr auto codes_of(StoreKind) {
    return std::to_array<CodedValue<StoreKind>>(
        {{StoreKind::shop, "shop"}, {StoreKind::warehouse, "warehouse"}});
}

/// A revoked terminal is refused by the hub.
enum class TerminalStatus { active, revoked };
constexpr auto codes_of(TerminalStatus) {
    return std::to_array<CodedValue<TerminalStatus>>(
        {{TerminalStatus::active, "active"}, {TerminalStatus::revoked, "revoked"}});
}

enum class TierStatus { active, retired };
constexpr auto codes_of(TierStatus) {
    return std::to_array<CodedValue<TierStatus>>(
        {{TierStatus::active, "active"}, {TierStatus::retired, "retired"}});
}

}  // namespace qiantai
