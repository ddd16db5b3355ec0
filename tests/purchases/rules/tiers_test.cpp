#include "terminal/purchases/rules/tiers.hpp"

#include "terminal/purchases/rules/purchases.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

struct TierDesk : test::TestDesk {
    Purchases purchases{context};
    Tiers tiers{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);
    Member member = add_member("陈静", "13800138001");
    int receipts = 0;

    void set_rule(std::int64_t gold = 1'000) {
        const auto rule = fmt::format(
            R"({{"version":"2026","window_months":12,"notice_days":30,"steps":[)"
            R"({{"tier":"standard","rise":0,"keep":0}},{{"tier":"gold","rise":{},"keep":500}}]}})",
            gold);
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'tiers.rule', ?, 1, 1)",
                next_id(), rule);
        });
    }
    Purchase buy(std::int64_t fen, std::optional<Uuid> refund_of = std::nullopt) {
        clock.advance(1000);
        const auto line = purchases.record(
            clerk, {.number = std::to_string(++receipts),
                    .kind = refund_of ? PurchaseKind::refund : PurchaseKind::sale,
                    .amount = Fen(fen),
                    .refund_of = refund_of,
                    .member_id = refund_of ? std::nullopt : std::optional(member.id)});
        if (!line) FAIL(line.error().message());
        return line->purchase;
    }
    std::string tier() { return text("SELECT tier_code FROM member WHERE id = ?", member.id); }
    void later(int days) { clock.advance(TimeMs{days} * 24 * 3600 * 1000); }
    TierRun run_rule() {
        clock.advance(1000);
        auto done = tiers.run(clerk, 100);
        if (!done) FAIL(done.error().message());
        return *done;
    }
};

}  // namespace

