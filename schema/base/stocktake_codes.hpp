#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points.
inline constexpr int k_stocktake_words_length_max = 500, k_stocktake_zone_length_max = 20,
                     k_stocktake_json_length_max = 100'000, k_stocktake_people_length_max = 1000;

/// Why something is counted; what is counted, the plan's scope says.
enum class StocktakeKind { all, category, cycle, hand_over, unannounced };
constexpr auto codes_of(StocktakeKind) {
    return std::to_array<CodedValue<StocktakeKind>>({{StocktakeKind::all, "all"},
                                                     {StocktakeKind::category, "category"},
                                                     {StocktakeKind::cycle, "cycle"},
                                                     {StocktakeKind::hand_over, "hand_over"},
                                                     {StocktakeKind::unannounced, "unannounced"}});
}

/// What happened to a stocktake after it was planned; see entity stocktake_event.
enum class StocktakeStep {
    papers_entered,   ///< everything that happened is in the book: it may be frozen
    frozen,           ///< counting begins; trading goes on
    zone_opened,      ///< a place that the plan did not name
    zone_done,        ///< nothing is left to count there
    chosen,           ///< whose result of a zone, or whose recount of a gift, holds
    barcode_settled,  ///< what an unknown barcode is
    opened,           ///< all papers are entered, once more: the variances are open
    sent_back,        ///< is counted on
    explained,        ///< reasons of variances
    counter_signed,
    checker_signed,
    approved,
    posted,     ///< the book says what was counted
    corrected,  ///< so it does of counts that arrived afterwards
    cancelled,
    resumed,  ///< goes on where it was cancelled
};
constexpr auto codes_of(StocktakeStep) {
    return std::to_array<CodedValue<StocktakeStep>>(
        {{StocktakeStep::papers_entered, "papers_entered"},
         {StocktakeStep::frozen, "frozen"},
         {StocktakeStep::zone_opened, "zone_opened"},
         {StocktakeStep::zone_done, "zone_done"},
         {StocktakeStep::chosen, "chosen"},
         {StocktakeStep::barcode_settled, "barcode_settled"},
         {StocktakeStep::opened, "opened"},
         {StocktakeStep::sent_back, "sent_back"},
         {StocktakeStep::explained, "explained"},
         {StocktakeStep::counter_signed, "counter_signed"},
         {StocktakeStep::checker_signed, "checker_signed"},
         {StocktakeStep::approved, "approved"},
         {StocktakeStep::posted, "posted"},
         {StocktakeStep::corrected, "corrected"},
         {StocktakeStep::cancelled, "cancelled"},
         {StocktakeStep::resumed, "resumed"}});
}

/// Where a stocktake stands.
enum class StocktakePhase {
    planned,
    ready,  ///< papers are entered
    counting,
    variances,  ///< reasons, signatures, approval
    approved,   ///< waits for a till of the store that posts it
    posted,
    cancelled,
};
constexpr auto codes_of(StocktakePhase) {
    return std::to_array<CodedValue<StocktakePhase>>({{StocktakePhase::planned, "planned"},
                                                      {StocktakePhase::ready, "ready"},
                                                      {StocktakePhase::counting, "counting"},
                                                      {StocktakePhase::variances, "variances"},
                                                      {StocktakePhase::approved, "approved"},
                                                      {StocktakePhase::posted, "posted"},
                                                      {StocktakePhase::cancelled, "cancelled"}});
}

/// A recount is another person's and never adds to the first count.
enum class StocktakeRound { first, recount };
constexpr auto codes_of(StocktakeRound) {
    return std::to_array<CodedValue<StocktakeRound>>(
        {{StocktakeRound::first, "first"}, {StocktakeRound::recount, "recount"}});
}

/// What an entry does to the count of who wrote it: adds pieces, says how many there are, or takes
/// another entry back.
enum class StocktakeEntryKind { add, set, undo };
constexpr auto codes_of(StocktakeEntryKind) {
    return std::to_array<CodedValue<StocktakeEntryKind>>({{StocktakeEntryKind::add, "add"},
                                                          {StocktakeEntryKind::set, "set"},
                                                          {StocktakeEntryKind::undo, "undo"}});
}

/// Why there is more or less than the book says.
enum class StocktakeReason {
    issue_unrecorded,
    receipt_unrecorded,
    mixed_up,
    damaged,
    lost,
    earlier_mistake,
    unknown,
    other,  ///< needs words
};
constexpr auto codes_of(StocktakeReason) {
    return std::to_array<CodedValue<StocktakeReason>>(
        {{StocktakeReason::issue_unrecorded, "issue_unrecorded"},
         {StocktakeReason::receipt_unrecorded, "receipt_unrecorded"},
         {StocktakeReason::mixed_up, "mixed_up"},
         {StocktakeReason::damaged, "damaged"},
         {StocktakeReason::lost, "lost"},
         {StocktakeReason::earlier_mistake, "earlier_mistake"},
         {StocktakeReason::unknown, "unknown"},
         {StocktakeReason::other, "other"}});
}

}  // namespace qiantai
