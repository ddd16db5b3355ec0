#pragma once

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_qr.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_register_screen{"register"};

/// A registration that was begun and neither saved nor given up, by the same person.
struct RegistrationDraft {
    Uuid id{};
    TimeMs saved_at = 0;
    MemberForm values{};
};

/// A new member. The form's id is made once, before anything is saved, and is the member's: saving
/// twice, or again after a crash, registers once.
struct RegisterState {
    std::optional<Uuid> id{};  ///< comes from the database's thread when the form opens
    MemberFormState form{};
    std::vector<domain::ConsentText> consents{};
    std::vector<RegistrationDraft> drafts{};  ///< other forms, the newest first
    std::optional<Uuid> resuming{};           ///< the one of these that is to be gone on with
    /// On disk: shown in place of the form.
    std::optional<domain::MemberDetails> done{};
    QrCode card_code{};  ///< the new card's number
};

namespace registration {
struct Save {};
struct GiveUp {};  ///< asks first if something was typed
struct TakeDraft {
    Uuid id;
};
struct DropDraft {
    Uuid id;
};
struct Next {};
struct OpenDone {};
struct PrintCard {};  ///< the new one, as a slip
}  // namespace registration

using RegisterIntent =
    std::variant<MemberFormIntent, registration::Save, registration::GiveUp,
                 registration::TakeDraft, registration::DropDraft, registration::Next,
                 registration::OpenDone, registration::PrintCard>;
using RegisterIntents = Intents<RegisterIntent>;

void draw_register(Ui& ui, const Rect& area, const Scene& scene, const RegisterState& registration,
                   RegisterIntents& intents);
bool has_register_modal(const RegisterState& state);
void draw_register_modal(Ui& ui, const Rect& area, const Scene& scene,
                         const RegisterState& registration, RegisterIntents& intents);

}  // namespace qiantai::ui
