// Giving gifts away at one terminal: shelf and paper agree, limits hold, two persons are two.

#include "terminal/purchases/rules/purchases.hpp"
#include "tests/base/query_plans.hpp"
#include "tests/issuances/rules/issuance_desk.hpp"

namespace qiantai::domain {
namespace {

using test::IssuanceDesk;

}  // namespace

TEST_CASE("a gift leaves the shelf with the paper that says to whom, the first to expire first") {
    IssuanceDesk desk;
    const auto page = desk.issue(desk.entry_of(2));
    CHECK(desk.last_action() == "issuances.issue");
    CHECK(desk.left(desk.tea) == 13);
    CHECK(page.recipient == "张惠兰");
    CHECK(page.phone == "138****2046");
    CHECK(page.issuance.number.starts_with("LF-S001-01-000001-"));
    REQUIRE(page.items.size() == 1);
    CHECK(page.items.front().line.batch == "B2");
    CHECK(page.items.front().line.times == 2);
    CHECK(page.items.front().line.over == 0);
    CHECK(page.items.front().campaign == "周年庆ZN2026");
    CHECK(desk.text("SELECT kind FROM stock_movement WHERE id = ?", page.items.front().line.id) ==
          "issue");
    desk.check_sound();
}

TEST_CASE("a line over two batches is two lines, and counts its times once") {
    IssuanceDesk desk;
    desk.set_limits(R"({"per_order":9})");
    auto entry = desk.free_entry(8);
    entry.wishes.front().gift_id = desk.tea;
    const auto page = desk.issue(entry);
    REQUIRE(page.items.size() == 2);
    CHECK(page.items[0].line.pieces + page.items[1].line.pieces == 8);
    CHECK(desk.left(desk.tea) == 7);
    desk.check_sound();
}

TEST_CASE("whoever gets it is named and signs, or it is said why not") {
    IssuanceDesk desk;
    auto entry = desk.free_entry(1, "");
    CHECK(desk.issue_code(entry) == "issuance_recipient_missing");
    entry = desk.free_entry(1);
    entry.signature.clear();
    CHECK(desk.issue_code(entry) == "issuance_unsigned");
    entry.unsigned_reason = "顾客手伤不便签字";
    CHECK(desk.issue_code(entry) == "ok");
    entry = desk.free_entry(1);
    entry.signature = "[[10,10,11,11]]";
    CHECK(desk.issue_code(entry) == "signature_too_short");
    entry.signature = "scribble";
    CHECK(desk.issue_code(entry) == "signature_unusable");
    entry = desk.free_entry(1);
    entry.signed_text = " ";
    CHECK(desk.issue_code(entry) == "issuance_unsigned");
    entry = desk.free_entry(1);
    entry.reason = IssuanceReason::other;
    CHECK(desk.issue_code(entry) == "issuance_reason_missing");
    entry.words = "店庆抽奖";
    CHECK(desk.issue_code(entry) == "ok");
    entry = desk.free_entry(1);
    entry.reason = IssuanceReason::campaign;
    CHECK(desk.issue_code(entry) == "issuance_malformed");
    entry = desk.entry_of(1);
    entry.recipient.recipient_name = "李女士";
    CHECK(desk.issue_code(entry) == "issuance_malformed");
    CHECK(desk.issue_code({}) == "issuance_malformed");
    CHECK(test::code_of(desk.issuances.issue(desk.keeper, desk.free_entry(1))) == "not_permitted");
}

TEST_CASE("over a person's limit the manager agrees with a PIN, and nobody agrees with himself") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(2));
    auto entry = desk.entry_of(1);
    CHECK(desk.issue_code(entry) == "issuance_needs_approval");
    CHECK(desk.approved_code(entry, "1002") == "issuance_reason_missing");
    entry.approval_words = "老顾客，补上次少发";
    CHECK(desk.approved_code(entry, "1002", "9999") == "sign_in_refused");
    CHECK(desk.approved_code(entry, desk.clerk.staff_number) == "same_person");
    CHECK(desk.approved_code(entry, IssuanceDesk::number_of(StaffRole::auditor)) ==
          "issuance_approver_unfit");
    CHECK(desk.left(desk.tea) == 13);
    const auto page =
        desk.made(desk.issuances.issue_approved(desk.clerk, entry, "1002", test::k_pin));
    CHECK(page.issuance.approved_by == "1002");
    CHECK(page.issuance.approval_words == "老顾客，补上次少发");
    CHECK(page.items.front().line.over == 1);
    CHECK(desk.last_action() == "issuances.issue_approved");
    CHECK(desk.left(desk.tea) == 12);
    auto within = desk.free_entry(1);
    within.approval_words = "没有必要";
    CHECK(desk.approved_code(within, "1002") == "issuance_nothing_to_approve");
    // A manager who issues needs another one.
    CHECK(test::code_of(desk.issuances.issue_approved(desk.manager, entry, "1002", test::k_pin)) ==
          "same_person");
    CHECK(test::code_of(desk.issuances.issue_approved(desk.manager, entry, "2002", test::k_pin)) ==
          "ok");
}

