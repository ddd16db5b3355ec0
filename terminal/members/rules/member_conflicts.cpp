#include "terminal/members/rules/member_conflicts.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/manifest/values.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/hlc.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {
namespace {

/// What a conflict may write back: what a person can edit, not what the record is bound to.
constexpr std::string_view k_settable[] = {
    "name",      "phone",      "gender",      "birthday",
    "tier_code", "home_clerk", "heard_from",  "birthday_calendar",
    "notes",     "status",     "preferences", "merged_into"};

/// A stored JSON value as a person reads it.
std::string shown(std::string_view json) {
    if (json.empty()) return {};
    const auto value = parse_json(json);
    if (!value || value->is_null()) return {};
    return value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
}

constexpr const char* k_select =
    "SELECT id, kind, subject_id, other_id, column_name, kept_value, lost_value, status, "
    "created_at,"
    " resolved_by, resolved_at, kept_hlc, lost_hlc"
    " FROM member_conflict";

MemberConflict read_conflict(const sqlite::Statement& row) {
    return {.id = row.uuid(0),
            .kind = parse_code<ConflictKind>(row.text(1)).value_or(ConflictKind::column),
            .member_id = row.uuid(2),
            .other_member_id = row.is_null(3) ? std::nullopt : std::optional(row.uuid(3)),
            .column = std::string(row.text(4)),
            .kept_value = shown(row.text(5)),
            .lost_value = shown(row.text(6)),
            .kept_at = sync::Hlc(row.integer(11)).time_ms(),
            .lost_at = sync::Hlc(row.integer(12)).time_ms(),
            .status = Coded<CaseStatus>::of_text(row.text(7)),
            .created_at = row.integer(8),
            .decided_by = std::string(row.text(9)),
            .decided_at = row.integer(10)};
}

/// With both values as they are stored.
struct StoredConflict {
    MemberConflict conflict;
    std::string kept_json;
    std::string lost_json;
};

Result<StoredConflict> load_conflict(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(auto statement, database.prepare(std::string(k_select) + " WHERE id = ?"));
    statement.bind(id);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return make_error(k_conflict_not_found, {}, "conflict_id");
    return StoredConflict{read_conflict(statement), std::string(statement.text(5)),
                          std::string(statement.text(6))};
}

Result<StoredConflict> load_open(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(auto stored, load_conflict(database, id));
    if (stored.conflict.status != CaseStatus::open)
        return make_error(k_conflict_not_found, {}, "conflict_id");
    return stored;
}

/// Writes one of the case's values into the member.
Status write_value(ServiceContext& context, const MemberConflict& conflict,
                   const std::string& json) {
    const Entity* member = context.manifest.find("member");
    const Column* column = member->find_column(conflict.column);
    if (column == nullptr || std::ranges::find(k_settable, column->name) == std::end(k_settable)) {
        return make_error(k_conflict_not_settable, conflict.column);
    }
    const auto value = json.empty() ? boost::json::value() : parse_json(json);
    if (!value) return make_error(k_conflict_not_settable, conflict.column);
    QIANTAI_TRY_STATUS(check_value(*column, *value));
    QIANTAI_TRY(auto statement,
                context.database.prepare("UPDATE member SET " + sqlite::quoted(column->name) +
                                         " = ? WHERE id = ?"));
    QIANTAI_TRY_STATUS(sqlite::bind_value(statement, 1, *column, *value));
    statement.bind_one(2, conflict.member_id);
    return statement.run();
}

/// What the member has in the case's column now, as text; the case's values are read the same way.
Result<std::string> load_present_value(ServiceContext& context, const MemberConflict& conflict) {
    const Column* column = context.manifest.find("member")->find_column(conflict.column);
    if (column == nullptr) return make_error(k_conflict_not_settable, conflict.column);
    QIANTAI_TRY(auto statement, context.database.prepare("SELECT " + sqlite::quoted(column->name) +
                                                         " FROM member WHERE id = ?"));
    statement.bind(conflict.member_id);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found || statement.is_null(0)) return std::string();
    if (column->type == ColumnType::id) return statement.uuid(0).text();
    return std::string(statement.text(0));
}

