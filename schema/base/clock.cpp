#include "schema/base/clock.hpp"

#include <fmt/format.h>

#include <chrono>

namespace qiantai {
namespace {

using namespace std::chrono;

year_month_day date_of(sys_time<milliseconds> time) {
    return year_month_day(floor<days>(time));
}

}  // namespace

std::string format_utc(TimeMs time_ms) {
    const sys_time<milliseconds> time{milliseconds(time_ms)};
    const auto date = date_of(time);
    const hh_mm_ss clock(time - floor<days>(time));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()),
                       unsigned(date.month()), unsigned(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace qiantai
