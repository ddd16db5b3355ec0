#pragma once

#include <optional>

#include "schema/base/error.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

enum class ListPresence : std::uint8_t {
    there,   ///< nothing was drawn: the list has to be
    absent,  ///< said that it could not be loaded, or is being loaded
    retry,   ///< absent, and a person asks for it again
};
ListPresence draw_list_absence(Ui& ui, const Rect& rect, const std::optional<Error>& error,
                               bool loaded);

/// The card around a work list, with how many there are and how many of them wait. Returns where
/// the rows stand.
Rect draw_list_frame(Ui& ui, const Rect& rect, const Text& title, const Text& waiting, Tone tone);

}  // namespace qiantai::ui
