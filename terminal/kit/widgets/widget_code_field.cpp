#include "terminal/kit/widgets/widget_code_field.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/text_box_lines.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_code_box_dp = 64;
constexpr auto k_length = k_code_group * k_code_groups;

// The box of each group; the one that is typed into stands out.
void draw_groups(Ui& ui, const Rect& row, const std::string& value, const Field& field,
                 bool focused) {
    const auto cells =
        static_cast<float>(k_length) + k_code_gap * static_cast<float>(k_code_groups - 1);
    const auto cell = row.width() / cells;
    const auto caret = focused ? ui.memory().field.caret.at : value.size();
    const auto current = std::min(caret / k_code_group, k_code_groups - 1);
    const bool wrong = !field.error.empty();
    for (std::size_t group = 0; group < k_code_groups; ++group) {
        const auto left = row.left + cell * static_cast<float>(group) *
                                         (static_cast<float>(k_code_group) + k_code_gap);
        const auto reach = cell * 0.3f;
        const Rect box{left - reach, row.top,
                       left + cell * static_cast<float>(k_code_group) + reach, row.bottom};
        const bool here = focused && group == current;
        if (here) {
            fill(ui, box.inset(-ui.px(3)), wrong ? Role::danger_soft : Role::primary_soft,
                 k_radius_control + 3);
        }
        fill(ui, box, field.enabled ? Role::surface : Role::surface2, k_radius_control);
        const auto role = wrong         ? Role::danger
                          : field.valid ? Role::success
                          : here        ? Role::primary
                                        : Role::outline;
        border(ui, box, role, k_radius_control, here || wrong || field.valid ? 2 : 1);
        // A short line under each empty place says how many characters are missing.
        for (std::size_t i = 0; i < k_code_group; ++i) {
            if (group * k_code_group + i < value.size()) continue;
            const auto x = left + cell * static_cast<float>(i);
            const auto y = box.bottom - ui.px(16);
            fill(ui, {x + cell * 0.2f, y, x + cell * 0.8f, y + std::max(1.0f, ui.px(2))},
                 Role::line);
        }
    }
}

}  // namespace

TextBoxResult draw_code_field(Ui& ui, Rect& rest, std::string_view name, const std::string& value,
                              const Field& field) {
    const auto top = rest.top;
    const bool focused = ui.reachable() && ui.memory().field.id == ui.id(name);
    draw_field_label(
        ui, rest, field.required ? ui.tr(words::required_mark, field.label.utf8()) : field.label);
    auto row = rest.cut_top(ui.px(k_code_box_dp));
    // The outer groups reach over their characters by as much as those between.
    const auto cells =
        static_cast<float>(k_length) + k_code_gap * static_cast<float>(k_code_groups - 1);
    row = row.inset(row.width() / (cells + 0.6f) * 0.3f, 0);
    draw_groups(ui, row, value, field, focused);
    draw_below_field(ui, rest, field);
    const auto result = draw_text_box(ui, row, row, name, value,
                                      {.kind = FieldKind::code,
                                       .characters_max = k_length,
                                       .label = field.label,
                                       .style = TextStyle::title,
                                       .enabled = field.enabled,
                                       .required = field.required,
                                       .wrong = !field.error.empty()});
    keep_whole_field_in_sight(ui, name, top, rest.top);
    return result;
}

}  // namespace qiantai::ui
