// Who might be the same person: while somebody is registered, and of a member who is there.

#include "schema/sqlite/rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {
namespace {

/// What birthday a possible duplicate must have to be named; empty if what was typed is none.
std::string comparable_birthday(const std::string& typed) {
    const auto last_day = Date::of_text("2199-12-31");
    const auto birthday = parse_birthday(typed, BirthdayCalendar::solar, last_day);
    if (birthday) return birthday->text();
    const auto lunar = parse_birthday(typed, BirthdayCalendar::lunar, last_day);
    return lunar ? lunar->text() : std::string();
}

/// A manager has looked at both and said that they are two persons.
Result<bool> are_two_persons(sqlite::Database& database, const Uuid& one, const Uuid& other) {
    auto& statement = database.cached(
        "SELECT 1 FROM member_conflict WHERE kind = 'duplicate' AND status = 'dismissed'"
        " AND ((subject_id = ?1 AND other_id = ?2) OR (subject_id = ?2 AND other_id = ?1))");
    statement.bind(one, other);
    return sqlite::any(statement);
}

}  // namespace

Result<std::vector<PossibleDuplicate>> Members::find_alike(const Session& session,
                                                           const DuplicateQuery& query) {
    std::vector<PossibleDuplicate> found;
    const auto add = [&](Member member, DuplicateReason reason) {
        const bool known = std::ranges::any_of(
            found, [&](const PossibleDuplicate& other) { return other.member.id == member.id; });
        if (!known)
            found.push_back({.member = masked_for(session, std::move(member)), .reason = reason});
    };
    QIANTAI_TRY(const auto home, load_phone_country(m_context));
    if (const auto phone = normalise_phone(query.phone, home)) {
        QIANTAI_TRY(const auto ids, find_by_phone(m_context.database, *phone));
        for (const Uuid& id : ids) {
            QIANTAI_TRY(auto member, load_member(m_context.database, id));
            add(std::move(member), DuplicateReason::same_phone);
        }
    }
    const auto name = normalise_name(query.name);
    const auto birthday = comparable_birthday(query.birthday);
    std::vector<MemberHit> hits;
    if (name && !birthday.empty()) {
        QIANTAI_TRY(hits, search_members(m_context.database, *name));
    }
    for (const auto& hit : hits) {
        QIANTAI_TRY(auto member, load_member(m_context.database, hit.id));
        if (member.name == *name && member.birthday == birthday) {
            add(std::move(member), DuplicateReason::same_name_and_birthday);
        }
    }
    for (auto& one : found) {
        QIANTAI_TRY(auto card, load_shown_card(m_context.database, one.member.id));
        one.card_number = std::move(card.number);
        one.card_status = std::move(card.status);
        QIANTAI_TRY(one.tier_name, load_tier_name(m_context.database, one.member.tier_code));
    }
    return found;
}

Result<std::vector<PossibleDuplicate>> Members::possible_duplicates(const Session& session,
                                                                    const DuplicateQuery& query) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_register));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return find_alike(session, query);
}

Result<std::vector<PossibleDuplicate>> Members::duplicates_of(const Session& session,
                                                              const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_member(m_context.database, id));
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, id));
    QIANTAI_TRY(const auto alike,
                find_alike(session, {member.phone, member.name, member.birthday}));
    std::vector<PossibleDuplicate> others;
    for (const auto& one : alike) {
        if (one.member.status == MemberStatus::erased) continue;
        if (std::ranges::find(group, one.member.id) != group.end()) continue;
        QIANTAI_TRY(const bool two, are_two_persons(m_context.database, id, one.member.id));
        if (!two) others.push_back(one);
    }
    return others;
}

}  // namespace qiantai::domain
