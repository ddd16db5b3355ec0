#pragma once

#include "terminal/callbacks/flows/callbacks_flows.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

/// A terminal with two calls to make by hand, at the screen of callbacks; the chain has no rules.
struct CallWindow : AppWindow {
    explicit CallWindow(Who who = Who::clerk, Headless::Size size = k_sizes[0]) : AppWindow(size) {
        // 10:00 in China of the next day.
        const TimeMs now = desk.clock.now_ms();
        desk.clock.advance(24 * 3'600'000 - now % (24 * 3'600'000) + 2 * 3'600'000);
        sun = desk.add_member("孙丽", "13701926685");
        gao = desk.add_member("高建平", "13900139002");
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'callbacks.rules', '{\"rules\":[]}', 1, 1)",
                desk.next_id());
        });
        make(sun, "问问安装的事", 0);
        make(gao, "货到了没有", 2);
        sign_in(who);
        scene().shop.today = domain::business_date(desk.context)->text();
        touch("way callbacks");
    }
    void make(const domain::Member& member, const std::string& matter, int days) {
        desk.clock.advance(1000);
        const Date today = domain::business_date(desk.context).value();
        const auto made = domain::Callbacks(desk.context)
                              .make(desk.session(Who::clerk), {.member_id = member.id,
                                                               .matter = matter,
                                                               .due_from = today,
                                                               .due_until = today.plus_days(days)});
        if (!made) FAIL(made.error().message());
    }
    CallbacksState& state() { return AppWindow::state<CallbacksState>(); }
    /// On lower screens the rare outcomes stand in a sheet, in this order.
    void touch_outcome(std::string_view name) {
        static constexpr std::string_view k_rare[] = {"later", "wrong number", "refused",
                                                      "do not call"};
        if (seen().find(name) != nullptr) return touch(name);
        touch("other outcomes");
        touch(fmt::format("option {}", std::ranges::find(k_rare, name) - std::begin(k_rare)));
    }
    std::string status_of(const domain::Member& member) {
        return desk.text("SELECT status FROM callback_state WHERE member_id = ?", member.id);
    }
    /// The member's newest call of this kind.
    Uuid task_of(const domain::Member& member, CallbackKind kind = CallbackKind::by_hand) {
        const auto page =
            domain::Callbacks(desk.context)
                .list(desk.session(Who::clerk), {.kind = kind, .member_id = member.id});
        for (const auto& line : page->callbacks) {
            if (line.task.kind == kind) return line.task.id;
        }
        FAIL("no such call");
        return {};
    }
    domain::Member sun, gao;
};

}  // namespace qiantai::app::test
