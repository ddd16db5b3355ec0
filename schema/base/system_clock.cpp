#include <time.h>

#include <chrono>
#include <fstream>

#include "schema/base/clock.hpp"

namespace qiantai {

TimeMs SystemClock::now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

TimeMs SystemClock::boot_ms() {
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return static_cast<TimeMs>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

std::string SystemClock::boot_id() {
    // Asked for with every record, and the same as long as any program runs.
    static const std::string k_id = [] {
        std::string id;
        std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), id);
        return id;
    }();
    return k_id;
}

}  // namespace qiantai
