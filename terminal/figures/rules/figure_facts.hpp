#pragma once

// The figures of the shop (FORMS.md B, DOMAIN.md "Figures"): what each is called, how it is
// reckoned, what it comes to and why it may come to nothing. Plain values, no database. Every figure
// is defined once, in figure_catalogue_*.cpp, for screens, papers and commands alike.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_figure_period_malformed{
    "figure_period_malformed", Actor::clerk,
    "A period begins today at the latest and is a month, a quarter, a year, or from a first day to a "
    "last one, at most 366 days.",
    "统计期不能晚于今天开始，可选月、季、年，或起止日期（最多 366 天）。"};
inline constexpr ErrorKind k_figure_only_whole{
    "figure_only_whole", Actor::clerk,
    "Your role sees counts, not people: ask for a whole month, quarter or year of a store, without a "
    "tier and without a clerk.",
    "您的岗位只看汇总数：请选整月、整季或整年，不要按等级或店员筛选。"};
inline constexpr ErrorKind k_figure_store_unknown{
    "figure_store_unknown", Actor::clerk,
    "There is no such store here. A store sees its own figures; headquarters chooses one by its code.",
    "没有这家门店。门店只能看本店数据，总部请选择门店代码。"};

inline constexpr ErrorKind k_figure_by_missing{
    "figure_by_missing", Actor::clerk,
    "Say by what the members are to be broken down: tier, clerk, month, band and so on.",
    "请说明按什么分组：等级、店员、月份、消费档等。"};

/// Cells of fewer are not told to whoever may see no people.
inline constexpr int k_figure_few = 5;
/// A renewal so many days after the card's end still counts (FORMS.md B4).
inline constexpr int k_renewal_grace_days = 30;
/// Somebody new is expected to buy within so many days (FORMS.md B4).
inline constexpr int k_first_purchase_days = 30;
/// Buying power (RFM, ABC) looks back so many days from the period's end (FORMS.md B3).
inline constexpr int k_value_days = 365;

// In the order in which they are listed.
enum class FigureId {
    member_spend,
    buyers,
    member_receipts,
    member_ticket,
    spend_per_buyer,
    visit_frequency,
    member_spend_share,
    member_receipt_share,
    active_rate,
    pieces_per_receipt,
    piece_price,
    repeat_rate,
    old_member_return,
    refund_rate,
    refund_piece_rate,
    profile_coverage,
    members_at_end,
    new_members,
    net_growth,
    growth_rate,
    new_rate,
    first_purchase_rate,
    new_kept_rate,
    churn_rate,
    kept_rate,
    win_back_rate,
    renewal_rate,
    answered_in_time,
    passed_on_in_time,
    callback_rate,
    reached_rate,
    solving_time,
    solving_time_median,
    satisfied_of_all,
    satisfied_of_rated,
    key_customers_lost,
    key_customer_calls,
    satisfaction,
    survey_completion,
    valid_complaints,
    record_completeness,
    record_accuracy,
    count_accuracy,
    variance_rate,
    variance_rate_net,
    staff_conduct,
    relationship_upkeep,
};
constexpr auto codes_of(FigureId) {
    using enum FigureId;
    return std::to_array<CodedValue<FigureId>>({
        {member_spend, "member_spend"},
        {buyers, "buyers"},
        {member_receipts, "member_receipts"},
        {member_ticket, "member_ticket"},
        {spend_per_buyer, "spend_per_buyer"},
        {visit_frequency, "visit_frequency"},
        {member_spend_share, "member_spend_share"},
        {member_receipt_share, "member_receipt_share"},
        {active_rate, "active_rate"},
        {pieces_per_receipt, "pieces_per_receipt"},
        {piece_price, "piece_price"},
        {repeat_rate, "repeat_rate"},
        {old_member_return, "old_member_return"},
        {refund_rate, "refund_rate"},
        {refund_piece_rate, "refund_piece_rate"},
        {profile_coverage, "profile_coverage"},
        {members_at_end, "members_at_end"},
        {new_members, "new_members"},
        {net_growth, "net_growth"},
        {growth_rate, "growth_rate"},
        {new_rate, "new_rate"},
        {first_purchase_rate, "first_purchase_rate"},
        {new_kept_rate, "new_kept_rate"},
        {churn_rate, "churn_rate"},
        {kept_rate, "kept_rate"},
        {win_back_rate, "win_back_rate"},
        {renewal_rate, "renewal_rate"},
        {answered_in_time, "answered_in_time"},
        {passed_on_in_time, "passed_on_in_time"},
        {callback_rate, "callback_rate"},
        {reached_rate, "reached_rate"},
        {solving_time, "solving_time"},
        {solving_time_median, "solving_time_median"},
        {satisfied_of_all, "satisfied_of_all"},
        {satisfied_of_rated, "satisfied_of_rated"},
        {key_customers_lost, "key_customers_lost"},
        {key_customer_calls, "key_customer_calls"},
        {satisfaction, "satisfaction"},
        {survey_completion, "survey_completion"},
        {valid_complaints, "valid_complaints"},
        {record_completeness, "record_completeness"},
        {record_accuracy, "record_accuracy"},
        {count_accuracy, "count_accuracy"},
        {variance_rate, "variance_rate"},
        {variance_rate_net, "variance_rate_net"},
        {staff_conduct, "staff_conduct"},
        {relationship_upkeep, "relationship_upkeep"},
    });
}

