#pragma once

// A month of the register (赠品发放记录表): the days that a supervisor checked add up to it, the
// manager signs it, and what was signed stays as it is whatever happens to its issuances afterwards.

#include "schema/base/signature.hpp"
#include "terminal/issuances/rules/register_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_register_month_malformed{
    "register_month_malformed", Actor::clerk,
    "A month is written 2026-11 and is this one or one of the twelve before it.",
    "月份写作 2026-11，限本月及之前十二个月。"};
inline constexpr ErrorKind k_register_month_running{
    "register_month_running", Actor::manager,
    "The month is not over yet. Sign it from the first day of the next one on.",
    "这个月还没过完，请从下月一日起签字。"};
inline constexpr ErrorKind k_register_month_unchecked{
    "register_month_unchecked", Actor::manager,
    "Some of its days were not checked by a supervisor. Check them first, then sign the month.",
    "有的日子还没有主管核查，请先核查当天登记，再签月度登记。"};
inline constexpr ErrorKind k_register_month_signed_already{
    "register_month_signed_already", Actor::manager,
    "This month was signed already and stays as it was signed.", "这个月已经签字，不再更改。"};

/// A day of it. `off`: what supervisors found, see RegisterCheck::off.
struct RegisterMonthDay {
    Date day{};
    int issuances = 0;
    int pieces = 0;  ///< that were not taken back
    int off = 0;
    std::vector<std::string> checked_by{};  ///< staff numbers
    int unchecked = 0;                      ///< issuances
};
QIANTAI_DESCRIBE(RegisterMonthDay, "", day, issuances, pieces, off, checked_by, unchecked)

/// What its days come to.
struct RegisterMonthSum {
    std::vector<RegisterMonthDay> days{};  ///< those with issuances, the first first
    std::vector<RegisterGift> gifts{};     ///< by code
    int issuances = 0;
    int pieces = 0;
    int unchecked = 0;
};
QIANTAI_DESCRIBE(RegisterMonthSum, "", days, gifts, issuances, pieces, unchecked)

/// A row of entity register_month.
struct RegisterMonth {
    Uuid id{};
    std::string store_code{};
    std::string month{};
    int issuances = 0;
    int pieces = 0;
    std::string days{};
    std::string gifts{};
    std::string words{};
    std::string signature{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(RegisterMonth, "register_month", id, store_code, month, issuances, pieces, days,
                 gifts, words, signature, business_date, created_by, created_at)
QIANTAI_NOTES(RegisterMonth, {.field = "days", .is_json = true},
              {.field = "gifts", .is_json = true})

/// The columns `days` and `gifts`.
struct RegisterMonthDays {
    std::vector<RegisterMonthDay> days{};
};
QIANTAI_DESCRIBE(RegisterMonthDays, "", days)
struct RegisterMonthGifts {
    std::vector<RegisterGift> gifts{};
};
QIANTAI_DESCRIBE(RegisterMonthGifts, "", gifts)

struct RegisterMonthEntry {
    std::string month{};
    std::string words{};
    std::string signature{};  ///< strokes, see signature.hpp; empty: with the PIN alone
};
QIANTAI_DESCRIBE(RegisterMonthEntry, "register_month", month, words, signature)
QIANTAI_NOTES(RegisterMonthEntry, {.field = "words", .presence = FieldNote::Presence::optional},
              {.field = "signature",
               .length_max = static_cast<int>(k_signature_text_max),
               .presence = FieldNote::Presence::optional})

/// A month as it is shown: what was signed, or what there is to sign.
struct RegisterMonthPage {
    std::string store_code{};
    std::string month{};
    RegisterMonthSum now{};  ///< as the records say today
    std::optional<RegisterMonth> signed_as{};
    bool changed = false;  ///< the records say something else than what was signed
    bool over = false;     ///< the month is
    bool yours = false;    ///< the signed-in person may sign it now
};
QIANTAI_DESCRIBE(RegisterMonthPage, "", store_code, month, now, signed_as, changed, over, yours)

/// "2026-11": its first day; nothing if that is no month.
std::optional<Date> month_of_text(std::string_view month);
std::string month_code(Date day);

}  // namespace qiantai::domain
