#pragma once

// A store's terminal with a few gifts of the catalogue.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

struct StockDesk : TestDesk {
    static constexpr TimeMs k_hour = 3'600'000, k_day = 24 * k_hour;

    explicit StockDesk(const std::string& store_code = "S001") : TestDesk(store_code) {
        set_time("2026-11-20", 10);
        bag = add_gift("LP001", "帆布袋", false);
        tea = add_gift("LP002", "花茶礼盒", true);
    }

    Stock stock{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);
    Session keeper = session(StaffRole::warehouse_keeper);
    Uuid bag, tea;

    /// By the clock of China.
    void set_time(const std::string& day, int hour) {
        const TimeMs at = utc_day_start(Date::of_text(day)) + (hour - 8) * k_hour;
        clock.advance(at - clock.now_ms());
    }
    Uuid add_gift(const std::string& code, const std::string& name, bool expires) {
        const Gift gift{.id = gift_id_of(code),
                        .code = code,
                        .name = name,
                        .unit = "个",
                        .cost = Fen(1990),
                        .batch_kept = expires,
                        .expiry_kept = expires,
                        .stock_min = 5,
                        .stock_max = 20,
                        .created_by = "9001",
                        .created_at = 1};
        from_headquarters([&] { must(sqlite::insert(database(), gift)); });
        return gift.id;
    }
    template <typename T>
    T made(Result<T> result) {
        if (!result) FAIL(result.error().message());
        clock.advance(1000);
        return *std::move(result);
    }
    StockMovement put(const Uuid& gift, int quantity, const std::string& batch = {},
                      std::optional<Date> expires_on = std::nullopt,
                      StockSpot spot = StockSpot::shelf) {
        return made(stock.adjust(manager, {.gift_id = gift,
                                           .spot = spot,
                                           .batch = batch,
                                           .expires_on = expires_on,
                                           .quantity = quantity,
                                           .reason = "期初"}))
            .front();
    }
    /// As another till of the store wrote it.
    StockMovement arrive(const Uuid& gift, StockKind kind, int quantity, TimeMs at,
                         const std::string& batch = {},
                         std::optional<Date> expires_on = std::nullopt) {
        StockMovement movement{.id = context.new_id(),
                               .store_code = context.identity.store_code,
                               .gift_id = gift,
                               .kind = kind,
                               .spot = StockSpot::shelf,
                               .batch = batch,
                               .expires_on = expires_on,
                               .quantity = quantity,
                               .at = at,
                               .business_date = Date::of_time(at, 480),
                               .created_by = "1002",
                               .created_at = at};
        from_headquarters([&] { must(sqlite::insert(database(), movement)); });
        return movement;
    }
    int left(const Uuid& gift, StockSpot spot = StockSpot::shelf) {
        int quantity = 0;
        for (const auto& lot :
             load_lots(database(), {context.identity.store_code, gift}).value()) {
            if (lot.spot == spot) quantity += lot.quantity;
        }
        return quantity;
    }
    void check_sound() {
        const auto problems = find_stock_problems(database()).value();
        CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : problems.front()));
    }
};

}  // namespace qiantai::domain::test
