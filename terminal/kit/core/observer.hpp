#pragma once

#include <imgui.h>

#include <string>

#include "terminal/kit/core/geometry.hpp"

namespace qiantai::ui {

enum class ItemKind : std::uint8_t { button, field, key, surface };

/// Something that can be touched, as it was drawn.
struct SeenItem {
    ImGuiID id;
    std::string name;   ///< what the code calls it; the same in every language
    std::string label;  ///< what a person reads
    Rect target;        ///< where a touch counts
    Rect clip;          ///< what can be seen there
    ItemKind kind;
    bool enabled;
    bool scrolls;    ///< part of a scrolling area, so it may lie partly out of sight
    bool reachable;  ///< false under a dialog
};

/// A piece of text, as it was drawn.
struct SeenText {
    std::string text;
    Rect needed;   ///< what the whole text takes
    Rect allowed;  ///< where it was to stand
    Rect clip;
    bool words;      ///< ours, not data
    bool shortened;  ///< an ellipsis was drawn
    bool scrolls;
};

/// Told about everything that is drawn. The harness finds targets by their label with it and proves
/// that they are large enough and that no text is cut; the program runs without one.
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void on_frame_begin() = 0;
    virtual void on_item(const SeenItem& item) = 0;
    virtual void on_text(const SeenText& text) = 0;
};

}  // namespace qiantai::ui
