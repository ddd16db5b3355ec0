#include "assets/words/members.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"
#include "terminal/members/screens/member_choices.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::ui {
namespace {

using GoodsDepositIntents = Intents<GoodsDepositIntent>;

constexpr std::size_t k_members_shown = 4;
constexpr float k_low_deposited_dp = 520, k_low_form_dp = 300, k_low_area_dp = 380,
                k_low_row_height = 60;

void draw_depositor(Ui& ui, Rect place, const ShownMember& shown, GoodsDepositIntents& intents) {
    const auto label = ui.tr(words::goods_who_change);
    const auto button = place.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "change member",
                    label)) {
        intents.add(goods::ChangeMember{});
        ui.begin_anew();
    }
    const auto name = Text::data(shown.member.name);
    const auto disc = place.cut_left(ui.px(56), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 56, name);
    auto lines = place.centered(place.width(), ui.px(52));
    draw_text(ui, lines.cut_top(ui.px(28)), name, TextStyle::title, Role::ink);
    draw_text(ui, lines, masked_phone_text(shown.member), TextStyle::small, Role::ink2);
}

struct DepositForm {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const GoodsDepositState& state;
    GoodsDepositIntents& intents;
    bool low;  ///< only a field or two are in sight above the keyboard

    Text error(std::string_view field) const { return field_error(ui, state.errors, field); }
    void text(GoodsText which, const std::string& value, Field field) const {
        const auto name = name_of(which);
        field.error = error(name);
        const auto result = form.text(name, value, field);
        if (result.changed) intents.add(goods::SetText{which, *result.changed});
    }

    void draw_found() const {
        const auto count = std::min(state.found.size(), k_members_shown);
        const auto row_height = ui.px(low ? k_low_row_height : k_member_row_height);
        if (count > 0) {
            const auto place = form.whole_row(static_cast<float>(count) * row_height);
            const auto found = std::span(state.found).first(count);
            if (const auto id = draw_member_choices(ui, place, scene.shop, found)) {
                intents.add(goods::ChooseMember{*id});
            }
        }
        // What is still being composed is nobody's name yet.
        const bool composing = !state.member_composing.empty();
        if (count > 0 || state.asking || composing || state.member_typed.empty()) return;
        const auto words = ui.tr(words::goods_who_none, state.member_typed);
        draw_paragraph(ui, form.whole_row(), words, TextStyle::body, Role::ink2);
    }

    void draw_who() const {
        if (!low) form.heading(ui.tr(words::goods_who));
        if (state.member) {
            return draw_depositor(ui, form.whole_row(ui.px(64)), *state.member, intents);
        }
        const auto wrong = error("member_id");
        auto place = form.whole_row(ui.px(k_search_height) +
                                    (wrong.empty() ? 0 : line_height(ui, TextStyle::small)));
        const auto search =
            draw_search(ui, place.cut_top(ui.px(k_search_height)), "member", state.member_typed,
                        {.hint = ui.tr(words::goods_who_hint),
                         .kind = FieldKind::name,
                         .required = true,
                         .wrong = !wrong.empty()});
        if (search.changed || search.composing != state.member_composing) {
            intents.add(
                goods::TypeMember{search.changed.value_or(state.member_typed), search.composing});
        }
        if (search.entered && !state.found.empty()) {
            intents.add(goods::ChooseMember{state.found.front().member.id});
        }
        if (!wrong.empty()) draw_text(ui, place, wrong, TextStyle::small, Role::danger);
        draw_found();
    }

