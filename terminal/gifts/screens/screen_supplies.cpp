#include "terminal/gifts/screens/screen_supplies.hpp"

#include "assets/words/gifts.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_supply_card_dp = 420;

std::string supply_number(const domain::UnsignedReceipt& receipt) {
    return receipt.paper.empty() ? receipt.document_id.text().substr(24) : receipt.paper;
}

void draw_supply_card(Ui& ui, Rect& rest, const Scene& scene,
                      const domain::UnsignedReceipt& receipt, SuppliesIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    const auto supplier = receipt.supplier.empty() ? ui.tr(words::supplies_no_supplier)
                                                   : Text::data(receipt.supplier);
    draw_paragraph(ui, inside, supplier, TextStyle::large_strong, Role::ink);
    draw_paragraph(ui, inside, ui.tr(words::requisition_size, receipt.lines, receipt.pieces),
                   TextStyle::body, Role::ink);
    draw_paragraph(ui, inside,
                   Text::data(store_name(scene.shop, receipt.store_code) + " · " +
                              date_text(ui, scene.shop, receipt.received_on).utf8() + " · " +
                              colleague_text(scene, receipt.received_by).utf8() +
                              (receipt.paper.empty() ? "" : " · " + receipt.paper)),
                   TextStyle::small, Role::ink2, k_gap_m);
    const auto number = supply_number(receipt);
    const bool own = scene.session && receipt.received_by == scene.session->staff_number;
    const bool may = scene.has_right(domain::Right::stock_countersign) && !own;
    if (own) {
        draw_paragraph(ui, inside, ui.tr(words::supplies_other_person), TextStyle::small,
                       Role::ink2, k_gap_s);
    }
    std::vector<BarButton> buttons;
    if (may) {
        buttons.push_back({"sign " + number, ui.tr(words::supplies_sign), {.icon = Icon::pen}});
    }
    buttons.push_back(
        {"sign here " + number, ui.tr(words::supplies_sign_here), {.icon = Icon::account}});
    const auto pressed = draw_button_rows(ui, inside, buttons);
    if (!pressed) return;
    if (*pressed + 1 == buttons.size()) {
        intents.add(supplies::SignHere{receipt.document_id, number});
    } else {
        intents.add(supplies::Sign{receipt.document_id, number});
    }
}

}  // namespace

void draw_supplies(Ui& ui, const Rect& area, const Scene& scene, const SuppliesState& state,
                   SuppliesIntents& intents) {
    auto rest = page_width(ui, area);
    if (scene.has_right(domain::Right::stock_receive)) {
        const auto bar = rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap_m));
        if (draw_button(ui, bar, "begin", ui.tr(words::supplies_begin),
                        {.kind = ButtonKind::primary, .icon = Icon::plus})) {
            intents.add(supplies::Begin{});
        }
    }
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(supplies::Reload{});
    if (presence != ListPresence::there) return;
    if (state.receipts.empty()) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::supplies_none),
                          .body = ui.tr(words::supplies_none_body)});
        return;
    }
    ScrollArea scroll(ui, "supplies", rest);
    auto content = scroll.content();
    draw_paragraph(ui, content, ui.tr(words::supplies_waiting), TextStyle::body, Role::ink2,
                   k_gap_m);
    Columns columns(ui, content, k_supply_card_dp, 3);
    for (const auto& receipt : state.receipts) {
        draw_supply_card(ui, columns.next(), scene, receipt, intents);
    }
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui
