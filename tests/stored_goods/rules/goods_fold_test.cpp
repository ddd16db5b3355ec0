#include <doctest/doctest.h>

#include <algorithm>

#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {
namespace {

Uuid id_of(int number) {
    return Uuid::derive("event " + std::to_string(number));
}

StoredGoods six_tins() {
    return {.id = Uuid::derive("goods"),
            .item = "爱他美 3 段",
            .unit = "罐",
            .quantity = 6,
            .place = "A-03",
            .business_date = Date::of_text("2026-09-01")};
}

GoodsEvent event(int number, GoodsEventKind kind, std::int64_t order) {
    return {.id = id_of(number),
            .kind = kind,
            .business_date = Date::of_text("2026-10-01").plus_days(number),
            .order = order};
}
GoodsEvent taken(int number, int quantity) {
    auto one = event(number, GoodsEventKind::withdrawal, number);
    one.quantity = quantity;
    return one;
}
GoodsEvent reversal_of(int number, int withdrawal) {
    auto one = event(number, GoodsEventKind::reversal, number);
    one.reverses_id = id_of(withdrawal);
    return one;
}
GoodsEvent moved(int number, std::string place, std::int64_t order) {
    auto one = event(number, GoodsEventKind::move, order);
    one.place = std::move(place);
    return one;
}

}  // namespace

TEST_CASE("what is left is the deposit less what was handed out and not taken back") {
    const auto goods = six_tins();
    CHECK(fold_goods(goods, {}).remaining == 6);
    CHECK(fold_goods(goods, {}).place == "A-03");
    std::vector<GoodsEvent> events{taken(1, 2), taken(2, 1)};
    auto state = fold_goods(goods, events);
    CHECK(state.remaining == 3);
    CHECK(state.withdrawn == 3);
    CHECK(state.last_withdrawn_on == Date::of_text("2026-10-03"));
    events.push_back(reversal_of(3, 2));
    state = fold_goods(goods, events);
    CHECK(state.remaining == 4);
    CHECK(state.last_withdrawn_on == Date::of_text("2026-10-02"));
    CHECK(is_reversed(id_of(2), events));
    CHECK_FALSE(is_reversed(id_of(1), events));
}

TEST_CASE("the same comes out in every order of arrival, also while something is still missing") {
    const auto goods = six_tins();
    auto reminded = event(7, GoodsEventKind::reminder, 7);
    reminded.outcome = ReminderOutcome::no_answer;
    std::vector<GoodsEvent> events{taken(1, 2),         reversal_of(3, 1), moved(4, "B-01", 4),
                                   moved(5, "B-02", 5), taken(6, 1),       reminded};
    const auto expected = fold_goods(goods, events);
    CHECK(expected.remaining == 5);
    CHECK(expected.place == "B-02");
    const auto by_id = [](const GoodsEvent& one, const GoodsEvent& other) {
        return one.id < other.id;
    };
    std::ranges::sort(events, by_id);
    int orders = 0;
    do {
        const auto state = fold_goods(goods, events);
        CHECK(state.remaining == expected.remaining);
        CHECK(state.place == expected.place);
        CHECK(state.last_withdrawn_on == expected.last_withdrawn_on);
        CHECK(state.last_outcome == ReminderOutcome::no_answer);
        ++orders;
    } while (std::ranges::next_permutation(events, by_id).found);
    CHECK(orders == 720);
    // A reversal may arrive before what it reverses.
    CHECK(fold_goods(goods, std::vector{reversal_of(3, 1)}).remaining == 6);
}

TEST_CASE("two tills that hand out the last piece both stand, and the shortage is shown") {
    auto goods = six_tins();
    goods.quantity = 1;
    auto state = fold_goods(goods, std::vector{taken(1, 1), taken(2, 1)});
    CHECK(state.remaining == 0);
    CHECK(state.shortage == 1);
    state = fold_goods(goods, std::vector{taken(1, 1), taken(2, 1), reversal_of(3, 2)});
    CHECK(state.shortage == 0);
    CHECK(state.remaining == 0);
}

TEST_CASE("a withdrawal that two managers take back at once counts once") {
    const auto state =
        fold_goods(six_tins(), std::vector{taken(1, 2), reversal_of(3, 1), reversal_of(4, 1)});
    CHECK(state.remaining == 6);
}

TEST_CASE("the last move is the one whose terminal knew the other, whatever its clock said") {
    auto later = moved(1, "B-02", 9);
    later.created_at = 1000;  // a clock that is a day slow
    auto earlier = moved(2, "B-01", 8);
    earlier.created_at = 90'000'000;
    CHECK(fold_goods(six_tins(), std::vector{later, earlier}).place == "B-02");
}

TEST_CASE("what a newer program wrote down changes nothing here") {
    auto unknown = event(1, GoodsEventKind::move, 1);
    unknown.kind = Coded<GoodsEventKind>::of_text("weighed");
    auto odd = taken(2, -5);
    const auto state = fold_goods(six_tins(), std::vector{unknown, odd});
    CHECK(state.remaining == 6);
    CHECK(state.place == "A-03");
}

}  // namespace qiantai::domain
