// The counts are the sums of the movements, in whatever order these come.

#include <map>
#include <tuple>

#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain::test {
namespace {

/// The ledger as a plain list that is summed up for every question.
struct NaiveLedger {
    std::map<Uuid, StockMovement> movements;

    int lot(const StockMovement& of) const {
        int sum = 0;
        for (const auto& [id, one] : movements) {
            const bool same = one.store_code == of.store_code && one.gift_id == of.gift_id &&
                              one.spot == of.spot && one.batch == of.batch &&
                              one.expires_on == of.expires_on;
            if (same) sum += one.quantity;
        }
        return sum;
    }
    int at(const StockMovement& of, TimeMs moment) const {
        int sum = 0;
        for (const auto& [id, one] : movements) {
            const bool same = one.store_code == of.store_code && one.gift_id == of.gift_id &&
                              one.spot == of.spot;
            if (same && one.at <= moment) sum += one.quantity;
        }
        return sum;
    }
};

StockMovement random_movement(StockDesk& desk, SeededRandom& random,
                              const std::vector<StockMovement>& known) {
    constexpr TimeMs k_start = 1'795'000'000'000;
    static const std::string k_batches[] = {"", "B1", "B2"};
    static const std::optional<Date> k_dates[] = {std::nullopt, Date::of_text("2027-01-31")};
    const TimeMs at = k_start + static_cast<TimeMs>(random.below(20 * StockDesk::k_day));
    StockMovement movement{.id = desk.next_id(),
                           .store_code = random.below(3) == 0 ? "S002" : "S001",
                           .gift_id = random.below(2) == 0 ? desk.bag : desk.tea,
                           .kind = k_codes<StockKind>[random.below(8)].value,
                           .spot = k_codes<StockSpot>[random.below(3)].value,
                           .batch = k_batches[random.below(3)],
                           .expires_on = k_dates[random.below(2)],
                           .quantity = static_cast<int>(random.below(19)) - 9,
                           .at = at,
                           .business_date = Date::of_time(at, 480),
                           .created_by = "1001",
                           .created_at = at};
    if (!known.empty() && random.below(4) == 0) {
        // Taken back, perhaps by a second till too: the same id.
        const auto& of = known[random.below(known.size())];
        movement = of;
        movement.id = reversal_id_of(of);
        movement.kind = StockKind::reversal;
        movement.reverses_id = of.id;
        movement.quantity = -of.quantity;
        movement.at = at;
    }
    return movement;
}

/// As the feed's: a row that is there already becomes this one.
void apply(StockDesk& desk, NaiveLedger& naive, const StockMovement& movement) {
    desk.from_headquarters([&] {
        auto& known = naive.movements;
        if (known.contains(movement.id)) {
            desk.run("UPDATE stock_movement SET quantity = ?, at = ?, batch = nullif(?, ''),"
                     " created_by = ? WHERE id = ?",
                     movement.quantity, movement.at, movement.batch, movement.created_by,
                     movement.id);
        } else {
            TestDesk::must(sqlite::insert(desk.database(), movement));
        }
        known[movement.id] = movement;
    });
}

void check_like(StockDesk& desk, const NaiveLedger& naive, SeededRandom& random) {
    for (const auto& [id, movement] : naive.movements) {
        const StockPlace place{movement.store_code, movement.gift_id};
        const StockLot lot{
            .spot = movement.spot, .batch = movement.batch, .expires_on = movement.expires_on};
        REQUIRE(load_lot_quantity(desk.database(), place, lot).value() == naive.lot(movement));
        const auto spot = *movement.spot.known();
        for (const TimeMs moment :
             {movement.at, movement.at - 1,
              movement.at + static_cast<TimeMs>(random.below(3 * StockDesk::k_day))}) {
            REQUIRE(load_balance_at(desk.database(), place, spot, moment).value() ==
                    naive.at(movement, moment));
        }
    }
    desk.check_sound();
}

}  // namespace

TEST_CASE("random movements in any order of arrival come to the same counts as a plain sum") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        SeededRandom random(seed);
        StockDesk desk;
        std::vector<StockMovement> movements;
        for (int i = 0; i < 60; ++i) {
            movements.push_back(random_movement(desk, random, movements));
        }
        std::vector<std::string> seen;
        for (int order = 0; order < 2; ++order) {
            StockDesk other;
            NaiveLedger naive;
            for (std::size_t i = movements.size(); i > 1; --i) {
                std::swap(movements[i - 1], movements[random.below(i)]);
            }
            for (const auto& movement : movements) apply(other, naive, movement);
            // Some are changed by a later version, some leave the terminal.
            for (int i = 0; i < 5; ++i) {
                auto changed = movements[static_cast<std::size_t>(i)];
                changed.quantity += 1;
                changed.at += StockDesk::k_day;
                apply(other, naive, changed);
                apply(other, naive, movements[static_cast<std::size_t>(i)]);
            }
            const auto gone = movements[random.below(movements.size())];
            other.from_headquarters(
                [&] { other.run("DELETE FROM stock_movement WHERE id = ?", gone.id); });
            naive.movements.erase(gone.id);
            check_like(other, naive, random);
            apply(other, naive, gone);
            check_like(other, naive, random);
            seen.push_back(other.text(
                "SELECT group_concat(hex(gift_id) || store_code || spot || batch || expires_on ||"
                " quantity, ';') FROM (SELECT * FROM stock_balance WHERE quantity <> 0)"));
        }
        CHECK(seen[0] == seen[1]);
    }
}

TEST_CASE("counts that another program changed are found, and made anew from the movements") {
    StockDesk desk;
    desk.put(desk.bag, 10);
    desk.put(desk.tea, 4, "B1", Date::of_text("2027-01-31"));
    desk.check_sound();
    SUBCASE("a lot's") {
        desk.run("UPDATE stock_balance SET quantity = quantity + 1 WHERE gift_id = ?", desk.bag);
    }
    SUBCASE("a day's") {
        desk.run("UPDATE stock_day SET balance = balance - 1 WHERE gift_id = ?", desk.tea);
    }
    SUBCASE("one that is missing") { desk.run("DELETE FROM stock_day"); }
    SUBCASE("one too many") {
        desk.run("INSERT INTO stock_balance VALUES ('S001', ?, 'shelf', 'X', '', 3)", desk.bag);
    }
    CHECK(find_stock_problems(desk.database()).value().size() == 1);
    REQUIRE(desk.stock.rebuild(desk.manager).ok());
    desk.check_sound();
    CHECK(desk.left(desk.bag) == 10);
    CHECK(desk.last_action() == "stock.rebuild");
}

}  // namespace qiantai::domain::test
