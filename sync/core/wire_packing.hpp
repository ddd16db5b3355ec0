#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/uuid.hpp"
#include "sync/core/hlc.hpp"

namespace qiantai::sync {

/// How a column's values are written in lines. Chosen by looking at the values alone, so that
/// columns which this program does not know shrink as well. Times, ids and dates are written
/// relative to the line's clock, because rows are mostly about the moment in which they are
/// written.
enum class Packing {
    plain,  ///< as it is
    time,   ///< an integer as the difference to the clock's milliseconds
    date,   ///< a date YYYY-MM-DD as the number of days since the clock's day (UTC); other texts as
            ///< they are
    id,     ///< an id as pack_id writes it
};
std::string_view packing_name(Packing packing);
std::optional<Packing> parse_packing(std::string_view name);

/// True if the value, which is not null, can be written so.
bool fits(Packing packing, const boost::json::value& value, Hlc clock);
/// `value` is not null and fits, or is a text and the packing is date.
void append_packed(std::string& out, Packing packing, const boost::json::value& value, Hlc clock);
/// The value again. False if `packed` can't be the result of that packing. `packed` is not null.
bool unpack(Packing packing, const boost::json::value& packed, Hlc clock, boost::json::value& into);

/// An id as text: of version 7 its 74 random bits in 13 letters of base64url, then, unless 0, the
/// difference of its time to the clock's in milliseconds; if that is over 7 digits, or for any
/// other id, its 16 bytes in 22 letters.
void append_id(std::string& out, const Uuid& id, Hlc clock);
std::optional<Uuid> unpack_id(std::string_view packed, Hlc clock);

}  // namespace qiantai::sync
