// What the pictures show, in the order in which a clerk comes to it.

#include "terminal/shots/scenes.hpp"
#include "assets/words/kit.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/set_up/screens/screen_set_up.hpp"
#include "terminal/shots/day.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

const ctl::DemoStaff& staff_of(std::string_view role) {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.store_code == "S001" && staff.role == role) return staff;
    }
    QIANTAI_ASSERT(false);
}

const ctl::DemoStaff& staff_called(std::string_view number) {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.number == number) return staff;
    }
    QIANTAI_ASSERT(false);
}

void sign_in(Stage& stage, std::string_view role) {
    const auto& staff = staff_of(role);
    stage.touch(staff.number);
    stage.pin(staff.pin);
}

// The program has run since the morning: what it did lately.
void remember_sessions(Stage& stage, Line line) {
    const auto now = stage.scene().shop.now_ms;
    auto& sessions = stage.scene().sync.sessions;
    sessions = {{now - 30 * 60'000, 4, 0, 0, {}},
                {now - 64 * 60'000, 4, 2, 0, {}},
                {now - 121 * 60'000, 8, 31, 0, {}},
                {now - 188 * 60'000, 4, 3, 0, {}}};
    if (line == Line::online) {
        sessions.insert(sessions.begin(), {now - 60'000, 13, 6, 0, {}});
    } else {
        const SyncView::Problem problem{"网络无法到达总部，稍后自动再试。",
                                        "Headquarters can't be reached; retrying automatically.",
                                        ""};
        sessions.insert(sessions.begin(), {now - 29 * 60'000, 0, 0, 0, problem});
    }
    stage.settle();
}

void shoot_sync(Stage& stage) {
    stage.touch("status");
    remember_sessions(stage, Line::offline);
    stage.picture("sync-offline");
    stage.touch("hand over");
    stage.touch("words");
    stage.picture("sync-hand-over");
    stage.touch("cancel");
    stage.set_line(Line::online);
    remember_sessions(stage, Line::online);
    stage.picture("sync-online");
}

void shoot_find(Stage& stage) {
    stage.touch(way(k_find_screen));
    stage.picture("find-start");
    stage.type("王");
    stage.picture("find-keyboard");
    stage.touch("hide");
    stage.picture("find-found");
    const auto own = hit(stage, Whose::own);
    // The store's own stand before all others, so few may be left of the name.
    stage.type("一");
    const auto other = hit(stage, Whose::other_stores);
    stage.state<FindState>().selected = other.member.id;
    stage.settle();
    stage.picture("find-other");
    stage.app().on_scan(other.card->number);
    stage.picture("member");
    stage.touch("back");
    stage.app().on_scan(own.card->number);
    stage.picture("member-own");
    stage.touch("contact");
    stage.picture("member-contact");
    stage.touch("cancel");
    stage.touch("back");
    stage.touch("clear");
    stage.type("19999999999");
    stage.picture("find-nobody");
    // Other stores are asked while the line is up.
    const auto offline_since = std::exchange(stage.scene().sync.offline_since, std::nullopt);
    stage.state<FindState>().look_up = LookUp{.typed = "19999999999"};
    stage.picture("find-look-up");
    stage.state<FindState>().look_up.reset();
    stage.scene().sync.offline_since = offline_since;
}

void shoot_register(Stage& stage) {
    stage.touch("register");
    stage.touch("name");
    if (stage.scene().settings.language == Language::en) stage.touch("中");
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
    stage.touch(translate(stage.scene().settings.language, words::date_lunar).utf8());
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
    stage.touch(way(k_callbacks_screen));
    stage.touch("lists");
    stage.picture("lists-expiring");
    const auto& cards = stage.state<ListsState>().expiring.rows;
    if (!cards.empty()) {
        stage.touch("card " + cards.front().card.number);
        stage.picture("lists-contact");
        stage.key(ImGuiKey_Escape);
    }
    stage.touch("tab 1");
    stage.picture("lists-care");
    // Nobody of one's own has a birthday on the demo's day.
    stage.touch("option 0");
    stage.picture("lists-empty");
}

}  // namespace

std::string way(ScreenId screen) {
    return fmt::format("way {}", screen.name);
}

ShownMember hit(Stage& stage, Whose whose) {
    for (const auto& shown : stage.state<FindState>().found) {
        const bool own = shown.member.store_code == stage.scene().shop.store_code;
        if (own == (whose == Whose::own) && shown.card) return shown;
    }
    QIANTAI_ASSERT(false);
}

std::vector<Stroke> written_signature() {
    std::vector<Stroke> strokes;
    for (int part = 0; part < 3; ++part) {
        auto& stroke = strokes.emplace_back();
        for (int i = 0; i <= 24; ++i) {
            const int wave = i * (2 + part) % 16;
            stroke.push_back(
                {static_cast<std::uint16_t>(1800 + part * 2100 + i * 70),
                 static_cast<std::uint16_t>(1500 + (wave < 8 ? wave : 16 - wave) * 180)});
        }
    }
    return strokes;
}

void shoot_set_up(Stage& stage) {
    stage.picture("set-up");
    stage.state<SetUpState>().address = "https://hub.liansuo.example:8443";
    stage.state<SetUpState>().code = "7K2QD9XM4TNB";
    stage.settle();
    stage.touch("address");
    stage.picture("set-up-typing");
    stage.key(ImGuiKey_Escape);
    stage.state<SetUpState>().step = SetUpState::Step::loading;
    stage.scene().shop.store_name = "人民广场店";
    stage.scene().shop.terminal_code = "01";
    stage.scene().sync = SyncView{.session_received = 31'400, .first_load_done = false};
    stage.picture("set-up-loading");
}

void shoot_terminal(Stage& stage) {
    stage.picture("sign-in");
    stage.touch(staff_of("clerk").number);
    stage.type("7");
    stage.type("3");
    stage.picture("sign-in-pin");
    stage.pin("91");
    stage.picture("sign-in-wrong");
    sign_in(stage, "clerk");
    stage.picture("home-clerk");
    stage.touch("person");
    stage.picture("person-menu");
    stage.key(ImGuiKey_Escape);
    shoot_find(stage);
    shoot_register(stage);
    stage.touch(way(k_home_screen));
    shoot_lists(stage);
    shoot_receipts(stage);
    shoot_callbacks(stage);
    shoot_requisitions(stage);
    shoot_issuances(stage);
    shoot_gift_stock(stage);
    shoot_stocktakes(stage);
    shoot_stored_goods(stage);
    shoot_tickets(stage);
    shoot_ticket_take(stage);
    shoot_sync(stage);
    stage.touch("lock");
    stage.picture("locked");
    sign_in(stage, "store_manager");
    stage.picture("home-manager");
    shoot_approvals(stage);
    shoot_call_orders(stage);
    shoot_stocktake_plan(stage);
    shoot_closing(stage);
    shoot_figures(stage);
    shoot_gift_manager(stage);
    shoot_manager(stage);
    shoot_printer_sheet(stage);
    shoot_imports(stage);
    stage.touch("lock");
    stage.touch(k_new_colleague);
    stage.pin(staff_called(k_new_colleague).pin);
    stage.picture("sign-in-first-pin");
}

}  // namespace qiantai::shots
