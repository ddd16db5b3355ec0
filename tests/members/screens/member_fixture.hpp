#pragma once

#include <boost/json.hpp>

#include "terminal/members/rules/members.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

inline constexpr auto k_name = "欧阳晶";

/// A member of the clerk's, open on the page.
struct MemberWindow : AppWindow {
    explicit MemberWindow(Who who = Who::store_manager, Headless::Size size = k_sizes[0])
        : AppWindow(size) {
        auto made = domain::Members(desk.context)
                        .register_member(desk.session(Who::clerk),
                                         {.name = k_name,
                                          .phone = "13911820746",
                                          .gender = Gender::female,
                                          .birthday = "1986-09-18",
                                          .consents = {{"membership", "QT-1", "counter"}}});
        REQUIRE(made.ok());
        id = made->member.id;
        sign_in(who);
        open(id);
    }
    void open(const Uuid& member) {
        auto now = flow();
        open_member(now, member);
        settle();
    }
    Flow flow() { return app.flow(); }
    /// What is seldom done stands at the end of the page.
    void scroll_to_end() {
        for (int i = 0; i < 8; ++i) window.drag({600, 700}, {600, 250}, 4);
        window.frames(120);
    }
    void scroll_to_start() {
        for (int i = 0; i < 8; ++i) window.drag({600, 250}, {600, 700}, 4);
        window.frames(120);
    }
    MemberState& page() { return state<MemberState>(); }
    MemberFormState& form() { return state<MemberEditState>().form; }
    void write(FormText field, const std::string& value) {
        auto now = flow();
        apply_member_form(now, form::SetText{field, value});
        settle();
    }
    /// Types into the dialog's field as a person does.
    void answer(std::string_view field, std::string_view text) {
        touch(field);
        type(text);
    }
    std::string card() { return desk.text("SELECT number FROM member_card LIMIT 1"); }
    void add_conflict(const std::string& column, const std::string& kept, const std::string& lost) {
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO member_conflict (id, store_code, subject_id, kind, column_name,"
                " kept_value, lost_value, status, created_at) VALUES (?, 'S001', ?, 'column',"
                " ?, ?, ?, 'open', 1)",
                desk.next_id(), id, column, boost::json::serialize(boost::json::value(kept)),
                boost::json::serialize(boost::json::value(lost)));
        });
    }
    Uuid id{};
};

struct ClerkWindow : MemberWindow {
    ClerkWindow() : MemberWindow(Who::clerk) {}
};

}  // namespace qiantai::app::test
