#include "terminal/members/rules/member_undo.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

/// What was decided about the card, the newest first.
Result<std::vector<Renewal>> load_decisions(sqlite::Database& database, const Uuid& card_id) {
    static const auto sql =
        sqlite::select_of<Renewal>("WHERE card_id = ? ORDER BY created_at DESC, id DESC");
    return sqlite::all(database.cached(sql).bind(card_id), sqlite::read_row<Renewal>);
}

/// As it was before the renewal `decisions` begin with.
CardStatus status_before(const std::vector<Renewal>& decisions) {
    int undone = 0;
    for (auto it = decisions.begin() + 1; it != decisions.end(); ++it) {
        if (it->decision == RenewalDecision::undone) {
            ++undone;
        } else if (undone > 0) {
            --undone;
        } else {
            return it->decision == RenewalDecision::lapsed ? CardStatus::lapsed
                                                           : CardStatus::active;
        }
    }
    return CardStatus::active;
}

Result<MemberCard> load_card(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<MemberCard>("WHERE id = ?");
    QIANTAI_TRY(auto card,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<MemberCard>));
    if (!card) return make_error(k_card_not_found, {}, "card_id");
    return *std::move(card);
}

}  // namespace

Status MemberUndo::undo_contact(const Session& session, const Uuid& contact_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    static const auto sql = sqlite::select_of<MemberContact>(
        "WHERE id = ? AND created_by = ? AND business_date = ? AND undone_at IS NULL");
    QIANTAI_TRY(const auto today, business_date(m_context));
    auto& found = m_context.database.cached(sql);
    found.bind(contact_id, session.staff_number, today.text());
    QIANTAI_TRY(const auto contact, sqlite::one(found, sqlite::read_row<MemberContact>));
    if (!contact) return make_error(k_undo_too_late, {}, "contact_id");
    auto& statement =
        m_context.database.cached("UPDATE member_contact SET undone_at = ? WHERE id = ?");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY_STATUS(statement.bind(now, contact_id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    about_member("members.undo_contact", contact->member_id)));
    return transaction.commit();
}

Result<MemberCard> MemberUndo::undo_renewal(const Session& session, const Uuid& card_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_cards));
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(auto card, load_card(database, card_id));
    QIANTAI_TRY(const auto decisions, load_decisions(database, card_id));
    QIANTAI_TRY(const auto today, business_date(m_context));
    if (decisions.empty()) return make_error(k_undo_too_late, {}, "card_id");
    const auto& last = decisions.front();
    const bool undoable = last.decision == RenewalDecision::renewed &&
                          last.created_by == session.staff_number &&
                          last.business_date == today.text() && card.status == CardStatus::active &&
                          card.expires_on == last.expires_after;
    if (!undoable) return make_error(k_undo_too_late, {}, "card_id");
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    card.status = status_before(decisions);
    card.expires_on = last.expires_before;
    QIANTAI_TRY_STATUS(save_card(database, card));
    QIANTAI_TRY_STATUS(sqlite::insert(database, Renewal{.id = m_context.new_id(),
                                                        .store_code = last.store_code,
                                                        .member_id = last.member_id,
                                                        .card_id = card.id,
                                                        .decision = RenewalDecision::undone,
                                                        .expires_before = last.expires_after,
                                                        .expires_after = last.expires_before,
                                                        .reason = {},
                                                        .business_date = today.text(),
                                                        .created_by = session.staff_number,
                                                        .created_at = now}));
    QIANTAI_TRY(const auto member, load_own_member(m_context, last.member_id));
    QIANTAI_TRY_STATUS(follow_cards(m_context, member));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_member("members.undo_renewal", last.member_id)));
    QIANTAI_TRY_STATUS(transaction.commit());
    return card;
}

}  // namespace qiantai::domain
