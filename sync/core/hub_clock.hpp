#pragma once

#include "schema/base/named_enum.hpp"

namespace qiantai::sync {

/// What the hub says of its own clock: nothing; that several terminals agree with it; that it may be
/// wrong (it takes nothing then).
enum class HubClock { alone, agreed, doubtful };
constexpr auto codes_of(HubClock) {
    return std::to_array<CodedValue<HubClock>>({{HubClock::alone, "alone"},
                                                {HubClock::agreed, "agreed"},
                                                {HubClock::doubtful, "doubtful"}});
}

}  // namespace qiantai::sync
