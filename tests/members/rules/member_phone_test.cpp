#include "terminal/members/rules/member_phone.hpp"

#include <doctest/doctest.h>

#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::TestDesk;

const std::string k_old_phone = "13812345678";

struct PhoneDesk final : TestDesk {
    Session clerk() { return session(StaffRole::clerk); }
    Session manager() { return session(StaffRole::store_manager); }

    /// A member who may be called and written to.
    Uuid add_holder(const std::string& name) {
        const auto made =
            Members(context).register_member(clerk(), {.name = name,
                                                       .phone = k_old_phone,
                                                       .consents = {{"membership", "7", "counter"},
                                                                    {"callback", "7", "counter"},
                                                                    {"marketing", "7", "paper"}},
                                                       .duplicates = DuplicateCheck::accept});
        REQUIRE(made.ok());
        return made->member.id;
    }
    Uuid open_case(const Uuid& one, const Uuid& other) {
        const auto id = next_id();
        from_headquarters([&] {
            run("INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id,"
                " column_name, status, created_at)"
                " VALUES (?, 'S001', 'duplicate', ?, ?, 'phone', 'open', 1)",
                id, one, other);
        });
        return id;
    }
    std::string status(const Uuid& conflict) {
        return text("SELECT status FROM member_conflict WHERE id = ?", conflict);
    }
    MemberDetails details(const Uuid& id) { return Members(context).get(manager(), id).value(); }
    /// The last decision of each purpose.
    std::string decision(const Uuid& id, std::string_view purpose) {
        std::string last;
        for (const auto& consent : details(id).consents) {
            if (consent.purpose.text() == purpose) last = consent.decision.text();
        }
        return last;
    }
};

}  // namespace

TEST_CASE("a number that passed on finds, doubles and calls its old holder no more") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明");
    const auto holder = desk.add_member("李娜", "13900000000").id;
    const auto conflict = desk.open_case(old, holder);
    const auto other_case = desk.open_case(holder, desk.add_member("张三", "13900000001").id);
    MemberPhone phones(desk.context);
    REQUIRE(phones.release(desk.clerk(), old).ok());
    CHECK(desk.last_action() == "members.release_phone");
    CHECK(desk.details(old).member.phone.empty());
    CHECK(desk.details(old).former_phone == k_old_phone);
    CHECK(Members(desk.context).find(desk.clerk(), k_old_phone)->empty());
    CHECK(Members(desk.context)
              .possible_duplicates(desk.clerk(), {k_old_phone, "李娜", ""})
              ->empty());
    CHECK(load_do_not_call(desk.database(), old).value());
    CHECK(desk.decision(old, "callback") == "withdrawn");
    CHECK(desk.decision(old, "marketing") == "withdrawn");
    CHECK(desk.decision(old, "membership") == "given");
    CHECK(desk.status(conflict) == "resolved");
    CHECK(desk.status(other_case) == "open");
    // The new holder needs no excuse.
    const auto made =
        Members(desk.context).register_member(desk.clerk(), {.name = "赵四", .phone = k_old_phone});
    CHECK(made.ok());
    CHECK(code_of(phones.release(desk.clerk(), old)) == "phone_absent");
}

TEST_CASE("a mistake is taken back: number, consents and cases are as before") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明");
    const auto conflict = desk.open_case(old, desk.add_member("李娜", "13900000000").id);
    MemberPhone phones(desk.context);
    CHECK(code_of(phones.restore(desk.clerk(), old)) == "phone_not_released");
    REQUIRE(phones.release(desk.clerk(), old).ok());
    REQUIRE(phones.restore(desk.clerk(), old).ok());
    CHECK(desk.details(old).member.phone == k_old_phone);
    CHECK(desk.details(old).former_phone.empty());
    CHECK(desk.decision(old, "callback") == "given");
    CHECK(desk.decision(old, "marketing") == "given");
    CHECK(desk.status(conflict) == "open");
    CHECK_FALSE(load_do_not_call(desk.database(), old).value());
    CHECK(code_of(phones.restore(desk.clerk(), old)) == "phone_not_released");
}

