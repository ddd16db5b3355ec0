#include "terminal/base/audit.hpp"

#include "schema/sqlite/rows.hpp"
#include "sync/core/audit_chain.hpp"
#include "terminal/base/audit_row.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_limit_max = 1000;

struct ChainEnd {
    std::int64_t seq = 0;
    std::string hash;
};

Result<ChainEnd> load_chain_end(ServiceContext& context) {
    const Uuid& incarnation = context.identity.incarnation;
    auto& statement = context.database.cached(
        "SELECT chain_seq, hash FROM audit_event WHERE incarnation = ? ORDER BY chain_seq DESC "
        "LIMIT 1");
    QIANTAI_TRY(const auto end,
                sqlite::one(statement.bind(incarnation), [](const sqlite::Statement& row) {
                    return ChainEnd{row.integer(0), std::string(row.blob(1))};
                }));
    return end.value_or(ChainEnd{0, sync::audit_chain_start(incarnation)});
}

std::string detail_text(const std::map<std::string, std::string>& detail) {
    if (detail.empty()) return {};
    boost::json::object object;
    for (const auto& [name, value] : detail) object[name] = value;
    return boost::json::serialize(object);
}

std::optional<std::string_view> null_if_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

Status insert_event(sqlite::Database& database, const AuditEvent& event, std::string_view hash) {
    auto& statement = database.cached(
        "INSERT INTO audit_event (id, store_code, terminal_code, incarnation, chain_seq, "
        "created_at,"
        " business_date, staff_number, staff_role, action, subject_entity, subject_id, detail, "
        "hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(event.id, event.store_code, event.terminal_code, event.incarnation,
                   event.chain_seq, event.created_at, event.business_date,
                   null_if_empty(event.staff_number), null_if_empty(event.staff_role), event.action,
                   null_if_empty(event.subject_entity), null_if_empty(event.subject_id),
                   null_if_empty(event.detail_json));
    statement.bind_blob(14, hash);
    return statement.run();
}

}  // namespace

Status append_audit(ServiceContext& context, const Session* session, const AuditEntry& entry) {
    QIANTAI_TRY(const auto now, load_moment(context));
    return append_audit(context, session, entry, now);
}

Status append_audit(ServiceContext& context, const Session* session, const AuditEntry& entry,
                    const Moment& now) {
    QIANTAI_ASSERT(context.database.in_transaction());
    QIANTAI_TRY(const ChainEnd end, load_chain_end(context));
    auto detail = entry.detail;
    if (now.overruled) detail[k_clock_said] = format_utc(*now.overruled);
    AuditEvent event{.id = context.new_id(),
                     .store_code = context.identity.store_code,
                     .terminal_code = context.identity.terminal_code,
                     .incarnation = context.identity.incarnation,
                     .chain_seq = end.seq + 1,
                     .created_at = now.at,
                     .business_date = now.today.text(),
                     .staff_number = session == nullptr ? "" : session->staff_number,
                     .staff_role = session == nullptr ? "" : std::string(code_of(session->role)),
                     .action = entry.action,
                     .subject_entity = entry.subject_entity,
                     .subject_id = entry.subject_id,
                     .detail_json = detail_text(detail)};
    return insert_event(context.database, event,
                        sync::audit_hash(end.hash, event.id, hashed_columns(event)));
}

Status write_audit(ServiceContext& context, const Session* session, const AuditEntry& entry) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(context.database));
    QIANTAI_TRY_STATUS(append_audit(context, session, entry));
    return transaction.commit();
}

Result<std::vector<AuditEvent>> Audit::list(const Session& session, const AuditFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::audit_list));
    const bool by_capability = filter.action && filter.action->ends_with('.');
    // Said outright, because an index is of no use to a condition that may be absent.
    const std::string subject = filter.subject_id ? " AND subject_id = ?4" : "";
    const std::string clock =
        filter.clock_overruled ? fmt::format(" AND detail ->> '{}' IS NOT NULL", k_clock_said) : "";
    QIANTAI_TRY(
        auto statement,
        m_context.database.prepare(
            "SELECT id, store_code, terminal_code, incarnation, chain_seq, created_at,"
            " business_date, staff_number, staff_role, action, subject_entity, subject_id, detail,"
            " hash FROM audit_event"
            " WHERE (?1 IS NULL OR staff_number = ?1) AND (?2 IS NULL OR action = ?2)"
            " AND (?3 IS NULL OR substr(action, 1, length(?3)) = ?3)"
            " AND (?5 IS NULL OR created_at >= ?5)"
            " AND (?6 IS NULL OR created_at < ?6) AND (?7 IS NULL OR (created_at, row_hlc) <"
            " (SELECT created_at, row_hlc FROM audit_event WHERE id = ?7))" +
            subject + clock + " ORDER BY created_at DESC, row_hlc DESC LIMIT ?8"));
    const std::optional<std::string> none;
    statement.bind(filter.staff_number, by_capability ? none : filter.action,
                   by_capability ? filter.action : none, filter.subject_id, filter.from,
                   filter.until, filter.after, std::clamp(filter.limit, 1, k_limit_max));
    return sqlite::all(statement,
                       [&](const sqlite::Statement& row) { return read_audit_row(row).event; });
}

}  // namespace qiantai::domain
