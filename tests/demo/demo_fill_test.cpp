#include "terminal/demo/demo_fill.hpp"

#include <doctest/doctest.h>

#include "schema/sqlite/facts.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_book.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/issuance_facts.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/store/member_search_index.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::ctl;
using store::test::query_integer;
using store::test::query_text;
using store::test::StoreFixture;

namespace {

constexpr domain::PinCost k_cheap{1, 8192};

DemoOptions options_of(std::int64_t members, std::uint64_t seed = 1) {
    return {.members = members, .seed = seed, .pin_cost = k_cheap};
}

void enrol(sqlite::Database& database, std::string_view store_code) {
    sqlite::save_fact(database, sqlite::fact::k_device_id, Uuid::derive("device").text()).value();
    sqlite::save_fact(database, sqlite::fact::k_store_code, store_code).value();
    sqlite::save_fact(database, sqlite::fact::k_terminal_code, "01").value();
}

std::string fingerprint(sqlite::Database& database) {
    return query_text(
        database,
        "SELECT group_concat(hex(id) || name || phone || coalesce(birthday, '') || tier_code ||"
        " store_code) FROM (SELECT * FROM member ORDER BY id)");
}

}  // namespace

TEST_CASE("demo in a home of its own makes the chain and the members of three stores") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    std::int64_t last_done = 0;
    const auto report =
        demo_fill(database, options_of(1000), [&](std::int64_t done, std::int64_t total) {
            CHECK(done > last_done);
            CHECK(total == 1000);
            last_done = done;
        });
    CHECK(report.value().place == DemoPlace::alone);
    CHECK(report.value().members_added == 1000);
    CHECK(last_done == 1000);
    CHECK(query_integer(database, "SELECT count(*) FROM member") == 1000);
    CHECK(query_integer(database, "SELECT count(DISTINCT store_code) FROM member") == 3);
    CHECK(query_integer(database, "SELECT count(*) FROM member_card") == 1000);
    CHECK(query_integer(database, "SELECT count(*) FROM consent WHERE purpose = 'membership'") ==
          1000);
    CHECK(query_integer(database, "SELECT count(DISTINCT role) FROM staff") == 7);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM member WHERE created_by NOT IN"
                        " (SELECT number FROM staff WHERE staff.store_code = member.store_code)") ==
          0);
    CHECK(query_integer(
              database,
              "SELECT count(*) FROM member WHERE tier_code NOT IN (SELECT code FROM tier)") == 0);
    CHECK(domain::load_identity(database).value().store_code == "S001");
}

TEST_CASE("demo rows are captured like any others, in transactions below the limit") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(2400)).value();
    std::int64_t rows = 0;
    for (const std::string table :
         {"member", "member_card", "consent", "staff", "store", "tier", "policy", "stored_goods",
          "stored_goods_event", "renewal", "purchase", "day_total", "tier_change", "ticket", "ticket_event",
          "callback_task", "callback_step", "callback_plan", "key_customer", "gift", "gift_barcode",
          "campaign", "stock_movement", "requisition", "requisition_event", "issuance",
          "issuance_line", "register_check", "stocktake", "stocktake_event", "stocktake_count",
          "stocktake_line", "day_close", "day_mark", "entitlement", "lease_claim", "lease",
          "lease_pool"}) {
        rows += query_integer(database, "SELECT count(*) FROM " + table);
    }
    CHECK(query_integer(database, "SELECT count(*) FROM outbox") == rows);
    CHECK(query_integer(database,
                        "SELECT max(n) FROM (SELECT count(*) AS n FROM outbox GROUP BY txn)") <=
          k_demo_transaction_rows);
}

TEST_CASE(
    "the demo's members came to their tiers, some fall soon, and nothing is left to be done") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(2400)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM tier_change WHERE kind = 'rise'") > 20);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM tier_change WHERE kind = 'notice'"
                        " AND store_code = 'S001'") == 6);
    CHECK(query_integer(database, "SELECT count(*) FROM tier_due") == 0);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM purchase WHERE member_id IS NULL"
                        " AND claimed IS NOT NULL AND store_code = 'S001'") == 1);
}

