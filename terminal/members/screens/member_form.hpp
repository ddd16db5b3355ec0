#pragma once

// The fields of a member, as registering and changing share them: what stands in them, what is
// wrong with it, and who the person might be already.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/base/error.hpp"
#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/members/rules/consent_facts.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

inline constexpr ErrorKind k_field_missing{"field_missing", Actor::clerk, "Required.",
                                           "此项必填。"};
inline constexpr ErrorKind k_membership_not_agreed{
    "membership_not_agreed", Actor::clerk,
    "Without this consent nobody can be registered. Read it out and ask the customer.",
    "未经顾客同意不能登记，请向顾客说明并征得同意。"};

/// The consent without which nobody is registered.
inline constexpr std::string_view k_compulsory_purpose = code_of(ConsentPurpose::membership);

/// What was typed and chosen; the texts as typed, codes as the services take them.
struct MemberForm {
    std::string phone{};
    std::string name{};
    std::string gender{code_of(Gender::unstated)};
    std::string birthday{};  ///< as in member.birthday; empty = not told
    bool lunar = false;
    std::string tier_code{};    ///< empty = the lowest tier
    std::string card_number{};  ///< empty = the terminal's next
    std::string heard_from{};   ///< empty: not asked, kept as unstated
    std::string home_clerk{};   ///< empty = whoever registers; of a registered member: nobody
    std::string preferences{};
    std::string notes{};
    std::vector<std::string> agreed{};  ///< purposes of consent
    bool operator==(const MemberForm&) const = default;

    bool has_agreed(std::string_view purpose) const;
};

/// By the name of the field, which is the column's.
using FieldErrors = std::map<std::string, Error, std::less<>>;
/// What is said below the field; empty if nothing is wrong with it.
Text field_error(const Ui& ui, const FieldErrors& errors, std::string_view field);

/// Everything that can be told to be wrong without the database, all at once.
FieldErrors check_member_form(const MemberForm& form, const Shop& shop);

enum class FormSheet : std::uint8_t {
    none,
    birthday,
    tier,
    heard_from,
    home_clerk,
    doubt,  ///< whether the first of the duplicates is the person in the form
};

struct MemberFormState {
    MemberForm values{};
    MemberForm start{};  ///< as it was before anybody typed
    FieldErrors errors{};
    FormSheet sheet = FormSheet::none;
    DatePick pick{};  ///< while the birthday's sheet is open
    std::vector<domain::PossibleDuplicate> duplicates{};
    bool accepts_duplicates = false;
    bool asking_duplicates = false;
    bool duplicates_stale = false;  ///< something was typed while they were asked for
    bool saving_draft = false;
    bool draft_stale = false;
    std::optional<TimeMs> draft_at{};  ///< when the form was last on disk as a draft
    bool saving = false;
    bool ended = false;  ///< saved or given up: no draft of it is written any more

    bool is_touched() const { return values != start; }
};

enum class FormText : std::uint8_t { phone, name, card_number, preferences, notes };

namespace form {
struct SetText {
    FormText field;
    std::string value;
};
struct SetGender {
    std::string gender;
};
struct OpenSheet {
    FormSheet sheet;
};
struct CloseSheet {};
struct Pick {
    DatePick pick;
};
struct TakePick {};
struct ClearPick {};  ///< no birthday
struct Choose {
    std::string code;  ///< of the open sheet's list
};
struct Agree {
    std::string purpose;
};
struct LookAt {
    Uuid duplicate;
};
struct AcceptDuplicates {};
struct PhonePassedOn {};  ///< from the first of them to whom the form is about
}  // namespace form

using MemberFormIntent =
    std::variant<form::SetText, form::SetGender, form::OpenSheet, form::CloseSheet, form::Pick,
                 form::TakePick, form::ClearPick, form::Choose, form::Agree, form::LookAt,
                 form::AcceptDuplicates, form::PhonePassedOn>;

using MemberFormIntents = Intents<MemberFormIntent>;

std::string& text_of(MemberForm& form, FormText field);
/// The column's name, which is the field's in errors and on the screen.
std::string_view name_of(FormText field);

/// Which fields there are besides those everybody has.
struct FormParts {
    bool card = false;
    bool tier = false;
    bool home_clerk = false;
    const std::vector<domain::ConsentText>* consents = nullptr;
    Text draft_offer{};  ///< words of a draft to go on with, as long as nothing was typed
};
enum class DraftAnswer : std::uint8_t { none, take, drop };
DraftAnswer draw_member_form(Ui& ui, Form& form, const Scene& scene, const MemberFormState& state,
                             const FormParts& parts, MemberFormIntents& intents);
/// Whose form it is: a newcomer without a home clerk becomes that of whoever registers.
enum class FormOf : std::uint8_t { newcomer, member };
/// The sheet that is open over the form.
void draw_form_sheet(Ui& ui, const Rect& area, const Scene& scene, const MemberFormState& state,
                     FormOf of, MemberFormIntents& intents);
/// A colleague of this store by name and number; the number alone of anybody else.
Text clerk_text(const Scene& scene, const std::string& number);
/// That the first of the duplicates might be the person, or is not; there must be one.
Text doubt_text(const Ui& ui, const MemberFormState& state);
/// Offers a draft; cuts itself off `area`.
DraftAnswer draw_draft_offer(Ui& ui, Rect& area, const Text& words);
/// Asks whether what was typed about somebody or something may go, with its draft.
AskWords discard_words(const Ui& ui, TextKey title, const Text& whom);
/// Who is in the form: the name, else the number; empty as long as neither was typed.
Text person_text(const MemberForm& form);
/// For the action bar: how many fields are wrong, or when the draft was saved.
Text form_note(const Ui& ui, const Scene& scene, const MemberFormState& state);

}  // namespace qiantai::ui
