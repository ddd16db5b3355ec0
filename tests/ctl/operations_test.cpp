// The operations at work, each result checked against its schema (see TestCounter::call).

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

std::string with_id(const std::string& name, const std::string& id, std::string_view more = "") {
    return "{\"" + name + "\":\"" + id + "\"" + std::string(more) + "}";
}

std::string add_member(TestCounter& counter, const std::string& name, const std::string& phone) {
    return text_at(
        counter.ok("members.register", R"({"name":")" + name + R"(","phone":")" + phone + R"("})"),
        "/member/id");
}

}  // namespace

TEST_CASE("a day of a store, through every member operation") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto made = counter.ok("members.register", R"({
        "name":"阿依古丽•买买提","phone":"+86 138 1234 5678","gender":"female","birthday":"2020-04L-15",
        "birthday_calendar":"lunar","tier_code":"gold","card_number":"VIP-1","heard_from":"friend",
        "preferences":"靠窗","notes":"过敏","consents":[{"purpose":"membership","text_version":"1","channel":"counter"}]})");
    const auto id = text_at(made, "/member/id");
    CHECK(text_at(made, "/member/name") == "阿依古丽·买买提");
    CHECK(text_at(made, "/cards/0/number") == "VIP-1");
    CHECK(counter.code("members.register", R"({"name":"王","phone":"13812345678"})") ==
          "possible_duplicate");
    const auto twin =
        text_at(counter.ok("members.register",
                           R"({"name":"王","phone":"13812345678","accept_duplicate":true})"),
                "/member/id");
    CHECK(counter.ok("members.possible_duplicates", R"({"phone":"13812345678"})")
              .at("duplicates")
              .as_array()
              .size() == 2);
    const auto found = counter.ok("members.find", R"({"query":"5678"})");
    CHECK(found.at("members").as_array().size() == 2);
    CHECK(text_at(found, "/members/0/matched_by") == "last_four");
    CHECK(text_at(found, "/members/0/last_seen/what") == "registered");
    CHECK(text_at(counter.ok("members.update", with_id("member_id", id, R"(,"name":"阿依古丽")")),
                  "/member/name") == "阿依古丽");
    CHECK(text_at(counter.ok("members.get", with_id("member_id", id)), "/member/preferences") ==
          "靠窗");
    CHECK(text_at(counter.ok("members.reveal_contact",
                             with_id("member_id", id, R"(,"reason":"到店取货")")),
                  "/member/phone") == "13812345678");
    CHECK(text_at(counter.ok("members.set_card",
                             with_id("member_id", id, R"(,"action":"report_lost")")),
                  "/card/status") == "lost");
    CHECK(
        text_at(counter.ok("members.set_card", with_id("member_id", id, R"(,"action":"replace")")),
                "/card/status") == "active");
    CHECK(text_at(
              counter.ok("members.record_consent",
                         with_id("member_id", id,
                                 R"(,"purpose":"marketing","text_version":"1","channel":"phone")")),
              "/consent/decision") == "given");
    CHECK(text_at(
              counter.ok("members.withdraw_consent",
                         with_id("member_id", id,
                                 R"(,"purpose":"marketing","text_version":"1","channel":"phone")")),
              "/consent/decision") == "withdrawn");

    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.ok("members.conflicts").at("conflicts").as_array().empty());
    CHECK(counter.ok("members.shared_phones").at("pairs").as_array().size() == 1);
    CHECK(
        text_at(counter.ok("members.merge", with_id("member_id", twin, R"(,"into":")" + id + "\"")),
                "/standing_member") == id);
    CHECK(text_at(counter.ok("members.get", with_id("member_id", twin)), "/standing_member") == id);
    CHECK(counter.ok("members.get", with_id("member_id", id))
              .at("merged_members")
              .as_array()
              .size() == 1);
    counter.ok("members.undo_merge", with_id("member_id", twin));
    CHECK(counter.code("members.update", with_id("member_id", id, R"(,"phone":null)")) ==
          "phone_not_emptied");
    counter.ok("members.release_phone", with_id("member_id", id));
    CHECK(text_at(counter.ok("members.get", with_id("member_id", id)), "/former_phone") ==
          "13812345678");
    counter.ok("members.restore_phone", with_id("member_id", id));
    CHECK(counter.ok("members.history", with_id("member_id", id)).at("entries").as_array().size() >=
          6);
    CHECK(text_at(counter.ok("members.copy", with_id("member_id", id, R"(,"reason":"本人申请")")),
                  "/member/phone") == "13812345678");
    CHECK(counter.ok("members.erase", with_id("member_id", id, R"(,"reason":"本人申请")"))
              .at("erased")
              .as_array()
              .size() == 1);
    CHECK(text_at(counter.ok("members.get", with_id("member_id", id)), "/member/status") ==
          "erased");

    counter.sign_in(StaffRole::auditor);
    CHECK(counter.ok("audit.list", R"({"action":"members.","limit":500})")
              .at("events")
              .as_array()
              .size() >= 10);
    CHECK(counter.ok("audit.verify").at("whole").as_bool());
    CHECK(counter.ok("members.get", with_id("member_id", twin))
              .at("member")
              .as_object()
              .contains("phone") == false);
}

