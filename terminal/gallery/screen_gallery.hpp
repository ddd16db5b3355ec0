#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "terminal/kit/core/picture.hpp"
#include "terminal/kit/core/toast_queue.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"
#include "terminal/kit/widgets/widget_compare.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/kit/widgets/widget_table.hpp"

namespace qiantai::ui {

/// The gallery shows every widget in every state: for designers, translators, and for the tests
/// that measure it. It is also the example of how a screen is made: a value, a function that draws
/// it and returns intents, and a function that applies them.
enum class GalleryPage : std::uint8_t {
    buttons,
    forms,
    lists,
    charts,
    pads,
    states,
    records,
    wizard,
    customer,
    course,
    count
};
enum class GalleryText : std::uint8_t { phone, name, card, email, remark, search, code, count };
enum class GalleryModal : std::uint8_t { dialog, tier_sheet, date_sheet };

/// A page as it will be printed.
std::shared_ptr<const Picture> sample_paper();

struct GalleryState {
    GalleryPage page = GalleryPage::buttons;
    Language language = Language::zh;
    ThemeKind theme = ThemeKind::light;
    std::array<std::string, static_cast<std::size_t>(GalleryText::count)> texts{
        "13911820746", "欧阳晶", "660001234567", "", "", "", "7K3QF0M9XA2T"};
    std::optional<int> gender = 0;
    std::optional<int> tier = 0;
    DatePick birthday{CalendarKind::lunar, 1986, 8, false, 15, 1980};
    DatePick birthday_edited{};
    int quantity = 24;
    bool messages = true;
    bool print = false;
    bool consent = true;
    int tab = 0;
    std::optional<int> member = 0;
    TableSort sort{1, SortOrder::ascending};
    std::optional<std::size_t> table_row{};
    std::string pin = "123";
    std::string amount = "24";
    std::vector<Stroke> strokes;
    Language customer_language = Language::zh;
    bool customer_large = false;
    bool customer_done = false;
    std::optional<int> rating{};
    std::array<bool, 6> picks{true, true};
    std::size_t promise = 0;
    /// Which side each differing field of the conflict takes.
    std::array<std::optional<Side>, 5> conflict{Side::left};
    std::size_t wizard_step = 0;
    std::optional<GalleryModal> modal{};
    ToastQueue toasts;
    std::shared_ptr<const Picture> paper = sample_paper();
};

namespace gallery {
struct OpenPage {
    GalleryPage page;
};
struct SetText {
    GalleryText field;
    std::string value;
};
struct SetGender {
    int gender;
};
struct SetTier {
    int tier;
};
struct EditBirthday {
    DatePick pick;
};
struct ConfirmBirthday {};
struct SetQuantity {
    int quantity;
};
enum class Toggle : std::uint8_t {
    language,
    theme,
    messages,
    print,
    consent,
    customer_language,
    customer_large,
    customer_done
};
struct SetTab {
    int tab;
};
struct Rate {
    int value;
};
struct TouchPick {
    std::size_t index;
};
struct SetPromise {
    std::size_t index;
};
struct SelectMember {
    int member;
};
struct SetTable {
    TableResult result;
};
struct PressPad {
    PadKey key;
    bool pin;
};
struct ChooseSide {
    CompareChoice choice;
};
struct GoToStep {
    std::size_t step;
};
struct OpenModal {
    GalleryModal modal;
};
struct CloseModal {};
struct ShowToast {
    Toast toast;
};
struct DropToast {};
}  // namespace gallery

using GalleryIntent =
    std::variant<gallery::OpenPage, gallery::SetText, gallery::SetGender, gallery::SetTier,
                 gallery::EditBirthday, gallery::ConfirmBirthday, gallery::SetQuantity,
                 gallery::Toggle, gallery::SetTab, gallery::SelectMember, gallery::SetTable,
                 gallery::Rate, gallery::TouchPick, gallery::SetPromise, gallery::PressPad,
                 InkChange, gallery::ChooseSide, gallery::GoToStep, gallery::OpenModal,
                 gallery::CloseModal, gallery::ShowToast, gallery::DropToast>;
using GalleryIntents = std::vector<GalleryIntent>;

GalleryIntents draw_gallery(Ui& ui, Keyboard& keyboard, const GalleryState& state);
void apply_gallery(GalleryState& state, const GalleryIntent& intent);

}  // namespace qiantai::ui