Status save_status(ServiceContext& context, const Session* decided_by, const Uuid& id,
                   CaseStatus status) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "UPDATE member_conflict SET status = ?, resolved_by = ?, resolved_at = ? WHERE id = ?");
    const auto by = decided_by == nullptr ? std::nullopt : std::optional(decided_by->staff_number);
    const auto at = decided_by == nullptr ? std::nullopt : std::optional(now);
    return statement.bind(code_of(status), by, at, id).run();
}

/// Two records of which one stands for the other, whichever way they were merged.
Result<bool> is_merged(sqlite::Database& database, const MemberConflict& conflict) {
    auto& statement = database.cached(
        "SELECT 1 FROM member WHERE (id = ?1 AND merged_into = ?2)"
        " OR (id = ?2 AND merged_into = ?1)");
    statement.bind(conflict.member_id, conflict.other_member_id);
    return sqlite::any(statement);
}

AuditEntry about_case(std::string_view action, const MemberConflict& conflict) {
    return {.action = std::string(action),
            .subject_entity = "member",
            .subject_id = conflict.member_id.text(),
            .detail = {{"conflict_id", conflict.id.text()}, {"column", conflict.column}}};
}

constexpr std::string_view k_is_open = "status = 'open' AND store_code = ?1";
constexpr std::string_view k_is_decided = "status IN ('resolved', 'dismissed') AND store_code = ?1";

}  // namespace

Result<std::vector<MemberConflict>> MemberConflicts::list(const Session& session,
                                                          ConflictStatus status, int limit,
                                                          const std::optional<Uuid>& after) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    const bool open = status == ConflictStatus::open;
    // The place of a case in its list does not depend on the pages before it.
    const auto place =
        open
            ? std::pair("(created_at, id) > (SELECT created_at, id", "created_at, id")
            : std::pair("(resolved_at, id) < (SELECT resolved_at, id", "resolved_at DESC, id DESC");
    const auto query = fmt::format(
        "{} WHERE {} AND (?2 IS NULL OR {} FROM member_conflict WHERE id = ?2)) ORDER BY {}"
        " LIMIT ?3",
        k_select, open ? k_is_open : k_is_decided, place.first, place.second);
    QIANTAI_TRY(auto statement, m_context.database.prepare(query));
    statement.bind(m_context.identity.store_code, after, std::clamp(limit, 1, k_conflicts_max));
    return sqlite::all(statement, read_conflict);
}

Result<std::vector<MemberConflict>> MemberConflicts::of_member(const Session& session,
                                                               const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    static const auto sql =
        fmt::format("{} WHERE subject_id = ?2 AND {} ORDER BY created_at, id", k_select, k_is_open);
    return sqlite::all(
        m_context.database.cached(sql).bind(m_context.identity.store_code, member_id),
        read_conflict);
}

Result<std::int64_t> MemberConflicts::count(const Session& session, ConflictStatus status) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    const auto which = status == ConflictStatus::open ? k_is_open : k_is_decided;
    QIANTAI_TRY(auto statement, m_context.database.prepare(fmt::format(
                                    "SELECT count(*) FROM member_conflict WHERE {}", which)));
    statement.bind(m_context.identity.store_code);
    return sqlite::only(statement, sqlite::integer_column);
}

Result<std::vector<SharedPhone>> MemberConflicts::shared_phones(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    return load_shared_phones(m_context);
}

