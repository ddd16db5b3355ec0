#include "terminal/kit/widgets/widget_customer_shell.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_customer_bar_dp = 84;
constexpr float k_answer_dp = 76, k_answer_large_dp = 88;
constexpr float k_fact_padding_dp = 10;
constexpr float k_pad_least_dp = 200;
constexpr float k_pad_most_dp = 400;
constexpr float k_customer_margin_dp = 40;
constexpr float k_customer_narrow_dp = 760;  // less: the form's number and the lead are left out

struct FactStyles {
    TextStyle title, lead, label, value, amount_label, note;
};
FactStyles styles_of(const CustomerShell& shell) {
    if (shell.large) {
        return {TextStyle::figure, TextStyle::title_regular, TextStyle::title_regular,
                TextStyle::figure, TextStyle::headline,      TextStyle::large};
    }
    return {TextStyle::figure,   TextStyle::large, TextStyle::large,
            TextStyle::headline, TextStyle::title, TextStyle::body};
}

bool draw_bar_button(Ui& ui, Rect& line, std::string_view name, const Text& label) {
    const auto wide = std::max(ui.px(k_target_min),
                               text_width(ui, label.utf8(), TextStyle::body_strong) + ui.px(36));
    const auto place = line.cut_right(wide, ui.px(k_gap));
    const auto press = press_area(ui, place, name, label);
    if (press.held) fill(ui, place, Role::rail_active, k_radius_control);
    border(ui, place, Role::outline, k_radius_control);
    draw_text(ui, place, label, TextStyle::body_strong, Role::rail_text_active, Align::center);
    if (press.focused) focus_ring(ui, place, k_radius_control);
    return press.pressed;
}

bool draw_staff_button(Ui& ui, Rect& line, const Text& label) {
    const auto wide = text_width(ui, label.utf8(), TextStyle::body) + ui.px(24 + k_gap_s + 36) + 1;
    const auto place = line.cut_right(wide, ui.px(k_gap));
    const auto press = press_area(ui, place, "staff", label);
    if (press.held) fill(ui, place, Role::rail_active, k_radius_control);
    auto inner = place.inset(ui.px(18), 0);
    const auto sign = inner.cut_left(ui.px(24), ui.px(k_gap_s));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::lock, 22, Role::rail_text);
    draw_text(ui, inner, label, TextStyle::body, Role::rail_text);
    if (press.focused) focus_ring(ui, place, k_radius_control);
    return press.pressed;
}

float draw_fact_row(Ui& ui, const Rect& rest, const CustomerFact& fact, const FactStyles& styles,
                    float label_width) {
    const auto padding = ui.px(k_fact_padding_dp);
    divider(ui, rest.left, rest.right, rest.top);
    Rect value{rest.left + label_width, rest.top + padding, rest.right, rest.bottom};
    const bool below = label_width == 0;
    if (below) {
        value.top += draw_wrapped(ui, value, fact.label, styles.label, Role::ink2);
    } else {
        // One line with the value's first: both are centred on the same height.
        draw_text(ui,
                  {rest.left, value.top, value.left - ui.px(k_gap),
                   value.top + line_height(ui, styles.value)},
                  fact.label, styles.label, Role::ink2);
    }
    const auto high = draw_wrapped(ui, value, fact.value, styles.value, Role::ink);
    return value.top + high + padding - rest.top;
}

// The labels' column, or 0 where it would leave the values less than half.
float label_column(const Ui& ui, const CustomerFacts& facts, const FactStyles& styles,
                   float width) {
    float wide = 0;
    for (const auto& fact : facts.facts) {
        wide = std::max(wide, text_width(ui, fact.label.utf8(), styles.label));
    }
    wide += ui.px(k_gap_xl);
    return wide > width * 0.4f ? 0 : wide;
}

float draw_amount_card(Ui& ui, const Rect& rest, const CustomerFact& amount,
                       const FactStyles& styles) {
    const auto padding = ui.px(k_gap_s), side = ui.px(k_gap_xl);
    const auto figure = text_width(ui, amount.value.utf8(), TextStyle::display);
    const auto label = text_width(ui, amount.label.utf8(), styles.amount_label);
    const bool beside = figure + label + 3 * side <= rest.width();
    const auto figure_high = line_height(ui, TextStyle::display);
    const auto label_high = line_height(ui, styles.amount_label);
    auto card = rest;
    card.bottom = card.top + 2 * padding + figure_high + (beside ? 0 : label_high);
    fill(ui, card, Role::primary_soft, k_radius_card);
    contrast_border(ui, card, k_radius_card);
    auto inner = card.inset(side, padding);
    const auto words = beside ? inner : inner.cut_top(label_high);
    draw_text(ui, words, amount.label, styles.amount_label, Role::primary_text);
    draw_text(ui, inner, amount.value, TextStyle::display, Role::primary_text, Align::right);
    return card.height();
}

}  // namespace

CustomerPlan plan_customer(const Ui& ui, const Rect& area, const CustomerShell& shell,
                           float extra_height) {
    CustomerPlan plan;
    auto rest = area;
    plan.bar = rest.cut_top(std::min(ui.px(k_customer_bar_dp), area.height() / 5));
    const auto margin = std::min(ui.px(k_customer_margin_dp), area.width() / 24);
    rest = page_width(ui, rest.inset(margin, std::min(ui.px(28), rest.height() / 20)));
    const auto gap = ui.px(k_gap_l);
    const auto pad_most = ui.px(k_pad_most_dp);
    const auto answer = ui.px(shell.large ? k_answer_large_dp : k_answer_dp);
    if (rest.width() > rest.height()) {
        const auto right = std::max(rest.width() * 0.42f, std::min(ui.px(440), rest.width() / 2));
        auto side = rest.cut_right(right, margin);
        plan.facts = rest;
        plan.buttons = side.cut_bottom(answer, gap);
        if (extra_height > 0) plan.extra = side.cut_bottom(extra_height, gap);
        plan.signature = side.cut_top(pad_most);
    } else {
        plan.buttons = rest.cut_bottom(answer, gap);
        if (extra_height > 0) plan.extra = rest.cut_bottom(extra_height, gap);
        const auto pad = std::clamp(rest.height() * 0.4f, ui.px(k_pad_least_dp), pad_most);
        plan.signature = rest.cut_bottom(pad, gap);
        plan.facts = rest;
    }
    return plan;
}

