#include <chrono>

#include "schema/base/clock.hpp"

namespace qiantai {

TimeMs SystemClock::now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace qiantai
