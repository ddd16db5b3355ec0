#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

enum class PadKey : std::uint8_t {
    d0,
    d1,
    d2,
    d3,
    d4,
    d5,
    d6,
    d7,
    d8,
    d9,
    erase,
    clear,
    confirm,
    point
};

/// Digits in the order of a telephone (PINs) or a calculator (quantities). Physical digit keys,
/// Backspace and Enter work too while it is reachable and no field has the focus.
enum class PadOrder : std::uint8_t { telephone, calculator };
struct NumberPad {
    PadOrder order = PadOrder::calculator;
    bool confirm = true;  ///< shows a filled key to finish with
    Text lacks{};         ///< what has to be entered before it can be; empty: enough was
    /// Of amounts, which are an item of a form: a key for the point in place of `confirm`.
    bool point = false;
    bool filled = false;
    bool wrong = false;
};
/// The keys pressed, in order.
std::vector<PadKey> draw_number_pad(Ui& ui, const Rect& rect, std::string_view name,
                                    const NumberPad& pad);

/// `value` after the key, kept below 10 to the `digits_max`.
std::string apply_pad_key(std::string value, PadKey key, std::size_t digits_max);

/// The same of yuan as they are typed, with a point and two digits after it at most.
std::string apply_amount_key(std::string value, PadKey key);

/// One dot for each digit, filled as far as they are entered.
void draw_pin_dots(Ui& ui, const Rect& rect, std::size_t entered, std::size_t length, bool wrong);

}  // namespace qiantai::ui
