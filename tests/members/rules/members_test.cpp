#include "terminal/members/rules/members.hpp"

#include <doctest/doctest.h>

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

/// Makes the member another clerk's, as headquarters' feed would bring it.
void give_to(TestDesk& desk, const Uuid& id, const std::string& clerk) {
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET home_clerk = ? WHERE id = ?", clerk, id); });
}

void move_to_other_store(TestDesk& desk, const Uuid& id) {
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", id); });
}

}  // namespace

TEST_CASE("each role sees of a member what the domain page says") {
    TestDesk desk;
    Members members(desk.context);
    Registration registration{.name = "王小明",
                              .phone = "13812345678",
                              .birthday = "1988-05-03",
                              .preferences = "靠窗",
                              .notes = "过敏"};
    const auto own =
        members.register_member(desk.session(StaffRole::clerk), registration)->member.id;

    CHECK(members.get(desk.session(StaffRole::clerk), own)->member.phone == "13812345678");
    give_to(desk, own, "1999");
    const auto masked = members.get(desk.session(StaffRole::clerk), own)->member;
    CHECK(masked.contact == ContactAccess::masked);
    CHECK(masked.phone == "138****5678");
    CHECK(masked.name == "王小明");
    CHECK(masked.birthday.empty());
    CHECK(masked.preferences.empty());
    CHECK(masked.notes.empty());
    CHECK(members.get(desk.session(StaffRole::store_manager), own)->member.notes == "过敏");
    CHECK(members.get(desk.session(StaffRole::cs_agent), own)->member.phone == "138****5678");
    const auto audited = members.get(desk.session(StaffRole::auditor), own)->member;
    CHECK(audited.phone.empty());
    CHECK(audited.name == "王**");
    CHECK(code_of(members.get(desk.session(StaffRole::admin), own)) == "not_permitted");
    move_to_other_store(desk, own);
    CHECK(members.get(desk.session(StaffRole::store_manager), own)->member.phone == "138****5678");
}

TEST_CASE("finding masks like getting, by phone, last four, card, name and pinyin") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("欧阳娜娜", "13812345678").id;
    give_to(desk, id, "1999");
    const auto card = load_cards(desk.database(), id)->front().number;
    for (const std::string& typed :
         {std::string("13812345678"), std::string("5678"), std::string("欧阳"), std::string("娜"),
          std::string("oynn"), std::string("ouyang"), card}) {
        CAPTURE(typed);
        const auto found = members.find(desk.session(StaffRole::clerk), typed);
        REQUIRE(found.ok());
        REQUIRE(found->size() == 1);
        CHECK(found->front().member.id == id);
        CHECK(found->front().member.phone == "138****5678");
        CHECK(found->front().tier_name == "standard");
        CHECK(found->front().card_number == card);
        CHECK(found->front().card_status == CardStatus::active);
    }
    CHECK(members.find(desk.session(StaffRole::clerk), "诸葛")->empty());
}

TEST_CASE("revealing needs the right and a reason and is in the trail before anything is shown") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    give_to(desk, id, "1999");
    const auto session = desk.session(StaffRole::clerk);
    for (const auto* reason : {"", " ", "x", "call 13812345678", "王小明来电"}) {
        CAPTURE(reason);
        CHECK(code_of(members.reveal_contact(session, id, reason)) == "reason_missing");
    }
    CHECK(code_of(members.reveal_contact(session, id, std::string(201, 'x'))) == "reason_missing");
    CHECK(code_of(members.reveal_contact(desk.session(StaffRole::cs_agent), id, "回访")) ==
          "not_permitted");
    CHECK(code_of(members.reveal_contact(session, desk.next_id(), "回访")) == "member_not_found");
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE action = 'members.reveal_contact'") ==
          0);
    const auto shown = members.reveal_contact(session, id, "顾客到店取货");
    REQUIRE(shown.ok());
    CHECK(shown->phone == "13812345678");
    CHECK(desk.text("SELECT detail ->> 'reason' FROM audit_event WHERE action = "
                    "'members.reveal_contact'") == "顾客到店取货");
    CHECK(members.get(session, id)->member.phone == "138****5678");  // for once only
}

TEST_CASE("an update writes the changed columns only and names them in the trail") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    MemberUpdate changes{.name = "王晓明", .phone = "138 1234 5678", .notes = "过敏"};
    REQUIRE(members.update(desk.session(StaffRole::clerk), id, changes).ok());
    CHECK(desk.text("SELECT columns FROM outbox WHERE op = 'update'") ==
          R"({"name":"王晓明","notes":"过敏"})");
    CHECK(
        desk.text("SELECT detail ->> 'fields' FROM audit_event WHERE action = 'members.update'") ==
        "name,notes");
    const auto before = desk.number("SELECT count(*) FROM outbox");
    CHECK(members.update(desk.session(StaffRole::clerk), id, changes).ok());
    CHECK(desk.number("SELECT count(*) FROM outbox") == before);  // nothing new, nothing written
    CHECK(members.update(desk.session(StaffRole::clerk), id, {.notes = ""}).ok());
    CHECK(desk.number("SELECT notes IS NULL FROM member") == 1);
}

