#pragma once

// The chain's calendars as this terminal knows them: hours and holidays are headquarters' policies
// (business_hours.hpp), saved by admin.save_policy. Right of all but
// saving: read_setup. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/calendars/rules/calendar_facts.hpp"
#include "terminal/calendars/rules/holiday_facts.hpp"

namespace qiantai::domain {

class Calendars {
  public:
    explicit Calendars(ServiceContext& context) : m_context(context) {}

    /// k_calendar_store_unknown, k_calendar_range_malformed.
    Result<std::vector<ShownDay>> days(const Session& session, const CalendarRange& range);
    /// When so much open time has passed. k_calendar_store_unknown, k_calendar_never_open.
    Result<CalendarAnswer> due(const Session& session, const CalendarQuestion& question);
    Result<CalendarStatus> status(const Session& session);
    /// The newest word on a year; an empty one if there is none.
    Result<KnownYear> holidays(const Session& session, int year);
    /// The days of a year as the notice says them, in place of what was said before, from now on: what
    /// was promised already stays. Right: admin_policies. check_year()'s errors, k_text_malformed.
    Result<KnownYear> save_holidays(const Session& session, const StatutoryYear& year);

  private:
    ServiceContext& m_context;
};

/// Of a unit, by the policies in force now. `store_code` counts for stores; empty = this one.
/// k_calendar_store_unknown.
Result<BusinessCalendar> load_calendar(ServiceContext& context, CalendarUnit unit,
                                       std::string_view store_code = {});
/// By the policies that were known at that time: whatever changed later is as if not said.
Result<BusinessCalendar> load_calendar_known_at(ServiceContext& context, TimeMs at,
                                                CalendarUnit unit,
                                                std::string_view store_code = {});
/// When any of them changed, the earliest first: between two of these times all calendars of the
/// chain are the same.
Result<std::vector<TimeMs>> load_calendar_changes(ServiceContext& context);

/// True if it is the code of a policy about hours or holidays.
bool is_calendar_policy(std::string_view code);
/// Whether such a policy's JSON can be used. k_hours_malformed, check_year()'s errors.
Status check_calendar_policy(std::string_view code, std::string_view json);

}  // namespace qiantai::domain
