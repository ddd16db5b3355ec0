#include "terminal/callbacks/rules/callback_sources.hpp"

#include <fmt/format.h>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/typed_text.hpp"
#include "terminal/members/rules/birthday_celebration.hpp"

namespace qiantai::domain {
namespace {

Result<std::vector<CallbackOccasion>> find_new_members(ServiceContext& context, const CallbackRule&,
                                                       const DaySpan& days) {
    auto& statement = context.database.cached(
        "SELECT id, joined_on FROM member WHERE store_code = ? AND joined_on BETWEEN ? AND ?"
        " AND status = 'active' AND merged_into IS NULL");
    statement.bind(context.identity.store_code, days.first.text(), days.last.text());
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        const auto day = Date::of_text(row.text(1));
        return CallbackOccasion{.member_id = row.uuid(0),
                                .day = day,
                                .fact = std::string(row.text(1)),
                                .occasion_on = day};
    });
}

Result<std::vector<CallbackOccasion>> find_expiring_cards(ServiceContext& context,
                                                          const CallbackRule&,
                                                          const DaySpan& days) {
    auto& statement = context.database.cached(
        "SELECT card_id, member_id, expires_on FROM card_expiry WHERE store_code = ?"
        " AND expires_on BETWEEN ? AND ?");
    statement.bind(context.identity.store_code, days.first.text(), days.last.text());
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        const auto day = Date::of_text(row.text(2));
        return CallbackOccasion{.member_id = row.uuid(1),
                                .day = day,
                                .fact = fmt::format("{} {}", row.uuid(0).text(), row.text(2)),
                                .source_id = row.uuid(0),
                                .occasion_on = day};
    });
}

/// Renewed, given back, or somebody spoke with the member about this expiry already.
Result<bool> is_card_settled(ServiceContext& context, const CallbackTask& task) {
    if (!task.source_id || !task.occasion_on) return false;
    auto& statement = context.database.cached(
        "SELECT NOT EXISTS (SELECT 1 FROM member_card WHERE id = ?1 AND expires_on = ?2"
        " AND status IN ('active', 'lost'))"
        " OR EXISTS (SELECT 1 FROM member_contact WHERE store_code = ?3 AND kind = 'expiry'"
        " AND card_id = ?1 AND occasion_on = ?2 AND undone_at IS NULL"
        " AND outcome IN ('reached', 'refused', 'do_not_call'))");
    statement.bind(*task.source_id, task.occasion_on->text(), task.store_code);
    QIANTAI_TRY(const auto settled, sqlite::only(statement, sqlite::integer_column));
    return settled != 0;
}

Result<std::vector<CallbackOccasion>> find_birthdays(ServiceContext& context, const CallbackRule&,
                                                     const DaySpan& days) {
    auto& statement = context.database.cached(
        "SELECT id FROM member WHERE birthday IS NOT NULL AND birthday_calendar = ?"
        " AND substr(birthday, 6) = ? AND store_code = ? AND status = 'active'"
        " AND merged_into IS NULL");
    std::vector<CallbackOccasion> found;
    for (Date day = days.first; day <= days.last; day = day.plus_days(1)) {
        for (const auto& key : birthdays_celebrated_on(day)) {
            statement.bind(code_of(key.calendar), key.month_day, context.identity.store_code);
            QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
                found.push_back({.member_id = row.uuid(0),
                                 .day = day,
                                 .fact = day.text(),
                                 .occasion_on = day});
            }));
        }
    }
    return found;
}

Result<bool> is_greeted(ServiceContext& context, const CallbackTask& task) {
    if (!task.occasion_on) return false;
    auto& statement = context.database.cached(
        "SELECT 1 FROM member_contact WHERE store_code = ? AND kind = 'care' AND occasion_on = ?"
        " AND member_id = ? AND undone_at IS NULL LIMIT 1");
    return sqlite::any(statement.bind(task.store_code, task.occasion_on->text(), task.member_id));
}

}  // namespace

CallbackSource new_member_source() {
    return {CallbackKind::new_member, find_new_members, nullptr};
}
CallbackSource expiring_source() {
    return {CallbackKind::expiring, find_expiring_cards, is_card_settled};
}
CallbackSource birthday_source() {
    return {CallbackKind::birthday, find_birthdays, is_greeted};
}

std::string short_matter(std::string_view words) {
    constexpr std::size_t k_matter_points = 60;
    const auto points = composed(words).value_or(U"");
    if (points.size() <= k_matter_points) return std::string(words);
    return to_utf8(points.substr(0, k_matter_points)) + "…";
}

const CallbackSource* find_callback_source(const Coded<CallbackKind>& kind) {
    static const CallbackSource sources[] = {complaint_source(), new_member_source(),
                                             purchase_source(),  gift_check_source(),
                                             expiring_source(),  birthday_source(),
                                             asleep_source(),    lost_source()};
    for (const auto& source : sources) {
        if (kind == source.kind) return &source;
    }
    return nullptr;
}

}  // namespace qiantai::domain
