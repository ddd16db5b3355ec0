#pragma once

// The day's register (register_facts.hpp). Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/register_facts.hpp"

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

    /// All that others gave that day and nobody has checked is right, or it differs from the shelf
    /// by so many pieces. Right: issuances_check. k_register_day_malformed,
    /// k_register_nothing_to_check, k_register_words_missing.
    Result<RegisterDay> check(const Session& session, const RegisterCheckEntry& entry);

  private:
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
