// What is asked over the page of stock: what is done with pieces of a batch, where the gift lies,
// a movement and whether it can be taken back, a shortage, a recall, whose stock is shown.

#include <algorithm>

#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/stock_gift.hpp"
#include "terminal/gifts/screens/stock_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_stock_sheet_width = 680, k_stock_stepper_height = 60;

constexpr StockAct k_stock_acts[] = {StockAct::hold,   StockAct::defective, StockAct::shelf,
                                     StockAct::damage, StockAct::more,      StockAct::fewer};

bool is_correction(StockAct act) {
    return act == StockAct::damage || act == StockAct::more || act == StockAct::fewer;
}

/// The lots from which the act can take something; of more pieces, those that there are.
std::vector<std::size_t> lots_for_act(const StockShown& gift, StockAct act) {
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < gift.line.lots.size(); ++i) {
        const auto& lot = gift.line.lots[i];
        const bool there = lot.quantity > 0 || act == StockAct::more;
        const bool moves = (act == StockAct::hold && lot.spot == StockSpot::hold) ||
                           (act == StockAct::defective && lot.spot == StockSpot::defective) ||
                           (act == StockAct::shelf && lot.spot == StockSpot::shelf);
        if (there && !moves) fitting.push_back(i);
    }
    return fitting;
}

/// Where the parts of a sheet are drawn, with what they are drawn from.
struct SheetParts {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const StockState& state;
    const StockShown& gift;
    StockIntents& intents;

    void draw_why(std::span<const Choice> usual) const {
        draw_field_label(ui, rest, ui.tr(words::reason));
        const auto given =
            draw_reason(ui, rest, state.reason,
                        {.usual = usual,
                         .error = state.sheet_error ? error_text(ui, *state.sheet_error) : Text(),
                         .characters_max = k_gift_reason_length_max});
        if (given) intents.add(stock::GiveReason{*given});
    }

    void draw_what_is_done() const {
        std::vector<Text> words;
        std::vector<StockAct> acts;
        std::optional<std::size_t> chosen;
        const bool may_correct = scene.has_right(domain::Right::stock_correct);
        for (const auto act : k_stock_acts) {
            if (is_correction(act) && !may_correct) continue;
            const bool possible = act == StockAct::more || !lots_for_act(gift, act).empty();
            if (!possible) continue;
            if (act == state.act) chosen = acts.size();
            words.push_back(stock_act_text(ui, act));
            acts.push_back(act);
        }
        if (const auto pressed = draw_choices(ui, rest, "act", words, chosen)) {
            intents.add(stock::ChooseAct{acts[*pressed]});
        }
        rest.cut_top(ui.px(k_gap_m));
        if (may_correct) return;
        draw_paragraph(ui, rest, ui.tr(words::stock_act_manager), TextStyle::small, Role::ink2,
                       k_gap_m);
    }

    void draw_which_batch() const {
        const auto fitting = lots_for_act(gift, state.act);
        if (fitting.empty()) return;
        draw_field_label(ui, rest, ui.tr(words::stock_batches));
        std::vector<Text> words;
        std::optional<std::size_t> chosen;
        for (const auto index : fitting) {
            const auto& lot = gift.line.lots[index];
            if (index == state.about) chosen = words.size();
            words.push_back(
                Text::data(fmt::format("{} · {} ×{}", stock_lot_text(ui, scene.shop, lot).utf8(),
                                       stock_spot_text(ui, lot.spot).utf8(), lot.quantity)));
        }
        if (const auto pressed = draw_choices(ui, rest, "lot", words, chosen)) {
            intents.add(stock::ChooseLot{fitting[*pressed]});
        }
        rest.cut_top(ui.px(k_gap_m));
    }

    void draw_how_many() const {
        const bool some = state.about < gift.line.lots.size();
        const int there = some ? gift.line.lots[state.about].quantity : 0;
        const int most =
            state.act == StockAct::more ? domain::k_gift_pieces_max : std::max(there, 1);
        const auto label = ui.tr(words::stock_pieces);
        draw_field_label(ui, rest, label);
        const auto place = rest.cut_top(ui.px(k_stock_stepper_height), ui.px(k_gap_m));
        const auto pieces = draw_stepper(ui, place, "pieces", label,
                                         {.value = state.pieces, .least = 1, .most = most});
        if (pieces) intents.add(stock::SetPieces{*pieces});
    }

