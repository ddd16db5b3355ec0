#pragma once

// The day's register (register_facts.hpp) and the month's (register_month_facts.hpp). Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/register_facts.hpp"
#include "terminal/issuances/rules/register_month_facts.hpp"

namespace qiantai::domain {

class IssuanceRegister {
  public:
    explicit IssuanceRegister(ServiceContext& context) : m_context(context) {}

    // Right of all that read: issuances_read. `store_code` empty: this store.

    /// k_register_day_malformed.
    Result<RegisterDay> day(const Session& session, Date day, std::string_view store_code);
    /// Days of the last month, before today, of which something was not checked; the oldest first.
    Result<std::vector<RegisterDay>> open_days(const Session& session);
    /// What is conspicuous about a day. k_register_day_malformed.
    Result<std::vector<IssuanceAlert>> alerts(const Session& session, Date day,
                                              std::string_view store_code);

    /// A month, signed or to be signed; "2026-11". k_register_month_malformed.
    Result<RegisterMonthPage> month(const Session& session, std::string_view month,
                                    std::string_view store_code);

    /// All that others gave that day and nobody has checked is right, or it differs from the shelf
    /// by so many pieces. Right: issuances_check. k_register_day_malformed,
    /// k_register_nothing_to_check, k_register_words_missing.
    Result<RegisterDay> check(const Session& session, const RegisterCheckEntry& entry);

    /// The checked days add up to this store's month, which stays as it is from then on. Right:
    /// issuances_check. k_register_month_malformed, k_register_month_running,
    /// k_register_month_unchecked, k_register_month_signed_already, the signature's errors.
    Result<RegisterMonthPage> sign_month(const Session& session, const RegisterMonthEntry& entry);

  private:
    Result<RegisterMonthPage> build_month(const Session& session, std::string_view store_code,
                                          std::string_view month, Date today);
    Status check_day(Date day, Date today) const;
    std::string store_or_own(std::string_view store_code) const;
    Result<RegisterDay> build_day(const Session& session, std::string_view store_code, Date day,
                                  Date today);
    Result<std::vector<AlertLine>> load_alert_lines(std::string_view store_code, Date day);
    Status add_repeats(const Session& session, std::string_view store_code, Date day,
                       const GiftLimits& limits, std::vector<IssuanceAlert>& alerts);
    Status add_caps(std::string_view store_code, Date day, const GiftLimits& limits,
                    std::vector<IssuanceAlert>& alerts);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
