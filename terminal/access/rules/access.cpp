#include "terminal/access/rules/access.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/access/rules/sign_in_try.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_number_length_max = 12;

}  // namespace

struct Access::StaffRow {
    Uuid id;
    std::string number;
    std::string name;
    std::string role;
    std::string pin_hash;
    bool pin_must_change = false;
};

Result<std::optional<Access::StaffRow>> Access::load_staff(std::string_view staff_number) {
    auto& statement = m_context.database.cached(
        "SELECT id, number, name, role, pin_hash, pin_must_change FROM staff"
        " WHERE number = ? AND store_code = ? AND status = 'active' AND pin_hash IS NOT NULL"
        " ORDER BY id LIMIT 1");
    statement.bind(staff_number, m_context.identity.store_code);
    return sqlite::one(statement, [](const sqlite::Statement& row) {
        const auto text = [&](int column) { return std::string(row.text(column)); };
        return StaffRow{row.uuid(0), text(1), text(2), text(3), text(4), row.integer(5) != 0};
    });
}

Result<bool> Access::compare_pin(const std::optional<StaffRow>& staff, std::string_view pin) {
    if (staff) return verify_pin(staff->pin_hash, pin);
    if (m_dummy_hash.empty()) {
        QIANTAI_TRY(m_dummy_hash, hash_pin("no such number", m_pin_cost));
    }
    QIANTAI_TRY_STATUS(verify_pin(m_dummy_hash, pin));
    return false;
}

Error Access::refuse(SignInTry& attempt, const std::optional<StaffRow>& staff,
                     std::string_view action) {
    if (const auto counted = attempt.answer_wrong(); !counted) return counted.error();
    AuditEntry entry{.action = std::string(action), .detail = {{"staff_number", "unknown"}}};
    if (staff) {
        entry.subject_entity = "staff";
        entry.subject_id = staff->id.text();
        entry.detail["staff_number"] = staff->number;
    }
    const auto saved = write_audit(m_context, nullptr, entry);
    if (!saved && !is_of_unwritable_disk(saved.error())) return saved.error();
    m_context.unsaved.unaudited += saved ? 0 : 1;
    return make_error(k_sign_in_refused);
}

Status Access::audit_sign_in(const Session& session) {
    AuditEntry entry{.action = "access.sign_in"};
    auto& unaudited = m_context.unsaved.unaudited;
    if (unaudited > 0) entry.detail["unaudited_before"] = std::to_string(unaudited);
    const auto saved = write_audit(m_context, &session, entry);
    if (!saved && !is_of_unwritable_disk(saved.error())) return saved;
    unaudited = saved ? 0 : unaudited + 1;
    return {};
}

Result<Session> Access::sign_in(std::string_view staff_number, std::string_view pin) {
    QIANTAI_TRY(auto attempt,
                SignInTry::begin(m_context, staff_number.substr(0, k_number_length_max)));
    QIANTAI_TRY(const auto staff, load_staff(staff_number));
    QIANTAI_TRY(const bool right, compare_pin(staff, pin));
    const auto role = staff ? parse_code<StaffRole>(staff->role) : std::nullopt;
    if (!right || !role) return refuse(attempt, staff, "access.sign_in_failed");
    Session session{staff->number, staff->name, *role, m_context.identity.store_code,
                    staff->pin_must_change};
    QIANTAI_TRY_STATUS(audit_sign_in(session));
    QIANTAI_TRY_STATUS(attempt.answer_right());
    return session;
}

Status Access::change_pin(Session& session, std::string_view old_pin, std::string_view new_pin) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::change_own_pin));
    QIANTAI_TRY_STATUS(check_pin_rules(new_pin, session.staff_number));
    if (new_pin == old_pin) return make_error(k_pin_unchanged, {}, "new_pin");
    QIANTAI_TRY(auto attempt, SignInTry::begin(m_context, session.staff_number));
    QIANTAI_TRY(const auto staff, load_staff(session.staff_number));
    QIANTAI_TRY(const bool right, compare_pin(staff, old_pin));
    if (!right) return refuse(attempt, staff, "access.change_pin_failed");
    QIANTAI_TRY(const auto hash, hash_pin(new_pin, m_pin_cost));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        "UPDATE staff SET pin_hash = ?, pin_changed_at = ?, pin_must_change = 0 WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(hash, now, staff->id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "access.change_pin",
                                     .subject_entity = "staff",
                                     .subject_id = staff->id.text()}));
    QIANTAI_TRY_STATUS(transaction.commit());
    session.pin_must_change = false;
    return attempt.answer_right();
}

Status Access::sign_out(const Session& session) {
    return write_audit(m_context, &session, {.action = "access.sign_out"});
}

}  // namespace qiantai::domain
