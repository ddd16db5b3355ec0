#include "terminal/kit/core/text_box_lines.hpp"

#include <algorithm>
#include <cmath>

namespace qiantai::ui {
namespace {

// Chinese mobile numbers are read as 3, 4 and 4 digits.
bool ends_phone_group(std::size_t offset) {
    return offset == 3 || offset == 7;
}

// A mobile number reads in groups also where anything may be typed; other numbers are shown as they
// are typed.
FieldKind shown_as(FieldKind kind, std::string_view shown) {
    constexpr std::size_t k_surely_phone = 8, k_phone = 11;
    const bool digits = std::ranges::all_of(shown, [](char c) { return c >= '0' && c <= '9'; });
    const bool phone = digits && shown.starts_with('1') && shown.size() <= k_phone;
    if (kind == FieldKind::phone) return phone ? kind : FieldKind::text;
    const bool surely = phone && shown.size() >= k_surely_phone;
    return kind == FieldKind::name && surely ? FieldKind::phone : kind;
}

}  // namespace

TextBoxLines::TextBoxLines(const Ui& ui, const std::string& shown, TextStyle style, FieldKind kind,
                           float width)
    : m_ui(ui),
      m_shown(shown),
      m_style(style),
      m_kind(shown_as(kind, shown)),
      m_line_height(ui::line_height(ui, style)) {
    if (kind == FieldKind::code) {
        constexpr auto k_cells = static_cast<float>(k_code_group * k_code_groups) +
                                 k_code_gap * static_cast<float>(k_code_groups - 1);
        m_cell_width = width / k_cells;
    }
    if (kind != FieldKind::lines) {
        m_lines.push_back({0, shown.size()});
        return;
    }
    for (const auto line : wrapped_lines(ui, shown, style, width)) {
        const auto start = static_cast<std::size_t>(line.data() - shown.data());
        m_lines.push_back({start, start + line.size()});
    }
}

std::size_t TextBoxLines::line_of(std::size_t offset) const {
    std::size_t line = 0;
    while (line + 1 < m_lines.size() && m_lines[line + 1].start <= offset) ++line;
    return line;
}

float TextBoxLines::x_of(std::size_t line, std::size_t offset) const {
    const auto start = m_lines[line].start;
    const auto end = std::min(offset, m_lines[line].end);
    if (m_kind == FieldKind::code) {
        // At the end of the last group the caret stays in it.
        const auto group = std::min(end / k_code_group, k_code_groups - 1);
        return (static_cast<float>(end) + k_code_gap * static_cast<float>(group)) * m_cell_width;
    }
    auto x = text_width(m_ui, std::string_view(m_shown).substr(start, end - start), m_style);
    if (m_kind == FieldKind::phone) {
        const auto gap = m_ui.px(8);
        for (auto at = start + 1; at <= end; ++at) {
            if (ends_phone_group(at) && at < m_shown.size()) x += gap;
        }
    }
    return x;
}

std::size_t TextBoxLines::offset_in_line(std::size_t line, float x) const {
    auto best = m_lines[line].start;
    for (auto at = best;; at = next_character(m_shown, at)) {
        if (std::abs(x_of(line, at) - x) < std::abs(x_of(line, best) - x)) best = at;
        if (at >= m_lines[line].end) return best;
    }
}

std::size_t TextBoxLines::offset_at(float x, float y) const {
    const auto row = std::clamp(y / m_line_height, 0.0f, static_cast<float>(m_lines.size() - 1));
    return offset_in_line(static_cast<std::size_t>(row), x);
}

std::vector<TextBoxLines::Line> TextBoxLines::pieces(std::size_t line) const {
    std::vector<Line> pieces;
    if (m_kind == FieldKind::code) {
        for (std::size_t at = 0; at < m_shown.size(); ++at) pieces.push_back({at, at + 1});
        return pieces;
    }
    if (m_kind != FieldKind::phone) return {m_lines[line]};
    auto start = m_lines[line].start;
    for (const std::size_t end : {std::size_t{3}, std::size_t{7}, m_shown.size()}) {
        const auto stop = std::min(end, m_shown.size());
        if (stop > start) pieces.push_back({start, stop});
        start = std::max(start, stop);
    }
    return pieces;
}

}  // namespace qiantai::ui
