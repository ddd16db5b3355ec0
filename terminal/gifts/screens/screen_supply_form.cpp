// Goods of a supplier as they are written down: whose, by which note, and line by line how many, of
// which batch and at what price.

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/screen_supplies.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_supplied_shown = 5;

/// Where the parts of the form are drawn, with what they are drawn from.
struct SupplyForm {
    Ui& ui;
    Form& form;
    const SupplyFormState& state;
    SupplyFormIntents& intents;

    void draw_whose() const {
        form.heading(ui.tr(words::supply_whose));
        const auto supplier = form.text(
            "supplier", state.supplier,
            {.label = ui.tr(words::supply_supplier), .characters_max = k_gift_name_length_max});
        if (supplier.changed) intents.add(supply_form::TypeSupplier{*supplier.changed});
        const auto paper = form.text("paper", state.paper,
                                     {.label = ui.tr(words::supply_paper),
                                      .kind = FieldKind::latin,
                                      .characters_max = k_gift_short_length_max});
        if (paper.changed) intents.add(supply_form::TypePaper{*paper.changed});
        if (draw_switch(ui, form.whole_row(ui.px(k_target_min)), "inspected",
                        ui.tr(words::supply_inspected), state.inspected)) {
            intents.add(supply_form::SetInspected{!state.inspected});
        }
    }

    void draw_line(std::size_t index) const {
        const auto& line = state.lines[index];
        const auto name = Text::data(line.gift.name);
        form.heading(name, Text::data(line.gift.code));
        const auto pieces = draw_stepper(
            ui, form.control(ui.tr(words::stock_pieces)), fmt::format("pieces {}", index), name,
            {.value = line.pieces, .least = 0, .most = domain::k_gift_pieces_max});
        if (pieces) intents.add(supply_form::SetPieces{index, *pieces});
        const auto batch = form.text(fmt::format("batch {}", index), line.batch,
                                     {.label = ui.tr(words::supply_batch),
                                      .kind = FieldKind::latin,
                                      .characters_max = k_gift_short_length_max,
                                      .required = line.gift.batch_kept});
        if (batch.changed) intents.add(supply_form::TypeBatch{index, *batch.changed});
        const auto expiry = form.text(fmt::format("expiry {}", index), line.expires_on,
                                      {.label = ui.tr(words::supply_expiry),
                                       .hint = Text::data("20270131"),
                                       .kind = FieldKind::digits,
                                       .characters_max = 8,
                                       .required = line.gift.expiry_kept});
        if (expiry.changed) intents.add(supply_form::TypeExpiry{index, *expiry.changed});
        const auto price = form.text(
            fmt::format("price {}", index), line.price,
            {.label = ui.tr(words::supply_price), .kind = FieldKind::amount, .characters_max = 12});
        if (price.changed) intents.add(supply_form::TypePrice{index, *price.changed});
    }

    void draw_search_for_supplied() const {
        form.heading(ui.tr(words::requisition_gifts));
        const auto place = form.whole_row(ui.px(k_search_height));
        const auto search = draw_search(ui, place, "gift", state.typed,
                                        {.hint = ui.tr(words::requisition_gift_hint)});
        if (search.changed || search.composing != state.composing) {
            intents.add(
                supply_form::Search{search.changed.value_or(state.typed), search.composing});
        }
        const auto found = state.found();
        if (search.entered && !found.empty()) {
            intents.add(supply_form::AddGift{found.front()->gift_id});
        }
        const auto count = std::min(found.size(), k_supplied_shown);
        for (std::size_t i = 0; i < count; ++i) {
            const ListRow row{.title = Text::data(found[i]->name),
                              .subtitle = Text::data(found[i]->code),
                              .icon = Icon::plus,
                              .last = i + 1 == count};
            if (draw_list_row(ui, form.whole_row(ui.px(k_row_height)), "add " + found[i]->code, row)
                    .pressed) {
                intents.add(supply_form::AddGift{found[i]->gift_id});
            }
        }
    }
};

Text supply_lacks(const Ui& ui, const SupplyFormState& state) {
    std::vector<Text> missing;
    if (state.lines.empty()) missing.push_back(ui.tr(words::requisition_gifts));
    for (const auto& line : state.lines) {
        if (line.gift.batch_kept && line.batch.empty()) {
            missing.push_back(ui.tr(words::supply_batch));
            break;
        }
        if (line.gift.expiry_kept && line.expires_on.empty()) {
            missing.push_back(ui.tr(words::supply_expiry));
            break;
        }
    }
    return missing.empty() ? Text() : fill_first_text(ui, missing);
}

}  // namespace

std::vector<const SuppliedGift*> SupplyFormState::found() const {
    const auto& wanted = live_text(typed, composing);
    std::vector<const SuppliedGift*> matching;
    for (const auto& one : gifts) {
        const bool named = one.name.find(wanted) != std::string::npos ||
                           one.code.find(wanted) != std::string::npos ||
                           std::ranges::find(one.barcodes, wanted) != one.barcodes.end();
        if (named) matching.push_back(&one);
    }
    return matching;
}

void draw_supply_form(Ui& ui, const Rect& area, const Scene&, const SupplyFormState& state,
                      SupplyFormIntents& intents) {
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "form", plan.form);
        Form form(ui, form_content(ui, scroll.content()));
        const SupplyForm parts{ui, form, state, intents};
        parts.draw_whose();
        for (std::size_t i = 0; i < state.lines.size(); ++i) parts.draw_line(i);
        parts.draw_search_for_supplied();
        scroll.finish(form.bottom());
    }
    const FormBar bar{.save = ui.tr(words::supply_save),
                      .save_style = {.kind = ButtonKind::primary,
                                     .icon = Icon::check,
                                     .lacks = supply_lacks(ui, state),
                                     .busy = state.saving},
                      .give_up = ui.tr(words::supply_give_up),
                      .saving = state.saving,
                      .note = state.error ? error_text(ui, *state.error) : Text(),
                      .note_is_wrong = state.error.has_value()};
    switch (draw_form_bar(ui, plan, bar)) {
        case FormBarAnswer::none:
            break;
        case FormBarAnswer::save:
            intents.add(supply_form::Save{});
            break;
        case FormBarAnswer::give_up:
            intents.add(supply_form::GiveUp{});
            break;
    }
}

}  // namespace qiantai::ui
