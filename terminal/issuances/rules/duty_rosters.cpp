#include "terminal/issuances/rules/duty_rosters.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

Result<std::optional<DutyRoster>> find_roster(sqlite::Database& database,
                                              std::string_view store_code, Date date) {
    static const auto sql = sqlite::select_of<DutyRoster>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(duty_roster_id_of(store_code, date)),
                       sqlite::read_row<DutyRoster>);
}

std::vector<std::string> numbers_of(const DutyRoster& roster) {
    const auto object = parse_json_object(roster.staff);
    if (!object) return {};
    const auto numbers = from_json<DutyNumbers>(*object);
    return numbers ? numbers->numbers : std::vector<std::string>();
}

/// Of this store, who works here, by number.
Result<std::vector<DutyStaff>> load_active_staff(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT s.number, s.name, m.member_id FROM staff s LEFT JOIN staff_member m"
        " ON m.store_code = s.store_code AND m.staff_number = s.number"
        " WHERE s.store_code = ? AND s.status = 'active' ORDER BY s.number, s.id LIMIT ?");
    statement.bind(context.identity.store_code, k_duty_staff_max);
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        DutyStaff staff{.number = std::string(row.text(0)), .name = std::string(row.text(1))};
        if (!row.is_null(2)) staff.member_id = row.uuid(2);
        return staff;
    });
}

}  // namespace

Uuid duty_roster_id_of(std::string_view store_code, Date date) {
    return Uuid::derive("duty_roster\x1f" + std::string(store_code) + "\x1f" + date.text(),
                        Cell::of_store(store_code));
}

Uuid staff_member_id_of(std::string_view store_code, std::string_view staff_number) {
    return Uuid::derive("staff_member\x1f" + std::string(store_code) + "\x1f" +
                            std::string(staff_number),
                        Cell::of_store(store_code));
}

Result<std::vector<std::string>> load_on_duty(ServiceContext& context, Date date) {
    QIANTAI_TRY(const auto roster,
                find_roster(context.database, context.identity.store_code, date));
    if (roster) return numbers_of(*roster);
    QIANTAI_TRY(const auto staff, load_active_staff(context));
    std::vector<std::string> numbers;
    for (const auto& one : staff) numbers.push_back(one.number);
    return numbers;
}

Result<bool> is_staff_on_duty(ServiceContext& context, std::span<const Uuid> records, Date date) {
    std::set<std::string> numbers;
    auto& statement = context.database.cached(
        "SELECT staff_number FROM staff_member WHERE member_id = ? AND store_code = ?");
    for (const Uuid& id : records) {
        QIANTAI_TRY(const auto found, sqlite::all(statement.bind(id, context.identity.store_code),
                                                  sqlite::text_column));
        numbers.insert(found.begin(), found.end());
    }
    if (numbers.empty()) return false;
    QIANTAI_TRY(const auto on_duty, load_on_duty(context, date));
    return std::ranges::any_of(on_duty,
                               [&](const std::string& one) { return numbers.contains(one); });
}

Result<DutyDay> DutyRosters::build_day(Date date) {
    DutyDay day{.on_date = date};
    QIANTAI_TRY(const auto roster,
                find_roster(m_context.database, m_context.identity.store_code, date));
    day.planned = roster.has_value();
    QIANTAI_TRY(const auto on_duty, load_on_duty(m_context, date));
    QIANTAI_TRY(day.staff, load_active_staff(m_context));
    for (auto& staff : day.staff) {
        staff.on_duty = std::ranges::find(on_duty, staff.number) != on_duty.end();
    }
    return day;
}

Result<DutyDay> DutyRosters::save(const Session& session, const DutyEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::duty_plan));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    if (std::abs(now.today.days_until(entry.on_date)) > k_duty_days_max) {
        return make_error(k_duty_malformed, {}, "on_date");
    }
    QIANTAI_TRY(const auto staff, load_active_staff(m_context));
    std::set<std::string> different;
    for (const auto& number : entry.numbers) {
        if (std::ranges::find(staff, number, &DutyStaff::number) == staff.end() ||
            !different.insert(number).second) {
            return make_error(k_duty_malformed, number, "numbers");
        }
    }
    const auto& store = m_context.identity.store_code;
    const Uuid id = duty_roster_id_of(store, entry.on_date);
    auto& statement = m_context.database.cached(
        "INSERT INTO duty_roster (id, store_code, on_date, staff, created_by, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET staff = excluded.staff");
    statement.bind(id, store, entry.on_date.text(),
                   boost::json::serialize(to_json(DutyNumbers{entry.numbers})),
                   session.staff_number, now.at);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "duty_rosters.save",
                                     .subject_entity = "duty_roster",
                                     .subject_id = id.text(),
                                     .detail = {{"on_date", entry.on_date.text()}}},
                                    now));
    QIANTAI_TRY(auto day, build_day(entry.on_date));
    QIANTAI_TRY_STATUS(transaction.commit());
    return day;
}

Result<DutyStaff> DutyRosters::name_member(const Session& session, std::string_view staff_number,
                                           const std::optional<Uuid>& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::duty_plan));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto staff, load_active_staff(m_context));
    const auto named = std::ranges::find(staff, staff_number, &DutyStaff::number);
    if (named == staff.end()) {
        return make_error(k_duty_malformed, std::string(staff_number), "staff_number");
    }
    std::optional<Uuid> standing;
    if (member_id) {
        const auto member = load_member(m_context.database, *member_id);
        if (!member) return member.error();
        QIANTAI_TRY(standing, resolve_merged(m_context.database, *member_id));
    }
    const auto& store = m_context.identity.store_code;
    const Uuid id = staff_member_id_of(store, staff_number);
    auto& statement = m_context.database.cached(
        "INSERT INTO staff_member (id, store_code, staff_number, member_id, created_by, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id");
    statement.bind(id, store, staff_number, standing, session.staff_number, now.at);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "duty_rosters.name_member",
                                     .subject_entity = "staff_member",
                                     .subject_id = id.text(),
                                     .detail = {{"staff_number", std::string(staff_number)}}},
                                    now));
    QIANTAI_TRY(const auto day, build_day(now.today));
    QIANTAI_TRY_STATUS(transaction.commit());
    const auto shown = std::ranges::find(day.staff, staff_number, &DutyStaff::number);
    QIANTAI_ASSERT(shown != day.staff.end());
    return *shown;
}

Result<DutyDay> DutyRosters::day(const Session& session, Date date) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return build_day(date);
}

}  // namespace qiantai::domain
