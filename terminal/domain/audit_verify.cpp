#include "schema/base/text.hpp"
#include "sync/core/audit_chain.hpp"
#include "terminal/domain/audit_row.hpp"

namespace qiantai::domain {
namespace {

/// One chain while it is read in order. After its first defect the rest is passed over.
struct ChainState {
    Uuid incarnation;
    std::int64_t last_seq = 0;
    std::string last_hash;
    bool broken = false;
};

AuditDefect defect_at(AuditDefectKind kind, const AuditEvent& event) {
    return {kind,    event.store_code, event.terminal_code, event.incarnation, event.chain_seq,
            event.id};
}

std::optional<AuditDefectKind> find_defect(const ChainState& chain, const AuditRow& row) {
    if (row.event.chain_seq == chain.last_seq && chain.last_seq > 0)
        return AuditDefectKind::duplicate;
    if (row.event.chain_seq != chain.last_seq + 1) return AuditDefectKind::missing;
    if (sync::audit_hash(chain.last_hash, row.event.id, hashed_columns(row.event)) != row.hash) {
        return AuditDefectKind::changed;
    }
    return std::nullopt;
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
        if (!more) return {};
        auto row = read_audit_row(statement);
        ++result.event_count;
        if (!chain || chain->incarnation != row.event.incarnation) {
            chain = ChainState{row.event.incarnation, 0,
                               sync::audit_chain_start(row.event.incarnation)};
            ++result.chain_count;
        }
        if (chain->broken) continue;
        if (const auto kind = find_defect(*chain, row)) {
            result.defects.push_back(defect_at(*kind, row.event));
            chain->broken = true;
        }
        chain->last_seq = row.event.chain_seq;
        chain->last_hash = std::move(row.hash);
    }
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
        boost::system::error_code error;
        const auto sent = boost::json::parse(statement.text(1), error);
        if (error || !sent.is_object()) continue;
        const auto text = [&](std::string_view name) {
            const auto* value = sent.get_object().if_contains(name);
            return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                          : std::string();
        };
        const bool gone = statement.integer(2) != 0;
        if (!gone && text("hash") == to_base64url(statement.blob(3))) continue;
        const Uuid incarnation = Uuid::parse(text("incarnation")).value_or(Uuid());
        if (has_defect(result, incarnation)) continue;
        const auto* seq = sent.get_object().if_contains("chain_seq");
        result.defects.push_back({gone ? AuditDefectKind::cut_off : AuditDefectKind::rewritten,
                                  text("store_code"), text("terminal_code"), incarnation,
                                  seq != nullptr && seq->is_int64() ? seq->get_int64() : 0,
                                  statement.uuid(0)});
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
