#include "terminal/desk/scene.hpp"

#include <algorithm>

namespace qiantai::ui {

const domain::StaffTile* Scene::find_colleague(std::string_view number) const {
    const auto found = std::ranges::find(colleagues, number, &domain::StaffTile::number);
    return found == colleagues.end() ? nullptr : &*found;
}

}  // namespace qiantai::ui
