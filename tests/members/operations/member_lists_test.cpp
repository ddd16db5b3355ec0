// Work lists through their operations: every answer fits its schema, and pages lead on.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

std::string in_id(const std::string& id, std::string_view more = {}) {
    return R"({"member_id":")" + id + "\"" + std::string(more) + "}";
}

}  // namespace

TEST_CASE("an expiring card is listed, called about, renewed and let lapse") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto id = text_at(counter.ok("members.register", R"({"name":"王","phone":"13812345678",)"
                                                           R"("birthday":"1990-11-20"})"),
                            "/member/id");
    counter.ok("members.register", R"({"name":"李","phone":"13812345679"})");
    counter.desk.run("UPDATE member_card SET expires_on = '2026-11-25'");
    auto page = counter.ok("members.expiring", R"({"limit":1})");
    CHECK(page.at("cards").as_array().size() == 1);
    const boost::json::object after{{"limit", 1}, {"after", page.at("next")}};
    page = counter.call("members.expiring", after).value();
    CHECK(page.at("cards").as_array().size() == 1);
    CHECK_FALSE(page.contains("next"));
    counter.ok("members.record_contact",
               in_id(id, R"(,"kind":"expiry","outcome":"reached","remark":"周六来")"));
    page = counter.ok("members.expiring", R"({"contacted":"done"})");
    CHECK(text_at(page, "/cards/0/last_contact/remark") == "周六来");
    const auto contact = text_at(page, "/cards/0/last_contact/id");
    const auto renewed = counter.ok("members.renew", in_id(id));
    CHECK(text_at(renewed, "/card/expires_on") == "2027-11-25");
    const auto card = R"({"card_id":")" + text_at(renewed, "/card/id") + R"("})";
    CHECK(text_at(counter.ok("members.undo_renewal", card), "/card/expires_on") == "2026-11-25");
    CHECK(counter.code("members.undo_renewal", card) == "undo_too_late");
    counter.ok("members.undo_contact", R"({"contact_id":")" + contact + R"("})");
    counter.ok("members.renew", in_id(id));
    CHECK(counter.code("members.lapse", in_id(id)) == "input_invalid");
    CHECK(counter.code("members.lapse", in_id(id, R"(,"reason":"bored")")) == "input_invalid");
    CHECK(counter.code("members.record_contact",
                       in_id(id, R"(,"kind":"expiry","outcome":"shouted")")) == "input_invalid");
    CHECK(text_at(counter.ok("members.lapse", in_id(id, R"(,"reason":"price")")), "/card/status") ==
          "lapsed");
    const auto timeline = counter.ok("members.timeline", in_id(id));
    CHECK(timeline.at("entries").as_array().size() == 7);
    const auto today = counter.ok("members.today");
    CHECK(today.at("new_today_own").to_number<int>() == 2);
    CHECK(today.at("expiring_uncontacted").to_number<int>() == 1);
}

TEST_CASE("birthdays are listed with the greeting that was recorded for them") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto id = text_at(counter.ok("members.register", R"({"name":"王","phone":"13812345678",)"
                                                           R"("birthday":"1990-11-20"})"),
                            "/member/id");
    counter.ok("members.record_contact",
               in_id(id, R"(,"kind":"care","outcome":"reached","occasion_on":"2026-11-20")"));
    CHECK_FALSE(counter.ok("members.work_of", in_id(id)).contains("birthday"));
    const auto page = counter.ok("members.care", R"({"from":"2026-11-16","until":"2026-11-22"})");
    const auto& row = page.at("birthdays").as_array().front().as_object();
    CHECK(row.at("is_done").as_bool());
    CHECK(row.at("celebrated_on").as_string() == "2026-11-20");
    CHECK_FALSE(row.contains("age"));
}

}  // namespace qiantai::ctl
