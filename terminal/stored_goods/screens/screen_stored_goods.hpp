#pragma once

// The screens of stored goods: the list with its three views, taking goods in, the page of one
// deposit, and the customer's side of the screen where handing out is signed.

#include <map>

#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/customer_turn.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_goods_list_screen{"stored_goods"};
inline constexpr ScreenId k_goods_deposit_screen{"goods_deposit"};
inline constexpr ScreenId k_goods_screen{"goods"};
inline constexpr ScreenId k_goods_slip_screen{"goods_slip"};

enum class GoodsView : std::uint8_t { left, due, items };

struct GoodsListState : PagedList<domain::GoodsLine, domain::GoodsPlace> {
    GoodsView view = GoodsView::left;
    std::string typed{};
    std::string composing{};          ///< with what is no text yet; empty if everything is
    std::string item{};               ///< only this one; empty = all
    std::optional<Uuid> member_id{};  ///< only this member's
    std::string member_name{};
    std::vector<domain::GoodsLine> due{};
    std::vector<domain::GoodsItemTotal> totals{};

    const std::string& looked_for() const { return live_text(typed, composing); }
    bool is_filtered() const { return !looked_for().empty() || !item.empty() || member_id; }
};

/// What is kept on disk of a form that is not saved yet; names of nobody.
struct GoodsDraft {
    std::optional<Uuid> member_id{};
    domain::GoodsDeposit deposit{};
    std::string expires_typed{};
    std::string fee_typed{};
};
QIANTAI_DESCRIBE(GoodsDraft, "", member_id, deposit, expires_typed, fee_typed)

struct GoodsDepositState {
    bool begun = false;
    std::optional<ShownMember> member{};
    std::string member_typed{};
    std::string member_composing{};  ///< with what is no text yet; empty if everything is
    std::vector<ShownMember> found{};
    bool asking = false;
    domain::GoodsDeposit deposit{};
    std::string expires_typed{};  ///< YYYYMMDD, as packages print it
    std::string fee_typed{};
    FieldErrors errors{};
    bool restored = false;             ///< from a draft
    std::optional<TimeMs> draft_at{};  ///< since when what stands here is on disk
    bool saving = false;
    std::optional<domain::GoodsLine> done{};

    bool is_touched() const;
};

struct GoodsPageState {
    enum class Sheet : std::uint8_t { none, withdraw, move, remind, reverse };
    Uuid id{};
    std::optional<domain::GoodsCourse> course{};
    std::optional<Error> error{};
    Sheet sheet = Sheet::none;
    int quantity = 1;
    bool by_other = false;
    std::string signer{};
    std::string place{};
    Reason reason{};
    std::optional<ReminderOutcome> outcome{};
    Uuid withdrawal{};  ///< to be reversed
    /// Whom to call, while that is recorded: in full once it was asked for.
    std::optional<domain::Member> owner{};
    bool busy = false;
    bool disagreed = false;  ///< the customer did, the last time
};

/// While the customer has the screen. Nothing of it is kept but by agreeing.
struct GoodsSlipState {
    /// What was taken in, if that is signed for; else `line` is handed out.
    std::optional<domain::GoodsToSign> taken_in{};
    domain::GoodsLine line{};
    int quantity = 0;
    std::string signer{};  ///< empty = the member
    CustomerTurn turn{};
};

enum class GoodsText : std::uint8_t {
    item,
    barcode,
    unit,
    batch,
    expires_on,
    place,
    till_receipt,
    fee,
    remark
};
/// Of YYYYMMDD; nothing if it is no such day.
std::optional<Date> parse_typed_date(std::string_view typed);
std::string& text_of(GoodsDepositState& state, GoodsText field);
/// The field's name on the screen and in errors.
std::string_view name_of(GoodsText field);

