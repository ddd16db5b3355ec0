// What a manager decides about calls in the sheets over the list, and what anybody may ask for.

#include "tests/callbacks/screens/call_window.hpp"

namespace qiantai::app::test {
namespace {

struct ManagerWindow : CallWindow {
    explicit ManagerWindow(Headless::Size size = k_sizes[0])
        : CallWindow(Who::store_manager, size) {
        touch("option 1");
        touch("callback " + task_of(sun).text());
        later();
    }
    std::string owner_of(const domain::Member& member) {
        return desk.text("SELECT owner FROM callback_state WHERE member_id = ?", member.id);
    }
    /// Two writes of one millisecond would have no order.
    void later() { desk.clock.advance(1000); }
    void show_calls_of(const domain::Member& member) {
        auto flow = app.flow();
        open_callbacks_of(flow, member.id, member.name);
        settle();
        later();
    }
};

}  // namespace

TEST_CASE("a manager gives one call to somebody else, or all of somebody who is away") {
    ManagerWindow window;
    const auto clerk = TestDesk::number_of(Who::clerk);
    const auto manager = TestDesk::number_of(Who::store_manager);
    REQUIRE(window.owner_of(window.sun) == clerk);
    window.touch("hand over");
    CHECK(window.seen().shows("请先填写转给谁"));
    // Not to the person who has it.
    CHECK(window.state().order->to == std::nullopt);
    SUBCASE("one") {
        window.touch("谁有空谁打");
        window.touch("order");
        CHECK(window.owner_of(window.sun).empty());
        CHECK(window.owner_of(window.gao) == clerk);
        CHECK(window.seen().shows("已转交 1 个回访"));
    }
    SUBCASE("all") {
        window.touch("谁有空谁打");
        window.touch("all of owner");
        window.touch("order");
        CHECK(window.owner_of(window.sun).empty());
        CHECK(window.owner_of(window.gao).empty());
        CHECK(window.seen().shows("已转交 2 个回访"));
    }
    SUBCASE("headquarters") {
        window.touch("总部客服");
        window.touch("order");
        CHECK(window.state().rows.size() == 1);
        CHECK(window.desk.number("SELECT for_headquarters FROM callback_state WHERE member_id = ?",
                                 window.sun.id) == 1);
    }
    CHECK_FALSE(window.state().order);
    CHECK(manager != clerk);
}

TEST_CASE("a call is given up with a reason, and only with one") {
    ManagerWindow window;
    window.touch("end");
    CHECK(window.seen().shows("请先填写原因"));
    window.touch("words");
    window.type("13800138000");
    window.touch("order");
    // No number in a reason: it stays open and says so.
    REQUIRE(window.state().order);
    CHECK(window.state().order->error);
    CHECK(window.status_of(window.sun) == "open");
    window.touch("words");
    window.key(ImGuiKey_End);
    for (int i = 0; i < 11; ++i) window.key(ImGuiKey_Backspace);
    window.type("搬走了");
    window.touch("order");
    CHECK(window.status_of(window.sun) == "ended");
    CHECK(window.seen().shows("这条回访已取消"));
}

TEST_CASE("what somebody else wrote down is checked by calling again") {
    ManagerWindow window;
    const auto task = window.task_of(window.sun);
    REQUIRE(domain::Callbacks(window.desk.context)
                .record(window.desk.session(Who::clerk),
                        {.task_id = task, .outcome = CallbackOutcome::reached, .satisfaction = 5})
                .ok());
    window.later();
    window.touch("已完成");
    window.touch("callback " + task.text());
    window.touch("check");
    CHECK(window.seen().shows("请先填写核实结果"));
    window.touch("复核不符");
    window.touch("words");
    window.type("没有接到电话");
    window.touch("order");
    const auto checked = domain::Callbacks(window.desk.context)
                             .sheet(window.desk.session(Who::store_manager), task);
    CHECK(checked->line.state.agrees == false);
    window.touch("callback " + task.text());
    CHECK(window.seen().shows("复核不符"));
    CHECK(window.seen().find("check") == nullptr);
}

TEST_CASE("a clerk asks for one more call to a member, and decides nothing for others") {
    CallWindow window;
    CHECK(window.seen().find("hand over") == nullptr);
    auto flow = window.app.flow();
    open_callbacks_of(flow, window.sun.id, "孙丽");
    window.settle();
    CHECK(window.seen().find("key customer") == nullptr);
    window.touch("make");
    CHECK(window.seen().shows("孙丽"));
    window.touch("words");
    window.type("冬被到货了告诉一声");
    window.touch("3 天内");
    window.desk.clock.advance(1000);
    window.touch("order");
    REQUIRE(window.state().rows.size() == 2);
    CHECK(window.desk.number("SELECT count(*) FROM callback_task WHERE member_id = ?",
                             window.sun.id) == 2);
}

TEST_CASE("a member becomes a key customer with a plan, another plan, and none again") {
    ManagerWindow window;
    window.show_calls_of(window.gao);
    window.touch("key customer");
    window.touch("每 30 天");
    window.touch("order");
    CHECK(window.desk.number("SELECT every_days FROM key_customer WHERE ended_at IS NULL") == 30);
    CHECK(window.seen().shows("重点客户计划"));
    window.later();
    window.touch("key customer");
    CHECK(window.state().order->days == 30);
    window.touch("每 60 天");
    window.touch("order");
    CHECK(window.desk.number("SELECT every_days FROM key_customer WHERE ended_at IS NULL") == 60);
    window.later();
    window.touch("key customer");
    window.touch("end key customer");
    CHECK(window.desk.number("SELECT count(*) FROM key_customer WHERE ended_at IS NULL") == 0);
    CHECK_FALSE(window.state().key_customer);
}

TEST_CASE("the sheets of calls fit every size and language") {
    for (const auto& size : k_sizes) {
        ManagerWindow window(size);
        for (const auto* name : {"hand over", "end"}) {
            CAPTURE(name);
            CAPTURE(size.width);
            window.touch(name);
            window.check_layout(fmt::format("call-{}", name));
            window.key(ImGuiKey_Escape);
        }
        window.show_calls_of(window.gao);
        if (window.seen().find("back to list") != nullptr) window.touch("back to list");
        for (const auto* name : {"make", "key customer"}) {
            CAPTURE(name);
            window.touch(name);
            window.check_layout(fmt::format("call-{}", name));
            window.key(ImGuiKey_Escape);
        }
    }
}

}  // namespace qiantai::app::test
