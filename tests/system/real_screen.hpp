#pragma once

#include <xcb/xcb.h>

#include <memory>
#include <string>

#include "terminal/kit/headless/software_renderer.hpp"

namespace qiantai::test {

/// The finger and the eyes in front of a display: touches come in as from a real pointing device
/// (the X server's own test extension), pictures are what the screen shows.
class RealScreen {
  public:
    explicit RealScreen(const std::string& display);

    void touch(ImVec2 point);
    ui::Picture picture() const;
    /// Between two looks at what is waited for: at once if the server has gone.
    void wait_a_moment() const;

  private:
    std::unique_ptr<xcb_connection_t, void (*)(xcb_connection_t*)> m_connection;
    const xcb_screen_t* m_screen;
};

}  // namespace qiantai::test
