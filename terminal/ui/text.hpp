#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>

#include "terminal/ui/text_table_cases.hpp"
#include "terminal/ui/text_table_find.hpp"
#include "terminal/ui/text_table_gallery.hpp"
#include "terminal/ui/text_table_home.hpp"
#include "terminal/ui/text_table_kit.hpp"
#include "terminal/ui/text_table_lists.hpp"
#include "terminal/ui/text_table_member_page.hpp"
#include "terminal/ui/text_table_members.hpp"
#include "terminal/ui/text_table_set_up.hpp"
#include "terminal/ui/text_table_shell.hpp"
#include "terminal/ui/text_table_sync.hpp"

namespace qiantai::ui {

enum class Language : std::uint8_t { zh, en };

/// All tables; a further one is included above and named here.
#define QIANTAI_TEXT_ALL(X)                                                                 \
    QIANTAI_TEXT_KIT(X)                                                                     \
    QIANTAI_TEXT_GALLERY(X)                                                                 \
    QIANTAI_TEXT_SHELL(X)                                                                   \
    QIANTAI_TEXT_MEMBERS(X)                                                                 \
    QIANTAI_TEXT_MEMBER_PAGE(X)                                                             \
    QIANTAI_TEXT_SYNC(X)                                                                    \
    QIANTAI_TEXT_SET_UP(X) QIANTAI_TEXT_LISTS(X) QIANTAI_TEXT_CASES(X) QIANTAI_TEXT_HOME(X) \
        QIANTAI_TEXT_FIND(X)

/// A text that the programs show, by key; its words stand in the text tables.
enum class TextKey : std::uint16_t {
#define QIANTAI_TEXT_ENUM(key, zh, en) key,
    QIANTAI_TEXT_ALL(QIANTAI_TEXT_ENUM)
#undef QIANTAI_TEXT_ENUM
};

struct TextEntry {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
};

/// Every text in the order of TextKey; for tests and the translators' list.
std::span<const TextEntry> text_table();

/// What is shown to a person: either words from the tables, or data such as a name or a number.
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

/// The words of a key, with {0}, {1} … replaced by the arguments.
Text translate(Language language, TextKey key, fmt::format_args arguments = {});

}  // namespace qiantai::ui
