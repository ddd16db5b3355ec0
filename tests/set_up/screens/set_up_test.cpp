#include "sync/client/device_facts.hpp"
#include "terminal/desk/scan_errors.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"
#include "tests/app/app_fixture.hpp"
#include "tests/support/sim_terminal.hpp"

#include <imgui_internal.h>

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;
using qiantai::test::SimHub;

namespace {

/// Sessions are run when the test says so, on the hub in this process.
class StepLink final : public SyncLink {
  public:
    explicit StepLink(ReplyQueue& replies) : m_replies(replies) {}
    void start(Office& office) override { m_office = &office; }
    void notify_change() override {}
    void sync_now() override { ++asked; }
    void look_up(sync::LookUpQuestion, LookUpThen) override {}

    void run_session() {
        REQUIRE(m_office != nullptr);
        auto& context = m_office->context();
        const auto device = sync::require_device_facts(context.database).value();
        const auto transport = m_office->parts().make_transport(device.hub, device.hub_ca).value();
        sync::SyncSession session(context.database, context.manifest, context.clock, *transport,
                                  {.bulk = link::search_index_hooks()});
        last = session.run();
        m_replies.push(load_sync_view(*m_office));
        m_replies.push(load_shop(*m_office));
    }
    sync::SessionReport last;
    int asked = 0;

  private:
    ReplyQueue& m_replies;
    Office* m_office = nullptr;
};

/// A new computer without anything, and a hub.
struct NewComputer {
    explicit NewComputer(Headless::Size size = app::test::k_sizes[0])
        : window(files, size, [this](Ui& ui) { app.draw(ui); }) {
        hub.add_store("S001");
        window.settings.motion = Motion::off;
        app.start();
        settle();
    }
    Scene& scene() { return app.scene(); }
    Navigator& nav() { return app.navigator(); }
    template <typename State>
    State& state() {
        return app.states().get<State>();
    }
    void settle() {
        window.settings.language = scene().settings.language;
        window.frames(3);
    }
    void touch(std::string_view name) {
        CAPTURE(name);
        REQUIRE(window.touch(name));
        settle();
    }
    void enter(const std::string& code) {
        scan_set_up_text("https://hub.test:8443 " + code);
        touch("enrol");
    }
    void scan_set_up_text(const std::string& text) {
        auto flow = app.flow();
        scan_set_up(flow, text);
        settle();
    }
    void check_layout() {
        for (const auto language : {Language::en, Language::zh}) {
            scene().settings.language = language;
            settle();
            ui::check_layout(window);
            check_no_overlap(window);
        }
    }

    qiantai::test::TempFolder folder;
    SystemClock clock;
    SeededRandom random{5};
    Manifest manifest = make_qiantai_manifest();
    SimHub hub;
    FontFiles files = FontFiles::open({}).value();
    std::unique_ptr<GooglePinyin> pinyin = GooglePinyin::open(default_pinyin_dictionary()).value();
    ReplyQueue replies;
    RecordedLog log;
    Office office{{store::resolve_home(folder / "home").value(), clock, random, manifest,
                   qiantai::test::direct_link_factory(hub), log, domain::test::k_cheap_pins}};
    StepLink link{replies};
    InlineJobs jobs{office, replies, link};
    App app{jobs, replies, link, clock, pinyin.get(), nullptr};
    Headless window;
};

}  // namespace

TEST_CASE_FIXTURE(NewComputer, "a new computer asks for address and code, loads, and begins") {
    REQUIRE(scene().stage == Stage::set_up);
    CHECK_FALSE(window.seen().find("enrol")->enabled);
    CHECK(window.seen().shows("请先填写总部地址、一次性注册码"));
    enter(hub.make_code("S001"));
    REQUIRE(state<SetUpState>().step == SetUpState::Step::loading);
    CHECK(window.seen().shows("总部证书已核对"));
    link.run_session();
    settle();
    CHECK(state<SetUpState>().step == SetUpState::Step::loaded);
    touch("begin");
    CHECK(scene().stage == Stage::sign_in);
    CHECK(scene().shop.store_code == "S001");
}

TEST_CASE_FIXTURE(NewComputer, "a wrong code is told and can be corrected") {
    auto code = hub.make_code("S001");
    auto wrong = code;
    wrong[0] = wrong[0] == 'A' ? 'B' : 'A';
    enter(wrong);
    CHECK(state<SetUpState>().step == SetUpState::Step::code);
    REQUIRE(state<SetUpState>().error);
    CHECK(window.seen().find("problem") == nullptr);
    scan_set_up_text(code);
    CHECK(state<SetUpState>().address == "https://hub.test:8443");
    touch("enrol");
    CHECK(state<SetUpState>().step == SetUpState::Step::loading);
}

TEST_CASE_FIXTURE(NewComputer, "a scan that was not understood is told, and changes nothing") {
    app.on_unclear_scan("8443 ABCDE");
    settle();
    REQUIRE(state<SetUpState>().error);
    CHECK(state<SetUpState>().error->kind == &k_scan_unclear);
    CHECK(window.seen().shows("扫码没有读清"));
    CHECK(state<SetUpState>().code.empty());
}

