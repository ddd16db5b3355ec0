#include "terminal/gifts/screens/stock_shown.hpp"

#include <algorithm>

namespace qiantai::ui {
namespace {

bool can_fold(const domain::StockMovement& movement, const std::set<Date>& open_days) {
    return movement.kind == StockKind::issue && movement.spot == StockSpot::shelf &&
           !open_days.contains(movement.business_date);
}

}  // namespace

bool StockShown::is_short() const {
    return std::ranges::any_of(line.lots, [](const auto& lot) { return lot.quantity < 0; });
}

bool StockShown::is_recalled() const {
    return std::ranges::any_of(line.lots, [&](const domain::StockLot& lot) {
        return lot.quantity > 0 && (all_recalled || recalled.contains(lot.batch));
    });
}

bool StockShown::needs_attention() const {
    return is_short() || is_low() || days_left.has_value() || is_recalled();
}

int StockShown::wanted() const {
    if (!is_low()) return 0;
    const int aim = stock_max.value_or(*stock_min);
    return std::max(0, aim - std::max(line.on_shelf, 0) - asked);
}

bool is_in_view(const StockShown& gift, StockView view) {
    switch (view) {
        case StockView::attention:
            return gift.needs_attention();
        case StockView::all:
            return true;
        case StockView::low:
            return gift.is_low();
        case StockView::expiring:
            return gift.days_left.has_value();
        case StockView::held:
            return gift.is_held();
        case StockView::shortage:
            return gift.is_short();
    }
    return true;
}

std::vector<LedgerLine> ledger_lines(std::span<const domain::StockMovement> movements, int balance,
                                     const std::set<Date>& open_days) {
    std::vector<LedgerLine> lines;
    for (std::size_t i = 0; i < movements.size(); ++i) {
        const auto& movement = movements[i];
        const bool on_shelf = movement.spot == StockSpot::shelf;
        if (!lines.empty() && can_fold(movement, open_days)) {
            auto& before = lines.back();
            const auto& newer = movements[before.first];
            if (can_fold(newer, open_days) && newer.business_date == movement.business_date) {
                ++before.count;
                before.change += movement.quantity;
                balance -= movement.quantity;
                continue;
            }
        }
        lines.push_back({.first = i, .change = movement.quantity});
        if (!on_shelf) continue;
        lines.back().balance = balance;
        balance -= movement.quantity;
    }
    return lines;
}

}  // namespace qiantai::ui
