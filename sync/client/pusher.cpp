#include "sync/client/pusher.hpp"

#include <fmt/format.h>

#include "sync/client/clock_facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/restamp.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync {
namespace {

// A hub that is restored, or whose clock is set, while we send: rare enough that a third time in
// one session means something else is wrong, and the next session finds out after a pause.
constexpr int k_repairs_max = 3;

class Pusher {
  public:
    Pusher(const SessionContext& context, BatchLimits limits)
        : m_context(context), m_limits(limits) {}

    Status run() {
        for (;;) {
            QIANTAI_TRY_STATUS(m_context.check_cancelled());
            QIANTAI_TRY(const auto acked, load_acked_seq(m_context.database));
            QIANTAI_TRY(const auto batch,
                        load_push_batch(m_context.database, m_context.manifest.schema_version(),
                                        acked + 1, m_limits));
            if (batch.changes.empty()) return {};
            QIANTAI_ASSERT(!m_context.database.in_transaction());
            auto reply = m_context.hub.push(batch);
            if (!reply) {
                if (is_too_large(reply.error()) && shrink(batch)) continue;
                return reply.error();
            }
            QIANTAI_TRY_STATUS(
                std::visit([&](const auto& answer) { return handle(batch, answer); }, *reply));
            m_context.tell_progress();
        }
    }

  private:
    static bool is_too_large(const Error& error) {
        return error.code() == k_body_too_large.kind.code || error.code() == k_wire_too_large.code;
    }

    // False if the batch is one transaction already: no smaller one can be made of it.
    bool shrink(const PushBatch& batch) {
        if (batch.changes.front().txn == batch.changes.back().txn) return false;
        m_limits.count_target = std::max(1, static_cast<int>(batch.changes.size()) / 2);
        return true;
    }

    Status handle(const PushBatch& batch, const PushAnswer& answer) {
        const std::int64_t last = batch.changes.back().seq;
        if (answer.acked_seq < last) {
            return make_error(
                k_hub_answer_strange,
                fmt::format("changes to {} were sent, {} acknowledged", last, answer.acked_seq));
        }
        QIANTAI_TRY(const auto outcome,
                    store_push_answer(m_context.database, answer, m_context.clock.now_ms()));
        m_context.report.sent += outcome.acked_seq - batch.first_seq + 1;
        m_context.report.rejected += outcome.rejected;
        return {};
    }

    Status handle(const PushBatch& batch, const SequenceGap& gap) {
        if (gap.expected_seq >= batch.first_seq || ++m_repairs > k_repairs_max) {
            return make_error(k_sequence_gap.kind, fmt::format("from {} sent, {} expected",
                                                               batch.first_seq, gap.expected_seq));
        }
        return rewind_to(m_context.database, gap.expected_seq);
    }

    Status handle(const PushBatch&, const ClockAhead& ahead) {
        QIANTAI_TRY(const int count, restamp_unsent(m_context.database, m_context.manifest, ahead,
                                                    m_context.clock.now_ms()));
        m_context.report.restamped += count;
        if (count > 0 && ++m_repairs <= k_repairs_max) return {};
        return count_clock_refusal(m_context.database);
    }

    const SessionContext& m_context;
    BatchLimits m_limits;
    int m_repairs = 0;
};

}  // namespace

Status push_all(const SessionContext& context, BatchLimits limits) {
    return Pusher(context, limits).run();
}

}  // namespace qiantai::sync
