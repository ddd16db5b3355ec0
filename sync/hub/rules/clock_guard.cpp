#include "sync/hub/rules/clock_guard.hpp"

#include <boost/json.hpp>

#include "sync/core/tuning.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

namespace tuning = sync::tuning;

bool is_near(TimeMs off) {
    return std::max(off, -off) <= tuning::k_clock_offset_max_ms;
}

}  // namespace

void ClockGuard::note_terminal(const Uuid& device, TimeMs its_time) {
    const MutexLock lock(m_mutex);
    const TimeMs boot = m_clock.boot_ms();
    m_witnesses[device] = {boot, its_time - boot};
    if (m_witnesses.size() <= tuning::k_clock_witnesses_max) return;
    m_witnesses.erase(std::ranges::min_element(
        m_witnesses, {}, [](const auto& witness) { return witness.second.boot; }));
}

ClockGuard::Votes ClockGuard::count_votes(const Moment& now) const {
    Votes votes;
    std::vector<TimeMs> others;
    for (const auto& [device, witness] : m_witnesses) {
        if (now.boot - witness.boot > tuning::k_clock_witness_life_ms) continue;
        const TimeMs off = witness.lead - (now.wall - now.boot);
        ++votes.count;
        if (is_near(off))
            ++votes.agree;
        else
            others.push_back(off);
    }
    std::ranges::sort(others);
    for (auto first = others.begin(); first != others.end(); ++first) {
        const auto end =
            std::upper_bound(first, others.end(), *first + tuning::k_clock_offset_max_ms);
        const auto count = static_cast<int>(end - first);
        if (count > votes.against) {
            votes.against = count;
            votes.against_off = first[count / 2];
        }
    }
    return votes;
}

ClockVerdict ClockGuard::weigh(const Moment& now) const {
    const Votes votes = count_votes(now);
    ClockVerdict verdict{.agreeing = votes.agree};
    if (votes.agree > 0 && 2 * votes.agree >= votes.count) return verdict;
    const bool confirmed = m_confirmed_at != 0 &&
                           now.wall >= m_confirmed_at - tuning::k_clock_offset_max_ms &&
                           now.wall < m_confirmed_at + tuning::k_clock_confirmed_life_ms;
    if (!confirmed && votes.against >= 2 && 2 * votes.against > votes.count) {
        verdict.against = ClockEvidence::terminals;
        verdict.ahead_ms = -votes.against_off;
    } else if (m_right) {
        const TimeMs moved = (now.wall - m_right->wall) - (now.boot - m_right->boot);
        if (is_near(moved)) return verdict;
        verdict.against = ClockEvidence::jumped;
        verdict.ahead_ms = moved;
    } else if (m_doubted_before || is_far_from(m_last_time, now.wall)) {
        verdict.against = ClockEvidence::stored;
        verdict.ahead_ms = now.wall - m_last_time;
    }
    return verdict;
}

Status ClockGuard::load() {
    QIANTAI_TRY(auto reader, m_store.begin_read());
    QIANTAI_TRY(const auto confirmed_at, load_fact_number(*reader, fact::k_clock_confirmed_at));
    if (m_loaded && confirmed_at == m_confirmed_at) return {};
    m_confirmed_at = confirmed_at;
    QIANTAI_TRY(m_last_time, load_fact_number(*reader, fact::k_last_time));
    QIANTAI_TRY(const auto doubt, reader->load_fact(fact::k_clock_doubt));
    // A restart does not make the clock right.
    m_doubted_before = doubt && !doubt->empty();
    if (!m_loaded && m_doubted_before) m_written = ClockEvidence::stored;
    m_right.reset();
    m_loaded = true;
    return {};
}

Result<ClockVerdict> ClockGuard::judge() {
    const MutexLock lock(m_mutex);
    if (!m_loaded || m_written != ClockEvidence::none) QIANTAI_TRY_STATUS(load());
    const Moment now{m_clock.now_ms(), m_clock.boot_ms()};
    const auto verdict = weigh(now);
    if (!verdict.is_doubtful()) {
        m_right = now;
        m_doubted_before = false;
    }
    if (verdict.against == m_written) return verdict;
    // The verdict holds whether it can be written down or not; if not, the next call tries again.
    if (!write_down(verdict)) return verdict;
    m_written = verdict.against;
    if (m_tell) m_tell(verdict);
    return verdict;
}

Status ClockGuard::write_down(const ClockVerdict& verdict) {
    std::string text;
    if (verdict.is_doubtful()) {
        text = boost::json::serialize(boost::json::object{{"against", code_of(verdict.against)},
                                                          {"ahead_ms", verdict.ahead_ms},
                                                          {"hub_time", m_clock.now_ms()}});
    }
    QIANTAI_TRY(auto writer, m_store.begin_write());
    QIANTAI_TRY_STATUS(writer->save_fact(fact::k_clock_doubt, text));
    return writer->commit();
}

Status confirm_clock(HubWriter& writer, TimeMs now) {
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_clock_confirmed_at, std::to_string(now)));
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_last_time, std::to_string(now)));
    return writer.save_fact(fact::k_clock_doubt, "");
}

}  // namespace qiantai::hub
