#include "terminal/kit/keyboard/keyboard_state.hpp"

#include <imgui_internal.h>

#include <charconv>
#include <utility>

namespace qiantai::ui {
namespace {

using Outcome = KeyboardState::Outcome;
using Action = FieldInput::Action;

constexpr std::size_t k_candidates_most = 80;
constexpr std::size_t k_letters_most = 36;
constexpr std::size_t k_characters_most = 24;

Outcome insert(std::string text) {
    return {.inputs = {{Action::insert, std::move(text)}}};
}

bool is_letter(std::string_view character) {
    return character.size() == 1 && character[0] >= 'a' && character[0] <= 'z';
}

}  // namespace

void KeyboardState::open_for(FieldKind kind, Language language) {
    m_takes_text = kind == FieldKind::text || kind == FieldKind::name || kind == FieldKind::lines;
    m_is_name = kind == FieldKind::name;
    m_part = NamePart::whole;
    m_letters.clear();
    m_strokes.clear();
    search();
    m_code.clear();
    m_shifted = false;
    switch (kind) {
        case FieldKind::digits:
        case FieldKind::amount:
        case FieldKind::phone:
        case FieldKind::secret:
            m_page = Page::digits;
            return;
        case FieldKind::latin:
        case FieldKind::code:
            m_page = Page::english;
            return;
        case FieldKind::text:
        case FieldKind::name:
        case FieldKind::lines:
            break;
    }
    m_page = m_pinyin != nullptr && language == Language::zh ? Page::pinyin : Page::english;
}

void KeyboardState::search() {
    m_candidates.clear();
    m_composition.clear();
    m_unread = false;
    if (m_letters.empty()) m_shows_all = false;
    if (m_pinyin == nullptr || m_letters.empty()) return;
    m_candidates = m_is_name ? name_candidates(*m_pinyin, m_letters, m_part, k_candidates_most)
                             : m_pinyin->candidates(m_letters, k_candidates_most);
    m_composition = m_pinyin->cut(m_letters);
}

void KeyboardState::stand_at(NamePart part) {
    if (std::exchange(m_part, part) != part && m_is_name) search();
}

Outcome KeyboardState::commit_letters() {
    if (m_letters.empty()) return {};
    auto letters = std::exchange(m_letters, {});
    search();
    return insert(std::move(letters));
}

Outcome KeyboardState::type(std::string_view character) {
    if (m_page == Page::pinyin && is_letter(character)) {
        if (m_letters.size() < k_letters_most) m_letters += character;
        search();
        return {};
    }
    // Anything else ends the word: its best candidate comes before it.
    auto outcome = m_letters.empty() && m_strokes.empty() ? Outcome{} : pick(0);
    auto rest = commit_letters();
    outcome.inputs.insert(outcome.inputs.end(), rest.inputs.begin(), rest.inputs.end());
    auto text = std::string(character);
    if (m_shifted && is_letter(character)) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    m_shifted = false;
    outcome.inputs.push_back({Action::insert, std::move(text)});
    return outcome;
}

Outcome KeyboardState::backspace() {
    if (!m_strokes.empty()) {
        m_strokes.pop_back();
        m_candidates.clear();
        m_unread = !m_strokes.empty();
        return {};
    }
    if (m_letters.empty()) return {.inputs = {{Action::erase}}};
    m_letters.pop_back();
    search();
    return {};
}

Outcome KeyboardState::space() {
    if (!m_letters.empty() || !m_strokes.empty()) return pick(0);
    return insert(" ");
}

Outcome KeyboardState::next() {
    auto outcome = m_strokes.empty() ? commit_letters() : pick(0);
    outcome.next = true;
    return outcome;
}

Outcome KeyboardState::save() {
    auto outcome = commit_letters();
    outcome.save = true;
    return outcome;
}

Outcome KeyboardState::hide() {
    auto outcome = m_strokes.empty() ? commit_letters() : pick(0);
    outcome.hide = true;
    return outcome;
}

Outcome KeyboardState::pick(std::size_t candidate) {
    if (candidate >= m_candidates.size()) return commit_letters();
    auto text = m_candidates[candidate].text;
    m_strokes.clear();
    m_letters.erase(0, m_candidates[candidate].letters);
    // The separator between syllables, as in xi'an, stands for nothing once its left side is
    // chosen.
    while (m_letters.starts_with('\'')) m_letters.erase(0, 1);
    m_part = NamePart::given;
    search();
    return insert(std::move(text));
}

void KeyboardState::show_page(Page page) {
    m_page = page;
    m_shifted = m_shows_all = false;
    m_strokes.clear();
    if (page != Page::pinyin) {
        m_letters.clear();
        search();
    }
    if (page == Page::handwriting) m_handwriting->prepare();
    m_code.clear();
}

void KeyboardState::type_code(char digit) {
    if (m_code.size() < 6) m_code += digit;
}

void KeyboardState::erase_code() {
    if (!m_code.empty()) m_code.pop_back();
}

std::optional<std::string> KeyboardState::code_character() const {
    if (m_code.size() < 4) return std::nullopt;
    unsigned int point = 0;
    std::from_chars(m_code.data(), m_code.data() + m_code.size(), point, 16);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < 0xA0 || point > 0x10FFFF || surrogate) return std::nullopt;
    char bytes[5] = {};
    ImTextCharToUtf8(bytes, point);
    return std::string(bytes);
}

std::optional<std::string> KeyboardState::take_code() {
    auto character = code_character();
    if (character) m_code.clear();
    return character;
}

void KeyboardState::write(const InkChange& change) {
    apply_ink(m_strokes, change);
    m_unread = !m_strokes.empty();
    if (m_strokes.empty()) search();
}

void KeyboardState::read_strokes() {
    if (!m_unread || !m_handwriting->is_ready()) return;
    m_unread = false;
    m_candidates.clear();
    for (auto& character : m_handwriting->candidates(m_strokes, k_characters_most)) {
        m_candidates.push_back({std::move(character), 0});
    }
}

Outcome KeyboardState::insert_character(std::string character) {
    return insert(std::move(character));
}

}  // namespace qiantai::ui
