// Photos and files of a case that is not taken in yet: tiles in the form, and the sheet in which one is
// taken or chosen.

#include "assets/words/ticket_page.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_photo.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/tickets/screens/ticket_take_parts.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_take_tile_least = 104, k_take_tile_high = 72, k_take_photo_sheet_width = 960,
                k_take_busy_high = 160;
constexpr int k_take_tiles_most = 12;
constexpr std::string_view k_take_kinds = ".jpg .png .heic .pdf";

bool draw_take_tile(Ui& ui, const Rect& place, const TakePhotos& photos,
                    const domain::TicketPhoto& photo) {
    const auto name = "photo " + photo.attachment;
    const auto label = Text::data(photo.name);
    const auto thumbnail = photos.thumbnails.find(photo.attachment);
    if (thumbnail != photos.thumbnails.end()) {
        return draw_photo_tile(ui, place, name, label, thumbnail->second);
    }
    const bool is_pdf = photo.name.ends_with(".pdf");
    return draw_icon_photo_tile(ui, place, name, label, is_pdf ? Icon::file_pdf : Icon::camera,
                                label);
}

}  // namespace

void TakeView::draw_photos(Rect& rest) const {
    const auto& written = state.written.photos;
    const bool full = written.size() >= domain::k_ticket_photos_max;
    const auto gap = ui.px(k_gap_s);
    const int count = column_count(ui, rest.width(), k_take_tile_least, k_take_tiles_most);
    const auto tiles = written.size() + (full ? 0 : 1);
    for (std::size_t i = 0; i < tiles;) {
        const auto line = rest.cut_top(ui.px(k_take_tile_high), gap);
        for (int n = 0; n < count && i < tiles; ++n, ++i) {
            const auto place = line.column(n, count, gap);
            if (i < written.size()) {
                if (draw_take_tile(ui, place, state.photos, written[i])) {
                    intents.add(take::DropPhoto{written[i].attachment});
                }
                continue;
            }
            const auto label = ui.tr(words::ticket_evidence_add);
            if (draw_icon_photo_tile(ui, place, "add photo", label, Icon::camera,
                                     ui.tr(words::take_photo_add))) {
                intents.add(take::AddPhoto{});
            }
        }
    }
    if (!written.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::take_photos_note), TextStyle::small, Role::ink2,
                       k_gap_xs);
    }
}

void draw_take_photo_sheet(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketTakeState& state, TicketTakeIntents& intents) {
    const auto& photos = state.photos;
    const Heading heading{ui.tr(words::ticket_evidence_add), ui.tr(words::take_title)};
    if (photos.camera.on) {
        if (const auto pressed = draw_camera_sheet(ui, area, heading, photos.camera)) {
            intents.add(*pressed);
        }
        return;
    }
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_take_photo_sheet_width, {}}, [&](Rect& inside) {
            ScrollArea scroll(ui, "files", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (photos.error) {
                draw_banner(ui, rest, "refused", {Tone::danger, error_text(ui, *photos.error)});
                rest.cut_top(ui.px(k_gap_m));
            }
            if (photos.adding) {
                draw_busy(ui, rest.cut_top(ui.px(k_take_busy_high)),
                          ui.tr(words::ticket_evidence_adding));
            } else {
                if (const auto on = draw_camera_way(ui, rest, photos.camera)) intents.add(*on);
                const FilesWanted wanted{
                    .none = ui.tr(words::ticket_evidence_none),
                    .none_body = ui.tr(words::ticket_evidence_none_body, k_take_kinds),
                    .icon = Icon::camera};
                if (const auto pressed =
                        draw_file_picker(ui, rest, scene.shop, photos.picker, wanted)) {
                    intents.add(*pressed);
                }
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(take::OpenSheet{TicketTakeState::Sheet::none});
}

}  // namespace qiantai::ui
