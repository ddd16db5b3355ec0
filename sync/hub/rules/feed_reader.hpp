#pragma once

#include <map>
#include <string>

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
/// view; header fields of the page are the caller's. Left out of rows: columns that stay in their
/// own store, wherever else a row is shown; contact columns, wherever headquarters' desks read but
/// in the scope of one desk. Scopes beyond k_feed_sections_max are left for the next page.
/// Refusals: k_not_permitted for a scope the device may not read, k_cursor_ahead.
Answer<std::vector<sync::FeedSection>> read_feed(HubReader& reader, const Manifest& manifest,
                                                 const Device& device, const Cursors& cursors);

}  // namespace qiantai::hub
