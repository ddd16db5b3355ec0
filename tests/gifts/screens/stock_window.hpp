#pragma once

// A terminal of a store, the warehouse or headquarters with a little stock: bags that run low, tea
// with two batches of which one expires soon.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

struct StockWindow : AppWindow {
    explicit StockWindow(Headless::Size size = k_sizes[0], const std::string& store_code = "S001")
        : AppWindow(size, store_code), today(domain::business_date(desk.context).value()) {
        desk.from_headquarters([&] {
            for (const auto& [code, name] : {std::pair{"S009", "南京西路店"}, {"W001", "总仓"}}) {
                desk.run(
                    "INSERT INTO store (id, code, name, utc_offset_minutes, status, kind,"
                    " created_at) VALUES (?, ?, ?, 480, 'open', ?, 1)",
                    desk.next_id(), code, name, code[0] == 'W' ? "warehouse" : "store");
            }
            add_gift("LP001", "帆布购物袋", false);
            add_gift("LP002", "花茶礼盒", true);
        });
        jobs.post(load_shop);
        settle();
    }
    void add_gift(const char* code, const char* name, bool kept) {
        const domain::Gift gift{.id = domain::gift_id_of(code),
                                .code = code,
                                .name = name,
                                .spec = "12 袋",
                                .unit = "盒",
                                .cost = Fen(1850),
                                .batch_kept = kept,
                                .expiry_kept = kept,
                                .stock_min = 10,
                                .stock_max = 40,
                                .created_by = "9001",
                                .created_at = 1};
        TestDesk::must(sqlite::insert(desk.database(), gift));
    }
    /// As it comes in from somewhere.
    domain::StockMovement move(StockKind kind, int pieces, const char* code = "LP001",
                               const std::string& batch = {}, int expires_in_days = 0) {
        desk.clock.advance(60'000);
        domain::StockMovement movement{.id = desk.next_id(),
                                       .store_code = desk.context.identity.store_code,
                                       .gift_id = domain::gift_id_of(code),
                                       .kind = kind,
                                       .batch = batch,
                                       .quantity = pieces,
                                       .at = desk.clock.now_ms(),
                                       .business_date = today,
                                       .created_by = "1001",
                                       .created_at = desk.clock.now_ms()};
        movement.spot = StockSpot::shelf;
        if (expires_in_days != 0) movement.expires_on = today.plus_days(expires_in_days);
        if (kind == StockKind::transfer_in) movement.partner = "W001";
        TestDesk::must(sqlite::insert(desk.database(), movement));
        return movement;
    }
    void fill_shelf() {
        move(StockKind::transfer_in, 9);
        move(StockKind::issue, -2);
        move(StockKind::issue, -1);
        move(StockKind::transfer_in, 8, "LP002", "B1", 14);
        move(StockKind::transfer_in, 30, "LP002", "B2", 200);
    }
    void enter() {
        touch("way requisitions");
        touch("stock");
        REQUIRE(nav().screen == k_stock_screen);
    }
    StockState& shown() { return state<StockState>(); }
    std::int64_t on(const char* spot, const char* code = "LP001") {
        return desk.number(
            "SELECT ifnull(sum(quantity), 0) FROM stock_balance WHERE spot = ? AND gift_id = ?",
            std::string(spot), domain::gift_id_of(code));
    }

    Date today;
};

}  // namespace qiantai::app::test
