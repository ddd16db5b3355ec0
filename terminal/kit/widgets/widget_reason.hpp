#pragma once

#include <optional>
#include <span>
#include <string>

#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {

/// Why something is done: one of the usual reasons, or own words.
struct Reason {
    std::string code{};  ///< of the usual one; k_own_reason: `own` says it; empty: not given yet
    std::string own{};

    bool given() const;
    /// As it is kept.
    std::string words(Language language, std::span<const Choice> usual) const;
};
inline constexpr std::string_view k_own_reason = "own reason";

/// What has to be said before anything is done for that reason; empty: it was.
Text reason_lacks(const Ui& ui, const Reason& reason);

struct ReasonAsked {
    std::span<const Choice> usual;
    Text error{};
    std::size_t characters_max = 200;
};
/// A touch for a usual reason; "other" opens a field. Cuts itself off `rest`; the reason as it is
/// now, if it changed.
std::optional<Reason> draw_reason(Ui& ui, Rect& rest, const Reason& reason,
                                  const ReasonAsked& asked);

}  // namespace qiantai::ui
