#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/base/signature.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What a finger, pen or mouse did on a pad since the last frame.
struct InkChange {
    enum class Action : std::uint8_t { start_stroke, add_point, clear };
    Action action;
    StrokePoint point{};
};

/// The strokes inside of the pad, which takes more of them; pressure is ignored. The ground is the
/// caller's.
struct InkPad {
    std::optional<InkChange> change{};
    bool held = false;  ///< a finger is on it: the last stroke goes on
};
InkPad draw_ink_pad(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                    const std::vector<Stroke>& strokes);
/// Keeps no more strokes and points than a signature can have.
void apply_ink(std::vector<Stroke>& strokes, const InkChange& change);

/// The smallest rectangle that holds all points; nothing if there is none.
std::optional<Rect> ink_bounds(const std::vector<Stroke>& strokes);
/// Strokes with `unit` pixels for 1/10000, from `origin`, `pen` pixels thick.
void draw_ink(const Ui& ui, ImVec2 origin, float unit, float pen,
              const std::vector<Stroke>& strokes);

}  // namespace qiantai::ui
