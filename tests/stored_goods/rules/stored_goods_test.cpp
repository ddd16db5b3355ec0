#include "terminal/stored_goods/rules/stored_goods.hpp"

#include "schema/base/signature.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

const std::string k_signed = signature_text({{{1000, 3000}, {4000, 3200}, {4200, 1000}}});

struct GoodsDesk : test::TestDesk {
    StoredGoodsKeeper keeper{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);
    Member member = add_member("陈静", "13800138001");

    GoodsCourse deposit(int quantity = 6, const std::string& item = "爱他美 3 段") {
        return deposit_of(member.id, quantity, item);
    }
    GoodsCourse deposit_of(const Uuid& id, int quantity, const std::string& item) {
        clock.advance(1000);
        auto made = keeper.deposit(
            clerk,
            {.member_id = id, .item = item, .quantity = quantity, .unit = "罐", .place = "A-03"});
        if (!made) FAIL(made.error().message());
        return *made;
    }
    Result<GoodsCourse> take(const Uuid& goods, int quantity) {
        clock.advance(1000);
        return keeper.withdraw(clerk, {.goods_id = goods,
                                       .quantity = quantity,
                                       .signed_text = "本次领取: 2 罐",
                                       .signature = k_signed});
    }
    void later(int days) { clock.advance(TimeMs{days} * 24 * 3600 * 1000); }
    void set_policy(const std::string& json) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'stored_goods.reminders', ?, 1, 1)",
                next_id(), json);
        });
    }
};

}  // namespace

TEST_CASE("goods are taken in, fetched in parts, and nothing of it is ever changed") {
    GoodsDesk desk;
    const auto course = desk.deposit();
    const auto& goods = course.line.goods;
    CHECK(goods.number.starts_with("SG-S001-01-000001-"));
    CHECK(course.line.member_name == "陈静");
    CHECK(desk.last_action() == "stored_goods.deposit");
    const auto taken = desk.take(goods.id, 2);
    REQUIRE(taken);
    CHECK(taken->line.state.remaining == 4);
    REQUIRE(taken->events.size() == 1);
    CHECK(taken->events.front().signature == k_signed);
    CHECK(taken->events.front().signed_text == "本次领取: 2 罐");
    CHECK(taken->events.front().signed_by == GoodsSigner::member);
    CHECK(desk.last_action() == "stored_goods.withdraw");
    CHECK(desk.number("SELECT quantity FROM stored_goods") == 6);
    CHECK(desk.number("SELECT count(*) FROM outbox WHERE entity LIKE 'stored_goods%'"
                      " AND op <> 'insert'") == 0);
    CHECK(desk.deposit().line.goods.number.starts_with("SG-S001-01-000002-"));
}

