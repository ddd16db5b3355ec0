#pragma once

// Who is on duty on a day (值班表), and which member a staff member is: staff on duty can't receive
// gifts. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/issuances/rules/duty_facts.hpp"

namespace qiantai::domain {

class DutyRosters {
  public:
    explicit DutyRosters(ServiceContext& context) : m_context(context) {}

    // Right of all that write: duty_plan.

    /// Who is on duty that day, in place of what was said before. k_duty_malformed.
    Result<DutyDay> save(const Session& session, const DutyEntry& entry);
    /// Which member this staff member is; nobody any more if none is named. k_duty_malformed,
    /// k_member_not_found.
    Result<DutyStaff> name_member(const Session& session, std::string_view staff_number,
                                  const std::optional<Uuid>& member_id);

    /// Right: issuances_read. A day that nobody planned has all of this store's active staff.
    Result<DutyDay> day(const Session& session, Date date);

  private:
    Result<DutyDay> build_day(Date date);
    ServiceContext& m_context;
};

/// Numbers of this store's staff that is on duty: planned, or all that are active.
Result<std::vector<std::string>> load_on_duty(ServiceContext& context, Date date);
/// Whether one of these records is a staff member's who is on duty.
Result<bool> is_staff_on_duty(ServiceContext& context, std::span<const Uuid> records, Date date);

}  // namespace qiantai::domain
