#pragma once

#include "terminal/base/drafts.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::app {

enum class FormKind : std::uint8_t { registration, update };
/// Which form: answers that come late find theirs by it, also when another screen is open.
struct FormKey {
    FormKind kind;
    Uuid subject;  ///< the member, or the one that is being made
};
domain::DraftKey draft_key(const FormKey& key);
inline constexpr std::string_view k_register_draft = "member.register",
                                  k_update_draft = "member.update";
/// Who is in the form: the name, else the number, masked.
std::string person_in_draft(const std::string& content_json);

/// The form of the open screen; null if it has none.
ui::MemberFormState* open_form(Flow& flow);
/// Nothing also while a new form has no id yet.
std::optional<FormKey> open_form_key(const Flow& flow);
/// Null if that form is gone.
ui::MemberFormState* form_at(Flow& flow, const FormKey& key);

/// The form got its id: what was carried into it is treated as typed.
void form_begun(Flow& flow, const FormKey& key);
/// The service said no: at the field it names, else at the bottom of the screen.
void refuse_form(Flow& flow, ui::MemberFormState& form, const Error& error);
/// The form must be there; so for the next.
void save_draft(Flow& flow, const FormKey& key);
void discard_draft(Flow& flow, const FormKey& key);
/// Before the form goes or its person leaves: what is not yet in a draft is written.
void flush_draft(Flow& flow, const FormKey& key);

}  // namespace qiantai::app
