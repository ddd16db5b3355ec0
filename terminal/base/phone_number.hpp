#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/named_enum.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_phone_malformed{
    "phone_malformed", Actor::clerk,
    "This is no mobile number. In mainland China it has 11 digits and begins with 13 to 19; a "
    "number of another country or region begins with + and its code, e.g. +852. Check what was "
    "typed.",
    "手机号格式不对：应为 13 至 19 开头的 11 位数字；境外号码须以 + 和国家或地区代码开头，如 "
    "+852。请核对。"};
inline constexpr ErrorKind k_phone_several{
    "phone_several", Actor::clerk,
    "There is more than one number. Keep the one to be called; write the other into the notes.",
    "填了不止一个号码。请只保留常用的一个，另一个可写入备注。"};

/// Where a number stands that is written without a country's code: the chain's policy
/// k_phone_country_policy, {"country": "HK"}; mainland China without one.
enum class PhoneCountry { mainland, hong_kong, macau, taiwan };
constexpr auto codes_of(PhoneCountry) {
    return std::to_array<CodedValue<PhoneCountry>>({{PhoneCountry::mainland, "CN"},
                                                    {PhoneCountry::hong_kong, "HK"},
                                                    {PhoneCountry::macau, "MO"},
                                                    {PhoneCountry::taiwan, "TW"}});
}
inline constexpr std::string_view k_phone_country_policy = "phone_country";
/// Nothing if the policy's JSON names none of them.
std::optional<PhoneCountry> parse_phone_country(std::string_view policy_json);

/// A mobile number as it is kept and compared: mainland China's as eleven digits, all others as +
/// and digits (ITU-T E.164). Takes what people type, paste and scan: digits of every script, blanks,
/// dashes, dots, brackets, invisible marks, "tel:" in front, + or 00 and the country's code, 86
/// and eleven digits, 0, 17951 or 12593 before them as they were dialled. What has anything else in it is refused, never cut to what is understood.
/// Mobile numbers: mainland 1, then 3 to 9, then nine digits (Telecommunications numbering plan of
/// the Ministry of Industry and Information Technology, 2017); Hong Kong 8 digits from 4 to 9
/// (OFCA, Hong Kong numbering plan); Macau 8 digits from 6 (CTT, numbering plan of Macau); Taiwan 9
/// and eight digits, with a 0 in front at home (NCC, numbering plan). Elsewhere 7 to 15 digits with
/// the country's code (E.164). Errors: k_phone_malformed, k_phone_several.
Result<std::string> normalise_phone(std::string_view typed, PhoneCountry home);

/// Whatever one can be called back on: a mobile number as above, or in the mainland a landline with
/// its area code, kept as "010-82345678" or "0755-2345678-801" (FORMS.md E3: 0 and two or three
/// digits, seven or eight from 2 to 9 on, an extension of at most six after a dash, # or 转). Errors:
/// as above.
Result<std::string> normalise_callable(std::string_view typed, PhoneCountry home);

/// "138****1234", "+852****4567": what comes before the stars is at most the country's code or the
/// network's; shorter texts become all stars.
std::string mask_phone(std::string_view phone);

}  // namespace qiantai::domain
