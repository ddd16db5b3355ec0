#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schema/manifest/manifest.hpp"
#include "sync/core/row_state.hpp"

struct sqlite3_value;

namespace qiantai::store {

/// A value that must not get into the outbox, because headquarters could not take it.
inline constexpr ErrorKind k_not_capturable{"not_capturable", Actor::administrator,
                                            "The record holds a value that can't be sent.",
                                            "记录中含有无法上传的内容。"};

/// The outbox's `columns` of an insert: JSON of all columns that are not null. `values` in the
/// manifest's order.
Result<std::string> captured_insert(const Entity& entity, std::span<sqlite3_value* const> values);

/// What an update amounts to.
struct CapturedUpdate {
    std::string columns;        ///< JSON of the columns that really changed
    std::string seen;           ///< JSON of their clocks before
    std::string column_clocks;  ///< the row's new column_clocks
    sync::Hlc hlc;
};
/// `values` in the manifest's order, old and new in turn. k_not_capturable also if the update would
/// fill a personal column of an erased row.
Result<CapturedUpdate> captured_update(const Entity& entity, const sync::Clocks& before,
                                       sync::Hlc hlc, std::span<sqlite3_value* const> values);

}  // namespace qiantai::store
