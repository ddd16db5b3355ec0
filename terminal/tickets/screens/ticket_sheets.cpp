// What is asked over the page of one case, and one entry of its history.

#include "assets/words/kit.hpp"
#include "assets/words/ticket_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/tickets/rules/ticket_correction_facts.hpp"
#include "terminal/tickets/screens/ticket_page_parts.hpp"
#include "terminal/tickets/screens/ticket_sheet_frame.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;

const domain::ShownTicketEvent* entry_with(const domain::TicketPage& page, const Uuid& id) {
    const auto found =
        std::ranges::find_if(page.events, [&](const auto& shown) { return shown.event.id == id; });
    return found == page.events.end() ? nullptr : &*found;
}

void draw_sheet_error(Ui& ui, Rect& rest, const TicketSheetForm& form) {
    if (!form.error) return;
    draw_banner(ui, rest, "error", {.tone = Tone::danger, .text = error_text(ui, *form.error)});
    rest.cut_top(ui.px(k_gap));
}

void draw_why(Ui& ui, Rect& rest, const TicketPageState& state, TicketPageIntents& intents) {
    const auto given = draw_reason(ui, rest, state.form.reason,
                                   {.usual = ticket_reasons_of(state.form.step),
                                    .characters_max = k_ticket_reason_length_max});
    if (given) intents.add(ticket_page::SetReason{*given});
    rest.cut_top(ui.px(k_gap));
}

void draw_receiver(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                   TicketPageIntents& intents) {
    std::vector<std::string> codes;
    std::vector<Text> names;
    std::optional<std::size_t> on;
    const auto add = [&](const std::string& code, const Text& name) {
        if (code == state.page->ticket.store_code) return;
        if (code == state.form.to_store) on = codes.size();
        codes.push_back(code);
        names.push_back(name);
    };
    add(std::string(k_headquarters_code), ui.tr(words::ticket_sheet_headquarters));
    for (const auto& [code, name] : scene.shop.stores) {
        if (code != k_headquarters_code) add(code, store_text(ui, scene.shop, code));
    }
    draw_field_label(ui, rest,
                     ui.tr(words::required_mark, ui.tr(words::ticket_sheet_to_store).utf8()));
    const auto pressed = draw_choices(ui, rest, "stores", names, on);
    if (pressed) intents.add(ticket_page::SetStore{codes[*pressed]});
    rest.cut_top(ui.px(k_gap));
}

FieldKind kind_of_field(std::string_view field) {
    if (field == "customer_phone") return FieldKind::phone;
    return field == "customer_name" ? FieldKind::name : FieldKind::text;
}

