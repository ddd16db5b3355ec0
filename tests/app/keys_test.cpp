// A real keyboard alone: every screen of the list, and the ways through them.

#include <imgui_internal.h>

#include <set>

#include "terminal/app/screens.hpp"
#include "terminal/members/screens/screen_case.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct KeysWindow : AppWindow {
    explicit KeysWindow(Who role = Who::store_manager, Headless::Size size = k_sizes[0])
        : AppWindow(size) {
        member = desk.add_member("陈静", "13800138001");
        const domain::Registration twin{
            .name = "陈晶", .phone = "13800138001", .duplicates = domain::DuplicateCheck::accept};
        REQUIRE(domain::Members(desk.context).register_member(desk.session(Who::clerk), twin).ok());
        domain::GoodsDeposit deposit{.member_id = member.id, .item = "奶粉", .quantity = 3};
        goods = domain::StoredGoodsKeeper(desk.context)
                    .deposit(desk.session(Who::clerk), deposit)
                    .value()
                    .line.goods.id;
        who = role;
    }
    static ImGuiID focus() { return ImGui::GetCurrentContext()->NavId; }
    const SeenItem* focused() const {
        const auto& items = seen().items;
        const auto found = std::ranges::find(items, focus(), &SeenItem::id);
        return found == items.end() ? nullptr : &*found;
    }
    std::string focus_name() const {
        const auto* item = focused();
        return item == nullptr ? std::string() : item->name;
    }
    bool has_screen_keyboard() const { return seen().find("ground") != nullptr; }
    void go_to(std::string_view name) {
        CAPTURE(name);
        // Before the first key the ring is hidden.
        for (int i = 0; i < 120; ++i) {
            if (focus_name() == name && ImGui::GetIO().NavVisible) break;
            key(ImGuiKey_Tab);
        }
        REQUIRE(focus_name() == name);
    }
    void sign_in_by_keys() {
        go_to(TestDesk::number_of(who));
        key(ImGuiKey_Enter);
        type(domain::test::k_pin);
        key(ImGuiKey_Enter);
        REQUIRE(scene().session);
    }
    /// With a record on it, where it shows one.
    void open(ScreenId id) {
        auto flow = app.flow();
        if (id == k_member_screen) {
            open_member(flow, member.id);
        } else if (id == k_edit_screen) {
            begin_edit(flow, member);
        } else if (id == k_register_screen) {
            begin_registration(flow, {});
        } else if (id == k_goods_screen || id == k_goods_slip_screen) {
            open_goods(flow, goods);
        } else if (id == k_case_screen) {
            open_member(flow, member.id);
        } else {
            open_screen(flow, id);
        }
        settle();
        auto on_page = app.flow();
        if (id == k_goods_slip_screen) turn_to_customer(on_page);
        if (id == k_case_screen) {
            compare_members(on_page, state<MemberState>().duplicates.front());
        }
        settle();
    }
    /// Round with Tab: what was reached, by id. Everything reached is in sight, and no on-screen
    /// keyboard opens.
    std::set<ImGuiID> walk() {
        std::set<ImGuiID> reached;
        for (int i = 0; i < 200; ++i) {
            const auto* item = focused();
            if (item != nullptr) {
                CAPTURE(item->name);
                CHECK_FALSE(item->target.intersected(item->clip).empty());
                CHECK(item->reachable);
                if (!reached.insert(item->id).second) return reached;
            }
            CHECK_FALSE(has_screen_keyboard());
            const bool hidden = !ImGui::GetIO().NavVisible;
            key(ImGuiKey_Tab);
            if (hidden) reached.clear();
        }
        FAIL("Tab never comes round");
        return reached;
    }
    /// Whatever a finger can press is reached with keys.
    void check_reaches_all() {
        const auto reached = walk();
        const auto& items = seen().items;
        const auto pad = std::ranges::find(items, "digits", &SeenItem::name);
        for (const auto& item : items) {
            const bool pressed = item.kind == ItemKind::button || item.kind == ItemKind::field;
            if (!item.reachable || !item.enabled || !pressed) continue;
            // The pad is one item, its keys are the keyboard's.
            if (pad != items.end() && pad->target.contains(item.target)) continue;
            CAPTURE(item.name);
            CAPTURE(item.label);
            CHECK(reached.contains(item.id));
        }
    }

    domain::Member member;
    Uuid goods;
    Who who = Who::store_manager;
};

}  // namespace

