#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "terminal/desk/scene.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {

struct ReceiptRows {
    std::string_view name;
    std::span<const domain::PurchaseLine> lines;
    bool has_more = false;
    bool with_day = false;  ///< of several days
};
struct ReceiptRowsResult {
    std::optional<Uuid> opened{};
    bool end_in_sight = false;
};
/// The store's: whose it is leads. On a card of its own.
ReceiptRowsResult draw_receipt_table(Ui& ui, const Rect& area, const Scene& scene,
                                     const ReceiptRows& rows);
/// One member's: the day leads. On a card of its own.
ReceiptRowsResult draw_receipt_list(Ui& ui, const Rect& area, const Scene& scene,
                                    const ReceiptRows& rows);

}  // namespace qiantai::ui
