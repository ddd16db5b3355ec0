#pragma once

// A store whose members' cards expire and whose birthdays come. The fake clock stands at 2026-11-18 in
// China.

#include "terminal/members/rules/member_lists.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

struct Lists {
    TestDesk desk;
    Session clerk = desk.session(StaffRole::clerk),
            manager = desk.session(StaffRole::store_manager);
    MemberLists lists{desk.context};
    MemberContacts contacts{desk.context};
    MemberCards cards{desk.context};
    Date today = business_date(desk.context).value();
    int next_phone = 0;

    Uuid add(const std::string& name, int expires_in_days) {
        const auto id = desk.add_member(name, "1381234" + std::to_string(5000 + next_phone++)).id;
        expire(id, expires_in_days);
        return id;
    }
    void expire(const Uuid& member, int in_days) {
        desk.run("UPDATE member_card SET expires_on = ? WHERE member_id = ?",
                 today.plus_days(in_days).text(), member);
    }
    std::string names(const ExpiringFilter& filter = {}) {
        std::string text;
        const auto page = lists.expiring(manager, filter).value();
        for (const auto& row : page.cards) text += row.member.name;
        return text;
    }
    Result<MemberContact> contact(const Uuid& id, ContactOutcome outcome, std::string remark = {}) {
        return contacts.record(clerk, {.member_id = id,
                                       .kind = ContactKind::expiry,
                                       .outcome = outcome,
                                       .remark = std::move(remark)});
    }
    void set_birthday(const Uuid& id, std::string_view birthday, std::string_view calendar) {
        desk.run("UPDATE member SET birthday = ?, birthday_calendar = ? WHERE id = ?", birthday,
                 calendar, id);
    }
    std::string celebrated(const std::string& from, const std::string& until) {
        std::string text;
        const auto page =
            lists.care(manager, {.from = Date::of_text(from), .until = Date::of_text(until)})
                .value();
        for (const auto& row : page.entries) {
            text += row.celebrated_on.text().substr(5) + row.member.name + " ";
        }
        return text;
    }
};

}  // namespace qiantai::domain::test
