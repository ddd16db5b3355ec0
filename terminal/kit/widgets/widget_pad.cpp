#include "terminal/kit/widgets/widget_pad.hpp"

#include <imgui_internal.h>

#include <array>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr std::array k_telephone{PadKey::d1, PadKey::d2, PadKey::d3, PadKey::d4, PadKey::d5,
                                 PadKey::d6, PadKey::d7, PadKey::d8, PadKey::d9};
constexpr std::array k_calculator{PadKey::d7, PadKey::d8, PadKey::d9, PadKey::d4, PadKey::d5,
                                  PadKey::d6, PadKey::d1, PadKey::d2, PadKey::d3};

Text pad_text(PadKey key) {
    if (key == PadKey::point) return Text::data(".");
    return Text::data(fmt::format("{}", static_cast<int>(key)));
}

bool draw_key(Ui& ui, const Rect& rect, PadKey key) {
    const auto text = pad_text(key);
    const auto press = press_area(ui, rect, text.utf8(), text, {.tab_stop = false});
    fill(ui, rect, Role::surface, k_radius_control);
    border(ui, rect, Role::outline, k_radius_control);
    if (press.held) fill(ui, rect, Role::primary, k_radius_control, 0.14f);
    draw_text_sized(ui, rect, text, {28, Weight::bold}, Role::ink, Align::center);
    return press.pressed;
}

bool draw_erase(Ui& ui, const Rect& rect) {
    const auto press = press_area(ui, rect, "erase", ui.tr(words::delete_digit),
                                  {.repeats = true, .tab_stop = false});
    fill(ui, rect, Role::surface2, k_radius_control);
    border(ui, rect, Role::outline, k_radius_control);
    if (press.held) fill(ui, rect, Role::primary, k_radius_control, 0.14f);
    if (press.held) ui.keep_moving();
    draw_icon(ui, {rect.center_x(), rect.center_y()}, Icon::backspace, 28, Role::ink);
    return press.pressed;
}

/// One frame may bring several, when frames are slow or the fingers are fast.
std::vector<PadKey> typed_keys(Ui& ui, const NumberPad& pad, ImGuiID item) {
    std::vector<PadKey> keys;
    if (!ui.reachable() || ui.memory().field.id != 0) return keys;
    ui.memory().pad_in_reach = true;
    for (const auto character : ImGui::GetIO().InputQueueCharacters) {
        if (character >= '0' && character <= '9') {
            keys.push_back(static_cast<PadKey>(character - '0'));
        } else if (character == '.' && pad.point) {
            keys.push_back(PadKey::point);
        } else if (character == k_typing_taken_back) {
            keys.push_back(PadKey::clear);
        }
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Backspace)) keys.push_back(PadKey::erase);
    if (ImGui::IsKeyPressed(ImGuiKey_Delete, false)) keys.push_back(PadKey::clear);
    // Whoever types goes on here: Enter is the pad's, not that of what was reached before.
    if (!keys.empty()) ui.focus_item(item, FocusWay::returned);
    const bool elsewhere = ImGui::GetIO().NavVisible && ImGui::GetCurrentContext()->NavId != item;
    if (pad.confirm && is_enter_pressed() && !elsewhere) keys.push_back(PadKey::confirm);
    return keys;
}

}  // namespace

std::vector<PadKey> draw_number_pad(Ui& ui, const Rect& rect, std::string_view name,
                                    const NumberPad& pad) {
    const IdScope scope(name);
    QIANTAI_ASSERT(!pad.point || !pad.confirm);
    auto pressed = typed_keys(ui, pad, ui.id("digits"));
    const auto gap = ui.px(k_gap_m);
    const auto& keys = pad.order == PadOrder::telephone ? k_telephone : k_calculator;
    for (int i = 0; i < 9; ++i) {
        const auto place = rect.row(i / 3, 4, gap).column(i % 3, 3, gap);
        if (draw_key(ui, place, keys[static_cast<std::size_t>(i)])) {
            pressed.push_back(keys[static_cast<std::size_t>(i)]);
        }
    }
    const auto last = rect.row(3, 4, gap);
    const auto left = last.column(0, 3, gap), right = last.column(2, 3, gap);
    if (draw_key(ui, last.column(1, 3, gap), PadKey::d0)) pressed.push_back(PadKey::d0);
    if (pad.point && draw_key(ui, left, PadKey::point)) pressed.push_back(PadKey::point);
    if (draw_erase(ui, pad.confirm ? left : right)) pressed.push_back(PadKey::erase);
    if (pad.confirm && draw_button(ui, right, "confirm", ui.tr(words::confirm),
                                   {.kind = ButtonKind::primary, .lacks = pad.lacks})) {
        pressed.push_back(PadKey::confirm);
    }
    // All of it is one item for the keyboard, whose digits are on its keys.
    const auto keyboard = press_area(ui, rect, "digits", Text(), {.kind = ItemKind::surface});
    ui.add_stop({.id = keyboard.id,
                 .required = pad.point,
                 .filled = pad.filled,
                 .wrong = pad.wrong,
                 .begins = true},
                keyboard.focused);
    if (keyboard.focused && ui.has_keys()) {
        focus_ring(ui, rect.inset(-ui.px(k_gap_xs)), k_radius_control);
    }
    return pressed;
}

std::string apply_pad_key(std::string value, PadKey key, std::size_t digits_max) {
    switch (key) {
        case PadKey::clear:
            return "";
        case PadKey::confirm:
            return value;
        case PadKey::erase:
            if (!value.empty()) value.pop_back();
            return value;
        default:
            break;
    }
    if (value.size() < digits_max) value += static_cast<char>('0' + static_cast<int>(key));
    return value;
}

std::string apply_amount_key(std::string value, PadKey key) {
    constexpr std::size_t k_yuan_digits_most = 8, k_decimals = 2;
    const auto point = value.find('.');
    if (key == PadKey::point) {
        if (value.empty()) return "0.";
        return point == std::string::npos ? value + "." : value;
    }
    const bool digit = key <= PadKey::d9;
    if (digit && value == "0") value.clear();
    if (digit && point != std::string::npos && value.size() - point > k_decimals) return value;
    return apply_pad_key(std::move(value), key,
                         point == std::string::npos ? k_yuan_digits_most : point + 1 + k_decimals);
}

void draw_pin_dots(Ui& ui, const Rect& rect, std::size_t entered, std::size_t length, bool wrong) {
    const auto step = ui.px(38), radius = ui.px(9);
    auto x = rect.center_x() - step * static_cast<float>(length - 1) / 2;
    for (std::size_t i = 0; i < length; ++i, x += step) {
        const ImVec2 center{x, rect.center_y()};
        if (i < entered) {
            dot(ui, center, radius, wrong ? Role::danger : Role::primary);
        } else {
            ui.canvas().AddCircle(center, radius - 1, ui.color(wrong ? Role::danger : Role::edge),
                                  0, std::max(1.5f, ui.px(2)));
        }
    }
}

}  // namespace qiantai::ui
