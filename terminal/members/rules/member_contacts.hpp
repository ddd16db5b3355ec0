#pragma once

// Talks with a member, or the try: what came of a call about an expiring card, a birthday greeting,
// anything else. A contact is written once. The remark is personal: shown only to whoever sees the
// member in full, and emptied when the person is erased.

#include "terminal/members/rules/member_cards.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_occasion_malformed{"occasion_malformed", Actor::clerk,
                                                "The occasion's date is no calendar date.",
                                                "日期不正确，请重新选择。"};

/// Values as in the manifest's entity member_contact.
struct ContactInput {
    Uuid member_id;
    std::string kind;     ///< expiry, care, other
    std::string outcome;  ///< reached, no_answer, wrong_number, refused, do_not_call
    std::string remark{};
    /// expiry: which card; absent = the one in use that expires first.
    std::optional<Uuid> card_id{};
    /// care: the birthday or holiday (YYYY-MM-DD). An expiry's is the card's.
    std::optional<std::string> occasion_on{};
};

struct MemberContact {
    Uuid id{};
    Uuid member_id;
    std::string kind;
    std::optional<Uuid> card_id;
    std::string occasion_on;  ///< empty = none
    std::string outcome;
    std::string remark;
    std::string business_date;
    std::string created_by;
    TimeMs created_at = 0;
};

/// All contacts with the member, oldest first, remarks included.
Result<std::vector<MemberContact>> load_contacts(sqlite::Database& database, const Uuid& member_id);
/// The newest contact of that kind that was recorded on `since` (YYYY-MM-DD) or later.
Result<std::optional<MemberContact>> load_last_contact(sqlite::Database& database,
                                                       const Uuid& member_id, std::string_view kind,
                                                       std::string_view since);
/// The newest contact about that expiry of the card.
Result<std::optional<MemberContact>> load_expiry_contact(sqlite::Database& database,
                                                         const MemberCard& card);
/// The member does not want to be called: said so at the last contact, or took back the consent to
/// callbacks.
Result<bool> load_do_not_call(sqlite::Database& database, const Uuid& member_id);

class MemberContacts {
  public:
    explicit MemberContacts(ServiceContext& context) : m_context(context) {}

    /// Right: members_contact. The member must be of this store and not merged away. Errors: the
    /// rules' of text.hpp, k_card_not_found, k_occasion_malformed.
    Result<MemberContact> record(const Session& session, const ContactInput& input);

  private:
    Status choose_occasion(const ContactInput& input, MemberContact& contact);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