TEST_CASE("more than is left is refused with how many are, and nothing is written") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    REQUIRE(desk.take(id, 4));
    const auto refused = desk.take(id, 3);
    CHECK(code_of(refused) == "goods_not_enough");
    CHECK(refused.error().detail == "2");
    CHECK(desk.number("SELECT count(*) FROM stored_goods_event") == 1);
    CHECK(code_of(desk.take(id, 0)) == "goods_quantity_malformed");
    CHECK(code_of(desk.take(id, 10'000)) == "goods_quantity_malformed");
    REQUIRE(desk.take(id, 2));
    CHECK(code_of(desk.take(id, 1)) == "goods_not_enough");
}

TEST_CASE("a withdrawal needs a signature that somebody wrote, and what was shown") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    const auto with = [&](const std::string& signature, const std::string& text) {
        return code_of(desk.keeper.withdraw(
            desk.clerk,
            {.goods_id = id, .quantity = 1, .signed_text = text, .signature = signature}));
    };
    CHECK(with("", "x") == "signature_unusable");
    CHECK(with("[[1,", "x") == "signature_unusable");
    CHECK(with("[]", "x") == "signature_too_short");
    CHECK(with("[[5000,3000]]", "x") == "signature_too_short");
    CHECK(with(k_signed, "") == "goods_signed_text_missing");
    CHECK(with(k_signed, std::string(6001, 'x')) == "value_too_long");
    CHECK(with(k_signed, "x") == "ok");
}

TEST_CASE("one signature is for all that a customer left that day, and for each only once") {
    GoodsDesk desk;
    const auto first = desk.deposit(6).line.goods;
    const auto second = desk.deposit(3, "飞鹤 2 段").line.goods;
    const auto other = desk.add_member("王丽", "13900139002");
    const auto hers = desk.deposit_of(other.id, 1, "奶瓶").line.goods;
    const auto to_sign = desk.keeper.to_sign(desk.clerk, second.id).value();
    REQUIRE(to_sign.goods.size() == 2);
    CHECK(to_sign.goods[0].goods.id == second.id);
    CHECK(to_sign.goods[1].goods.id == first.id);
    CHECK(to_sign.conditions.size() == 4);
    GoodsSigning signing{.goods_ids = {second.id, first.id, hers.id},
                         .signed_text = "本次寄存: 2 笔",
                         .signature = k_signed};
    CHECK(code_of(desk.keeper.sign_deposit(desk.clerk, signing)) == "goods_not_one_visit");
    CHECK(desk.number("SELECT count(*) FROM stored_goods_event") == 0);
    signing.goods_ids.pop_back();
    const auto course = desk.keeper.sign_deposit(desk.clerk, signing);
    REQUIRE(course);
    CHECK(course->line.goods.id == second.id);
    CHECK(course->line.state.remaining == 3);
    CHECK(desk.last_action() == "stored_goods.sign_deposit");
    for (const auto& id : {first.id, second.id}) {
        const auto events = desk.keeper.get(desk.clerk, id)->events;
        REQUIRE(signing_of(events) != nullptr);
        CHECK(signing_of(events)->signature == k_signed);
        CHECK(signing_of(events)->signed_text == "本次寄存: 2 笔");
    }
    CHECK(code_of(desk.keeper.to_sign(desk.clerk, first.id)) == "goods_signed_already");
    CHECK(code_of(desk.keeper.sign_deposit(desk.clerk, signing)) == "goods_signed_already");
    // What comes later that day is signed for by itself; the next day is another visit.
    const auto third = desk.deposit(1, "湿巾").line.goods;
    CHECK(desk.keeper.to_sign(desk.clerk, third.id)->goods.size() == 1);
    desk.later(1);
    const auto fourth = desk.deposit(1, "围兜").line.goods;
    CHECK(desk.keeper.to_sign(desk.clerk, fourth.id)->goods.size() == 1);
}

TEST_CASE(
    "a deposit needs a signature that somebody wrote, what was shown, and goods of this store") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    const auto sign = [&](GoodsSigning signing) {
        return code_of(desk.keeper.sign_deposit(desk.clerk, signing));
    };
    CHECK(sign({.goods_ids = {}, .signed_text = "x", .signature = k_signed}) ==
          "goods_not_one_visit");
    CHECK(
        sign({.goods_ids = std::vector<Uuid>(51, id), .signed_text = "x", .signature = k_signed}) ==
        "goods_not_one_visit");
    // The same twice in one go is as much for the second time as on another day.
    CHECK(sign({.goods_ids = {id, id}, .signed_text = "x", .signature = k_signed}) ==
          "goods_signed_already");
    CHECK(sign({.goods_ids = {id}, .signed_text = "", .signature = k_signed}) ==
          "goods_signed_text_missing");
    CHECK(sign({.goods_ids = {id}, .signed_text = "x", .signature = "[[1,1]]"}) ==
          "signature_too_short");
    CHECK(sign({.goods_ids = {id}, .signed_text = "x", .signature = "王丽"}) ==
          "signature_unusable");
    CHECK(sign({.goods_ids = {Uuid{}}, .signed_text = "x", .signature = k_signed}) ==
          "goods_not_found");
    CHECK(desk.number("SELECT count(*) FROM stored_goods_event") == 0);
    desk.from_headquarters(
        [&] { desk.run("UPDATE stored_goods SET store_code = 'S002' WHERE id = ?", id); });
    CHECK(sign({.goods_ids = {id}, .signed_text = "x", .signature = k_signed}) ==
          "goods_of_other_store");
    CHECK(code_of(desk.keeper.to_sign(desk.clerk, id)) == "goods_of_other_store");
}

TEST_CASE("somebody else who fetches them is named") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    const auto taken = desk.keeper.withdraw(desk.clerk, {.goods_id = id,
                                                         .quantity = 1,
                                                         .signer = " 陈 建国 ",
                                                         .signed_text = "x",
                                                         .signature = k_signed});
    REQUIRE(taken);
    CHECK(taken->events.front().signed_by == GoodsSigner::other);
    CHECK(taken->events.front().signer == "陈 建国");
}