TEST_CASE("the receipt that reaches a tier brings it, in its own transaction, with the history") {
    TierDesk desk;
    desk.set_rule();
    desk.buy(999);
    CHECK(desk.tier() == "standard");
    const auto sale = desk.buy(1);
    CHECK(desk.tier() == "gold");
    const auto report = desk.tiers.report(desk.clerk, desk.member.id).value();
    REQUIRE(report.history.size() == 1);
    CHECK(report.history[0].kind == TierChangeKind::rise);
    CHECK(report.history[0].sum == Fen(1'000));
    CHECK(report.history[0].rule_version == "2026");
    CHECK(report.sum == Fen(1'000));
    CHECK(report.next_tier.empty());
    // Today is not in the window that ends in a year.
    CHECK(report.keep_missing == Fen(500));
    CHECK(desk.last_action() == "tiers.change");
    desk.buy(1, sale.id);
    CHECK(desk.tier() == "standard");
    const auto after = desk.tiers.report(desk.clerk, desk.member.id).value();
    CHECK(after.history[0].kind == TierChangeKind::undo_rise);
    CHECK(after.next_tier == "gold");
    CHECK(after.missing == Fen(1));
}

TEST_CASE("a receipt taken back, or given to somebody else, takes its rise along") {
    TierDesk desk;
    desk.set_rule();
    const auto sale = desk.buy(1'000);
    CHECK(desk.tier() == "gold");
    REQUIRE(desk.purchases.undo(desk.manager, sale.id, "录错"));
    CHECK(desk.tier() == "standard");
    const auto again = desk.buy(1'500);
    CHECK(desk.tier() == "gold");
    const auto other = desk.add_member("王丽", "13900139002");
    REQUIRE(desk.purchases.assign(desk.manager, again.id, other.id));
    CHECK(desk.tier() == "standard");
    CHECK(desk.text("SELECT tier_code FROM member WHERE id = ?", other.id) == "gold");
}

TEST_CASE("without a rule nothing changes by itself, and running it says so") {
    TierDesk desk;
    desk.buy(900'000);
    CHECK(desk.tier() == "standard");
    CHECK(code_of(desk.tiers.run(desk.clerk, 10)) == "tier_no_rule");
    CHECK(desk.tiers.report(desk.clerk, desk.member.id)->rule_version.empty());
    // It holds from the day it is set, for whoever bought before too; once.
    desk.set_rule();
    CHECK(desk.run_rule().rose == 1);
    CHECK(desk.tier() == "gold");
    CHECK(desk.run_rule().looked_at == 0);
}

TEST_CASE("another rule looks at everybody who ever bought, in as many runs as it takes") {
    TierDesk desk;
    desk.set_rule(5'000);
    desk.buy(1'000);
    const auto other = desk.add_member("王丽", "13900139002");
    REQUIRE(desk.purchases.record(desk.clerk, {.amount = Fen(2'000), .member_id = other.id}));
    desk.add_member("赵敏", "13700137003");
    CHECK(desk.run_rule().looked_at == 2);
    CHECK(desk.run_rule().looked_at == 0);
    desk.clock.advance(1000);
    desk.set_rule(1'000);
    const auto first = desk.tiers.run(desk.clerk, 1).value();
    CHECK(first.rose == 1);
    CHECK(first.more);
    const auto second = desk.tiers.run(desk.clerk, 1).value();
    CHECK(second.rose == 1);
    CHECK_FALSE(second.more);
    CHECK(desk.number("SELECT count(*) FROM member WHERE tier_code = 'gold'") == 2);
    CHECK(desk.run_rule().looked_at == 0);
}

TEST_CASE("headquarters announces a rule for a day; stores see what holds and what comes") {
    TierDesk store;
    store.set_rule();
    test::TestDesk hq("HQ");
    Tiers tiers(hq.context);
    const auto admin = hq.session(StaffRole::admin);
    const TierRule rule{
        .version = "whatever",
        .window_months = 6,
        .steps = {{.tier = "standard"}, {.tier = "gold", .rise = Fen(3'000), .keep = Fen(1'000)}}};
    const auto today = business_date(hq.context).value();
    CHECK(code_of(tiers.put_in_force(hq.session(StaffRole::cs_manager), rule, today)) ==
          "not_permitted");
    CHECK(
        code_of(Tiers(store.context).put_in_force(store.session(StaffRole::admin), rule, today)) ==
        "only_at_headquarters");
    CHECK(code_of(tiers.put_in_force(admin, rule, today.plus_days(-1))) ==
          "tier_rule_date_malformed");
    CHECK(code_of(tiers.put_in_force(admin, rule, today.plus_days(400))) ==
          "tier_rule_date_malformed");
    auto unknown = rule;
    unknown.steps[1].tier = "platinum";
    CHECK(code_of(tiers.put_in_force(admin, unknown, today)) == "tier_unknown");
    CHECK_FALSE(tiers.rules(admin)->in_force);

    hq.clock.advance(1000);
    const auto day = today.plus_days(10);
    auto rules = tiers.put_in_force(admin, rule, day).value();
    CHECK_FALSE(rules.in_force);
    REQUIRE(rules.coming);
    CHECK(rules.coming->version == day.text());
    CHECK(rules.from == day);
    CHECK(hq.last_action() == "admin.save_policy");
    hq.clock.advance(1000);
    rules = tiers.put_in_force(admin, rule, today).value();
    REQUIRE(rules.in_force);
    CHECK(rules.since == today);
    CHECK(rules.in_force->window_months == 6);
    hq.clock.advance(1000);
    CHECK(tiers.put_in_force(admin, rule, day)->coming->version == day.text() + "-2");
    hq.clock.advance(TimeMs{9} * 24 * 3600 * 1000);
    CHECK(tiers.rules(admin)->coming);
    hq.clock.advance(TimeMs{1} * 24 * 3600 * 1000);
    rules = tiers.rules(admin).value();
    CHECK_FALSE(rules.coming);
    CHECK(rules.since == day);
    CHECK(rules.in_force->version == day.text() + "-2");
    CHECK(store.tiers.rules(store.clerk)->in_force->version == "2026");
}

TEST_CASE("what only time brings the run brings: notice, then the fall, each once") {
    TierDesk desk;
    desk.set_rule();
    desk.buy(1'000);
    CHECK(desk.run_rule().looked_at == 1);
    desk.later(300);
    CHECK(desk.run_rule().looked_at == 0);
    desk.later(40);
    CHECK(desk.run_rule().noticed == 1);
    CHECK(desk.run_rule().noticed == 0);
    const auto falling = desk.tiers.falling(desk.clerk).value();
    REQUIRE(falling.size() == 1);
    CHECK(falling[0].member_id == desk.member.id);
    CHECK(falling[0].missing == Fen(500));
    CHECK(desk.tiers.report(desk.clerk, desk.member.id)->keep_missing == Fen(500));
    CHECK(desk.tier() == "gold");
    desk.later(40);
    CHECK(desk.run_rule().fell == 1);
    CHECK(desk.tier() == "standard");
    CHECK(desk.tiers.falling(desk.clerk)->empty());
    CHECK(desk.run_rule().looked_at == 0);
}

TEST_CASE("receipts that came from elsewhere are looked at by the next run") {
    TierDesk desk;
    desk.set_rule();
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO purchase (id, store_code, kind, source, number, weak_key,"
            " business_date, amount, member_id, home_store, created_by, created_at)"
            " VALUES (?, 'S002', 'sale', 'till', '7', 0, ?, 5000, ?, 'S001', '1001', 1)",
            desk.next_id(), business_date(desk.context).value().text(), desk.member.id);
    });
    CHECK(desk.tier() == "standard");
    const auto done = desk.run_rule();
    CHECK(done.rose == 1);
    CHECK(desk.tier() == "gold");
    CHECK(desk.run_rule().looked_at == 0);
}

TEST_CASE("by hand and locked, with a reason; unlocked, the rule holds again") {
    TierDesk desk;
    desk.set_rule();
    CHECK(code_of(desk.tiers.set_by_hand(desk.clerk, desk.member.id, "gold", true, "老客户")) ==
          "not_permitted");
    CHECK(code_of(desk.tiers.set_by_hand(desk.manager, desk.member.id, "gold", true, "")) ==
          "tier_reason_missing");
    CHECK(code_of(desk.tiers.set_by_hand(desk.manager, desk.member.id, "none such", true, "x")) ==
          "tier_unknown");
    CHECK(code_of(desk.tiers.unlock(desk.manager, desk.member.id, "x")) == "tier_not_locked");
    const auto locked =
        desk.tiers.set_by_hand(desk.manager, desk.member.id, "gold", true, "老客户");
    REQUIRE(locked);
    CHECK(locked->locked);
    CHECK(desk.tier() == "gold");
    desk.later(800);
    desk.buy(1);
    CHECK(desk.tier() == "gold");
    CHECK(desk.run_rule().looked_at == 1);
    CHECK(desk.tier() == "gold");
    CHECK(desk.run_rule().looked_at == 0);
    REQUIRE(desk.tiers.unlock(desk.manager, desk.member.id, "不再需要"));
    desk.buy(1);
    CHECK_FALSE(desk.tiers.report(desk.clerk, desk.member.id)->locked);
    CHECK(desk.tiers.report(desk.clerk, desk.member.id)->keeps_until.has_value());
}

TEST_CASE("a rule is tried before it is put in force, and writes nothing") {
    TierDesk desk;
    desk.buy(1'000);
    const auto before = desk.number("SELECT count(*) FROM outbox");
    TierRule rule{.version = "try",
                  .steps = {{"standard", Fen(), Fen()}, {"gold", Fen(900), Fen()}}};
    const auto moves = desk.tiers.what_if(desk.manager, rule).value();
    REQUIRE(moves.size() == 1);
    CHECK(moves[0].from_tier == "standard");
    CHECK(moves[0].to_tier == "gold");
    CHECK(moves[0].members == 1);
    CHECK(desk.number("SELECT count(*) FROM outbox") == before);
    CHECK(desk.tier() == "standard");
    rule.steps[1].tier = "platinum";
    CHECK(code_of(desk.tiers.what_if(desk.manager, rule)) == "tier_unknown");
    rule.version.clear();
    CHECK(code_of(desk.tiers.what_if(desk.manager, rule)) == "tier_rule_malformed");
}

}  // namespace qiantai::domain
