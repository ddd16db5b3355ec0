// Whom a colleague opened lately on this terminal.

#include "terminal/members/rules/recent_members.hpp"

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

struct Recent {
    test::TestDesk desk;
    Session clerk = desk.session(StaffRole::clerk),
            manager = desk.session(StaffRole::store_manager);
    RecentMembers recent{desk.context};
    int next_phone = 0;

    Uuid add(const std::string& name) {
        return desk.add_member(name, "1381234" + std::to_string(5000 + next_phone++)).id;
    }
    void open(const Uuid& id) {
        desk.clock.advance(1000);
        REQUIRE(recent.note_opened(clerk, id).ok());
    }
    std::string names(const Session& session) {
        std::string text;
        for (const auto& member : recent.list(session).value()) text += member.name;
        return text;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Recent, "the last opened stands first, each once, and eight are kept") {
    const auto one = add("甲");
    open(one);
    open(add("乙"));
    open(one);
    CHECK(names(clerk) == "甲乙");
    CHECK(names(manager).empty());
    for (const auto* name : {"丙", "丁", "戊", "己", "庚", "辛", "壬"}) open(add(name));
    CHECK(names(clerk) == "壬辛庚己戊丁丙甲");
    CHECK(desk.number("SELECT count(*) FROM recent_member") == k_recent_members_max);
}

TEST_CASE_FIXTURE(Recent, "a month later nobody is on the list") {
    open(add("甲"));
    desk.clock.advance(k_recent_age_max_ms + 1);
    CHECK(names(clerk).empty());
}

TEST_CASE_FIXTURE(Recent, "who is erased or leaves this terminal is on no list, nor in the table") {
    const auto erased = add("甲"), gone = add("乙");
    open(erased);
    open(gone);
    desk.from_headquarters([&] {
        desk.run("UPDATE member SET status = 'erased', name = NULL WHERE id = ?", erased);
        desk.run("DELETE FROM member WHERE id = ?", gone);
    });
    CHECK(desk.number("SELECT count(*) FROM recent_member") == 0);
    REQUIRE(recent.note_opened(clerk, erased).ok());
    CHECK(names(clerk).empty());
    CHECK(code_of(recent.note_opened(clerk, gone)) == "member_not_found");
}

TEST_CASE_FIXTURE(Recent, "a list ends with its owner's role, store or work") {
    for (const auto* change : {"role = 'auditor'", "store_code = 'S002'", "status = 'left'"}) {
        CAPTURE(change);
        open(add("甲"));
        desk.from_headquarters([&] {
            desk.run("UPDATE staff SET name = '改名' WHERE number = ?", clerk.staff_number);
        });
        CHECK(desk.number("SELECT count(*) FROM recent_member") == 1);
        desk.from_headquarters([&] {
            desk.run(std::string("UPDATE staff SET ") + change + " WHERE number = ?",
                     clerk.staff_number);
        });
        CHECK(desk.number("SELECT count(*) FROM recent_member") == 0);
        desk.from_headquarters([&] {
            desk.run(
                "UPDATE staff SET role = 'clerk', store_code = 'S001', status = 'active'"
                " WHERE number = ?",
                clerk.staff_number);
        });
    }
    CHECK(code_of(recent.list(desk.session(StaffRole::admin))) == "not_permitted");
}

TEST_CASE_FIXTURE(Recent, "of merged records the one that stands is listed") {
    const auto lost = add("甲"), winner = add("乙");
    open(lost);
    open(winner);
    desk.run("UPDATE member SET merged_into = ?1 WHERE id = ?2", winner, lost);
    CHECK(names(clerk) == "乙");
}

}  // namespace qiantai::domain
