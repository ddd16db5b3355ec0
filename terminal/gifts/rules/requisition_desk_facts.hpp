#pragma once

// What people hand in with the steps of a requisition, and what they are shown: pages, lists, goods
// under way, budgets.

#include "terminal/gifts/rules/requisition_facts.hpp"

namespace qiantai::domain {

struct RequisitionEntry {
    std::string partner{};
    Coded<RequisitionKind> kind = RequisitionKind::requisition;
    Coded<RequisitionPurpose> purpose = RequisitionPurpose::daily;
    std::optional<Uuid> campaign_id{};
    Date wanted_on{};
    bool urgent = false;
    std::vector<RequisitionLine> lines{};
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionEntry, "", partner, kind, purpose, campaign_id, wanted_on, urgent,
                 lines, words)
QIANTAI_NOTES(RequisitionEntry, {.field = "partner", .length_max = 8},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "purpose", .presence = FieldNote::Presence::optional},
              {.field = "urgent", .presence = FieldNote::Presence::optional},
              {.field = "lines", .length_max = k_stock_lines_max},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

/// A step that only says something: approvals, refusals, the end.
struct RequisitionDecision {
    Uuid requisition_id{};
    Coded<RequisitionStep> step{};
    std::vector<RequisitionLine> lines{};  ///< approved: what is; none = all that was asked for
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionDecision, "", requisition_id, step, lines, words)
QIANTAI_NOTES(RequisitionDecision,
              {.field = "lines",
               .length_max = k_stock_lines_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

struct RequisitionDispatch {
    Uuid requisition_id{};
    std::vector<RequisitionLine> lines{};
    std::string parcel{};
};
QIANTAI_DESCRIBE(RequisitionDispatch, "", requisition_id, lines, parcel)
QIANTAI_NOTES(RequisitionDispatch, {.field = "lines", .length_max = k_stock_lines_max},
              {.field = "parcel",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional})

struct RequisitionReceipt {
    Uuid requisition_id{};
    Uuid dispatch_id{};
    /// What was counted, with gifts that were not sent; what is not named did not arrive.
    std::vector<RequisitionLine> lines{};
    std::string words{};  ///< needed where it differs from what was sent
};
QIANTAI_DESCRIBE(RequisitionReceipt, "", requisition_id, dispatch_id, lines, words)
QIANTAI_NOTES(RequisitionReceipt,
              {.field = "lines",
               .length_max = k_stock_lines_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

/// A step that can follow now.
struct RequisitionNextStep {
    Coded<RequisitionStep> step{};
    std::optional<Uuid> about_id{};  ///< the parcel to receive, the receipt to sign or settle
    std::string where{};             ///< the store whose step it is; empty: headquarters'
    std::string refused{};           ///< code of the error that keeps it from this person
};
QIANTAI_DESCRIBE(RequisitionNextStep, "", step, about_id, where, refused)

/// A gift of a requisition, as its page shows it.
struct RequisitionGift {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    Fen cost{};
    int at_receiver = 0;  ///< on its shelf, as far as this place knows
    int at_sender = 0;
};
QIANTAI_DESCRIBE(RequisitionGift, "", gift_id, code, name, unit, cost, at_receiver, at_sender)

/// A requisition with its course, as the session sees it.
struct RequisitionPage {
    Requisition requisition{};
    RequisitionState state{};
    std::vector<RequisitionEvent> events{};  ///< as they count
    std::vector<RequisitionGift> gifts{};    ///< of everything asked for, sent or received
    std::vector<RequisitionNextStep> next{};
};
QIANTAI_DESCRIBE(RequisitionPage, "", requisition, state, events, gifts, next)

/// As lists show it.
struct RequisitionSummary {
    Uuid id{};
    std::string store_code{};
    std::string partner{};
    std::string number{};
    Coded<RequisitionKind> kind{};
    Coded<RequisitionPhase> phase{};
    bool urgent = false;
    Date wanted_on{};
    Date asked_on{};
    Fen worth{};
    int gifts = 0;       ///< so many different ones were asked for
    int pieces = 0;      ///< of all of them together
    bool yours = false;  ///< it waits for this person: the course goes on with a step of theirs
};
QIANTAI_DESCRIBE(RequisitionSummary, "", id, store_code, partner, number, kind, phase, urgent,
                 wanted_on, asked_on, worth, gifts, pieces, yours)

/// Whom this store can ask, or give gifts back to.
struct RequisitionPartner {
    std::string code{};
    std::string name{};
    bool warehouse = false;
};
QIANTAI_DESCRIBE(RequisitionPartner, "", code, name, warehouse)

struct RequisitionFilter {
    bool only_open = false;
    int limit = 50;
};
QIANTAI_DESCRIBE(RequisitionFilter, "", only_open, limit)
QIANTAI_NOTES(RequisitionFilter, {.field = "limit", .min = 1, .max = k_stock_list_max})

/// Pieces on neither shelf.
struct StockUnderWay {
    Uuid requisition_id{};
    Uuid dispatch_id{};
    std::string from_store{};
    std::string to_store{};
    Uuid gift_id{};
    int pieces = 0;

    bool operator==(const StockUnderWay&) const = default;
};
QIANTAI_DESCRIBE(StockUnderWay, "", requisition_id, dispatch_id, from_store, to_store, gift_id,
                 pieces)

/// What a store may ask for: headquarters' policy of this code,
/// {"month":fen,"year":fen,"stores":[{store,month,year}]}. 0 = as much as it likes.
inline constexpr std::string_view k_gift_budget_policy = "gifts.budget";
struct GiftBudget {
    std::string store{};
    Fen month{};
    Fen year{};
};
QIANTAI_DESCRIBE(GiftBudget, "", store, month, year)
struct GiftBudgetPolicy {
    Fen month{};
    Fen year{};
    std::vector<GiftBudget> stores{};
};
QIANTAI_DESCRIBE(GiftBudgetPolicy, "", month, year, stores)
QIANTAI_NOTES(GiftBudgetPolicy, {.field = "stores", .presence = FieldNote::Presence::optional})
/// Of the policy's JSON; amounts that nobody can have count as k_requisition_worth_max.
GiftBudget budget_of(std::string_view policy_json, std::string_view store_code);

/// How much of a budget was approved.
struct BudgetUse {
    Fen budget{};
    Fen used{};
    bool warned = false;  ///< 80 % or more
};
QIANTAI_DESCRIBE(BudgetUse, "", budget, used, warned)
inline constexpr int k_budget_warning_percent = 80;
BudgetUse budget_use(Fen budget, Fen used);

struct GiftBudgetUse {
    std::string store_code{};
    BudgetUse month{};
    BudgetUse year{};
};
QIANTAI_DESCRIBE(GiftBudgetUse, "", store_code, month, year)

}  // namespace qiantai::domain
