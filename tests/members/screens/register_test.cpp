#include "tests/kit/qr_reader.hpp"
#include "tests/members/screens/register_fixture.hpp"

#include <imgui_internal.h>

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(RegisterWindow,
                  "a registration is on disk with card and consent before it says so") {
    const auto waiting = scene().sync.waiting;
    fill_whole();
    CHECK(seen().shows("登记 欧阳晶"));
    jobs.holds = true;
    touch("save");
    CHECK_FALSE(form().done);
    CHECK_FALSE(seen().shows("已登记"));
    jobs.holds = false;
    jobs.run_held();
    settle();
    REQUIRE(form().done);
    CHECK(seen().shows("欧阳晶已登记"));
    // The bar above counts it at once.
    CHECK(scene().sync.waiting == waiting + 1);
    const auto number = form().done->cards.front().number;
    CHECK(seen().shows(number));
    CHECK(seen().find("card code") != nullptr);
    CHECK(QrReader(form().card_code).read() == number);
    CHECK(desk.text("SELECT purpose || text_version FROM consent") == "membershipQT-1");
    CHECK(desk.text("SELECT home_clerk FROM member") == "1001");
    CHECK(drafts() == 0);
    touch("open member");
    CHECK(nav().screen == k_member_screen);
    touch("back");
    CHECK(nav().screen == k_find_screen);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "a second press does not register twice, nor one after the answer was lost") {
    fill_whole();
    jobs.holds = true;
    touch("save");
    const auto* save = seen().find("save");
    REQUIRE(save != nullptr);
    window.touch_at({save->target.center_x(), save->target.center_y()});
    // The terminal locks meanwhile: the answer comes to nobody.
    touch("lock");
    jobs.holds = false;
    jobs.run_held();
    settle();
    CHECK(members() == 1);
    pin(domain::test::k_pin);
    REQUIRE(nav().screen == k_register_screen);
    touch("save");
    CHECK(form().done);
    CHECK(members() == 1);
}

TEST_CASE_FIXTURE(RegisterWindow, "a number is understood as it is pasted, another country's too") {
    fill_whole();
    touch("phone");
    window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    type("0086-138-1111-9999");
    CHECK(form().form.values.phone == "13811119999");
    window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    type("138 1111 999a");
    CHECK(form().form.values.phone == "138 1111 999a");
    touch("save");
    CHECK(has_error("phone"));
    window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    type("+852 6123 4567");
    touch("save");
    REQUIRE(form().done);
    CHECK(desk.text("SELECT phone FROM member") == "+85261234567");
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "the same phone is warned of while typing, and another person can be confirmed") {
    desk.add_member("欧阳静", "13911820746");
    fill_whole();
    REQUIRE(form().form.duplicates.size() == 1);
    CHECK(seen().shows("「欧阳静」已用此手机号登记"));
    touch("save");
    CHECK(has_error("phone"));
    CHECK(members() == 1);
    // Saving asks it, in a sheet that says more of who that is.
    CHECK(form().form.sheet == FormSheet::doubt);
    CHECK(seen().shows("139****0746"));
    touch("another person");
    CHECK(form().form.sheet == FormSheet::none);
    CHECK_FALSE(has_error("phone"));
    touch("save");
    CHECK(form().done);
    CHECK(members() == 2);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "who else has the number can be looked at and the form is still there") {
    desk.add_member("欧阳静", "13911820746");
    fill_whole();
    touch("doubt");
    touch("look");
    CHECK(state<MemberState>().details->member.name == "欧阳静");
    touch("back");
    CHECK(nav().screen == k_register_screen);
    CHECK(form().form.values.name == "欧阳晶");
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "same name and birthday is warned of, and another number asks anew") {
    auto made =
        domain::Members(desk.context)
            .register_member(desk.session(Who::clerk),
                             {.name = "欧阳晶", .phone = "13800000001", .birthday = "1986-09-18"});
    REQUIRE(made.ok());
    desk.add_member("欧阳静", "13911820746");
    fill(FormText::name, "欧阳晶");
    touch("hide");
    touch("birthday");
    app_apply(form::Pick{{.year = 1986, .month = 9, .day = 18}});
    touch("confirm");
    CHECK(form().form.values.birthday == "1986-09-18");
    CHECK(seen().shows("已有同名同生日的会员「欧阳晶」"));
    touch("doubt");
    touch("another person");
    CHECK(form().form.accepts_duplicates);
    fill(FormText::phone, "13911820746");
    CHECK_FALSE(form().form.accepts_duplicates);
    CHECK(form().form.duplicates.size() == 2);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "what was looked for is carried over: numbers to the phone, else the name") {
    touch("give up");
    type("1391182");
    touch("register");
    CHECK(form().form.values.phone == "1391182");
    touch("give up");
    touch("clear");
    type("欧阳");
    touch("register");
    CHECK(form().form.values.name == "欧阳");
    CHECK(form().form.values.phone.empty());
    touch("back");
    scan("6600123456789");
    CHECK(nav().screen == k_find_screen);
    touch("register anew");
    CHECK(form().form.values.card_number == "6600123456789");
}