TEST_CASE("the day's quota is the clerk's, and what the manager agrees to is the manager's") {
    IssuanceDesk desk;
    desk.set_limits(R"({"per_order":50,"clerk_day":6,"manager_day":5})");
    desk.issue(desk.free_entry(6));
    auto entry = desk.free_entry(4, "王女士");
    CHECK(desk.issue_code(entry) == "issuance_needs_approval");
    entry.approval_words = "活动人多";
    CHECK(desk.approved_code(entry, "1002") == "ok");
    entry.wishes.front().pieces = 2;
    CHECK(desk.approved_code(entry, "1002") == "issuance_approver_quota");
    CHECK(desk.approved_code(entry, "2002") == "ok");
    // What is taken back is not given, and the next day begins anew.
    const auto page = desk.made(desk.issuances.list(desk.clerk, {})).back();
    desk.made(desk.issuances.take_back(
        desk.clerk, {.issuance_id = page.id, .kind = IssuanceReturnKind::reversed, .reason = "录错"}));
    CHECK(desk.issue_code(desk.free_entry(6, "赵女士")) == "ok");
    desk.set_time("2026-11-21", 10);
    CHECK(desk.issue_code(desk.free_entry(6, "赵女士")) == "ok");
}

TEST_CASE("what is not allowed says why, and what there is not is not given") {
    IssuanceDesk desk;
    desk.set_limits(R"({"per_order":500,"clerk_day":500})");
    auto entry = desk.free_entry(101);
    const auto refused = desk.issuances.issue(desk.clerk, entry);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code() == "issuance_not_allowed");
    CHECK(refused.error().detail == "stock");
    const auto verdict = desk.made(desk.issuances.judge(
        desk.clerk, {.recipient = entry.recipient, .wishes = entry.wishes}));
    CHECK(verdict.free == 100);
    CHECK(verdict.refused == 1);
    const auto capped = desk.add_campaign("CAP", desk.tea, {.per_member = 0}, 50);
    entry = desk.entry_of(1);
    entry.wishes.front().campaign_id = capped;
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "lease");
}