TEST_CASE("the demo's shops and warehouse have half a year of stock, with what wants attention") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM gift") == 10);
    CHECK(query_integer(database, "SELECT count(*) FROM campaign") == 7);
    CHECK(query_integer(database, "SELECT count(DISTINCT store_code) FROM stock_movement") == 4);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stock_movement WHERE created_by NOT IN (SELECT number"
                        " FROM staff WHERE staff.store_code = stock_movement.store_code)") == 0);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stock_balance WHERE quantity < 0"
                        " AND store_code = 'S001'") == 1);
    // Two took the last piece.
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stock_movement m JOIN stock_balance b ON"
                        " b.store_code = m.store_code AND b.gift_id = m.gift_id"
                        " AND b.batch = m.batch WHERE b.quantity < 0 AND m.kind = 'issue'"
                        " AND m.store_code = 'S001'") == 2);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stock_balance WHERE quantity > 0"
                        " AND store_code = 'S001' AND spot = 'shelf'") >= 8);
    CHECK(domain::find_stock_problems(database).value().empty());
}

TEST_CASE("the demo's gifts went to members: every piece has its paper, every day was checked") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM issuance WHERE store_code = 'S001'") > 300);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stock_movement m WHERE m.kind = 'issue' AND NOT"
                        " EXISTS (SELECT 1 FROM issuance_line l WHERE l.id = m.id"
                        " AND l.pieces = -m.quantity AND l.issuance_id = m.document_id)") == 0);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM issuance i WHERE NOT EXISTS (SELECT 1 FROM"
                        " register_check c WHERE c.store_code = i.store_code"
                        " AND c.day = i.business_date AND c.created_by <> i.created_by)"
                        " AND i.business_date < '2026-11-18'") == 0);
}

TEST_CASE("the demo's terminal holds its part of a cap on the first start, as the hub would grant it") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT granted FROM lease") == domain::GiftLimits().lease_pieces);
    CHECK(query_integer(database, "SELECT leased FROM lease_pool") ==
          domain::GiftLimits().lease_pieces);
    CHECK(query_integer(database, "SELECT count(*) FROM lease_claim c JOIN lease l"
                                  " ON l.claim_id = c.id AND l.granted = c.granted") == 1);
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM lease") == 1);
    CHECK(query_integer(database, "SELECT count(DISTINCT campaign_id) FROM issuance_line") >= 4);
}

TEST_CASE("the demo's shops have requisitions in all states, and the shelves say the same") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    REQUIRE(domain::refresh_requisitions(database).ok());
    CHECK(query_integer(database,
                        "SELECT count(DISTINCT phase) FROM requisition_state"
                        " WHERE store_code = 'S001'") == 9);
    CHECK(query_integer(database, "SELECT sum(pieces) FROM stock_under_way"
                                  " WHERE to_store = 'S001'") == 38);
    // What left the warehouse for a requisition arrived, is missing, or is under way.
    CHECK(query_integer(database,
                        "SELECT sum(quantity) FROM stock_movement WHERE document_id IN"
                        " (SELECT id FROM requisition_event) AND partner IN ('S001', 'W001')"
                        " AND paper LIKE 'LQ-S001-%'") == -40);
    CHECK(domain::find_stock_problems(database).value().empty());
}

TEST_CASE("the demo's shops closed their days, left something over, and once added to a day") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(DISTINCT day) FROM day_close"
                                  " WHERE store_code = 'S001'") == 21);
    CHECK(query_integer(database, "SELECT count(*) FROM day_close WHERE store_code = 'S001'") ==
          22);
    CHECK(query_text(database, "SELECT max(day) FROM day_close") == "2026-11-17");
    auto statement =
        database.prepare(sqlite::select_of<domain::DayClose>("WHERE store_code = 'S001'")).value();
    int left = 0;
    for (const auto& close :
         sqlite::all(statement, sqlite::read_row<domain::DayClose>).value()) {
        left += static_cast<int>(domain::carried_of(close).size());
    }
    CHECK(left > 5);
}

TEST_CASE("the demo's shops have two posted stocktakes and an open one, and the book agrees") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    REQUIRE(domain::refresh_stocktakes(database).ok());
    CHECK(query_integer(database, "SELECT count(*) FROM stocktake_state WHERE phase = 'posted'"
                                  " AND store_code = 'S001'") == 2);
    CHECK(query_integer(database, "SELECT count(*) FROM stocktake_state WHERE phase = 'counting'"
                                  " AND store_code = 'S001'") == 1);
    CHECK(query_integer(database,
                        "SELECT sum(quantity) FROM stock_movement WHERE paper LIKE 'PD-S001-%'") ==
          -2);
    for (const char* number : {"PD-S001-00-900001-%", "PD-S001-00-900002-%"}) {
        auto statement =
            database.prepare("SELECT id FROM stocktake WHERE number LIKE ?").value();
        const auto id = sqlite::only(statement.bind(number), sqlite::id_column).value();
        const auto stocktake = domain::load_stocktake(database, id).value();
        const auto book = domain::StocktakeBook::load(database, stocktake, 0).value();
        auto lines =
            database.prepare(sqlite::select_of<domain::StocktakeLine>("WHERE stocktake_id = ?"))
                .value();
        for (const auto& line :
             sqlite::all(lines.bind(id), sqlite::read_row<domain::StocktakeLine>).value()) {
            CHECK(book.at(line.thing(), line.counted_at) + book.posted(line.thing()).pieces ==
                  line.counted);
        }
    }
    CHECK(domain::find_stock_problems(database).value().empty());
}

