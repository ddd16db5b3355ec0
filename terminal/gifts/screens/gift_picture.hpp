#pragma once

// What a gift looks like: its photo, or a sign in its place.

#include <map>
#include <memory>
#include <string>

#include "terminal/kit/core/picture.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// Photos by their names (Gift::picture), those that are on this terminal.
using GiftPictures = std::map<std::string, std::shared_ptr<const Picture>, std::less<>>;

/// A tile as large as the rectangle; `name` is that of the photo, empty where the gift has none.
void draw_gift_picture(Ui& ui, const Rect& rect, const Text& gift, const GiftPictures& pictures,
                       std::string_view name);

}  // namespace qiantai::ui
