#include "sync/hub/store/feed_places.hpp"

namespace qiantai::hub {

std::string places_text(std::span<const FeedPlace> places) {
    std::string text;
    for (const auto& place : places) {
        if (!text.empty()) text += ',';
        if (place.gone) text += '-';
        text += place.scope;
        text += ':';
        text += std::to_string(place.version);
    }
    return text;
}

std::vector<FeedPlace> parse_places(std::string_view text) {
    std::vector<FeedPlace> places;
    while (!text.empty()) {
        const auto comma = text.find(',');
        std::string_view one = text.substr(0, comma);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
        FeedPlace place;
        place.gone = one.starts_with('-');
        if (place.gone) one.remove_prefix(1);
        const auto colon = one.rfind(':');
        if (colon == std::string_view::npos) continue;
        place.scope = one.substr(0, colon);
        for (const char digit : one.substr(colon + 1))
            place.version = place.version * 10 + (digit - '0');
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace qiantai::hub
