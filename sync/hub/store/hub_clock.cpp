#include "sync/hub/store/hub_clock.hpp"

#include <charconv>

namespace qiantai::hub {

Result<sync::Hlc> next_hub_hlc(HubWriter& writer, TimeMs now, sync::Hlc after) {
    QIANTAI_TRY(const auto stored, writer.load_fact(fact::k_hub_hlc));
    std::int64_t raw = 0;
    if (stored) std::from_chars(stored->data(), stored->data() + stored->size(), raw);
    const sync::Hlc next = std::max(sync::Hlc(raw), after).next(now);
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_hub_hlc, std::to_string(next.raw())));
    return next;
}

sync::Hlc greatest_hlc(const sync::RowState& state) {
    sync::Hlc greatest = std::max(state.clocks.base, state.clocks.erased);
    for (const auto& [column, hlc] : state.clocks.later) greatest = std::max(greatest, hlc);
    return greatest;
}

}  // namespace qiantai::hub
