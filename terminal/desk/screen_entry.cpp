#include "terminal/desk/screen_entry.hpp"

#include <algorithm>

namespace qiantai::app {

const ScreenEntry& Screens::at(ui::ScreenId id) const {
    const auto found = std::ranges::find(entries, id, &ScreenEntry::id);
    QIANTAI_ASSERT(found != entries.end());
    return *found;
}

const ScreenEntry* Screens::find_unfinished(std::string_view kind) const {
    const auto found = std::ranges::find_if(entries, [&](const ScreenEntry& entry) {
        return entry.unfinished && entry.unfinished->kind == kind;
    });
    return found == entries.end() ? nullptr : &*found;
}

ui::ScreenId Screens::way_of(ui::ScreenId id) const {
    const auto& entry = at(id);
    return entry.below.is_none() ? entry.id : entry.below;
}

}  // namespace qiantai::app
