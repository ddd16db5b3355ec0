#include "terminal/admin/rules/admin_staff.hpp"

#include "schema/sqlite/rows.hpp"
#include "sync/core/scope.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_staff_number_length_min = 3, k_staff_number_length_max = 12;
constexpr std::uint64_t k_initial_pin_bound = 1'000'000;

bool has_staff_number_form(std::string_view number) {
    return number.size() >= k_staff_number_length_min &&
           number.size() <= k_staff_number_length_max && std::ranges::all_of(number, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

StaffMember read_staff(const sqlite::Statement& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    return {row.uuid(0),
            text(1),
            text(2),
            text(3),
            Coded<StaffRole>::of_text(row.text(4)),
            Coded<StaffStatus>::of_text(row.text(5)),
            row.integer(6) != 0};
}

AuditEntry about_staff(std::string_view action, const StaffMember& staff) {
    return {.action = std::string(action),
            .subject_entity = "staff",
            .subject_id = staff.id.text(),
            .detail = {{"number", staff.number},
                       {"role", staff.role.text()},
                       {"store_code", staff.store_code},
                       {"status", staff.status.text()}}};
}

}  // namespace

std::string make_initial_pin(Random& random, std::string_view staff_number) {
    for (;;) {
        auto pin = fmt::format("{:06}", random.below(k_initial_pin_bound));
        if (check_pin_rules(pin, staff_number)) return pin;
    }
}

Result<std::vector<StaffMember>> AdminStaff::list(const Session& session,
                                                  const std::optional<std::string>& store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    auto wanted = store_code;
    if (!m_context.identity.is_headquarters()) wanted = m_context.identity.store_code;
    auto& statement = m_context.database.cached(
        "SELECT id, store_code, number, name, role, status, pin_must_change FROM staff"
        " WHERE (?1 IS NULL OR store_code = ?1) ORDER BY number, id");
    statement.bind(wanted);
    return sqlite::all(statement, read_staff);
}

Result<StaffMember> AdminStaff::load(const std::string& number) {
    auto& statement = m_context.database.cached(
        "SELECT id, store_code, number, name, role, status, pin_must_change FROM staff WHERE "
        "number = ?"
        " ORDER BY id LIMIT 1");
    statement.bind(number);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return make_error(k_staff_not_found, number, "number");
    auto staff = read_staff(statement);
    statement.reset();
    return staff;
}

Status AdminStaff::check_place(const StaffMember& staff) {
    const bool headquarters = staff.store_code == sync::k_hq_store_code;
    const bool store_role =
        staff.role == StaffRole::clerk || staff.role == StaffRole::store_manager;
    const bool keeper = staff.role == StaffRole::warehouse_keeper;
    if (!headquarters && !store_role && !keeper) {
        return make_error(k_role_needs_headquarters, {}, "role");
    }
    QIANTAI_TRY(const auto kind, find_open_store(m_context.database, staff.store_code));
    if (!kind && !headquarters) return make_error(k_store_unknown, staff.store_code, "store_code");
    // Who keeps a warehouse sees no members, and a warehouse has none.
    const bool at_warehouse = kind && *kind == StoreKind::warehouse;
    if (keeper != at_warehouse) return make_error(k_role_needs_warehouse, {}, "role");
    return {};
}

Result<std::pair<std::string, std::string>> AdminStaff::make_pin(const std::string& number) {
    auto pin = make_initial_pin(m_context.random, number);
    QIANTAI_TRY(auto hash, hash_pin(pin, m_pin_cost));
    return std::pair(std::move(pin), std::move(hash));
}

Result<StaffWithPin> AdminStaff::create(const Session& session, const StaffMember& given) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_staff));
    StaffMember staff = given;
    if (!has_staff_number_form(staff.number)) {
        return make_error(k_staff_number_malformed, {}, "number");
    }
    QIANTAI_TRY(staff.name, normalise_name(given.name));
    QIANTAI_TRY_STATUS(check_place(staff));
    QIANTAI_TRY(auto pin, make_pin(staff.number));
    staff.id = Uuid::make_v7(m_context.clock, m_context.random, Cell::of_store(staff.store_code));
    staff.status = StaffStatus::active;
    staff.pin_must_change = true;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    if (load(staff.number)) return make_error(k_staff_number_taken, staff.number, "number");
    auto& statement = m_context.database.cached(
        "INSERT INTO staff (id, store_code, number, name, role, status, pin_hash, pin_changed_at,"
        " pin_must_change, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    statement.bind(staff.id, staff.store_code, staff.number, staff.name, staff.role.text(),
                   staff.status.text(), pin.second, now, now);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, about_staff("admin.create_staff", staff)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return StaffWithPin{std::move(staff), std::move(pin.first)};
}

Result<StaffMember> AdminStaff::update(const Session& session, const std::string& number,
                                       const StaffUpdate& changes) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_staff));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto staff, load(number));
    if (changes.role || changes.store_code || changes.status) {
        QIANTAI_TRY_STATUS(check_two_persons(staff.number, session));
    }
    if (changes.name) {
        QIANTAI_TRY(staff.name, normalise_name(*changes.name));
    }
    if (changes.role) staff.role = *changes.role;
    if (changes.store_code) staff.store_code = *changes.store_code;
    if (changes.status) staff.status = *changes.status;
    if (changes.role || changes.store_code) QIANTAI_TRY_STATUS(check_place(staff));
    auto& statement = m_context.database.cached(
        "UPDATE staff SET name = ?, role = ?, store_code = ?, status = ? WHERE id = ?");
    statement.bind(staff.name, staff.role.text(), staff.store_code, staff.status.text(), staff.id);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, about_staff("admin.update_staff", staff)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return staff;
}

Result<StaffWithPin> AdminStaff::reset_pin(const Session& session, const std::string& number) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_staff));
    QIANTAI_TRY(auto pin, make_pin(number));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto staff, load(number));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    auto& statement = m_context.database.cached(
        "UPDATE staff SET pin_hash = ?, pin_changed_at = ?, pin_must_change = 1 WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(pin.second, now, staff.id).run());
    staff.pin_must_change = true;
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, about_staff("admin.reset_pin", staff)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return StaffWithPin{std::move(staff), std::move(pin.first)};
}

}  // namespace qiantai::domain
