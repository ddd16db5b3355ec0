#include "sync/client/puller.hpp"

#include "schema/sqlite/facts.hpp"
#include "sync/client/feed_applier.hpp"
#include "sync/client/page_reader.hpp"
#include "sync/client/push_state.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

class Puller {
  public:
    Puller(const SessionContext& context, const HubHello& hello)
        : m_context(context),
          m_hello(hello),
          m_applier(context.database, context.manifest),
          m_pages(context.hub, context.read_ahead) {}

    Status run() {
        QIANTAI_TRY_STATUS(start_from_cursors());
        while (!m_pending.empty()) {
            QIANTAI_TRY_STATUS(m_context.check_cancelled());
            QIANTAI_ASSERT(!m_context.database.in_transaction());
            if (++m_page_count > tuning::k_session_pages_max)
                return make_error(k_hub_answer_strange, "feed pages without end");
            QIANTAI_TRY(const auto reply, m_pages.read(m_pending));
            if (std::holds_alternative<CursorAhead>(reply)) {
                if (m_started_again) return make_error(k_cursor_ahead.kind);
                m_started_again = true;
                QIANTAI_TRY_STATUS(reset_cursors(m_context.database));
                QIANTAI_TRY_STATUS(start_from_cursors());
                continue;
            }
            QIANTAI_TRY_STATUS(take(std::get<FeedPage>(reply)));
            m_context.tell_progress();
        }
        return {};
    }

  private:
    Status start_from_cursors() {
        QIANTAI_TRY(m_pending,
                    prepare_cursors(m_context.database, m_context.manifest.schema_version(),
                                    m_hello.scopes));
        return {};
    }

    Status take(const FeedPage& page) {
        // The hub was restored since it greeted us: its versions are others now. The next session
        // starts over.
        if (page.generation != m_hello.generation) return make_error(k_cursor_ahead.kind);
        for (const auto& section : page.sections) {
            const auto asked = m_pending.find(section.scope);
            if (asked == m_pending.end() || asked->second != section.from_version) {
                return make_error(k_hub_answer_strange,
                                  "a section that was not asked for: " + section.scope);
            }
        }
        for (const auto& section : page.sections) {
            if (section.more)
                m_pending[section.scope] = section.to_version;
            else
                m_pending.erase(section.scope);
        }
        m_pages.expect(m_pending);
        QIANTAI_TRY(const auto outcome, m_applier.apply_page(page, m_context.clock.now_ms()));
        for (const auto& scope : outcome.held_back) m_pending.erase(scope);
        // Who has more to say says some of it.
        if (outcome.received == 0 && !m_pending.empty() && outcome.finished.empty() &&
            outcome.held_back.empty()) {
            return make_error(k_hub_answer_strange, "a feed page that brings nothing");
        }
        if (!outcome.advanced && outcome.finished.empty() && outcome.held_back.empty()) {
            return make_error(k_hub_answer_strange, "a feed page without any progress");
        }
        m_context.report.wrote_changes |= outcome.wrote_changes;
        m_context.report.received += outcome.received;
        m_context.report.written += outcome.written;
        m_context.report.unreadable += outcome.unreadable;
        return {};
    }

    const SessionContext& m_context;
    const HubHello& m_hello;
    FeedApplier m_applier;
    PageReader m_pages;
    Cursors m_pending;
    bool m_started_again = false;
    int m_page_count = 0;
};

}  // namespace

Status pull_all(const SessionContext& context, const HubHello& hello, const BulkLoadHooks& bulk) {
    return load_feed(context.database, bulk, context.report, [&]() -> Result<bool> {
        QIANTAI_TRY_STATUS(Puller(context, hello).run());
        return true;
    });
}

Status load_feed(sqlite::Database& database, const BulkLoadHooks& bulk, SessionReport& report,
                 const std::function<Result<bool>()>& load) {
    QIANTAI_TRY(const auto done, sqlite::load_fact_integer(database, fact::k_first_load_done));
    report.first_load = done.value_or(0) == 0;
    if (report.first_load && bulk.begin) QIANTAI_TRY_STATUS(bulk.begin(database));
    QIANTAI_TRY(const bool complete, load());
    if (!report.first_load || !complete) return {};
    if (bulk.end) QIANTAI_TRY_STATUS(bulk.end(database));
    return sqlite::save_fact(database, fact::k_first_load_done, std::int64_t{1});
}

}  // namespace qiantai::sync
