#pragma once

// Taking back what was pressed by mistake, by the same person on the same day. Nothing is deleted:
// a contact is marked, a renewal is followed by the fact that it was undone.

#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/undo_facts.hpp"

namespace qiantai::domain {

class MemberUndo {
  public:
    explicit MemberUndo(ServiceContext& context) : m_context(context) {}

    /// The contact counts for nothing any more. Right: members_contact. k_undo_too_late.
    Status undo_contact(const Session& session, const Uuid& contact_id);
    /// The card expires as before its last renewal, and is in use or lapsed as it was. Right:
    /// members_cards. k_undo_too_late.
    Result<MemberCard> undo_renewal(const Session& session, const Uuid& card_id);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
