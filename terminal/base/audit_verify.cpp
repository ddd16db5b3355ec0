#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/audit_branches.hpp"
#include "sync/core/audit_chain.hpp"
#include "terminal/base/audit_row.hpp"

namespace qiantai::domain {
namespace {

/// One chain while it is read in order. After its first defect the rest is passed over.
struct ChainState {
    /// The entries of one number; several where the chain forks.
    using Entries = std::vector<sync::AuditBranches::Entry>;

    Uuid incarnation;
    std::int64_t last_seq = 0;
    Entries before;  ///< those of number last_seq - 1
    Entries last;    ///< those of number last_seq
    sync::AuditBranches branches;
    bool broken = false;
};

AuditDefect defect_at(AuditDefectKind kind, const AuditEvent& event) {
    return {kind,    event.store_code, event.terminal_code, event.incarnation, event.chain_seq,
            event.id};
}

/// The hash of the entry that this one follows; nothing if there is none.
std::optional<std::string> find_previous(const ChainState& chain, const AuditRow& row) {
    const auto follows = [&](std::string_view hash) {
        return sync::audit_hash(hash, row.event.id, hashed_columns(row.event)) == row.hash;
    };
    if (row.event.chain_seq == 1) {
        auto start = sync::audit_chain_start(row.event.incarnation);
        return follows(start) ? std::optional(std::move(start)) : std::nullopt;
    }
    for (const auto& entry : chain.before) {
        if (follows(entry.hash)) return entry.hash;
    }
    return std::nullopt;
}

/// Appends the entry to its chain, or tells what is wrong with it.
std::optional<AuditDefectKind> append_entry(ChainState& chain, const AuditRow& row) {
    const auto& event = row.event;
    const bool forks = event.chain_seq == chain.last_seq && chain.last_seq > 0;
    if (!forks) {
        if (event.chain_seq != chain.last_seq + 1) return AuditDefectKind::missing;
        chain.last_seq = event.chain_seq;
        chain.before = std::exchange(chain.last, {});
    }
    const auto previous = find_previous(chain, row);
    if (!previous) return forks ? AuditDefectKind::duplicate : AuditDefectKind::changed;
    sync::AuditBranches::Entry entry{event.chain_seq,
                                     event.id,
                                     row.hash,
                                     *previous,
                                     event.store_code,
                                     event.terminal_code,
                                     event.action == sync::k_audit_enrolled};
    if (forks && chain.branches.empty()) {
        for (const auto& entries : {chain.before, chain.last}) {
            for (const auto& earlier : entries) chain.branches.add(earlier);
        }
    }
    if (!chain.branches.empty()) chain.branches.add(entry);
    chain.last.push_back(std::move(entry));
    return std::nullopt;
}

/// How often each terminal was unblocked at headquarters. Only headquarters' desks have that.
Result<sync::AuditBranches::Unblocked> load_unblocked(sqlite::Database& database) {
    QIANTAI_TRY(auto statement, database.prepare("SELECT store_code, terminal_code, count(*)"
                                                 " FROM audit_event WHERE action = ?"
                                                 " GROUP BY 1, 2"));
    statement.bind(sync::k_audit_unblocked);
    sync::AuditBranches::Unblocked unblocked;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return unblocked;
        unblocked[{std::string(statement.text(0)), std::string(statement.text(1))}] =
            static_cast<int>(statement.integer(2));
    }
}

/// At the chain's end: a second way on must be explained.
Status judge_branches(sqlite::Database& database, const ChainState& chain,
                      AuditVerification& result) {
    if (chain.broken || chain.branches.empty()) return {};
    QIANTAI_TRY(const auto unblocked, load_unblocked(database));
    for (const auto& entry : chain.branches.unexplained(unblocked)) {
        result.defects.push_back({AuditDefectKind::duplicate, entry.store_code, entry.terminal_code,
                                  chain.incarnation, entry.chain_seq, entry.id});
    }
    return {};
}

Status verify_chains(sqlite::Database& database, AuditVerification& result) {
    QIANTAI_TRY(auto statement,
                database.prepare("SELECT id, store_code, terminal_code, incarnation, chain_seq,"
                                 " created_at, business_date, staff_number, staff_role, action,"
                                 " subject_entity, subject_id, detail, hash FROM audit_event"
                                 " ORDER BY incarnation, chain_seq, id"));
    std::optional<ChainState> chain;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) break;
        const auto row = read_audit_row(statement);
        ++result.event_count;
        if (!chain || chain->incarnation != row.event.incarnation) {
            if (chain) QIANTAI_TRY_STATUS(judge_branches(database, *chain, result));
            chain.emplace();
            chain->incarnation = row.event.incarnation;
            ++result.chain_count;
        }
        if (chain->broken) continue;
        if (const auto kind = append_entry(*chain, row)) {
            result.defects.push_back(defect_at(*kind, row.event));
            chain->broken = true;
        }
    }
    return chain ? judge_branches(database, *chain, result) : Status();
}

bool has_defect(const AuditVerification& result, const Uuid& incarnation) {
    return std::ranges::any_of(result.defects, [&](const AuditDefect& defect) {
        return defect.incarnation == incarnation;
    });
}

/// What this terminal wrote is in its outbox for at least 30 days: an event that is there but no
/// longer in the trail was cut off, one with another hash was rewritten together with everything
/// after it.
Status compare_with_outbox(sqlite::Database& database, AuditVerification& result) {
    QIANTAI_TRY(
        auto statement,
        database.prepare("SELECT o.id, o.columns, a.id IS NULL, a.hash FROM outbox o"
                         " LEFT JOIN audit_event a ON a.id = o.id"
                         " WHERE o.entity = 'audit_event' AND o.op = 'insert' ORDER BY o.seq"));
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return {};
        const auto sent = parse_json_object(statement.text(1));
        if (!sent) continue;
        const auto text = [&](std::string_view name) {
            return find_text(*sent, name).value_or("");
        };
        const bool gone = statement.integer(2) != 0;
        if (!gone && text("hash") == to_base64url(statement.blob(3))) continue;
        const Uuid incarnation = Uuid::parse(text("incarnation")).value_or(Uuid());
        if (has_defect(result, incarnation)) continue;
        result.defects.push_back({gone ? AuditDefectKind::cut_off : AuditDefectKind::rewritten,
                                  text("store_code"), text("terminal_code"), incarnation,
                                  find_integer(*sent, "chain_seq").value_or(0), statement.uuid(0)});
    }
}

}  // namespace

std::string_view defect_name(AuditDefectKind kind) {
    switch (kind) {
        case AuditDefectKind::changed:
            return "changed";
        case AuditDefectKind::missing:
            return "missing";
        case AuditDefectKind::duplicate:
            return "duplicate";
        case AuditDefectKind::cut_off:
            return "cut_off";
        case AuditDefectKind::rewritten:
            return "rewritten";
    }
    return "changed";
}

Result<AuditVerification> verify_audit_chains(sqlite::Database& database) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    AuditVerification result;
    QIANTAI_TRY_STATUS(verify_chains(database, result));
    QIANTAI_TRY_STATUS(compare_with_outbox(database, result));
    return result;
}

Result<AuditVerification> Audit::verify(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::audit_verify));
    QIANTAI_TRY(auto result, verify_audit_chains(m_context.database));
    QIANTAI_TRY_STATUS(
        write_audit(m_context, &session,
                    {.action = "audit.verify",
                     .detail = {{"events", std::to_string(result.event_count)},
                                {"defects", std::to_string(result.defects.size())}}}));
    return result;
}

}  // namespace qiantai::domain
