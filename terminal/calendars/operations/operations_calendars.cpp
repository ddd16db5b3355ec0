// When shops and headquarters are open.

#include "terminal/base/text_rules.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> calendars_operations(const Manifest& manifest) {
    using domain::Calendars;
    const ServiceOperations calendars(manifest, domain::Right::read_setup);
    const ServiceOperations policies(manifest, domain::Right::admin_policies);
    return {
        calendars.make<&Calendars::days>(
            "calendars.days",
            {"The days of a store, of headquarters' office or its duty roster: periods, and why a day "
             "is otherwise.",
             "营业时间与节假日。"},
            {.output = "days",
             .output_note = {.length_max = domain::k_calendar_days_max},
             .errors = {&domain::k_calendar_store_unknown, &domain::k_calendar_range_malformed}}),
        calendars.make<&Calendars::due>(
            "calendars.due",
            {"When so many working days and minutes of open time have passed.", "推算到期时间。"},
            {.errors = {&domain::k_calendar_store_unknown, &domain::k_calendar_never_open}}),
        calendars.make<&Calendars::status>(
            "calendars.status",
            {"What headquarters has not said of hours and holidays; from 1 December next year's too.",
             "营业时间与节假日是否齐全。"}),
        calendars.make<&Calendars::holidays>(
            "calendars.holidays",
            {"The public holidays and make-up workdays of a year, as headquarters has said them.",
             "某年的节假日和调休上班日。"},
            {.arguments = {{.field = "year", .min = 2000, .max = 2199}}}),
        policies.make<&Calendars::save_holidays>(
            "calendars.save_holidays",
            {"Puts in a year's public holidays and make-up workdays, for the whole chain.",
             "录入某年的节假日和调休上班日。"},
            {.errors = {&domain::k_holidays_malformed, &domain::k_holidays_source_missing,
                        &domain::k_holidays_other_year, &domain::k_holidays_doubled,
                        &domain::k_holidays_worked_too, &domain::k_text_malformed}}),
    };
}

}  // namespace qiantai::ctl
