#pragma once

// Choosing whose something is, as a part of a form or a sheet: by name, number or card, among those
// known here; a whole number that nobody here has is looked for at other stores.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

struct MemberPick {
    std::optional<ShownMember> member{};  ///< chosen
    std::string typed{};
    std::string composing{};  ///< with what is no text yet; empty if everything is
    std::vector<ShownMember> found{};
    std::string answered{};  ///< what `found` was found for
    bool asking = false;
    bool take_first = false;  ///< Enter was pressed before the answer came
    bool anew = false;        ///< another one is to be chosen: the view begins here

    const std::string& looked_for() const { return live_text(typed, composing); }
    bool is_touched() const { return member || !typed.empty(); }
};

namespace pick {
struct Type {
    std::string text;
    std::string composing{};
};
struct Enter {};
struct Choose {
    Uuid id;
};
struct Change {};           ///< another one, or nobody
struct LookUpElsewhere {};  ///< what was typed
}  // namespace pick

using MemberPickIntent =
    std::variant<pick::Type, pick::Enter, pick::Choose, pick::Change, pick::LookUpElsewhere>;

struct MemberPickLook {
    Text error{};
    bool required = false;
    bool low = false;  ///< only a field or two are in sight above the keyboard
};
/// The chosen one, or the search with who was found. Cuts itself off `rest`.
void draw_member_pick(Ui& ui, Rect& rest, const Scene& scene, const MemberPick& pick,
                      const MemberPickLook& look, Intents<MemberPickIntent>& intents);

}  // namespace qiantai::ui
