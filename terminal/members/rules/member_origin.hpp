#pragma once

// What an earlier system knew of a member: the number there, and what was spent there in all. It is
// shown as that system's word and never counted as receipts.

#include "schema/base/described.hpp"
#include "terminal/base/service_context.hpp"

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

/// Writes it with an id of its own, which it gets from store, source and number: numbers of earlier
/// systems repeat from store to store. Inside a transaction.
Status insert_origin(ServiceContext& context, MemberOrigin origin);

/// Who had this number in the earlier system of this store: the record that stands, if the person
/// was not erased.
Result<std::optional<Uuid>> find_by_origin(ServiceContext& context, const std::string& source,
                                           const std::string& number);

/// Of all records of the person, the newest last.
Result<std::vector<MemberOrigin>> load_origins(sqlite::Database& database, const Uuid& standing);

}  // namespace qiantai::domain
