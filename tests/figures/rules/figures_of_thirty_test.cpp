// Thirty members whose October 2026 was reckoned by hand; the arithmetic stands beside each number.

#include "tests/figures/rules/figures_desk.hpp"

namespace qiantai::domain {
namespace {

using test::figure_of;
using test::FiguresDesk;
using test::PutMember;
using test::written;

/// m(1) to m(30). What they did is told where it is done.
struct Thirty : FiguresDesk {
    Thirty() {
        put_members();
        put_receipts();
        put_cards();
        day_total("2026-10-05", 500'000, 40);
        day_total("2026-10-06", 300'000, 20);
    }
    const Uuid& m(int number) const { return ids.at(static_cast<std::size_t>(number) - 1); }

    void put_members() {
        for (int i = 1; i <= 30; ++i) {
            PutMember put{.clerk = i <= 15 ? "1001" : "1002"};
            if (i <= 5) put.gender = "female", put.birthday = "1990-06-15";  // 36 at the end
            if (i >= 11 && i <= 15) put.tier = "gold", put.joined = "2025-03-01";
            if (i == 11 || i == 12) put.gender = "male", put.birthday = "2008-11-01";  // 17
            if (i == 13) put.gender = "male", put.birthday = "0000-05-05";  // no year: not known
            if (i >= 16 && i <= 18) put.joined = "2026-10-02";
            if (i == 19 || i == 20) put.joined = "2026-10-15", put.with_phone = false;
            if (i >= 21 && i <= 23) put.joined = "2023-01-01";
            if (i == 24 || i == 25) put.joined = "2022-01-01";
            if (i == 25) put.status = "lapsed";
            if (i == 28) put.joined = "2024-06-01", put.erased_on = "2026-10-20";
            if (i == 29) put.joined = "2023-05-05";
            if (i == 30) put.store = "S002";
            ids.push_back(member(put));
        }
        merge(m(29), m(1));  // so m(1) joined on 2023-05-05
    }
    void put_receipts() {
        for (int i = 1; i <= 10; ++i) {
            sale(m(i), "2026-08-10", 5'000);
            sale(m(i), "2026-10-05", 10'000);
        }
        for (int i = 11; i <= 15; ++i) {
            sale(m(i), "2026-09-15", 10'000);
            sale(m(i), "2026-10-03", 20'000, 2);
            sale(m(i), "2026-10-20", 30'000, 3);
        }
        for (int i = 16; i <= 18; ++i) sale(m(i), "2026-10-10", 8'000);
        sale(m(21), "2025-10-15", 6'000);  // 350 days before October, 381 before its end
        sale(m(22), "2025-10-15", 6'000);
        sale(m(23), "2025-10-15", 500);
        sale(m(24), "2024-05-01", 1'000);  // lost long ago, and back
        sale(m(24), "2026-10-12", 50'000);
        sale(m(25), "2024-05-01", 1'000);  // lost long ago
        sale(m(26), "2026-07-01", 9'000);
        refund(m(26), "2026-10-09", 12'000, sale(m(26), "2026-10-08", 12'000, 1), 1);  // whole
        refund(m(27), "2026-10-04", 5'000, sale(m(27), "2026-09-28", 15'000));  // a part
        sale(m(28), "2026-06-01", 3'000);
        sale(m(28), "2026-10-06", 7'000);  // before the erasure
        sale(m(29), "2026-10-07", 4'000);  // counts for m(1)
        sale(m(30), "2026-10-11", 99'900);  // another store's member
        receipt(m(2), "2026-10-06", 77'700, {.undone = true});
        sale(std::nullopt, "2026-10-05", 12'300);
    }
    void put_cards() {
        const auto early = card(m(1), "2027-10-10");
        decide(m(1), early, "renewed", "2026-10-10", "2026-10-05");
        const auto in_grace = card(m(2), "2027-10-20");
        decide(m(2), in_grace, "renewed", "2026-10-12", "2026-10-20");
        card(m(3), "2026-10-15");  // 30 days of grace ended on 2026-11-14
        card(m(4), "2026-10-28");  // they run until 2026-11-27
        const auto given_up = card(m(25), "2026-10-18", "lapsed");
        decide(m(25), given_up, "lapsed", "2026-10-18", "2026-10-18");
        card(m(5), "2026-10-20", "replaced");
        const auto twice = card(m(6), "2027-06-01");
        decide(m(6), twice, "lapsed", "2027-06-01", "2026-10-01");
        decide(m(6), twice, "undone", "", "2026-10-02");
    }
    std::vector<Uuid> ids;
};

}  // namespace

TEST_CASE("thirty members: what they spent in October") {
    Thirty desk;
    const auto answer = desk.show(desk.month("2026-10-31"));
    const auto says = [&](FigureId id) { return written(figure_of(answer, id)); };
    using enum FigureId;
    // Sales: m1-10 10 × 100.00, m29 40.00, m11-15 5 × 500.00, m16-18 3 × 80.00, m24 500.00,
    // m28 70.00, m26 120.00 = 4,470.00; refunds 120.00 + 50.00.
    CHECK(says(member_spend) == "430000");
    // m1-10, m11-15, m16-18, m24, m28; not m26, who gave all back.
    CHECK(says(buyers) == "20");
    // 10 + 1 (m29) + 5 × 2 + 3 + 1 + 1.
    CHECK(says(member_receipts) == "26");
    CHECK(says(member_ticket) == "16538 = 430000/26");    // 16,538.46
    CHECK(says(spend_per_buyer) == "21500 = 430000/20");
    CHECK(says(visit_frequency) == "130 = 26/20");
    CHECK(says(repeat_rate) == "300 = 6/20");             // m1 with m29's, m11-15
    // Old: m1-10, m11-15, m21-28 = 23. Back: m1-10, m11-15, m24, m28.
    CHECK(says(old_member_return) == "739 = 17/23");      // 739.1
    CHECK(says(refund_rate) == "38 = 17000/447000");      // 38.03
    CHECK(says(profile_coverage) == "350 = 7/20 small_sample");  // m1-5, m11, m12
    // Of the two days with totals: 10-05 10 × 100.00, 10-06 70.00, of 8,000.00.
    CHECK(says(member_spend_share) == "134 = 107000/800000 part_of_days");
    CHECK(says(member_receipt_share) == "183 = 11/60 part_of_days");
    CHECK(says(pieces_per_receipt) == "250 = 25/10");
    CHECK(says(piece_price) == "10000 = 250000/25");
    CHECK(says(refund_piece_rate) == "38 = 1/26");        // m26's piece was sold and came back
}

TEST_CASE("thirty members: who joined, stayed, was lost and came back in October") {
    Thirty desk;
    const auto answer = desk.show(desk.month("2026-10-01"));
    const auto says = [&](FigureId id) { return written(figure_of(answer, id)); };
    using enum FigureId;
    // Of m1-28 without m25, who lapsed on 10-18, and m28, erased on 10-20.
    CHECK(says(members_at_end) == "26");
    CHECK(says(new_members) == "5");                      // m16-20
    CHECK(says(net_growth) == "3");                       // 26 − 23: m1-15, m21-28 at the start
    CHECK(says(growth_rate) == "130 = 3/23");             // 130.4
    CHECK(says(new_rate) == "192 = 5/26");                // 192.3
    CHECK(says(first_purchase_rate) == "600 = 3/5 provisional");
    CHECK(says(new_kept_rate) == "1000 = 5/5");
    CHECK(says(active_rate) == "731 = 19/26");            // the buyers without m28; 730.8
    // Not lost on 09-30: m1-15, m21-23 (350 days), m26-28 = 21; on 10-31 m21-23 are.
    CHECK(says(churn_rate) == "143 = 3/21");              // 142.9
    CHECK(says(kept_rate) == "857 = 18/21");              // 857.1
    CHECK(says(win_back_rate) == "500 = 1/2");            // m24 of m24, m25
    // m1 early, m2 in grace; m3 and m25 lapsed, m4 open.
    CHECK(says(renewal_rate) == "400 = 2/5 provisional");
    // Spent in the year before October: 150, 5 × 100, 90, 2 × 60, 10 × 50, 30, 5 = 1,395.00; class A
    // reaches down to the 50s. m21 and m22 were in it, m23 with 5.00 was not.
    CHECK(says(key_customers_lost) == "2");
    // m1-27 are on record today; m19 and m20 have no number.
    CHECK(says(record_completeness) == "963 = 52/54 as_of_today");
    CHECK(says(record_accuracy) == "- not_recorded");
    CHECK(says(staff_conduct) == "- not_recorded");
    CHECK(says(relationship_upkeep) == "- not_recorded");
    CHECK(says(callback_rate) == "- no_base");
    CHECK(says(solving_time_median) == "- no_base");
    CHECK(says(valid_complaints) == "0");
}

TEST_CASE("thirty members: September and October of the year before stand beside") {
    Thirty desk;
    const auto answer = desk.show(desk.month("2026-10-01"));
    const auto& spend = figure_of(answer, FigureId::member_spend);
    CHECK(spend.before == 65'000);       // m11-15 100.00 each, m27 150.00
    CHECK(spend.last_year == 12'500);    // m21, m22 60.00, m23 5.00
    const auto& frequency = figure_of(answer, FigureId::visit_frequency);
    CHECK(frequency.before == 100);
    CHECK(figure_of(answer, FigureId::new_members).before == 0);
    CHECK_FALSE(figure_of(answer, FigureId::member_spend_share).before);
}

TEST_CASE("thirty members: October by tier, clerk, band, age, buying power, churn and renewal") {
    Thirty desk;
    using enum FigureBy;
    std::vector<Coded<FigureBy>> all;
    for (const auto& by : k_codes<FigureBy>) all.emplace_back(by.value);
    const auto answer = desk.show(desk.month("2026-10-01", all));
    using Lines = std::vector<std::string>;
    CHECK(written(answer, tier) == Lines{"gold 5 5 10 250000", "standard 21 15 16 180000"});
    CHECK(written(answer, clerk) == Lines{"1001 15 15 21 354000", "1002 11 5 5 76000"});
    // m16-18 80.00, m28 70.00 | m1 140.00, m2-10 | m11-15, m24 500.00 | m19-23, m26, m27.
    CHECK(written(answer, band) ==
          Lines{"0/standard 4 . . .", "100/standard 10 . . .", "300/gold 5 . . .",
                "300/standard 1 . . .", "none/standard 7 . . ."});
    CHECK(written(answer, gender_age) ==
          Lines{"0/male 2 2 4 100000", "35/female 5 5 6 54000", "none/male 1 1 2 50000",
                "none/unstated 18 12 14 226000"});
    // New m16-20; to 90 days m1-15, m24, m27; m26 122 days; lost m21-23, m25.
    CHECK(written(answer, state) == Lines{"active 17 . . .", "asleep 1 . . .", "lost 4 . . .",
                                          "new 5 . . ."});
    CHECK(written(answer, renewal) ==
          Lines{"early 1 . . .", "in_grace 1 . . .", "lapsed 2 . . .", "pending 1 . . ."});
    CHECK(written(answer, store) == Lines{"S001 26 20 26 430000"});
    // The last of twelve months is October itself.
    const auto months = written(answer, month);
    REQUIRE(months.size() == 12);
    CHECK(months.back() == "2026-10 26 20 26 430000");
    CHECK(months[10] == "2026-09 23 6 6 65000");
    CHECK(months.front() == "2025-11 23 0 0 0");
}

TEST_CASE("thirty members: the same with tiers as they were at the end of October") {
    Thirty desk;
    desk.from_headquarters([&] {
        desk.run("INSERT INTO tier_change (id, store_code, member_id, kind, from_tier, to_tier,"
                 " business_date, created_by, created_at)"
                 " VALUES (?, 'S001', ?, 'rise', 'standard', 'gold', '2026-11-05', '1001', 1)",
                 desk.next_id(), desk.m(11));
    });
    const auto answer = desk.show(desk.month("2026-10-01", {FigureBy::tier}));
    CHECK(written(answer, FigureBy::tier) ==
          std::vector<std::string>{"gold 4 4 8 200000", "standard 22 16 18 230000"});
}

TEST_CASE("thirty members: of one tier or one clerk, without what is the store's only") {
    Thirty desk;
    auto request = desk.month("2026-10-01");
    request.tier = "gold";
    auto answer = desk.show(request);
    CHECK(written(figure_of(answer, FigureId::member_spend)) == "250000");
    CHECK(written(figure_of(answer, FigureId::member_spend_share)) == "- not_by_group");
    CHECK(written(figure_of(answer, FigureId::callback_rate)) == "- not_by_group");
    request.tier = {};
    request.clerk = "1002";
    answer = desk.show(request);
    CHECK(written(figure_of(answer, FigureId::members_at_end)) == "11");
    CHECK(written(figure_of(answer, FigureId::valid_complaints)) == "0");
}

TEST_CASE("thirty members: goods by category, one person once, refunds taken off") {
    Thirty desk;
    const auto items = [](const char* category, int fen) {
        return fmt::format(R"({{"lines":[{{"name":"a","category":"{}","amount":{}}},)"
                           R"({{"name":"b","category":"{}","amount":100}}]}})",
                           category, fen, category);
    };
    const auto milk = desk.receipt(desk.m(1), "2026-10-22", 1'000, {.items = items("奶粉", 900)});
    desk.receipt(desk.m(29), "2026-10-23", 1'000, {.items = items("奶粉", 900)});
    desk.receipt(desk.m(3), "2026-10-23", 500, {.items = items("玩具", 400)});
    desk.receipt(desk.m(1), "2026-10-24", 300,
                 {.kind = "refund", .of = milk, .items = items("奶粉", 200)});
    const auto answer = desk.show(desk.month("2026-10-01", {FigureBy::category}));
    CHECK(written(answer, FigureBy::category) ==
          std::vector<std::string>{"奶粉 . 1 2 1700", "玩具 . 1 1 500"});
}

}  // namespace qiantai::domain
