// What the pictures show, in the order in which a clerk comes to it.

#include "terminal/ctl/demo_chain.hpp"
#include "terminal/shots/stage.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

const ctl::DemoStaff& staff_of(std::string_view role) {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.store_code == "S001" && staff.role == role) return staff;
    }
    QIANTAI_ASSERT(false);
}

void sign_in(Stage& stage, std::string_view role) {
    const auto& staff = staff_of(role);
    stage.touch(staff.number);
    stage.pin(staff.pin);
}

void offline(Stage& stage) {
    auto& sync = stage.state().sync;
    sync.offline_since = stage.state().shop.now_ms - 29 * 60'000;
    sync.waiting = 12;
    sync.waiting_since = *sync.offline_since;
    sync.complete_at = *sync.offline_since - 60'000;
    stage.state().work.sync_page.waiting_by_entity = {
        {"member", {3, *sync.waiting_since}},
        {"member_card", {3, *sync.waiting_since}},
        {"consent", {6, *sync.waiting_since + 60'000}}};
    stage.settle();
}

void online(Stage& stage) {
    auto& sync = stage.state().sync;
    sync = SyncView{.online = true, .complete_at = stage.state().shop.now_ms - 60'000};
    stage.settle();
}

void shoot_sync(Stage& stage) {
    stage.touch("status");
    online(stage);
    stage.picture("sync-online");
    offline(stage);
    auto& page = stage.state().work.sync_page;
    const auto now = stage.state().shop.now_ms;
    page.refused = {{7, "member", Uuid(), "手机号少一位，总部未接受。",
                     "The phone number is one digit short; headquarters did not accept it.",
                     now - 20 * 3'600'000, false, ""}};
    page.confirmed_today = 86;
    page.open_today = 12;
    page.first_hour = 9;
    page.hours = {{4, 0}, {9, 0}, {14, 0}, {18, 0}, {22, 0}, {11, 0}, {8, 4}, {0, 8}};
    stage.state().sync.sessions = {
        {now - 29 * 60'000, 0, 0, 0,
         SyncView::Problem{"网络无法到达总部，稍后自动再试。",
                           "Headquarters can't be reached; it is tried again by itself.", ""}},
        {now - 61 * 60'000, 5, 2, 0, {}},
        {now - 92 * 60'000, 12, 31, 1, {}}};
    stage.settle();
    stage.picture("sync-offline");
    stage.touch("hand over");
    stage.touch("words");
    stage.picture("sync-hand-over");
    stage.touch("cancel");
}

std::string way(Screen screen) {
    return fmt::format("way {}", static_cast<int>(screen));
}

/// One of the store's own members among those who were found.
const ShownMember& own_hit(Stage& stage) {
    const auto& state = stage.state();
    for (const auto& shown : state.work.find.found) {
        if (shown.member.store_code == state.shop.store_code) return shown;
    }
    QIANTAI_ASSERT(false);
}

void shoot_find(Stage& stage) {
    stage.touch(way(Screen::find));
    stage.picture("find-start");
    stage.type("王");
    stage.picture("find-found");
    stage.touch("field");
    stage.picture("find-keyboard");
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Enter);
    stage.picture("member");
    stage.touch("back");
    stage.touch("person " + own_hit(stage).member.id.text());
    if (stage.state().work.screen == Screen::find) {
        stage.picture("find-own");
        stage.touch("open");
    }
    stage.picture("member-own");
    stage.touch("contact");
    stage.picture("member-contact");
    stage.touch("cancel");
    stage.touch("back");
    stage.touch("clear");
    stage.type("19999999999");
    stage.picture("find-nobody");
    stage.state().work.find.look_up = LookUp{.typed = "19999999999"};
    stage.picture("find-look-up");
    stage.state().work.find.look_up.reset();
}

void shoot_register(Stage& stage) {
    stage.touch("register");
    stage.touch("name");
    if (stage.state().settings.language == Language::en) stage.touch("中");
    for (const auto* letter : {"o", "u", "y", "a", "n", "g", "j"}) stage.touch(letter);
    stage.picture("register-pinyin");
    stage.touch("more candidates");
    stage.picture("register-candidates");
    stage.touch("more candidates");
    stage.touch("candidate 0");
    stage.touch("hide");
    stage.touch("agree membership");
    stage.picture("register-filled");
    stage.touch("birthday");
    stage.picture("register-birthday");
    stage.touch("decade 1980");
    stage.touch("year 1987");
    stage.touch(translate(stage.state().settings.language, TextKey::date_lunar).utf8());
    stage.touch("month 6 leap");
    stage.touch("day 15");
    stage.picture("register-lunar");
    stage.key(ImGuiKey_Escape);
    stage.touch("save");
    stage.picture("register-done");
    stage.touch("next registration");
    stage.touch("save");
    stage.picture("register-errors");
    stage.touch("phone");
    // Who was registered just now.
    stage.type("19999999999");
    stage.touch("hide");
    stage.picture("register-duplicate");
}

void shoot_lists(Stage& stage) {
    stage.touch(way(Screen::lists));
    stage.picture("lists-expiring");
    const auto& cards = stage.state().work.lists.expiring.rows;
    if (!cards.empty()) {
        stage.touch("card " + cards.front().card.number);
        stage.picture("lists-contact");
        stage.key(ImGuiKey_Escape);
    }
    stage.touch("tab 1");
    stage.picture("lists-care");
    stage.state().work.lists.care.rows.clear();
    stage.picture("lists-empty");
}

}  // namespace

void shoot_set_up(Stage& stage) {
    stage.picture("set-up");
    stage.state().set_up.address = "https://hub.liansuo.example:8443";
    stage.state().set_up.code = "7K2QD9XM4T0B";
    stage.settle();
    stage.touch("address");
    stage.picture("set-up-typing");
    stage.key(ImGuiKey_Escape);
    stage.state().set_up.step = SetUpState::Step::loading;
    stage.state().shop.store_name = "人民广场店";
    stage.state().shop.terminal_code = "01";
    stage.state().sync = SyncView{.session_received = 31'400, .first_load_done = false};
    stage.picture("set-up-loading");
}

void shoot_terminal(Stage& stage) {
    offline(stage);
    stage.picture("sign-in");
    stage.touch(staff_of("clerk").number);
    stage.type("73");
    stage.picture("sign-in-pin");
    stage.pin("91");
    stage.picture("sign-in-wrong");
    sign_in(stage, "clerk");
    offline(stage);
    stage.picture("home-clerk");
    stage.touch("person");
    stage.picture("person-menu");
    stage.key(ImGuiKey_Escape);
    shoot_find(stage);
    shoot_register(stage);
    stage.touch(way(Screen::home));
    shoot_lists(stage);
    shoot_sync(stage);
    stage.touch("lock");
    stage.picture("locked");
    sign_in(stage, "store_manager");
    online(stage);
    stage.picture("home-manager");
    stage.touch(way(Screen::lists));
    stage.touch("tab 2");
    stage.picture("lists-cases");
    const auto& cases = stage.state().work.cases.rows;
    if (cases.empty()) return;
    stage.touch("case " + cases.front().conflict.id.text());
    stage.picture("case");
}

}  // namespace qiantai::shots
