#pragma once

// Giving gifts away: to whom, what, what of it is allowed and why not more, and the recipient's
// signature on the turned screen.

#include "terminal/base/permission.hpp"
#include "terminal/desk/customer_turn.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/screens/gift_picture.hpp"
#include "terminal/issuances/rules/issuance_desk_facts.hpp"
#include "terminal/issuances/rules/lease_facts.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"
#include "terminal/members/screens/member_pick.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_issue_screen{"issue"};
inline constexpr ScreenId k_issue_slip_screen{"issue_slip"};

/// A gift that can be given without a campaign.
struct IssuableGift {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    std::vector<std::string> barcodes{};
    int on_shelf = 0;
    std::string picture{};  ///< see Gift::picture
};

/// A wish with what it is called.
struct IssueChoice {
    domain::IssueWish wish{};
    std::string name{};
    std::string unit{};
    std::string campaign{};
};

struct IssueState {
    std::string member_name{};  ///< of recipient.member_id
    MemberPick who{};           ///< how that member is found, and shown
    domain::IssueRecipient recipient{};
    std::string amount{};  ///< of the till receipt, as it is typed
    std::optional<domain::IssueOffers> offers{};
    std::vector<IssuableGift> gifts{};
    std::vector<domain::LeaseLine> leases{};  ///< this till's parts of campaigns' caps
    std::vector<IssueChoice> choices{};
    std::optional<domain::IssueVerdict> verdict{};  ///< of the choices, as they are now
    std::optional<IssuanceReason> reason{};         ///< of what no campaign gives
    std::string words{};
    std::string typed{};      ///< to find a gift
    std::string composing{};  ///< with what is no text yet
    int query = 0;

    bool asking = false;  ///< the manager, about what is beyond the limits
    bool checking = false;
    Reason why{};
    std::string approver{};  ///< staff number
    std::string pin{};       ///< no longer than it takes to check it
    /// The manager who agreed on the spot, until the recipient has signed or anything changes.
    std::optional<domain::Session> agreeing{};
    std::optional<Error> asking_error{};

    bool print_slip = true;
    GiftPictures pictures{};
    std::vector<Stroke> strokes{};  ///< under exactly what stands there; a change clears it
    CustomerTurn turn{};
    bool saving = false;
    std::optional<Error> error{};
    std::optional<domain::IssuancePage> done{};

    bool approved() const { return agreeing.has_value(); }
    bool is_over() const;                      ///< beyond the limits, and nobody has agreed
    bool gives_less() const;                   ///< only a part of what is wished can be given
    bool approval_lacks() const;               ///< who agrees, why, or the PIN
    int goes_at_once(std::size_t line) const;  ///< pieces of that choice
    bool needs_reason() const;                 ///< something of it is no campaign's
    int pieces() const;
    /// What is looked for and not chosen yet.
    std::vector<const IssuableGift*> found() const;
};

namespace issue {
struct TypeName {
    std::string text;
};
struct TypePhone {
    std::string text;
};
struct TypeReceipt {
    std::string text;
};
struct TypeAmount {
    std::string text;
};
struct Take {
    std::size_t offer;
};
struct SetPieces {
    std::size_t line;
    int pieces;
};
struct Search {
    std::string text;
    std::string composing;
};
struct AddGift {
    Uuid gift_id;
};
struct SetReason {
    IssuanceReason reason;
};
struct TypeWords {
    std::string text;
};
struct OnlyAllowed {};
struct AskManager {};
struct ChooseApprover {
    std::string number;
};
struct TypePin {
    std::string text;
};
struct SetWhy {
    Reason why;
};
struct Approve {};
struct CloseSheet {};
struct TurnToCustomer {};
struct Sign {
    InkChange change;
};
/// What can be given at once, with the signature that stands there.
struct Give {};
struct Unsigned {};
struct GiveUp {};
/// The member's rights to gifts with a code.
struct ShowRights {};
struct SetPrintSlip {
    bool print;
};
}  // namespace issue

using IssueIntent =
    std::variant<issue::TypeName, issue::TypePhone, issue::TypeReceipt, issue::TypeAmount,
                 issue::Take, issue::SetPieces, issue::Search, issue::AddGift, issue::SetReason,
                 issue::TypeWords, issue::OnlyAllowed, issue::AskManager, issue::ChooseApprover,
                 issue::TypePin, issue::SetWhy, issue::Approve, issue::CloseSheet,
                 issue::TurnToCustomer, issue::Sign, issue::Give, issue::Unsigned, issue::GiveUp,
                 issue::ShowRights, issue::SetPrintSlip, MemberPickIntent>;
using IssueIntents = Intents<IssueIntent>;

void draw_issue(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                IssueIntents& intents);
/// The manager's yes, over the form.
void draw_issue_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssueState& state,
                      IssueIntents& intents);
/// What the recipient is shown and signs.
CustomerPaper issue_slip(const IssueState& state);
void draw_issue_slip(Ui& ui, const Rect& window, const Scene& scene, const IssueState& state,
                     Intents<CustomerIntent>& intents);

}  // namespace qiantai::ui
