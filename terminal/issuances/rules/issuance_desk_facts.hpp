#pragma once

// What people hand in when they give gifts away, and what they are shown.

#include "schema/base/signature.hpp"
#include "terminal/issuances/rules/issue_judge_facts.hpp"

namespace qiantai::domain {

/// Who gets it: a member, or somebody with a name; what was bought, if it matters.
struct IssueRecipient {
    std::optional<Uuid> member_id{};
    std::string recipient_name{};
    std::string recipient_phone{};  ///< as typed
    std::string till_receipt{};
    std::optional<Fen> receipt_amount{};  ///< as read off it; counts where the purchase is not known
};
QIANTAI_DESCRIBE(IssueRecipient, "issuance", member_id, recipient_name, recipient_phone,
                 till_receipt, receipt_amount)
QIANTAI_NOTES(IssueRecipient, {.field = "receipt_amount", .min = 0})

struct IssueQuestion {
    IssueRecipient recipient{};
    std::vector<IssueWish> wishes{};
};
QIANTAI_DESCRIBE(IssueQuestion, "", recipient, wishes)
QIANTAI_NOTES(IssueQuestion, {.field = "wishes", .length_max = k_issuance_lines_max})

struct IssuanceEntry {
    IssueRecipient recipient{};
    std::vector<IssueWish> wishes{};
    Coded<IssuanceReason> reason = IssuanceReason::campaign;
    std::string words{};
    std::string signature{};    ///< strokes, see signature.hpp
    std::string signed_text{};  ///< what the signer was shown
    std::string unsigned_reason{};
    std::string approval_words{};  ///< why more than the limits let
};
QIANTAI_DESCRIBE(IssuanceEntry, "", recipient, wishes, reason, words, signature, signed_text,
                 unsigned_reason, approval_words)
QIANTAI_NOTES(
    IssuanceEntry, {.field = "wishes", .length_max = k_issuance_lines_max},
    {.field = "reason", .presence = FieldNote::Presence::optional},
    {.field = "words",
     .length_max = k_issuance_words_length_max,
     .presence = FieldNote::Presence::optional},
    {.field = "signature",
     .length_max = static_cast<int>(k_signature_text_max),
     .presence = FieldNote::Presence::optional},
    {.field = "signed_text",
     .length_max = k_issuance_signed_text_length_max,
     .presence = FieldNote::Presence::optional},
    {.field = "unsigned_reason",
     .length_max = k_issuance_words_length_max,
     .presence = FieldNote::Presence::optional},
    {.field = "approval_words",
     .length_max = k_issuance_words_length_max,
     .presence = FieldNote::Presence::optional})

/// A line with what it is called and what became of it.
struct IssuanceItem {
    IssuanceLine line{};
    std::string code{};
    std::string name{};
    std::string spec{};
    std::string unit{};
    std::string campaign{};  ///< its name
    std::optional<IssuanceReturn> taken_back{};
};
QIANTAI_DESCRIBE(IssuanceItem, "", line, code, name, spec, unit, campaign, taken_back)

struct IssuancePage {
    Issuance issuance{};  ///< its telephone masked, its signature as it is
    std::string recipient{};  ///< the member's name, or the one that was typed; empty once erased
    std::string phone{};      ///< masked
    std::vector<IssuanceItem> items{};
    std::optional<IssuanceSettlement> settlement{};
};
QIANTAI_DESCRIBE(IssuancePage, "", issuance, recipient, phone, items, settlement)

/// As lists show it.
struct IssuanceSummary {
    Uuid id{};
    std::string store_code{};
    std::string number{};
    std::optional<Uuid> member_id{};
    std::string recipient{};
    std::string till_receipt{};
    Coded<IssuanceReason> reason{};
    int pieces = 0;      ///< that were not taken back
    int taken_back = 0;  ///< pieces
    std::string gifts{};  ///< names, the first few
    std::string approved_by{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(IssuanceSummary, "", id, store_code, number, member_id, recipient, till_receipt,
                 reason, pieces, taken_back, gifts, approved_by, business_date, created_by,
                 created_at)

struct IssuanceFilter {
    std::optional<Date> day{};        ///< of this store; neither this nor a member: the newest
    std::optional<Uuid> member_id{};  ///< at every store known here
    int limit = 50;
};
QIANTAI_DESCRIBE(IssuanceFilter, "", day, member_id, limit)
QIANTAI_NOTES(IssuanceFilter, {.field = "limit", .min = 1, .max = k_issuance_list_max})

/// One choice of a campaign for this recipient.
struct IssueOffer {
    CampaignLine campaign{};
    Uuid gift_id{};
    std::string gift_name{};
    std::string unit{};
    int pieces = 0;   ///< at a time
    int allowed = 0;  ///< pieces that can be given at once
    std::vector<IssueObstacle> obstacles{};  ///< where it is less than `pieces`
    int times = 0;                           ///< had already
    std::optional<int> lease_left{};
    int on_shelf = 0;
    std::string entitlement_code{};  ///< of a right of the recipient's that this would use up
};
QIANTAI_DESCRIBE(IssueOffer, "", campaign, gift_id, gift_name, unit, pieces, allowed, obstacles,
                 times, lease_left, on_shelf, entitlement_code)

/// A manager who may agree to more than the limits let.
struct IssueApprover {
    std::string number{};  ///< staff number
    int left = 0;          ///< pieces that this person may give or agree to today
    int quota = 0;         ///< of the day
};
QIANTAI_DESCRIBE(IssueApprover, "", number, left, quota)
QIANTAI_NOTES(IssueApprover, {.field = "left", .presence = FieldNote::Presence::always})

/// What this recipient may have, and what is conspicuous.
struct IssueOffers {
    std::vector<IssueOffer> offers{};  ///< of the running campaigns, those that can be given first
    std::vector<IssuanceSummary> recent{};  ///< to the same person within the policy's repeat_days
    int times_this_year = 0;
    int pieces_this_year = 0;
    int given_today = 0;  ///< pieces, by the signed-in person
    int quota = 0;        ///< of the day
    bool on_duty = false;
    std::vector<IssueApprover> approvers{};  ///< of this store, beside the signed-in person
};
QIANTAI_DESCRIBE(IssueOffers, "", offers, recent, times_this_year, pieces_this_year, given_today,
                 quota, on_duty, approvers)

struct IssuanceTakeBack {
    Uuid issuance_id{};
    std::vector<Uuid> line_ids{};  ///< none: all that were not taken back yet
    Coded<IssuanceReturnKind> kind = IssuanceReturnKind::returned;
    bool damaged = false;  ///< the pieces go beside the shelf
    std::string reason{};
};
QIANTAI_DESCRIBE(IssuanceTakeBack, "", issuance_id, line_ids, kind, damaged, reason)
QIANTAI_NOTES(IssuanceTakeBack,
              {.field = "line_ids",
               .length_max = k_issuance_lines_max,
               .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "damaged", .presence = FieldNote::Presence::optional},
              {.field = "reason",
               .length_max = k_issuance_words_length_max,
               .presence = FieldNote::Presence::always})

/// Gifts whose purchase was given back, or by now is too small for their campaign.
struct GiftTakeback {
    IssuanceSummary issuance{};
    Fen left_of_purchase{};
    bool undone = false;  ///< the receipt was taken back altogether
};
QIANTAI_DESCRIBE(GiftTakeback, "", issuance, left_of_purchase, undone)

struct GiftTakebackOutcome {
    Uuid issuance_id{};
    Coded<TakebackOutcome> outcome{};
    std::optional<Fen> amount{};  ///< charged
    std::string words{};
};
QIANTAI_DESCRIBE(GiftTakebackOutcome, "", issuance_id, outcome, amount, words)
QIANTAI_NOTES(GiftTakebackOutcome, {.field = "amount", .min = 0},
              {.field = "words",
               .length_max = k_issuance_words_length_max,
               .presence = FieldNote::Presence::always})

}  // namespace qiantai::domain