Status MemberConflicts::resolve(const Session& session, const Uuid& conflict_id,
                                ConflictChoice choice) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto open, load_open(m_context.database, conflict_id));
    if (open.conflict.kind == ConflictKind::duplicate && choice != ConflictChoice::dismiss) {
        return make_error(k_conflict_is_duplicate, {}, "conflict_id");
    }
    if (choice == ConflictChoice::restore) {
        QIANTAI_TRY(const auto member, load_own_member(m_context, open.conflict.member_id));
        QIANTAI_TRY_STATUS(write_value(m_context, open.conflict, open.lost_json));
    }
    QIANTAI_TRY_STATUS(save_status(
        m_context, &session, conflict_id,
        choice == ConflictChoice::dismiss ? CaseStatus::dismissed : CaseStatus::resolved));
    auto entry = about_case("members.resolve_conflict", open.conflict);
    entry.detail["choice"] = code_of(choice);
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    return transaction.commit();
}

Status MemberConflicts::reopen(const Session& session, const Uuid& conflict_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto stored, load_conflict(m_context.database, conflict_id));
    const auto& conflict = stored.conflict;
    if (conflict.status == CaseStatus::open)
        return make_error(k_conflict_not_decided, {}, "conflict_id");
    if (conflict.kind == ConflictKind::duplicate) {
        QIANTAI_TRY(const bool merged, is_merged(m_context.database, conflict));
        if (merged) return make_error(k_conflict_merged, {}, "conflict_id");
    } else {
        QIANTAI_TRY(const auto present, load_present_value(m_context, conflict));
        const bool restored =
            conflict.status == CaseStatus::resolved && present == conflict.lost_value;
        if (restored && conflict.kept_value != conflict.lost_value) {
            QIANTAI_TRY(const auto member, load_own_member(m_context, conflict.member_id));
            QIANTAI_TRY_STATUS(write_value(m_context, conflict, stored.kept_json));
        }
    }
    QIANTAI_TRY_STATUS(save_status(m_context, nullptr, conflict_id, CaseStatus::open));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_case("members.reopen_conflict", conflict)));
    return transaction.commit();
}

Result<std::vector<SharedPhone>> load_shared_phones(ServiceContext& context) {
    // CROSS JOIN: from the few who share one, not from all members.
    auto& statement = context.database.cached(
        "SELECT id, other FROM (SELECT m.id, (SELECT o.id FROM member o"
        " WHERE o.phone = m.phone AND o.id <> m.id AND o.status <> 'erased'"
        " AND o.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM member_conflict c"
        " WHERE c.kind = 'duplicate' AND ((c.subject_id = m.id AND c.other_id = o.id)"
        " OR (c.subject_id = o.id AND c.other_id = m.id))) LIMIT 1) AS other"
        " FROM shared_phone s CROSS JOIN member m ON m.id = s.member_id"
        " WHERE m.store_code = ?1 AND m.status <> 'erased' AND m.merged_into IS NULL)"
        " WHERE other IS NOT NULL ORDER BY id LIMIT ?2");
    statement.bind(context.identity.store_code, k_shared_phones_max);
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return SharedPhone{row.uuid(0), row.uuid(1)};
    });
}

Status save_duplicate_cases(ServiceContext& context, const Session& session, const Uuid& one,
                            const Uuid& other, ConflictStatus status) {
    QIANTAI_ASSERT(context.database.in_transaction());
    const bool open = status == ConflictStatus::open;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "UPDATE member_conflict SET status = ?1, resolved_by = ?2, resolved_at = ?3"
        " WHERE kind = 'duplicate' AND status = ?4 AND store_code = ?5"
        " AND ((subject_id = ?6 AND other_id = ?7) OR (subject_id = ?7 AND other_id = ?6))");
    const std::optional<std::string> by = open ? std::nullopt : std::optional(session.staff_number);
    const std::optional<TimeMs> at = open ? std::nullopt : std::optional(now);
    const auto to = open ? CaseStatus::open : CaseStatus::resolved;
    const auto from = open ? CaseStatus::resolved : CaseStatus::open;
    statement.bind(code_of(to), by, at, code_of(from), context.identity.store_code, one, other);
    return statement.run();
}

}  // namespace qiantai::domain
