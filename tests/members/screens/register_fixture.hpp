#pragma once

#include "terminal/base/drafts.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

/// A clerk in front of an empty registration.
struct RegisterWindow : AppWindow {
    explicit RegisterWindow(Headless::Size size = k_sizes[0], Who who = Who::clerk)
        : AppWindow(size) {
        sign_in(who);
        touch("会员");
        touch("register");
    }
    RegisterState& form() { return state<RegisterState>(); }
    void fill(FormText field, const std::string& value) { app_apply(form::SetText{field, value}); }
    void agree() { app_apply(form::Agree{"membership"}); }
    /// As if the intent had come out of the frame.
    void app_apply(const MemberFormIntent& intent) {
        auto flow = app.flow();
        apply_member_form(flow, intent);
        settle();
    }
    void fill_whole() {
        fill(FormText::phone, "13911820746");
        fill(FormText::name, "欧阳晶");
        agree();
    }
    std::int64_t members() { return desk.number("SELECT count(*) FROM member"); }
    std::size_t drafts() {
        return domain::Drafts(desk.context).list(desk.session(Who::clerk)).value().size();
    }
    bool has_error(std::string_view field) { return form().form.errors.contains(field); }
};

}  // namespace qiantai::app::test
