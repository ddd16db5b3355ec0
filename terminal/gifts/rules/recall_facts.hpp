#pragma once

// Recalls of gifts (召回): what headquarters says must not be given away any more, one batch or all
// of it. Pieces of it are suggested, sent and put onto a shelf nowhere; they may go back.

#include <set>

#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_gift_recalled{
    "gift_recalled", Actor::clerk,
    "Headquarters has recalled this batch. Put it on hold and give it back to the warehouse.",
    "该批礼品已被总部召回，请移到待检区并退回总仓。"};
inline constexpr ErrorKind k_recall_not_found{
    "recall_not_found", Actor::manager,
    "There is no such recall, or it was ended already. Look at the list of recalls again.",
    "没有这条召回，或已解除，请刷新召回清单。"};
inline constexpr ErrorKind k_recall_known{
    "recall_known", Actor::manager,
    "This batch, or all of the gift, is recalled already. End that recall first.",
    "该批次或该礼品已在召回中，如需更改请先解除。"};

/// A row of entity gift_recall.
struct GiftRecall {
    Uuid id{};
    Uuid gift_id{};
    std::string batch{};  ///< empty: all of it
    std::string reason{};
    std::string created_by{};
    TimeMs created_at = 0;
    std::optional<TimeMs> ended_at{};
    std::string ended_by{};
};
QIANTAI_DESCRIBE(GiftRecall, "gift_recall", id, gift_id, batch, reason, created_by, created_at,
                 ended_at, ended_by)

struct GiftRecallEntry {
    Uuid gift_id{};
    std::string batch{};
    std::string reason{};
};
QIANTAI_DESCRIBE(GiftRecallEntry, "gift_recall", gift_id, batch, reason)
QIANTAI_NOTES(GiftRecallEntry, {.field = "reason", .presence = FieldNote::Presence::always})

/// Where pieces of it lie.
struct RecalledLot {
    std::string store_code{};
    StockLot lot{};
};
QIANTAI_DESCRIBE(RecalledLot, "", store_code, lot)

struct RecallLine {
    GiftRecall recall{};
    std::string code{};
    std::string name{};
    std::string unit{};
    std::vector<RecalledLot> lots{};  ///< of this place, at headquarters of all
};
QIANTAI_DESCRIBE(RecallLine, "", recall, code, name, unit, lots)

/// What of a gift is recalled.
struct RecalledBatches {
    bool all = false;
    std::set<std::string, std::less<>> batches{};

    bool has(std::string_view batch) const { return all || batches.contains(batch); }
};

}  // namespace qiantai::domain
