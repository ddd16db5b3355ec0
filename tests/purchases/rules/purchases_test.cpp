#include "terminal/purchases/rules/purchases.hpp"

#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

struct ReceiptDesk : test::TestDesk {
    Purchases purchases{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);
    Member member = add_member("陈静", "13800138001");
    Date today = business_date(context).value();

    Result<PurchaseLine> record(PurchaseEntry entry) {
        clock.advance(1000);
        return purchases.record(clerk, entry);
    }
    PurchaseLine sale(const std::string& number, std::int64_t fen,
                      std::optional<Uuid> buyer = std::nullopt) {
        auto line = record({.number = number, .till = "1", .amount = Fen(fen), .member_id = buyer});
        if (!line) FAIL(line.error().message());
        return *line;
    }
    Result<PurchaseLine> refund(const std::string& number, std::int64_t fen, const Uuid& of) {
        return record({.number = number,
                       .till = "1",
                       .kind = PurchaseKind::refund,
                       .amount = Fen(fen),
                       .refund_of = of});
    }
    std::int64_t receipts() { return number("SELECT count(*) FROM purchase"); }
    std::int64_t waiting() { return number("SELECT count(*) FROM outbox"); }
};

}  // namespace

TEST_CASE("a receipt is told from others by source, till, number, date and kind") {
    ReceiptDesk desk;
    const auto line = desk.sale("0001", 12'300, desk.member.id);
    CHECK(line.purchase.business_date == desk.today);
    CHECK(line.purchase.source == "till");
    CHECK(line.purchase.created_by == desk.clerk.staff_number);
    CHECK_FALSE(line.purchase.weak_key);
    CHECK(line.member_name == "陈静");
    CHECK(desk.last_action() == "purchases.record");
    const PurchaseEntry same{.number = "0001", .till = "1", .amount = Fen(12'300)};
    auto other = same;
    other.till = "2";
    REQUIRE(desk.record(other));
    other = same;
    other.source = "银豹";
    REQUIRE(desk.record(other));
    other = same;
    other.business_date = desk.today.plus_days(-1);
    REQUIRE(desk.record(other));
    other = same;
    other.number = "1";
    REQUIRE(desk.record(other));
    CHECK(desk.receipts() == 5);
}

TEST_CASE("the same receipt once more changes nothing; one that says otherwise is refused") {
    ReceiptDesk desk;
    const auto line = desk.sale("0001", 12'300, desk.member.id);
    const auto before = desk.waiting();
    const auto again = desk.record({.number = " 0001", .till = "1", .amount = Fen(12'300)});
    REQUIRE(again);
    CHECK(again->purchase.id == line.purchase.id);
    CHECK(again->purchase.member_id == desk.member.id);
    CHECK(desk.waiting() == before);
    const auto differs = desk.record({.number = "0001", .till = "1", .amount = Fen(12'301)});
    CHECK(code_of(differs) == "purchase_differs");
    CHECK(differs.error().detail == "123.00");
    const auto other = desk.add_member("王丽", "13900139002");
    CHECK(code_of(desk.record(
              {.number = "0001", .till = "1", .amount = Fen(12'300), .member_id = other.id})) ==
          "purchase_differs");
    CHECK(desk.receipts() == 1);
}

TEST_CASE("a number is the same however wide, large or spaced it was typed") {
    ReceiptDesk desk;
    const auto line = desk.sale("A0012", 500);
    for (const char* typed : {"Ａ００１２", "a0012", "A 0012", "A0012 "}) {
        CAPTURE(typed);
        const auto again = desk.record({.number = typed, .till = "１", .amount = Fen(500)});
        REQUIRE(again);
        CHECK(again->purchase.id == line.purchase.id);
    }
    REQUIRE(desk.record({.number = "A012", .till = "1", .amount = Fen(500)}));
    CHECK(desk.receipts() == 2);
}

TEST_CASE("without a number the same is asked about, and stands twice if it was bought twice") {
    ReceiptDesk desk;
    PurchaseEntry entry{.amount = Fen(800), .member_id = desk.member.id};
    const auto first = desk.record(entry);
    REQUIRE(first);
    CHECK(first->purchase.weak_key);
    CHECK(code_of(desk.record(entry)) == "purchase_repeated");
    entry.repeated = true;
    const auto second = desk.record(entry);
    REQUIRE(second);
    CHECK(second->purchase.id != first->purchase.id);
    CHECK(desk.receipts() == 2);
    // Another amount is another purchase.
    REQUIRE(desk.record({.amount = Fen(801), .member_id = desk.member.id}));
}

TEST_CASE("whose it is: a whole phone or card number of one member, nothing else") {
    ReceiptDesk desk;
    const auto by_number = [&](const std::string& number, const std::string& typed) {
        return desk.record({.number = number, .amount = Fen(100), .member_number = typed});
    };
    CHECK(by_number("1", "138 0013 8001")->purchase.member_id == desk.member.id);
    const auto card = desk.text("SELECT number FROM member_card");
    CHECK(by_number("2", card)->purchase.member_id == desk.member.id);
    CHECK(code_of(by_number("3", "8001")) == "purchase_member_unknown");
    CHECK(code_of(by_number("3", "陈静")) == "purchase_member_unknown");
    CHECK(code_of(by_number("3", "13800138009")) == "purchase_member_unknown");
    const auto twin = Members(desk.context)
                          .register_member(desk.clerk, {.name = "陈晨",
                                                        .phone = "13800138001",
                                                        .duplicates = DuplicateCheck::accept});
    REQUIRE(twin);
    CHECK(code_of(by_number("3", "13800138001")) == "purchase_member_ambiguous");
    CHECK(desk.receipts() == 2);
}

TEST_CASE(
    "a refund has its own date and receipt, belongs to the sale's member, and ends at what was paid") {
    ReceiptDesk desk;
    const auto sold = desk.sale("0001", 10'000, desk.member.id).purchase;
    const auto some = desk.refund("R1", 4'000, sold.id);
    REQUIRE(some);
    CHECK(some->purchase.member_id == desk.member.id);
    CHECK(desk.purchases.get(desk.clerk, sold.id)->refunded == Fen(4'000));
    const auto too_much = desk.refund("R2", 6'001, sold.id);
    CHECK(code_of(too_much) == "purchase_refund_too_high");
    CHECK(too_much.error().detail == "60.00");
    REQUIRE(desk.refund("R2", 6'000, sold.id));
    CHECK(code_of(desk.refund("R3", 1, sold.id)) == "purchase_refund_too_high");
    CHECK(code_of(desk.refund("R3", 0, sold.id)) == "purchase_amount_malformed");
    CHECK(code_of(desk.refund("R3", 1, some->purchase.id)) == "purchase_refund_of_what");
    CHECK(code_of(desk.refund("R3", 1, desk.next_id())) == "purchase_refund_of_what");
    CHECK(code_of(desk.record({.number = "R3",
                               .business_date = desk.today.plus_days(-1),
                               .kind = PurchaseKind::refund,
                               .amount = Fen(1),
                               .refund_of = sold.id})) == "purchase_refund_too_early");
    CHECK(code_of(desk.record({.number = "9", .amount = Fen(1), .refund_of = sold.id})) ==
          "purchase_refund_of_what");
    // One whose sale nobody knows counts by itself.
    REQUIRE(desk.record({.number = "R4", .kind = PurchaseKind::refund, .amount = Fen(5)}));
    const auto spending = desk.purchases.spending(desk.clerk, desk.member.id).value();
    CHECK(spending.visits == 0);
    CHECK(spending.spent == Fen());
}

TEST_CASE("what can't be right is refused, naming the field, and nothing is written") {
    ReceiptDesk desk;
    const auto refused = [&](const PurchaseEntry& entry) {
        const auto answer = desk.record(entry);
        return answer ? std::string("taken")
                      : std::string(answer.error().code()) + " " + answer.error().field;
    };
    CHECK(refused({.number = "1", .amount = Fen(-1)}) == "purchase_amount_malformed amount");
    CHECK(refused({.number = "1", .amount = Fen(1'000'000'001)}) ==
          "purchase_amount_malformed amount");
    CHECK(refused({.number = "1", .business_date = desk.today.plus_days(1)}) ==
          "purchase_date_malformed business_date");
    CHECK(refused({.number = "1", .business_date = Date::of_text("1999-12-31")}) ==
          "purchase_date_malformed business_date");
    CHECK(refused({.number = "1", .pieces = 0}) == "purchase_pieces_malformed pieces");
    CHECK(refused({.number = std::string(41, '1')}) == "text_malformed number");
    CHECK(refused({.number = "1", .items = {PurchaseItem{.category = "奶粉"}}}) ==
          "purchase_item_unnamed items");
    CHECK(refused({.number = "1", .items = std::vector<PurchaseItem>(201)}) ==
          "purchase_too_many_items items");
    CHECK(refused({.number = "1", .member_id = desk.next_id()}).starts_with("member_not_found"));
    CHECK(desk.receipts() == 0);
}

TEST_CASE("items are kept in the receipt; pieces are theirs where each says how many") {
    ReceiptDesk desk;
    const std::vector<PurchaseItem> items{{.code = "0690",
                                           .name = "爱他美 3 段",
                                           .category = "奶粉",
                                           .pieces = 2,
                                           .amount = Fen(500)},
                                          {.name = "湿巾", .pieces = 3}};
    const auto line = desk.record({.number = "1", .amount = Fen(600), .items = items});
    REQUIRE(line);
    CHECK(line->purchase.pieces == 5);
    CHECK(items_of(desk.purchases.get(desk.clerk, line->purchase.id)->purchase) == items);
    const auto unknown =
        desk.record({.number = "2", .amount = Fen(600), .items = {{.name = "湿巾"}}});
    CHECK_FALSE(unknown->purchase.pieces.has_value());
}

TEST_CASE("a receipt taken back stays and counts for nothing, and may be written down again") {
    ReceiptDesk desk;
    const auto sold = desk.sale("0001", 10'000, desk.member.id).purchase;
    const auto back = desk.refund("R1", 1'000, sold.id);
    CHECK(code_of(desk.purchases.undo(desk.clerk, sold.id, "录错")) == "not_permitted");
    CHECK(code_of(desk.purchases.undo(desk.manager, sold.id, "录错")) == "purchase_has_refunds");
    REQUIRE(desk.purchases.undo(desk.manager, back->purchase.id, "录错"));
    CHECK(code_of(desk.purchases.undo(desk.manager, sold.id, " ")) == "purchase_reason_missing");
    CHECK(code_of(desk.purchases.undo(desk.manager, sold.id, "打 13800138001")) ==
          "purchase_reason_missing");
    const auto undone = desk.purchases.undo(desk.manager, sold.id, "录错");
    REQUIRE(undone);
    CHECK(undone->purchase.undone_at.has_value());
    CHECK(desk.last_action() == "purchases.undo");
    CHECK(code_of(desk.purchases.undo(desk.manager, sold.id, "录错")) == "purchase_undone_already");
    CHECK(desk.purchases.spending(desk.clerk, desk.member.id)->visits == 0);
    CHECK(desk.purchases.list(desk.clerk, {})->purchases.empty());
    CHECK(desk.purchases.list(desk.clerk, {.undone = true})->purchases.size() == 2);
    CHECK(code_of(desk.refund("R2", 1, sold.id)) == "purchase_refund_of_what");
    const auto again = desk.sale("0001", 9'900, desk.member.id);
    CHECK(again.purchase.id == sold.id);
    CHECK_FALSE(desk.purchases.get(desk.clerk, sold.id)->purchase.undone_at.has_value());
    CHECK(desk.purchases.spending(desk.clerk, desk.member.id)->spent == Fen(9'900));
}

TEST_CASE(
    "a receipt of nobody is given to a member with its refunds; from one to another by the manager") {
    ReceiptDesk desk;
    const auto sold = desk.sale("0001", 10'000).purchase;
    REQUIRE(desk.refund("R1", 1'000, sold.id));
    REQUIRE(desk.purchases.assign(desk.clerk, sold.id, desk.member.id));
    CHECK(desk.last_action() == "purchases.assign");
    CHECK(desk.purchases.spending(desk.clerk, desk.member.id)->spent == Fen(9'000));
    const auto other = desk.add_member("王丽", "13900139002");
    CHECK(code_of(desk.purchases.assign(desk.clerk, sold.id, other.id)) == "purchase_has_member");
    REQUIRE(desk.purchases.assign(desk.manager, sold.id, other.id));
    CHECK(desk.purchases.spending(desk.clerk, desk.member.id)->spent == Fen());
    CHECK(desk.purchases.spending(desk.clerk, other.id)->spent == Fen(9'000));
}

TEST_CASE("what another store's member bought names their store, what it brings back too") {
    ReceiptDesk desk;
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", desk.member.id); });
    const auto sold = desk.sale("0001", 10'000, desk.member.id).purchase;
    CHECK(sold.home_store == "S002");
    CHECK(desk.refund("R1", 4'000, sold.id)->purchase.home_store == "S002");
    const auto ours = desk.add_member("王丽", "13900139002");
    CHECK(desk.sale("0002", 500, ours.id).purchase.home_store.empty());
    REQUIRE(desk.purchases.assign(desk.manager, sold.id, ours.id));
    CHECK(desk.number("SELECT count(*) FROM purchase WHERE coalesce(home_store, '') <> ''") == 0);
}

TEST_CASE("what a merged record bought is the standing one's") {
    ReceiptDesk desk;
    const auto other = desk.add_member("陈 静", "13900139002");
    desk.sale("1", 100, desk.member.id);
    desk.sale("2", 20, other.id);
    const auto merged = MemberMerge(desk.context).merge(desk.manager, other.id, desk.member.id, {});
    if (!merged) FAIL(merged.error().message());
    CHECK(desk.purchases.spending(desk.clerk, desk.member.id)->spent == Fen(120));
    CHECK(desk.purchases.spending(desk.clerk, other.id)->visits == 2);
    CHECK(desk.purchases.list(desk.clerk, {.member_id = other.id})->purchases.size() == 2);
    CHECK(desk.sale("3", 3, other.id).purchase.member_id == desk.member.id);
}

TEST_CASE("lists go by date, in pages without gap or repetition") {
    ReceiptDesk desk;
    for (int day = 0; day < 4; ++day) {
        for (int i = 0; i < 3; ++i) {
            REQUIRE(desk.record({.number = std::to_string(i),
                                 .business_date = desk.today.plus_days(-day),
                                 .amount = Fen(day * 10 + i)}));
        }
    }
    std::vector<Uuid> seen;
    PurchaseFilter filter{.limit = 5};
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = desk.purchases.list(desk.clerk, filter).value();
        for (const auto& line : page.purchases) seen.push_back(line.purchase.id);
        CHECK(page.next.has_value() == (pages < 2));
        filter.after = page.next;
    }
    CHECK(seen.size() == 12);
    CHECK(std::set(seen.begin(), seen.end()).size() == 12);
    CHECK(desk.purchases.list(desk.clerk, {.number = "1"})->purchases.size() == 4);
    const auto middle = desk.purchases.list(
        desk.clerk, {.from = desk.today.plus_days(-2), .until = desk.today.plus_days(-1)});
    CHECK(middle->purchases.size() == 6);
}

TEST_CASE("a day: what the till says, beside what is known by receipt; the newer word holds") {
    ReceiptDesk desk;
    const auto sold = desk.sale("1", 10'000, desk.member.id).purchase;
    desk.sale("2", 500);
    const auto whole = desk.sale("3", 300).purchase;
    REQUIRE(desk.refund("R1", 1'000, sold.id));
    REQUIRE(desk.refund("R2", 300, whole.id));
    REQUIRE(desk.purchases.save_day_total(desk.clerk, {.net = Fen(50'000), .receipts = 20}));
    REQUIRE(desk.purchases.save_day_total(desk.manager,
                                          {.net = Fen(51'000), .receipts = 21, .pieces = 40}));
    CHECK(desk.last_action() == "purchases.save_day_total");
    const auto days = desk.purchases.days(desk.clerk, desk.today.plus_days(-1), desk.today).value();
    REQUIRE(days.size() == 2);
    CHECK_FALSE(days.back().total.has_value());
    const auto& day = days.front();
    REQUIRE(day.total.has_value());
    CHECK(day.total->net == Fen(51'000));
    CHECK(day.total->receipts == 21);
    CHECK(desk.number("SELECT count(*) FROM day_total") == 1);
    CHECK(day.known_net == Fen(9'500));
    CHECK(day.known_receipts == 2);
    CHECK(day.refunded == Fen(1'300));
    const auto refunds = desk.purchases.refunds(desk.clerk, sold.id).value();
    REQUIRE(refunds.size() == 1);
    CHECK(refunds.front().purchase.number == "R1");
    CHECK(day.member_net == Fen(9'000));
    CHECK(day.member_receipts == 1);
    const auto& spending = desk.purchases.spending(desk.clerk, desk.member.id).value();
    CHECK(spending.spent == day.member_net);
    CHECK(spending.visits == day.member_receipts);
    CHECK(code_of(desk.purchases.save_day_total(desk.clerk, {.receipts = -1})) ==
          "day_total_malformed");
    CHECK(code_of(desk.purchases.days(desk.clerk, desk.today, desk.today.plus_days(-1))) ==
          "purchase_range_malformed");
    CHECK(code_of(desk.purchases.days(desk.clerk, desk.today.plus_days(-366), desk.today)) ==
          "purchase_range_malformed");
}

}  // namespace qiantai::domain
