#include "terminal/app/screen_time.hpp"

#include <algorithm>

#include "sync/core/tuning.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::app {

Job load_known_time(std::shared_ptr<KnownTime> known) {
    return [known = std::move(known)](Office& office) -> Reply {
        if (!office.is_enrolled()) return {};
        auto& context = office.context();
        const KnownTime before{.clock_ms = context.clock.now_ms(),
                               .boot_ms = context.clock.boot_ms()};
        const auto time = domain::load_trusted_time(context);
        if (!time) {
            office.log().write_error("time_not_loaded", time.error());
            return [error = time.error()](Flow& flow) { show_error(flow, error); };
        }
        return [known, now = KnownTime{time->at, before.clock_ms, before.boot_ms}](Flow&) {
            *known = now;
        };
    };
}

TimeMs screen_time(const KnownTime& known, Clock& clock) {
    const TimeMs by_clock = clock.now_ms();
    if (known.at == 0) return by_clock;
    const TimeMs moved = by_clock + known.at - known.clock_ms;
    const TimeMs steady = known.at + clock.boot_ms() - known.boot_ms;
    const bool was_set =
        std::max(moved - steady, steady - moved) > sync::tuning::k_clock_offset_max_ms;
    return was_set ? steady : moved;
}

}  // namespace qiantai::app
