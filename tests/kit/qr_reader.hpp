#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "terminal/kit/widgets/widget_qr.hpp"

namespace qiantai::ui {

/// Reads a QR code of version 1 to 3 as a scanner does, but for mending errors: the mask out of the
/// format, the bits in their order, a text in bytes. Empty if it is none.
class QrReader {
  public:
    explicit QrReader(const QrCode& code) : m_code(code), m_side(code.side) {}

    std::string read() {
        const int version = (m_side - 17) / 4;
        if (version < 1 || version > 3) return {};
        m_mask = mask();
        walk();
        constexpr unsigned k_bytes_mode = 4;
        if (take(4) != k_bytes_mode) return {};
        std::string text(take(8), ' ');
        for (auto& character : text) character = static_cast<char>(take(8));
        return text;
    }

  private:
    unsigned mask() const {
        // Of the format's fifteen bits, from the left: two for the level of error correction, then
        // the mask.
        unsigned bits = 0;
        for (int x = 2; x <= 4; ++x) bits = bits << 1U | (m_code.at(x, 8) ? 1U : 0U);
        constexpr unsigned k_format_mask = 0b10'101'0000010010;
        return bits ^ (k_format_mask >> 10U & 7U);
    }
    bool is_masked(int x, int y) const {
        switch (m_mask) {
            case 0:
                return (x + y) % 2 == 0;
            case 1:
                return y % 2 == 0;
            case 2:
                return x % 3 == 0;
            case 3:
                return (x + y) % 3 == 0;
            case 4:
                return (y / 2 + x / 3) % 2 == 0;
            case 5:
                return x * y % 2 + x * y % 3 == 0;
            case 6:
                return (x * y % 2 + x * y % 3) % 2 == 0;
            default:
                return ((x + y) % 2 + x * y % 3) % 2 == 0;
        }
    }
    bool is_data(int x, int y) const {
        const bool finder =
            (x <= 8 && y <= 8) || (x >= m_side - 8 && y <= 8) || (x <= 8 && y >= m_side - 8);
        const int middle = m_side - 7;
        const bool alignment =
            m_side > 21 && std::abs(x - middle) <= 2 && std::abs(y - middle) <= 2;
        return !finder && !alignment && x != 6 && y != 6;
    }
    // Two columns at a time from the right, up and down in turn.
    void walk() {
        bool up = true;
        for (int right = m_side - 1; right > 0; right -= 2, up = !up) {
            if (right == 6) --right;
            for (int i = 0; i < m_side; ++i) {
                const int y = up ? m_side - 1 - i : i;
                for (const int x : {right, right - 1}) {
                    if (is_data(x, y)) m_bits.push_back(m_code.at(x, y) != is_masked(x, y));
                }
            }
        }
    }
    unsigned take(std::size_t count) {
        unsigned value = 0;
        for (; count > 0 && m_next < m_bits.size(); --count) {
            value = value << 1U | (m_bits[m_next++] ? 1U : 0U);
        }
        return value;
    }

    const QrCode& m_code;
    int m_side;
    unsigned m_mask = 0;
    std::vector<bool> m_bits;
    std::size_t m_next = 0;
};

}  // namespace qiantai::ui
