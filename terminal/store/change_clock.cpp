#include "terminal/store/change_clock.hpp"

#include <sqlite3.h>

#include "schema/sqlite/error_of.hpp"
#include "sync/core/steady_time.hpp"

namespace qiantai::store {
namespace {

constexpr std::string_view k_load =
    "SELECT last.seq, last.hlc, (SELECT value FROM fact WHERE name = 'remote_hlc'),"
    " (SELECT value FROM fact WHERE name = 'clock_shift_ms'),"
    " (SELECT value FROM fact WHERE name = 'steady_boot_id'),"
    " (SELECT value FROM fact WHERE name = 'steady_ours_ms'),"
    " (SELECT value FROM fact WHERE name = 'steady_headquarters_ms')"
    " FROM (SELECT 1) LEFT JOIN (SELECT seq, hlc FROM outbox ORDER BY seq DESC LIMIT 1) AS last";

}  // namespace

Result<sync::Hlc> ChangeClock::next() {
    QIANTAI_TRY_STATUS(load());
    m_state->last = m_state->last.next(now_ms());
    return m_state->last;
}

TimeMs ChangeClock::now_ms() const {
    const TimeMs by_clock = m_clock.now_ms() + m_state->shift_ms;
    if (!m_state->steady) return by_clock;
    const TimeMs boot_ms = m_clock.boot_ms();
    const SteadyTime now{m_state->steady->ours + boot_ms, m_state->steady->headquarters + boot_ms};
    return sync::held_steady({by_clock, m_clock.now_ms()}, now).at;
}

Result<std::int64_t> ChangeClock::transaction_id() {
    QIANTAI_TRY_STATUS(load());
    return m_state->transaction_id;
}

void ChangeClock::observe(sync::Hlc seen) {
    m_observed = std::max(m_observed, seen);
    if (m_state) m_state->last = std::max(m_state->last, seen);
}

Result<bool> ChangeClock::note_captured(sync::Hlc hlc) {
    QIANTAI_TRY_STATUS(load());
    if (hlc <= m_state->last_captured || hlc > m_state->last) return false;
    m_state->last_captured = hlc;
    return true;
}

void ChangeClock::end_transaction() {
    m_state.reset();
    m_observed = {};
}

Status ChangeClock::load() {
    if (m_state) return {};
    if (sqlite3_txn_state(m_connection, "main") != SQLITE_TXN_WRITE) {
        return make_error(sqlite::k_constraint,
                          "a change clock was asked for outside a write transaction");
    }
    if (!m_load) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(m_connection, k_load.data(), static_cast<int>(k_load.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
            return sqlite::error_of(m_connection);
        }
        m_load.emplace(m_connection, statement);
    }
    QIANTAI_TRY(const bool row, m_load->step());
    QIANTAI_ASSERT(row);
    State state;
    state.transaction_id = m_load->integer(0) + 1;
    state.last_captured = sync::Hlc(m_load->integer(1));
    state.last = std::max({state.last_captured, sync::Hlc(m_load->integer(2)), m_observed});
    state.shift_ms = m_load->integer(3);
    if (!m_load->is_null(4) && m_load->text(4) == m_clock.boot_id()) {
        state.steady = SteadyTime{m_load->integer(5), m_load->integer(6)};
    }
    m_load->reset();
    m_state = state;
    return {};
}

}  // namespace qiantai::store
