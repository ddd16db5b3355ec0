#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// Longest texts in code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_goods_item_length_max = 80, k_goods_short_length_max = 40,
                     k_goods_unit_length_max = 10, k_goods_remark_length_max = 500,
                     k_goods_reason_length_max = 200, k_goods_signed_text_length_max = 6000;

/// What happened to goods in keeping; see entity stored_goods_event.
enum class GoodsEventKind { withdrawal, reversal, move, reminder, signing };
constexpr auto codes_of(GoodsEventKind) {
    return std::to_array<CodedValue<GoodsEventKind>>({{GoodsEventKind::withdrawal, "withdrawal"},
                                                      {GoodsEventKind::reversal, "reversal"},
                                                      {GoodsEventKind::move, "move"},
                                                      {GoodsEventKind::reminder, "reminder"},
                                                      {GoodsEventKind::signing, "signing"}});
}

/// What came of reminding the member to fetch them.
enum class ReminderOutcome { reached, no_answer, wrong_number, refused };
constexpr auto codes_of(ReminderOutcome) {
    return std::to_array<CodedValue<ReminderOutcome>>(
        {{ReminderOutcome::reached, "reached"},
         {ReminderOutcome::no_answer, "no_answer"},
         {ReminderOutcome::wrong_number, "wrong_number"},
         {ReminderOutcome::refused, "refused"}});
}

/// Who took them and signed: the member, or somebody whom the event names.
enum class GoodsSigner { member, other };
constexpr auto codes_of(GoodsSigner) {
    return std::to_array<CodedValue<GoodsSigner>>(
        {{GoodsSigner::member, "member"}, {GoodsSigner::other, "other"}});
}

}  // namespace qiantai
