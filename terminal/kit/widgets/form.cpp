#include "terminal/kit/widgets/form.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_form_ring_dp = 4;
constexpr float k_strong_least_dp = 220;
constexpr float k_form_height_dp = 1000;
constexpr float k_low_area_dp = 420, k_low_gap_dp = 6;
constexpr ImGuiKey k_save_key = ImGuiKey_F10;

// What there is to know beside the buttons. True when it is pressed: it says that something is
// wrong.
bool draw_note(Ui& ui, Rect rest, const FormBar& bar) {
    const auto sign = bar.note_is_wrong ? ui.px(24 + k_gap_s) : 0;
    const auto lines = wrapped_height(ui, bar.note, TextStyle::small, rest.width() - sign);
    if (bar.note.empty() || lines > rest.height()) return false;
    if (!bar.note_is_wrong) {
        draw_wrapped(ui, rest.centered(rest.width(), lines), bar.note, TextStyle::small,
                     Role::ink2);
        return false;
    }
    const auto press = press_area(ui, rest, "what is wrong", bar.note);
    if (press.held) fill(ui, rest, Role::danger, k_radius_small, 0.12f);
    if (press.focused) focus_ring(ui, rest, k_radius_small);
    const auto icon = rest.cut_left(ui.px(24), ui.px(k_gap_s));
    draw_icon(ui, {icon.center_x(), icon.center_y()}, Icon::alert_circle, 24, Role::danger);
    draw_wrapped(ui, rest.centered(rest.width(), lines), bar.note, TextStyle::small, Role::danger);
    return press.pressed;
}

}  // namespace

Form::Form(Ui& ui, const Rect& content, int columns_most)
    : m_ui(ui),
      m_rest(content),
      m_start(content.top),
      m_columns(column_count(ui, content.width(), k_form_column_least, columns_most)) {}

void Form::end_cell() {
    if (m_column > 0) m_high = std::max(m_high, m_cell.top - m_rest.top);
}

Rect& Form::next() {
    if (m_column == m_columns) end_row();
    if (m_column == 0) next_part();
    end_cell();
    m_cell = m_rest.column(m_column++, m_columns, m_ui.px(k_gap_l));
    return m_cell;
}

TextBoxResult Form::text(std::string_view name, const std::string& value, const Field& field) {
    return draw_field(m_ui, next(), name, value, field);
}

Rect Form::control(const Text& label) {
    auto& cell = next();
    draw_field_label(m_ui, cell, label);
    return cell.cut_top(m_ui.px(k_button_height));
}

void Form::set_columns(int most, float least_dp) {
    end_row();
    m_columns = column_count(m_ui, m_rest.width(), least_dp, most);
}

void Form::begin_card() {
    end_row();
    if (m_part_begun) m_rest.cut_top(m_ui.px(k_gap));
    const auto padding = m_ui.px(k_gap_l);
    m_card = m_rest;
    m_rest = {m_card.left + padding, m_card.top + padding, m_card.right - padding, m_card.bottom};
    m_start = m_rest.top;
    m_part_begun = false;
    m_ground.emplace(m_ui);
}

void Form::end_card() {
    end_row();
    m_card.bottom = m_rest.top + m_ui.px(k_gap_l);
    m_ground->begin();
    draw_card(m_ui, m_card);
    m_ground.reset();
    m_rest = {m_card.left, m_card.bottom, m_card.right, m_card.bottom + m_rest.height()};
    m_part_begun = true;
}

// The room between two parts belongs to none, so that a card ends where its last part does.
void Form::next_part() {
    if (m_part_begun) m_rest.cut_top(m_ui.px(k_gap));
    m_part_begun = true;
}

Rect& Form::whole_row() {
    end_row();
    next_part();
    return m_rest;
}

void Form::heading(const Text& title, const Text& note) {
    end_row();
    next_part();
    if (m_rest.top > m_start) m_rest.cut_top(m_ui.px(k_gap_s));
    const auto high = line_height(m_ui, TextStyle::large_strong);
    draw_text(m_ui, m_rest.cut_top(high), title, TextStyle::large_strong, Role::ink);
    if (!note.empty()) draw_paragraph(m_ui, m_rest, note, TextStyle::small, Role::ink2);
    m_rest.cut_top(m_ui.px(k_gap_s));
    m_part_begun = false;
}