TEST_CASE("the demo's stores keep goods: some expire soon, one has expired, some are not fetched") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM stored_goods WHERE store_code = 'S001'") ==
          10);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stored_goods g JOIN member m"
                        " ON m.id = g.member_id WHERE m.store_code <> g.store_code") == 0);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM stored_goods_event WHERE"
                        " signature IS NULL OR signed_text IS NULL") == 0);
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM stored_goods") == 30);
}

TEST_CASE(
    "the demo's stores have cases at every step, and every step of the past came to something") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(300)).value();
    const auto count = [&](const std::string& what) {
        return query_integer(
            database, "SELECT count(*) FROM ticket_state WHERE store_code = 'S001' AND " + what);
    };
    CHECK(count("closed_at IS NOT NULL") == 56);
    CHECK(count("closed_at IS NULL") == 16);
    for (const char* lane :
         {"to_confirm", "investigating", "deciding", "carrying_out", "finishing"}) {
        CAPTURE(lane);
        CHECK(count("lane = '" + std::string(lane) + "'") > 0);
    }
    CHECK(count("contradicts = 1") == 1);
    CHECK(count("paused_since IS NOT NULL") == 2);
    CHECK(count("awaits = 'manager'") == 1);
    CHECK(count("ready_at < " + std::to_string(k_demo_now_ms - 30 * 86'400'000ll)) == 1);
    CHECK(query_integer(database, "SELECT count(*) FROM ticket_stale") == 0);
    CHECK(query_integer(database, "SELECT max(created_at) FROM ticket_event") <= k_demo_now_ms);
    auto ids = database.prepare("SELECT id FROM ticket").value();
    int without_effect = 0;
    for (const Uuid& id : sqlite::all(ids, sqlite::id_column).value()) {
        const auto ticket = domain::load_ticket(database, id).value();
        const auto events = domain::load_ticket_events(database, id).value();
        without_effect +=
            static_cast<int>(domain::fold_ticket(ticket, events).without_effect.size());
    }
    // The two that contradict each other, in each of three stores.
    CHECK(without_effect == 3);
    demo_fill(database, options_of(300)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM ticket") == 3 * 72);
}

TEST_CASE("the demo's members have bought for two years, as much as fits their tiers") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(900)).value();
    const auto receipts = query_integer(database, "SELECT count(*) FROM purchase");
    CHECK(receipts > 1'500);
    CHECK(query_integer(database, "SELECT count(*) FROM purchase WHERE kind = 'refund'") > 50);
    CHECK(query_text(database, "SELECT min(business_date) FROM purchase") > "2024-11-01");
    CHECK(query_text(database, "SELECT max(business_date) FROM purchase") <= "2026-11-18");
    const auto average = [&](const std::string& tier) {
        return query_integer(
            database,
            "SELECT sum(p.amount) / count(DISTINCT m.id) FROM member m JOIN purchase"
            " p ON p.member_id = m.id WHERE p.kind = 'sale' AND m.tier_code = '" +
                tier + "'");
    };
    CHECK(average("basic") < average("silver"));
    CHECK(average("silver") < average("gold"));
    CHECK(query_integer(database, "SELECT count(*) FROM day_total") == 3 * 60);
    CHECK(query_integer(database,
                        "SELECT count(*) FROM purchase p JOIN member m ON m.id = p.member_id"
                        " WHERE p.business_date < m.joined_on") == 0);
    // Cut off before its end, it is finished by the next call.
    {
        auto transaction = sqlite::Transaction::begin(database).value();
        database
            .execute(
                "SELECT set_capture(0); DELETE FROM day_total; DELETE FROM purchase WHERE"
                " business_date > '2026-01-01'; SELECT set_capture(1)")
            .value();
        transaction.commit().value();
    }
    demo_fill(database, options_of(900)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM purchase") == receipts);
}

TEST_CASE("demo gives the same members for the same seed and adds nothing the second time") {
    StoreFixture first, second, third;
    auto a = first.open(), b = second.open(), c = third.open();
    demo_fill(a.database(), options_of(300)).value();
    demo_fill(b.database(), options_of(300)).value();
    demo_fill(c.database(), options_of(300, 2)).value();
    CHECK(fingerprint(a.database()) == fingerprint(b.database()));
    CHECK(fingerprint(a.database()) != fingerprint(c.database()));
    const auto outbox = query_integer(a.database(), "SELECT count(*) FROM outbox");
    CHECK(demo_fill(a.database(), options_of(300)).value().members_added == 0);
    CHECK(query_integer(a.database(), "SELECT count(*) FROM outbox") == outbox);
}

TEST_CASE("demo that was cut off is finished by the next call") {
    StoreFixture fixture, whole;
    auto terminal = fixture.open(), other = whole.open();
    demo_fill(other.database(), options_of(900)).value();
    demo_fill(terminal.database(), options_of(900)).value();
    {
        auto transaction = sqlite::Transaction::begin(terminal.database()).value();
        terminal.database()
            .execute(
                "SELECT set_capture(0); DELETE FROM member_card WHERE store_code = 'S003';"
                "DELETE FROM consent WHERE store_code = 'S003'; DELETE FROM member WHERE "
                "store_code = 'S003'")
            .value();
        transaction.commit().value();
    }
    CHECK(demo_fill(terminal.database(), options_of(900)).value().members_added == 300);
    CHECK(fingerprint(terminal.database()) == fingerprint(other.database()));
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM member_card") == 900);
}

TEST_CASE("demo on an enrolled headquarters desk makes the chain only") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    enrol(terminal.database(), "HQ");
    const auto report = demo_fill(terminal.database(), options_of(500)).value();
    CHECK(report.place == DemoPlace::headquarters);
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM member") == 0);
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM store") == 5);
}

