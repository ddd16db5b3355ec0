#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "terminal/kit/core/key_event.hpp"

namespace qiantai::ui {

/// Keys that wrote one after the other, and how. Pure: what it says depends on the times at which
/// the keys moved and on nothing else.
struct KeyRun {
    struct Stroke {
        TimeMs at_ms;
        char32_t text;
        char position;
        int scancode;
        std::optional<TimeMs> held_ms{};  ///< nothing while it is down
    };
    std::vector<Stroke> strokes{};
    /// There was something in it that no scanner does: a key held down, another key in between.
    bool by_hand = false;
};

enum class Typist : std::uint8_t {
    person,
    scanner,
    unclear,  ///< may be a code whose beginning or middle got lost
};

/// Who typed a run that a key ended `end_gap_ms` after its last character. Where a person can type
/// something, only what no person does is a scanner's; where nobody takes characters it is enough
/// that there was no pause.
Typist typist_of(const KeyRun& run, TimeMs end_gap_ms, KeySink sink);

/// Long and fast enough that only a scanner can have done it, before any key has ended it.
bool is_surely_scanned(const KeyRun& run);

/// What was read: as the layout has it, or by the places of the keys on a US keyboard, for which
/// scanners are made, if this layout makes something else of them. `prefix` and an AIM identifier
/// (]C1) before the code are taken off. Empty: it can't be told.
std::string code_of(const KeyRun& run, const std::string& prefix);
/// All of it, as good as it can be shown.
std::string shown_text_of(const KeyRun& run);

/// A card's number has at least so many characters.
inline constexpr std::size_t k_code_min = 4;
/// The longest QR code that is typed; anything longer is a text.
inline constexpr std::size_t k_code_max = 256;
/// Between two characters of a scanner on a cable, which needs 1 to 20. No person is faster twice.
inline constexpr TimeMs k_fast_gap_ms = 35;
/// The slowest wireless scanners need 150 and a little, and their radio may be late once.
inline constexpr TimeMs k_slow_gap_ms = 160, k_late_gap_ms = 250;
/// What comes after a longer silence has nothing to do with what was before.
inline constexpr TimeMs k_silence_ms = 1000;

}  // namespace qiantai::ui