namespace goods {
struct SetView {
    GoodsView view;
};
struct Search {
    std::string text;
    std::string composing;
};
struct ShowItem {
    std::string item;
};
struct ShowAll {};
struct LoadMore {};
struct Reload {};
struct Open {
    Uuid id;
};
struct BeginDeposit {};

struct TypeMember {
    std::string text;
    std::string composing;
};
struct ChooseMember {
    Uuid id;
};
struct ChangeMember {};
struct SetText {
    GoodsText field;
    std::string value;
};
struct SetQuantity {
    int quantity;
};
struct Save {};
struct GiveUp {};
struct OpenDone {};
struct Next {};
/// The slip of what was just taken in.
struct PrintDone {};
/// The customer signs for it.
struct SignDone {};

struct OpenSheet {
    GoodsPageState::Sheet sheet;
};
struct SetByOther {
    bool other;
};
struct TypeSigner {
    std::string name;
};
struct TypePlace {
    std::string text;
};
struct GiveReason {
    Reason reason;
};
struct ChooseOutcome {
    ReminderOutcome outcome;
};
struct AskReverse {
    Uuid withdrawal;
};
struct RevealNumber {};
struct SaveSheet {};
struct TurnToCustomer {};
struct OpenMember {};
/// The deposit's page of A4, or the slip of taking in or of a withdrawal.
struct PrintSheet {};
struct PrintDeposit {};
struct SignDeposit {};
struct PrintWithdrawal {
    Uuid withdrawal;
};
}  // namespace goods

using GoodsListIntent =
    std::variant<goods::SetView, goods::Search, goods::ShowItem, goods::ShowAll, goods::LoadMore,
                 goods::Reload, goods::Open, goods::BeginDeposit>;
using GoodsDepositIntent =
    std::variant<goods::TypeMember, goods::ChooseMember, goods::ChangeMember, goods::SetText,
                 goods::SetQuantity, goods::Save, goods::GiveUp, goods::OpenDone, goods::Next,
                 goods::PrintDone, goods::SignDone>;
using GoodsPageIntent =
    std::variant<goods::Reload, goods::OpenSheet, goods::SetQuantity, goods::SetByOther,
                 goods::TypeSigner, goods::TypePlace, goods::GiveReason, goods::ChooseOutcome,
                 goods::AskReverse, goods::RevealNumber, goods::SaveSheet, goods::TurnToCustomer,
                 goods::OpenMember, goods::PrintSheet, goods::PrintDeposit, goods::SignDeposit,
                 goods::PrintWithdrawal>;

void draw_goods_list(Ui& ui, const Rect& area, const Scene& scene, const GoodsListState& list,
                     Intents<GoodsListIntent>& intents);
void draw_goods_deposit(Ui& ui, const Rect& area, const Scene& scene,
                        const GoodsDepositState& state, Intents<GoodsDepositIntent>& intents);
void draw_goods_page(Ui& ui, const Rect& area, const Scene& scene, const GoodsPageState& state,
                     Intents<GoodsPageIntent>& intents);
void draw_goods_sheet(Ui& ui, const Rect& area, const Scene& scene, const GoodsPageState& state,
                      Intents<GoodsPageIntent>& intents);
/// Why goods are moved, or a withdrawal is reversed, as it is usually.
std::span<const Choice> reasons_of(GoodsPageState::Sheet sheet);
/// Over the whole window.
void draw_goods_slip(Ui& ui, const Rect& window, const Scene& scene, const GoodsSlipState& state,
                     Intents<CustomerIntent>& intents);

/// What the customer is shown and signs.
CustomerPaper goods_slip(const GoodsSlipState& state);

/// 罐, or 件 where nothing was said.
Text goods_unit(const Ui& ui, const std::string& unit);
/// "剩 4 罐", that all are fetched, or how many too many.
Text goods_left_text(const Ui& ui, const domain::StoredGoods& goods,
                     const domain::GoodsState& state);
Text reminder_outcome_text(const Ui& ui, const Coded<ReminderOutcome>& outcome);
/// Why the member is to be reminded, and how urgent it is.
Text reminder_text(const Ui& ui, const domain::GoodsReminder& reminder);
Tone reminder_tone(const domain::GoodsReminder& reminder);

}  // namespace qiantai::ui