TEST_CASE("conflicts are listed and decided") {
    TestCounter counter;
    counter.sign_in(StaffRole::store_manager);
    const auto member = add_member(counter, "王小明", "13812345678");
    const auto conflict = counter.desk.next_id();
    counter.desk.from_headquarters([&] {
        counter.desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, column_name, "
            "kept_value,"
            " lost_value, status, created_at) VALUES (?, 'S001', 'column', ?, 'name', "
            "'\"王小明\"', '\"王晓明\"',"
            " 'open', 1)",
            conflict, *Uuid::parse(member));
    });
    CHECK(text_at(counter.ok("members.conflicts"), "/conflicts/0/lost_value") == "王晓明");
    counter.ok("members.resolve_conflict",
               with_id("conflict_id", conflict.text(), R"(,"choice":"restore")"));
    CHECK(text_at(counter.ok("members.get", with_id("member_id", member)), "/member/name") ==
          "王晓明");
    CHECK(counter.ok("members.conflicts", R"({"status":"decided"})").at("total").as_int64() == 1);
    counter.ok("members.reopen_conflict", with_id("conflict_id", conflict.text()));
    CHECK(text_at(counter.ok("members.get", with_id("member_id", member)), "/member/name") ==
          "王小明");
    CHECK(counter.ok("members.conflicts", with_id("after", conflict.text()))
              .at("conflicts")
              .as_array()
              .empty());
}

TEST_CASE("a merge takes the named fields over from the record that is merged away") {
    TestCounter counter;
    counter.sign_in(StaffRole::store_manager);
    const auto one = add_member(counter, "王小明", "13812345671");
    const auto other = add_member(counter, "王晓明", "13812345672");
    const auto into = R"(,"into":")" + other + R"(","take":)";
    CHECK(counter.code("members.merge", with_id("member_id", one, into + R"(["store_code"])")) ==
          "input_invalid");
    counter.ok("members.merge", with_id("member_id", one, into + R"(["phone"])"));
    const auto phone = [&] {
        return text_at(counter.ok("members.get", with_id("member_id", other)), "/member/phone");
    };
    CHECK(phone() == "13812345671");
    counter.ok("members.undo_merge", with_id("member_id", one));
    CHECK(phone() == "13812345672");
}

TEST_CASE("a tampered trail is named entry by entry") {
    TestCounter counter;
    counter.sign_in(StaffRole::auditor);
    counter.ok("audit.verify");
    counter.ok("audit.verify");
    counter.desk.from_headquarters(
        [&] { counter.desk.run("UPDATE audit_event SET staff_number = '1' WHERE chain_seq = 2"); });
    const auto verdict = counter.ok("audit.verify");
    CHECK_FALSE(verdict.at("whole").as_bool());
    CHECK(text_at(verdict, "/defects/0/kind") == "changed");
    CHECK(boost::json::value(verdict).at_pointer("/defects/0/chain_seq").as_int64() == 2);
}

TEST_CASE("signing in, changing the PIN and signing out within a session") {
    TestCounter counter;
    CHECK(counter.code("access.sign_in", R"({"staff_number":"1001","pin":"9631"})") ==
          "sign_in_refused");
    CHECK(text_at(counter.ok("access.sign_in", R"({"staff_number":"1001","pin":"2580"})"),
                  "/role") == "clerk");
    CHECK(counter.code("access.change_pin", R"({"old_pin":"2580","new_pin":"1234"})") ==
          "pin_too_easy");
    counter.ok("access.change_pin", R"({"old_pin":"2580","new_pin":"73619"})");
    counter.ok("access.sign_out");
    CHECK(counter.code("members.find", R"({"query":"x"})") == "sign_in_required");
    CHECK(text_at(counter.ok("access.sign_in", R"({"staff_number":"1001","pin":"73619"})"),
                  "/staff_number") == "1001");
}

