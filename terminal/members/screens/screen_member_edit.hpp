#pragma once

#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {

/// Changing a member. MemberFormState::start is the record as it was opened; only what differs from
/// it is sent, so that another store's change of another field stands.
struct MemberEditState {
    Uuid id{};
    MemberFormState form{};
    std::optional<MemberForm> draft{};  ///< of an earlier try, offered
    TimeMs draft_at = 0;
    bool asks_to_discard = false;
};

namespace edit {
struct Save {};
struct GiveUp {};  ///< asks first if something was changed
struct Discard {};
struct Stay {};
struct TakeDraft {};
struct DropDraft {};
}  // namespace edit

using MemberEditIntent = std::variant<edit::Save, edit::GiveUp, edit::Discard, edit::Stay,
                                      edit::TakeDraft, edit::DropDraft>;

void draw_member_edit(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);
bool has_edit_modal(const MemberEditState& state);
void draw_edit_modal(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui
