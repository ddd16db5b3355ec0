// When sessions run. The pacer's time jumps to each deadline, so that nothing here waits for a
// clock.

#include "sync/client/scheduler.hpp"

#include "sync/core/tuning.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

namespace tuning = sync::tuning;
using sync::SessionEnd;
using sync::SyncSchedule;

TEST_CASE("changes are sent together after the debounce") {
    SeededRandom random(1);
    SyncSchedule schedule(random, 0);
    schedule.on_started();
    schedule.on_finished(1000, SessionEnd::complete);
    CHECK(schedule.due_ms() >= 1000 + tuning::k_poll_interval_ms * 80 / 100);
    CHECK(schedule.due_ms() <= 1000 + tuning::k_poll_interval_ms * 120 / 100);
    schedule.on_change(2000);
    schedule.on_change(2500);
    CHECK(schedule.due_ms() == 2000 + tuning::k_debounce_ms);
}

TEST_CASE("a change during a session is sent soon after it") {
    SeededRandom random(1);
    SyncSchedule schedule(random, 0);
    schedule.on_started();
    schedule.on_change(500);
    schedule.on_finished(1000, SessionEnd::complete);
    CHECK(schedule.due_ms() == 1000 + tuning::k_debounce_ms);
}

TEST_CASE("failures wait longer each time up to the cap, and changes do not shorten that") {
    SeededRandom random(1);
    SyncSchedule schedule(random, 0);
    TimeMs now = 0, waited_before = 0;
    for (int failure = 0; failure < 12; ++failure) {
        schedule.on_finished(now, SessionEnd::failed);
        const TimeMs waited = schedule.due_ms() - now;
        CHECK(waited <= tuning::k_backoff_cap_ms);
        if (failure < 6) CHECK(waited > waited_before);
        schedule.on_change(now);
        CHECK(schedule.due_ms() == now + waited);
        waited_before = waited;
        now += waited;
    }
    CHECK(waited_before >= tuning::k_backoff_cap_ms * 80 / 100);
    schedule.on_connected(now);
    CHECK(schedule.due_ms() <= now + tuning::k_debounce_ms);
    schedule.on_finished(now, SessionEnd::failed);
    CHECK(schedule.due_ms() - now <= tuning::k_backoff_first_ms * 120 / 100);
    schedule.on_sync_now(now + 1);
    CHECK(schedule.due_ms() == now + 1);
}

