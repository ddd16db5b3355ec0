#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace qiantai::ui {

/// Tells a barcode scanner from a person. A scanner is a keyboard that types a whole code within a
/// few hundredths of a second and ends it with Enter; so characters are held back until the next
/// one shows who is typing. Pure: times are seconds of any steady clock and come with the events.
class ScannerFilter {
  public:
    struct Typed {
        char32_t character;
    };
    struct Enter {};
    struct Scanned {
        std::string code;
    };
    using Event = std::variant<Typed, Enter, Scanned>;

    std::vector<Event> on_character(char32_t character, double now_s);
    std::vector<Event> on_enter(double now_s);
    /// Lets go what is held back longer than a scanner would wait.
    std::vector<Event> on_time(double now_s);
    /// When on_time has something to do, if anything is held back.
    std::optional<double> deadline_s() const;

  private:
    std::vector<Event> release();

    std::string m_held;
    double m_last_s = 0;
};

/// Slower than this between two characters is a person. Scanners over USB need 1 to 20 ms.
inline constexpr double k_scanner_gap_s = 0.035;
/// A code has at least so many characters; a person's shortcut that happens to be fast has fewer.
inline constexpr std::size_t k_scanner_code_min = 6;

}  // namespace qiantai::ui
