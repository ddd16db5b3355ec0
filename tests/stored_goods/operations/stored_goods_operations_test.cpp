// Stored goods by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include "schema/base/signature.hpp"
#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct GoodsCounter : TestCounter {
    GoodsCounter() {
        sign_in(StaffRole::clerk);
        member = text_at(ok("members.register", R"({"name":"陈静","phone":"13800138001"})"),
                         "/member/id");
    }
    std::string deposit(const std::string& more = {}) {
        return text_at(ok("stored_goods.deposit", R"({"item":"爱他美 3 段","quantity":6,)"
                                                  R"("member_id":")" +
                                                      member + "\"" + more + "}"),
                       "/line/goods/id");
    }
    std::string withdrawal(const std::string& goods, int quantity) const {
        const boost::json::object input{
            {"goods_id", goods},
            {"quantity", quantity},
            {"signed_text", "本次领取: 2 罐"},
            {"signature", signature_text({{{1000, 3000}, {4000, 3200}}})}};
        return boost::json::serialize(input);
    }
    int remaining(const std::string& goods) {
        const boost::json::value course(ok("stored_goods.get", R"({"goods_id":")" + goods + "\"}"));
        return course.at_pointer("/line/state/remaining").to_number<int>();
    }
    std::string member;
};

}  // namespace

TEST_CASE("by command goods are taken in, listed, handed out, moved, reminded of and reversed") {
    GoodsCounter counter;
    const auto id = counter.deposit(R"(,"unit":"罐","expires_on":"2026-12-20","fee":500)");
    const auto in_id = R"({"goods_id":")" + id + "\"";
    auto page = counter.ok("stored_goods.list", R"({"only_remaining":true})");
    CHECK(page.at("goods").as_array().size() == 1);
    CHECK(text_at(page, "/goods/0/goods/expires_on") == "2026-12-20");
    const auto number = text_at(page, "/goods/0/goods/number");
    CHECK(text_at(counter.ok("stored_goods.find", R"({"number":")" + number + "\"}"),
                  "/line/goods/id") == id);
    const auto taken = counter.ok("stored_goods.withdraw", counter.withdrawal(id, 2));
    CHECK(counter.remaining(id) == 4);
    CHECK(counter.code("stored_goods.withdraw", counter.withdrawal(id, 5)) == "goods_not_enough");
    counter.ok("stored_goods.move", in_id + R"(,"place":"B-01","reason":"腾地方"})");
    counter.ok("stored_goods.record_reminder", in_id + R"(,"outcome":"reached"})");
    CHECK(counter.ok("stored_goods.items").at("items").as_array().size() == 1);
    CHECK(counter.ok("stored_goods.reminders").contains("goods"));
    const auto event = text_at(taken, "/events/0/id");
    const auto reverse = R"({"withdrawal_id":")" + event + R"(","reason":"点错"})";
    CHECK(counter.code("stored_goods.reverse", reverse) == "not_permitted");
    counter.sign_in(StaffRole::store_manager);
    counter.ok("stored_goods.reverse", reverse);
    CHECK(counter.remaining(id) == 6);
}

TEST_CASE("by command a customer's deposits are signed for, each once") {
    GoodsCounter counter;
    const auto first = counter.deposit(), second = counter.deposit();
    const auto in_first = R"({"goods_id":")" + first + "\"}";
    const auto to_sign = counter.ok("stored_goods.to_sign", in_first);
    CHECK(to_sign.at("goods").as_array().size() == 2);
    CHECK_FALSE(to_sign.at("conditions").as_array().empty());
    const auto signing = boost::json::serialize(
        boost::json::object{{"goods_ids", boost::json::array{first, second}},
                            {"signed_text", "本次寄存: 2 笔"},
                            {"signature", signature_text({{{1000, 3000}, {4000, 3200}}})}});
    CHECK(text_at(counter.ok("stored_goods.sign_deposit", signing), "/events/0/kind") == "signing");
    CHECK(counter.code("stored_goods.sign_deposit", signing) == "goods_signed_already");
    CHECK(counter.code("stored_goods.to_sign", in_first) == "goods_signed_already");
    CHECK(counter.code("stored_goods.sign_deposit", R"({"goods_ids":[],"signed_text":"x"})") ==
          "input_invalid");
}

TEST_CASE("pages of stored goods lead on") {
    GoodsCounter counter;
    for (int i = 0; i < 3; ++i) counter.deposit();
    auto page = counter.ok("stored_goods.list", R"({"limit":2})");
    CHECK(page.at("goods").as_array().size() == 2);
    const boost::json::object more{{"limit", 2}, {"after", page.at("next")}};
    page = counter.call("stored_goods.list", more).value();
    CHECK(page.at("goods").as_array().size() == 1);
    CHECK_FALSE(page.contains("next"));
}

TEST_CASE("garbage is refused with words and writes nothing") {
    GoodsCounter counter;
    const auto id = counter.deposit();
    for (const auto* input :
         {"{}", R"({"member_id":"x","item":"奶粉"})", R"({"member_id":null,"item":"奶粉"})",
          R"({"item":5})", R"({"item":"奶粉","quantity":"6"})"}) {
        CAPTURE(input);
        CHECK(counter.code("stored_goods.deposit", input) == "input_invalid");
    }
    const auto with = [&](const std::string& more) {
        return counter.code("stored_goods.deposit",
                            R"({"member_id":")" + counter.member + "\"," + more + "}");
    };
    CHECK(with(R"("item":"奶粉","quantity":0)") == "input_invalid");
    CHECK(with(R"("item":"奶粉","quantity":1e9)") == "input_invalid");
    CHECK(with(R"("item":"奶粉","quantity":1,"expires_on":"2026-02-30")") == "input_invalid");
    CHECK(with(R"("item":"奶粉","quantity":1,"fee":-5)") == "input_invalid");
    CHECK(counter.code("stored_goods.record_reminder",
                       R"({"goods_id":")" + id + R"(","outcome":"sang"})") == "input_invalid");
    CHECK(counter.code("stored_goods.withdraw", R"({"goods_id":")" + id + R"(","quantity":1})") ==
          "input_invalid");
    CHECK(counter.desk.number("SELECT count(*) FROM stored_goods") == 1);
    CHECK(counter.desk.number("SELECT count(*) FROM stored_goods_event") == 0);
}

}  // namespace qiantai::ctl
