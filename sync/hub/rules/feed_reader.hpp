#pragma once

#include <map>
#include <string>
#include <variant>

#include "schema/manifest/manifest.hpp"
#include "sync/core/change.hpp"
#include "sync/hub/rules/hub_reply.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// Scopes in the order they were asked for, with the version each was read to.
using Cursors = std::vector<std::pair<std::string, std::int64_t>>;

/// "chain:12,store/S001:0", percent-encoded or not. Nothing if it is malformed or names a scope
/// twice.
std::optional<Cursors> parse_cursors(std::string_view text);

/// The next rows of these scopes, until the limits of tuning.hpp are reached, as one consistent
/// view; columns that stay in their own store are left out of headquarters' scopes. header fields
/// of the page are the caller's. Refusals: k_not_permitted for a scope the store may not read,
/// k_cursor_ahead.
Result<std::variant<std::vector<sync::FeedSection>, Refusal>> read_feed(HubReader& reader,
                                                                        const Manifest& manifest,
                                                                        std::string_view store_code,
                                                                        const Cursors& cursors);

}  // namespace qiantai::hub