/// What a value is: money in fen, a count, a ratio in tenths of a percent, a number in hundredths,
/// milliseconds.
enum class FigureUnit { fen, count, permille, hundredths, duration_ms };
constexpr auto codes_of(FigureUnit) {
    using enum FigureUnit;
    return std::to_array<CodedValue<FigureUnit>>({{fen, "fen"},
                                                  {count, "count"},
                                                  {permille, "permille"},
                                                  {hundredths, "hundredths"},
                                                  {duration_ms, "duration_ms"}});
}

/// Which way is better.
enum class FigureAim { more, less, neither };
constexpr auto codes_of(FigureAim) {
    using enum FigureAim;
    return std::to_array<CodedValue<FigureAim>>(
        {{more, "more"}, {less, "less"}, {neither, "neither"}});
}

/// Why there is no value. figure_reason_words() says it.
enum class FigureReason {
    no_base,        ///< the denominator is 0
    not_here,       ///< its records lie at the stores
    no_day_totals,  ///< the tills' day totals of the period are missing
    no_pieces,      ///< no receipt of the period says how many pieces
    not_recorded,   ///< nothing in the product holds it yet
    too_few,        ///< of fewer than k_figure_few, for whoever may see no people
    not_by_group,   ///< it is the store's, not a tier's or a clerk's
    not_for_role,   ///< another right is needed
    of_one_store,   ///< several stores' can't be joined
};
constexpr auto codes_of(FigureReason) {
    using enum FigureReason;
    return std::to_array<CodedValue<FigureReason>>({{no_base, "no_base"},
                                                    {not_here, "not_here"},
                                                    {no_day_totals, "no_day_totals"},
                                                    {no_pieces, "no_pieces"},
                                                    {not_recorded, "not_recorded"},
                                                    {too_few, "too_few"},
                                                    {not_by_group, "not_by_group"},
                                                    {not_for_role, "not_for_role"},
                                                    {of_one_store, "of_one_store"}});
}

/// What is to be known beside a value.
enum class FigureCaveat {
    provisional,   ///< may still change: days of grace are running
    part_of_days,  ///< of those days of the period only whose totals are there
    small_sample,  ///< fewer than half are known
    as_of_today,   ///< of the records as they are today, whatever the period
};
constexpr auto codes_of(FigureCaveat) {
    using enum FigureCaveat;
    return std::to_array<CodedValue<FigureCaveat>>({{provisional, "provisional"},
                                                    {part_of_days, "part_of_days"},
                                                    {small_sample, "small_sample"},
                                                    {as_of_today, "as_of_today"}});
}

struct FigureWords {
    std::string_view zh;
    std::string_view en;
};

/// The one definition of a figure.
struct FigureDefinition {
    FigureId id;
    std::string_view section;  ///< of FORMS.md: B1 to B5; KPI: scored by hand
    FigureUnit unit;
    FigureAim aim;
    FigureWords name;
    FigureWords numerator;    ///< of what it is the sum or the count
    FigureWords denominator;  ///< empty: it is a sum or a count
    FigureWords note;         ///< edges that people ask about; may be empty
};
/// All of them, in the order of FigureId.
std::span<const FigureDefinition> figure_catalogue();
const FigureDefinition& figure_definition(FigureId id);
FigureWords figure_reason_words(FigureReason reason);
FigureWords figure_caveat_words(FigureCaveat caveat);

/// A definition as commands list it.
struct FigureListing {
    Coded<FigureId> id{};
    std::string section{};
    Coded<FigureUnit> unit{};
    Coded<FigureAim> aim{};
    std::string name_zh{}, name_en{};
    std::string formula_zh{}, formula_en{};
    std::string note_zh{}, note_en{};
};
QIANTAI_DESCRIBE(FigureListing, "", id, section, unit, aim, name_zh, name_en, formula_zh,
                 formula_en, note_zh, note_en)
/// "numerator ÷ denominator", or the numerator alone.
std::string figure_formula_zh(const FigureDefinition& definition);
std::string figure_formula_en(const FigureDefinition& definition);

/// What a figure comes to.
struct FigureValue {
    Coded<FigureId> id{};
    std::optional<std::int64_t> value{};  ///< in the figure's unit; absent: `reason` says why
    std::optional<std::int64_t> numerator{};
    std::optional<std::int64_t> denominator{};  ///< of ratios and averages only
    Coded<FigureReason> reason{};
    Coded<FigureCaveat> caveat{};
    std::optional<std::int64_t> before{};     ///< the value of the period before
    std::optional<std::int64_t> last_year{};  ///< the value of the same period a year ago
};
QIANTAI_DESCRIBE(FigureValue, "", id, value, numerator, denominator, reason, caveat, before,
                 last_year)
QIANTAI_NOTES(FigureValue,
              {.field = "value", .meaning = "in the figure's unit; absent: reason says why"},
              {.field = "reason", .presence = FieldNote::Presence::optional},
              {.field = "caveat", .presence = FieldNote::Presence::optional},
              {.field = "before", .meaning = "the value of the period before"},
              {.field = "last_year", .meaning = "the value of the same period a year ago"})

/// Half up; nothing without a whole above 0.
std::optional<std::int64_t> permille_of(std::int64_t part, std::int64_t whole);
/// Rounded half up: of a ratio to a tenth of a percent, of an average to a fen or a hundredth. No
/// value where the denominator is not above 0.
FigureValue make_ratio(FigureId id, std::int64_t numerator, std::int64_t denominator);
FigureValue make_count(FigureId id, std::int64_t count);
FigureValue make_absent(FigureId id, FigureReason reason);

}  // namespace qiantai::domain
