#pragma once

#include <string>

namespace qiantai::ctl {

/// Somebody's hand: it goes up and down as writing does, each in its own way.
std::string demo_signature(int seed);

}  // namespace qiantai::ctl
