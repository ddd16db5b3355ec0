#include "terminal/desk/scene.hpp"

#include <algorithm>

namespace qiantai::ui {

const PersonLook& Looks::of(const std::string& staff_number) const {
    const auto found = own.find(staff_number);
    return found == own.end() ? usual : found->second;
}

void Scene::set_look(const PersonLook& look) {
    settings.language = look.language;
    settings.theme = look.theme;
    scale_percent = look.scale_percent;
    settings.scale = display_scale * static_cast<float>(scale_percent) / 100.0f;
}

const domain::StaffTile* Scene::find_colleague(std::string_view number) const {
    const auto found = std::ranges::find(colleagues, number, &domain::StaffTile::number);
    return found == colleagues.end() ? nullptr : &*found;
}

}  // namespace qiantai::ui