TEST_CASE("with keys alone: sign-in, a wrong PIN, and again") {
    KeysWindow till(Who::clerk);
    till.check_reaches_all();
    till.go_to(TestDesk::number_of(Who::clerk));
    till.key(ImGuiKey_Enter);
    CHECK(till.focus_name() == "digits");
    till.type("7391");
    till.key(ImGuiKey_Enter);
    CHECK_FALSE(till.scene().session);
    CHECK(till.seen().shows("PIN 不正确"));
    till.type(domain::test::k_pin);
    till.key(ImGuiKey_KeypadEnter);
    CHECK(till.scene().session);
}

TEST_CASE("with keys alone: digits go to the pad, whatever had the focus, and Enter follows them") {
    KeysWindow till(Who::clerk);
    till.go_to(TestDesk::number_of(Who::clerk));
    till.key(ImGuiKey_Enter);
    till.go_to(TestDesk::number_of(Who::store_manager));
    till.type(domain::test::k_pin);
    till.key(ImGuiKey_Enter);
    REQUIRE(till.scene().session);
    CHECK(till.scene().session->role == Who::clerk);
}

TEST_CASE("with keys alone: sign-in by number, and back to the names") {
    KeysWindow till(Who::clerk);
    till.go_to("by number");
    till.key(ImGuiKey_Enter);
    till.type("1002");
    till.key(ImGuiKey_Escape);
    CHECK(till.state<SignInState>().step == SignInState::Step::person);
    till.go_to("by number");
    till.key(ImGuiKey_Enter);
    till.type("1002");
    till.key(ImGuiKey_Enter);
    till.type(domain::test::k_pin);
    till.key(ImGuiKey_Enter);
    CHECK(till.scene().session);
}

TEST_CASE("with keys alone: every screen begins in its content, and Tab reaches all of it") {
    for (const auto role : {Who::store_manager, Who::admin}) {
        KeysWindow till(role);
        till.sign_in_by_keys();
        for (const auto& entry : all_screens().entries) {
            if (role == Who::admin && entry.way && !till.scene().has_right(entry.way->right)) {
                continue;
            }
            if (role == Who::admin && entry.id != k_home_screen && entry.id != k_sync_screen) {
                continue;
            }
            CAPTURE(entry.id.name);
            till.key(ImGuiKey_Escape);
            till.open(entry.id);
            REQUIRE(till.nav().screen == entry.id);
            CHECK_FALSE(till.has_screen_keyboard());
            const auto* rail = till.seen().find("way home");
            const auto* begins = till.focused();
            if (begins != nullptr && rail != nullptr) {
                CHECK(begins->target.left >= rail->target.right);
                CHECK(begins->name != "person");
            }
            till.check_reaches_all();
        }
    }
}

TEST_CASE("with keys alone: a sheet begins in itself, Escape leads back to what opened it") {
    KeysWindow till;
    till.sign_in_by_keys();
    till.open(k_member_screen);
    for (const auto* name : {"contact", "edit"}) {
        till.go_to(name);
        till.key(ImGuiKey_Enter);
        if (std::string_view(name) == "edit") break;
        REQUIRE(till.state<MemberState>().dialog);
        REQUIRE(till.focused() != nullptr);
        CHECK(till.focused()->reachable);
        till.check_reaches_all();
        till.key(ImGuiKey_Escape);
        CHECK_FALSE(till.state<MemberState>().dialog);
        CHECK(till.focus_name() == name);
    }
    CHECK(till.nav().screen == k_edit_screen);
    till.go_to("person");
    till.key(ImGuiKey_Enter);
    REQUIRE(till.nav().person_menu);
    till.check_reaches_all();
    till.key(ImGuiKey_Escape);
    CHECK(till.focus_name() == "person");
}

TEST_CASE("with keys alone: a member is registered, from the shortcut to the card's number") {
    KeysWindow till(Who::clerk);
    till.sign_in_by_keys();
    till.key(ImGuiKey_F9);
    REQUIRE(till.nav().screen == k_register_screen);
    CHECK(till.focus_name() == "phone");
    till.type("13911820746");
    till.key(ImGuiKey_Enter);
    CHECK(till.focus_name() == "name");
    till.type("欧阳晶");
    // On through the form; what is not said stays unsaid.
    till.key(ImGuiKey_Enter);
    till.key(ImGuiKey_Enter);
    CHECK(till.state<RegisterState>().form.values.gender == "unstated");
    CHECK(till.focus_name() == "agree membership");
    till.key(ImGuiKey_Space);
    CHECK(till.state<RegisterState>().form.values.has_agreed("membership"));
    till.key(ImGuiKey_Enter);
    CHECK(till.focus_name() == "save");
    till.key(ImGuiKey_Enter);
    REQUIRE(till.state<RegisterState>().done);
    CHECK(till.desk.text("SELECT gender FROM member WHERE name = '欧阳晶'") == "unstated");
}

