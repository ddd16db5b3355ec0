#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"

namespace qiantai::ui::gallery {
namespace {

constexpr float k_pad_dp = 4 * 76 + 3 * k_gap_m;

void draw_pin(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    auto area = rect;
    draw_text(ui, area.cut_top(ui.px(28), ui.px(k_gap_s)),
              ui.tr(words::gallery_pin_prompt, "林晓岚"), TextStyle::body, Role::ink2,
              Align::center);
    draw_pin_dots(ui, area.cut_top(ui.px(28), ui.px(k_gap)), state.pin.size(), 6, false);
    const auto pad = area.cut_top(ui.px(k_pad_dp));
    const auto place = pad.centered(std::min(pad.width(), ui.px(324)), pad.height());
    for (const auto key :
         draw_number_pad(ui, place, "pin", {.order = PadOrder::telephone, .confirm = false})) {
        intents.emplace_back(PressPad{key, true});
    }
}

void draw_amount(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    auto area = rect;
    auto head = draw_card(ui, area.cut_top(ui.px(80), ui.px(k_gap_m)), k_gap);
    const auto shown = Text::data(state.amount.empty() ? "0" : state.amount);
    draw_text(ui, head.cut_right(ui.px(140)), shown, TextStyle::figure, Role::ink, Align::right);
    draw_text(ui, head, ui.tr(words::gallery_quantity), TextStyle::body, Role::ink2);
    for (const auto key : draw_number_pad(ui, area.cut_top(ui.px(k_pad_dp)), "amount", {})) {
        intents.emplace_back(PressPad{key, false});
    }
}

void draw_signature(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    auto area = draw_card(ui, rect);
    auto stored = area.cut_bottom(ui.px(56));
    const SignaturePad pad{state.strokes,
                           ui.tr(words::date_full, 2026, month_text(ui, 11).utf8(), 21),
                           ui.settings().language};
    for (const auto& change : draw_signature(ui, area, "signature", pad)) {
        intents.emplace_back(change);
    }
    draw_signature_thumbnail(ui, stored.inset(0, ui.px(k_gap_s)), state.strokes);
}

}  // namespace

void draw_pads_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents) {
    ScrollArea scroll(ui, "page", area);
    auto rest = scroll.content();
    const auto gap = ui.px(k_gap_xl);
    const bool wide = area.width() > ui.px(1000);
    if (wide) {
        auto row = rest.cut_top(ui.px(80 + k_pad_dp + k_gap_m), ui.px(k_gap));
        draw_pin(ui, row.column(0, 3, gap), state, intents);
        draw_amount(ui, row.column(1, 3, gap), state, intents);
        draw_signature(ui, row.column(2, 3, gap), state, intents);
    } else {
        auto row = rest.cut_top(ui.px(80 + k_pad_dp + k_gap_m), gap);
        draw_pin(ui, row.column(0, 2, gap), state, intents);
        draw_amount(ui, row.column(1, 2, gap), state, intents);
        draw_signature(ui, rest.cut_top(ui.px(400), ui.px(k_gap)), state, intents);
    }
    scroll.finish(rest.top - ui.px(k_gap));
}

}  // namespace qiantai::ui::gallery
