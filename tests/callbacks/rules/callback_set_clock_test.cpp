// A clock that somebody sets after headquarters was met: no call is due by it, none is hidden, and no
// number stays open.

#include "schema/sqlite/rows.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "terminal/callbacks/rules/callback_day.hpp"
#include "tests/callbacks/rules/callback_desk.hpp"

namespace qiantai::domain {
namespace {

using test::CallbackDesk;

struct MetCallDesk : CallbackDesk {
    MetCallDesk() {
        auto transaction = sqlite::Transaction::begin(database()).value();
        const SteadyTime met{clock.now_ms(), clock.now_ms()};
        must(sqlite::mark_steady_time(database(), clock, met));
        must(transaction.commit());
    }
    /// Agreed with the customer: again in three days.
    CallbackLine agreed() {
        const auto line = make(add_member("王小明", "13800000001"));
        auto later = callbacks.record(clerk, {.task_id = line.task.id,
                                              .outcome = CallbackOutcome::later,
                                              .later_at = clock.now_ms() + 3 * k_day});
        return later.value();
    }
    int last_day() {
        return callback_day_items(context, manager, business_date(context).value())->front().count;
    }
};

}  // namespace

TEST_CASE("a clock set ahead makes no call due, and its day stays today") {
    MetCallDesk desk;
    desk.agreed();
    const Date today = desk.today();
    desk.clock.jump(10 * CallbackDesk::k_day);
    CHECK(desk.today() == today);
    CHECK(desk.due().empty());
    CHECK(desk.last_day() == 0);
    CHECK(desk.callbacks.counts(desk.clerk)->all.due == 0);
}

TEST_CASE("a clock set back hides no call that is due") {
    MetCallDesk desk;
    const auto line = desk.agreed();
    desk.clock.advance(3 * CallbackDesk::k_day + CallbackDesk::k_hour);
    desk.clock.jump(-10 * CallbackDesk::k_day);
    REQUIRE(desk.due().size() == 1);
    CHECK(desk.due().front().block == CallbackBlock::none);
    CHECK(desk.last_day() == 1);
    CHECK(desk.callbacks.counts(desk.clerk)->all.urgent == 1);
}

TEST_CASE("a number that was opened closes in its time though the clock is set back") {
    MetCallDesk desk;
    const auto member = desk.add_member("王小明", "13800000001");
    const auto line = desk.make(member, "问问情况");
    // Another clerk's customer.
    desk.run("UPDATE member SET home_clerk = '1002' WHERE id = ?", member.id);
    REQUIRE(desk.callbacks.open_number(desk.clerk, line.task.id)->number.access ==
            NumberAccess::open);
    desk.clock.advance(25 * CallbackDesk::k_hour);
    desk.clock.jump(-2 * CallbackDesk::k_day);
    const auto sheet = desk.callbacks.sheet(desk.clerk, line.task.id).value();
    CHECK(sheet.number.access == NumberAccess::closed);
    CHECK(sheet.number.phone == "138****0001");
}

}  // namespace qiantai::domain
