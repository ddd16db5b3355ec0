#pragma once

// The work lists of a store: cards that expire, and whom to greet. Both come sorted by date in
// pages, masked by role, each row with the last contact about its occasion. Right of both:
// members_contact. A remark is left out where the member is masked.

#include "terminal/members/rules/figure_facts.hpp"
#include "terminal/members/rules/list_facts.hpp"
#include "terminal/members/rules/member_contacts.hpp"

namespace qiantai::domain {

class MemberLists {
  public:
    explicit MemberLists(ServiceContext& context) : m_context(context) {}

    /// Cards of this store in use (also lost ones), the first to expire first.
    Result<ExpiringPage> expiring(const Session& session, const ExpiringFilter& filter);
    Result<ExpiringCounts> count_expiring(const Session& session, const ExpiringFilter& filter);
    /// Members of this store who have a birthday, the first first; whatever their status, but for
    /// erased and merged ones.
    Result<CarePage> care(const Session& session, const CareFilter& filter);
    Result<CareCounts> count_care(const Session& session, const CareFilter& filter);
    /// What the lists ask for with this member; nothing with another store's.
    Result<MemberWork> work_of(const Session& session, const Uuid& member_id);

  private:
    Result<std::optional<MemberCard>> find_due_card(const Uuid& member_id, Date today);
    Result<ExpiringCard> build_expiring(const Session& session, const MemberCard& card, Date today);
    Result<CareEntry> build_care(const Session& session, const Member& member, Date date);
    ServiceContext& m_context;
};

/// What the home screen shows of the lists, of the store and of one clerk's members; whoever asks
/// has the right to them. Expiring cards: 30 days ahead, and what nobody did in the 60 before.
Result<OpenWork> load_open_expiring(ServiceContext& context, const std::string& staff_number,
                                    Date today);
/// Likewise the birthdays until Sunday, and who was missed in the 3 days before.
Result<OpenWork> load_open_greetings(ServiceContext& context, const std::string& staff_number,
                                     Date today);

}  // namespace qiantai::domain
