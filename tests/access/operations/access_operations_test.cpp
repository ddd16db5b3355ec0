// What anybody in front of the terminal may know, and the own half-filled forms.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {

using test::TestCounter;
using test::text_at;

TEST_CASE("the name plate says where the terminal stands and who can sign in") {
    TestCounter counter;
    const auto facts = counter.ok("access.store_facts");
    CHECK(text_at(facts, "/store_code") == "S001");
    CHECK(text_at(facts, "/store_name") == "测试门店");
    CHECK(facts.at("utc_offset_minutes").as_int64() == 480);
    CHECK(text_at(facts, "/business_date") == "2026-11-18");
    CHECK_FALSE(facts.at("is_headquarters").as_bool());
    CHECK(TestCounter("HQ").ok("access.store_facts").at("is_headquarters").as_bool());
    const auto staff = counter.ok("access.staff_tiles").at("staff").as_array();
    CHECK(staff.size() == 7);
    for (const auto& person : staff) CHECK(person.as_object().size() == 3);
    counter.desk.from_headquarters(
        [&] { counter.desk.run("UPDATE staff SET status = 'left' WHERE number <> '1001'"); });
    const auto left = counter.ok("access.staff_tiles");
    CHECK(left.at("staff").as_array().size() == 1);
    CHECK(text_at(left, "/staff/0/role") == "clerk");
}

TEST_CASE("a draft is kept for whoever saved it, until it is thrown away") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    constexpr auto k_form = R"({"kind":"member.register"})";
    CHECK(counter.ok("drafts.load", k_form).empty());
    counter.ok("drafts.save", R"({"kind":"member.register","content":{"name":"王"}})");
    CHECK(counter.code("drafts.save", R"({"kind":"member.register","content":[]})") != "ok");
    CHECK(text_at(counter.ok("drafts.load", k_form), "/draft/content/name") == "王");
    CHECK(counter.ok("drafts.list").at("drafts").as_array().size() == 1);
    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.ok("drafts.load", k_form).empty());
    counter.ok("drafts.discard", k_form);
    counter.sign_in(StaffRole::clerk);
    CHECK(counter.ok("drafts.load", k_form).contains("draft"));
    counter.ok("drafts.discard", k_form);
    CHECK(counter.ok("drafts.load", k_form).empty());
    CHECK(counter.ok("drafts.list").at("drafts").as_array().empty());
}

}  // namespace qiantai::ctl
