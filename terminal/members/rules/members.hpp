#pragma once

// The members of the store: registering, changing, looking at, finding. Every method checks its
// right; every write is one transaction with its audit event, on disk when the method returns.
//
// History: what a member's record was before is not copied anywhere a person could leaf through it,
// because an erased person must be gone everywhere. Who changed which fields and when is in the
// audit trail (field names, no values); a value that lost against another store's edit is in a
// conflict record, which erasure empties.

#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/members_facts.hpp"

namespace qiantai::domain {

class Members {
  public:
    explicit Members(ServiceContext& context) : m_context(context) {}

    /// Right: members_register. Errors: the rules' of text.hpp, birthday.hpp and card_number.hpp,
    /// k_possible_duplicate.
    Result<MemberDetails> register_member(const Session& session, const Registration& registration);

    /// Right: members_update; tier and home clerk need members_assign too.
    Result<MemberDetails> update(const Session& session, const Uuid& id,
                                 const MemberUpdate& changes);

    /// Masked by role. Right: members_read.
    Result<MemberDetails> get(const Session& session, const Uuid& id);

    /// By phone, last four digits, card number, part of the name, pinyin; the best first, at
    /// most 50. Masked by role. Right: members_read.
    Result<std::vector<FoundMember>> find(const Session& session, std::string_view typed);

    /// Who has exactly this card; nothing if nobody has, or if several do, as after two machines
    /// gave one number: then a person has to see them all. A card that was replaced counts only if
    /// nobody else has the number. Right: members_read.
    Result<std::optional<Uuid>> owner_of_card(const Session& session, std::string_view number);

    /// The member unmasked, for a reason that is kept in the audit trail. Right: members_reveal.
    Result<Member> reveal_contact(const Session& session, const Uuid& id, std::string_view reason);

    /// For warnings while typing; empty fields are not compared. Masked. Right: members_register.
    Result<std::vector<PossibleDuplicate>> possible_duplicates(const Session& session,
                                                               const DuplicateQuery& query);

    /// Who else might be this person: the same phone, or the same name and birthday, without those
    /// a manager has said to be somebody else. Masked. Right: members_read.
    Result<std::vector<PossibleDuplicate>> duplicates_of(const Session& session, const Uuid& id);

    /// Who did what with this member, newest first. Right: members_history.
    Result<std::vector<MemberHistoryEntry>> history(const Session& session, const Uuid& id);

    /// Everything kept about the person, for handing over to them. Audited with its reason. Right:
    /// members_copy.
    Result<MemberDetails> copy(const Session& session, const Uuid& id, std::string_view reason);

  private:
    Result<MemberDetails> load_details(const Uuid& id);
    Result<std::vector<PossibleDuplicate>> find_alike(const Session& session,
                                                      const DuplicateQuery& query);
    Status check_duplicate_phone(const std::string& phone, DuplicateCheck check,
                                 const std::optional<Uuid>& own_id);
    Status check_home_clerk(std::string_view staff_number);
    Result<Member> build_member(const Session& session, const Registration& registration,
                                const Tier& tier, const Moment& now);
    Result<std::optional<MemberDetails>> find_repeated(const Registration& registration);
    Result<std::vector<std::pair<std::string, std::string>>> build_changes(
        const Member& member, const MemberUpdate& changes);
    ServiceContext& m_context;
};

/// The reason's text as it is kept: k_reason_missing if it is too short or long, or would keep
/// personal data for ever.
Result<std::string> check_reason(std::string_view reason, const Member& member);

}  // namespace qiantai::domain
