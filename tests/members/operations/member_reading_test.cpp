// Who a card is, who might be the same person, which cases there are, how long the lists are.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct Members : TestCounter {
    Members() { sign_in(StaffRole::clerk); }
    std::string add(const std::string& name, const std::string& phone,
                    const std::string& more = {}) {
        const auto made = ok("members.register", R"({"name":")" + name + R"(","phone":")" + phone +
                                                     R"(")" + more + "}");
        return text_at(made, "/member/id");
    }
    boost::json::object ask(std::string_view name, const std::string& member) {
        return ok(name, R"({"member_id":")" + member + R"("})");
    }
    std::int64_t number(std::string_view name, std::string_view input, std::string_view field) {
        return ok(name, input).at(field).to_number<std::int64_t>();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Members, "a whole card number leads to the one who has it, to nobody else") {
    const auto id = add("王小明", "13812345678", R"(,"card_number":"A12345")");
    CHECK(text_at(ok("members.owner_of_card", R"({"number":"a12345"})"), "/member_id") == id);
    CHECK(ok("members.owner_of_card", R"({"number":"A1234"})").empty());
    CHECK(ok("members.owner_of_card", R"({"number":"13812345678"})").empty());
}

TEST_CASE_FIXTURE(Members, "whom one opened lately is one's own list") {
    const auto one = add("王小明", "13812345678"), other = add("李雷", "13912345678");
    for (const auto& id : {one, other, one}) {
        desk.clock.advance(1000);
        ask("members.note_opened", id);
    }
    const auto recent = ok("members.recent", "{}");
    CHECK(recent.at("members").as_array().size() == 2);
    CHECK(text_at(recent, "/members/0/id") == one);
    CHECK(text_at(recent, "/members/1/id") == other);
    sign_in(StaffRole::store_manager);
    CHECK(ok("members.recent", "{}").at("members").as_array().empty());
    CHECK(code("members.note_opened", R"({"member_id":")" + desk.next_id().text() + R"("})") ==
          "member_not_found");
}

TEST_CASE_FIXTURE(Members, "who else might be a member is told with the reason") {
    const auto one = add("王小明", "13812345678");
    CHECK(ask("members.duplicates_of", one).at("duplicates").as_array().empty());
    const auto two = add("王晓明", "13812345678", R"(,"accept_duplicate":true)");
    const auto found = ask("members.duplicates_of", one);
    CHECK(text_at(found, "/duplicates/0/member/id") == two);
    CHECK(text_at(found, "/duplicates/0/reason") == "same_phone");
    CHECK(code("members.duplicates_of", R"({"member_id":")" + desk.next_id().text() + R"("})") ==
          "member_not_found");
}

TEST_CASE_FIXTURE(Members, "the open cases about one member, and only they") {
    const auto one = add("王小明", "13812345678"), other = add("李雷", "13912345678");
    desk.from_headquarters([&] {
        for (const auto* status : {"open", "resolved"}) {
            desk.run(
                "INSERT INTO member_conflict (id, store_code, kind, subject_id, column_name,"
                " kept_value, lost_value, status, created_at) VALUES (?, 'S001', 'column', ?,"
                " 'name', '\"王小明\"', '\"王晓明\"', ?, 1)",
                desk.next_id(), *Uuid::parse(one), status);
        }
    });
    CHECK(code("members.conflicts_of", R"({"member_id":")" + one + R"("})") == "not_permitted");
    sign_in(StaffRole::store_manager);
    const auto cases = ask("members.conflicts_of", one);
    REQUIRE(cases.at("conflicts").as_array().size() == 1);
    CHECK(text_at(cases, "/conflicts/0/lost_value") == "王晓明");
    CHECK(text_at(cases, "/conflicts/0/status") == "open");
    CHECK(ask("members.conflicts_of", other).at("conflicts").as_array().empty());
}

TEST_CASE_FIXTURE(Members, "lists are counted as they are listed") {
    const auto one = add("王小明", "13812345678", R"(,"birthday":"1990-11-20")");
    add("李雷", "13912345678", R"(,"birthday":"1991-11-21")");
    desk.run("UPDATE member_card SET expires_on = '2026-11-25'");
    constexpr auto k_week = R"({"from":"2026-11-16","until":"2026-11-22"})";
    CHECK(number("members.count_expiring", "{}", "total") == 2);
    CHECK(number("members.count_expiring", "{}", "not_contacted") == 2);
    CHECK(number("members.count_care", k_week, "total") == 2);
    CHECK(number("members.count_care", k_week, "done") == 0);
    for (const auto* about : {R"("expiry")", R"("care","occasion_on":"2026-11-20")"}) {
        ok("members.record_contact",
           R"({"member_id":")" + one + R"(","outcome":"reached","kind":)" + about + "}");
    }
    CHECK(number("members.count_expiring", "{}", "total") == 2);
    CHECK(number("members.count_expiring", "{}", "not_contacted") == 1);
    CHECK(number("members.count_care", k_week, "done") == 1);
    CHECK(code("members.count_care", R"({"from":"2026-01-01","until":"2026-12-31"})") ==
          "list_range_malformed");
}

TEST_CASE_FIXTURE(Members, "who was registered today: the newest, and how many by whom") {
    add("王小明", "13812345678");
    desk.clock.advance(1);
    const auto newest = add("李雷", "13912345678");
    sign_in(StaffRole::store_manager);
    add("韩梅梅", "13712345678");
    desk.run("UPDATE member SET joined_on = '2026-11-01' WHERE name = '韩梅梅'");
    const auto today = ok("members.registered_today", R"({"limit":1})");
    REQUIRE(today.at("newest").as_array().size() == 1);
    CHECK(text_at(today, "/newest/0/id") == newest);
    REQUIRE(today.at("by_clerk").as_array().size() == 1);
    CHECK(text_at(today, "/by_clerk/0/staff_number") == desk.number_of(StaffRole::clerk));
    CHECK(boost::json::value(today).at_pointer("/by_clerk/0/count").as_int64() == 2);
}

}  // namespace qiantai::ctl