TEST_CASE("headquarters sets up stores, staff, tiers and policies") {
    TestCounter counter("HQ");
    counter.sign_in(StaffRole::admin);
    counter.ok(
        "admin.save_store",
        R"({"code":"S002","name":"南京路店","address":"南京东路 1 号","phone":"021-1234567"})");
    CHECK(counter.ok("admin.list_stores").at("stores").as_array().size() == 2);
    const auto staff =
        counter.ok("admin.create_staff",
                   R"({"store_code":"S002","number":"2001","name":"赵六","role":"clerk"})");
    CHECK(text_at(staff, "/initial_pin").size() == 6);
    CHECK(counter.code("admin.update_staff", R"({"number":"2001","status":"asleep"})") ==
          "input_invalid");
    CHECK(text_at(counter.ok("admin.update_staff", R"({"number":"2001","role":"store_manager"})"),
                  "/staff/role") == "store_manager");
    CHECK(text_at(counter.ok("admin.reset_pin", R"({"number":"2001"})"), "/initial_pin").size() ==
          6);
    CHECK(
        counter.ok("admin.list_staff", R"({"store_code":"S002"})").at("staff").as_array().size() ==
        1);
    counter.ok(
        "admin.save_tier",
        R"({"code":"diamond","name":"钻石卡","rank":9,"spend_min_fen":1000000,"valid_months":36})");
    CHECK(counter.ok("admin.list_tiers").at("tiers").as_array().size() == 3);
    counter.ok("admin.save_policy", R"({"code":"churn.lost_days","value":{"days":180}})");
    CHECK(boost::json::value(counter.ok("admin.list_policies"))
              .at_pointer("/policies/0/value/days")
              .as_int64() == 180);
    const auto terminal = counter.desk.next_id();
    counter.desk.from_headquarters([&] {
        counter.desk.run(
            "INSERT INTO terminal (id, store_code, code, name, status, enrolled_at, created_at) "
            "VALUES (?,"
            " 'S002', '01', 'x', 'active', 5, 1)",
            terminal);
    });
    CHECK(text_at(counter.ok("admin.rename_terminal",
                             with_id("terminal_id", terminal.text(), R"(,"name":"前台")")),
                  "/terminal/name") == "前台");
    CHECK(text_at(counter.ok("admin.revoke_terminal", with_id("terminal_id", terminal.text())),
                  "/terminal/status") == "revoked");
    CHECK(counter.ok("admin.list_terminals").at("terminals").as_array().size() == 1);
    CHECK(counter.code("admin.enrolment_code", R"({"store_code":"S002","terminal_name":"前台"})") ==
          "terminal_not_enrolled");
}

TEST_CASE("without any network everything is recorded, counted and told") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto member = add_member(counter, "王小明", "13812345678");
    CHECK(counter.code("sync.run") == "terminal_not_enrolled");
    CHECK(counter.ok("sync.status").at("waiting_count").as_int64() == 3);
    const auto outbox = counter.ok("sync.outbox", R"({"limit":2})");
    CHECK(outbox.at("changes").as_array().size() == 2);
    CHECK(boost::json::serialize(outbox).find("13812345678") == std::string::npos);
    CHECK(text_at(counter.ok("sync.proof", with_id("id", member, R"(,"entity":"member")")),
                  "/proof") == "waiting");
    CHECK(counter.code("sync.proof", with_id("id", member, R"(,"entity":"rejection")")) ==
          "entity_unknown");
    CHECK_FALSE(counter.ok("sync.period_proof", R"({"from":0,"until":7258118400000})")
                    .at("complete")
                    .as_bool());
    CHECK(counter.ok("sync.rejections").at("rejections").as_array().empty());
    CHECK(counter.code("sync.retry_rejection", R"({"seq":1})") == "rejection_not_open");
}

TEST_CASE(
    "a refused record is told with its reason, sent again or given up, and both are audited") {
    TestCounter counter;
    counter.sign_in(StaffRole::store_manager);
    add_member(counter, "王小明", "13812345678");
    add_member(counter, "李四", "13912345678");
    counter.desk.run(
        "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en, "
        "rejected_at)"
        " SELECT seq, entity, id, 'other_store', 'administrator', 'store_code', "
        "'记录属于其他门店。',"
        " 'The record belongs to another store.', 5 FROM outbox WHERE entity = 'member'");
    const auto rejections = counter.ok("sync.rejections").at("rejections").as_array();
    REQUIRE(rejections.size() == 2);
    CHECK(boost::json::serialize(rejections).find("13812345678") == std::string::npos);
    const auto seq = [&](std::size_t i) {
        return std::to_string(rejections[i].at("seq").as_int64());
    };
    CHECK(counter.ok("sync.retry_rejection", "{\"seq\":" + seq(0) + "}").at("closed").as_int64() ==
          1);
    CHECK(counter.desk.last_action() == "sync.retry_rejection");
    counter.ok("sync.hand_over_rejection", "{\"seq\":" + seq(1) + R"(,"remark":"两次登记"})");
    CHECK(counter.desk.last_action() == "sync.hand_over_rejection");
    const auto handed = counter.ok("sync.rejections", "{}").at("rejections").as_array();
    CHECK(handed.at(0).at("handed_over").as_bool());
    CHECK(handed.at(0).at("remark").as_string() == "两次登记");
    CHECK(counter.ok("sync.discard_rejection", "{\"seq\":" + seq(1) + R"(,"reason":"重复登记"})")
              .at("closed")
              .as_int64() == 1);
    CHECK(counter.desk.last_action() == "sync.discard_rejection");
    CHECK(counter.ok("sync.rejections").at("rejections").as_array().empty());
    CHECK(counter.ok("sync.rejections", R"({"all":true})").at("rejections").as_array().size() == 2);
}

}  // namespace qiantai::ctl
