#pragma once

// The members of a period by tier, clerk, band of spending … (FORMS.md B1 to B4): cells of counts and
// sums, no people. Pure.

#include <map>
#include <utility>

#include "terminal/figures/rules/member_period_facts.hpp"
#include "terminal/figures/rules/member_value_facts.hpp"

namespace qiantai::domain {

enum class FigureBy {
    store,        ///< at headquarters
    tier,         ///< as of the period's end
    clerk,        ///< the home clerk
    month,        ///< the twelve months to the period's end
    category,     ///< of goods, by the lines of this store's receipts
    band,         ///< spent in the period, by tier
    gender_age,   ///< age at the period's end
    value_group,  ///< RFM over a year
    spend_class,  ///< ABC over a year
    state,        ///< of churn, at the period's end
    renewal,      ///< cards that ended in the period
    loss_reason,  ///< from callbacks that were reached
};
constexpr auto codes_of(FigureBy) {
    using enum FigureBy;
    return std::to_array<CodedValue<FigureBy>>({{store, "store"},
                                                {tier, "tier"},
                                                {clerk, "clerk"},
                                                {month, "month"},
                                                {category, "category"},
                                                {band, "band"},
                                                {gender_age, "gender_age"},
                                                {value_group, "value_group"},
                                                {spend_class, "spend_class"},
                                                {state, "state"},
                                                {renewal, "renewal"},
                                                {loss_reason, "loss_reason"}});
}

/// Headquarters' policy of this code; what it doesn't say stays as here. Each list rises.
inline constexpr std::string_view k_figure_bands_policy = "figures.bands";
struct FigureBands {
    std::vector<int> spend_yuan{100, 300, 600, 1000, 3000};  ///< where a band begins
    std::vector<int> ages{18, 25, 35, 45, 55, 65};
};
QIANTAI_DESCRIBE(FigureBands, "", spend_yuan, ages)
/// Of the policy's JSON; the usual ones where it says nothing usable: 1 to 12 bounds that rise.
FigureBands parse_figure_bands(std::string_view json);

/// `key` says which: a code, a tier, a staff number, "2026-10", or where a band begins ("none": did
/// not buy or is not known); `part` the second one: a band's tier, an age's gender. Counts that don't
/// belong to the breakdown are absent, and so are those that are hidden.
struct FigureCell {
    std::string key{};
    std::string part{};
    std::optional<std::int64_t> members{};
    std::optional<std::int64_t> joined{};
    std::optional<std::int64_t> lost{};
    std::optional<std::int64_t> buyers{};
    std::optional<std::int64_t> receipts{};
    std::optional<Fen> spend{};
    bool hidden = false;  ///< some of it, because fewer than k_figure_few stand behind it
    bool operator==(const FigureCell&) const = default;
};
QIANTAI_DESCRIBE(FigureCell, "", key, part, members, joined, lost, buyers, receipts, spend, hidden)
QIANTAI_NOTES(FigureCell, {.field = "part", .presence = FieldNote::Presence::optional},
              {.field = "hidden", .presence = FieldNote::Presence::optional})

struct FigureBreakdown {
    Coded<FigureBy> by{};
    Coded<FigureReason> reason{};  ///< why there are no cells
    std::vector<FigureCell> cells{};
    bool operator==(const FigureBreakdown&) const = default;
};
QIANTAI_DESCRIBE(FigureBreakdown, "", by, reason, cells)
QIANTAI_NOTES(FigureBreakdown, {.field = "reason", .presence = FieldNote::Presence::optional})

/// The band's index: 0 begins at 0, the next at bounds[0].
std::size_t band_of(std::span<const int> bounds, std::int64_t value);
/// "0", or where it begins.
std::string band_key(std::span<const int> bounds, std::size_t band);

/// Persons are added one by one, each once.
class BreakdownTally {
  public:
    BreakdownTally(std::vector<FigureBy> wanted, FigureBands bands, const FigureDays& days,
                   Date today);

    void add(const FigurePerson& person, const MemberInPeriod& in);
    /// Of what was wanted and comes from members: everything but month, category and loss_reason.
    std::vector<FigureBreakdown> results() const;

  private:
    using Key = std::pair<std::string, std::string>;
    bool wants(FigureBy by) const;
    void add_to(FigureBy by, Key key, const FigurePerson& person, const MemberInPeriod& in);
    void add_value(const MemberInPeriod& in);
    FigureBreakdown build_values() const;
    FigureBreakdown build_classes() const;

    std::vector<FigureBy> m_wanted;
    FigureBands m_bands;
    FigureDays m_days;
    Date m_today;
    std::map<FigureBy, std::map<Key, FigureCell>> m_cells{};
    std::vector<BuyerValue> m_buyers{};
    std::vector<std::int64_t> m_spent{};  ///< over a year, of everybody there
};

}  // namespace qiantai::domain
