// A gift's photo is chosen, taken or removed.

#include "assets/words/member_page.hpp"
#include "assets/words/stock.hpp"
#include "assets/words/ticket_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/stock_gift.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_picture_sheet_width = 960, k_picture_busy_height = 160, k_picture_now_dp = 160;
constexpr std::string_view k_photo_kinds = ".jpg .png .heic";

}  // namespace

void draw_stock_picture_sheet(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                              StockIntents& intents) {
    const auto* gift = state.gift();
    if (gift == nullptr) return;
    const Heading heading{ui.tr(words::stock_picture), Text::data(gift->line.name)};
    if (state.camera.on) {
        if (const auto pressed = draw_camera_sheet(ui, area, heading, state.camera)) {
            intents.add(*pressed);
        }
        return;
    }
    std::vector<BarButton> buttons;
    if (!gift->picture.empty()) {
        buttons.push_back(
            {"remove picture", ui.tr(words::stock_picture_remove), {.busy = state.busy}});
    }
    const auto answer = draw_question_sheet(
        ui, area, {heading, k_picture_sheet_width, buttons, ui.tr(words::close)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "files", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (state.sheet_error) {
                draw_banner(ui, rest, "refused",
                            {.tone = Tone::danger, .text = error_text(ui, *state.sheet_error)});
                rest.cut_top(ui.px(k_gap_m));
            }
            if (state.busy) {
                draw_busy(ui, rest.cut_top(ui.px(k_picture_busy_height)),
                          ui.tr(words::stock_picture_adding));
            } else {
                if (!gift->picture.empty()) {
                    auto line = rest.cut_top(ui.px(k_picture_now_dp), ui.px(k_gap_m));
                    draw_gift_picture(ui, line.cut_left(line.height()), Text::data(gift->line.name),
                                      state.pictures, gift->picture);
                }
                if (const auto on = draw_camera_way(ui, rest, state.camera)) intents.add(*on);
                const FilesWanted wanted{
                    .none = ui.tr(words::stock_picture_none),
                    .none_body = ui.tr(words::ticket_evidence_none_body, k_photo_kinds),
                    .icon = Icon::camera};
                const auto pressed = draw_file_picker(ui, rest, scene.shop, state.picker, wanted);
                if (pressed) intents.add(*pressed);
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(stock::RemovePicture{});
    if (answer.left) intents.add(stock::CloseSheet{});
}

}  // namespace qiantai::ui
