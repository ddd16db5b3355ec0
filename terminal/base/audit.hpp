#pragma once

// The audit trail. Each database instance (incarnation) writes one hash chain: event n's hash
// covers event n-1's hash, so a changed, removed or inserted event breaks every hash after it. An
// event is appended in the transaction of what it records; the capture trigger puts it into the
// outbox, and headquarters checks the same chain.
//
// Invariants: (1) chain_seq is 1, 2, 3 ... per incarnation; (2) an event never holds contact data,
// because it is never erased; (3) rows are never updated or deleted.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

/// The particular of an event whose time and day are not the clock's, because that could not be
/// right (record_time()): what it said, as text in UTC.
inline constexpr const char* k_clock_said = "clock_said";

struct AuditEntry {
    std::string action;  ///< capability.verb, past or present as the operation's name says
    std::string subject_entity{};
    std::string subject_id{};
    /// Particulars as name and text; never contact data.
    std::map<std::string, std::string> detail{};
};

/// Appends to this incarnation's chain. Only inside a transaction. `session` is null for what
/// nobody signed in did (a failed sign-in, a restore).
Status append_audit(ServiceContext& context, const Session* session, const AuditEntry& entry);
/// The same at the time that the records beside it got.
Status append_audit(ServiceContext& context, const Session* session, const AuditEntry& entry,
                    const Moment& now);

/// The same in a transaction of its own, for what changes nothing else: a reveal, a refusal, an
/// export.
Status write_audit(ServiceContext& context, const Session* session, const AuditEntry& entry);

struct AuditEvent {
    Uuid id;
    std::string store_code;
    std::string terminal_code;
    Uuid incarnation;
    std::int64_t chain_seq = 0;
    TimeMs created_at = 0;
    std::string business_date;
    std::string staff_number;
    std::string staff_role;
    std::string action;
    std::string subject_entity;
    std::string subject_id;
    std::string detail_json;  ///< a JSON object, or empty
};

struct AuditFilter {
    std::optional<std::string> staff_number{};
    std::optional<std::string>
        action{};  ///< exact, or a capability with a dot at its end: "members."
    std::optional<std::string> subject_id{};
    std::optional<TimeMs> from{};
    std::optional<TimeMs> until{};  ///< exclusive
    int limit = 100;                ///< 1 to 1000
    /// Continue after this event of the page before.
    std::optional<Uuid> after{};
    /// Only events at which the clock could not be right.
    bool clock_overruled = false;
};

enum class AuditDefectKind {
    changed,    ///< content and hash don't agree: the event was changed, moved or put in
    missing,    ///< the chain has a hole before this event
    duplicate,  ///< two events have the same place in the chain, and nothing explains it
    cut_off,    ///< the chain's end is gone: the outbox still knows later events
    rewritten,  ///< the chain is consistent, but not what went into the outbox
};
std::string_view defect_name(AuditDefectKind kind);

/// The first bad entry of one chain; what follows it can't be trusted.
struct AuditDefect {
    AuditDefectKind kind;
    std::string store_code;
    std::string terminal_code;
    Uuid incarnation;
    std::int64_t chain_seq = 0;
    Uuid event_id;
};

struct AuditVerification {
    std::int64_t chain_count = 0;
    std::int64_t event_count = 0;
    std::vector<AuditDefect> defects;
};

/// Reading and proving the trail. Thread rule: as ServiceContext.
class Audit {
  public:
    explicit Audit(ServiceContext& context) : m_context(context) {}

    /// Newest first. Right: audit_list; at a store the events of this terminal, at headquarters
    /// those of all.
    Result<std::vector<AuditEvent>> list(const Session& session, const AuditFilter& filter);
    /// Recomputes every chain in this database and compares with what was sent. Right:
    /// audit_verify; itself audited.
    Result<AuditVerification> verify(const Session& session);

  private:
    ServiceContext& m_context;
};

/// verify() without a session, for set-up tools that work on the files themselves.
Result<AuditVerification> verify_audit_chains(sqlite::Database& database);

}  // namespace qiantai::domain
