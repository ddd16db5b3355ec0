#pragma once

// What lies where: the gifts of a place with what needs attention, one gift's batches and ledger,
// and what can be done about it. Headquarters looks at any place.

#include "terminal/attachments/screens/camera_view.hpp"
#include "terminal/desk/file_picker.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/gifts/screens/gift_picture.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/gifts/screens/stock_shown.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"

namespace qiantai::ui {

/// What is asked over the page.
enum class StockSheet : std::uint8_t { none, act, bin, movement, settle, recall, place, picture };

/// What is done with pieces of one batch.
enum class StockAct : std::uint8_t { hold, defective, shelf, damage, more, fewer };

struct StockState {
    std::string store_code{};  ///< whose stock; empty: this place's
    std::vector<StockShown> gifts{};
    std::vector<domain::StockShortage> shortages{};
    bool loaded = false;
    std::optional<Error> error{};
    int query = 0;
    StockView view = StockView::attention;
    std::string typed{};      ///< to find a gift
    std::string composing{};  ///< with what is no text yet

    std::optional<Uuid> chosen{};
    bool opened = false;  ///< by a touch or scan: a narrow page shows it alone
    std::vector<domain::StockMovement> ledger{};
    std::optional<domain::MovementPlace> older{};  ///< where the page that follows begins
    int balance = 0;                               ///< on the shelf after the newest movement
    std::vector<double> course{};                  ///< on the shelf, at the ends of the last days
    std::set<Date> open_days{};
    bool ledger_loaded = false;
    int ledger_query = 0;

    StockSheet sheet = StockSheet::none;
    StockAct act = StockAct::hold;
    std::size_t about = 0;  ///< the batch, movement or shortage
    int pieces = 1;
    Reason reason{};
    std::string text{};                   ///< the bin, the recalled batch
    std::optional<std::size_t> source{};  ///< of `others`: where missing pieces came from
    bool busy = false;
    std::optional<Error> sheet_error{};

    GiftPictures pictures{};
    FilePicker picker{};  ///< of a gift's photo
    CameraView camera{};

    const StockShown* gift() const;
    /// Those that are looked for, or else those of the view; by code.
    std::vector<const StockShown*> shown() const;
    int count(StockView view) const;
    std::vector<const domain::StockShortage*> shortages_of(const Uuid& gift_id) const;
};

namespace stock {
struct Reload {};
struct SetView {
    StockView view;
};
struct Search {
    std::string text;
    std::string composing;
};
struct Open {
    Uuid gift_id;
};
struct CloseGift {};
struct FoldDay {
    Date day;
};
struct ReadOlder {};
struct AskFor {};    ///< this gift
struct AskShort {};  ///< everything that is short
/// Goods of suppliers, recalls.
struct OpenPage {
    ScreenId screen;
};
struct BeginSheet {
    StockSheet sheet;
    std::size_t about;
};
struct ChooseAct {
    StockAct act;
};
struct ChooseLot {
    std::size_t lot;
};
struct SetPieces {
    int pieces;
};
struct GiveReason {
    Reason reason;
};
struct TypeText {
    std::string text;
};
struct ChooseSource {
    std::optional<std::size_t> source;
};
struct ChoosePlace {
    std::string store_code;
};
struct Save {};
/// The gift has no photo any more.
struct RemovePicture {};
struct CloseSheet {};
}  // namespace stock

using StockIntent =
    std::variant<stock::Reload, stock::SetView, stock::Search, stock::Open, stock::CloseGift,
                 stock::FoldDay, stock::ReadOlder, stock::AskFor, stock::AskShort, stock::OpenPage,
                 stock::BeginSheet, stock::ChooseAct, stock::ChooseLot, stock::SetPieces,
                 stock::GiveReason, stock::TypeText, stock::ChooseSource, stock::ChoosePlace,
                 stock::Save, stock::RemovePicture, stock::CloseSheet, FilePickerIntent,
                 CameraIntent>;
using StockIntents = Intents<StockIntent>;

void draw_stock(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                StockIntents& intents);
void draw_stock_sheet(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                      StockIntents& intents);

}  // namespace qiantai::ui
