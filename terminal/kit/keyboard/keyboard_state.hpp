#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/keyboard/handwriting.hpp"
#include "terminal/kit/keyboard/name_pinyin.hpp"
#include "terminal/kit/widgets/widget_ink.hpp"

namespace qiantai::ui {

/// The on-screen keyboard without its looks: which page is open, which letters wait to become
/// Chinese words. What a key does is decided here and handed to the focused field as inputs. Not
/// thread-safe.
class KeyboardState {
  public:
    enum class Page : std::uint8_t { pinyin, english, digits, symbols, rare, handwriting };
    /// What the field has to do after a key.
    struct Outcome {
        std::vector<FieldInput> inputs{};
        bool next = false;  ///< go to the next item, or close if there is none
        bool save = false;  ///< end the form
        bool hide = false;
    };

    /// `pinyin` may be null: then there is no Chinese page; so may `handwriting`. Both must outlive
    /// this.
    explicit KeyboardState(PinyinSource* pinyin, HandwritingSource* handwriting = nullptr)
        : m_pinyin(pinyin), m_handwriting(handwriting) {}

    /// Opens the page that fits the field, when another field gets the focus.
    void open_for(FieldKind kind, Language language);
    /// Where in a name the field's caret stands; said before the keys of a frame.
    void stand_at(NamePart part);

    Page page() const { return m_page; }
    bool shifted() const { return m_shifted; }
    const std::string& letters() const { return m_letters; }
    /// The letters cut into syllables, as the field shows them: "ou yang j".
    const std::string& composition() const { return m_composition; }
    const std::vector<PinyinCandidate>& candidates() const { return m_candidates; }
    bool shows_all_candidates() const { return m_shows_all; }
    const std::string& code() const { return m_code; }
    /// The character of the typed code point, if it is one.
    std::optional<std::string> code_character() const;
    bool has_chinese() const { return m_pinyin != nullptr && m_takes_text; }
    bool has_handwriting() const { return m_handwriting != nullptr && m_takes_text; }
    /// What is written on the pad.
    const std::vector<Stroke>& strokes() const { return m_strokes; }
    /// Something was written that is not read yet.
    bool has_unread() const { return m_unread; }

    Outcome type(std::string_view character);
    Outcome backspace();
    Outcome space();
    Outcome next();
    Outcome save();
    Outcome hide();
    Outcome pick(std::size_t candidate);
    void show_page(Page page);
    void toggle_shift() { m_shifted = !m_shifted; }
    void toggle_all_candidates() { m_shows_all = !m_shows_all; }
    void type_code(char digit);
    void erase_code();
    /// The character of the typed code, which begins anew then.
    std::optional<std::string> take_code();
    Outcome insert_character(std::string character);
    void write(const InkChange& change);
    /// Finds candidates for what was written, if they can be had by now.
    void read_strokes();

  private:
    void search();
    Outcome commit_letters();

    PinyinSource* m_pinyin;
    HandwritingSource* m_handwriting;
    Page m_page = Page::english;
    bool m_takes_text = true;
    bool m_shifted = false;
    bool m_shows_all = false;
    bool m_is_name = false;
    NamePart m_part = NamePart::whole;
    std::string m_letters;
    std::string m_composition;
    std::vector<PinyinCandidate> m_candidates;
    std::string m_code;
    std::vector<Stroke> m_strokes;
    bool m_unread = false;
};

}  // namespace qiantai::ui
