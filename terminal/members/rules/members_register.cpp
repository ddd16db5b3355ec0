#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {
Status Members::check_duplicate_phone(const std::string& phone, DuplicateCheck check,
                                      const std::optional<Uuid>& own_id) {
    if (check == DuplicateCheck::accept) return {};
    auto& statement = m_context.database.cached(
        "SELECT 1 FROM member WHERE phone = ? AND id IS NOT ? AND merged_into IS NULL LIMIT 1");
    statement.bind(phone, own_id);
    QIANTAI_TRY(const bool found, sqlite::any(statement));
    if (found) return make_error(k_possible_duplicate, {}, "phone");
    return {};
}

Status Members::check_home_clerk(std::string_view staff_number) {
    auto& statement = m_context.database.cached(
        "SELECT 1 FROM staff WHERE number = ? AND store_code = ? AND status = 'active' LIMIT 1");
    statement.bind(staff_number, m_context.identity.store_code);
    QIANTAI_TRY(const bool found, sqlite::any(statement));
    if (!found) return make_error(k_home_clerk_unknown, std::string(staff_number), "home_clerk");
    return {};
}

Result<Member> Members::build_member(const Session& session, const Registration& registration,
                                     const Tier& tier, const Moment& now) {
    Member member{.id = registration.id.value_or(m_context.new_id()),
                  .store_code = m_context.identity.store_code,
                  .gender = registration.gender,
                  .birthday_calendar = registration.birthday_calendar,
                  .tier_code = tier.code,
                  .home_clerk = registration.home_clerk.value_or(session.staff_number),
                  .heard_from = registration.heard_from,
                  .status = registration.taken_over.card_status == CardStatus::lapsed
                                ? MemberStatus::lapsed
                                : MemberStatus::active,
                  .joined_on = registration.taken_over.joined_on.value_or(now.today).text(),
                  .created_by = session.staff_number,
                  .created_at = now.at};
    QIANTAI_TRY(member.name, normalise_name(registration.name));
    QIANTAI_TRY(const auto home, load_phone_country(m_context, now.at));
    QIANTAI_TRY(member.phone, normalise_phone(registration.phone, home));
    if (!registration.birthday.empty()) {
        QIANTAI_TRY(const auto birthday, parse_birthday(registration.birthday,
                                                        registration.birthday_calendar, now.today));
        member.birthday = birthday.text();
    }
    QIANTAI_TRY(member.preferences,
                normalise_note(registration.preferences, k_preferences_length_max, "preferences"));
    QIANTAI_TRY(member.notes, normalise_note(registration.notes, k_notes_length_max, "notes"));
    QIANTAI_TRY_STATUS(check_column(m_context.manifest, "member", "gender", member.gender.text()));
    QIANTAI_TRY_STATUS(
        check_column(m_context.manifest, "member", "heard_from", member.heard_from.text()));
    if (registration.home_clerk) QIANTAI_TRY_STATUS(check_home_clerk(member.home_clerk));
    return member;
}

Result<std::optional<MemberDetails>> Members::find_repeated(const Registration& registration) {
    if (!registration.id) return std::optional<MemberDetails>();
    auto details = load_details(*registration.id);
    if (!details) {
        if (details.error().kind == &k_member_not_found) return std::optional<MemberDetails>();
        return details.error();
    }
    QIANTAI_TRY(const auto home, load_phone_country(m_context));
    const auto phone = normalise_phone(registration.phone, home);
    if (!phone || details->member.phone != *phone) return make_error(k_member_id_taken, {}, "id");
    return std::optional(*std::move(details));
}

Result<MemberDetails> Members::register_member(const Session& session,
                                               const Registration& registration) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_register));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto repeated, find_repeated(registration));
    if (repeated) return masked_for(session, *std::move(repeated));
    QIANTAI_TRY(const auto tier, load_tier(m_context.database, registration.tier_code));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(auto member, build_member(session, registration, tier, now));
    QIANTAI_TRY_STATUS(check_duplicate_phone(member.phone, registration.duplicates, std::nullopt));
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, member));
    MemberDetails details;
    QIANTAI_TRY(auto card, insert_card(m_context, session, member.id, tier,
                                       registration.card_number, now, registration.taken_over));
    details.cards.push_back(std::move(card));
    for (const auto& input : registration.consents) {
        QIANTAI_TRY(auto consent, insert_consent(m_context, session, member.id, input,
                                                 ConsentDecision::given, now));
        details.consents.push_back(std::move(consent));
    }
    AuditEntry entry{
        .action = "members.register", .subject_entity = "member", .subject_id = member.id.text()};
    if (registration.duplicates == DuplicateCheck::accept) entry.detail["duplicates"] = "accepted";
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    details.member = masked_for(session, std::move(member));
    return details;
}

}  // namespace qiantai::domain
