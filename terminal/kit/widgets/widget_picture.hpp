#pragma once

#include <memory>
#include <string_view>

#include "terminal/kit/core/picture.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// A large picture, such as a page, at its own size from the rectangle's left and top edge; what is
/// larger than the rectangle is cut. It has a texture of its own, which goes when it is no longer
/// drawn. `label` names it for everyone who cannot see it.
void draw_picture(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                  const std::shared_ptr<const Picture>& picture);

}  // namespace qiantai::ui