TEST_CASE("a manager takes a withdrawal back with a reason, once; a clerk can't") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    const auto taken = desk.take(id, 2).value().events.front().id;
    CHECK(code_of(desk.keeper.reverse(desk.clerk, taken, "拿错了")) == "not_permitted");
    CHECK(code_of(desk.keeper.reverse(desk.manager, taken, " ")) == "goods_reason_missing");
    CHECK(code_of(desk.keeper.reverse(desk.manager, taken, "打 138 0013 8001")) ==
          "goods_reason_missing");
    CHECK(code_of(desk.keeper.reverse(desk.manager, id, "拿错了")) == "goods_no_withdrawal");
    const auto reversed = desk.keeper.reverse(desk.manager, taken, "拿错了");
    REQUIRE(reversed);
    CHECK(reversed->line.state.remaining == 6);
    CHECK(reversed->events.size() == 2);
    CHECK(code_of(desk.keeper.reverse(desk.manager, taken, "拿错了")) == "goods_reversed_already");
    CHECK(code_of(desk.keeper.reverse(desk.manager, reversed->events.front().id, "x")) ==
          "goods_no_withdrawal");
}

TEST_CASE("goods are moved with a reason, and the list finds them where they lie now") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    CHECK(code_of(desk.keeper.move(desk.clerk, id, "A-03", "腾地方")) == "goods_same_place");
    CHECK(code_of(desk.keeper.move(desk.clerk, id, " ", "腾地方")) == "goods_place_missing");
    CHECK(code_of(desk.keeper.move(desk.clerk, id, "B-01", "")) == "goods_reason_missing");
    REQUIRE(desk.keeper.move(desk.clerk, id, "B-01", "腾地方"));
    CHECK(desk.keeper.list(desk.clerk, {.place = "A-03"})->goods.empty());
    CHECK(desk.keeper.list(desk.clerk, {.place = "B-01"})->goods.size() == 1);
}

TEST_CASE("a deposit says what is wrong with it") {
    GoodsDesk desk;
    const auto with = [&](GoodsDeposit deposit) {
        if (deposit.member_id == Uuid{}) deposit.member_id = desk.member.id;
        return code_of(desk.keeper.deposit(desk.clerk, deposit));
    };
    CHECK(with({.item = " ", .quantity = 1}) == "goods_item_missing");
    CHECK(with({.item = "奶粉", .quantity = 0}) == "goods_quantity_malformed");
    CHECK(with({.item = "奶粉", .quantity = -3}) == "goods_quantity_malformed");
    CHECK(with({.item = "奶粉", .fee = Fen(-1)}) == "goods_fee_malformed");
    CHECK(with({.item = "奶粉", .fee = Fen(10'000'001)}) == "goods_fee_malformed");
    CHECK(with({.item = std::string("奶\0粉", 7)}) == "text_malformed");
    CHECK(with({.item = std::string(300, 'x')}) == "text_malformed");
    CHECK(with({.item = "奶\xff粉"}) == "text_malformed");
    CHECK(with({.member_id = desk.next_id(), .item = "奶粉"}) == "member_not_found");
    CHECK(code_of(desk.keeper.deposit(desk.session(StaffRole::cs_agent),
                                      {.member_id = desk.member.id, .item = "奶粉"})) ==
          "not_permitted");
    CHECK(desk.number("SELECT count(*) FROM stored_goods") == 0);
}

TEST_CASE("goods of another store are seen, not handed out") {
    GoodsDesk desk;
    const auto id = desk.deposit().line.goods.id;
    desk.from_headquarters([&] { desk.run("UPDATE stored_goods SET store_code = 'S002'"); });
    CHECK(desk.keeper.get(desk.clerk, id));
    CHECK(code_of(desk.take(id, 1)) == "goods_of_other_store");
    CHECK(code_of(desk.keeper.move(desk.clerk, id, "B-01", "x")) == "goods_of_other_store");
    CHECK(desk.keeper.list(desk.clerk, {})->goods.empty());
    CHECK(desk.keeper.list(desk.clerk, {.member_id = desk.member.id})->goods.size() == 1);
}

