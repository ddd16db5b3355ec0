#pragma once

// How a terminal becomes known to the hub: an administrator makes a one-time code, the terminal
// swaps it for an identity.

#include <unordered_map>

#include "schema/base/mutex.hpp"
#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "sync/core/enrolment_code.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_store_unknown{
    "store_unknown", Actor::administrator,
    "Headquarters has no store of this code. Create the store at a headquarters desk first, or "
    "correct the code.",
    "总部没有该代码的门店。请先在总部终端建立门店，或更正代码。"};
inline constexpr ErrorKind k_terminals_exhausted{
    "terminals_exhausted", Actor::administrator,
    "This store has used up its terminal codes T01 to T999.",
    "该门店的终端代码 T01 至 T999 已用完。"};

/// What the parts of enrolment have in common.
struct EnrolmentContext {
    const Manifest& manifest;
    Clock& clock;
    Random& random;
};

struct NewCode {
    sync::EnrolmentCode code;
    TimeMs expires_at = 0;
};

/// k_store_unknown unless the store has a row that is open or is headquarters itself. Reads all
/// stores: not for a writer.
Status check_store_open(HubReader& reader, std::string_view store_code);

/// A one-time code for a new terminal of this store, which check_store_open() found. Not committed.
Result<NewCode> make_code(HubWriter& writer, const EnrolmentContext& context,
                          std::string_view ca_der, std::string_view store_code,
                          std::string_view terminal_name);

struct EnrolledDevice {
    Device device;
    std::string secret;  ///< 32 bytes; the hub keeps only its hash
};

/// Takes the code and makes the device and its terminal row. Nothing if the code is wrong, used or
/// expired. Not committed.
Result<std::optional<EnrolledDevice>> enrol(HubWriter& writer, const EnrolmentContext& context,
                                            std::string_view code_secret,
                                            std::string_view bundle_public_key);

/// Paces wrong codes per address, so that codes can't be tried out, and so that somebody's wrong
/// codes hold up nobody behind the same address for long. Times are boot_ms(). Thread-safe.
class EnrolmentLimiter {
  public:
    /// How long this address has to wait, 0 = it may try.
    TimeMs wait_ms(const std::string& address, TimeMs now);
    void record_failure(const std::string& address, TimeMs now);

  private:
    Mutex m_mutex;
    /// Until when an address' failures count: each adds k_enrolment_pace_ms.
    std::unordered_map<std::string, TimeMs> m_paid_until QIANTAI_GUARDED_BY(m_mutex);
};

}  // namespace qiantai::hub
