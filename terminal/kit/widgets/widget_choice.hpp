#pragma once

#include <optional>
#include <span>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

/// Two to five alternatives side by side. Returns the one pressed, by place. `names`: under which
/// each is found again, whatever its place; without them "option 0" and so on.
std::optional<int> draw_segmented(Ui& ui, const Rect& rect, std::string_view name,
                                  std::span<const Text> options, std::optional<int> selected,
                                  std::span<const std::string_view> names = {});

struct Choice {
    std::string_view value;  ///< a code
    TextKey words;
};
/// One of several words, in as many lines as they need. Cuts itself off `rest`.
std::optional<std::string_view> draw_choices(Ui& ui, Rect& rest, std::string_view name,
                                             std::span<const Choice> choices,
                                             std::string_view chosen);

/// The same of words that have no key: subjects, departments, names. Returns the place of the one
/// pressed.
std::optional<std::size_t> draw_choices(Ui& ui, Rect& rest, std::string_view name,
                                        std::span<const Text> choices,
                                        std::optional<std::size_t> chosen);
/// Pages of one thing; a line under the open one. Returns the one pressed.
std::optional<int> draw_tabs(Ui& ui, const Rect& rect, std::string_view name,
                             std::span<const Text> labels, int selected);

/// Something that is on or off at once. True when pressed; the caller turns it.
bool draw_switch(Ui& ui, const Rect& rect, std::string_view name, const Text& label, bool on,
                 bool enabled = true);

/// Something to agree to; the words may take several lines. Cuts itself off `rest`; true when
/// pressed.
struct Checkbox {
    Text label;
    bool checked = false;
    bool required = false;  ///< as an item of its form, see FormStop
    bool wrong = false;
};
bool draw_checkbox(Ui& ui, Rect& rest, std::string_view name, const Checkbox& box);

/// A small whole number with minus and plus. Returns the new value; holding a button goes on
/// counting.
struct Stepper {
    int value = 0;
    int least = 0;
    int most = 999;
};
std::optional<int> draw_stepper(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                                const Stepper& stepper);

}  // namespace qiantai::ui
