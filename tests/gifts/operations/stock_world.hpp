#pragma once

// Terminals of two stores and a warehouse, a desk of headquarters and the real hub, with one gift.

#include <doctest/doctest.h>

#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {

struct StockTill {
    StockTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    static std::string number_of(StaffRole role) {
        return "100" + std::to_string(static_cast<int>(role) + 1);
    }
    domain::Session session(StaffRole role) const {
        return {number_of(role), "员工", role, terminal.store_code(), false};
    }
    /// Nobody else is where the till stands.
    StaffRole corrector() const {
        return terminal.store_code() == "W001" ? StaffRole::warehouse_keeper
                                               : StaffRole::store_manager;
    }
    domain::ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                domain::load_identity(terminal.database()).value()};
    }
    Result<std::vector<domain::StockMovement>> adjust(const Uuid& gift, int quantity) {
        terminal.clock.advance(1000);
        auto now = context();
        return domain::Stock(now).adjust(session(corrector()),
                                 {.gift_id = gift, .quantity = quantity, .reason = "盘点"});
    }
    Result<std::vector<domain::StockMovement>> reverse(const Uuid& movement) {
        terminal.clock.advance(1000);
        auto now = context();
        return domain::Stock(now).reverse(session(corrector()), movement, "录错");
    }
    std::vector<domain::StockShortage> shortages() {
        auto now = context();
        const auto role =
            terminal.store_code() == "HQ" ? StaffRole::auditor : corrector();
        auto found = domain::Stock(now).shortages(session(role));
        if (!found) FAIL(found.error().message());
        return *found;
    }
    std::int64_t shelf(const std::string& store) {
        return terminal.count("SELECT ifnull(sum(quantity), 0) FROM stock_balance"
                              " WHERE spot = 'shelf' AND store_code = '" +
                              store + "'");
    }
    SimTerminal terminal;
};

/// Two tills of S001, one of S002, one of the warehouse, a desk of headquarters; one gift.
struct StockWorld {
    StockWorld() {
        for (const char* store : {"S001", "S002", "W001"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        for (const auto& [store, role] : std::vector<std::pair<std::string, StaffRole>>{
                 {"S001", StaffRole::store_manager},
                 {"S002", StaffRole::store_manager},
                 {"W001", StaffRole::warehouse_keeper},
                 {"S001", StaffRole::clerk},
                 {"HQ", StaffRole::admin},
                 {"HQ", StaffRole::cs_agent},
                 {"HQ", StaffRole::cs_manager},
                 {"HQ", StaffRole::auditor}}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", StockTill::number_of(role)},
                                           {"name", "员工"},
                                           {"role", code_of(role)},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        // The hub's own set-up knows shops only.
        REQUIRE(desk->terminal.in_transaction([&]() -> Status {
            return desk->terminal.database().execute(
                "UPDATE store SET kind = 'warehouse' WHERE code = 'W001'");
        }));
        {
            auto context = desk->context();
            gift = domain::Gifts(context)
                       .save(desk->session(StaffRole::admin),
                             {.code = "LP001", .name = "帆布袋", .unit = "个", .cost = Fen(990)})
                       .value()
                       .gift.id;
        }
        desk->terminal.sync_well();
        one.emplace(hub, "S001", 1);
        twin.emplace(hub, "S001", 2);
        away.emplace(hub, "S002", 3);
        depot.emplace(hub, "W001", 4);
        sync();
    }
    std::vector<StockTill*> all() { return {&*one, &*twin, &*away, &*depot, &*desk}; }
    void sync() {
        for (int i = 0; i < 3; ++i) {
            hub.clock.advance(5000);
            for (auto* till : all()) till->terminal.sync_well();
        }
    }
    /// Nothing was refused, and the counts are the sums of the movements on every machine.
    void check_rest() {
        for (auto* till : all()) {
            CHECK(till->terminal.count("SELECT count(*) FROM rejection") == 0);
            CHECK(domain::find_stock_problems(till->terminal.database()).value().empty());
        }
    }
    SimHub hub;
    std::optional<StockTill> desk, one, twin, away, depot;
    Uuid gift;
};

}  // namespace qiantai::test
