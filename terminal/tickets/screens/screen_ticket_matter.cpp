// What it is about, and what the customer says.

#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_pick_chips.hpp"
#include "terminal/tickets/screens/ticket_take_parts.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {

void TakeView::draw_what(Rect& rest) const {
    if (!low) draw_head(rest, 2, words::take_what);
    std::vector<PickChip> kinds;
    for (const auto& one : k_codes<TicketKind>) {
        kinds.push_back({.text = ticket_kind_text(ui, one.value),
                         .on = state.kind() == one.value,
                         .icon = ticket_kind_icon(one.value)});
    }
    const auto channel = state.channel();
    kinds.push_back({.text = ticket_channel_text(ui, channel),
                     .icon = ticket_channel_icon(channel),
                     .opens = true});
    const auto kind = draw_pick_chips(ui, rest, {.name = "kind", .chips = kinds});
    if (kind && *kind < k_codes<TicketKind>.size()) {
        intents.add(take::SetKind{k_codes<TicketKind>.at(*kind).value});
    } else if (kind) {
        intents.add(take::OpenSheet{TicketTakeState::Sheet::channel});
    }
    if (channel == TicketChannel::authority) {
        rest.cut_top(ui.px(k_gap_s));
        Form form(ui, rest, 2);
        draw_text_field(form, TakeText::authority_number, state.written.authority_number,
                        {.label = ui.tr(words::take_authority_number),
                         .kind = FieldKind::latin,
                         .characters_max = k_ticket_short_length_max,
                         .required = true});
        rest.top = form.bottom();
    }
    if (state.kind() == TicketKind::repair) draw_repair(rest);
    std::vector<PickChip> subjects;
    std::vector<std::string> names;
    for (const auto& subject : state.choices.subjects) {
        if (subject.kind != state.kind()) continue;
        subjects.push_back(
            {.text = Text::data(subject.name), .on = subject.name == state.written.subject});
        names.push_back(subject.name);
    }
    if (subjects.empty()) return;
    rest.cut_top(ui.px(k_gap_s));
    if (const auto subject = draw_pick_chips(ui, rest, {.name = "subject", .chips = subjects})) {
        intents.add(take::SetSubject{names.at(*subject)});
    }
}

void TakeView::draw_repair(Rect& rest) const {
    rest.cut_top(ui.px(k_gap_s));
    const auto& written = state.written;
    Form form(ui, rest, 2);
    draw_text_field(
        form, TakeText::device, written.device,
        {.label = ui.tr(words::take_device), .characters_max = k_ticket_address_length_max});
    const std::array warranty{ui.tr(words::take_out_of_warranty), ui.tr(words::take_in_warranty)};
    const auto covered = draw_segmented(ui, form.control(ui.tr(words::take_warranty)), "warranty",
                                        warranty, written.in_warranty ? 1 : 0);
    if (covered) intents.add(take::SetWarranty{*covered == 1});
    const std::array where{ui.tr(words::take_on_site), ui.tr(words::take_at_shop)};
    const auto chosen = draw_segmented(ui, form.control(ui.tr(words::take_where)), "where", where,
                                       written.brought_in ? 1 : 0);
    if (chosen) intents.add(take::SetBroughtIn{*chosen == 1});
    if (!written.brought_in) {
        draw_text_field(
            form, TakeText::address, written.address,
            {.label = ui.tr(words::take_address), .characters_max = k_ticket_address_length_max});
    }
    rest.top = form.bottom();
}

void TakeView::draw_words(Rect& rest) const {
    if (!low) draw_head(rest, 3, words::take_words, ui.tr(words::take_words_note));
    draw_phrases(rest);
    draw_demands(rest);
}

void TakeView::draw_sentence(Rect& rest) const {
    const auto result = draw_field(ui, rest, name_of(TakeText::words), state.written.words,
                                   {.label = ui.tr(words::take_sentence),
                                    .hint = ui.tr(words::take_sentence_hint),
                                    .error = field_error(ui, state.errors, "words"),
                                    .kind = FieldKind::lines,
                                    .characters_max = k_ticket_words_length_max,
                                    .required = true,
                                    .waits = true,
                                    .lines = 2});
    if (result.changed) intents.add(take::SetText{TakeText::words, *result.changed});
}

void TakeView::draw_phrases(Rect& rest) const {
    std::vector<PickChip> chips;
    std::vector<std::string> words;
    const auto add = [&](const std::string& word) {
        chips.push_back({.text = Text::data(word), .on = is_touched(state.written.touched, word)});
        words.push_back(word);
    };
    if (const auto* subject = state.subject()) {
        for (const auto& phrase : subject->phrases) add(phrase);
    }
    const auto used = used_days_text(ui, scene, state);
    if (!used.empty()) add(used.utf8());
    if (chips.empty()) return;
    if (const auto touched = draw_pick_chips(ui, rest, {.name = "words", .chips = chips})) {
        intents.add(take::TouchWord{words.at(*touched)});
    }
    rest.cut_top(ui.px(k_gap_s));
}

void TakeView::draw_demands(Rect& rest) const {
    if (!state.is_case() || state.choices.demands.empty()) return;
    std::vector<PickChip> chips;
    for (const auto& demand : state.choices.demands) {
        chips.push_back({.text = Text::data(demand), .on = demand == state.written.demand});
    }
    const auto touched = draw_pick_chips(
        ui, rest, {.name = "demand", .chips = chips, .label = ui.tr(words::take_demand)});
    if (touched) intents.add(take::SetDemand{state.choices.demands.at(*touched)});
    rest.cut_top(ui.px(k_gap_xs));
}

Text used_days_text(const Ui& ui, const Scene& scene, const TicketTakeState& state) {
    const auto& date = state.written.purchased_on;
    if (!date || state.kind() == TicketKind::suggestion) return {};
    const int days = date->days_until(Date::of_text(scene.shop.today));
    return days < 1 ? Text() : ui.tr(words::take_used_days, days);
}

}  // namespace qiantai::ui