TEST_CASE_FIXTURE(NewComputer, "with keys alone a new computer is set up") {
    const auto focus_on = [&](std::string_view name) {
        CAPTURE(name);
        const auto here = [&] {
            const auto* item = window.seen().find(name);
            return item != nullptr && item->id == ImGui::GetCurrentContext()->NavId &&
                   ImGui::GetIO().NavVisible;
        };
        for (int i = 0; i < 30 && !here(); ++i) window.key(ImGuiKey_Tab);
        REQUIRE(here());
        CHECK(window.seen().find("ground") == nullptr);
    };
    const auto code = hub.make_code("S001");
    focus_on("address");
    window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    window.type("https://hub.test:8443");
    window.key(ImGuiKey_Enter);
    window.type(code);
    window.key(ImGuiKey_Enter);
    settle();
    REQUIRE(state<SetUpState>().step == SetUpState::Step::loading);
    link.run_session();
    settle();
    focus_on("begin");
    window.key(ImGuiKey_Enter);
    settle();
    CHECK(scene().stage == Stage::sign_in);
}

TEST_CASE_FIXTURE(NewComputer,
                  "Enter in the finished code goes on, in an unfinished one it waits") {
    const auto code = hub.make_code("S001");
    scan_set_up_text("https://hub.test:8443 " + code.substr(0, code.size() - 1));
    touch("code");
    window.key(ImGuiKey_Enter);
    settle();
    CHECK(state<SetUpState>().step == SetUpState::Step::code);
    scan_set_up_text("https://hub.test:8443 " + code);
    touch("code");
    window.key(ImGuiKey_Enter);
    settle();
    CHECK(state<SetUpState>().step == SetUpState::Step::loading);
}

TEST_CASE_FIXTURE(NewComputer, "a proxy is asked for where there is one, and kept") {
    bool has_proxy = true;
    SUBCASE("its address is typed") {}
    SUBCASE("there is none after all") {
        has_proxy = false;
    }
    scan_set_up_text("https://hub.test:8443 " + hub.make_code("S001"));
    CHECK(window.seen().find("proxy") == nullptr);
    touch("by proxy");
    touch("proxy");
    if (has_proxy) window.type("proxy.test:3128");
    settle();
    window.key(ImGuiKey_Enter);
    settle();
    REQUIRE(state<SetUpState>().step == SetUpState::Step::loading);
    const auto device = sync::require_device_facts(office.terminal().database()).value();
    CHECK(device.hub.proxy == (has_proxy ? "http://proxy.test:3128" : ""));
    auto& told = office.terminal().database().cached(
        "SELECT ifnull(detail ->> 'proxy', '') FROM audit_event WHERE action = 'terminal.enrol'");
    REQUIRE(told.step().value());
    CHECK(told.text(0) == device.hub.proxy);
    told.reset();
}

TEST_CASE_FIXTURE(NewComputer, "an address where nobody answers asks to be looked at") {
    state<SetUpState>().error = make_error(sync::k_no_network);
    settle();
    CHECK(window.seen().shows("请核对总部地址和网络"));
    CHECK_FALSE(window.seen().shows("可继续工作"));
    state<SetUpState>().error = make_error(sync::k_wrong_hub);
    settle();
    CHECK_FALSE(window.seen().shows("请核对总部地址和网络"));
}

TEST_CASE_FIXTURE(NewComputer, "an unfinished set-up goes on with the wizard, a finished without") {
    enter(hub.make_code("S001"));
    REQUIRE(office.is_enrolled());
    CHECK(office.context().identity.store_code == "S001");
    Office second({store::resolve_home(folder / "home").value(), clock, random, manifest,
                   qiantai::test::direct_link_factory(hub), log, domain::test::k_cheap_pins});
    InlineJobs second_jobs(second, replies, link);
    App again(second_jobs, replies, link, clock, nullptr, nullptr);
    again.start();
    auto flow = again.flow();
    for (const auto& reply : replies.take()) reply(flow);
    CHECK(again.scene().stage == Stage::sign_in);
}

TEST_CASE_FIXTURE(NewComputer, "all that is missing is named, and how much of the code") {
    CHECK(window.seen().shows("请先填写总部地址、一次性注册码"));
    state<SetUpState>().code = "7K2QD9XM4TNB";
    settle();
    CHECK(window.seen().shows("注册码还差 8 位"));
    state<SetUpState>().address = "https://hub.test:8443";
    settle();
    CHECK(window.seen().shows("请先填写一次性注册码"));
}

TEST_CASE("the button that goes on is in sight, and so is the code above it") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        NewComputer computer(size);
        const auto* button = computer.window.seen().find("enrol");
        const auto* code = computer.window.seen().find("code");
        REQUIRE(button != nullptr);
        REQUIRE(code != nullptr);
        CHECK(button->target.bottom <= computer.window.ui().screen().bottom);
        CHECK(code->clip.contains(code->target));
    }
}

TEST_CASE("the wizard fits every size and language") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        NewComputer computer(size);
        computer.check_layout();
        computer.touch("address");
        computer.check_layout();
        const auto* key = computer.window.seen().find("q");
        REQUIRE(key != nullptr);
        CHECK(key->clip.contains(key->target));
        computer.state<SetUpState>().error = make_error(sync::k_wrong_hub);
        computer.check_layout();
        computer.state<SetUpState>().error.reset();
        computer.enter(computer.hub.make_code("S001"));
        computer.check_layout();
        computer.scene().sync.problem = SyncView::Problem{"没有网络。", "No network.", "itself"};
        computer.check_layout();
        computer.link.run_session();
        computer.settle();
        computer.check_layout();
    }
}
