#pragma once

// A store's terminal with members to call.

#include "terminal/callbacks/rules/callback_plans.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

struct CallbackDesk : TestDesk {
    static constexpr TimeMs k_hour = 3'600'000, k_day = 24 * k_hour;

    explicit CallbackDesk(const std::string& store_code = "S001") : TestDesk(store_code) {
        // 2026-11-20, 10:00 in China.
        set_time("2026-11-20", 10);
    }

    Callbacks callbacks{context};
    CallbackRuleBook rule_book{context};
    CallbackPlans plans{context};
    Session clerk = session(StaffRole::clerk);
    Session manager = session(StaffRole::store_manager);

    void set_time(const std::string& day, int hour) {
        const TimeMs at = utc_day_start(Date::of_text(day)) + (hour - 8) * k_hour;
        clock.advance(at - clock.now_ms());
    }
    Date today() { return business_date(context).value(); }
    void set_policy(const std::string& code, const std::string& value) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, ?, ?, 1, 1)",
                next_id(), code, value);
        });
    }
    /// No rule at all but these.
    void set_rules(const std::string& rules) {
        set_policy("callbacks.rules", R"({"version":"1","rules":[)" + rules + "]}");
    }
    CallbackLine make(const Member& member, const std::string& matter = "问问情况",
                      const std::string& owner = {}) {
        clock.advance(1000);
        auto made = callbacks.make(clerk, {.member_id = member.id,
                                           .matter = matter,
                                           .due_from = today(),
                                           .due_until = today().plus_days(3),
                                           .owner = owner});
        if (!made) FAIL(made.error().message());
        return *made;
    }
    CallbackLine record(const CallbackLine& line, CallbackOutcome outcome,
                        std::optional<int> score = std::nullopt) {
        clock.advance(1000);
        auto done = callbacks.record(
            clerk, {.task_id = line.task.id, .outcome = outcome, .satisfaction = score});
        if (!done) FAIL(done.error().message());
        return *done;
    }
    std::vector<CallbackLine> due(bool mine = false) {
        auto page = callbacks.list(clerk, {.mine = mine, .limit = 200});
        if (!page) FAIL(page.error().message());
        return page->callbacks;
    }
    CallbackRun run_rules() {
        clock.advance(1000);
        auto done = rule_book.run(clerk, 1000);
        if (!done) FAIL(done.error().message());
        return *done;
    }
    int made_of(const CallbackRun& done, CallbackKind kind) {
        for (const auto& count : done.kinds) {
            if (count.kind == kind) return count.made;
        }
        return 0;
    }
    /// The table of states is what the steps come to.
    void check_cache() {
        auto state = database().prepare(
            "SELECT task_id, status, owner, tries, calls, ifnull(satisfaction, 0) FROM callback_state");
        REQUIRE(state.ok());
        std::vector<std::tuple<Uuid, std::string, std::string, std::int64_t, std::int64_t, std::int64_t>>
            rows;
        while (state->step().value()) {
            rows.emplace_back(state->uuid(0), state->text(1), state->text(2), state->integer(3),
                              state->integer(4), state->integer(5));
        }
        CHECK(static_cast<std::int64_t>(rows.size()) == number("SELECT count(*) FROM callback_task"));
        for (const auto& [id, status, owner, tries, calls, score] : rows) {
            const auto task = load_callback(database(), id).value();
            const auto folded = fold_callback(task, load_callback_events(database(), id).value());
            CHECK(qiantai::code_of(folded.status) == status);
            CHECK(folded.owner == owner);
            CHECK(folded.tries == tries);
            CHECK(folded.calls == calls);
            CHECK(folded.satisfaction.value_or(0) == score);
        }
    }
};

}  // namespace qiantai::domain::test
