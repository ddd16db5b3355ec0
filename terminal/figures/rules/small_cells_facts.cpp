#include "terminal/figures/rules/small_cells_facts.hpp"

#include <algorithm>
#include <numeric>

namespace qiantai::domain {
namespace {

bool is_few(std::int64_t count) {
    return count > 0 && count < k_figure_few;
}

using Measure = std::optional<std::int64_t> FigureCell::*;

/// Buyers stand behind receipts and amounts too.
void take_out(FigureCell& cell, Measure measure) {
    cell.*measure = {};
    cell.hidden = true;
    if (measure != &FigureCell::buyers) return;
    cell.receipts = {};
    cell.spend = {};
}

void hide_list(FigureBreakdown& breakdown, Measure measure) {
    std::vector<std::int64_t> counts;
    for (const auto& cell : breakdown.cells) counts.push_back((cell.*measure).value_or(0));
    const auto hidden = hidden_in_list(counts);
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (!hidden[i]) continue;
        take_out(breakdown.cells[i], measure);
        // Without counts of buyers, members alone stand behind the amount.
        if (measure == &FigureCell::members && !breakdown.cells[i].buyers) {
            breakdown.cells[i].spend = {};
        }
    }
}

void hide_table(FigureBreakdown& breakdown, Measure measure) {
    std::vector<std::string> keys, parts;
    for (const auto& cell : breakdown.cells) {
        if (std::ranges::find(keys, cell.key) == keys.end()) keys.push_back(cell.key);
        if (std::ranges::find(parts, cell.part) == parts.end()) parts.push_back(cell.part);
    }
    std::vector<std::vector<std::int64_t>> rows(keys.size(),
                                                std::vector<std::int64_t>(parts.size(), 0));
    const auto row_of = [&](const FigureCell& cell) {
        return static_cast<std::size_t>(std::ranges::find(keys, cell.key) - keys.begin());
    };
    for (const auto& cell : breakdown.cells) {
        const auto part = std::ranges::find(parts, cell.part) - parts.begin();
        rows[row_of(cell)][static_cast<std::size_t>(part)] = (cell.*measure).value_or(0);
    }
    const auto hidden = hidden_rows(rows);
    for (auto& cell : breakdown.cells) {
        if (hidden[row_of(cell)]) take_out(cell, measure);
    }
}

bool counts_people(const FigureValue& value) {
    using enum FigureId;
    for (const auto id : {buyers, active_rate, repeat_rate, old_member_return, profile_coverage,
                          members_at_end, new_members, new_rate, first_purchase_rate, new_kept_rate,
                          churn_rate, kept_rate, win_back_rate, renewal_rate, key_customers_lost}) {
        if (value.id == id) return true;
    }
    return false;
}

/// Whatever is reckoned from what buyers bought.
bool is_of_buyers(const FigureValue& value) {
    using enum FigureId;
    for (const auto id :
         {member_spend, member_receipts, member_ticket, spend_per_buyer, visit_frequency,
          member_spend_share, member_receipt_share, pieces_per_receipt, piece_price, refund_rate,
          refund_piece_rate}) {
        if (value.id == id) return true;
    }
    return false;
}

bool shows_few(const FigureValue& value) {
    const auto of = value.numerator.value_or(0);
    if (!value.denominator) return is_few(of);
    return is_few(of) || is_few(*value.denominator) || is_few(*value.denominator - of);
}

}  // namespace

std::vector<bool> hidden_in_list(std::span<const std::int64_t> counts) {
    std::vector<bool> hidden(counts.size(), false);
    std::int64_t sum = 0, number = 0;
    const auto hide = [&](std::size_t i) {
        hidden[i] = true;
        sum += counts[i];
        ++number;
    };
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (is_few(counts[i])) hide(i);
    }
    while (number > 0 && (number < 2 || sum < k_figure_few)) {
        std::optional<std::size_t> next;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (hidden[i] || counts[i] == 0) continue;
            if (!next || counts[i] < counts[*next]) next = i;
        }
        if (!next) break;
        hide(*next);
    }
    return hidden;
}

std::vector<bool> hidden_rows(std::span<const std::vector<std::int64_t>> rows) {
    std::vector<bool> hidden(rows.size(), false);
    const auto total = [&](std::size_t i) {
        return std::accumulate(rows[i].begin(), rows[i].end(), std::int64_t{0});
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        hidden[i] = std::ranges::any_of(rows[i], is_few);
    }
    const auto is_safe = [&] {
        const auto number = std::ranges::count(hidden, true);
        if (number == 0) return true;
        if (number < 2) return false;
        for (std::size_t part = 0; part < rows.front().size(); ++part) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < rows.size(); ++i) sum += hidden[i] ? rows[i][part] : 0;
            if (is_few(sum)) return false;
        }
        return true;
    };
    while (!is_safe()) {
        std::optional<std::size_t> next;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (hidden[i] || total(i) == 0) continue;
            if (!next || total(i) < total(*next)) next = i;
        }
        if (!next) break;
        hidden[*next] = true;
    }
    return hidden;
}

void hide_small_cells(FigureBreakdown& breakdown) {
    const bool is_table =
        breakdown.by == FigureBy::band || breakdown.by == FigureBy::gender_age;
    for (const Measure measure : {&FigureCell::members, &FigureCell::joined, &FigureCell::lost,
                                  &FigureCell::buyers}) {
        is_table ? hide_table(breakdown, measure) : hide_list(breakdown, measure);
    }
}

void hide_small_figures(std::vector<FigureValue>& figures) {
    const auto shows_few_of = [&](FigureId id) {
        const auto found = std::ranges::find_if(
            figures, [id](const FigureValue& value) { return value.id == id; });
        return found != figures.end() && shows_few(*found);
    };
    const bool few_buyers = shows_few_of(FigureId::buyers);
    const bool few_new = shows_few_of(FigureId::new_members);
    for (auto& value : figures) {
        const bool of_new = value.id == FigureId::net_growth || value.id == FigureId::growth_rate ||
                            value.id == FigureId::new_rate;
        const bool hides = (counts_people(value) && shows_few(value)) ||
                           (few_buyers && is_of_buyers(value)) || (few_new && of_new);
        if (hides) value = make_absent(*value.id.known(), FigureReason::too_few);
    }
}

}  // namespace qiantai::domain
