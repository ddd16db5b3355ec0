#pragma once

#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// The text of row.feed_places: "store/S001:12,hq/03:40,-store/S002:7", '-' = gone.
std::string places_text(std::span<const FeedPlace> places);
std::vector<FeedPlace> parse_places(std::string_view text);

}  // namespace qiantai::hub
