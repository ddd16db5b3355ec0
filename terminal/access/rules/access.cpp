#include "terminal/access/rules/access.hpp"

#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {
namespace {

constexpr std::int64_t k_free_failures = 3;
constexpr TimeMs k_delay_first_ms = 5'000;
constexpr TimeMs k_delay_cap_ms = 5 * 60 * 1000;
constexpr std::size_t k_number_length_max = 12;

struct Failures {
    std::int64_t count = 0;
    TimeMs last_at = 0;
};

Result<Failures> load_failures(sqlite::Database& database, std::string_view staff_number) {
    auto& statement =
        database.cached("SELECT failures, last_at FROM sign_in_failure WHERE staff_number = ?");
    QIANTAI_TRY(const auto failures,
                sqlite::one(statement.bind(staff_number), [](const sqlite::Statement& row) {
                    return Failures{row.integer(0), row.integer(1)};
                }));
    return failures.value_or(Failures());
}

Status save_failures(sqlite::Database& database, std::string_view staff_number,
                     const Failures& failures) {
    auto& statement = database.cached(
        "INSERT INTO sign_in_failure (staff_number, failures, last_at) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at");
    return statement.bind(staff_number, failures.count, failures.last_at).run();
}

}  // namespace

struct Access::StaffRow {
    Uuid id;
    std::string number;
    std::string name;
    std::string role;
    std::string pin_hash;
    bool pin_must_change = false;
};

TimeMs sign_in_delay_ms(std::int64_t failures) {
    if (failures < k_free_failures) return 0;
    TimeMs delay = k_delay_first_ms;
    for (auto i = k_free_failures; i < failures && delay < k_delay_cap_ms; ++i) delay *= 2;
    return std::min(delay, k_delay_cap_ms);
}

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

Status Access::count_try(std::string_view staff_number) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto failures, load_failures(m_context.database, staff_number));
    const TimeMs now = m_context.clock.now_ms();
    const TimeMs delay = sign_in_delay_ms(failures.count);
    // A clock that was set back must not lock anybody out for days: the wait starts anew from it.
    const bool clock_went_back = failures.last_at > now;
    const TimeMs wait = clock_went_back ? delay : failures.last_at + delay - now;
    const bool refused = delay > 0 && wait > 0;
    if (!refused) ++failures.count;
    if (!refused || clock_went_back) {
        failures.last_at = now;
        QIANTAI_TRY_STATUS(save_failures(m_context.database, staff_number, failures));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    if (refused) return make_error(k_sign_in_wait, fmt::format("{} s", (wait + 999) / 1000));
    return {};
}

Result<bool> Access::compare_pin(const std::optional<StaffRow>& staff, std::string_view pin) {
    if (staff) return verify_pin(staff->pin_hash, pin);
    if (m_dummy_hash.empty()) {
        QIANTAI_TRY(m_dummy_hash, hash_pin("no such number", m_pin_cost));
    }
    return verify_pin(m_dummy_hash, pin) && false;
}

Error Access::refuse(const std::optional<StaffRow>& staff, std::string_view action) {
    AuditEntry entry{.action = std::string(action), .detail = {{"staff_number", "unknown"}}};
    if (staff) {
        entry.subject_entity = "staff";
        entry.subject_id = staff->id.text();
        entry.detail["staff_number"] = staff->number;
    }
    if (const auto saved = write_audit(m_context, nullptr, entry); !saved) return saved.error();
    return make_error(k_sign_in_refused);
}

Status Access::clear_failures(std::string_view staff_number) {
    auto& statement =
        m_context.database.cached("DELETE FROM sign_in_failure WHERE staff_number = ?");
    return statement.bind(staff_number).run();
}

Result<Session> Access::sign_in(std::string_view staff_number, std::string_view pin) {
    const auto number = staff_number.substr(0, k_number_length_max);
    QIANTAI_TRY_STATUS(count_try(number));
    QIANTAI_TRY(const auto staff, load_staff(staff_number));
    QIANTAI_TRY(const bool right, compare_pin(staff, pin));
    const auto role = staff ? parse_code<StaffRole>(staff->role) : std::nullopt;
    if (!right || !role) return refuse(staff, "access.sign_in_failed");
    Session session{staff->number, staff->name, *role, m_context.identity.store_code,
                    staff->pin_must_change};
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(clear_failures(number));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, {.action = "access.sign_in"}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return session;
}

Status Access::change_pin(Session& session, std::string_view old_pin, std::string_view new_pin) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::change_own_pin));
    QIANTAI_TRY_STATUS(check_pin_rules(new_pin, session.staff_number));
    if (new_pin == old_pin) return make_error(k_pin_unchanged, {}, "new_pin");
    QIANTAI_TRY_STATUS(count_try(session.staff_number));
    QIANTAI_TRY(const auto staff, load_staff(session.staff_number));
    QIANTAI_TRY(const bool right, compare_pin(staff, old_pin));
    if (!right) return refuse(staff, "access.change_pin_failed");
    QIANTAI_TRY(const auto hash, hash_pin(new_pin, m_pin_cost));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(clear_failures(session.staff_number));
    auto& statement = m_context.database.cached(
        "UPDATE staff SET pin_hash = ?, pin_changed_at = ?, pin_must_change = 0 WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(hash, m_context.clock.now_ms(), staff->id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "access.change_pin",
                                     .subject_entity = "staff",
                                     .subject_id = staff->id.text()}));
    QIANTAI_TRY_STATUS(transaction.commit());
    session.pin_must_change = false;
    return {};
}

Status Access::sign_out(const Session& session) {
    return write_audit(m_context, &session, {.action = "access.sign_out"});
}

}  // namespace qiantai::domain
