#pragma once

#include <span>
#include <string_view>

#include "schema/sqlite/database.hpp"
#include "terminal/base/pin.hpp"

namespace qiantai::ctl {

struct DemoStaff {
    std::string_view store_code;
    std::string_view number;
    std::string_view name;
    std::string_view role;
    std::string_view pin;
};

/// Everybody who works in the demo chain, with the PIN to sign in: every role, at headquarters, in
/// three stores and a warehouse.
std::span<const DemoStaff> demo_staff();

/// The shops' codes, headquarters and the warehouse not among them.
std::span<const std::string_view> demo_store_codes();

/// Staff number of the store's first clerk; empty if it has none.
Result<std::string> load_demo_clerk(sqlite::Database& database, std::string_view store_code);

/// Headquarters' part of the demo: stores, staff with their PINs, tiers, policies, as captured
/// inserts of one transaction. What has the same code or number already stays as it is. Ids follow
/// from the codes. `pin_cost` is lowered by tests.
Status fill_demo_chain(sqlite::Database& database,
                       const domain::PinCost& pin_cost = domain::k_pin_cost);

}  // namespace qiantai::ctl
