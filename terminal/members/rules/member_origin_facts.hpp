#pragma once

// What an earlier system knew of a member: plain values.

#include <optional>
#include <string>

#include "schema/base/clock.hpp"
#include "schema/base/date.hpp"
#include "schema/base/described.hpp"
#include "schema/base/fen.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::domain {

/// A row of entity member_origin.
struct MemberOrigin {
    Uuid id{};
    std::string store_code{};
    Uuid member_id{};
    std::string source{};
    std::string number{};  ///< empty = the system gave none
    std::optional<Fen> spent{};
    std::optional<std::int64_t> visits{};
    Date as_of{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(MemberOrigin, "member_origin", id, store_code, member_id, source, number, spent,
                 visits, as_of, created_by, created_at)

}  // namespace qiantai::domain