TEST_CASE("a lease is what this database was granted, less what it gave") {
    IssuanceDesk desk;
    const auto capped = desk.add_campaign("CAP", desk.tea, {.per_member = 0}, 50);
    const auto run = desk.made(desk.leases.run(desk.clerk));
    CHECK(run.asked == 1);
    CHECK(desk.made(desk.leases.run(desk.clerk)).asked == 0);
    desk.clock.advance(31 * 60'000);
    CHECK(desk.made(desk.leases.run(desk.clerk)).asked == 1);
    desk.grant(capped, 3);
    auto entry = desk.entry_of(2);
    entry.wishes.front().campaign_id = capped;
    const auto page = desk.issue(entry);
    CHECK(page.items.front().line.lease_id == own_claim_id(desk.context, capped));
    const auto left_of = [&] { return desk.made(desk.leases.list(desk.clerk)).front().left; };
    CHECK(left_of() == 1);
    CHECK(desk.issue_code(entry) == "issuance_not_allowed");
    desk.made(desk.issuances.take_back(desk.clerk,
                                       {.issuance_id = page.issuance.id, .reason = "顾客退回"}));
    CHECK(left_of() == 3);
    CHECK(find_lease_problems(desk.database())->empty());
    CHECK(desk.made(desk.leases.give_back(desk.clerk, capped)).left == 0);
    CHECK(desk.issue_code(entry) == "issuance_not_allowed");
    CHECK(desk.made(desk.leases.run(desk.clerk)).asked == 0);
    CHECK(desk.made(desk.leases.ask(desk.clerk, capped, 5)).wanted == 5);
    CHECK(test::code_of(desk.leases.ask(desk.clerk, capped, 0)) == "lease_pieces_malformed");
    CHECK(test::code_of(desk.leases.ask(desk.clerk, desk.feast, 5)) == "lease_no_cap");
    // A database that was restored has nothing, whatever lies in it.
    desk.context.identity.incarnation = desk.next_id();
    CHECK(left_of() == 0);
    CHECK(desk.issue_code(entry) == "issuance_not_allowed");
    desk.run("UPDATE lease_use SET used = used - 1");
    CHECK(find_lease_problems(desk.database())->size() == 1);
}

TEST_CASE("what is over gives its lease back by itself") {
    IssuanceDesk desk;
    const auto capped = desk.add_campaign("CAP", desk.tea, {.per_member = 0}, 50);
    desk.made(desk.leases.run(desk.clerk));
    desk.grant(capped, 7);
    desk.set_time("2026-12-11", 10);
    const auto run = desk.made(desk.leases.run(desk.clerk));
    CHECK(run.given_back == 7);
    CHECK(desk.number("SELECT given_back FROM lease_claim") == 7);
    CHECK(desk.made(desk.leases.run(desk.clerk)).given_back == 0);
}

TEST_CASE("a line is taken back once, whole, and lies where it was said") {
    IssuanceDesk desk;
    const auto page = desk.issue(desk.entry_of(2));
    const auto back = [&](IssuanceTakeBack take_back) {
        desk.clock.advance(1000);
        take_back.issuance_id = page.issuance.id;
        return desk.issuances.take_back(desk.clerk, take_back);
    };
    CHECK(back({.reason = " "}).error().code() == "issuance_reason_missing");
    CHECK(back({.line_ids = {desk.bag}, .reason = "退回"}).error().code() ==
          "issuance_line_not_found");
    CHECK(back({.kind = IssuanceReturnKind::reversed, .damaged = true, .reason = "录错"})
              .error()
              .code() == "issuance_malformed");
    const auto returned = back({.damaged = true, .reason = "杯身有裂纹"});
    REQUIRE(returned);
    CHECK(returned->items.front().taken_back->pieces == 2);
    CHECK(desk.left(desk.tea) == 13);
    CHECK(desk.left(desk.tea, StockSpot::defective) == 2);
    CHECK(back({.reason = "再退一次"}).error().code() == "issuance_taken_back_already");
    // It counts as not had: the member may have it again.
    CHECK(desk.issue_code(desk.entry_of(2)) == "ok");
    CHECK(test::code_of(desk.issuances.take_back(desk.clerk, {.issuance_id = desk.bag,
                                                              .reason = "退回"})) ==
          "issuance_not_found");
    desk.check_sound();
}

TEST_CASE("staff on duty receives nothing, by the roster or, without one, all") {
    IssuanceDesk desk;
    desk.made(desk.rosters.name_member(desk.manager, desk.clerk.staff_number, desk.member));
    const auto refusal = desk.issuances.issue(desk.clerk, desk.entry_of(1));
    REQUIRE_FALSE(refusal);
    CHECK(refusal.error().detail == "staff_on_duty");
    const auto today = Date::of_text("2026-11-20");
    const auto day = desk.made(desk.rosters.save(desk.manager, {.on_date = today,
                                                                .numbers = {"1002", "2002"}}));
    CHECK(day.planned);
    CHECK(desk.issue_code(desk.entry_of(1)) == "ok");
    desk.made(desk.rosters.save(desk.manager, {.on_date = today,
                                               .numbers = {desk.clerk.staff_number}}));
    CHECK(desk.issue_code(desk.entry_of(1)) == "issuance_not_allowed");
    desk.made(desk.rosters.name_member(desk.manager, desk.clerk.staff_number, std::nullopt));
    CHECK(desk.issue_code(desk.entry_of(1)) == "ok");
    CHECK(test::code_of(desk.rosters.save(desk.manager, {.on_date = today, .numbers = {"7777"}})) ==
          "duty_malformed");
    CHECK(test::code_of(desk.rosters.save(desk.manager,
                                          {.on_date = today, .numbers = {"1002", "1002"}})) ==
          "duty_malformed");
    CHECK(test::code_of(desk.rosters.name_member(desk.manager, "7777", desk.member)) ==
          "duty_malformed");
    CHECK(test::code_of(desk.rosters.save(desk.clerk, {.on_date = today})) == "not_permitted");
}

TEST_CASE("a right is used once; a line taken back gives it free again") {
    IssuanceDesk desk;
    const auto once = desk.add_campaign("ONCE", desk.tea, {.per_member = 0, .once_only = true});
    CHECK(test::code_of(desk.entitlements.grant(
              desk.manager, {.member_id = desk.member, .campaign_id = desk.feast})) ==
          "entitlement_malformed");
    const auto right = desk.made(desk.entitlements.grant(
        desk.manager, {.member_id = desk.member, .campaign_id = once}));
    CHECK(right.entitlement.code.size() == 14);
    CHECK(right.entitlement.expires_on == Date::of_text("2026-12-10"));
    auto entry = desk.entry_of(1);
    entry.wishes.front().campaign_id = once;
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "entitlement_missing");
    entry.wishes.front().entitlement_code = right.entitlement.code;
    const auto offers = desk.made(desk.issuances.offers(desk.clerk, entry.recipient));
    CHECK(offers.offers.front().entitlement_code == right.entitlement.code);
    const auto page = desk.issue(entry);
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "entitlement_used");
    const auto used = desk.made(desk.entitlements.find(desk.clerk, right.entitlement.code));
    CHECK(used.state == EntitlementState::used);
    CHECK(used.used_by == page.issuance.id);
    CHECK(test::code_of(desk.entitlements.cancel(desk.manager, right.entitlement.id, "误发")) ==
          "entitlement_not_usable");
    desk.made(desk.issuances.take_back(desk.clerk,
                                       {.issuance_id = page.issuance.id, .reason = "顾客退回"}));
    CHECK(desk.issue_code(entry) == "ok");
    const auto other = desk.made(desk.entitlements.grant(
        desk.manager, {.member_id = desk.member, .campaign_id = once}));
    CHECK(desk.made(desk.entitlements.cancel(desk.manager, other.entitlement.id, "误发")).state ==
          EntitlementState::voided);
    entry.wishes.front().entitlement_code = other.entitlement.code;
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "entitlement_over");
    // Somebody else's right is none.
    const auto stranger = desk.add_member("李四", "13800002047").id;
    entry.recipient.member_id = stranger;
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "entitlement_missing");
    CHECK(desk.made(desk.entitlements.list(desk.clerk, desk.member)).size() == 2);
    CHECK(test::code_of(desk.entitlements.find(desk.clerk, "AAAA")) == "entitlement_not_found");
}

