#include "terminal/members/rules/member_merge.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_merge_exchange.hpp"

namespace qiantai::domain {
namespace {

Status save_merged_into(sqlite::Database& database, const Uuid& member,
                        const std::optional<Uuid>& into) {
    auto& statement = database.cached("UPDATE member SET merged_into = ? WHERE id = ?");
    return statement.bind(into, member).run();
}

AuditEntry about_merge(std::string_view action, const Uuid& loser, const Uuid& winner,
                       std::span<const std::string> fields) {
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "member",
                     .subject_id = loser.text(),
                     .detail = {{"into", winner.text()}}};
    std::string names;
    for (const auto& field : fields) names += (names.empty() ? "" : ",") + field;
    if (!names.empty()) entry.detail["fields"] = std::move(names);
    return entry;
}

const std::string& value_of(const Member& member, std::string_view field) {
    const std::pair<std::string_view, const std::string*> values[] = {
        {"name", &member.name},
        {"phone", &member.phone},
        {"gender", &member.gender.text()},
        {"birthday", &member.birthday},
        {"tier_code", &member.tier_code},
        {"home_clerk", &member.home_clerk},
        {"preferences", &member.preferences},
        {"notes", &member.notes},
        {"heard_from", &member.heard_from.text()}};
    const auto found =
        std::ranges::find(values, field, &std::pair<std::string_view, const std::string*>::first);
    QIANTAI_ASSERT(found != std::end(values));
    return *found->second;
}

/// Nothing was told, in the words the column has for it.
bool is_untold(const Member& member, std::string_view field) {
    const auto& value = value_of(member, field);
    return value.empty() || (field == "gender" && member.gender == Gender::unstated) ||
           (field == "heard_from" && member.heard_from == HeardFrom::unstated);
}

bool is_field(std::string_view name) {
    return std::ranges::find(k_merge_fields, name) != std::end(k_merge_fields);
}

}  // namespace

std::vector<std::string> fields_to_take(const Member& loser, const Member& winner) {
    std::vector<std::string> fields;
    if (winner.store_code != loser.store_code) return fields;
    for (const auto field : k_merge_fields) {
        if (is_untold(winner, field) && !is_untold(loser, field)) fields.emplace_back(field);
    }
    return fields;
}

Result<Uuid> MemberMerge::merge(const Session& session, const Uuid& loser, const Uuid& winner,
                                const std::optional<std::vector<std::string>>& taken) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_merge));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto losing, load_own_member(m_context, loser));
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, winner));
    QIANTAI_TRY(const auto winning, load_member(m_context.database, standing));
    if (winning.status == MemberStatus::erased) return make_error(k_member_erased, {}, "winner_id");
    if (standing == losing.id) return make_error(k_same_member, {}, "winner_id");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    MergeExchange exchange{taken.value_or(fields_to_take(losing, winning)), now};
    QIANTAI_ASSERT(std::ranges::all_of(exchange.fields, is_field));
    // What is the same in both needs no exchange.
    std::erase_if(exchange.fields, [&](const std::string& field) {
        const bool calendar = winning.birthday_calendar == losing.birthday_calendar;
        return value_of(winning, field) == value_of(losing, field) &&
               (field != "birthday" || calendar);
    });
    if (!exchange.fields.empty() && winning.store_code != m_context.identity.store_code) {
        return make_error(k_member_of_other_store, winning.store_code, "into");
    }
    auto& database = m_context.database;
    QIANTAI_TRY_STATUS(exchange_fields(database, losing.id, standing, exchange.fields));
    QIANTAI_TRY_STATUS(save_exchange(database, losing.id, exchange));
    QIANTAI_TRY_STATUS(save_merged_into(database, losing.id, standing));
    QIANTAI_TRY_STATUS(
        save_duplicate_cases(m_context, session, losing.id, standing, ConflictStatus::decided));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session, about_merge("members.merge", losing.id, standing, exchange.fields)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return standing;
}

Status MemberMerge::undo_merge(const Session& session, const Uuid& loser) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_merge));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_member(m_context.database, loser));
    if (member.store_code != m_context.identity.store_code) {
        return make_error(k_member_of_other_store, member.store_code, "member_id");
    }
    if (!member.merged_into) return make_error(k_not_merged, {}, "member_id");
    const Uuid winner = *member.merged_into;
    auto& database = m_context.database;
    QIANTAI_TRY(const auto exchange, load_exchange(database, loser));
    QIANTAI_TRY_STATUS(check_undo_order(database, winner, exchange));
    QIANTAI_TRY_STATUS(exchange_fields(database, loser, winner, exchange.fields));
    QIANTAI_TRY_STATUS(save_exchange(database, loser, {}));
    QIANTAI_TRY_STATUS(save_merged_into(database, loser, std::nullopt));
    QIANTAI_TRY_STATUS(
        save_duplicate_cases(m_context, session, loser, winner, ConflictStatus::open));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session, about_merge("members.undo_merge", loser, winner, exchange.fields)));
    return transaction.commit();
}

}  // namespace qiantai::domain
