#pragma once

// Talks with a member, or the try: what came of a call about an expiring card, a birthday greeting,
// anything else. A contact is written once. The remark is personal: shown only to whoever sees the
// member in full, and emptied when the person is erased.

#include "terminal/members/rules/contact_facts.hpp"
#include "terminal/members/rules/member_cards.hpp"

namespace qiantai::domain {

/// All contacts with the member but for those taken back, oldest first, remarks included.
Result<std::vector<MemberContact>> load_contacts(sqlite::Database& database, const Uuid& member_id);
/// The newest contact of that kind that was recorded on `since` or later.
Result<std::optional<MemberContact>> load_last_contact(sqlite::Database& database,
                                                       const Uuid& member_id, ContactKind kind,
                                                       Date since);
/// The newest contact about that expiry of the card.
Result<std::optional<MemberContact>> load_expiry_contact(sqlite::Database& database,
                                                         const MemberCard& card);
/// The member does not want to be called: said so at the last contact, or took back the consent to
/// callbacks; or the number is no longer the member's.
Result<bool> load_do_not_call(sqlite::Database& database, const Uuid& member_id);

class MemberContacts {
  public:
    explicit MemberContacts(ServiceContext& context) : m_context(context) {}

    /// Right: members_contact. The member must be of this store and not merged away. Errors: k_text_malformed,
    /// k_card_not_found, k_occasion_malformed.
    Result<MemberContact> record(const Session& session, const ContactInput& input);

  private:
    Status choose_occasion(const ContactInput& input, MemberContact& contact);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
