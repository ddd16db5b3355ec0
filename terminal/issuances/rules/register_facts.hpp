#pragma once

// The day's register (赠品发放记录表), which a supervisor other than the issuer checks the same day,
// and what is conspicuous about a day. The limits are GiftLimits'.

#include "terminal/issuances/rules/issuance_desk_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_register_day_malformed{
    "register_day_malformed", Actor::clerk,
    "A register is of today or of a day before it, at most a year ago.",
    "核查日期须为今天或之前一年内。"};
inline constexpr ErrorKind k_register_nothing_to_check{
    "register_nothing_to_check", Actor::manager,
    "Nothing of that day waits for your check: what you gave yourself, another manager checks.",
    "当天没有待您核查的发放；您本人经办的须由另一位主管核查。"};
inline constexpr ErrorKind k_register_words_missing{
    "register_words_missing", Actor::manager,
    "Register and shelf differ by more than may stand without words. Say why.",
    "登记与实物相差超过规定件数，请写明原因。"};

/// A row of entity register_check.
struct RegisterCheck {
    Uuid id{};
    std::string store_code{};
    Date day{};
    std::string covered{};  ///< JSON of RegisterCovered
    int pieces = 0;
    int off = 0;
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(RegisterCheck, "register_check", id, store_code, day, covered, pieces, off, words,
                 business_date, created_by, created_at)
QIANTAI_NOTES(RegisterCheck, {.field = "covered", .is_json = true})

/// The column `covered`.
struct RegisterCovered {
    std::vector<Uuid> issuances{};
};
QIANTAI_DESCRIBE(RegisterCovered, "", issuances)
/// None where only a broken program can have written it.
std::vector<Uuid> covered_of(const RegisterCheck& check);

struct RegisterCheckEntry {
    Date day{};
    int off = 0;  ///< so many more lie on the shelf than should; negative: fewer
    std::string words{};
};
QIANTAI_DESCRIBE(RegisterCheckEntry, "register_check", day, off, words)
QIANTAI_NOTES(RegisterCheckEntry, {.field = "off",
                                   .min = -k_gift_pieces_max,
                                   .max = k_gift_pieces_max,
                                   .presence = FieldNote::Presence::optional})

struct RegisterGift {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    int pieces = 0;
};
QIANTAI_DESCRIBE(RegisterGift, "", gift_id, code, name, unit, pieces)

struct RegisterLine {
    IssuanceSummary issuance{};
    std::string checked_by{};  ///< staff number; empty: nobody yet
    bool yours = false;        ///< waits for a check that the signed-in person may give
};
QIANTAI_DESCRIBE(RegisterLine, "", issuance, checked_by, yours)

struct RegisterDay {
    std::string store_code{};
    Date day{};
    std::vector<RegisterLine> lines{};  ///< the first of the day first
    std::vector<RegisterGift> gifts{};  ///< by code
    int pieces = 0;
    int unchecked = 0;  ///< issuances
    int yours = 0;
    std::vector<RegisterCheck> checks{};
    bool late = false;  ///< something of it was checked on a later day, or waits still
};
QIANTAI_DESCRIBE(RegisterDay, "", store_code, day, lines, gifts, pieces, unchecked, yours, checks,
                 late)

enum class IssuanceAlertKind { repeated, clerk, gift, cap };
constexpr auto codes_of(IssuanceAlertKind) {
    return std::to_array<CodedValue<IssuanceAlertKind>>({{IssuanceAlertKind::repeated, "repeated"},
                                                         {IssuanceAlertKind::clerk, "clerk"},
                                                         {IssuanceAlertKind::gift, "gift"},
                                                         {IssuanceAlertKind::cap, "cap"}});
}

/// One thing that is conspicuous, with what it is about and its records.
struct IssuanceAlert {
    Coded<IssuanceAlertKind> kind{};
    std::string staff_number{};         ///< clerk
    std::optional<Uuid> gift_id{};      ///< gift
    std::optional<Uuid> campaign_id{};  ///< cap
    std::string name{};                 ///< the gift's or campaign's; repeated: the recipient's
    int pieces = 0;                     ///< that person's, of that gift, of that campaign
    int of = 0;  ///< clerk: the store's pieces of the day; gift: the day's; cap: the cap
    int people = 0;  ///< clerk: who gave gifts that day
    std::vector<Uuid> issuances{};
};
QIANTAI_DESCRIBE(IssuanceAlert, "", kind, staff_number, gift_id, campaign_id, name, pieces, of,
                 people, issuances)

/// A day's piece as the alerts look at it.
struct AlertLine {
    Uuid issuance_id{};
    Uuid gift_id{};
    std::string staff_number{};
    int pieces = 0;
};
/// One issuance to somebody, told by telephone or member.
struct AlertVisit {
    Uuid issuance_id{};
    std::string person{};
    Date day{};
};

/// Of those who gave gifts that day: whose pieces are above mean_percent of the mean. Nobody, if it
/// was one person alone.
std::vector<IssuanceAlert> find_heavy_clerks(std::span<const AlertLine> lines, int mean_percent);
/// Gifts above share_percent of all pieces.
std::vector<IssuanceAlert> find_dominant_gifts(std::span<const AlertLine> lines,
                                               int share_percent);
/// Who got something on `day` and also not more than repeat_days before, or twice on it; the visits
/// in any order.
std::vector<IssuanceAlert> find_repeats(std::span<const AlertVisit> visits, Date day,
                                        int repeat_days);
bool is_cap_reached(std::int64_t used, std::int64_t cap, int cap_percent);

}  // namespace qiantai::domain
