#pragma once

// The page of one case: whether the promise is kept, what comes next, what may be done, and
// everything that happened. Steps are taken in sheets over it.

#include <array>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"
#include "terminal/tickets/screens/ticket_evidence.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_page_screen{"ticket"};

enum class TicketSheet : std::uint8_t {
    none,
    step,
    transfer,
    correct,
    decide,
    entry,
    add_evidence,
    evidence  ///< one photo or file in large
};

/// The fields of a sheet that are typed.
enum class SheetText : std::uint8_t {
    words,
    department,
    assignee,
    amount,
    loss,
    place,
    tag,
    value,  ///< correct
    part_name,
    part_price,
    contractor,
    who,  ///< agreed
    count
};

/// What a sheet asks for; which of it counts says its step.
struct TicketSheetForm {
    TicketStep step = TicketStep::noted;
    std::array<std::string, static_cast<std::size_t>(SheetText::count)> texts{};
    Coded<TicketSeverity> severity{};
    Coded<TicketFault> fault{};
    Coded<ResolutionKind> resolution{};
    Reason reason{};
    std::optional<int> satisfaction{};
    std::optional<bool> reached{};
    std::optional<int> in_days{};  ///< promised_at, act_by: so many days from today
    std::optional<int> hour{};     ///< promised_at
    std::optional<int> said_ago{};  ///< minutes; see said_at
    std::vector<domain::UsedPart> parts{};
    int part_quantity = 1;
    std::optional<Uuid> about_id{};  ///< action_checked; decide: which one holds
    std::string field{};             ///< correct: which
    std::string to_store{};
    std::optional<Error> error{};

    const std::string& text(SheetText which) const {
        return texts[static_cast<std::size_t>(which)];
    }
};

struct TicketPageState {
    Uuid id{};
    std::optional<domain::TicketPage> page{};
    std::optional<domain::TicketCustomer> revealed{};  ///< until the page is left
    domain::TicketChoices choices = domain::usual_ticket_choices();
    std::optional<Error> error{};
    TicketSheet sheet = TicketSheet::none;
    TicketSheetForm form{};
    TicketEvidenceState evidence{};
    Uuid entry{};  ///< of the history, whose sheet is open
    bool busy = false;
    /// The page opens with its next step asked for, once it is there.
    bool ask_next = false;
    bool ask_evidence = false;  ///< likewise, with a photo or file asked for

    const domain::TicketCustomer& customer() const { return revealed ? *revealed : page->customer; }
};

namespace ticket_page {
struct Reload {};
struct TakeStep {
    TicketStep step;
};
struct OpenSheet {
    TicketSheet sheet;
};
struct OpenEntry {
    Uuid id;
};
struct OpenMember {};
struct OpenRelated {
    Uuid id;
};
struct Reveal {};

struct SetText {
    SheetText field;
    std::string value;
};
struct SetSeverity {
    TicketSeverity severity;
};
struct SetFault {
    TicketFault fault;
};
struct SetResolution {
    ResolutionKind resolution;
};
struct SetReason {
    Reason reason;
};
/// Touching the same again takes it back.
struct SetSatisfaction {
    int satisfaction;
};
struct SetReached {
    bool reached;
};
struct SetDay {
    int in_days;
};
struct SetHour {
    int hour;
};
struct SetSaid {
    int minutes_ago;
};
struct SetPartQuantity {
    int quantity;
};
struct AddPart {};
struct RemovePart {
    std::size_t index;
};
struct SetAbout {
    Uuid id;
};
struct SetField {
    std::string field;
};
struct SetStore {
    std::string store;
};
struct Save {};
struct TakeOver {};
struct Erase {};
struct PrintReceipt {};
struct PrintResolution {};
}  // namespace ticket_page

using TicketPageIntent =
    std::variant<ticket_page::Reload, ticket_page::TakeStep, ticket_page::OpenSheet,
                 ticket_page::OpenEntry, ticket_page::OpenMember, ticket_page::OpenRelated,
                 ticket_page::Reveal, ticket_page::SetText, ticket_page::SetSeverity,
                 ticket_page::SetFault, ticket_page::SetResolution, ticket_page::SetReason,
                 ticket_page::SetSatisfaction, ticket_page::SetReached, ticket_page::SetDay,
                 ticket_page::SetHour, ticket_page::SetSaid, ticket_page::TakeOver,
                 ticket_page::Erase, ticket_page::SetPartQuantity, ticket_page::AddPart,
                 ticket_page::RemovePart, ticket_page::SetAbout, ticket_page::SetField,
                 ticket_page::SetStore, ticket_page::Save, ticket_page::PrintReceipt,
                 ticket_page::PrintResolution, ticket_evidence::Add, ticket_evidence::Show,
                 ticket_evidence::Fetch, ticket_evidence::SaveOutside,
                 ticket_evidence::TypeCaption, CameraIntent, FilePickerIntent>;
using TicketPageIntents = Intents<TicketPageIntent>;

void draw_ticket_page(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents);
void draw_ticket_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents);

/// "投诉 TS-S001-01-0176-K".
Text ticket_page_title(const Ui& ui, const TicketPageState& state);

/// The usual reasons of a step; of the sheets that are no step() of their own too.
std::span<const Choice> ticket_reasons_of(TicketStep step);
/// What the sheet still needs before it can be saved; empty: nothing.
Text sheet_lacks(const Ui& ui, const TicketPageState& state, const Shop& shop);
/// Later than what was promised before: that needs a reason.
bool is_later_promise(const TicketPageState& state, const Shop& shop);
/// As the service takes it; amounts must be parseable, see sheet_lacks().
domain::TicketStepEntry step_entry(const TicketPageState& state, const Shop& shop,
                                   Language language);

}  // namespace qiantai::ui
