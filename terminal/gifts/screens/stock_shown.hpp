#pragma once

// A place's stock as the page of it shows it: gift by gift with what needs attention about it, and
// one gift's ledger with what lay on the shelf after each movement.

#include <set>
#include <span>

#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::ui {

enum class StockView : std::uint8_t { attention, all, low, expiring, held, shortage };

/// A gift as it lies there.
struct StockShown {
    domain::StockLine line{};
    std::vector<std::string> barcodes{};
    std::string picture{};  ///< see Gift::picture
    Fen cost{};
    bool active = true;
    std::optional<int> stock_min{};
    std::optional<int> stock_max{};
    std::optional<int> days_left{};  ///< of the pieces that expire first, if that is soon
    int asked = 0;                   ///< pieces that are asked for or under way to this place
    bool all_recalled = false;
    std::set<std::string, std::less<>> recalled{};  ///< batches

    bool is_low() const { return active && stock_min && line.on_shelf < *stock_min; }
    bool is_short() const;
    bool is_held() const { return line.on_hold > 0 || line.defective > 0; }
    /// Pieces of it must not be given away.
    bool is_recalled() const;
    bool needs_attention() const;
    /// So many are missing to what headquarters wants it to have, less what is on its way.
    int wanted() const;
};
bool is_in_view(const StockShown& gift, StockView view);

/// A line of the ledger as it is shown: one movement, or the gifts given on one day together.
struct LedgerLine {
    std::size_t first = 0;  ///< of the movements, the newest first
    std::size_t count = 1;
    int change = 0;
    std::optional<int> balance{};  ///< on the shelf afterwards; none: it lay somewhere else
};
/// `balance`: on the shelf after the newest. Days in `open_days` are not folded.
std::vector<LedgerLine> ledger_lines(std::span<const domain::StockMovement> movements, int balance,
                                     const std::set<Date>& open_days);

}  // namespace qiantai::ui