    void draw_act_fields() const {
        draw_what_is_done();
        draw_which_batch();
        draw_how_many();
        draw_why(stock_act_reasons(state.act));
    }

    void draw_bin_fields() const {
        const auto typed =
            draw_field(ui, rest, "bin", state.text,
                       {.label = ui.tr(words::stock_bin),
                        .hint = Text::data("A-03"),
                        .note = ui.tr(words::stock_bin_note),
                        .error = state.sheet_error ? error_text(ui, *state.sheet_error) : Text(),
                        .characters_max = k_gift_bin_length_max});
        if (typed.changed) intents.add(stock::TypeText{*typed.changed});
    }

    void draw_movement_fields(const domain::StockMovement& movement) const {
        const Fact facts[] = {
            {.label = ui.tr(words::stock_column_what),
             .value = stock_movement_text(ui, scene.shop, movement)},
            {.label = ui.tr(words::stock_column_change),
             .value = Text::data(fmt::format("{:+}", movement.quantity))},
            {.label = ui.tr(words::stock_column_when),
             .value = time_text(ui, scene.shop, movement.at)},
            {.label = ui.tr(words::stock_spot), .value = stock_spot_text(ui, movement.spot)},
            {.label = ui.tr(words::stock_batches),
             .value = stock_lot_text(ui, scene.shop,
                                     {.batch = movement.batch, .expires_on = movement.expires_on})},
            {.label = ui.tr(words::stock_column_paper),
             .value = colleague_text(scene, movement.created_by),
             .note = Text::data(movement.paper)}};
        draw_facts(ui, rest, facts);
        rest.cut_top(ui.px(k_gap));
        const auto why_not = reversal_lock(movement);
        if (!why_not.empty()) {
            draw_paragraph(ui, rest, why_not, TextStyle::body, Role::ink2);
            return;
        }
        draw_why(stock_reversal_reasons());
    }

    /// Why it can't be taken back here; empty: it can.
    Text reversal_lock(const domain::StockMovement& movement) const {
        if (!is_own_stock(scene, state)) return ui.tr(words::stock_lock_place);
        if (!is_reversible_movement(movement)) return ui.tr(words::stock_lock_paper);
        const bool taken_back = std::ranges::any_of(
            state.ledger, [&](const auto& other) { return other.reverses_id == movement.id; });
        if (taken_back) return ui.tr(words::stock_lock_reversed);
        if (!scene.has_right(domain::Right::stock_correct)) {
            return ui.tr(words::stock_act_manager);
        }
        return {};
    }

    void draw_settle_fields(const domain::StockShortage& shortage) const {
        draw_paragraph(ui, rest,
                       ui.tr(words::stock_short_of, -shortage.lot.quantity,
                             stock_lot_text(ui, scene.shop, shortage.lot).utf8()),
                       TextStyle::body_strong, Role::danger, k_gap_m);
        draw_field_label(ui, rest, ui.tr(words::stock_settle_how));
        std::vector<Text> words{ui.tr(words::stock_settle_more)};
        std::vector<std::optional<std::size_t>> sources{std::nullopt};
        std::optional<std::size_t> chosen;
        if (!state.source) chosen = 0;
        for (std::size_t i = 0; i < shortage.others.size(); ++i) {
            const auto& other = shortage.others[i];
            if (other.quantity < -shortage.lot.quantity) continue;
            if (state.source == i) chosen = words.size();
            words.push_back(ui.tr(words::stock_settle_from,
                                  stock_lot_text(ui, scene.shop, other).utf8(), other.quantity));
            sources.emplace_back(i);
        }
        if (const auto pressed = draw_choices(ui, rest, "source", words, chosen)) {
            intents.add(stock::ChooseSource{sources[*pressed]});
        }
        rest.cut_top(ui.px(k_gap_m));
        draw_why(stock_settle_reasons());
    }

    void draw_recall_fields() const {
        draw_paragraph(ui, rest, ui.tr(words::recall_note), TextStyle::small, Role::ink2, k_gap_m);
        std::vector<Text> words{ui.tr(words::recall_all)};
        std::vector<std::string> batches{std::string()};
        std::optional<std::size_t> chosen;
        if (state.text.empty()) chosen = 0;
        for (const auto& lot : gift.line.lots) {
            if (lot.batch.empty() || std::ranges::find(batches, lot.batch) != batches.end()) {
                continue;
            }
            if (lot.batch == state.text) chosen = words.size();
            words.push_back(Text::data(lot.batch));
            batches.push_back(lot.batch);
        }
        if (const auto pressed = draw_choices(ui, rest, "batch", words, chosen)) {
            intents.add(stock::TypeText{batches[*pressed]});
        }
        rest.cut_top(ui.px(k_gap_m));
        draw_why(recall_reasons());
    }