TEST_CASE("what was never agreed to is not agreed to by taking it back") {
    PhoneDesk desk;
    const auto old = desk.add_member("王小明", k_old_phone).id;
    MemberPhone phones(desk.context);
    REQUIRE(phones.release(desk.clerk(), old).ok());
    CHECK(load_do_not_call(desk.database(), old).value());
    REQUIRE(phones.restore(desk.clerk(), old).ok());
    CHECK(desk.details(old).consents.empty());
}

TEST_CASE("a new number is of the member, and the old one is of the past") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明");
    const auto conflict = desk.open_case(old, desk.add_member("李娜", "13900000000").id);
    MemberPhone phones(desk.context);
    REQUIRE(phones.release(desk.clerk(), old).ok());
    REQUIRE(Members(desk.context).update(desk.clerk(), old, {.phone = "13700000000"}).ok());
    CHECK(desk.details(old).member.phone == "13700000000");
    CHECK(desk.details(old).former_phone.empty());
    CHECK(code_of(phones.restore(desk.clerk(), old)) == "phone_not_released");
    CHECK(desk.decision(old, "callback") == "withdrawn");
    CHECK(desk.status(conflict) == "resolved");
}

TEST_CASE("a changed number ends the cases about the old one, an emptied one is refused") {
    PhoneDesk desk;
    const auto member = desk.add_holder("王小明");
    const auto conflict = desk.open_case(member, desk.add_member("李娜", "13900000000").id);
    CHECK(code_of(Members(desk.context).update(desk.clerk(), member, {.phone = ""})) ==
          "phone_not_emptied");
    CHECK(desk.status(conflict) == "open");
    REQUIRE(Members(desk.context).update(desk.clerk(), member, {.phone = "13700000000"}).ok());
    CHECK(desk.status(conflict) == "resolved");
}

TEST_CASE("records merged into the member lose the number with it, and have it back with it") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明"), twin = desk.add_holder("王小明");
    const auto conflict = desk.open_case(old, twin);
    REQUIRE(MemberMerge(desk.context).merge(desk.manager(), twin, old).ok());
    MemberPhone phones(desk.context);
    REQUIRE(phones.release(desk.clerk(), old).ok());
    CHECK(desk.number("SELECT count(*) FROM member WHERE phone IS NOT NULL") == 0);
    CHECK(desk.status(conflict) == "resolved");
    REQUIRE(phones.restore(desk.clerk(), old).ok());
    CHECK(desk.number("SELECT count(*) FROM member WHERE phone = ?", k_old_phone) == 2);
    CHECK(desk.status(conflict) == "resolved");
    REQUIRE(phones.release(desk.clerk(), old).ok());
    REQUIRE(MemberMerge(desk.context).undo_merge(desk.manager(), twin).ok());
    CHECK(desk.details(twin).former_phone == k_old_phone);
    REQUIRE(phones.restore(desk.clerk(), twin).ok());
    CHECK(desk.details(old).former_phone == k_old_phone);
}

TEST_CASE("the former number is masked like a number, goes with an erasure, and is in the copy") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明");
    REQUIRE(MemberPhone(desk.context).release(desk.clerk(), old).ok());
    desk.add_staff("1077", StaffRole::clerk);
    const Session colleague{"1077", "员工", StaffRole::clerk, "S001", false};
    CHECK(Members(desk.context).get(colleague, old)->former_phone == "138****5678");
    CHECK(Members(desk.context).get(desk.session(StaffRole::auditor), old)->former_phone.empty());
    CHECK(Members(desk.context).copy(desk.manager(), old, "本人申请")->former_phone == k_old_phone);
    REQUIRE(MemberErase(desk.context).erase(desk.manager(), old, "本人申请").ok());
    CHECK(desk.text("SELECT ifnull(released_phone, 'gone') FROM member WHERE id = ?", old) ==
          "gone");
    CHECK(desk.number("SELECT count(*) FROM outbox WHERE columns LIKE '%' || ? || '%'",
                      k_old_phone) == 0);
}

TEST_CASE("another store's member is that store's to change") {
    PhoneDesk desk;
    const auto old = desk.add_holder("王小明");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", old); });
    CHECK(code_of(MemberPhone(desk.context).release(desk.clerk(), old)) == "member_of_other_store");
}

}  // namespace qiantai::domain
