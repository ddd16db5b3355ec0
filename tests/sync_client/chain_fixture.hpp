#pragma once

#include <doctest/doctest.h>

#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {

/// A hub with two stores, a terminal in each and a headquarters desk, all enrolled.
struct Chain {
    SimHub hub;
    SimTerminal one;
    SimTerminal other;
    SimTerminal desk;

    Chain() : one(with_stores(hub), "S001", 1), other(hub, "S002", 2), desk(hub, "HQ", 3) {
        for (auto* terminal : {&one, &other, &desk}) terminal->enrol();
    }

    static SimHub& with_stores(SimHub& hub) {
        hub.add_store("S001");
        hub.add_store("S002");
        return hub;
    }

    /// Moves everybody's clock.
    void advance(TimeMs by_ms) {
        hub.clock.advance(by_ms);
        for (auto* terminal : {&one, &other, &desk}) terminal->clock.advance(by_ms);
    }

    /// A member of S001 that the hub has.
    Uuid sent_member() {
        const auto member = one.register_member("王小明", "13800000001");
        REQUIRE(member);
        one.sync_well();
        advance(1000);
        return *member;
    }

    boost::json::object staff_row(std::string_view store_code) {
        return {{"store_code", store_code}, {"number", "1001"},
                {"name", "王店员"},         {"role", "clerk"},
                {"status", "active"},       {"pin_hash", "$argon2id$secret"},
                {"pin_must_change", true},  {"created_at", desk.clock.now_ms()}};
    }
};

inline std::string text_of(const std::optional<boost::json::object>& row, std::string_view column) {
    const auto* value = row ? row->if_contains(column) : nullptr;
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

inline std::string error_code(const sync::SessionReport& report) {
    return report.error ? std::string(report.error->code()) : "";
}

}  // namespace qiantai::test
