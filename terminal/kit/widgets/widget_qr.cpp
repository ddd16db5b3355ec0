#include "terminal/kit/widgets/widget_qr.hpp"

#include <qrencode.h>

#include <cmath>
#include <memory>

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr int k_quiet_modules = 4;
constexpr float k_white_radius_dp = 8;

}  // namespace

QrCode make_qr(const std::string& text) {
    // A quarter of it may be dirty or reflect a lamp.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_Q), QRcode_free);
    QrCode code;
    if (!made) return code;
    code.side = made->width;
    const auto count = static_cast<std::size_t>(made->width * made->width);
    for (std::size_t i = 0; i < count; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
    return code;
}

void draw_qr(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
             const QrCode& code) {
    if (code.side == 0) return;
    press_area(ui, rect, name, label, {.tab_stop = false, .kind = ItemKind::surface});
    const auto modules = static_cast<float>(code.side + 2 * k_quiet_modules);
    const auto module = std::floor(std::min(rect.width(), rect.height()) / modules);
    const auto whole = rect.centered(module * modules, module * modules);
    const ImVec2 corner{std::floor(whole.left), std::floor(whole.top)};
    ui.canvas().AddRectFilled(corner, {corner.x + whole.width(), corner.y + whole.height()},
                              IM_COL32_WHITE, ui.px(k_white_radius_dp));
    const auto edge = [&](float from, int count) {
        return from + module * static_cast<float>(k_quiet_modules + count);
    };
    for (int y = 0; y < code.side; ++y) {
        for (int x = 0; x < code.side; ++x) {
            if (!code.at(x, y)) continue;
            ui.canvas().AddRectFilled({edge(corner.x, x), edge(corner.y, y)},
                                      {edge(corner.x, x + 1), edge(corner.y, y + 1)},
                                      IM_COL32_BLACK);
        }
    }
}

}  // namespace qiantai::ui
