#pragma once

// Lists that are read page by page as they are scrolled: what a screen keeps of one, and how its
// flow reads it.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "schema/base/error.hpp"

namespace qiantai::ui {

/// What a list has so far. `Cursor` says where a page begins: whatever the service takes as "after
/// this one".
template <typename Row, typename Cursor>
struct PagedList {
    std::vector<Row> rows{};
    std::optional<Cursor> next{};  ///< where the next page begins; nothing: these are all
    bool loaded = false;           ///< `rows` are what the service has, be it nothing
    bool loading = false;
    /// Counts what was asked for; an answer to an older question is dropped.
    int query = 0;
    std::optional<Error> error{};

    bool has_more() const { return next.has_value(); }
    /// Another filter is another list: its rows begin at the top.
    void forget() {
        rows.clear();
        next.reset();
        loaded = false;
    }
};

}  // namespace qiantai::ui
