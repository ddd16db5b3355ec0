#include "terminal/base/drafts.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/erased_person.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_kind_length_max = 60;

Status check_not_erased(sqlite::Database& database, const DraftKey& key) {
    if (!key.subject) return {};
    auto& statement = database.cached(
        "SELECT 1 FROM member WHERE id = ? AND (status = 'erased' OR name IS NULL)");
    statement.bind(*key.subject);
    QIANTAI_TRY(const bool erased, sqlite::any(statement));
    if (erased) return make_error(k_member_erased, {}, "member_id");
    return {};
}

Status check_content(const DraftKey& key, std::string_view content_json) {
    if (content_json.size() > k_draft_bytes_max || !parse_json_object(content_json)) {
        return make_error(k_draft_malformed, {}, "content");
    }
    if (!is_setup_code(key.kind, k_kind_length_max)) {
        return make_error(k_draft_malformed, key.kind, "kind");
    }
    return {};
}

Draft read_draft(const sqlite::Statement& row) {
    const Uuid subject = row.uuid(1);
    return {.key = {std::string(row.text(0)),
                    subject == Uuid() ? std::nullopt : std::optional(subject)},
            .saved_at = row.integer(2),
            .content_json = std::string(row.text(3))};
}

}  // namespace

Status Drafts::remove_old() {
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached("DELETE FROM draft WHERE saved_at < ?");
    return statement.bind(now - k_draft_age_max_ms).run();
}

Status Drafts::save(const Session& session, const DraftKey& key, std::string_view content_json) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::keep_drafts));
    QIANTAI_TRY_STATUS(check_content(key, content_json));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(check_not_erased(m_context.database, key));
    QIANTAI_TRY_STATUS(remove_old());
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        "INSERT INTO draft (kind, staff_number, subject_id, saved_at, content)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET saved_at = excluded.saved_at,"
        " content = excluded.content");
    statement.bind(key.kind, session.staff_number, key.subject.value_or(Uuid()), now, content_json);
    QIANTAI_TRY_STATUS(statement.run());
    return transaction.commit();
}

Result<std::optional<Draft>> Drafts::load(const Session& session, const DraftKey& key) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::keep_drafts));
    QIANTAI_TRY_STATUS(remove_old());
    auto& statement = m_context.database.cached(
        "SELECT kind, subject_id, saved_at, content FROM draft"
        " WHERE kind = ? AND staff_number = ? AND subject_id = ?");
    statement.bind(key.kind, session.staff_number, key.subject.value_or(Uuid()));
    return sqlite::one(statement, read_draft);
}

Status Drafts::discard(const Session& session, const DraftKey& key) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::keep_drafts));
    auto& statement = m_context.database.cached(
        "DELETE FROM draft WHERE kind = ? AND staff_number = ? AND subject_id = ?");
    return statement.bind(key.kind, session.staff_number, key.subject.value_or(Uuid())).run();
}

Result<std::vector<Draft>> Drafts::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::keep_drafts));
    QIANTAI_TRY_STATUS(remove_old());
    auto& statement = m_context.database.cached(
        "SELECT kind, subject_id, saved_at, content FROM draft WHERE staff_number = ?"
        " ORDER BY saved_at DESC, kind, subject_id");
    statement.bind(session.staff_number);
    return sqlite::all(statement, read_draft);
}

Result<std::map<std::string, std::string>> load_unfinished_kinds(ServiceContext& context) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "SELECT staff_number, kind FROM draft WHERE saved_at >= ? ORDER BY saved_at");
    statement.bind(now - k_draft_age_max_ms);
    std::map<std::string, std::string> kinds;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        kinds.insert_or_assign(std::string(row.text(0)), std::string(row.text(1)));
    }));
    return kinds;
}

}  // namespace qiantai::domain
