#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace qiantai::ui {

enum class Language : std::uint8_t { zh, en };

/// A text that the programs show, with its words.
struct TextEntry {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
};

/// Names a text; none says nothing. Its words stand in assets/words/NAME.inc, the keys of each file
/// in "assets/words/NAME.hpp" as `words::…`. A test fails on one that is untranslated, has other
/// placeholders than its translation, or is unused.
class TextKey {
  public:
    constexpr TextKey() = default;
    constexpr explicit TextKey(const TextEntry* entry) : m_entry(entry) {}

    constexpr const TextEntry* entry() const { return m_entry; }
    friend constexpr bool operator==(TextKey, TextKey) = default;

  private:
    const TextEntry* m_entry = nullptr;
};

/// Every text, file by file; for tests and the translators' list.
std::vector<TextEntry> text_table();

/// What is shown to a person: either words of ours, or data such as a name or a number.
/// Widgets take this type only, so that no literal reaches the screen untranslated.
class Text {
  public:
    Text() = default;

    /// Something a person entered or the system computed; the same in every language.
    static Text data(std::string value) { return Text(std::move(value), false); }
    static Text words(std::string value) { return Text(std::move(value), true); }

    const std::string& utf8() const { return m_utf8; }
    bool empty() const { return m_utf8.empty(); }
    /// Words of ours must always fit where they stand; data may be shortened with an ellipsis.
    bool is_words() const { return m_is_words; }

  private:
    Text(std::string value, bool is_words) : m_utf8(std::move(value)), m_is_words(is_words) {}

    std::string m_utf8;
    bool m_is_words = false;
};

/// The words of a key, with {0}, {1} … replaced by the arguments; of "[0:piece|pieces]" the form
/// that goes with the value 0.
Text translate(Language language, TextKey key, fmt::format_args arguments = {});

}  // namespace qiantai::ui
