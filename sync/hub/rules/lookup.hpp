#pragma once

// A store asks for a member of another store, by the whole phone number or card number and nothing
// less. Who was found joins the asking store's scope for a while (stays.hpp); every question, also
// one without an answer, is in the audit trail, in a hash chain of the hub's own.

#include <deque>
#include <mutex>
#include <unordered_map>

#include "sync/hub/rules/enrolment.hpp"

namespace qiantai::hub {

/// Empty = not asked for; whoever has one of them is found.
struct LookupQuery {
    std::string phone{};
    std::string card_number{};
    std::string staff_number{};  ///< as the terminal says; for the audit trail
};

struct FoundMember {
    Uuid id;
    std::string store_code;
    TimeMs until = 0;  ///< 0: a member of the asking store itself, who stays anyway
};

/// Members with this number, and those they were merged into. `device` is a store's. Not committed.
Result<std::vector<FoundMember>> look_up_members(HubWriter& writer, const EnrolmentContext& context,
                                                 const Device& device, const LookupQuery& query);

/// Bounds how many numbers one device can try. Thread-safe.
class LookupLimiter {
  public:
    /// 0 = it may ask, and this was counted; else how long to wait.
    TimeMs take(const Uuid& device_id, TimeMs now);

  private:
    Mutex m_mutex;
    std::map<Uuid, std::deque<TimeMs>> m_asked_at QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::hub
