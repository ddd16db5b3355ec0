// What is decided about calls besides making them, each in a sheet: who else makes one, that nobody
// does, whether one was so; and one more call to a member, or one every so many days.

#include "assets/words/callbacks.hpp"
#include "assets/words/kit.hpp"
#include "terminal/callbacks/screens/call_parts.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using Kind = CallOrderKind;

constexpr float k_order_width = 640;
constexpr int k_make_days[] = {0, 1, 3, 7, 14}, k_visit_intervals[] = {0, 7, 14, 30, 60, 90};

/// Where a sheet's fields are drawn, with what they are drawn from.
struct OrderSheet {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const CallbacksState& state;
    CallbacksIntents& intents;

    const CallOrder& order() const { return *state.order; }
    void change(CallOrder changed) const {
        changed.error.reset();
        intents.add(callbacks::ChangeOrder{std::move(changed)});
    }
    void label(TextKey key) const {
        draw_field_label(ui, rest, ui.tr(words::required_mark, ui.tr(key).utf8()));
    }
    void end() const { rest.cut_top(ui.px(k_gap)); }
};

struct OrderWords {
    TextKey title, confirm, words;
    int length_max;
    bool words_required;
};
OrderWords words_of(Kind kind) {
    switch (kind) {
        case Kind::hand_over:
            return {words::callback_hand_over, words::callback_hand_over,
                    words::callback_order_reason, k_callback_reason_length_max, false};
        case Kind::end:
            return {words::callback_end, words::callback_end, words::callback_order_reason,
                    k_callback_reason_length_max, true};
        case Kind::check:
            return {words::callback_check, words::callback_check_save, words::callback_check_remark,
                    k_callback_said_length_max, false};
        case Kind::make:
            return {words::callback_make, words::callback_make_save, words::callback_make_matter,
                    k_callback_matter_length_max, true};
        case Kind::key_customer:
            return {words::callback_kind_key_customer, words::callback_key_customer_save,
                    words::callback_key_customer_note, k_callback_matter_length_max, false};
    }
    return {};
}

void draw_order_words(const OrderSheet& sheet) {
    const auto words = words_of(sheet.order().kind);
    const auto typed = draw_field(sheet.ui, sheet.rest, "words", sheet.order().words,
                                  {.label = sheet.ui.tr(words.words),
                                   .kind = FieldKind::lines,
                                   .characters_max = static_cast<std::size_t>(words.length_max),
                                   .required = words.words_required,
                                   .lines = 2});
    if (!typed.changed) return;
    auto changed = sheet.order();
    changed.words = *typed.changed;
    sheet.change(std::move(changed));
}

/// Whoever makes calls here but the person who has it now, then everybody, then the other place.
void draw_receivers(const OrderSheet& sheet) {
    const auto& order = sheet.order();
    const auto& owner = sheet.state.sheet->line.state.owner;
    const bool hq = sheet.scene.shop.store_code == k_headquarters_code;
    std::vector<CallOrder> choices;
    std::vector<Text> words;
    std::optional<std::size_t> on;
    const auto offer = [&](std::optional<std::string> to, bool other_place, Text label) {
        if (order.to == to && order.other_place == other_place) on = words.size();
        auto choice = order;
        choice.to = std::move(to);
        choice.other_place = other_place;
        choices.push_back(std::move(choice));
        words.push_back(std::move(label));
    };
    for (const auto& tile : sheet.scene.colleagues) {
        if (tile.number == owner || !domain::has_right(tile.role, domain::Right::callbacks_keep)) {
            continue;
        }
        offer(tile.number, false, Text::data(tile.name));
    }
    if (!owner.empty()) offer("", false, sheet.ui.tr(words::callback_to_anybody));
    offer(std::nullopt, true,
          sheet.ui.tr(hq ? words::callback_to_store : words::callback_to_headquarters));
    sheet.label(words::callback_to_whom);
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "to", words, on);
    if (pressed) sheet.change(choices[*pressed]);
    sheet.end();
    const auto& name = sheet.state.sheet->line.owner_name;
    if (owner.empty() || name.empty()) return;
    if (draw_checkbox(sheet.ui, sheet.rest, "all of owner",
                      {.label = sheet.ui.tr(words::callback_all_of_owner, name),
                       .checked = order.all_of_owner})) {
        auto changed = order;
        changed.all_of_owner = !changed.all_of_owner;
        sheet.change(std::move(changed));
    }
    sheet.end();
}

void draw_agrees(const OrderSheet& sheet) {
    draw_paragraph(sheet.ui, sheet.rest, sheet.ui.tr(words::callback_check_body), TextStyle::body,
                   Role::ink2, k_gap);
    sheet.label(words::callback_check_agrees);
    const std::array words{sheet.ui.tr(words::callback_checked_true),
                           sheet.ui.tr(words::callback_checked_false)};
    const auto& agrees = sheet.order().agrees;
    const auto on = agrees ? std::optional<std::size_t>(*agrees ? 0 : 1) : std::nullopt;
    if (const auto pressed = draw_choices(sheet.ui, sheet.rest, "agrees", words, on)) {
        auto changed = sheet.order();
        changed.agrees = *pressed == 0;
        sheet.change(std::move(changed));
    }
    sheet.end();
}

