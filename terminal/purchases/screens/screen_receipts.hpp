#pragma once

// The store's receipts: a day of them with what they come to beside what the till says, the days
// one below the other, those whose buyer is not clear, and the search by number.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_receipts_screen{"receipts"};

enum class ReceiptsView : std::uint8_t { day, days, claimed };

/// What the till says of a day, while it is typed.
struct DayTotalSheet {
    Date date;
    std::string net_typed{};
    std::string receipts_typed{};
    std::string pieces_typed{};
    FieldErrors errors{};
    bool busy = false;
};

struct ReceiptsState : PagedList<domain::PurchaseLine, domain::PurchasePlace> {
    ReceiptsView view = ReceiptsView::day;
    std::optional<Date> day{};                  ///< absent = today
    std::string number{};                       ///< looked for, on all days; empty = not
    std::optional<domain::PurchaseDay> sums{};  ///< of the day that is shown
    std::vector<domain::PurchaseDay> days{};    ///< the last first
    int claimed = 0;                            ///< whose buyer is not clear, at most a page
    std::optional<DayTotalSheet> sheet{};

    Date shown_day(const Shop& shop) const { return day.value_or(Date::of_text(shop.today)); }
};

namespace receipts {
struct SetView {
    ReceiptsView view;
};
struct SetDay {
    Date day;
};
struct Search {
    std::string number;
};
struct LoadMore {};
struct Reload {};
struct Open {
    Uuid id;
};
struct Record {};
struct OpenTiers {};
struct OpenDayTotal {};
struct CloseDayTotal {};
enum class DayTotalText : std::uint8_t { net, receipts, pieces };
struct TypeDayTotal {
    DayTotalText field;
    std::string value;
};
struct SaveDayTotal {};
}  // namespace receipts

using ReceiptsIntent =
    std::variant<receipts::SetView, receipts::SetDay, receipts::Search, receipts::LoadMore,
                 receipts::Reload, receipts::Open, receipts::Record, receipts::OpenTiers,
                 receipts::OpenDayTotal, receipts::CloseDayTotal, receipts::TypeDayTotal,
                 receipts::SaveDayTotal>;
using ReceiptsIntents = Intents<ReceiptsIntent>;

void draw_receipts(Ui& ui, const Rect& area, const Scene& scene, const ReceiptsState& list,
                   ReceiptsIntents& intents);
/// Over the screen, while ReceiptsState::sheet is set.
void draw_day_total_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptsState& list,
                          ReceiptsIntents& intents);
std::string& text_of(DayTotalSheet& sheet, receipts::DayTotalText field);
/// The field's name on the screen and in errors.
std::string_view name_of(receipts::DayTotalText field);

}  // namespace qiantai::ui
