#pragma once

#include "schema/base/lunar_calendar.hpp"
#include "terminal/kit/widgets/calendar.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

/// A terminal whose store has members with cards that expire and birthdays.
class ListsWindow : public AppWindow {
  public:
    using AppWindow::AppWindow;

    std::string today() { return domain::business_date(desk.context)->text(); }

    /// A member of the clerk's with a card that expires in so many days.
    domain::MemberCard add_card(const std::string& name, const std::string& phone, int days) {
        const auto member = desk.add_member(name, phone);
        desk.run("UPDATE member_card SET expires_on = ? WHERE member_id = ?",
                 Date::of_text(today()).plus_days(days).text(), member.id);
        return domain::load_cards(desk.database(), member.id)->front();
    }
    void open(Who role) {
        sign_in(role);
        open_lists();
    }
    ListsState& lists() { return state<ListsState>(); }
};

}  // namespace qiantai::app::test