template <typename Words>
void draw_days(const OrderSheet& sheet, TextKey label, std::span<const int> days,
               Words words_of_day) {
    std::vector<Text> words;
    std::optional<std::size_t> on;
    for (const int day : days) {
        if (sheet.order().days == day) on = words.size();
        words.push_back(words_of_day(day));
    }
    sheet.label(label);
    if (const auto pressed = draw_choices(sheet.ui, sheet.rest, "days", words, on)) {
        auto changed = sheet.order();
        changed.days = days[*pressed];
        sheet.change(std::move(changed));
    }
    sheet.end();
}

void draw_order_fields(const OrderSheet& sheet) {
    auto& ui = sheet.ui;
    switch (sheet.order().kind) {
        case Kind::hand_over:
            draw_receivers(sheet);
            break;
        case Kind::end:
            break;
        case Kind::check:
            draw_agrees(sheet);
            break;
        case Kind::make:
            draw_days(sheet, words::callback_make_until, k_make_days, [&](int days) {
                return days == 0   ? ui.tr(words::callback_today)
                       : days == 1 ? ui.tr(words::callback_make_tomorrow)
                                   : ui.tr(words::callback_make_days, days);
            });
            break;
        case Kind::key_customer:
            draw_days(sheet, words::callback_key_customer_every, k_visit_intervals, [&](int days) {
                return days == 0 ? ui.tr(words::callback_key_customer_unplanned)
                                 : ui.tr(words::callback_key_customer_days, days);
            });
            break;
    }
    draw_order_words(sheet);
}

Text order_lacks(const Ui& ui, const CallOrder& order) {
    std::vector<Text> missing;
    const auto words = words_of(order.kind);
    const auto lacks = [&](bool is_missing, TextKey what) {
        if (is_missing) missing.push_back(ui.tr(what));
    };
    lacks(order.kind == Kind::hand_over && !order.to && !order.other_place,
          words::callback_to_whom);
    lacks(order.kind == Kind::check && !order.agrees, words::callback_check_agrees);
    lacks(order.kind == Kind::make && !order.days, words::callback_make_until);
    lacks(order.kind == Kind::key_customer && !order.days, words::callback_key_customer_every);
    lacks(words.words_required && order.words.empty(), words.words);
    return fill_first_text(ui, missing);
}

}  // namespace

void draw_call_order(Ui& ui, const Rect& area, const Scene& scene, const CallbacksState& state,
                     CallbacksIntents& intents) {
    const auto& order = *state.order;
    const auto words = words_of(order.kind);
    const bool of_member = order.kind == Kind::make || order.kind == Kind::key_customer;
    const auto whom = of_member     ? state.member_name
                      : state.sheet ? state.sheet->line.member_name
                                    : "";
    std::vector<BarButton> buttons{
        {"order",
         ui.tr(words.confirm),
         {.kind = order.kind == Kind::end ? ButtonKind::danger : ButtonKind::primary,
          .lacks = order_lacks(ui, order),
          .busy = order.busy}}};
    if (order.kind == Kind::key_customer && state.key_customer) {
        buttons.push_back({"end key customer", ui.tr(words::callback_key_customer_end)});
    }
    const auto answer = draw_question_sheet(
        ui, area, {{ui.tr(words.title), Text::data(whom)}, k_order_width, buttons},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (order.error) {
                draw_banner(ui, rest, "error",
                            {.tone = Tone::danger, .text = error_text(ui, *order.error)});
                rest.cut_top(ui.px(k_gap));
            }
            draw_order_fields({ui, rest, scene, state, intents});
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(callbacks::CloseOrder{});
    if (answer.pressed == 0) intents.add(callbacks::ConfirmOrder{});
    if (answer.pressed == 1) intents.add(callbacks::EndKeyCustomer{});
}

void draw_call_orders(Ui& ui, Rect& rest, const Scene& scene, const CallbacksState& state,
                      CallbacksIntents& intents) {
    if (!scene.has_right(domain::Right::callbacks_manage)) return;
    const auto& now = state.sheet->line.state;
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
    const auto offer = [&](std::string_view name, TextKey label, Kind kind) {
        const auto words = ui.tr(label);
        const ButtonStyle style{.words = TextStyle::body_strong};
        const auto wide = button_width(ui, words, style);
        if (wide > line.width()) line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m));
        if (draw_button(ui, line.cut_left(wide, ui.px(k_gap_s)), name, words, style)) {
            intents.add(callbacks::OpenOrder{kind});
        }
    };
    if (now.is_open()) {
        offer("hand over", words::callback_hand_over, Kind::hand_over);
        offer("end", words::callback_end, Kind::end);
    } else if (now.status == domain::CallbackStatus::reached && !now.agrees &&
               now.closed_by != scene.session->staff_number) {
        offer("check", words::callback_check, Kind::check);
    }
}

}  // namespace qiantai::ui
