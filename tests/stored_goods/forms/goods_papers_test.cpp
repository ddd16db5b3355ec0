// What stands on the papers of stored goods.

#include <doctest/doctest.h>

#include "terminal/stored_goods/forms/goods_forms.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/paper/paper_words.hpp"

namespace qiantai::domain {
namespace {

using test::PaperWords;
using test::TestDesk;
using test::words_of;

struct GoodsPaperDesk : TestDesk {
    Member member = add_member("欧阳娜娜", "13812345678");
    Session clerk = session(StaffRole::clerk);
    StoredGoodsKeeper keeper{context};

    StoredGoods deposit(const std::string& item, int quantity = 6) {
        clock.advance(1000);
        const auto course = keeper.deposit(clerk, {.member_id = member.id,
                                                   .item = item,
                                                   .quantity = quantity,
                                                   .unit = "罐",
                                                   .batch = "A2406",
                                                   .expires_on = Date::parse("2027-01-31"),
                                                   .fee = Fen(500)});
        REQUIRE(course.ok());
        return course->line.goods;
    }
    Uuid withdraw(const StoredGoods& goods, int quantity, const std::string& signer = {}) {
        const auto course =
            keeper.withdraw(clerk, {.goods_id = goods.id,
                                    .quantity = quantity,
                                    .signer = signer,
                                    .signed_text = "领取",
                                    .signature = signature_text({{{1000, 3000}, {4000, 3200}}})});
        REQUIRE(course.ok());
        return course->events.front().id;
    }
    PaperWords paper(const GoodsFormChoice& choice) {
        const auto document = build_goods_document(context, clerk, choice);
        if (!document) FAIL(document.error().message());
        return words_of(*document);
    }
};

}  // namespace

TEST_CASE("the slip of a deposit says what was left, of whom masked, and leads back to it") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    const auto words = desk.paper({.goods_id = goods.id, .form = GoodsForm::deposit_slip});
    for (const auto& part :
         {std::string("爱他美 3 段"), std::string("存入 6 罐"), std::string("138****5678"),
          std::string("A2406"), std::string("2027-01-31"), std::string("5.00 元"),
          std::string("测试门店（S001）"), "码：" + goods.number}) {
        CAPTURE(part);
        CHECK(words.has(part));
    }
    CHECK_FALSE(words.has("欧阳"));
    CHECK_FALSE(words.has("13812345678"));
}

TEST_CASE("the slip of a withdrawal has its signature, and what was left then") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    const auto first = desk.withdraw(goods, 2);
    desk.withdraw(goods, 1, "王建国");
    auto words = desk.paper(
        {.goods_id = goods.id, .form = GoodsForm::withdrawal_slip, .withdrawal_id = first});
    CHECK(words.has("领取 2 罐"));
    CHECK(words.has("领后还剩：4 罐"));
    CHECK(words.has("领取人：本人"));
    CHECK(words.signatures == 1);
    // The last one is meant where none is named.
    words = desk.paper({.goods_id = goods.id, .form = GoodsForm::withdrawal_slip});
    CHECK(words.has("领取 1 罐"));
    CHECK(words.has("领后还剩：3 罐"));
    CHECK(words.has("代领人签名"));
    CHECK_FALSE(words.has("王建国"));
}

TEST_CASE("the slip of a withdrawal that was reversed says that it is void") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    const auto taken = desk.withdraw(goods, 2);
    REQUIRE(desk.keeper.reverse(desk.session(StaffRole::store_manager), taken, "点错").ok());
    CHECK(
        desk.paper(
                {.goods_id = goods.id, .form = GoodsForm::withdrawal_slip, .withdrawal_id = taken})
            .has("作废"));
    const auto none = build_goods_document(
        desk.context, desk.clerk, {.goods_id = goods.id, .form = GoodsForm::withdrawal_slip});
    CHECK(none.error().kind == &k_goods_no_withdrawal);
}