TEST_CASE("a purchase that is given back asks for its gift, until it is here or settled") {
    IssuanceDesk desk;
    Purchases purchases(desk.context);
    const auto spend = desk.add_campaign("SPEND", desk.tea,
                                         {.spend_min = Fen(50000), .per_member = 0});
    const auto bought = [&](const std::string& number) {
        return desk.made(purchases.record(desk.clerk, {.number = number, .amount = Fen(62900)}))
            .purchase.id;
    };
    const auto give = [&](const std::string& number) {
        auto entry = desk.entry_of(1);
        entry.wishes.front().campaign_id = spend;
        entry.recipient.till_receipt = number;
        return desk.issue(entry).issuance.id;
    };
    auto entry = desk.entry_of(1);
    entry.wishes.front().campaign_id = spend;
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "receipt_missing");
    entry.recipient.till_receipt = "0411-9999";
    entry.recipient.receipt_amount = Fen(49999);
    CHECK(desk.issuances.issue(desk.clerk, entry).error().detail == "spend");
    const auto sale = bought("0411-2038"), other = bought("0411-2039");
    const auto first = give("0411-2038"), second = give("0411-2039");
    CHECK(desk.made(desk.issuances.takebacks(desk.manager)).empty());
    // A refund that leaves enough asks for nothing.
    const auto refund = [&](const Uuid& of, int fen) {
        desk.made(purchases.record(desk.clerk, {.number = "T" + std::to_string(fen),
                                                .kind = PurchaseKind::refund,
                                                .amount = Fen(fen),
                                                .refund_of = of}));
    };
    refund(sale, 12900);
    CHECK(desk.made(desk.issuances.takebacks(desk.manager)).empty());
    refund(sale, 1);
    desk.made(purchases.undo(desk.manager, other, "录错小票"));
    const auto waiting = desk.made(desk.issuances.takebacks(desk.manager));
    REQUIRE(waiting.size() == 2);
    CHECK(waiting.front().issuance.id == first);
    CHECK(waiting.front().left_of_purchase == Fen(49999));
    CHECK(waiting.back().undone);
    const auto settled = desk.made(desk.issuances.settle_takeback(
        desk.manager, {first, TakebackOutcome::charged, Fen(1990), "顾客愿意付款留下"}));
    CHECK(settled.settlement->amount == Fen(1990));
    CHECK(test::code_of(desk.issuances.settle_takeback(
              desk.manager, {first, TakebackOutcome::excused, {}, "再来一次"})) ==
          "issuance_settled_already");
    CHECK(test::code_of(desk.issuances.settle_takeback(
              desk.manager, {second, TakebackOutcome::charged, {}, "忘了写金额"})) ==
          "issuance_malformed");
    desk.made(desk.issuances.take_back(desk.clerk, {.issuance_id = second, .reason = "退货"}));
    CHECK(desk.made(desk.issuances.takebacks(desk.manager)).empty());
    CHECK(test::code_of(desk.issuances.settle_takeback(
              desk.manager, {second, TakebackOutcome::excused, {}, "已经退回"})) ==
          "issuance_nothing_to_settle");
}

