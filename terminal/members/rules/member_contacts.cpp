#include "terminal/members/rules/member_contacts.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

bool is_in_use(const MemberCard& card) {
    return card.status == CardStatus::active || card.status == CardStatus::lost;
}

}  // namespace

Result<std::vector<MemberContact>> load_contacts(sqlite::Database& database,
                                                 const Uuid& member_id) {
    static const auto sql = sqlite::select_of<MemberContact>(
        "WHERE member_id = ? AND undone_at IS NULL ORDER BY created_at, id");
    return sqlite::all(database.cached(sql).bind(member_id), sqlite::read_row<MemberContact>);
}

Result<std::optional<MemberContact>> load_last_contact(sqlite::Database& database,
                                                       const Uuid& member_id, ContactKind kind,
                                                       Date since) {
    static const auto sql = sqlite::select_of<MemberContact>(
        "WHERE member_id = ? AND kind = ? AND business_date >= ? AND undone_at IS NULL"
        " ORDER BY created_at DESC, id DESC LIMIT 1");
    return sqlite::one(database.cached(sql).bind(member_id, code_of(kind), since.text()),
                       sqlite::read_row<MemberContact>);
}

Result<std::optional<MemberContact>> load_expiry_contact(sqlite::Database& database,
                                                         const MemberCard& card) {
    static const auto sql = sqlite::select_of<MemberContact>(
        "WHERE store_code = ? AND kind = 'expiry' AND occasion_on = ?"
        " AND card_id = ? AND undone_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1");
    return sqlite::one(database.cached(sql).bind(card.store_code, card.expires_on, card.id),
                       sqlite::read_row<MemberContact>);
}

Result<bool> load_do_not_call(sqlite::Database& database, const Uuid& member_id) {
    auto& statement = database.cached(
        "SELECT EXISTS (SELECT 1 FROM (SELECT outcome, row_hlc FROM member_contact"
        " WHERE member_id = ?1 AND undone_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1) k"
        " WHERE k.outcome = 'do_not_call'"
        " AND k.row_hlc > ifnull((SELECT max(c.row_hlc) FROM consent c WHERE c.member_id = ?1"
        " AND c.purpose = 'callback' AND c.decision = 'given'), 0)),"
        " (SELECT decision FROM consent WHERE member_id = ?1 AND purpose = 'callback'"
        " ORDER BY row_hlc DESC LIMIT 1) = 'withdrawn',"
        " (SELECT phone FROM member WHERE id = ?1) IS NULL");
    return sqlite::only(statement.bind(member_id), [](const sqlite::Statement& row) {
        return row.integer(0) != 0 || row.integer(1) != 0 || row.integer(2) != 0;
    });
}

Status MemberContacts::choose_occasion(const ContactInput& input, MemberContact& contact) {
    if (input.kind != ContactKind::expiry) {
        contact.occasion_on = input.occasion_on.value_or("");
        if (!contact.occasion_on.empty() && !Date::parse(contact.occasion_on)) {
            return make_error(k_occasion_malformed, {}, "occasion_on");
        }
        return {};
    }
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, input.member_id));
    for (const Uuid& member : group) {
        QIANTAI_TRY(const auto cards, load_cards(m_context.database, member));
        for (const auto& card : cards) {
            const bool meant = input.card_id ? card.id == *input.card_id
                                             : is_in_use(card) && !card.expires_on.empty();
            if (!meant) continue;
            const bool earlier = !contact.card_id || card.expires_on < contact.occasion_on;
            if (!earlier) continue;
            contact.card_id = card.id;
            contact.occasion_on = card.expires_on;
        }
    }
    if (!contact.card_id) return make_error(k_card_not_found, {}, "card_id");
    return {};
}

Result<MemberContact> MemberContacts::record(const Session& session, const ContactInput& input) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, input.member_id));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY(const auto today, business_date(m_context, now));
    MemberContact contact{.id = m_context.new_id(),
                          .member_id = member.id,
                          .kind = input.kind,
                          .card_id = {},
                          .occasion_on = {},
                          .outcome = input.outcome,
                          .remark = {},
                          .business_date = today.text(),
                          .created_by = session.staff_number,
                          .created_at = now};
    QIANTAI_TRY(contact.remark, normalise_note(input.remark, k_remark_length_max, "remark"));
    QIANTAI_TRY_STATUS(choose_occasion(input, contact));
    auto& statement = m_context.database.cached(
        "INSERT INTO member_contact (id, store_code, member_id, kind, card_id, occasion_on,"
        " outcome, remark, business_date, created_by, created_at)"
        " VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, nullif(?, ''), ?, ?, ?)");
    statement.bind(contact.id, m_context.identity.store_code, contact.member_id,
                   contact.kind.text(), contact.card_id, contact.occasion_on,
                   contact.outcome.text(), contact.remark, contact.business_date,
                   contact.created_by, contact.created_at);
    QIANTAI_TRY_STATUS(statement.run());
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "members.record_contact",
         .subject_entity = "member",
         .subject_id = member.id.text(),
         .detail = {{"kind", contact.kind.text()}, {"outcome", contact.outcome.text()}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return contact;
}

}  // namespace qiantai::domain
