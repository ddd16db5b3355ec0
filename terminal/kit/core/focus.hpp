#pragma once

// Who gets what the keyboard does. One thing of the topmost view has the focus:
//
// 1. A view (a screen, a sheet) that comes into sight begins with the first thing that has to be
//    filled in; if there is none, whoever works with keys finds the ring at its first item. A view
//    that is uncovered or come back to gives the focus to what had it.
// 2. Tab and arrows move it over everything, in the order it is drawn. Enter presses a button; in a
//    form it goes on to the next item instead, and after the last compulsory one to the button that
//    finishes. Space presses, ticks and chooses.
// 3. The on-screen keyboard is the finger's: it opens for a field that was touched, that its own
//    "next" led to or that a view begins with, not for one that real keys led to.
// 4. What has the focus and is gone gives it to the beginning of its view.

#include <imgui.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "terminal/kit/core/geometry.hpp"
#include "terminal/kit/core/text_edit.hpp"

namespace qiantai::ui {

/// What a field takes; the on-screen keyboard opens on the fitting page.
enum class FieldKind : std::uint8_t {
    text,
    name,   ///< a person's: the keyboard offers surnames and given names first
    latin,  ///< printable ASCII
    digits,
    amount,  ///< of money: digits, a point, a minus
    phone,   ///< anything on a line; a mainland number is shown in groups of 3, 4 and 4
    secret,  ///< digits, shown as dots
    code,    ///< capitals and digits without I, L, O and U, shown in groups of 5
    lines,   ///< text of several lines
};

/// What the on-screen keyboard asks of the focused field.
struct FieldInput {
    enum class Action : std::uint8_t { insert, erase };
    Action action;
    std::string text{};
};

/// The field that has the keyboard. Owned by Ui; the field reads its inputs when it is drawn.
struct FieldFocus {
    ImGuiID id = 0;
    FieldKind kind = FieldKind::text;
    Caret caret{};
    std::string composition{};  ///< typed pinyin that is no text yet, shown underlined at the caret
    std::string letters{};      ///< the same as it was typed
    std::vector<FieldInput> inputs{};
    Rect rect{};          ///< where it was drawn with its label and error, to keep it in sight
    Rect seen_at{};       ///< the same in its scrolling area's content, a frame ago
    bool drawn = false;   ///< in this frame; a field that is gone loses the focus
    bool fresh = false;   ///< got the focus in this frame, whose keys were meant for another
    bool reveal = false;  ///< its scrolling area has to bring it into sight
    float scroll_x = 0;
    bool keyboard_hidden = false;  ///< a touch on the field brings it back
    /// Before k_typing_begins, while nothing but characters has changed it since.
    std::optional<TextEdit> before_typing{};
};

/// An item of a form: a field, a choice, something to tick or to open a sheet with.
struct FormStop {
    ImGuiID id = 0;         ///< what gets the focus
    bool required = false;  ///< nothing can be saved without it
    bool filled = false;
    bool wrong = false;   ///< what is wrong with it is shown
    bool begins = false;  ///< its view begins here, as one that finds things does with its search
    bool waits = false;   ///< what is touched before it may fill it: no view begins here
    bool finds = false;   ///< what is typed finds something: Enter takes the first of it
};

enum class FocusWay : std::uint8_t {
    onward,    ///< to be filled in now
    wrong,     ///< to be looked at first: the on-screen keyboard waits for a touch
    returned,  ///< as onward for keys; nothing moves and no on-screen keyboard opens
};

/// What a button ends: nothing, what a sheet asks, or a form.
enum class Finishes : std::uint8_t { nothing, question, form };
/// What comes anew each time it is there, and what is come back to.
enum class ViewKind : std::uint8_t { sheet, screen };

struct FocusWish {
    ImGuiID id = 0;
    FocusWay way = FocusWay::onward;
    bool is_new = false;  ///< made in this frame
};

/// A screen or a sheet: what had the focus while it was the topmost.
struct FocusView {
    ImGuiID focus = 0;
    bool by_step = false;
    int frame = 0;  ///< the last one it was drawn in
};

struct FocusMemory {
    FocusWish wish{};             ///< gets the focus when it is drawn next
    ImGuiID step = 0;             ///< no field, but "next" of the on-screen keyboard led there
    ImGuiID press = 0;            ///< is pressed when it is drawn next
    bool by_keys = false;         ///< the last to act was a real keyboard, not a finger
    bool shows_ring = false;      ///< a touch since would have led the eye elsewhere
    bool has_keys = false;        ///< there is a real keyboard: somebody went on with it
    bool begins = false;          ///< the view has to begin, as soon as something is there
    bool begins_next = false;     ///< the same, once what happened in this frame shows
    bool leads_to_wrong = false;  ///< the first stop that is wrong gets the focus
    bool seen = false;            ///< what has the focus was drawn in this frame
    ImGuiID view = 0;             ///< the topmost one
    bool sheet_is_new = false;    ///< what is drawn now stands on a sheet that came in this frame
    std::map<ImGuiID, FocusView> views{};

    /// What a frame is made of, in the order it was drawn; covered things are not in it.
    struct Frame {
        ImGuiID view = 0;
        ImGuiID first_item = 0;  ///< of that view
        std::vector<FormStop> stops{};
        ImGuiID stop = 0;    ///< the one that has the focus
        ImGuiID finish = 0;  ///< the button that a form ends with
        bool saves = false;  ///< and it is a form's own, not a question's
    };
    Frame last{}, drawing{};

    /// The focused item is done with Enter, whatever follows it.
    bool finds() const;
    bool in_form() const { return last.finish != 0; }
    /// Everything compulsory is there, but for what has the focus.
    bool can_finish() const;
    /// The stop after the one that has the focus; after the last one the first that is missing; 0
    /// if there is none.
    ImGuiID following() const;
    /// Where Enter leads.
    ImGuiID entered() const;
};

/// Forgets what was drawn longest ago, if there are more than so many.
template <typename Map>
void drop_oldest(Map& map, std::size_t most) {
    if (map.size() <= most) return;
    map.erase(
        std::ranges::min_element(map, {}, [](const auto& entry) { return entry.second.frame; }));
}

/// In this frame, on the letters' side or the digits'.
bool is_enter_pressed();

}  // namespace qiantai::ui
