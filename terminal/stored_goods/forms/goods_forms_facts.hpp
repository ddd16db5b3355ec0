#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// The papers of stored goods.
enum class GoodsForm {
    deposit_slip,     ///< 存货小票: 80 mm, what was taken in
    withdrawal_slip,  ///< 领取小票: 80 mm, what was handed out, with the signature
    sheet,  ///< 寄存单: A4, everything the member left that day, conditions, signatures
};
constexpr auto codes_of(GoodsForm) {
    return std::to_array<CodedValue<GoodsForm>>({{GoodsForm::deposit_slip, "deposit_slip"},
                                                 {GoodsForm::withdrawal_slip, "withdrawal_slip"},
                                                 {GoodsForm::sheet, "sheet"}});
}

inline constexpr int k_goods_copies_max = 3;

struct GoodsFormChoice {
    Uuid goods_id{};
    GoodsForm form = GoodsForm::deposit_slip;
    /// Of a withdrawal_slip; none: the last one that was not taken back.
    std::optional<Uuid> withdrawal_id{};
    int copies = 2;  ///< 1 to k_goods_copies_max: for the customer, the shop, the file
};
QIANTAI_DESCRIBE(GoodsFormChoice, "", goods_id, form, withdrawal_id, copies)
QIANTAI_NOTES(GoodsFormChoice, {.field = "form", .presence = FieldNote::Presence::always},
              {.field = "copies", .min = 1, .max = k_goods_copies_max})

}  // namespace qiantai::domain
