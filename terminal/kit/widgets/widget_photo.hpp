#pragma once

#include <memory>
#include <string_view>

#include "terminal/kit/core/picture.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

enum class PhotoFit : std::uint8_t {
    whole,  ///< all of it, in the middle
    fill,   ///< all of the rectangle; what is beyond its edges is cut
};

/// A photo made as large as the rectangle. Like draw_picture() it has a texture of its own, which goes
/// when it is no longer drawn. `label` names it for everyone who cannot see it. A photo that can be
/// pressed is a tile: rounded, with a border.
void draw_photo(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                const std::shared_ptr<const Picture>& picture, PhotoFit fit);
/// True when pressed.
bool draw_photo_tile(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                     const std::shared_ptr<const Picture>& picture);
/// The same where there is no photo to show: what stands there, and a word below it.
bool draw_icon_photo_tile(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                          Icon icon, const Text& word);

}  // namespace qiantai::ui