    void draw_what() const {
        const auto& deposit = state.deposit;
        if (!low) form.heading(ui.tr(words::goods_what));
        text(GoodsText::item, deposit.item,
             {.label = ui.tr(words::goods_item),
              .characters_max = k_goods_item_length_max,
              .required = true});
        const auto place = form.control(ui.tr(words::goods_quantity));
        const auto quantity = draw_stepper(
            ui, place, "quantity", ui.tr(words::goods_quantity),
            {.value = deposit.quantity, .least = 1, .most = domain::k_goods_quantity_max});
        if (quantity) intents.add(goods::SetQuantity{*quantity});
        text(GoodsText::unit, deposit.unit,
             {.label = ui.tr(words::goods_unit_label),
              .hint = ui.tr(words::goods_unit_hint),
              .characters_max = k_goods_unit_length_max});
        const auto expiry = parse_typed_date(state.expires_typed);
        text(GoodsText::expires_on, state.expires_typed,
             {.label = ui.tr(words::goods_expiry),
              .hint = ui.tr(words::goods_expiry_hint),
              .note = expiry ? date_text(ui, scene.shop, *expiry) : Text(),
              .kind = FieldKind::digits,
              .characters_max = 8,
              .valid = expiry.has_value()});
        text(GoodsText::batch, deposit.batch,
             {.label = ui.tr(words::goods_batch), .characters_max = k_goods_short_length_max});
        text(GoodsText::place, deposit.place,
             {.label = ui.tr(words::goods_place), .characters_max = k_goods_short_length_max});
        text(GoodsText::till_receipt, deposit.till_receipt,
             {.label = ui.tr(words::goods_receipt),
              .kind = FieldKind::latin,
              .characters_max = k_goods_short_length_max});
        text(GoodsText::fee, state.fee_typed,
             {.label = ui.tr(words::goods_fee),
              .hint = ui.tr(words::goods_fee_none),
              .kind = FieldKind::latin,
              .characters_max = 9});
        text(GoodsText::barcode, deposit.barcode,
             {.label = ui.tr(words::goods_barcode),
              .kind = FieldKind::latin,
              .characters_max = k_goods_short_length_max});
        text(GoodsText::remark, deposit.remark,
             {.label = ui.tr(words::goods_remark), .characters_max = k_goods_remark_length_max});
    }
};

void draw_deposit_fields(Ui& ui, Rect area, const Scene& scene, const GoodsDepositState& state,
                         GoodsDepositIntents& intents) {
    const bool low = area.height() < ui.px(k_low_form_dp);
    // Whose they are stays in sight, wherever the form is scrolled to.
    const bool apart = low && state.member;
    const auto whose = apart ? area.cut_top(ui.px(k_target_min), ui.px(k_gap_s)) : Rect();
    {
        ScrollArea scroll(ui, "form", area);
        Form form(ui, form_content(ui, scroll.content()));
        const DepositForm fields{ui, form, scene, state, intents, low};
        if (!apart) fields.draw_who();
        fields.draw_what();
        scroll.finish(form.bottom());
    }
    if (apart) draw_depositor(ui, form_content(ui, whose), *state.member, intents);
}

// It is on disk: the number large enough to write it on the goods, and the way on.
void draw_deposited(Ui& ui, Rect& inside, const domain::GoodsLine& line,
                    GoodsDepositIntents& intents, bool low) {
    if (!low) {
        const auto sign = inside.cut_top(ui.px(72), ui.px(k_gap));
        dot(ui, {sign.center_x(), sign.center_y()}, ui.px(36), Role::success_soft);
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check, 40, Role::success);
    }
    draw_paragraph(ui, inside, Text::data(ui.tr(words::goods_done, line.member_name).utf8()),
                   TextStyle::headline, Role::ink, 0, Align::center);
    draw_paragraph(ui, inside, ui.tr(words::goods_done_note), TextStyle::small, Role::ink2,
                   low ? k_gap_s : k_gap_l, Align::center);
    auto number = inside.cut_top(ui.px(84), ui.px(low ? k_gap : k_gap_xl));
    fill(ui, number, Role::surface2, k_radius_control);
    draw_text(ui, number.cut_top(ui.px(32)), ui.tr(words::goods_number), TextStyle::caption,
              Role::ink2, Align::center);
    draw_text(ui, number.cut_top(ui.px(44)), Text::data(line.goods.number), TextStyle::headline,
              Role::ink, Align::center);
    const auto papers = inside.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    if (draw_button(ui, papers.column(0, 2, ui.px(k_gap_m)), "sign",
                    ui.tr(words::goods_to_customer), {.icon = Icon::pencil})) {
        intents.add(goods::SignDone{});
    }
    if (draw_button(ui, papers.column(1, 2, ui.px(k_gap_m)), "print slip",
                    ui.tr(words::goods_print_deposit), {.icon = Icon::printer})) {
        intents.add(goods::PrintDone{});
    }
    const auto row = inside.cut_top(ui.px(k_button_height));
    if (draw_button(ui, row.column(0, 2, ui.px(k_gap_m)), "open goods",
                    ui.tr(words::goods_done_open))) {
        intents.add(goods::OpenDone{});
    }
    if (draw_button(ui, row.column(1, 2, ui.px(k_gap_m)), "next deposit",
                    ui.tr(words::goods_done_next),
                    {.kind = ButtonKind::primary, .icon = Icon::plus})) {
        intents.add(goods::Next{});
    }
}

