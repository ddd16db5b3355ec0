#pragma once

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_edit_screen{"edit"};

/// Changing a member. MemberFormState::start is the record as it was opened; only what differs from
/// it is sent, so that another store's change of another field stands.
struct MemberEditState {
    Uuid id{};
    MemberFormState form{};
    std::optional<MemberForm> draft{};  ///< of an earlier try, offered
    TimeMs draft_at = 0;
    bool resuming = false;  ///< it is taken as soon as it is there
};

namespace edit {
struct Save {};
struct GiveUp {};  ///< asks first if something was changed
struct TakeDraft {};
struct DropDraft {};
}  // namespace edit

using MemberEditIntent =
    std::variant<MemberFormIntent, edit::Save, edit::GiveUp, edit::TakeDraft, edit::DropDraft>;
using MemberEditIntents = Intents<MemberEditIntent>;

void draw_member_edit(Ui& ui, const Rect& area, const Scene& scene, const MemberEditState& edit,
                      MemberEditIntents& intents);
bool has_edit_modal(const MemberEditState& state);
void draw_edit_modal(Ui& ui, const Rect& area, const Scene& scene, const MemberEditState& edit,
                     MemberEditIntents& intents);

}  // namespace qiantai::ui
