#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/error.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/rules/timeline_facts.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_find_screen{"find"};

/// The service never gives more than this many, so with so many there may be more.
inline constexpr std::size_t k_found_most = 50;

/// A number that headquarters is asked about. When its member is there, the page opens if the
/// number still stands in the field; else a toast offers it.
struct LookUp {
    enum class Step : std::uint8_t {
        asking,    ///< headquarters looks in the other stores
        arriving,  ///< it knows the number; the record comes with the next session
        failed,    ///< `error` says why
    };
    std::string typed{};
    Step step = Step::asking;
    std::vector<Uuid> members{};  ///< who arrives
    int sessions = 0;             ///< that ended well without bringing anybody
    std::optional<Error> error{};

    bool is_under_way() const { return step != Step::failed; }
};

/// The columns of who was found.
enum class FindColumn : std::uint8_t { member, tier, matched, seen, clerk };

/// In which order who was found is listed, and who is not.
struct FindOrder {
    /// By what was found: the best match first.
    TableSort sort{static_cast<int>(FindColumn::matched), SortOrder::ascending};
    bool only_store = false;  ///< only this store's members
    bool only_own = false;    ///< only whose home clerk is signed in
};

/// One field for everything a customer may say. Only one query is under way at a time; when it
/// comes back and something else stands in the field by then, the newest text is asked for next, so
/// `found` never belongs to a text older than `answered` says.
struct FindState {
    std::string typed{};
    /// What is typed with the pinyin that is being composed in its place; empty while none is.
    std::string composing{};
    std::string answered{};              ///< what `found` was found for
    std::vector<ShownMember> matches{};  ///< the best first
    FindOrder order{};
    std::vector<ShownMember> found{};  ///< of the matches who is listed, in that order
    bool asking = false;
    bool open_first = false;  ///< Enter was pressed before the answer came
    bool scanned = false;     ///< `typed` came from the scanner and is no member's card
    std::optional<Error> error{};
    std::vector<ShownMember> recent_members{};  ///< opened lately by this person, newest first
    std::optional<LookUp> look_up{};
    std::vector<ShownMember> today_members{};  ///< registered at this store today, newest first
    std::optional<Uuid> selected{};            ///< beside the list; the first if nobody was chosen
    std::vector<domain::TimelineEntry> events{};  ///< what happened to whoever stands there
    MemberTasks tasks{};                          ///< and what is to be done
    Uuid events_of{};                             ///< who that is

    /// Letters that are being composed are looked for as pinyin or initials.
    const std::string& looked_for() const { return live_text(typed, composing); }
    /// Who stands beside the list; null if nobody was found.
    const ShownMember* shown_beside() const;
};

namespace find {
struct Type {
    std::string text;
    std::string composing{};
};
struct Enter {};
struct Select {
    Uuid id;
};
struct Open {
    Uuid id;
};
/// The page with the question whether to renew the card.
struct Renew {
    Uuid id;
    std::string card_number;
};
/// The page with what came of a talk to write down.
struct Contact {
    Uuid id;
};
struct Edit {
    Uuid id;
};
struct Greet {};  ///< whoever stands beside the list
struct OpenLine {
    ScreenId screen;
    Uuid id;
    std::string name;
};
struct Sort {
    TableSort sort;
};
struct ToggleOnlyStore {};
struct ToggleOnlyOwn {};
struct ShowAll {};          ///< no filter
struct Scan {};             ///< says how
struct Register {};         ///< with what was typed
struct LookUpElsewhere {};  ///< what was typed, at headquarters
struct Retry {};
}  // namespace find

using FindIntent = std::variant<find::Type, find::Enter, find::Select, find::Open, find::Renew,
                                find::Contact, find::Edit, find::Greet, find::OpenLine, find::Sort,
                                find::ToggleOnlyStore, find::ToggleOnlyOwn, find::ShowAll,
                                find::Scan, find::Register, find::LookUpElsewhere, find::Retry>;
using FindIntents = Intents<FindIntent>;

void draw_find(Ui& ui, const Rect& area, const Scene& scene, const FindState& find,
               FindIntents& intents);

/// The member beside the list, in screen_find_panel.cpp.
void draw_find_panel(Ui& ui, const Rect& rect, const Scene& scene, const FindState& find,
                     const ShownMember& shown, FindIntents& intents);

}  // namespace qiantai::ui
