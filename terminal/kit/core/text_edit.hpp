#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qiantai::ui {

enum class Direction : std::uint8_t { back, forward };
enum class Selecting : std::uint8_t { no, yes };

/// Where the caret stands in a text and what is selected: byte offsets, always between two
/// characters.
struct Caret {
    std::size_t at = 0;
    std::size_t anchor =
        0;  ///< the other end of the selection; equal to `at` if nothing is selected

    bool has_selection() const { return at != anchor; }
    std::size_t first() const { return at < anchor ? at : anchor; }
    std::size_t last() const { return at < anchor ? anchor : at; }
    bool operator==(const Caret&) const = default;
};

/// The caret after the value was changed from outside: moved to the nearest place between two
/// characters.
Caret clamp(Caret caret, std::string_view text);
std::size_t previous_character(std::string_view text, std::size_t at);
std::size_t next_character(std::string_view text, std::size_t at);

/// One edit of a text under a caret. Pure: what is typed, pasted or chosen goes through here,
/// whatever the device.
struct TextEdit {
    std::string text;
    Caret caret;

    /// Puts `typed` in place of the selection, as far as `characters_max` allows; line breaks
    /// become spaces unless `lines` says the field has several. True if something changed.
    bool insert(std::string_view typed, std::size_t characters_max, bool lines);
    /// Removes the selection, or one character in the direction.
    bool erase(Direction direction);
    void move(Direction direction, Selecting selecting);
    void move_to(std::size_t at, Selecting selecting);
    void select_all();
    std::string_view selected() const;
};

}  // namespace qiantai::ui