TEST_CASE("the page has everything that was left that day, each withdrawal and the conditions") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    const auto other = desk.deposit("贝亲 奶瓶", 2);
    desk.clock.advance(3LL * 24 * 3600 * 1000);
    const auto later = desk.deposit("花王 纸尿裤");
    desk.withdraw(goods, 2);
    desk.withdraw(other, 1);
    const auto words = desk.paper({.goods_id = goods.id, .form = GoodsForm::sheet});
    CHECK(words.has("|1|" + goods.number + "|爱他美 3 段|"));
    CHECK(words.has("|2|" + other.number + "|贝亲 奶瓶|"));
    CHECK_FALSE(words.has(later.number));
    CHECK(words.has("合计 2 笔"));
    CHECK(words.has("10.00"));
    CHECK(words.has("|爱他美 3 段|2 罐|4 罐|"));
    CHECK(words.has("|贝亲 奶瓶|1 罐|1 罐|"));
    CHECK(words.signatures == 2);
    CHECK(words.has("存货归顾客所有"));
    CHECK(words.has("店长签名"));
    CHECK_FALSE(words.has("欧阳"));
    CHECK(desk.paper({.goods_id = later.id, .form = GoodsForm::sheet}).has("还没有领取过"));
}

TEST_CASE(
    "the page has the customer's signature; where not all is signed for it says for which rows") {
    GoodsPaperDesk desk;
    const auto first = desk.deposit("爱他美 3 段");
    const auto second = desk.deposit("飞鹤 2 段");
    const GoodsFormChoice choice{.goods_id = first.id, .form = GoodsForm::sheet};
    CHECK(desk.paper(choice).signatures == 0);
    CHECK(desk.paper(choice).has("顾客签名：\n"));
    const auto sign = [&](const std::vector<Uuid>& ids, std::uint16_t at) {
        REQUIRE(desk.keeper.sign_deposit(
            desk.clerk, {.goods_ids = ids,
                         .signed_text = "寄存单",
                         .signature = signature_text({{{1000, at}, {4000, 3200}}})}));
    };
    sign({first.id}, 3000);
    auto words = desk.paper(choice);
    CHECK(words.signatures == 1);
    CHECK(words.has("顾客签名（1）：欧**"));
    CHECK(words.has("顾客签名（2）：\n"));
    sign({second.id}, 3100);
    words = desk.paper(choice);
    CHECK(words.signatures == 2);
    CHECK(words.has("顾客签名（2）：欧**"));
    const auto third = desk.deposit("湿巾"), fourth = desk.deposit("围兜");
    sign({third.id, fourth.id}, 3200);
    CHECK(desk.paper(choice).has("顾客签名（3、4）：欧**"));
}

TEST_CASE("headquarters' own conditions stand in place of the usual ones") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES"
            " (?, 'stored_goods.conditions', '{\"conditions\":[\"三个月内领取。\"]}',"
            " 1, 1)",
            desk.next_id());
    });
    const auto words = desk.paper({.goods_id = goods.id, .form = GoodsForm::sheet});
    CHECK(words.has("1. 三个月内领取。"));
    CHECK_FALSE(words.has("存货归顾客所有"));
}

TEST_CASE("copies have their names, and goods of another store are not printed here") {
    GoodsPaperDesk desk;
    const auto goods = desk.deposit("爱他美 3 段");
    const auto document =
        build_goods_document(desk.context, desk.clerk,
                             {.goods_id = goods.id, .form = GoodsForm::deposit_slip, .copies = 3});
    REQUIRE(document.ok());
    CHECK(document->copies == std::vector<std::string>{"顾客联", "门店联", "存档联"});
    desk.run("UPDATE stored_goods SET store_code = 'S002' WHERE id = ?", goods.id);
    CHECK(build_goods_document(desk.context, desk.clerk, {.goods_id = goods.id}).error().kind ==
          &k_goods_of_other_store);
}

}  // namespace qiantai::domain