TEST_CASE("the list comes in pages without a gap, and only what is left if that is asked for") {
    GoodsDesk desk;
    std::vector<Uuid> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(desk.deposit(i + 1).line.goods.id);
    REQUIRE(desk.take(ids[1], 2));
    std::vector<Uuid> seen;
    GoodsFilter filter{.only_remaining = true, .limit = 2};
    for (;;) {
        const auto page = desk.keeper.list(desk.clerk, filter).value();
        for (const auto& line : page.goods) seen.push_back(line.goods.id);
        if (!page.next) break;
        filter.after = page.next;
    }
    CHECK(seen == std::vector{ids[4], ids[3], ids[2], ids[0]});
    CHECK(desk.keeper.list(desk.clerk, {})->goods.size() == 5);
}

TEST_CASE("goods are found by item, by the member's name or last digits, and by the label") {
    GoodsDesk desk;
    const auto other = desk.add_member("王丽", "13900139002");
    const auto tins = desk.deposit(3).line.goods;
    const auto boxes = desk.deposit_of(other.id, 2, "帮宝适 L").line.goods;
    const auto found = [&](const std::string& text) {
        std::vector<Uuid> ids;
        const auto page = desk.keeper.list(desk.clerk, {.text = text}).value();
        for (const auto& line : page.goods) {
            ids.push_back(line.goods.id);
        }
        return ids;
    };
    CHECK(found("爱他美") == std::vector{tins.id});
    CHECK(found("王丽") == std::vector{boxes.id});
    CHECK(found("9002") == std::vector{boxes.id});
    CHECK(found("13800138001") == std::vector{tins.id});
    CHECK(found("没有").empty());
    CHECK(found("%").empty());
    CHECK(desk.keeper.list(desk.clerk, {.item = "帮宝适 L"})->goods.size() == 1);
    const auto by_label = desk.keeper.find(desk.clerk, tins.number);
    REQUIRE(by_label);
    CHECK(by_label->line.goods.id == tins.id);
    CHECK(code_of(desk.keeper.find(desk.clerk, "SG-S001-01-000001-!")) == "number_mistyped");
}

TEST_CASE("the totals per item and the list agree with the sum of the events") {
    GoodsDesk desk;
    std::uint32_t noise = 5;
    const auto below = [&](std::uint32_t limit) {
        noise = noise * 1664525U + 1013904223U;
        return static_cast<int>((noise >> 16U) % limit);
    };
    std::vector<Uuid> ids;
    for (int i = 0; i < 12; ++i) {
        ids.push_back(desk.deposit(1 + below(5), i % 2 == 0 ? "奶粉" : "纸尿裤").line.goods.id);
    }
    for (int i = 0; i < 40; ++i) {
        const auto& id = ids[static_cast<std::size_t>(below(12))];
        const auto taken = desk.take(id, 1 + below(3));
        if (taken && below(3) == 0) {
            REQUIRE(desk.keeper.reverse(desk.manager, taken->events.front().id, "点错"));
        }
    }
    // A till that was offline had handed out as well.
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO stored_goods_event (id, store_code, goods_id, member_id, kind,"
            " quantity, business_date, created_by, created_at)"
            " SELECT ?, 'S001', id, member_id, 'withdrawal', quantity, '2026-11-21', '1001', 1"
            " FROM stored_goods WHERE id = ?",
            desk.next_id(), ids[0]);
    });
    int remaining = 0, shortage = 0;
    std::set<Uuid> with_rest;
    const auto page = desk.keeper.list(desk.clerk, {.limit = 200}).value();
    for (const auto& line : page.goods) {
        remaining += line.state.remaining;
        shortage += line.state.shortage;
        if (line.state.remaining + line.state.shortage > 0) with_rest.insert(line.goods.id);
    }
    int of_items = 0, short_of_items = 0, deposits = 0;
    const auto totals = desk.keeper.items(desk.clerk).value();
    for (const auto& total : totals) {
        of_items += total.remaining;
        short_of_items += total.shortage;
        deposits += total.deposits;
    }
    CHECK(of_items == remaining);
    CHECK(short_of_items == shortage);
    CHECK(deposits == static_cast<int>(with_rest.size()));
    std::set<Uuid> listed;
    const auto left = desk.keeper.list(desk.clerk, {.only_remaining = true, .limit = 200}).value();
    for (const auto& line : left.goods) {
        listed.insert(line.goods.id);
    }
    CHECK(listed == with_rest);
}

