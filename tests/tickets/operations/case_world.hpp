#pragma once

// Two stores and headquarters over the real hub, for the tests of cases.

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "schema/base/setup_codes.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {

/// One person of each role that has cases.
inline std::string case_staff_of(StaffRole role) {
    return "100" + std::to_string(static_cast<int>(role) + 1);
}

/// Two tills of S001, one of S002, a desk of headquarters, staff of every role that has cases. A
/// Till is made of (hub, store, seed) and has its SimTerminal as `terminal`.
template <typename Till>
struct CaseStores {
    CaseStores() {
        for (const char* store : {"S001", "S002"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        for (const auto& [store, role] :
             std::vector<std::pair<std::string, StaffRole>>{{"S001", StaffRole::clerk},
                                                            {"S001", StaffRole::store_manager},
                                                            {"S002", StaffRole::clerk},
                                                            {"S002", StaffRole::store_manager},
                                                            {"HQ", StaffRole::cs_agent},
                                                            {"HQ", StaffRole::cs_manager}}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", case_staff_of(role)},
                                           {"name", "员工"},
                                           {"role", code_of(role)},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        desk->terminal.sync_well();
        one.emplace(hub, "S001", 1);
        twin.emplace(hub, "S001", 2);
        away.emplace(hub, "S002", 3);
        sync();
    }
    void sync() {
        for (int i = 0; i < 3; ++i) {
            for (auto* till : all()) till->terminal.sync_well();
        }
    }
    std::vector<Till*> all() { return {&*one, &*twin, &*away, &*desk}; }
    SimHub hub;
    std::optional<Till> desk, one, twin, away;
};

}  // namespace qiantai::test
