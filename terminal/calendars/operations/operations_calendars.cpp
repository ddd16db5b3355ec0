// When shops and headquarters are open.

#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> calendars_operations(const Manifest& manifest) {
    using domain::Calendars;
    const ServiceOperations calendars(manifest, domain::Right::read_setup);
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
    };
}

}  // namespace qiantai::ctl
