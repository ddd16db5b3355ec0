#pragma once

#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/phone_facts.hpp"

namespace qiantai::domain {

/// A number that passed on to another person. It leaves the old record, so that it finds, doubles
/// and calls nobody there any more; with it go the consents that are used by it. The record keeps
/// what was taken off (member.released_phone) for undoing it, and erasing empties that too.
class MemberPhone {
  public:
    explicit MemberPhone(ServiceContext& context) : m_context(context) {}

    /// The number is no longer the member's: also off the records merged into this one that have
    /// it. Withdraws callback and marketing, and closes this store's duplicate cases about the
    /// number. Right: members_update; the member must be of this store. k_phone_absent.
    Status release(const Session& session, const Uuid& id);
    /// It was a mistake: the number and those consents are as before, the cases open again. Right:
    /// members_update; the member must be of this store. k_phone_not_released.
    Status restore(const Session& session, const Uuid& id);

  private:
    Status release_record(const Session& session, const Member& record);
    Status restore_record(const Session& session, const Uuid& record);
    ServiceContext& m_context;
};

/// The number that was taken off a record which has none now; empty if there is none.
Result<std::string> load_former_phone(sqlite::Database& database, const Uuid& id);

/// A record has another number, or none: what was taken off before is of the past, and nobody with
/// the old one might be the same person for it. Inside a transaction.
Status follow_phone_change(ServiceContext& context, const Session& session, const Uuid& id);

}  // namespace qiantai::domain
