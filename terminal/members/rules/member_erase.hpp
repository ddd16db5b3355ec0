#pragma once

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

struct Erasure {
    /// Records of the person that were emptied here.
    std::vector<Uuid> erased;
    /// Records of the person that belong to other stores: those stores have to erase them too.
    std::vector<Member> elsewhere;
};

/// Deletes a person who asked for it: name, phone, birthday, notes and everything else the manifest
/// marks as personal are emptied for ever, here and, by sync, everywhere, also in conflict records
/// and in what waits in the outbox. Cards stop working. What stays names nobody: that there was a
/// member, cards, consents and when, and the audit trail.
class MemberErase {
  public:
    explicit MemberErase(ServiceContext& context) : m_context(context) {}

    /// Takes all records of this store that were merged together. Can't be undone. Right:
    /// members_erase.
    Result<Erasure> erase(const Session& session, const Uuid& id, std::string_view reason);

  private:
    ServiceContext& m_context;
};

/// Empties one record of this store. Inside a transaction.
Status erase_record(ServiceContext& context, const Member& member);

}  // namespace qiantai::domain
