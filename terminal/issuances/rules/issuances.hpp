#pragma once

// Gifts that are given away (issuance_facts.hpp): what a recipient may have, giving it, taking it
// back. Pieces leave the shelf in the transaction that says to whom they went. Thread rule: as
// ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/issuance_desk_facts.hpp"

namespace qiantai::domain {

struct IssueParty;

class Issuances {
  public:
    explicit Issuances(ServiceContext& context) : m_context(context) {}

    // Right of all that write: issuances_keep. k_issuance_malformed, k_gift_not_found,
    // k_campaign_not_found, k_member_not_found, k_member_erased, k_text_malformed,
    // k_name_malformed, the telephone's errors.

    /// Within the limits. k_issuance_recipient_missing, k_issuance_unsigned,
    /// k_issuance_not_allowed, k_issuance_needs_approval, k_issuance_reason_missing, the
    /// signature's errors.
    Result<IssuancePage> issue(const Session& session, const IssuanceEntry& entry);
    /// Beyond them, with the yes of a store manager other than the issuer, who types the PIN on the
    /// spot; it is a sign-in of its own, with its errors and waits, and is over with this. As issue;
    /// k_issuance_approver_unfit, k_same_person, k_issuance_approver_quota,
    /// k_issuance_nothing_to_approve, k_sign_in_refused, k_sign_in_wait, k_pin_change_required.
    Result<IssuancePage> issue_approved(const Session& session, const IssuanceEntry& entry,
                                        std::string_view approver, std::string_view pin);
    /// Takes lines back: goods that came back, or what never happened. k_issuance_not_found,
    /// k_issuance_of_other_store, k_issuance_line_not_found, k_issuance_taken_back_already,
    /// k_issuance_reason_missing.
    Result<IssuancePage> take_back(const Session& session, const IssuanceTakeBack& take_back);

    /// Empties name, telephone and signature of somebody who is no member, here and everywhere; a
    /// member's go with the member. Right: members_erase. k_issuance_not_found,
    /// k_issuance_of_other_store, k_issuance_has_member, k_issuance_reason_missing.
    Result<IssuancePage> erase_recipient(const Session& session, const Uuid& issuance_id,
                                         std::string_view reason);

    // Right of the next two: issuances_keep, because they say whether somebody had something.

    /// What of these wishes can be given, and why not more. Writes nothing.
    Result<IssueVerdict> judge(const Session& session, const IssueQuestion& question);
    /// What the running campaigns have for this recipient.
    Result<IssueOffers> offers(const Session& session, const IssueRecipient& recipient);

    // Right of all that read: issuances_read.

    /// k_issuance_not_found.
    Result<IssuancePage> get(const Session& session, const Uuid& issuance_id);
    /// The newest first; at headquarters of all stores.
    Result<std::vector<IssuanceSummary>> list(const Session& session, const IssuanceFilter& filter);
    /// Gifts of this store whose purchase was given back and about which nothing was done yet, the
    /// oldest first.
    Result<std::vector<GiftTakeback>> takebacks(const Session& session);
    /// They don't come back. Right: issuances_settle. k_issuance_nothing_to_settle,
    /// k_issuance_settled_already, k_issuance_of_other_store, k_issuance_reason_missing.
    Result<IssuancePage> settle_takeback(const Session& session,
                                         const GiftTakebackOutcome& outcome);

  private:
    friend Result<IssuancePage> issue_agreed(ServiceContext& context, const Session& session,
                                             const IssuanceEntry& entry, const Session& agreeing);
    struct Prepared;
    Result<Issuance> clean_entry(const Session& session, const IssuanceEntry& entry);
    Status check_wishes(const IssuanceEntry& entry);
    Result<Prepared> prepare(const Session& session, const IssuanceEntry& entry, const Moment& now);
    Status write_lines(const Session& session, Prepared& prepared, const Moment& now);
    Result<IssuancePage> write(const Session& session, Prepared& prepared, const Moment& now);
    Status check_approver(const Session& approver, const Session& issuer, int over,
                          const Moment& now);
    Result<Issuance> load_own(const Uuid& issuance_id);
    Status take_line_back(const Session& session, const IssuanceLine& line,
                          const IssuanceTakeBack& take_back, const std::string& reason,
                          const Moment& now);
    Result<std::optional<GiftTakeback>> find_takeback(const Session& session,
                                                      const Issuance& issuance);
    ServiceContext& m_context;
};

/// The second half of Issuances::issue_approved: the manager has signed in on the spot already, in
/// `agreeing`, and does so once for what the customer is about to sign. Errors as there.
Result<IssuancePage> issue_agreed(ServiceContext& context, const Session& session,
                                  const IssuanceEntry& entry, const Session& agreeing);

}  // namespace qiantai::domain
