#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points.
inline constexpr int k_day_close_words_length_max = 500, k_day_close_json_length_max = 100'000,
                     k_day_item_key_length_max = 60, k_hand_over_json_length_max = 20'000;

/// What a day's closing looks at; each is one capability's, see terminal/base/day_items.hpp.
enum class DayItemKind {
    tickets_overdue,
    register_unchecked,  ///< gifts given away that no supervisor has checked
    stocktakes_open,     ///< begun, or planned for today
    requisitions_late,   ///< a step of this store waits longer than it may
    callbacks_last_day,  ///< to be called today at the latest
    refused_records,
    clock_wrong,
    tickets_open,
    callbacks_due,
    requisitions_open,    ///< a step of this store's: asked for, to send, to receive
    stocktakes_approved,  ///< wait for their posting
    counts_due,           ///< gifts that should be counted again
    stock_short,          ///< more was given away than was there
    rights_used_twice,
    gifts_to_take_back,  ///< whose purchase was given back
    drafts_unfinished,
    unsent_records,
};
constexpr auto codes_of(DayItemKind) {
    return std::to_array<CodedValue<DayItemKind>>(
        {{DayItemKind::tickets_overdue, "tickets_overdue"},
         {DayItemKind::register_unchecked, "register_unchecked"},
         {DayItemKind::stocktakes_open, "stocktakes_open"},
         {DayItemKind::requisitions_late, "requisitions_late"},
         {DayItemKind::callbacks_last_day, "callbacks_last_day"},
         {DayItemKind::refused_records, "refused_records"},
         {DayItemKind::clock_wrong, "clock_wrong"},
         {DayItemKind::tickets_open, "tickets_open"},
         {DayItemKind::callbacks_due, "callbacks_due"},
         {DayItemKind::requisitions_open, "requisitions_open"},
         {DayItemKind::stocktakes_approved, "stocktakes_approved"},
         {DayItemKind::counts_due, "counts_due"},
         {DayItemKind::stock_short, "stock_short"},
         {DayItemKind::rights_used_twice, "rights_used_twice"},
         {DayItemKind::gifts_to_take_back, "gifts_to_take_back"},
         {DayItemKind::drafts_unfinished, "drafts_unfinished"},
         {DayItemKind::unsent_records, "unsent_records"}});
}

/// Why something is carried over to the next day.
enum class CarryReason {
    no_time,
    customer,      ///< waits for a customer
    colleague,     ///< whoever has to do it is not here
    headquarters,  ///< waits for headquarters or the warehouse
    network,       ///< waits for the connection or for somebody who repairs it
    other,         ///< in words
};
constexpr auto codes_of(CarryReason) {
    return std::to_array<CodedValue<CarryReason>>({{CarryReason::no_time, "no_time"},
                                                   {CarryReason::customer, "customer"},
                                                   {CarryReason::colleague, "colleague"},
                                                   {CarryReason::headquarters, "headquarters"},
                                                   {CarryReason::network, "network"},
                                                   {CarryReason::other, "other"}});
}

}  // namespace qiantai
