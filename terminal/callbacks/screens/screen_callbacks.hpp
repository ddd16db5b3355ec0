#pragma once

// The callbacks: whom to call today, and beside the list the sheet for one call: number, script,
// what was said, outcome. On a narrow screen one after the other.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/callbacks/rules/callback_plan_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/members/screens/screen_lists.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_callbacks_screen{"callbacks"};

/// What is written down during a call, until it has an outcome.
struct CallNotes {
    std::string said{};
    std::vector<domain::CallbackAnswer> answers{};
    std::optional<int> satisfaction{};
    bool no_score = false;
    Coded<CallbackNext> next_step = CallbackNext::none;
    Coded<LossReason> loss_reason{};
    int line = 0;  ///< of the script: those before it were said

    /// Empty if it was not answered.
    std::string_view answer_to(std::string_view question) const;
};

/// When to call again, while it is chosen.
struct LaterSheet {
    int day = 0;  ///< from today on
    std::optional<int> minute{};
};

/// What is decided about calls, in a sheet over the screen.
enum class CallOrderKind : std::uint8_t {
    hand_over,     ///< somebody else makes this call
    end,           ///< nobody makes it
    check,         ///< somebody called again and asked whether it was so
    make,          ///< one more call to the member whose calls are shown
    key_customer,  ///< that member is called every so many days
};
struct CallOrder {
    CallOrderKind kind;
    /// hand_over: a colleague's number, empty for whoever has time; nothing while none is chosen.
    std::optional<std::string> to{};
    bool other_place = false;   ///< hand_over: to headquarters; there: back to the store
    bool all_of_owner = false;  ///< hand_over: everything that waits for the same person
    std::optional<bool> agrees{};
    std::string words{};        ///< reason, remark, matter or note
    std::optional<int> days{};  ///< make: to be called within; key_customer: between two calls
    std::optional<Error> error{};
    bool busy = false;
};

struct CallbacksState : PagedList<domain::CallbackLine, domain::CallbackPlace> {
    bool mine = true;
    domain::CallbackWhen view = domain::CallbackWhen::due;
    Coded<CallbackKind> kind{};  ///< only these; empty = all
    bool choosing_kind = false;
    /// What has no buttons of its own on a low screen.
    enum class Choosing : std::uint8_t { nothing, outcome, score, next };
    Choosing choosing = Choosing::nothing;
    std::optional<Uuid> member_id{};  ///< only this member's
    std::string member_name{};
    std::optional<domain::KeyCustomerLine> key_customer{};  ///< if that member is one
    std::optional<domain::CallbackCounts> counts{};
    std::optional<Uuid> chosen{};
    bool calling = false;  ///< on a narrow screen: the sheet stands in the list's place
    std::optional<domain::CallbackSheet> sheet{};
    std::optional<Error> sheet_error{};
    CallNotes notes{};
    bool score_missing = false;
    std::optional<LaterSheet> later{};
    std::optional<CallOrder> order{};
    bool busy = false;

    /// Something lies over the screen.
    bool asks() const { return later || order || choosing_kind || choosing != Choosing::nothing; }
};

namespace callbacks {
struct SetMine {
    bool mine;
};
struct SetView {
    domain::CallbackWhen view;
};
struct LoadMore {};
struct Reload {};
struct ShowAll {};
struct Open {
    Uuid id;
};
struct BackToList {};
struct OpenNumber {};
struct CloseNumber {};
struct OpenMember {};
struct OpenTicket {};
struct ChooseKind {
    bool choosing;
};
struct SetKind {
    Coded<CallbackKind> kind;
};
struct Choose {
    CallbacksState::Choosing what;
};
struct OpenPlans {};
struct OpenOrder {
    CallOrderKind kind;
};
struct ChangeOrder {
    CallOrder order;
};
struct CloseOrder {};
struct ConfirmOrder {};
struct EndKeyCustomer {};
struct MarkLine {
    int line;
};
struct Answer {
    std::string question;
    std::string answer;
};
struct TypeSaid {
    std::string words;
};
struct SetScore {
    int score;  ///< 0: the customer gives none
};
struct SetNext {
    CallbackNext next;
};
struct SetLoss {
    std::string reason;
};
struct Record {
    CallbackOutcome outcome;
};
struct OpenLater {};
struct ChooseLater {
    LaterSheet sheet;
};
struct CloseLater {};
struct ConfirmLater {};
struct CopyMessage {};
/// A call that was written down by mistake.
struct TakeBack {
    Uuid step;
};
struct SayConsent {
    ConsentPurpose purpose;
    bool agrees;
};
}  // namespace callbacks

using CallbacksIntent =
    std::variant<callbacks::SetMine, callbacks::SetView, callbacks::LoadMore, callbacks::Reload,
                 callbacks::ShowAll, callbacks::Open, callbacks::BackToList, callbacks::OpenNumber,
                 callbacks::CloseNumber, callbacks::OpenMember, callbacks::OpenTicket,
                 callbacks::ChooseKind, callbacks::SetKind, callbacks::Choose, callbacks::OpenPlans,
                 callbacks::OpenOrder, callbacks::ChangeOrder, callbacks::CloseOrder,
                 callbacks::ConfirmOrder, callbacks::EndKeyCustomer, callbacks::MarkLine,
                 callbacks::Answer, callbacks::TypeSaid, callbacks::SetScore, callbacks::SetNext,
                 callbacks::SetLoss, callbacks::Record, callbacks::OpenLater,
                 callbacks::ChooseLater, callbacks::CloseLater, callbacks::ConfirmLater,
                 callbacks::CopyMessage, callbacks::TakeBack, callbacks::SayConsent>;
using CallbacksIntents = Intents<CallbacksIntent>;

void draw_callbacks(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                    const ListsState& lists, CallbacksIntents& intents);
/// The right side: everything for the chosen call; alone on the screen it leads back to the list.
void draw_call_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                     bool is_alone, CallbacksIntents& intents);
/// Over the screen, while CallbacksState::asks().
void draw_callbacks_asked(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                          CallbacksIntents& intents);

/// The times that are offered for a call, as minutes of the day.
std::vector<int> later_minutes(const Scene& scene, int day);
TimeMs later_time(const Scene& scene, const LaterSheet& sheet);

}  // namespace qiantai::ui
