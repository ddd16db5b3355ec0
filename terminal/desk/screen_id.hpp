#pragma once

#include <string_view>

namespace qiantai::ui {

/// Names a screen; each screen's header declares its own. The name is a literal, unique in the list
/// of screens.
struct ScreenId {
    std::string_view name{};

    bool is_none() const { return name.empty(); }
    bool operator==(const ScreenId&) const = default;
};

}  // namespace qiantai::ui
