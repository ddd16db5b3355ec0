#pragma once

#include "schema/base/result.hpp"
#include "terminal/app/window.hpp"

namespace qiantai::app {

struct GalleryOptions {
    WindowOptions window{};
    float scale = 0;  ///< 0: what the display suggests
};

/// The gallery in a window, until it is closed. The person's name switches the language, the lock
/// the theme.
Status run_gallery(const GalleryOptions& options);

/// Opens the window, draws, and prints what it cost: start-up stages, processor time per frame, and
/// idling.
Status measure_gallery(const GalleryOptions& options);

}  // namespace qiantai::app
