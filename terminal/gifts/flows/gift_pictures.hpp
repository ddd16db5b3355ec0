#pragma once

#include <set>
#include <string>

#include "terminal/desk/flow.hpp"
#include "terminal/gifts/screens/gift_picture.hpp"

namespace qiantai::app {

/// Reads those of the photos that `pictures` has not; what is not on this terminal is fetched with
/// the next connection, and looked for again when the screen is opened the next time.
void load_gift_pictures(Flow& flow, const std::set<std::string>& names,
                        ui::GiftPictures& (*pictures)(Flow&));

}  // namespace qiantai::app