TEST_CASE(
    "demo on an enrolled store terminal makes that store's members, once its staff has arrived") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    enrol(terminal.database(), "S002");
    const auto refused = demo_fill(terminal.database(), options_of(100));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == &k_demo_no_staff);
    fill_demo_chain(terminal.database(), k_cheap).value();
    const auto report = demo_fill(terminal.database(), options_of(100)).value();
    CHECK(report.place == DemoPlace::store);
    CHECK(query_integer(terminal.database(),
                        "SELECT count(*) FROM member WHERE store_code = 'S002'") == 100);
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM member") == 100);
}

TEST_CASE("demo of many members ends with a whole search index") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    demo_fill(terminal.database(), options_of(21'000)).value();
    CHECK_FALSE(store::is_member_search_stale(terminal.database()).value());
    CHECK(domain::search_members(terminal.database(), "王").value().size() == 50);
    CHECK(query_integer(terminal.database(),
                        "SELECT count(DISTINCT member_id) FROM member_search") == 21'000);
}

TEST_CASE("demo refuses more members than it has numbers for") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    CHECK(demo_fill(terminal.database(), options_of(1'000'001)).error().kind == &k_demo_too_many);
    CHECK(demo_fill(terminal.database(), options_of(-1)).error().kind == &k_demo_too_many);
    CHECK(query_integer(terminal.database(), "SELECT count(*) FROM staff") == 0);
}

TEST_CASE("demo staff can sign in with the PINs the demo names, which pass the PIN rules") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(0)).value();
    domain::ServiceContext context{database, fixture.clock, fixture.random, fixture.manifest,
                                   domain::load_identity(database).value()};
    domain::Access access(context, k_cheap);
    for (const auto& staff : demo_staff()) {
        CAPTURE(staff.number);
        CHECK(check_pin_rules(staff.pin, staff.number).ok());
        CHECK(access.sign_in(staff.number, staff.pin).ok() == (staff.store_code == "S001"));
    }
}

TEST_CASE("the demo's callbacks are done, due and still to come, for every store once") {
    StoreFixture fixture;
    auto terminal = fixture.open();
    auto& database = terminal.database();
    demo_fill(database, options_of(1200)).value();
    const auto tasks = query_integer(database, "SELECT count(*) FROM callback_task");
    CHECK(tasks == 3 * 19);
    CHECK(query_integer(database, "SELECT count(DISTINCT kind) FROM callback_task") >= 7);
    CHECK(query_integer(database, "SELECT count(*) FROM callback_step WHERE satisfaction = 5") > 0);
    CHECK(query_integer(database, "SELECT count(*) FROM key_customer") == 9);
    CHECK(query_integer(database, "SELECT count(*) FROM callback_plan") == 1);
    demo_fill(database, options_of(1200)).value();
    CHECK(query_integer(database, "SELECT count(*) FROM callback_task") == tasks);
}