TEST_CASE("a merged member's goods show at the one that stands, and back when it is undone") {
    GoodsDesk desk;
    const auto twin = desk.add_member("陈静", "13800138009");
    const auto id = desk.deposit_of(twin.id, 3, "奶粉").line.goods.id;
    const auto of = [&](const Uuid& member) {
        return desk.keeper.list(desk.clerk, {.member_id = member})->goods;
    };
    CHECK(of(desk.member.id).empty());
    REQUIRE(MemberMerge(desk.context).merge(desk.manager, twin.id, desk.member.id));
    REQUIRE(of(desk.member.id).size() == 1);
    CHECK(of(desk.member.id).front().member_id == desk.member.id);
    CHECK(of(twin.id).size() == 1);
    // What is stored for the record that was merged goes to the one that stands.
    CHECK(desk.deposit_of(twin.id, 1, "奶粉").line.goods.member_id == desk.member.id);
    REQUIRE(desk.take(id, 1));
    REQUIRE(MemberMerge(desk.context).undo_merge(desk.manager, twin.id));
    CHECK(of(twin.id).size() == 1);
    CHECK(of(twin.id).front().state.remaining == 2);
}

TEST_CASE("erasing a member empties remark, signature, signer and what was signed, nothing else") {
    GoodsDesk desk;
    const auto made = desk.keeper.deposit(
        desk.clerk,
        {.member_id = desk.member.id, .item = "奶粉", .quantity = 3, .remark = "给小宝"});
    REQUIRE(made);
    REQUIRE(desk.keeper.withdraw(desk.clerk, {.goods_id = made->line.goods.id,
                                              .quantity = 1,
                                              .signer = "陈建国",
                                              .signed_text = "陈静，请您核对",
                                              .signature = k_signed}));
    REQUIRE(MemberErase(desk.context).erase(desk.manager, desk.member.id, "本人要求"));
    const auto course = desk.keeper.get(desk.clerk, made->line.goods.id);
    REQUIRE(course);
    CHECK(course->line.goods.remark.empty());
    CHECK(course->events.front().signature.empty());
    CHECK(course->events.front().signed_text.empty());
    CHECK(course->events.front().signer.empty());
    CHECK(course->line.state.remaining == 2);
    CHECK(code_of(desk.keeper.deposit(desk.clerk, {.member_id = desk.member.id, .item = "奶粉"})) ==
          "member_erased");
}

TEST_CASE("who is to be reminded now: expired first, by the policy, and with the last try") {
    GoodsDesk desk;
    const auto today = business_date(desk.context).value();
    const auto idle = desk.deposit(2, "久放").line.goods.id;
    desk.later(70);
    const auto add = [&](const std::string& item, int days) {
        return desk.keeper
            .deposit(desk.clerk, {.member_id = desk.member.id,
                                  .item = item,
                                  .expires_on = today.plus_days(70 + days)})
            .value()
            .line.goods.id;
    };
    const auto soon = add("快到期", 20);
    const auto expired = add("已过期", -3);
    add("还早", 200);
    const auto due = [&] {
        std::vector<Uuid> ids;
        const auto lines = desk.keeper.reminders(desk.clerk).value();
        for (const auto& line : lines) {
            ids.push_back(line.goods.id);
        }
        return ids;
    };
    CHECK(due() == std::vector{expired, soon, idle});
    REQUIRE(desk.keeper.record_reminder(desk.clerk, expired, ReminderOutcome::reached));
    REQUIRE(desk.keeper.record_reminder(desk.clerk, soon, ReminderOutcome::no_answer));
    CHECK(due() == std::vector{idle});
    desk.later(1);
    CHECK(due() == std::vector{soon, idle});
    CHECK(desk.keeper.reminders(desk.clerk)->front().state.last_outcome ==
          ReminderOutcome::no_answer);
    REQUIRE(desk.take(idle, 2));
    CHECK(due() == std::vector{soon});
    desk.set_policy(R"({"idle_days":60,"expiry_days":[5]})");
    CHECK(due().empty());
}

TEST_CASE("a clerk reads another clerk's customer's goods without the remark and the number") {
    GoodsDesk desk;
    desk.add_staff("2001", StaffRole::clerk);
    auto other = desk.clerk;
    other.staff_number = "2001";
    const auto made = desk.keeper.deposit(
        desk.clerk, {.member_id = desk.member.id, .item = "奶粉", .remark = "给小宝"});
    REQUIRE(made);
    CHECK(made->line.member_phone == "13800138001");
    const auto seen = desk.keeper.get(other, made->line.goods.id);
    REQUIRE(seen);
    CHECK(seen->line.member_phone == "138****8001");
    CHECK(seen->line.goods.remark.empty());
    CHECK(seen->line.member_name == "陈静");
}

}  // namespace qiantai::domain
