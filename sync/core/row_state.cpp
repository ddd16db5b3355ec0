#include "sync/core/row_state.hpp"

#include "schema/base/json_values.hpp"
#include "sync/core/json_text.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_erased_key = "!";

}  // namespace

Hlc Clocks::of(std::string_view column) const {
    const auto found = later.find(column);
    return found == later.end() ? base : found->second;
}

Hlc Clocks::greatest(Hlc bound) const {
    Hlc greatest;
    const auto take = [&](Hlc clock) {
        if (clock < bound) greatest = std::max(greatest, clock);
    };
    take(base);
    take(erased);
    for (const auto& [column, clock] : later) take(clock);
    return greatest;
}

void Clocks::normalize() {
    std::erase_if(later, [this](const auto& entry) { return entry.second == base; });
}

std::string Clocks::later_text() const {
    if (later.empty() && erased == Hlc()) return {};
    std::string out = "{";
    const auto append = [&out](std::string_view name, Hlc clock) {
        if (out.size() > 1) out += ',';
        append_string(out, name);
        out += ':';
        append_integer(out, clock.raw());
    };
    for (const auto& [name, clock] : later) append(name, clock);
    if (erased != Hlc()) append(k_erased_key, erased);
    out += '}';
    return out;
}

Result<Clocks> Clocks::parse(Hlc base, std::string_view later_text) {
    Clocks clocks{.base = base, .later = {}, .erased = {}};
    if (later_text.empty()) return clocks;
    const auto parsed = parse_json_object(later_text);
    if (!parsed) return make_error(k_clocks_malformed);
    for (const auto& entry : *parsed) {
        if (!entry.value().is_int64() || entry.value().get_int64() <= 0) {
            return make_error(k_clocks_malformed, "of " + std::string(entry.key()));
        }
        const Hlc clock(entry.value().get_int64());
        if (entry.key() == k_erased_key) {
            clocks.erased = clock;
        } else {
            clocks.later.emplace(entry.key(), clock);
        }
    }
    return clocks;
}

}  // namespace qiantai::sync