TEST_CASE("who is asked to wait does, and it counts as no failure") {
    SeededRandom random(1);
    SyncSchedule schedule(random, 0);
    schedule.on_finished(1000, SessionEnd::asked_to_wait, 30'000);
    const TimeMs due = schedule.due_ms();
    CHECK(due >= 31'000);
    CHECK(due <= 61'000);
    CHECK(schedule.is_asked_to_wait());
    schedule.on_change(2000);
    schedule.on_connected(3000);
    CHECK(schedule.due_ms() == due);
    schedule.on_sync_now(4000);
    CHECK(schedule.due_ms() == 4000);
    // However long one is asked to wait, there is a next session soon enough.
    schedule.on_finished(5000, SessionEnd::asked_to_wait, 30 * tuning::k_backoff_cap_ms);
    CHECK(schedule.due_ms() == 5000 + tuning::k_backoff_cap_ms);
    schedule.on_finished(10'000, SessionEnd::failed);
    CHECK(schedule.due_ms() - 10'000 <= tuning::k_backoff_first_ms * 120 / 100);
    CHECK_FALSE(schedule.is_asked_to_wait());
}

TEST_CASE("terminals that fail together do not come back together") {
    std::set<TimeMs> dues;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SeededRandom random(seed);
        SyncSchedule schedule(random, 0);
        for (int i = 0; i < 6; ++i) schedule.on_finished(0, SessionEnd::failed);
        dues.insert(schedule.due_ms());
    }
    CHECK(dues.size() > 40);
}

// Jumps to each deadline at once while it may, then stands still until woken.
class JumpingPacer final : public sync::Pacer {
  public:
    TimeMs now_ms() override {
        const MutexLock lock(m_mutex);
        return m_now_ms;
    }
    void wait_until(TimeMs deadline_ms) override {
        const MutexLock lock(m_mutex);
        if (!m_wake && m_jumps_left > 0) {
            --m_jumps_left;
            m_now_ms = std::max(m_now_ms, deadline_ms);
            return;
        }
        m_waits = true;
        m_changed.notify_all();
        while (!m_wake && m_jumps_left == 0) m_changed.wait(m_mutex);
        m_waits = false;
        m_wake = false;
    }
    void wake() override {
        const MutexLock lock(m_mutex);
        m_wake = true;
        m_changed.notify_all();
    }
    /// Lets time pass to the next deadline, so many times, and returns when the thread waits again.
    void jump(int times) {
        const MutexLock lock(m_mutex);
        m_jumps_left = times;
        m_changed.notify_all();
        while (!m_waits || m_jumps_left != 0 || m_wake) m_changed.wait(m_mutex);
    }

  private:
    Mutex m_mutex;
    Condition m_changed;
    TimeMs m_now_ms QIANTAI_GUARDED_BY(m_mutex) = 0;
    int m_jumps_left QIANTAI_GUARDED_BY(m_mutex) = 0;
    bool m_wake QIANTAI_GUARDED_BY(m_mutex) = false;
    bool m_waits QIANTAI_GUARDED_BY(m_mutex) = false;
};

struct Scheduled : Chain {
    JumpingPacer pacer;
    SeededRandom jitter{4};
    std::atomic<int> sessions{0};
    std::atomic<int> failures{0};
    std::atomic<int> greetings{0};
    std::atomic<bool> dead{false}, throws{false};
    std::unique_ptr<sync::SyncScheduler> scheduler;

    Scheduled() {
        scheduler = std::make_unique<sync::SyncScheduler>(sync::SchedulerParts{
            .open_database = [this]() -> Result<std::shared_ptr<sqlite::Database>> {
                QIANTAI_TRY(auto opened, one.open_connection());
                return std::make_shared<sqlite::Database>(std::move(opened));
            },
            .manifest = one.manifest(),
            .clock = one.clock,
            .random = jitter,
            .pacer = pacer,
            .make_transport = [this](const sync::HubAddress&, const std::optional<std::string>&)
                -> Result<std::unique_ptr<sync::Transport>> {
                return std::unique_ptr<sync::Transport>(std::make_unique<HookLink>(
                    hub, [this](const sync::HttpRequest& request) -> HookLink::Answer {
                        greetings += request.target.starts_with("/v1/hello") ? 1 : 0;
                        if (throws) throw std::bad_alloc();
                        if (dead) return Result<sync::HttpResponse>(make_error(sync::k_no_network));
                        return {};
                    }));
            },
            .on_report =
                [this](const sync::SessionReport& report) {
                    ++sessions;
                    failures += report.error ? 1 : 0;
                }});
    }
};

TEST_CASE("the scheduler syncs at its start, on change and when asked, on its own connection") {
    Scheduled world;
    REQUIRE(world.one.register_member("王", "13800000001"));
    world.scheduler->start();
    world.pacer.jump(1);
    CHECK(world.sessions == 1);
    CHECK(world.one.status().waiting_count == 0);
    REQUIRE(world.one.register_member("李", "13800000002"));
    world.scheduler->notify_change();
    world.pacer.jump(1);
    CHECK(world.sessions == 2);
    CHECK(world.one.status().waiting_count == 0);
    world.scheduler->sync_now();
    world.pacer.jump(1);
    CHECK(world.sessions >= 3);
    world.scheduler->stop();
    CHECK(world.failures == 0);
}

TEST_CASE("closing sends what waits; without a network it says that something is left") {
    Scheduled world;
    world.scheduler->start();
    world.pacer.jump(1);
    REQUIRE(world.one.register_member("王", "13800000001"));
    CHECK(world.scheduler->close(60'000));
    CHECK(world.one.status().waiting_count == 0);

    Scheduled offline;
    offline.dead = true;
    offline.scheduler->start();
    offline.pacer.jump(1);
    REQUIRE(offline.one.register_member("王", "13800000001"));
    CHECK_FALSE(offline.scheduler->close(60'000));
    CHECK(offline.one.status().waiting_count == 3);
}

TEST_CASE("between greetings it only asks for news, and greets again after an hour or a failure") {
    Scheduled world;
    world.scheduler->start();
    world.pacer.jump(1);
    CHECK(world.greetings == 1);
    world.pacer.jump(5);
    CHECK(world.sessions == 6);
    CHECK(world.greetings == 1);
    world.dead = true;
    world.pacer.jump(1);
    world.dead = false;
    world.pacer.jump(1);
    CHECK(world.failures == 1);
    CHECK(world.greetings == 2);
    const auto polls = static_cast<int>(tuning::k_greeting_life_ms / tuning::k_poll_interval_ms);
    world.pacer.jump(polls * 130 / 100);
    CHECK(world.greetings >= 3);
    const int greetings = world.greetings;
    CHECK(greetings <= 4);
    world.scheduler->stop();
}

TEST_CASE("news is read soon, and together with what comes at the same time") {
    SeededRandom random(1);
    SyncSchedule schedule(random, 0);
    schedule.on_started();
    schedule.on_finished(1000, SessionEnd::complete);
    schedule.on_news(2000);
    schedule.on_news(2100);
    CHECK(schedule.due_ms() == 2000 + tuning::k_news_debounce_ms);
}

TEST_CASE("a network that comes back ends the pause of the backoff") {
    Scheduled world;
    world.dead = true;
    world.scheduler->start();
    world.pacer.jump(5);
    CHECK(world.failures == 5);
    world.dead = false;
    world.scheduler->notify_connected();
    world.pacer.jump(1);
    CHECK(world.sessions == 6);
    CHECK(world.failures == 5);
    CHECK(world.one.status().online);
}

TEST_CASE("a session that throws has failed, and the next one runs") {
    Scheduled world;
    world.throws = true;
    world.scheduler->start();
    world.pacer.jump(3);
    CHECK(world.failures == 3);
    world.throws = false;
    world.scheduler->notify_connected();
    world.pacer.jump(1);
    CHECK(world.sessions == 4);
    CHECK(world.failures == 3);
    CHECK(world.one.status().online);
}

TEST_CASE("stopping before the start, twice, and in the middle of waiting all end") {
    Scheduled never_started;
    never_started.scheduler->stop();
    Scheduled world;
    world.scheduler->start();
    world.scheduler->stop();
    world.scheduler->stop();
}

}  // namespace
}  // namespace qiantai::test
