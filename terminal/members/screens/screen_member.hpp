#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/error.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_compare.hpp"
#include "terminal/members/rules/conflict_facts.hpp"
#include "terminal/members/rules/consent_facts.hpp"
#include "terminal/members/rules/timeline_facts.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_member_screen{"member"};

/// What lies over the page. One at a time; each holds only what its kind needs.
struct MemberDialog {
    enum class Kind : std::uint8_t {
        reveal,       ///< reason
        copy_reason,  ///< reason
        copy,         ///< MemberState::copied
        erase,        ///< reason and the last four digits of the number, in `typed`
        card_menu,    ///< which action, of `card_number`
        card,         ///< `action` with `card_number`; a new number in `typed`
        consent,      ///< `purpose`, given or withdrawn, by `channel`
        contact,      ///< what came of a talk: `outcome`, a remark in `typed`
    };
    Kind kind = Kind::reveal;
    Reason reason{};
    std::string typed{};
    std::string card_number{};
    domain::CardAction action = domain::CardAction::renew;
    std::string purpose{};
    bool withdraws = false;
    std::optional<ContactOutcome> outcome{};
    ConsentChannel channel = ConsentChannel::counter;
    bool then_edit = false;  ///< reveal: the form opens with what is revealed
    bool busy = false;
    std::optional<Error> error{};
};

/// The relationship card: one member with everything that belongs to the person.
struct MemberState {
    Uuid id{};
    std::optional<Uuid> came_from{};  ///< the record that was opened, merged into this one
    std::optional<domain::MemberDetails> details{};
    std::vector<domain::TimelineEntry> timeline{};
    std::vector<domain::MemberConflict> conflicts{};  ///< open ones of this member
    std::vector<domain::ConsentText> consent_texts{};
    std::optional<Error> consent_problem{};               ///< why they are not headquarters'
    std::vector<domain::PossibleDuplicate> duplicates{};  ///< who might be the same person
    std::optional<domain::Member> revealed{};             ///< until the page is left
    std::optional<domain::MemberDetails> copied{};        ///< while it is shown
    MemberTasks tasks{};
    std::map<Uuid, Side> chosen{};  ///< by conflict: left keeps, right takes the other value
    bool deciding = false;
    std::optional<Error> error{};  ///< why there are no details
    std::optional<MemberDialog> dialog{};

    /// What is shown: in full if it was revealed.
    const domain::Member& member() const { return revealed ? *revealed : details->member; }
};

namespace member {
struct Reload {};
struct Edit {};
struct Open {
    Uuid id;
};
struct OpenDialog {
    MemberDialog dialog;
};
struct CloseDialog {};
struct GiveReason {
    Reason reason;
};
struct Type {
    std::string text;
};
struct SetChannel {
    ConsentChannel channel;
};
struct ChooseAction {
    domain::CardAction action;
};
struct ChooseOutcome {
    ContactOutcome outcome;
};
struct Confirm {};
struct ChooseSide {
    CompareChoice choice;
};
struct Decide {};
struct AskPhonePassedOn {};
struct RestorePhone {};
struct Compare {};  ///< with the first of the duplicates
struct OpenLine {
    ScreenId screen;
};
struct Greet {};
}  // namespace member

using MemberIntent =
    std::variant<member::Reload, member::Edit, member::Open, member::OpenDialog,
                 member::CloseDialog, member::GiveReason, member::Type, member::SetChannel,
                 member::ChooseAction, member::ChooseOutcome, member::Confirm, member::ChooseSide,
                 member::Decide, member::AskPhonePassedOn, member::RestorePhone, member::Compare,
                 member::OpenLine, member::Greet>;
using MemberIntents = Intents<MemberIntent>;

void draw_member(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                 MemberIntents& intents);
/// The dialog over it, if one is open.
void draw_member_dialog(Ui& ui, const Rect& area, const Scene& scene, const MemberState& page,
                        MemberIntents& intents);

/// Why contact data is shown, copied or erased, as it is usually.
std::span<const Choice> reasons_of(MemberDialog::Kind kind);
/// What is typed to erase the member: shown on every page, and different for two of one name.
std::string last_four(const domain::Member& member);

/// The column conflicts of the page, in the order they are shown.
std::vector<const domain::MemberConflict*> column_conflicts(const MemberState& page);
/// The record may be changed here: it is of this store and stands for a person.
bool is_changeable(const Scene& scene, const MemberState& page);

}  // namespace qiantai::ui
