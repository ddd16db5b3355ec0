#pragma once

#include <string>
#include <vector>

#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

enum class AuditFault {
    changed,    ///< the entry, or the hash before it, is not what was written
    missing,    ///< there is no entry with this number
    reordered,  ///< the entry was written with another number
    repeated,  ///< a second way on from here, which nothing explains (sync/core/audit_branches.hpp)
};
std::string_view fault_name(AuditFault fault);

struct AuditFinding {
    AuditFault fault;
    Uuid incarnation;  ///< names the chain
    std::string store_code;
    std::string terminal_code;
    std::int64_t chain_seq = 0;
    std::int64_t written_as = 0;  ///< reordered: the number it was written with
    Uuid id;                      ///< nil if missing, or if the end of the chain was replaced
};

struct AuditReport {
    std::int64_t chains = 0;
    std::int64_t events = 0;
    std::vector<AuditFinding> findings;  ///< by chain and number
};

/// Recomputes all hash chains over the stored rows, and compares their ends with what the hub noted
/// when they arrived.
Result<AuditReport> check_audit_trail(HubReader& reader, const Manifest& manifest);

}  // namespace qiantai::hub
