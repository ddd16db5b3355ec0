#pragma once

// What headquarters refused, and what can be done about it. A refused change blocks nothing; it
// stays on this list until it was sent again (corrected first, usually) or given up. Rights and the
// audit trail are the caller's. An erasure of what headquarters does not have is not on it: it is
// kept aside until the row comes.

#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/rejected_change.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_rejection_not_open{
    "rejection_not_open", Actor::clerk,
    "This refused record is not on the list any more; it was dealt with already.",
    "该被拒记录已处理，不在列表中。"};
inline constexpr ErrorKind k_rejected_row_gone{
    "rejected_row_gone", Actor::clerk,
    "The refused record is no longer here, so it can't be sent again.",
    "被拒的记录已不在本机，无法重发。"};

enum class RejectionFilter { open, all };
/// Oldest first.
Result<std::vector<RejectedChange>> list_rejections(sqlite::Database& database,
                                                    RejectionFilter filter, int limit);

/// Sends the refused change's row again as it is now: the whole row if headquarters has not got it
/// at all, else the refused columns, with new clocks, through the outbox. All open rejections of
/// the row are marked resent. One transaction. Returns the rejections closed.
Result<int> resend_row(sqlite::Database& database, const Manifest& manifest, Clock& clock,
                       std::int64_t seq);

/// Marks an open rejection as one that the store manager was asked to deal with; it stays open. The
/// remark says why, for the manager.
Status hand_over_rejection(sqlite::Database& database, std::int64_t seq, std::string_view remark);

/// Gives the refused change up. A row headquarters never had is removed here (links of a hash chain
/// stay); refused columns get headquarters' values back with the next session. One transaction.
/// Returns the rejections closed.
Result<int> discard_rejection(sqlite::Database& database, const Manifest& manifest,
                              std::int64_t seq, std::string_view reason);

/// Closes open rejections that a later, accepted change of the same columns has made void. Inside
/// the caller's transaction.
Status close_superseded_rejections(sqlite::Database& database);

}  // namespace qiantai::sync
