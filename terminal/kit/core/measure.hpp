#pragma once

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

// How high something is, only the function that draws it knows. Such a function takes what is left
// of a place as `Rect& rest` and cuts off what it took; what follows is drawn into the rest. Where
// a height is needed before (a panel in the middle of the screen, two columns of one height), the
// same function is run once to be measured and once to be seen.

/// While it lives, drawing only lays out: nothing is painted, can be touched or gets the focus, the
/// observer hears of nothing and the kit remembers nothing.
class Measuring {
  public:
    explicit Measuring(Ui& ui);
    ~Measuring() { --m_ui.m_measuring; }
    Measuring(const Measuring&) = delete;
    Measuring& operator=(const Measuring&) = delete;

  private:
    Ui& m_ui;
};

/// How much of a place so wide `draw(rest)` cuts off where nothing limits it below. What `draw`
/// does beside drawing (asking ImGui for keys, say) it does twice; an answer that a widget gives
/// while it is measured says that nothing happened.
template <typename Draw>
float measured_height(Ui& ui, float width, Draw&& draw) {
    const Measuring measuring(ui);
    auto rest = Rect::sized(0, 0, width, k_endless);
    draw(rest);
    return rest.top;
}

/// The place of what is said late, or not at all: as high as the highest of what may stand there, so
/// that nothing below it moves under a finger. Each `draw(rest)` is one that may.
template <typename... Draws>
Rect cut_reserved(Ui& ui, Rect& rest, Draws&&... draws) {
    return rest.cut_top(std::max({measured_height(ui, rest.width(), draws)...}));
}

/// While it lives, things are drawn above a ground that comes last, because only then it is known
/// how high it is: call begin(), then draw it.
class LateGround {
  public:
    explicit LateGround(Ui& ui) : m_canvas(ui.canvas()) {
        m_layers.Split(&m_canvas, 2);
        m_layers.SetCurrentChannel(&m_canvas, 1);
    }
    ~LateGround() { m_layers.Merge(&m_canvas); }
    LateGround(const LateGround&) = delete;
    LateGround& operator=(const LateGround&) = delete;

    void begin() { m_layers.SetCurrentChannel(&m_canvas, 0); }

  private:
    ImDrawList& m_canvas;
    ImDrawListSplitter m_layers;
};

}  // namespace qiantai::ui
