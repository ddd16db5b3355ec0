#include "sync/client/stored_state.hpp"

namespace qiantai::sync {

Result<std::optional<RowState>> load_row_state(sqlite::RowTable& table, const Uuid& id) {
    QIANTAI_TRY(auto stored, table.load(id));
    if (!stored) return std::optional<RowState>();
    QIANTAI_TRY(auto clocks, Clocks::parse(Hlc(stored->row_hlc), stored->column_clocks));
    return std::optional<RowState>(RowState{std::string(table.entity().name), id,
                                            std::move(stored->columns), std::move(clocks)});
}

Status save_row_state(sqlite::RowTable& table, const RowState& state) {
    return table.save(state.id, state.columns, state.clocks.base.raw(), state.clocks.later_text());
}

}  // namespace qiantai::sync
