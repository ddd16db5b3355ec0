#pragma once

// Reads the policies that headquarters sets for the whole chain (entity policy).

#include <optional>
#include <string>
#include <string_view>

#include "terminal/base/phone_number.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

/// The JSON of the policy that is in force now; nothing if headquarters has set none.
Result<std::optional<std::string>> load_policy(ServiceContext& context, std::string_view code);
/// The same at another time.
Result<std::optional<std::string>> load_policy(ServiceContext& context, std::string_view code,
                                               TimeMs at);

/// As it was known at a time: without what was made later, even if it says that it held before.
Result<std::optional<std::string>> load_policy_known_at(ServiceContext& context,
                                                        std::string_view code, TimeMs at);

/// A rule that headquarters sets, from a time on. Older ones stay, so that what ran under them can
/// be explained.
struct Policy {
    Uuid id{};
    std::string code;
    std::string value_json;  ///< any JSON value
    TimeMs effective_from = 0;
};
/// Inside a transaction: adds it, with its audit event; gives it its id. The caller has checked the
/// right and the value.
Result<Policy> insert_policy(ServiceContext& context, const Session& session, Policy policy);

/// A policy's JSON and the day from which it holds, by this terminal's calendar.
struct DatedPolicy {
    std::string value_json;
    Date since{};
};
struct PolicyCourse {
    std::optional<DatedPolicy> in_force{};
    std::optional<DatedPolicy> coming{};  ///< the next one
};
Result<PolicyCourse> load_policy_course(ServiceContext& context, std::string_view code);
/// For a policy with a member "version" that holds from that day on: the day itself, or with a number
/// if others have that version already (2026-12-01-2).
Result<std::string> new_policy_version(sqlite::Database& database, std::string_view code,
                                       Date from);
/// When what holds from that day on begins: with the day, today at once.
Result<TimeMs> policy_start(ServiceContext& context, Date from, const Moment& now);

/// Where numbers without a country's code belong.
Result<PhoneCountry> load_phone_country(ServiceContext& context);
Result<PhoneCountry> load_phone_country(ServiceContext& context, TimeMs at);

}  // namespace qiantai::domain