TEST_CASE("what a member may still have stands with what was had, here or at another store") {
    IssuanceDesk desk;
    auto offers = desk.made(desk.issuances.offers(desk.clerk, {.member_id = desk.member}));
    REQUIRE(offers.offers.size() == 1);
    CHECK(offers.offers.front().allowed == 1);
    CHECK(offers.offers.front().gift_name == "花茶礼盒");
    CHECK(offers.offers.front().on_shelf == 15);
    CHECK(offers.quota == 15);
    CHECK(offers.recent.empty());
    desk.issue(desk.entry_of(1));
    // As another store wrote it.
    desk.from_headquarters([&] {
        const Issuance elsewhere{.id = desk.next_id(),
                                 .store_code = "S002",
                                 .number = "LF-S002-01-000001-X",
                                 .member_id = desk.member,
                                 .home_store = "S001",
                                 .business_date = Date::of_text("2026-11-18"),
                                 .created_by = "1001",
                                 .created_at = desk.clock.now_ms() - 1};
        desk.must(sqlite::insert(desk.database(), elsewhere));
        const IssuanceLine line{.id = desk.next_id(),
                                .store_code = "S002",
                                .issuance_id = elsewhere.id,
                                .gift_id = desk.tea,
                                .pieces = 1,
                                .campaign_id = desk.feast,
                                .times = 1,
                                .business_date = elsewhere.business_date,
                                .created_by = "1001",
                                .created_at = 1};
        desk.must(sqlite::insert(desk.database(), line));
    });
    offers = desk.made(desk.issuances.offers(desk.clerk, {.member_id = desk.member}));
    CHECK(offers.offers.front().allowed == 0);
    CHECK(offers.offers.front().times == 2);
    CHECK(offers.offers.front().obstacles.front().bar == IssueBar::person);
    CHECK(offers.recent.size() == 2);
    CHECK(offers.times_this_year == 2);
    CHECK(offers.given_today == 1);
    CHECK(desk.made(desk.issuances.list(desk.clerk, {.member_id = desk.member})).size() == 2);
    CHECK(desk.made(desk.issuances.list(desk.clerk, {})).size() == 1);
}

