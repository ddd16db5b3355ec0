#include "terminal/figures/rules/breakdown_facts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_bounds_max = 12;
constexpr std::int64_t k_fen_of_yuan = 100;
const std::string k_no_band = "none";

bool are_usable_bounds(std::span<const int> bounds) {
    if (bounds.empty() || bounds.size() > k_bounds_max || bounds.front() <= 0) return false;
    return std::ranges::adjacent_find(bounds, std::greater_equal()) == bounds.end();
}

void add_one(std::optional<std::int64_t>& count, bool counts) {
    count = count.value_or(0) + (counts ? 1 : 0);
}

/// Bands by where they begin, what is not known last; all others as they are.
int order_of(const FigureCell& cell) {
    int number = 0;
    const auto* end = cell.key.data() + cell.key.size();
    const auto read = std::from_chars(cell.key.data(), end, number);
    return cell.key.empty() || read.ptr == end ? number : std::numeric_limits<int>::max();
}

}  // namespace

FigureBands parse_figure_bands(std::string_view json) {
    const auto value = parse_json_object(json);
    if (!value) return {};
    FigureBands bands{.spend_yuan = {}, .ages = {}};
    if (shape_from_json(shape_of<FigureBands>(), *value, &bands)) return {};
    FigureBands usual;
    if (!are_usable_bounds(bands.spend_yuan)) bands.spend_yuan = usual.spend_yuan;
    if (!are_usable_bounds(bands.ages)) bands.ages = usual.ages;
    return bands;
}

std::size_t band_of(std::span<const int> bounds, std::int64_t value) {
    return static_cast<std::size_t>(std::ranges::upper_bound(bounds, value) - bounds.begin());
}

std::string band_key(std::span<const int> bounds, std::size_t band) {
    return band == 0 ? "0" : std::to_string(bounds[band - 1]);
}

BreakdownTally::BreakdownTally(std::vector<FigureBy> wanted, FigureBands bands,
                               const FigureDays& days, Date today)
    : m_wanted(std::move(wanted)), m_bands(std::move(bands)), m_days(days), m_today(today) {}

bool BreakdownTally::wants(FigureBy by) const {
    return std::ranges::find(m_wanted, by) != m_wanted.end();
}

void BreakdownTally::add_to(FigureBy by, Key key, const FigurePerson& person,
                            const MemberInPeriod& in) {
    auto& cell = m_cells[by][std::move(key)];
    add_one(cell.members, is_valid_on(person, m_days.until));
    add_one(cell.joined, m_days.holds(person.joined_on));
    add_one(cell.buyers, in.receipts > 0);
    cell.receipts = cell.receipts.value_or(0) + in.receipts;
    cell.spend = cell.spend.value_or(Fen()) + Fen(in.net());
}

void BreakdownTally::add(const FigurePerson& person, const MemberInPeriod& in) {
    if (person.joined_on > m_days.until) return;
    const bool bought = in.receipts > 0, there = is_there_on(person, m_days.until);
    const bool moved = bought || in.gross != 0 || in.refunded != 0;
    if (!there && !moved) return;
    if (wants(FigureBy::store)) add_to(FigureBy::store, {person.store_code, {}}, person, in);
    if (wants(FigureBy::tier)) add_to(FigureBy::tier, {person.tier, {}}, person, in);
    if (wants(FigureBy::clerk)) add_to(FigureBy::clerk, {person.clerk, {}}, person, in);
    if (wants(FigureBy::gender_age)) {
        const auto age = age_on(person, m_days.until);
        const auto band = age ? band_key(m_bands.ages, band_of(m_bands.ages, *age)) : k_no_band;
        add_to(FigureBy::gender_age, {band, std::string(code_of(person.gender))}, person, in);
    }
    if (wants(FigureBy::band) && (bought || is_valid_on(person, m_days.until))) {
        const auto yuan = std::max<std::int64_t>(in.net(), 0) / k_fen_of_yuan;
        const auto& bounds = m_bands.spend_yuan;
        const auto key = bought ? band_key(bounds, band_of(bounds, yuan)) : k_no_band;
        add_one(m_cells[FigureBy::band][{key, person.tier}].members, true);
    }
    if (wants(FigureBy::renewal) && !person.erased_on) {
        for (const auto& term : person.cards) {
            if (!m_days.holds(term.ends)) continue;
            const std::string state(code_of(renewal_state(term, m_today)));
            add_one(m_cells[FigureBy::renewal][{state, {}}].members, true);
        }
    }
    if (!there) return;
    if (wants(FigureBy::state)) {
        add_one(m_cells[FigureBy::state][{std::string(code_of(in.at_end)), {}}].members, true);
    }
    add_value(in);
}

void BreakdownTally::add_value(const MemberInPeriod& in) {
    if (wants(FigureBy::spend_class)) m_spent.push_back(in.value_spent);
    if (!wants(FigureBy::value_group) || in.value_visits == 0) return;
    m_buyers.push_back({.days = in.last_until->days_until(m_days.until),
                        .visits = in.value_visits,
                        .spent = in.value_spent});
}

FigureBreakdown BreakdownTally::build_values() const {
    FigureBreakdown built{.by = FigureBy::value_group};
    std::map<ValueGroup, FigureCell> cells;
    const auto groups = group_buyers(m_buyers);
    for (const auto& one : k_codes<ValueGroup>) cells[one.value].members = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto& cell = cells[groups[i]];
        add_one(cell.members, true);
        cell.spend = cell.spend.value_or(Fen()) + Fen(m_buyers[i].spent);
    }
    for (auto& [group, cell] : cells) {
        cell.key = code_of(group);
        built.cells.push_back(std::move(cell));
    }
    return built;
}

FigureBreakdown BreakdownTally::build_classes() const {
    FigureBreakdown built{.by = FigureBy::spend_class};
    const auto bounds = spend_class_bounds(m_spent);
    std::array<FigureCell, k_codes<SpendClass>.size()> cells{};
    for (const auto spent : m_spent) {
        auto& cell = cells[static_cast<std::size_t>(bounds.class_of(spent))];
        add_one(cell.members, true);
        cell.spend = cell.spend.value_or(Fen()) + Fen(spent);
    }
    for (const auto& one : k_codes<SpendClass>) {
        auto& cell = cells[static_cast<std::size_t>(one.value)];
        cell.key = one.code;
        cell.members = cell.members.value_or(0);
        built.cells.push_back(std::move(cell));
    }
    return built;
}

std::vector<FigureBreakdown> BreakdownTally::results() const {
    std::vector<FigureBreakdown> all;
    for (const auto by : m_wanted) {
        if (by == FigureBy::value_group) {
            all.push_back(build_values());
        } else if (by == FigureBy::spend_class) {
            all.push_back(build_classes());
        } else if (by != FigureBy::month && by != FigureBy::category &&
                   by != FigureBy::loss_reason) {
            FigureBreakdown built{.by = by};
            const auto found = m_cells.find(by);
            if (found == m_cells.end()) {
                all.push_back(built);
                continue;
            }
            for (auto [key, cell] : found->second) {
                cell.key = key.first;
                cell.part = key.second;
                built.cells.push_back(std::move(cell));
            }
            const bool bands = by == FigureBy::band || by == FigureBy::gender_age;
            if (bands) std::ranges::stable_sort(built.cells, {}, order_of);
            all.push_back(std::move(built));
        }
    }
    return all;
}

}  // namespace qiantai::domain