void draw_warranty(Ui& ui, Rect& rest, const TicketPageState& state, TicketPageIntents& intents) {
    constexpr std::array k_answers{domain::k_corrected_yes, domain::k_corrected_no};
    const std::array labels{ui.tr(words::ticket_page_in_warranty),
                            ui.tr(words::ticket_page_out_of_warranty)};
    const auto on = std::ranges::find(k_answers, state.form.text(SheetText::value));
    const auto chosen =
        on == k_answers.end() ? std::nullopt : std::optional<std::size_t>(on - k_answers.begin());
    const auto pressed = draw_choices(ui, rest, "warranty", labels, chosen);
    if (pressed) {
        intents.add(ticket_page::SetText{SheetText::value, std::string(k_answers[*pressed])});
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_correction(Ui& ui, Rect& rest, const TicketPageState& state, TicketPageIntents& intents) {
    std::vector<Text> names;
    std::optional<std::size_t> on;
    std::vector<std::string_view> fields;
    for (const auto field : ticket_fields()) {
        const bool of_repair = field == domain::k_warranty_field || field == "device";
        if (of_repair && state.page->ticket.kind != TicketKind::repair) continue;
        fields.push_back(field);
        if (field == state.form.field) on = names.size();
        names.push_back(ticket_field_text(ui, field));
    }
    draw_field_label(ui, rest,
                     ui.tr(words::required_mark, ui.tr(words::ticket_sheet_field).utf8()));
    const auto pressed = draw_choices(ui, rest, "fields", names, on);
    if (pressed) intents.add(ticket_page::SetField{std::string(fields[*pressed])});
    rest.cut_top(ui.px(k_gap));
    if (state.form.field.empty()) return;
    if (state.form.field == domain::k_warranty_field) {
        return draw_warranty(ui, rest, state, intents);
    }
    const Field field{.label = ui.tr(words::ticket_sheet_value),
                      .kind = kind_of_field(state.form.field),
                      .characters_max = k_ticket_address_length_max};
    const auto typed = draw_field(ui, rest, "value", state.form.text(SheetText::value), field);
    if (typed.changed) intents.add(ticket_page::SetText{SheetText::value, *typed.changed});
    rest.cut_top(ui.px(k_gap));
}

/// The first pair that nobody has decided.
const domain::TicketContradiction* open_pair(const domain::TicketPage& page) {
    const auto& all = page.state.contradictions;
    const auto found = std::ranges::find(all, false, &domain::TicketContradiction::decided);
    return found == all.end() ? nullptr : &*found;
}

void draw_pair(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
               TicketPageIntents& intents) {
    const auto* pair = open_pair(*state.page);
    if (pair == nullptr) return;
    draw_field_label(ui, rest,
                     ui.tr(words::required_mark, ui.tr(words::ticket_sheet_holds).utf8()));
    for (const auto& id : {pair->one, pair->other}) {
        const auto* shown = entry_with(*state.page, id);
        if (shown == nullptr) continue;
        const auto when = day_and_time_text(ui, scene.shop, shown->event.created_at).utf8();
        const ListRow row{.title = event_text(ui, scene.shop, *shown),
                          .subtitle = Text::data(shown->staff_name + " · " + when),
                          .icon = look_of(shown->event.step.known().value_or(Step::noted)).icon,
                          .icon_tone = Tone::primary,
                          .selected = state.form.about_id == id};
        if (draw_list_row(ui, rest.cut_top(ui.px(k_row_height)), "holds " + id.text(), row)
                .pressed) {
            intents.add(ticket_page::SetAbout{id});
        }
    }
    rest.cut_top(ui.px(k_gap));
}

void draw_asked(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                TicketPageIntents& intents) {
    draw_sheet_error(ui, rest, state.form);
    switch (state.sheet) {
        case TicketSheet::step:
            return draw_step_fields(ui, rest, scene, state, intents);
        case TicketSheet::transfer:
            draw_receiver(ui, rest, scene, state, intents);
            break;
        case TicketSheet::correct:
            draw_correction(ui, rest, state, intents);
            break;
        case TicketSheet::decide:
            draw_pair(ui, rest, scene, state, intents);
            break;
        case TicketSheet::entry:
        case TicketSheet::add_evidence:
        case TicketSheet::evidence:
        case TicketSheet::none:
            return;
    }
    draw_why(ui, rest, state, intents);
}

std::vector<Fact> entry_facts(const Ui& ui, const Scene& scene,
                              const domain::ShownTicketEvent& shown) {
    const auto& event = shown.event;
    std::vector<Fact> facts;
    const auto add = [&](TextKey label, const Text& value, bool whole = false) {
        if (!value.empty()) {
            facts.push_back({.label = ui.tr(label), .value = value, .whole_row = whole});
        }
    };
    add(words::ticket_sheet_entry_by, Text::data(shown.staff_name));
    add(words::ticket_sheet_entry_at, day_and_time_text(ui, scene.shop, event.created_at));
    if (event.amount) add(words::ticket_page_money, money_text(*event.amount));
    if (event.loss) add(words::ticket_page_money_loss, money_text(*event.loss));
    add(words::ticket_sheet_words, Text::data(event.words), true);
    add(words::ticket_sheet_reason, Text::data(event.reason), true);
    add(words::ticket_sheet_value, Text::data(event.contact), true);
    for (const auto& part : domain::parts_of(event)) {
        add(words::ticket_sheet_parts,
            Text::data(fmt::format("{} ×{} · {}", part.name, part.quantity,
                                   money_text(part.price * part.quantity).utf8())),
            true);
    }
    add(words::ticket_sheet_entry_signed, Text::data(event.signed_text), true);
    return facts;
}

void draw_entry_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents) {
    const auto* shown = entry_with(*state.page, state.entry);
    if (shown == nullptr) return;
    bool closed = false;
    const auto panel = draw_sheet(ui, area, {.width_dp = k_ticket_sheet_width}, [&](Rect& inside) {
        closed = draw_sheet_title(ui, inside, {event_text(ui, scene.shop, *shown), {}});
        ScrollArea scroll(ui, "entry", inside, Role::surface);
        auto rest = scroll.content();
        if (shown->without_effect) {
            draw_paragraph(ui, rest, ui.tr(words::ticket_event_without_effect), TextStyle::body,
                           Role::warning, k_gap_m);
        }
        draw_facts(ui, rest, entry_facts(ui, scene, *shown));
        inside.top = scroll.finish(rest.top);
    });
    if (closed || panel.dismissed) intents.add(ticket_page::OpenSheet{TicketSheet::none});
}

}  // namespace

void draw_ticket_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketPageState& state,
                       TicketPageIntents& intents) {
    const IdScope scope("ticket sheet");
    if (!state.page || state.sheet == TicketSheet::none) return;
    if (state.sheet == TicketSheet::entry) {
        return draw_entry_sheet(ui, area, scene, state, intents);
    }
    if (state.sheet == TicketSheet::add_evidence) {
        return draw_add_evidence(ui, area, scene, state, intents);
    }
    if (state.sheet == TicketSheet::evidence) {
        return draw_shown_evidence(ui, area, scene, state, intents);
    }
    const auto what = step_act_text(ui, state.page->ticket, state.form.step);
    const BarButton button{"save sheet",
                           ui.tr(words::ticket_sheet_save),
                           {.kind = ButtonKind::primary,
                            .lacks = sheet_lacks(ui, state, scene.shop),
                            .busy = state.busy}};
    const auto answer = draw_ticket_frame(ui, area, state, what, button, [&](Rect& rest) {
        draw_asked(ui, rest, scene, state, intents);
    });
    if (answer.pressed) intents.add(ticket_page::Save{});
    if (answer.left) intents.add(ticket_page::OpenSheet{TicketSheet::none});
}

}  // namespace qiantai::ui
