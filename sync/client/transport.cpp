#include "sync/client/transport.hpp"

#include <algorithm>

namespace qiantai::sync {

bool is_network_error(const Error& error) {
    static constexpr const ErrorKind* kinds[] = {&k_no_network, &k_hub_unreachable, &k_network_slow,
                                                 &k_connection_cut};
    return std::ranges::any_of(kinds, [&](const auto* kind) { return kind->code == error.code(); });
}

}  // namespace qiantai::sync
