// A desk of headquarters whose scheduler lets the hub wait for news: the real hub, over real TLS.

#include <thread>

#include "sync/client/curl_transport.hpp"
#include "sync/client/scheduler.hpp"
#include "sync/core/tuning.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/sync_client/tls_hub.hpp"

namespace qiantai::test {
namespace {

/// Its time goes to deadlines that are near, and never as far as the next poll.
class NearPacer final : public sync::Pacer {
  public:
    TimeMs now_ms() override {
        const MutexLock lock(m_mutex);
        return m_now_ms;
    }
    void wait_until(TimeMs deadline_ms) override {
        const MutexLock lock(m_mutex);
        if (deadline_ms - m_now_ms < sync::tuning::k_poll_interval_ms / 2) {
            m_now_ms = std::max(m_now_ms, deadline_ms);
            return;
        }
        m_is_left_alone = true;
        while (!m_wake) m_woken.wait(m_mutex);
        m_wake = false;
    }
    void wake() override {
        const MutexLock lock(m_mutex);
        m_wake = true;
        m_woken.notify_all();
    }
    /// Its thread has waited for the next poll with nobody who would tell it of news.
    bool is_left_alone() {
        const MutexLock lock(m_mutex);
        return m_is_left_alone;
    }

  private:
    Mutex m_mutex;
    Condition m_woken;
    TimeMs m_now_ms QIANTAI_GUARDED_BY(m_mutex) = 0;
    bool m_wake QIANTAI_GUARDED_BY(m_mutex) = false;
    bool m_is_left_alone QIANTAI_GUARDED_BY(m_mutex) = false;
};

}  // namespace

TEST_CASE("a desk that waits at the hub reads what a store has sent, without its next poll") {
    TlsHub world;
    world.hub.add_store("S001");
    SimTerminal desk(world.hub, "HQ", 1), till(world.hub, "S001", 2);
    desk.enrol();
    till.enrol();
    till.sync_well();
    NearPacer pacer;
    SeededRandom jitter(4);
    std::atomic<int> sessions{0}, failures{0};
    sync::SyncScheduler scheduler(
        {.open_database = [&]() -> Result<std::shared_ptr<sqlite::Database>> {
             QIANTAI_TRY(auto opened, desk.open_connection());
             return std::make_shared<sqlite::Database>(std::move(opened));
         },
         .manifest = desk.manifest(),
         .clock = desk.clock,
         .random = jitter,
         .pacer = pacer,
         .make_transport =
             [&](const sync::HubAddress&, const std::optional<std::string>&) {
                 return sync::make_curl_transport(
                     {.address = {world.url()}, .ca_pem = world.authority.certificate_pem});
             },
         .on_report =
             [&](const sync::SessionReport& report) {
                 failures += report.error ? 1 : 0;
                 ++sessions;
             }});
    scheduler.start();
    for (int read = 1; read <= 2; ++read) {
        while (!world.hub.service().news().is_watched() && !pacer.is_left_alone()) {
            std::this_thread::yield();
        }
        REQUIRE_FALSE(pacer.is_left_alone());
        REQUIRE(till.register_member("王", "1380000000" + std::to_string(read)));
        const int before = sessions;
        till.sync_well();
        while (sessions == before && !pacer.is_left_alone()) std::this_thread::yield();
        CHECK(desk.count("SELECT count(*) FROM member") == read);
    }
    scheduler.stop();
    CHECK(failures == 0);
    world.server->stop();
    world.server->wait();
}

}  // namespace qiantai::test
