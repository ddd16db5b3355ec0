#include "terminal/kit/core/text_edit.hpp"

#include <algorithm>

#include "schema/base/encoding.hpp"

namespace qiantai::ui {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string cleaned(std::string_view typed, bool lines) {
    std::string out;
    for (const char c : typed) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n' && lines) {
            out += c;
        } else if (c == '\n' || c == '\t') {
            out += ' ';
        } else if (byte >= 0x20U && byte != 0x7FU) {
            out += c;
        }
    }
    return out;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < count && at < text.size(); ++i) at = next_character(text, at);
    return text.substr(0, at);
}

}  // namespace

std::size_t previous_character(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    if (at == 0) return 0;
    --at;
    while (at > 0 && is_continuation(text[at])) --at;
    return at;
}

std::size_t next_character(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    ++at;
    while (at < text.size() && is_continuation(text[at])) ++at;
    return at;
}

Caret clamp(Caret caret, std::string_view text) {
    const auto place = [&](std::size_t at) {
        at = std::min(at, text.size());
        while (at > 0 && at < text.size() && is_continuation(text[at])) --at;
        return at;
    };
    return {place(caret.at), place(caret.anchor)};
}

bool TextEdit::insert(std::string_view typed, std::size_t characters_max, bool lines) {
    auto addition = cleaned(typed, lines);
    if (!is_utf8(addition)) return false;
    const auto kept = count_code_points(text) - count_code_points(selected());
    const auto room = characters_max > kept ? characters_max - kept : 0;
    addition = std::string(first_characters(addition, room));
    if (addition.empty() && !caret.has_selection()) return false;
    const auto start = caret.first();
    text.replace(start, caret.last() - start, addition);
    caret.at = caret.anchor = start + addition.size();
    return true;
}

bool TextEdit::erase(Direction direction) {
    if (!caret.has_selection()) {
        caret.anchor = direction == Direction::back ? previous_character(text, caret.at)
                                                    : next_character(text, caret.at);
    }
    if (!caret.has_selection()) return false;
    const auto start = caret.first();
    text.erase(start, caret.last() - start);
    caret.at = caret.anchor = start;
    return true;
}

void TextEdit::move(Direction direction, Selecting selecting) {
    if (caret.has_selection() && selecting == Selecting::no) {
        move_to(direction == Direction::back ? caret.first() : caret.last(), Selecting::no);
        return;
    }
    move_to(direction == Direction::back ? previous_character(text, caret.at)
                                         : next_character(text, caret.at),
            selecting);
}

void TextEdit::move_to(std::size_t at, Selecting selecting) {
    caret.at = std::min(at, text.size());
    if (selecting == Selecting::no) caret.anchor = caret.at;
}

void TextEdit::select_all() {
    caret = {text.size(), 0};
}

std::string_view TextEdit::selected() const {
    return std::string_view(text).substr(caret.first(), caret.last() - caret.first());
}

}  // namespace qiantai::ui