void Form::end_row() {
    if (m_column == 0) return;
    end_cell();
    m_rest.cut_top(m_high);
    m_column = 0;
    m_high = 0;
}

float Form::bottom() {
    end_row();
    return m_rest.top;
}

FormPlan plan_form(const Ui& ui, const Rect& area, float width_dp) {
    auto rest = page_width(ui, area, width_dp);
    // On a very high screen the buttons would be lost far below a short form. In portrait a person
    // stands before it and reaches the lower edge best.
    if (!ui.portrait()) rest.bottom = std::min(rest.bottom, rest.top + ui.px(k_form_height_dp));
    FormPlan plan;
    // Beside the keyboard every line counts for the fields: the bar is as low as its button lets
    // it.
    const bool low = !ui.portrait() && area.height() < ui.px(k_low_area_dp);
    if (low) rest.bottom += ui.px(k_gap_l - k_low_gap_dp);
    plan.bar = rest.cut_bottom(ui.px(k_button_height), ui.px(low ? k_low_gap_dp : k_gap));
    if (plan.bar.bottom >= area.bottom) {
        plan.ground = {area.left - ui.px(k_gap_xl), rest.bottom, area.right + ui.px(k_gap_xl),
                       area.bottom + ui.px(k_gap_l)};
    }
    plan.form = rest.inset(-ui.px(k_form_ring_dp), 0);
    return plan;
}

Rect form_content(const Ui& ui, const Rect& content) {
    return content.inset(ui.px(k_form_ring_dp), 0);
}

FormBarAnswer draw_form_bar(Ui& ui, const FormPlan& plan, const FormBar& bar) {
    if (!plan.ground.empty()) {
        fill(ui, plan.ground, Role::surface);
        divider(ui, plan.ground.left, plan.ground.right, plan.ground.top);
    }
    auto answer = FormBarAnswer::none;
    auto rest = plan.bar;
    auto save_style = bar.save_style;
    save_style.finishes = Finishes::form;
    save_style.key = k_save_key;
    const auto save = std::max(button_width(ui, bar.save, save_style),
                               std::min(ui.px(k_strong_least_dp), rest.width() * 0.4f));
    const auto save_place = rest.cut_right(save, ui.px(k_gap));
    const ButtonStyle leaving{.kind = ButtonKind::ghost,
                              .lacks = bar.saving ? ui.tr(words::form_saving) : Text()};
    const auto leave = button_width(ui, bar.give_up, {.kind = ButtonKind::ghost});
    // Its words, which have no frame around them, begin where the fields do.
    auto left = rest.cut_left(leave - ui.px(4), ui.px(k_gap_m)).moved(-ui.px(4), 0);
    left.right = left.left + leave;
    // Saving is what keys come to first after the form's last item.
    if (draw_button(ui, save_place, "save", bar.save, save_style)) answer = FormBarAnswer::save;
    if (draw_note(ui, rest, bar)) ui.lead_to_wrong();
    if (draw_button(ui, left, "give up", bar.give_up, leaving)) {
        answer = FormBarAnswer::give_up;
    }
    if (answer == FormBarAnswer::save) ui.lead_to_wrong();
    return answer;
}

Text fill_first_text(const Ui& ui, std::span<const Text> missing) {
    if (missing.empty()) return {};
    auto names = missing.front().utf8();
    for (const auto& name : missing.subspan(1)) {
        names = ui.tr(words::fill_also, names, name.utf8()).utf8();
    }
    return ui.tr(words::fill_first, names);
}

std::optional<std::size_t> draw_action_bar(Ui& ui, const Rect& bar,
                                           std::span<const BarButton> buttons) {
    std::optional<std::size_t> pressed;
    auto rest = bar;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const auto& button = buttons[i];
        auto style = button.style;
        const bool strong = style.kind == ButtonKind::primary || style.kind == ButtonKind::danger;
        if (i == 0 && strong) style.finishes = Finishes::question;
        auto wide = button_width(ui, button.label, style);
        // The strong button is easy to hit, as far as that leaves the others their room.
        if (i == 0) wide = std::max(wide, std::min(ui.px(k_strong_least_dp), bar.width() * 0.4f));
        if (draw_button(ui, rest.cut_right(wide, ui.px(k_gap_m)), button.name, button.label,
                        style)) {
            pressed = i;
        }
    }
    return pressed;
}

}  // namespace qiantai::ui
