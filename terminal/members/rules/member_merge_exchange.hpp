#pragma once

#include "terminal/members/rules/member_merge.hpp"

namespace qiantai::domain {

/// Which columns a merge exchanged, as member.merge_exchange keeps it.
struct MergeExchange {
    std::vector<std::string> fields{};
    TimeMs at = 0;
};

/// Of a merged record; no fields if nothing was exchanged.
Result<MergeExchange> load_exchange(sqlite::Database& database, const Uuid& loser);
/// Writes what was exchanged, or with no fields that nothing is.
Status save_exchange(sqlite::Database& database, const Uuid& loser, const MergeExchange& exchange);
/// Gives each of the two the other's values of these columns. Inside a transaction.
Status exchange_fields(sqlite::Database& database, const Uuid& one, const Uuid& other,
                       std::span<const std::string> fields);
/// k_merge_undo_order if values that came here with this merge were exchanged once more by a later
/// one.
Status check_undo_order(sqlite::Database& database, const Uuid& winner,
                        const MergeExchange& exchange);

}  // namespace qiantai::domain