// While something is missing the note says it; the button leads there.
Text deposit_note(const Ui& ui, const Scene& scene, const GoodsDepositState& state) {
    if (!state.errors.empty()) return error_text(ui, state.errors.begin()->second);
    if (state.restored) return ui.tr(words::goods_draft_back);
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

}  // namespace

bool GoodsDepositState::is_touched() const {
    const auto& d = deposit;
    return member || !member_typed.empty() || !fee_typed.empty() || d.quantity != 1 ||
           !expires_typed.empty() ||
           !(d.item + d.barcode + d.unit + d.batch + d.place + d.till_receipt + d.remark).empty();
}

std::optional<Date> parse_typed_date(std::string_view typed) {
    if (typed.size() != 8) return std::nullopt;
    return Date::parse(
        fmt::format("{}-{}-{}", typed.substr(0, 4), typed.substr(4, 2), typed.substr(6, 2)));
}

std::string& text_of(GoodsDepositState& state, GoodsText field) {
    auto& deposit = state.deposit;
    switch (field) {
        case GoodsText::item:
            return deposit.item;
        case GoodsText::barcode:
            return deposit.barcode;
        case GoodsText::unit:
            return deposit.unit;
        case GoodsText::batch:
            return deposit.batch;
        case GoodsText::expires_on:
            return state.expires_typed;
        case GoodsText::place:
            return deposit.place;
        case GoodsText::till_receipt:
            return deposit.till_receipt;
        case GoodsText::fee:
            return state.fee_typed;
        case GoodsText::remark:
            break;
    }
    return deposit.remark;
}

std::string_view name_of(GoodsText field) {
    constexpr std::array<std::string_view, 9> k_names{
        "item", "barcode", "unit", "batch", "expires_on", "place", "till_receipt", "fee", "remark"};
    return k_names.at(static_cast<std::size_t>(field));
}

void draw_goods_deposit(Ui& ui, const Rect& area, const Scene& scene,
                        const GoodsDepositState& state, GoodsDepositIntents& intents) {
    if (state.done) {
        const bool low = area.height() < ui.px(k_low_deposited_dp);
        return draw_centered_card(
            ui, page_width(ui, area, k_text_width), low ? k_gap : k_gap_xl,
            [&](Rect& inside) { draw_deposited(ui, inside, *state.done, intents, low); });
    }
    auto plan = plan_form(ui, area);
    // Beside the keyboard the people found need the room; nothing can be saved before one is chosen.
    const bool only_who = !state.member && area.height() < ui.px(k_low_area_dp);
    if (only_who) plan.form.bottom = area.bottom;
    draw_deposit_fields(ui, plan.form, scene, state, intents);
    if (only_who) return;
    const FormBar bar{
        .save = ui.tr(words::goods_save),
        .save_style = {.kind = ButtonKind::primary,
                       .icon = Icon::check,
                       .lacks = state.member ? Text() : ui.tr(words::goods_choose_member_first),
                       .busy = state.saving || !state.begun},
        .give_up = ui.tr(words::goods_discard),
        .saving = state.saving,
        .note = deposit_note(ui, scene, state),
        .note_is_wrong = !state.errors.empty()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(goods::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(goods::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui
