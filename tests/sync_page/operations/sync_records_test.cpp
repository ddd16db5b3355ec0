// Whose record it is, what became of a day's records, and what was corrected going out again.

#include <doctest/doctest.h>

#include "sync/client/set_aside.hpp"
#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct Records : TestCounter {
    Records() {
        sign_in(StaffRole::clerk);
        member = text_at(ok("members.register", R"({"name":"王小明","phone":"13812345678"})"),
                         "/member/id");
    }
    std::string of(std::string_view entity, const std::string& id) const {
        return R"({"entity":")" + std::string(entity) + R"(","id":")" + id + R"("})";
    }
    std::string member;
};

}  // namespace

TEST_CASE_FIXTURE(Records, "a record leads to the member whose it is, masked by role") {
    const auto card = Uuid::parse(
        text_at(ok("members.get", R"({"member_id":")" + member + R"("})"), "/cards/0/id"));
    REQUIRE(card.has_value());
    CHECK(text_at(ok("sync.person_of", of("member_card", card->text())), "/member/id") == member);
    CHECK(text_at(ok("sync.person_of", of("member", member)), "/member/phone") == "13812345678");
    sign_in(StaffRole::cs_agent);
    CHECK(text_at(ok("sync.person_of", of("member", member)), "/member/phone") == "138****5678");
    CHECK(ok("sync.person_of", of("store", desk.next_id().text())).empty());
    CHECK(ok("sync.person_of", of("rejection", member)).empty());
}

TEST_CASE_FIXTURE(Records, "what can't be read here is told as far as it can be told which it is") {
    CHECK(ok("sync.set_aside").at("rows").as_array().empty());
    const auto id = desk.next_id();
    sync::SetAsideRows rows;
    rows.add({"store/S001", "member", id, 7});
    rows.add({"chain", "", Uuid(), 8});
    domain::test::TestDesk::must(rows.save(desk.database()));
    const auto told = ok("sync.set_aside").at("rows").as_array();
    REQUIRE(told.size() == 2);
    CHECK(text_at(told[0].as_object(), "/id") == id.text());
    CHECK_FALSE(told[1].as_object().contains("id"));
    CHECK(ok("sync.status").at("set_aside_count").as_int64() == 2);
}

TEST_CASE_FIXTURE(Records, "a day is proven hour by hour") {
    constexpr std::int64_t k_hour_ms = 3'600'000;
    const auto from = desk.clock.now_ms() - k_hour_ms - 1;
    const auto proof =
        ok("sync.hourly_proof", R"({"from":)" + std::to_string(from) + R"(,"hours":3})");
    const auto& hours = proof.at("hours").as_array();
    REQUIRE(hours.size() == 3);
    CHECK(hours[0].at("written").as_int64() == 0);
    CHECK(hours[0].at("complete").as_bool());
    CHECK(hours[1].at("written").as_int64() == 1);
    CHECK(hours[1].at("waiting").as_int64() == 1);
    CHECK_FALSE(hours[1].at("complete").as_bool());
    CHECK(hours[2].at("written").as_int64() == 0);
}

TEST_CASE_FIXTURE(Records, "what was refused and corrected goes out again, all of it") {
    CHECK(ok("sync.resend_corrected", of("member", member)).at("closed").as_int64() == 0);
    desk.run(
        "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en,"
        " rejected_at) SELECT seq, entity, id, 'other_store', 'administrator', 'store_code', '其',"
        " 'other', 5 FROM outbox WHERE entity = 'member'");
    CHECK(ok("sync.resend_corrected", of("member", member)).at("closed").as_int64() == 1);
    CHECK(ok("sync.rejections").at("rejections").as_array().empty());
    CHECK(ok("sync.resend_corrected", of("member", member)).at("closed").as_int64() == 0);
    sign_in(StaffRole::cs_agent);
    CHECK(code("sync.resend_corrected", of("member", member)) == "not_permitted");
}

}  // namespace qiantai::ctl
