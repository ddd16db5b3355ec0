#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui::gallery {
namespace {

float draw_banners(Ui& ui, const Rect& rect) {
    const Banner banners[] = {
        {Tone::danger, ui.tr(words::gallery_refused_phone), ui.tr(words::gallery_look)},
        {Tone::warning, ui.tr(words::gallery_offline_body, 12), {}},
        {Tone::info, ui.tr(words::gallery_info_banner), {}},
        {Tone::success, ui.tr(words::gallery_success_banner), {}},
    };
    auto rest = rect;
    int index = 0;
    for (const auto& banner : banners) {
        draw_banner(ui, rest, fmt::format("banner {}", index++), banner);
        rest.cut_top(ui.px(k_gap_s));
    }
    return rest.top;
}

void draw_overlays(Ui& ui, const Rect& rect, GalleryIntents& intents) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_overlays));
    const auto row = area.cut_top(ui.px(k_button_height));
    const auto part = [&](int index) { return row.column(index, 4, ui.px(k_gap_m)); };
    if (draw_button(ui, part(0), "dialog", ui.tr(words::gallery_open_dialog))) {
        intents.emplace_back(OpenModal{GalleryModal::dialog});
    }
    if (draw_button(ui, part(1), "sheet", ui.tr(words::gallery_open_sheet))) {
        intents.emplace_back(OpenModal{GalleryModal::tier_sheet});
    }
    if (draw_button(ui, part(2), "date", ui.tr(words::gallery_open_date))) {
        intents.emplace_back(OpenModal{GalleryModal::date_sheet});
    }
    if (draw_button(ui, part(3), "toast", ui.tr(words::gallery_open_toast))) {
        intents.emplace_back(
            ShowToast{{ui.tr(words::gallery_saved), Tone::success, ui.tr(words::undo), "undo"}});
    }
}

void draw_samples(Ui& ui, const Rect& rect, int index) {
    auto area = draw_card(ui, rect);
    switch (index) {
        case 0:
            draw_empty_state(ui, area, "empty",
                             {.icon = Icon::magnify,
                              .title = ui.tr(words::gallery_empty_title),
                              .body = ui.tr(words::gallery_empty_body),
                              .action = ui.tr(words::gallery_register)});
            break;
        case 1:
            draw_empty_state(ui, area, "error",
                             {.icon = Icon::alert_circle,
                              .tone = Tone::danger,
                              .title = ui.tr(words::gallery_error_title),
                              .body = ui.tr(words::gallery_error_body),
                              .action = ui.tr(words::retry)});
            break;
        case 2:
            draw_empty_state(ui, area, "offline",
                             {.icon = Icon::cloud_off,
                              .tone = Tone::warning,
                              .title = ui.tr(words::gallery_offline_title),
                              .body = ui.tr(words::gallery_offline_body, 12)});
            break;
        default:
            draw_busy(ui, area.cut_bottom(ui.px(40)), ui.tr(words::loading));
            draw_loading_rows(ui, area);
            break;
    }
}

}  // namespace

void draw_states_page(Ui& ui, const Rect& area, const GalleryState&, GalleryIntents& intents) {
    ScrollArea scroll(ui, "page", area);
    auto rest = scroll.content();
    const auto gap = ui.px(k_gap);
    const bool wide = area.width() > ui.px(1000);
    const int columns = wide ? 4 : 2;
    for (int row = 0; row < 4 / columns; ++row) {
        const auto line = rest.cut_top(ui.px(372), gap);
        for (int column = 0; column < columns; ++column) {
            draw_samples(ui, line.column(column, columns, gap), row * columns + column);
        }
    }
    draw_overlays(ui, rest.cut_top(ui.px(2 * k_gap_l + 40 + k_button_height), gap), intents);
    scroll.finish(draw_banners(ui, rest));
}

}  // namespace qiantai::ui::gallery
