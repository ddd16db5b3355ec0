#pragma once

// Where an audit chain has more than one end. A database that was copied, or put back to an older
// state by other means than the program's own restore, goes on from a common past in two places,
// and both ways arrive at headquarters. That is no tampering if it is explained: the copy was
// enrolled anew as another terminal, which its own branch says, or the administrator unblocked the
// terminal. Anything else that goes on beside the chain is.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "schema/base/uuid.hpp"

namespace qiantai::sync {

/// Action of the entry a terminal writes when it was enrolled; the first one under its new code.
inline constexpr std::string_view k_audit_enrolled = "terminal.enrol";
/// Action of the entry the hub writes under a terminal's code when that was unblocked.
inline constexpr std::string_view k_audit_unblocked = "hub.unblock";

/// The entries of one forked chain, from the last common one or earlier.
class AuditBranches {
  public:
    struct Entry {
        std::int64_t chain_seq = 0;
        Uuid id;
        std::string hash;
        std::string previous;  ///< hash of the entry it follows
        std::string store_code;
        std::string terminal_code;
        bool enrols = false;  ///< its action is k_audit_enrolled
    };
    /// In order of chain_seq.
    void add(Entry entry);
    bool empty() const { return m_entries.empty(); }

    /// The first entry of each branch that nothing explains; the longest branches of a terminal are
    /// taken for the explained ones. `unblocked`: how often each terminal was, by store code and
    /// terminal code.
    using Unblocked = std::map<std::pair<std::string, std::string>, int>;
    std::vector<Entry> unexplained(const Unblocked& unblocked) const;

  private:
    std::vector<Entry> m_entries;
};

}  // namespace qiantai::sync
