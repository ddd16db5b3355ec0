// What headquarters sent and this version can't read: what it is, from where, what to do.

#include "assets/words/sync.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_shown_most = 5;

// Whose records it came with.
Text source_text(const Ui& ui, const Shop& shop, const std::string& scope) {
    constexpr std::string_view k_store = "store/";
    if (scope == "chain") return ui.tr(words::sync_from_chain);
    if (!scope.starts_with(k_store)) return ui.tr(words::sync_from_headquarters);
    return store_text(ui, shop, scope.substr(k_store.size()));
}

// With the id's end, by which headquarters finds it.
Text row_text(const Ui& ui, const Shop& shop, const SetAsideRow& row) {
    constexpr std::size_t k_told_apart = 12;
    const auto from = source_text(ui, shop, row.scope).utf8();
    if (row.entity.empty()) return ui.tr(words::sync_set_aside_nameless, from);
    const auto id = row.id.text();
    return ui.tr(words::sync_set_aside_row, entity_text(ui, row.entity).utf8(), from,
                 id.substr(id.size() - k_told_apart));
}

}  // namespace

void draw_set_aside(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page) {
    const auto& rows = page.set_aside;
    if (rows.empty()) return;
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::sync_set_aside_heading),
                        number_text(static_cast<std::int64_t>(rows.size())), Tone::warning);
        draw_paragraph(ui, card.inside, ui.tr(words::sync_set_aside_body), TextStyle::body,
                       Role::ink2, k_gap_m);
        for (std::size_t i = 0; i < std::min(rows.size(), k_shown_most); ++i) {
            auto line = card.inside.cut_top(line_height(ui, TextStyle::body), ui.px(k_gap_s));
            const auto when = time_text(ui, scene.shop, rows[i].met_at);
            const auto at =
                line.cut_right(text_width(ui, when.utf8(), TextStyle::small) + 1, ui.px(k_gap_s));
            draw_text(ui, at, when, TextStyle::small, Role::ink2);
            draw_text(ui, line, row_text(ui, scene.shop, rows[i]), TextStyle::body, Role::ink);
        }
        if (rows.size() > k_shown_most) {
            draw_paragraph(ui, card.inside,
                           ui.tr(words::sync_set_aside_more, rows.size() - k_shown_most),
                           TextStyle::small, Role::ink2, k_gap_s);
        }
    }
    rest.cut_top(ui.px(k_gap));
}

}  // namespace qiantai::ui