TEST_CASE_FIXTURE(RegisterWindow, "a card that is scanned while registering is the new member's") {
    scan("6600123456789");
    CHECK(form().form.values.card_number == "6600123456789");
    fill_whole();
    touch("save");
    CHECK(form().done->cards.front().number == "6600123456789");
}

TEST_CASE_FIXTURE(RegisterWindow, "a lunar birthday is kept as the customer says it") {
    fill_whole();
    touch("hide");
    touch("birthday");
    app_apply(form::Pick{{.calendar = CalendarKind::lunar, .year = 1986, .month = 8, .day = 15}});
    touch("confirm");
    CHECK(seen().shows("八月十五"));
    touch("save");
    CHECK(desk.text("SELECT birthday || birthday_calendar FROM member") == "1986-08-15lunar");
}

TEST_CASE_FIXTURE(RegisterWindow, "a birthday is chosen by touch, its year may stay untold") {
    fill_whole();
    touch("hide");
    touch("birthday");
    const auto* confirm = seen().find("confirm");
    REQUIRE(confirm != nullptr);
    CHECK_FALSE(confirm->enabled);
    touch("month 3");
    touch("day 8");
    touch("confirm");
    CHECK(form().form.values.birthday == "0000-03-08");
    touch("birthday");
    touch("decade 1980");
    touch("year 1986");
    CHECK(seen().shows("1986年3月8日（农历"));
    touch("confirm");
    CHECK(form().form.values.birthday == "1986-03-08");
}

TEST_CASE_FIXTURE(RegisterWindow, "a channel nobody asked for is chosen for nobody") {
    fill_whole();
    CHECK(form().form.values.heard_from.empty());
    touch("save");
    REQUIRE(form().done);
    CHECK(desk.text("SELECT heard_from FROM member") == "unstated");
}

TEST_CASE_FIXTURE(RegisterWindow, "tier, channel and gender are chosen from what there is") {
    fill_whole();
    touch("女");
    touch("hide");
    touch("tier_code");
    touch("gold");
    app_apply(form::OpenSheet{FormSheet::heard_from});
    touch("朋友介绍");
    touch("save");
    CHECK(desk.text("SELECT gender || tier_code || heard_from FROM member") == "femalegoldfriend");
}

TEST_CASE_FIXTURE(RegisterWindow, "nobody has to say a gender, and a choice is taken back") {
    CHECK(form().form.values.gender == "unstated");
    touch("女");
    CHECK(form().form.values.gender == "female");
    touch("女");
    CHECK(form().form.values.gender == "unstated");
}

TEST_CASE("by touch alone a member is registered within thirty seconds") {
    AppWindow till;
    till.sign_in(Who::clerk);
    int touches = 0;
    const auto touch = [&](std::string_view name) {
        till.touch(name);
        ++touches;
    };
    touch("会员");
    touch("register");
    for (const char digit : std::string_view("13911820746")) touch(std::string_view(&digit, 1));
    touch("下一项");
    for (const char letter : std::string_view("zhangsanfeng")) {
        touch(std::string_view(&letter, 1));
    }
    touch("张三丰");
    touch("agree membership");
    touch("save");
    REQUIRE(till.state<RegisterState>().done);
    CHECK(till.state<RegisterState>().done->member.name == "张三丰");
    // Thumb typing on glass takes about 0.5 s a touch; with twice of that for the six decisions it
    // stays below half a minute.
    CAPTURE(touches);
    CHECK(touches * 0.6 + 6 * 0.6 < 30);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "next follows the form, and offers to save when nothing is missing") {
    const auto focused = [&] {
        const auto& items = seen().items;
        const auto item =
            std::ranges::find(items, ImGui::GetCurrentContext()->NavId, &SeenItem::id);
        return item == items.end() ? std::string() : item->label;
    };
    type("13911820746");
    touch("下一项");
    CHECK(focused() == "姓名");
    type("欧阳晶");
    CHECK(seen().find("保存") == nullptr);
    for (const auto* label : {"女", "顾客同意"}) {
        touch("下一项");
        CHECK(focused().starts_with(label));
        const auto* item = seen().find(focused());
        REQUIRE(item != nullptr);
        CHECK(item->clip.contains(item->target));
    }
    touch("agree membership");
    // What may be said besides is led to as well.
    touch("下一项");
    CHECK(focused() == "生日");
    touch("birthday");
    touch("month 3");
    touch("day 8");
    touch("confirm");
    CHECK(focused() == "生日");
    shoot("register-step");
    touch("保存");
    REQUIRE(form().done);
    CHECK(form().done->member.birthday == "0000-03-08");
}

TEST_CASE_FIXTURE(RegisterWindow, "what is missing is led to, a consent as well as a field") {
    fill(FormText::phone, "13911820746");
    fill(FormText::name, "欧阳晶");
    touch("save");
    const auto* consent = seen().find("agree membership");
    REQUIRE(consent != nullptr);
    CHECK(consent->id == ImGui::GetCurrentContext()->NavId);
    CHECK(consent->clip.contains(consent->target));
    CHECK(seen().find("ground") == nullptr);
}

TEST_CASE("with the keyboard open the field and the save button are in sight") {
    RegisterWindow till;
    till.touch("name");
    const auto* name = till.seen().find("name");
    const auto* save = till.seen().find("save");
    const auto* key = till.seen().find("q");
    REQUIRE(name != nullptr);
    REQUIRE(save != nullptr);
    REQUIRE(key != nullptr);
    CHECK(name->clip.contains(name->target));
    CHECK(save->target.bottom <= key->target.top);
    CHECK(name->target.bottom <= save->target.top);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "a field that was refused is in sight, its keyboard waits for a touch") {
    fill_whole();
    fill(FormText::card_number, "S001-01-000001-Z");
    touch("save");
    settle();
    const auto* card = seen().find("card_number");
    REQUIRE(card != nullptr);
    CHECK(card->clip.contains(card->target));
    CHECK(seen().find("q") == nullptr);
    touch("card_number");
    CHECK(seen().find("q") != nullptr);
}

TEST_CASE("registering fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        RegisterWindow till(size, Who::store_manager);
        till.check_layout("register-start");
        till.desk.add_member("买买提·艾力江·阿卜杜热合曼·买买提·艾力江·阿卜杜热合曼",
                             "13911820746");
        till.fill(FormText::phone, "13911820746");
        till.fill(FormText::name, "买买提·艾力江·阿卜杜热合曼·买买提·艾力江·阿卜杜热合曼");
        till.check_layout("register-duplicate");
        till.touch("name");
        till.check_layout("register-keyboard");
        till.touch("doubt");
        till.check_layout("register-doubt");
        till.touch("another person");
        till.key(ImGuiKey_Escape);
        till.fill(FormText::card_number, "S001-01-000001-Z");
        till.touch("save");
        till.key(ImGuiKey_Escape);
        till.check_layout("register-errors");
        for (const auto sheet :
             {FormSheet::birthday, FormSheet::tier, FormSheet::heard_from, FormSheet::home_clerk}) {
            till.app_apply(form::OpenSheet{sheet});
            till.check_layout(fmt::format("register-sheet-{}", static_cast<int>(sheet)));
            till.app_apply(form::CloseSheet{});
        }
        till.touch("give up");
        till.check_layout("register-give-up");
        till.touch("cancel");
        till.forget_work();
        till.settle();
        till.touch("会员");
        till.touch("register");
        till.check_layout("register-draft");
        till.touch("take draft");
        till.fill(FormText::card_number, "");
        till.touch("doubt");
        till.touch("another person");
        till.agree();
        till.touch("save");
        REQUIRE(till.form().done);
        till.check_layout("register-done");
    }
}