    void draw() const {
        switch (state.sheet) {
            case StockSheet::act:
                return draw_act_fields();
            case StockSheet::bin:
                return draw_bin_fields();
            case StockSheet::movement:
                return draw_movement_fields(state.ledger[state.about]);
            case StockSheet::settle:
                return draw_settle_fields(state.shortages[state.about]);
            case StockSheet::recall:
                return draw_recall_fields();
            case StockSheet::place:
            case StockSheet::picture:
            case StockSheet::none:
                return;
        }
    }

    Text lacks() const {
        if (state.sheet == StockSheet::bin) return {};
        if (state.sheet == StockSheet::act && state.act != StockAct::more &&
            state.about >= gift.line.lots.size()) {
            return ui.tr(words::stock_batch_first);
        }
        return reason_lacks(ui, state.reason);
    }
};

Text stock_sheet_title(const Ui& ui, StockSheet sheet) {
    switch (sheet) {
        case StockSheet::act:
            return ui.tr(words::stock_act);
        case StockSheet::bin:
            return ui.tr(words::stock_bin);
        case StockSheet::movement:
            return ui.tr(words::stock_movement);
        case StockSheet::settle:
            return ui.tr(words::stock_settle);
        case StockSheet::recall:
            return ui.tr(words::recall_begin);
        case StockSheet::place:
        case StockSheet::picture:
        case StockSheet::none:
            break;
    }
    return {};
}

Text stock_sheet_button(const Ui& ui, const StockState& state) {
    switch (state.sheet) {
        case StockSheet::act:
            return stock_act_text(ui, state.act);
        case StockSheet::movement:
            return ui.tr(words::stock_reverse);
        case StockSheet::settle:
            return ui.tr(words::stock_settle);
        case StockSheet::recall:
            return ui.tr(words::recall_begin);
        case StockSheet::bin:
        case StockSheet::place:
        case StockSheet::picture:
        case StockSheet::none:
            break;
    }
    return ui.tr(words::stock_save);
}

void draw_place_sheet(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                      StockIntents& intents) {
    std::vector<Text> names;
    std::vector<std::string> codes;
    std::optional<int> selected;
    for (const auto& [code, name] : scene.shop.stores) {
        if (code == k_headquarters_code) continue;
        if (code == state.store_code) selected = static_cast<int>(codes.size());
        names.push_back(store_text(ui, scene.shop, code));
        codes.push_back(code);
    }
    const auto answer =
        draw_choice_sheet(ui, area, {{ui.tr(words::stock_place), {}}, names, selected});
    if (answer.chosen) {
        intents.add(stock::ChoosePlace{codes[static_cast<std::size_t>(*answer.chosen)]});
    }
    if (answer.dismissed) intents.add(stock::CloseSheet{});
}

}  // namespace

void draw_stock_sheet(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                      StockIntents& intents) {
    if (state.sheet == StockSheet::none) return;
    const IdScope scope("stock sheet");
    if (state.sheet == StockSheet::place) {
        return draw_place_sheet(ui, area, scene, state, intents);
    }
    if (state.sheet == StockSheet::picture) {
        return draw_stock_picture_sheet(ui, area, scene, state, intents);
    }
    const auto* gift = state.gift();
    if (gift == nullptr) return;
    Rect nowhere{};
    const SheetParts asked{ui, nowhere, scene, state, *gift, intents};
    std::vector<BarButton> buttons;
    const bool locked = state.sheet == StockSheet::movement &&
                        !asked.reversal_lock(state.ledger[state.about]).empty();
    if (!locked) {
        buttons.push_back(
            {"save sheet",
             stock_sheet_button(ui, state),
             {.kind = ButtonKind::primary, .lacks = asked.lacks(), .busy = state.busy}});
    }
    const auto answer = draw_question_sheet(
        ui, area,
        {{stock_sheet_title(ui, state.sheet), Text::data(gift->line.name)},
         k_stock_sheet_width,
         buttons,
         locked ? ui.tr(words::close) : Text()},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            SheetParts{ui, rest, scene, state, *gift, intents}.draw();
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(stock::Save{});
    if (answer.left) intents.add(stock::CloseSheet{});
}

}  // namespace qiantai::ui
