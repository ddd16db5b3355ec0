#include "terminal/domain/member_conflicts.hpp"

#include <boost/json.hpp>

#include "schema/manifest/values.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "terminal/domain/audit.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_limit_max = 1000;

/// What a conflict may write back: what a person can edit, not what the record is bound to.
constexpr std::string_view k_settable[] = {
    "name",      "phone",      "gender",      "birthday",
    "tier_code", "home_clerk", "heard_from",  "birthday_calendar",
    "notes",     "status",     "preferences", "merged_into"};

constexpr std::pair<ConflictChoice, std::string_view> k_choices[] = {
    {ConflictChoice::keep, "keep"},
    {ConflictChoice::restore, "restore"},
    {ConflictChoice::dismiss, "dismiss"}};

/// A stored JSON value as a person reads it.
std::string shown(std::string_view json) {
    if (json.empty()) return {};
    boost::system::error_code error;
    const auto value = boost::json::parse(json, error);
    if (error || value.is_null()) return {};
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

constexpr const char* k_select =
    "SELECT id, kind, subject_id, other_id, column_name, kept_value, lost_value, status, "
    "created_at,"
    " resolved_by, resolved_at"
    " FROM member_conflict";

MemberConflict read_conflict(const sqlite::Statement& row) {
    return {.id = row.uuid(0),
            .kind = row.text(1) == "duplicate" ? ConflictKind::duplicate : ConflictKind::column,
            .member_id = row.uuid(2),
            .other_member_id = row.is_null(3) ? std::nullopt : std::optional(row.uuid(3)),
            .column = std::string(row.text(4)),
            .kept_value = shown(row.text(5)),
            .lost_value = shown(row.text(6)),
            .status = std::string(row.text(7)),
            .created_at = row.integer(8),
            .decided_by = std::string(row.text(9)),
            .decided_at = row.integer(10)};
}

struct OpenConflict {
    MemberConflict conflict;
    std::string lost_json;
};

Result<OpenConflict> load_open(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(auto statement,
                database.prepare(std::string(k_select) + " WHERE id = ? AND status = 'open'"));
    statement.bind(id);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return make_error(k_conflict_not_found, {}, "conflict_id");
    return OpenConflict{read_conflict(statement), std::string(statement.text(6))};
}

Status restore_lost_value(ServiceContext& context, const OpenConflict& open) {
    const Entity* member = context.manifest.find("member");
    const Column* column = member->find_column(open.conflict.column);
    if (column == nullptr || std::ranges::find(k_settable, column->name) == std::end(k_settable)) {
        return make_error(k_conflict_not_settable, open.conflict.column);
    }
    boost::system::error_code error;
    boost::json::value value;
    if (!open.lost_json.empty()) value = boost::json::parse(open.lost_json, error);
    if (error) return make_error(k_conflict_not_settable, open.conflict.column);
    QIANTAI_TRY_STATUS(check_value(*column, value));
    QIANTAI_TRY(auto statement,
                context.database.prepare("UPDATE member SET " + sqlite::quoted(column->name) +
                                         " = ? WHERE id = ?"));
    QIANTAI_TRY_STATUS(sqlite::bind_value(statement, 1, *column, value));
    statement.bind_one(2, open.conflict.member_id);
    return statement.run();
}

}  // namespace

std::string_view choice_name(ConflictChoice choice) {
    const auto found =
        std::ranges::find(k_choices, choice, &std::pair<ConflictChoice, std::string_view>::first);
    QIANTAI_ASSERT(found != std::end(k_choices));
    return found->second;
}

std::optional<ConflictChoice> parse_choice(std::string_view name) {
    for (const auto& [choice, text] : k_choices) {
        if (text == name) return choice;
    }
    return std::nullopt;
}

Result<std::vector<MemberConflict>> MemberConflicts::list(const Session& session,
                                                          ConflictStatus status, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_conflicts));
    const std::string which =
        status == ConflictStatus::open
            ? " WHERE status = 'open' AND store_code = ? ORDER BY created_at, id LIMIT ?"
            : " WHERE status IN ('resolved', 'dismissed') AND store_code = ?"
              " ORDER BY resolved_at DESC, id DESC LIMIT ?";
    QIANTAI_TRY(auto statement, m_context.database.prepare(std::string(k_select) + which));
    statement.bind(m_context.identity.store_code, std::clamp(limit, 1, k_limit_max));
    std::vector<MemberConflict> conflicts;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return conflicts;
        conflicts.push_back(read_conflict(statement));
    }
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
        QIANTAI_TRY_STATUS(restore_lost_value(m_context, open));
    }
    auto& statement = m_context.database.cached(
        "UPDATE member_conflict SET status = ?, resolved_by = ?, resolved_at = ? WHERE id = ?");
    statement.bind(choice == ConflictChoice::dismiss ? "dismissed" : "resolved",
                   session.staff_number, m_context.clock.now_ms(), conflict_id);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "members.resolve_conflict",
                                     .subject_entity = "member",
                                     .subject_id = open.conflict.member_id.text(),
                                     .detail = {{"conflict_id", conflict_id.text()},
                                                {"column", open.conflict.column},
                                                {"choice", std::string(choice_name(choice))}}}));
    return transaction.commit();
}

Status save_duplicate_cases(ServiceContext& context, const Session& session, const Uuid& one,
                            const Uuid& other, ConflictStatus status) {
    QIANTAI_ASSERT(context.database.in_transaction());
    const bool open = status == ConflictStatus::open;
    auto& statement = context.database.cached(
        "UPDATE member_conflict SET status = ?1, resolved_by = ?2, resolved_at = ?3"
        " WHERE kind = 'duplicate' AND status = ?4 AND store_code = ?5"
        " AND ((subject_id = ?6 AND other_id = ?7) OR (subject_id = ?7 AND other_id = ?6))");
    const std::optional<std::string> by = open ? std::nullopt : std::optional(session.staff_number);
    const std::optional<TimeMs> at = open ? std::nullopt : std::optional(context.clock.now_ms());
    statement.bind(open ? "open" : "resolved", by, at, open ? "resolved" : "open",
                   context.identity.store_code, one, other);
    return statement.run();
}

}  // namespace qiantai::domain
