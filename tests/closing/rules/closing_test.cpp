// Closing a store's day at its own terminal.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/closing/rules/day_closes.hpp"
#include "tests/closing/rules/closing_desk.hpp"

namespace qiantai::domain {
namespace {

using test::ClosingDesk;
using test::TestDesk;
const Date k_closed_day = Date::of_text("2026-11-20");

}  // namespace

TEST_CASE("the page knows every kind of thing that can be left, done or not") {
    ClosingDesk desk;
    const auto page = desk.show();
    for (const auto& [kind, code] : k_codes<DayItemKind>) {
        CAPTURE(code);
        CHECK(std::ranges::find(page.items, Coded<DayItemKind>(kind), &DayItem::kind) !=
              page.items.end());
    }
    CHECK(page.day == k_closed_day);
    CHECK(page.yours);
    CHECK_FALSE(desk.made(desk.closing.show(desk.clerk, {})).yours);
}

TEST_CASE("a day on which all is done is closed without a reason") {
    ClosingDesk desk;
    desk.issue(desk.entry_of(2));
    desk.made(desk.day_register.check(desk.manager, {.day = k_closed_day}));
    CHECK(desk.item(DayItemKind::register_unchecked).done == 1);
    const auto page = desk.made(desk.closing.close(desk.manager, {}));
    REQUIRE(page.closes.size() == 1);
    const auto& shown = page.closes.front();
    CHECK_FALSE(shown.addition);
    CHECK(shown.close.day == k_closed_day);
    CHECK(shown.close.created_by == "1002");
    CHECK(shown.close.issuances == 1);
    CHECK(shown.close.pieces == 2);
    CHECK(desk.last_action() == "closing.close");
    CHECK(page.late == 0);
    // The mark stands behind all that it speaks of.
    const auto mark = load_own_mark(desk.context).value();
    REQUIRE(mark);
    CHECK(mark->day == k_closed_day);
    CHECK(mark->outbox_seq ==
          desk.number("SELECT max(seq) FROM outbox WHERE entity <> 'day_mark'"));
    CHECK(mark->events_from == 1);
    CHECK(mark->events_until == desk.number("SELECT max(chain_seq) FROM audit_event"));
}

TEST_CASE("what should be done today is left with a reason, and stands on the next day's list") {
    ClosingDesk desk;
    desk.issue(desk.entry_of(1));
    const auto counted = desk.plan_count();
    CHECK(desk.item(DayItemKind::register_unchecked).subjects.front().key == "2026-11-20");
    CHECK(desk.item(DayItemKind::stocktakes_open).count == 1);
    const auto refused = desk.closing.close(desk.manager, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == &k_day_close_reasons_missing);
    CHECK(refused.error().detail == "register_unchecked stocktakes_open");
    CHECK(desk.number("SELECT count(*) FROM day_close") == 0);
    const auto page = desk.made(desk.closing.close(
        desk.manager,
        {.reasons = {{DayItemKind::register_unchecked, CarryReason::colleague, ""},
                     {DayItemKind::stocktakes_open, CarryReason::other, "货架还没整理"}}}));
    CHECK(page.carried.empty());
    desk.next_day();
    auto carried = desk.show().carried;
    REQUIRE(carried.size() == 2);
    CHECK(carried.front().day == k_closed_day);
    CHECK(carried.front().item.reason == CarryReason::colleague);
    CHECK(carried.back().item.words == "货架还没整理");
    CHECK(carried.back().item.subjects.front().key == counted.text());
    // Facts take it off the list, and nothing else.
    desk.made(desk.day_register.check(desk.manager, {.day = k_closed_day}));
    CHECK(desk.show().carried.size() == 1);
    desk.cancel_count(counted);
    desk.plan_count();
    CHECK(desk.show().carried.empty());
}

TEST_CASE("the day's stocktake is the open one, and who closes signs") {
    ClosingDesk desk;
    CHECK_FALSE(desk.show().stocktake_id);
    const auto counted = desk.plan_count();
    CHECK(desk.show().stocktake_id == counted);
    CHECK(desk.close_code({.rest = CarryReason::no_time, .signature = "[[1,1,2,2]]"}) ==
          "signature_too_short");
    CHECK(desk.close_code({.rest = CarryReason::no_time, .signature = "x"}) ==
          "signature_unusable");
    const auto page = desk.made(desk.closing.close(
        desk.manager,
        {.rest = CarryReason::no_time, .signature = std::string(test::IssuanceDesk::k_signed)}));
    CHECK(parse_signature(page.closes.front().close.signature).value().size() == 2);
    desk.cancel_count(counted);
    CHECK_FALSE(desk.show().stocktake_id);
}

TEST_CASE("a day that is closed once more needs words and is an addition; the first one stays") {
    ClosingDesk desk;
    desk.close();
    CHECK(desk.close_code({}) == "day_close_words_missing");
    desk.clock.advance(1000);
    const auto page = desk.close("补记一笔发放");
    REQUIRE(page.closes.size() == 2);
    CHECK_FALSE(page.closes.front().addition);
    CHECK(page.closes.back().addition);
    CHECK(page.closes.back().close.words == "补记一笔发放");
}

TEST_CASE("what is written after the closing is seen, and marked by the next run") {
    ClosingDesk desk;
    desk.close();
    CHECK(desk.made(desk.closing.run(desk.clerk)).marks == 0);
    desk.issue(desk.free_entry(1));
    const int late = desk.show().late;
    CHECK(late > 0);
    CHECK(desk.made(desk.closing.run(desk.clerk)).marks == 1);
    CHECK(load_own_mark(desk.context).value()->late == late);
    CHECK(desk.made(desk.closing.run(desk.clerk)).marks == 0);
    // Of the next day nothing is late.
    desk.next_day();
    desk.issue(desk.free_entry(1));
    CHECK(desk.made(desk.closing.run(desk.clerk)).marks == 0);
}

TEST_CASE("a day that was forgotten is told of and closed afterwards") {
    ClosingDesk desk;
    desk.close();
    desk.next_day();
    desk.issue(desk.free_entry(1));
    CHECK_FALSE(desk.show().unclosed);
    desk.next_day();
    CHECK(desk.show().unclosed == k_closed_day.plus_days(1));
    CHECK(desk.close_code({.day = k_closed_day.plus_days(1), .rest = CarryReason::no_time}) ==
          "ok");
    CHECK_FALSE(desk.show().unclosed);
    CHECK(desk.close_code({.day = k_closed_day.plus_days(3)}) == "day_close_malformed");
    CHECK(desk.close_code({.day = k_closed_day.plus_days(-60)}) == "day_close_malformed");
}

TEST_CASE("refused records, half-filled forms and negative shelves are told of by their owners") {
    ClosingDesk desk;
    desk.run(
        "INSERT INTO rejection (seq, entity, id, code, actor, words_zh, words_en, rejected_at)"
        " VALUES (1, 'member', x'00', 'poison', 'manager', '坏', 'bad', 1)");
    CHECK(desk.item(DayItemKind::refused_records).count == 1);
    CHECK(desk.item(DayItemKind::refused_records).must);
    TestDesk::must(
        Drafts(desk.context).save(desk.clerk, {.kind = "member.register"}, R"({"name":"张"})"));
    CHECK(desk.item(DayItemKind::drafts_unfinished).subjects.front().name == "1001");
    desk.arrive(desk.bag, StockKind::issue, -200, record_time(desk.context).value());
    CHECK(desk.item(DayItemKind::stock_short).subjects.front().name == "LP001");
    CHECK(desk.item(DayItemKind::counts_due).count == 2);
}

TEST_CASE("headquarters closes no store's day, a clerk none at all") {
    ClosingDesk desk;
    CHECK(test::code_of(desk.closing.close(desk.clerk, {})) == "not_permitted");
    TestDesk office("HQ");
    Closing closing(office.context);
    CHECK(test::code_of(closing.show(office.session(StaffRole::cs_agent), {})) ==
          "day_close_elsewhere");
    CHECK(test::code_of(closing.list(office.session(StaffRole::auditor), k_closed_day,
                                     k_closed_day.plus_days(-1))) == "day_closes_period");
}

TEST_CASE("headquarters finds which audit events of a closed day are not here") {
    TestDesk office("HQ");
    const auto chain = Uuid::derive("chain");
    office.from_headquarters([&] {
        office.run(
            "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
            " VALUES (?, 'S001', '望京一店', 480, 'open', 1)",
            office.next_id());
        office.run(
            "INSERT INTO terminal (id, store_code, code, name, status, created_at)"
            " VALUES (?, 'S001', '01', '前台', 'active', 1)",
            office.next_id());
        for (const int seq : {1, 2, 4, 5, 7}) {
            office.run(
                "INSERT INTO audit_event (id, store_code, terminal_code, incarnation,"
                " chain_seq, created_at, business_date, action, hash)"
                " VALUES (?, 'S001', '01', ?, ?, 1, '2026-11-20', 'x.y', x'00')",
                office.next_id(), chain, seq);
        }
        TestDesk::must(sqlite::insert(office.database(), DayClose{.id = office.next_id(),
                                                                  .store_code = "S001",
                                                                  .day = k_closed_day,
                                                                  .items = "{\"items\":[]}",
                                                                  .tills = "{\"tills\":[]}",
                                                                  .business_date = k_closed_day,
                                                                  .created_by = "1002",
                                                                  .created_at = 5}));
    });
    const auto add_mark = [&](Date day, std::int64_t from, std::int64_t until) {
        office.from_headquarters([&] {
            TestDesk::must(sqlite::insert(office.database(), DayMark{.id = office.next_id(),
                                                                     .store_code = "S001",
                                                                     .terminal_code = "01",
                                                                     .incarnation = chain,
                                                                     .day = day,
                                                                     .outbox_seq = until * 10,
                                                                     .events_from = from,
                                                                     .events_until = until,
                                                                     .created_by = "1002",
                                                                     .created_at = 5}));
        });
    };
    Closing closing(office.context);
    const auto auditor = office.session(StaffRole::auditor);
    const auto stand = [&] {
        auto days = closing.list(auditor, k_closed_day, k_closed_day);
        if (!days) FAIL(days.error().message());
        REQUIRE(days->size() == 1);
        return days->front();
    };
    CHECK(stand().closed);
    CHECK_FALSE(stand().complete);
    CHECK_FALSE(stand().tills.front().marked);
    add_mark(k_closed_day, 1, 2);
    CHECK(stand().complete);
    CHECK(closing.missing_stores(auditor, k_closed_day).value().empty());
    // A later mark of the day, and of what stands before it something is missing.
    add_mark(k_closed_day, 3, 8);
    const auto till = stand().tills.front();
    CHECK_FALSE(till.complete);
    CHECK(till.missing == 3);
    CHECK(till.missing_from == 3);
    CHECK(closing.missing_stores(auditor, k_closed_day).value().size() == 1);
    // Of a day on which the till was off a later mark speaks too.
    add_mark(k_closed_day.plus_days(2), 9, 8);
    const auto off = closing.list(auditor, k_closed_day.plus_days(1), k_closed_day.plus_days(1));
    CHECK(off.value().front().tills.front().marked);
    CHECK_FALSE(off.value().front().closed);
}

TEST_CASE("whatever was done before, the day can be closed, and all that is left is told of") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        ClosingDesk desk;
        SeededRandom random(seed);
        std::vector<Uuid> counts;
        for (int step = 0; step < 25; ++step) {
            switch (random.below(8)) {
                case 0:
                    (void)desk.issuances.issue(desk.clerk, desk.free_entry(1));
                    break;
                case 1:
                    counts.push_back(desk.plan_count());
                    break;
                case 2:
                    if (!counts.empty()) {
                        (void)desk.stocktakes.step(
                            desk.manager,
                            {.stocktake_id = counts.back(), .step = StocktakeStep::papers_entered});
                        (void)desk.stocktakes.step(desk.manager, {.stocktake_id = counts.back(),
                                                                  .step = StocktakeStep::frozen});
                    }
                    break;
                case 3:
                    (void)desk.day_register.check(desk.manager,
                                                  {.day = business_date(desk.context).value()});
                    break;
                case 4:
                    desk.arrive(desk.bag, StockKind::issue, -30, record_time(desk.context).value());
                    break;
                case 5:
                    desk.next_day();
                    break;
                case 6:
                    (void)desk.closing.run(desk.clerk);
                    break;
                default:
                    desk.made(desk.closing.close(
                        desk.manager, {.rest = CarryReason::other, .words = "闭店时间到"}));
                    break;
            }
            desk.clock.advance(1000);
        }
        const auto left = desk.show().items;
        const auto page = desk.made(
            desk.closing.close(desk.manager, {.rest = CarryReason::other, .words = "闭店时间到"}));
        desk.next_day();
        const auto next = desk.show();
        for (const auto& item : left) {
            CAPTURE(item.kind.text());
            const bool listed = std::ranges::any_of(next.carried, [&](const CarriedOver& one) {
                return one.item.kind == item.kind && one.item.count == item.count;
            });
            CHECK(listed == (item.must && item.count > 0));
            const auto now = std::ranges::find(next.items, item.kind, &DayItem::kind);
            REQUIRE(now != next.items.end());
            CHECK((now->count > 0) == (item.count > 0));
        }
    }
}

}  // namespace qiantai::domain