TEST_CASE("an update is checked like a registration") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    const auto id = desk.add_member("王小明", "13812345678").id;
    desk.add_member("李四", "13912345678");
    CHECK(code_of(members.update(session, id, {.name = ""})) == "name_malformed");
    CHECK(code_of(members.update(session, id, {.phone = ""})) == "phone_not_emptied");
    CHECK(code_of(members.update(session, id, {.phone = "13912345678"})) == "possible_duplicate");
    CHECK(
        members.update(session, id, {.phone = "13912345678", .duplicates = DuplicateCheck::accept})
            .ok());
    CHECK(code_of(members.update(session, id, {.gender = Coded<Gender>::of_text("x")})) ==
          "value_not_allowed");
    CHECK(code_of(members.update(session, id, {.birthday = "2020-04L-15"})) ==
          "birthday_malformed");
    CHECK(members
              .update(session, id,
                      {.birthday = "2020-04L-15", .birthday_calendar = BirthdayCalendar::lunar})
              .ok());
    CHECK(code_of(members.update(session, id, {.birthday_calendar = BirthdayCalendar::solar})) ==
          "birthday_malformed");
    CHECK(code_of(members.update(session, desk.next_id(), {.notes = "x"})) == "member_not_found");
}

TEST_CASE("a clerk can't make a customer their own, a manager can") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    give_to(desk, id, TestDesk::number_of(StaffRole::store_manager));
    const auto clerk = TestDesk::number_of(StaffRole::clerk);
    CHECK(code_of(members.update(desk.session(StaffRole::clerk), id, {.home_clerk = clerk})) ==
          "not_permitted");
    CHECK(code_of(members.update(desk.session(StaffRole::clerk), id, {.tier_code = "gold"})) ==
          "not_permitted");
    const auto manager = desk.session(StaffRole::store_manager);
    CHECK(members.update(manager, id, {.tier_code = "gold", .home_clerk = clerk}).ok());
    CHECK(code_of(members.update(manager, id, {.home_clerk = "9999"})) == "home_clerk_unknown");
    CHECK(members.get(desk.session(StaffRole::clerk), id)->member.phone == "13812345678");
}

TEST_CASE("another store's member can be read but not changed") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    move_to_other_store(desk, id);
    const auto manager = desk.session(StaffRole::store_manager);
    CHECK(members.get(manager, id).ok());
    CHECK(code_of(members.update(manager, id, {.notes = "x"})) == "member_of_other_store");
    CHECK(code_of(members.copy(manager, id, "本人申请")) == "member_of_other_store");
    CHECK(code_of(MemberCards(desk.context).set_card(manager, {.member_id = id})) ==
          "member_of_other_store");
}

TEST_CASE("possible duplicates: same phone, or same name and birthday, however typed") {
    TestDesk desk;
    Members members(desk.context);
    const auto session = desk.session(StaffRole::clerk);
    Registration registration{
        .name = "阿依古丽·买买提", .phone = "13812345678", .birthday = "1988-05-03"};
    const auto id = members.register_member(session, registration)->member.id;
    const auto by_phone = members.possible_duplicates(session, {.phone = "+86 138-1234-5678"});
    REQUIRE(by_phone->size() == 1);
    CHECK(by_phone->front().reason == DuplicateReason::same_phone);
    CHECK(by_phone->front().member.joined_on == business_date(desk.context)->text());
    CHECK(by_phone->front().tier_name == "standard");
    CHECK(by_phone->front().card_number == load_cards(desk.database(), id)->front().number);
    CHECK(by_phone->front().card_status == CardStatus::active);
    const auto by_name = members.possible_duplicates(
        session, {.phone = "13999999999", .name = "阿依古丽.买买提", .birthday = "1988-05-03"});
    REQUIRE(by_name->size() == 1);
    CHECK(by_name->front().member.id == id);
    CHECK(by_name->front().reason == DuplicateReason::same_name_and_birthday);
    CHECK(members.possible_duplicates(session, {.name = "阿依古丽·买买提"})->empty());
    CHECK(members.possible_duplicates(session, {.phone = "1381", .name = "阿", .birthday = "1988"})
              ->empty());
}

TEST_CASE("the history says who did what without any value") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    CHECK(members.update(desk.session(StaffRole::clerk), id, {.name = "王晓明"}).ok());
    CHECK(code_of(members.history(desk.session(StaffRole::clerk), id)) == "not_permitted");
    const auto history = members.history(desk.session(StaffRole::store_manager), id);
    REQUIRE(history->size() == 2);
    CHECK(history->front().action == "members.update");
    CHECK(history->back().action == "members.register");
    CHECK(history->front().detail_json == R"({"fields":"name"})");
}

TEST_CASE("a member's copy of their own data is complete and audited") {
    TestDesk desk;
    Members members(desk.context);
    const auto id = desk.add_member("王小明", "13812345678").id;
    CHECK(MemberConsents(desk.context)
              .record(desk.session(StaffRole::clerk), id, {"marketing", "2026-01", "phone"})
              .ok());
    CHECK(code_of(members.copy(desk.session(StaffRole::clerk), id, "本人申请")) == "not_permitted");
    const auto copy = members.copy(desk.session(StaffRole::store_manager), id, "本人申请");
    REQUIRE(copy.ok());
    CHECK(copy->member.phone == "13812345678");
    CHECK(copy->cards.size() == 1);
    CHECK(copy->consents.size() == 1);
    CHECK(desk.last_action() == "members.copy");
}

TEST_CASE("a number that lies at headquarters for one agent's task finds nobody by a part of it") {
    TestDesk desk("HQ");
    desk.from_headquarters([&] {
        desk.run("INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar,"
                 " heard_from, tier_code, status, joined_on, created_by, created_at) VALUES"
                 " (?, 'S001', '孙丽', '13812345678', 'unknown', 'solar', 'unknown', 'standard',"
                 " 'active', '2026-01-01', '1001', 1)",
                 desk.next_id());
    });
    Members members(desk.context);
    const auto agent = desk.session(StaffRole::cs_agent);
    CHECK(members.find(agent, "13812345678")->size() == 1);
    CHECK(members.find(agent, "138")->empty());
    CHECK(members.find(agent, "5678")->empty());
}

}  // namespace qiantai::domain
