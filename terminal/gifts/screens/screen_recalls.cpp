#include "terminal/gifts/screens/screen_recalls.hpp"

#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/gifts/screens/stock_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_recall_card_dp = 420;

/// "总仓 · 待检 ×12".
Text recalled_lot_text(const Ui& ui, const Shop& shop, const domain::RecalledLot& lot) {
    return Text::data(fmt::format("{} · {} ×{}", store_name(shop, lot.store_code),
                                  stock_spot_text(ui, lot.lot.spot).utf8(), lot.lot.quantity));
}

void draw_recall_card(Ui& ui, Rect& rest, const Scene& scene, const domain::RecallLine& line,
                      RecallsIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    const auto& recall = line.recall;
    const auto batch = recall.batch.empty() ? ui.tr(words::recall_all).utf8() : recall.batch;
    draw_paragraph(ui, inside, Text::data(line.name), TextStyle::large_strong, Role::ink);
    draw_paragraph(ui, inside, Text::data(line.code + " · " + batch), TextStyle::body,
                   Role::danger);
    draw_paragraph(ui, inside, Text::data(recall.reason), TextStyle::body, Role::ink, k_gap_xs);
    draw_paragraph(ui, inside,
                   Text::data(colleague_text(scene, recall.created_by).utf8() + " · " +
                              time_text(ui, scene.shop, recall.created_at).utf8()),
                   TextStyle::small, Role::ink2, k_gap_s);
    if (line.lots.empty()) {
        draw_paragraph(ui, inside, ui.tr(words::recall_none_left), TextStyle::body, Role::success,
                       k_gap_s);
    }
    for (const auto& lot : line.lots) {
        draw_paragraph(ui, inside, recalled_lot_text(ui, scene.shop, lot), TextStyle::body,
                       Role::ink, k_gap_xs);
    }
    inside.cut_top(ui.px(k_gap_s));
    const bool may_end = scene.has_right(domain::Right::gifts_recall);
    const auto name = line.code + " " + recall.batch;
    std::vector<BarButton> buttons{
        {"show " + name, ui.tr(words::recall_show), {.icon = Icon::archive}}};
    if (may_end) buttons.push_back({"end " + name, ui.tr(words::recall_end), {}});
    const auto pressed = draw_button_rows(ui, inside, buttons);
    if (!pressed) return;
    if (*pressed == 0) {
        intents.add(recalls::Show{recall.gift_id});
    } else {
        intents.add(recalls::End{recall.id, line.name});
    }
}

}  // namespace

void draw_recalls(Ui& ui, const Rect& area, const Scene& scene, const RecallsState& state,
                  RecallsIntents& intents) {
    auto rest = page_width(ui, area);
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(recalls::Reload{});
    if (presence != ListPresence::there) return;
    if (state.lines.empty()) {
        draw_empty_state(ui, rest, "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::recalls_none),
                          .body = ui.tr(words::recalls_none_body)});
        return;
    }
    ScrollArea scroll(ui, "recalls", rest);
    Columns columns(ui, scroll.content(), k_recall_card_dp, 3);
    for (const auto& line : state.lines) {
        draw_recall_card(ui, columns.next(), scene, line, intents);
    }
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui
