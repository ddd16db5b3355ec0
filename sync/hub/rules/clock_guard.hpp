#pragma once

// Whether the hub's own clock can be trusted.
//
// Every clock of the chain follows the hub's and none ever goes back, so that an hour for which the
// hub is wrong would stay in all of them. A hub can't know that its clock is right; it can know that
// something speaks against it:
// - while it runs: the wall clock moved otherwise than the machine's steady one (it jumped);
// - when it starts: it stands before the last time that was right, or years after it;
// - always: the terminals, which say their time with every greeting. More than half of those of the
//   last hour, at least two, that agree with each other and not with the hub outweigh it; at least
//   half of them that agree with the hub are proof that it is right, whatever else speaks against
//   it. (One against one proves nothing.)
// The doubt ends when the clock is right again by the same evidence, or when the administrator
// confirms the clock (confirm_clock()); for a month after that terminals are not asked.
//
// While it lasts the hub takes no changes, enrols nobody and ends nothing by time; feeds are read as
// usual. The doubt is a fact in the database too, so that other programs on it know.

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "schema/base/mutex.hpp"
#include "sync/core/hub_clock.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

enum class ClockEvidence {
    none,
    jumped,     ///< while the hub ran
    stored,     ///< against the last time that was right
    terminals,  ///< most terminals say otherwise
};
constexpr auto codes_of(ClockEvidence) {
    return std::to_array<CodedValue<ClockEvidence>>({{ClockEvidence::none, "none"},
                                                     {ClockEvidence::jumped, "jumped"},
                                                     {ClockEvidence::stored, "stored"},
                                                     {ClockEvidence::terminals, "terminals"}});
}

struct ClockVerdict {
    ClockEvidence against = ClockEvidence::none;
    TimeMs ahead_ms = 0;  ///< by how much the hub's clock seems to be ahead; negative: behind
    int agreeing = 0;     ///< terminals of the last hour whose clocks agree with the hub's
    bool is_doubtful() const { return against != ClockEvidence::none; }
    /// So many independent machines agree that a terminal may set its own time by it.
    bool is_agreed() const { return !is_doubtful() && agreeing >= 2; }
    /// In the words of the answer to GET /v1/hello.
    sync::HubClock said() const {
        if (is_doubtful()) return sync::HubClock::doubtful;
        return is_agreed() ? sync::HubClock::agreed : sync::HubClock::alone;
    }
};

/// Thread-safe. Its calls must not be made by who holds a HubWriter: a verdict that changes is
/// written down.
class ClockGuard {
  public:
    using Tell = std::function<void(const ClockVerdict&)>;
    /// `tell` hears of every doubt that begins or ends.
    ClockGuard(HubStore& store, Clock& clock, Tell tell)
        : m_store(store), m_clock(clock), m_tell(std::move(tell)) {}

    /// A terminal said what its own clock shows.
    void note_terminal(const Uuid& device, TimeMs its_time);
    Result<ClockVerdict> judge();

  private:
    struct Moment {
        TimeMs wall = 0;
        TimeMs boot = 0;
    };
    struct Witness {
        TimeMs boot = 0;  ///< when it spoke
        TimeMs lead = 0;  ///< its time - boot
    };
    struct Votes {
        int agree = 0;
        int count = 0;
        int against = 0;         ///< the most that agree with each other and not with the hub
        TimeMs against_off = 0;  ///< their time - the hub's
    };
    Status load() QIANTAI_REQUIRES(m_mutex);
    Votes count_votes(const Moment& now) const QIANTAI_REQUIRES(m_mutex);
    ClockVerdict weigh(const Moment& now) const QIANTAI_REQUIRES(m_mutex);
    Status write_down(const ClockVerdict& verdict) QIANTAI_REQUIRES(m_mutex);

    HubStore& m_store;
    Clock& m_clock;
    Tell m_tell;
    Mutex m_mutex;
    bool m_loaded QIANTAI_GUARDED_BY(m_mutex) = false;
    TimeMs m_last_time QIANTAI_GUARDED_BY(m_mutex) = 0;
    TimeMs m_confirmed_at QIANTAI_GUARDED_BY(m_mutex) = 0;
    bool m_doubted_before QIANTAI_GUARDED_BY(m_mutex) = false;  ///< when this process began
    /// When the clock was last thought right in this process.
    std::optional<Moment> m_right QIANTAI_GUARDED_BY(m_mutex);
    ClockEvidence m_written QIANTAI_GUARDED_BY(m_mutex) = ClockEvidence::none;
    std::map<Uuid, Witness> m_witnesses QIANTAI_GUARDED_BY(m_mutex);
};

/// The administrator says that the clock is right as it is now.
Status confirm_clock(HubWriter& writer, TimeMs now);

}  // namespace qiantai::hub