CustomerBarResult draw_customer_bar(Ui& ui, const Rect& rect, const CustomerShell& shell) {
    const IdScope scope("customer bar");
    CustomerBarResult result;
    fill(ui, rect, Role::rail);
    const OnRail rail(ui);
    auto line = rect.inset(std::min(ui.px(k_customer_margin_dp), rect.width() / 24), 0);
    line = line.centered(line.width(), ui.px(k_target_min));
    // Each language is called by its own name: who needs it cannot read the other.
    const auto other = Text::data(shell.language == Language::zh ? "English" : "中文");
    result.language = draw_bar_button(ui, line, "language", other);
    // What it does, not how it is: who cannot read the one can read the other.
    const auto size = shell.large ? words::customer_smaller : words::customer_larger;
    result.larger = draw_bar_button(ui, line, "larger", translate(shell.language, size));
    result.staff = draw_staff_button(ui, line, translate(shell.language, words::customer_staff));
    const auto sign = line.cut_left(ui.px(44), ui.px(k_gap)).centered(ui.px(44), ui.px(44));
    fill(ui, sign, Role::primary, k_radius_small);
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::store, 26, Role::on_primary);
    const auto shop = text_width(ui, shell.shop.utf8(), TextStyle::title) + 1;
    const bool narrow = rect.width() < ui.px(k_customer_narrow_dp);
    draw_text(ui, line.cut_left(narrow ? line.width() : shop, ui.px(k_gap)), shell.shop,
              TextStyle::title, Role::rail_text_active);
    if (narrow) return result;
    const auto form = Text::data(
        shell.number.empty() ? shell.form.utf8() : shell.form.utf8() + " · " + shell.number.utf8());
    draw_text(ui, line, form, TextStyle::body, Role::rail_text);
    return result;
}

void draw_customer_facts(Ui& ui, const Rect& rect, const CustomerShell& shell,
                         const CustomerFacts& facts) {
    const IdScope scope("customer facts");
    const auto styles = styles_of(shell);
    // What the signature is for stays in sight, wherever the rest is scrolled to.
    auto head = rect;
    head.top += draw_wrapped(ui, head, facts.title, styles.title, Role::ink) + ui.px(k_gap_s);
    if (!facts.amount.value.empty()) {
        head.top += draw_amount_card(ui, head, facts.amount, styles) + ui.px(k_gap_s);
    }
    ScrollArea scroll(ui, "facts", head);
    auto rest = scroll.content();
    rest.top += draw_wrapped(ui, rest, facts.lead, styles.lead, Role::ink2) + ui.px(k_gap_s);
    const auto labels = label_column(ui, facts, styles, rest.width());
    for (const auto& fact : facts.facts) {
        rest.top += draw_fact_row(ui, rest, fact, styles, labels);
    }
    if (!facts.terms.value.empty()) {
        rest.top += ui.px(k_fact_padding_dp);
        rest.top += draw_wrapped(ui, rest, facts.terms.label, styles.label, Role::ink2);
        rest.top += draw_wrapped(ui, rest, facts.terms.value, styles.note, Role::ink);
    }
    if (!facts.note.empty()) {
        auto line = rest;
        line.top += ui.px(k_fact_padding_dp);
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), line.top + line_height(ui, styles.note) / 2}, Icon::lock,
                  20, Role::ink2);
        rest.top = line.top + draw_wrapped(ui, line, facts.note, styles.note, Role::ink2);
    }
    scroll.finish(rest.top);
}

CustomerAnswer draw_customer_buttons(Ui& ui, const Rect& rect, const CustomerShell& shell,
                                     const Text& lacks) {
    const IdScope scope("customer answer");
    CustomerAnswer answer;
    auto line = rect;
    const auto no = translate(shell.language, words::customer_disagree);
    const auto yes = lacks.empty() ? translate(shell.language, words::customer_agree) : lacks;
    ButtonStyle quiet, strong{.kind = ButtonKind::primary, .lacks = lacks};
    quiet.words = strong.words = TextStyle::title;
    const auto both = button_width(ui, no, quiet) + button_width(ui, yes, strong);
    if (!shell.large || both + ui.px(k_gap_m) > line.width()) {
        quiet.words = strong.words = TextStyle::large_strong;
    }
    const auto left = std::min(button_width(ui, no, quiet), line.width() / 2);
    answer.disagree = draw_button(ui, line.cut_left(left, ui.px(k_gap_m)), "disagree", no, quiet);
    answer.agree = draw_button(ui, line, "agree", yes, strong);
    return answer;
}

void draw_customer_thanks(Ui& ui, const Rect& rect, const CustomerShell& shell, const Text& said) {
    auto place = rect.centered(std::min(rect.width(), ui.px(k_text_width)), ui.px(240));
    const auto sign = place.cut_top(ui.px(112), ui.px(k_gap));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 96, Role::success);
    place.top += draw_wrapped(ui, place, translate(shell.language, words::customer_thanks),
                              TextStyle::figure, Role::ink, Align::center);
    draw_wrapped(ui, place, said, TextStyle::large, Role::ink2, Align::center);
}

}  // namespace qiantai::ui
