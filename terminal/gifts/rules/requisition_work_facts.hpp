#pragma once

// What requisitions give people to do: what to pick, and what waits longer than it may.

#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

/// What to take from the shelf for one line.
struct RequisitionPickLine {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string spec{};
    std::string unit{};
    std::string bin{};             ///< where it lies; empty: nobody said
    int pieces = 0;                ///< approved and not yet sent
    std::vector<StockLot> lots{};  ///< with how many to take of each, the first to expire first
    int missing = 0;               ///< so many are not there: they stay a back-order
};
QIANTAI_DESCRIBE(RequisitionPickLine, "", gift_id, code, name, spec, unit, bin, pieces, lots,
                 missing)

struct RequisitionPickList {
    Uuid requisition_id{};
    std::string number{};
    std::string to_store{};
    bool urgent = false;
    Date wanted_on{};
    std::vector<RequisitionPickLine> lines{};
};
QIANTAI_DESCRIBE(RequisitionPickList, "", requisition_id, number, to_store, urgent, wanted_on,
                 lines)

/// How long each step may wait: headquarters' policy of this code; whatever it doesn't say stays so.
/// Open days of whoever owes the step; a parcel that has to be sent is late after the wanted day.
inline constexpr std::string_view k_requisition_times_policy = "gifts.requisition_times";
struct RequisitionTimes {
    int manager_days = 1;
    int check_days = 1;
    int approve_days = 1;
    int receive_days = 3;
    int settle_days = 2;
};
QIANTAI_DESCRIBE(RequisitionTimes, "", manager_days, check_days, approve_days, receive_days,
                 settle_days)
inline constexpr int k_requisition_days_max = 60;
/// Of the policy's JSON; the usual ones where it says nothing usable.
RequisitionTimes parse_requisition_times(std::string_view json);

/// What waits longer than it may.
struct LateRequisition {
    RequisitionSummary requisition{};
    std::string waits_for{};  ///< the store, or HQ, that owes the step
    TimeMs due_at = 0;
};
QIANTAI_DESCRIBE(LateRequisition, "", requisition, waits_for, due_at)

struct RequisitionRun {
    int mended = 0;  ///< movements that make the shelf what the receipts say
};
QIANTAI_DESCRIBE(RequisitionRun, "", mended)

/// The same at every till of the store that finds the same: `want` pieces by the paper, `have` by
/// `count` movements.
Uuid mending_id_of(const Uuid& goods_id, std::string_view store_code, int want, int have,
                   int count);

}  // namespace qiantai::domain