TEST_CASE("with keys alone: what is missing has the focus after saving, a consent too") {
    KeysWindow till(Who::clerk);
    till.sign_in_by_keys();
    till.key(ImGuiKey_F9);
    till.key(ImGuiKey_F10);
    CHECK(till.focus_name() == "phone");
    till.type("13911820746");
    till.go_to("name");
    till.type("欧阳晶");
    till.key(ImGuiKey_F10);
    CHECK(till.focus_name() == "agree membership");
    till.key(ImGuiKey_Space);
    till.key(ImGuiKey_F10);
    CHECK(till.state<RegisterState>().done);
}

TEST_CASE("with keys alone: found by initials, opened by Enter, and the next search starts anew") {
    KeysWindow till(Who::clerk);
    till.sign_in_by_keys();
    till.key(ImGuiKey_F3);
    REQUIRE(till.nav().screen == k_find_screen);
    CHECK(till.focus_name() == "field");
    till.type("cj");
    CHECK(till.state<FindState>().found.size() == 2);
    till.key(ImGuiKey_Enter);
    CHECK(till.nav().screen == k_member_screen);
    till.go_to("back");
    till.key(ImGuiKey_Enter);
    REQUIRE(till.nav().screen == k_find_screen);
    CHECK(till.state<FindState>().typed == "cj");
    till.go_to("field");
    till.key(ImGuiKey_F3);
    CHECK(till.state<FindState>().typed.empty());
}

TEST_CASE("with keys alone: goods are taken in") {
    KeysWindow till(Who::clerk);
    till.sign_in_by_keys();
    till.open(k_goods_deposit_screen);
    CHECK(till.focus_name() == "field");
    till.type("陈静");
    till.key(ImGuiKey_Enter);
    CHECK(till.focus_name() == "item");
    till.type("尿布");
    till.key(ImGuiKey_F10);
    CHECK(till.state<GoodsDepositState>().done);
}

TEST_CASE(
    "with keys alone: after a touch beside everything, and where nothing is yet, Tab goes on") {
    KeysWindow till;
    till.sign_in_by_keys();
    till.touch("会员");
    till.window.touch_at({1360, 300});
    CHECK_FALSE(till.has_screen_keyboard());
    till.check_reaches_all();
    // A page whose record never comes has the rail alone.
    till.state<CaseState>() = {};
    auto flow = till.app.flow();
    open_screen(flow, k_case_screen);
    till.settle();
    till.check_reaches_all();
}

TEST_CASE("shortcuts are shown where there is a keyboard to press them on") {
    AppWindow till;
    till.sign_in(Who::clerk);
    CHECK_FALSE(till.seen().shows("F3"));
    till.key(ImGuiKey_Tab);
    CHECK(till.seen().shows("F3"));
    till.touch("会员");
    CHECK(till.seen().shows("F9"));
    AppWindow without;
    without.scene().settings.keyboard = ScreenKeyboard::off;
    without.settle();
    without.sign_in(Who::clerk);
    CHECK(without.seen().shows("F3"));
}

TEST_CASE("a touch opens the on-screen keyboard, real keys close it, a touch opens it again") {
    AppWindow till;
    till.sign_in(Who::clerk);
    till.touch("会员");
    till.touch("register");
    CHECK(till.seen().find("ground") != nullptr);
    till.key(ImGuiKey_Tab);
    CHECK(till.seen().find("ground") == nullptr);
    till.touch("name");
    CHECK(till.seen().find("ground") != nullptr);
}

TEST_CASE("a screen that opens is drawn until nothing changes any more, as the window does") {
    AppWindow till;
    till.sign_in(Who::clerk);
    for (const auto* label :
         {"会员", "register", "下一项", "下一项", "hide", "birthday", "cancel"}) {
        CAPTURE(label);
        REQUIRE(till.window.touch(label));
        while (till.window.ui().moving()) till.window.frame();
        const auto shown = till.window.picture();
        till.window.frames(3);
        CHECK((shown.rgba == till.window.picture().rgba));
    }
}

TEST_CASE("with the keys' names shown every screen still fits") {
    for (const auto size : {k_sizes[0], k_sizes[2], k_sizes[5], k_sizes[6]}) {
        CAPTURE(size.width);
        KeysWindow till(Who::store_manager, size);
        till.sign_in_by_keys();
        for (const auto id : {k_home_screen, k_find_screen, k_register_screen, k_edit_screen}) {
            CAPTURE(id.name);
            till.open(id);
            till.check_layout("keys-" + std::string(id.name));
        }
    }
}