TEST_CASE("what somebody had, and gave today, is looked up and never searched through") {
    IssuanceDesk desk;
    auto entry = desk.entry_of(1);
    entry.recipient.till_receipt = "0411-2038";
    const auto plans = test::plans_of(desk, "issuance", [&] {
        desk.issue(entry);
        desk.made(desk.issuances.offers(desk.clerk, entry.recipient));
        desk.made(desk.issuances.list(desk.clerk, {.member_id = desk.member}));
        desk.made(desk.issuances.list(desk.clerk, {}));
        desk.made(desk.day_register.alerts(desk.manager, Date::of_text("2026-11-20"), ""));
    });
    CAPTURE(plans);
    CHECK(plans.find("SEARCH") != std::string::npos);
    CHECK(plans.find("SCAN") == std::string::npos);
}

TEST_CASE("of somebody who is no member name, telephone and signature can be erased; the gift stays") {
    IssuanceDesk desk;
    auto entry = desk.free_entry(1);
    entry.recipient.recipient_phone = "13800009999";
    const auto page = desk.issue(entry);
    const auto id = page.issuance.id;
    CHECK(test::code_of(desk.issuances.erase_recipient(desk.clerk, id, "顾客要求")) ==
          "not_permitted");
    CHECK(test::code_of(desk.issuances.erase_recipient(desk.manager, id, "")) ==
          "issuance_reason_missing");
    const auto before = desk.number("SELECT count(*) FROM outbox");
    const auto erased = desk.made(desk.issuances.erase_recipient(desk.manager, id, "顾客要求"));
    CHECK(erased.recipient.empty());
    CHECK(erased.phone.empty());
    CHECK(desk.number("SELECT count(*) FROM issuance WHERE recipient_name IS NULL"
                      " AND recipient_phone IS NULL AND signature IS NULL"
                      " AND signed_text IS NULL") == 1);
    // Headquarters hears of it, and the shelf does not change.
    CHECK(desk.number("SELECT count(*) FROM outbox") == before + 2);
    CHECK(desk.number("SELECT sum(pieces) FROM issuance_line") == 1);
    CHECK(desk.last_action() == "issuances.erase_recipient");
    const auto given = desk.issue(desk.entry_of(1));
    CHECK(test::code_of(desk.issuances.erase_recipient(desk.manager, given.issuance.id, "要求")) ==
          "issuance_has_member");
}

TEST_CASE("a list reads lines, a page has everything; both say the same") {
    IssuanceDesk desk;
    auto entry = desk.entry_of(1);
    entry.wishes.push_back({.gift_id = desk.bag, .pieces = 1});
    entry.reason = IssuanceReason::loyal;
    const auto page = desk.issue(entry);
    desk.made(desk.issuances.take_back(
        desk.clerk, {.issuance_id = page.issuance.id,
                     .line_ids = {page.items.front().line.id},
                     .reason = "发错了"}));
    const auto list = desk.made(desk.issuances.list(desk.clerk, {}));
    REQUIRE(list.size() == 1);
    CHECK(list.front().recipient == page.recipient);
    CHECK(list.front().pieces == 1);
    CHECK(list.front().taken_back == 1);
    CHECK(list.front().gifts == page.items.back().name);
}

}  // namespace qiantai::domain
