#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "schema/base/uuid.hpp"
#include "sync/core/hlc.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_clocks_malformed{"clocks_malformed", Actor::administrator,
                                              "A record's clocks are malformed.",
                                              "记录的时钟信息格式不对。"};

/// When each column of a row was last written. Canonical: `later` holds only columns whose clock
/// differs from `base` (and, out of merge_states, columns emptied at that very clock).
struct Clocks {
    Hlc base;  ///< creation of the row; 0 = a partial state, see merge.hpp
    std::map<std::string, Hlc, std::less<>> later;  ///< columns written after it
    Hlc erased;                                     ///< when the person was erased; 0 = not

    Hlc of(std::string_view column) const;
    /// The greatest of them that is below `bound`; 0 if none is.
    Hlc greatest(Hlc bound = Hlc(INT64_MAX)) const;
    /// Drops entries equal to base.
    void normalize();
    bool operator==(const Clocks&) const = default;

    /// The text of column_clocks: {"column": hlc, ..., "!": erased}; empty string if there is
    /// nothing to say (stored as NULL).
    std::string later_text() const;
    static Result<Clocks> parse(Hlc base, std::string_view later_text);
};

/// Newest known state of one row, as hub and terminals exchange it. Columns hold JSON values by the
/// manifest's types, and also columns this program version does not know. Absent means null.
struct RowState {
    std::string entity;
    Uuid id;
    boost::json::object columns;
    Clocks clocks;
};

}  // namespace qiantai::sync
