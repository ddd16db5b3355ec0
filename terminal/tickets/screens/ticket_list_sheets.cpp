// What lies over the list of cases: seldom filters, and handing somebody's cases to somebody else.

#include "assets/words/kit.hpp"
#include "assets/words/ticket_page.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/tickets/screens/ticket_list.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_list_sheet_width = 720;
constexpr int k_filter_days[] = {1, 7, 30, 90};
constexpr Choice k_hand_over_reasons[] = {{"absent", words::ticket_hand_over_absent},
                                          {"left", words::ticket_hand_over_left}};

/// One row of choices, the first of which asks for nothing.
template <typename Set>
void draw_filter(Ui& ui, Rect& rest, std::string_view name, const Text& label,
                 std::vector<Text> options, std::size_t on, Set set) {
    options.insert(options.begin(), ui.tr(words::ticket_filter_any));
    draw_field_label(ui, rest, label);
    if (const auto pressed = draw_choices(ui, rest, name, options, on)) set(*pressed);
    rest.cut_top(ui.px(k_gap));
}

void draw_severity_filter(Ui& ui, Rect& rest, TicketListMore& more) {
    std::vector<Text> options;
    for (const auto& one : k_codes<TicketSeverity>) {
        options.push_back(ticket_severity_text(ui, Coded<TicketSeverity>(one.value)));
    }
    const auto on = more.severity ? static_cast<std::size_t>(*more.severity) + 1 : 0;
    draw_filter(ui, rest, "severities", ui.tr(words::ticket_sheet_severity), options, on,
                [&](std::size_t place) {
                    more.severity = place == 0
                                        ? std::nullopt
                                        : std::optional(k_codes<TicketSeverity>[place - 1].value);
                });
}

void draw_keeper_filter(Ui& ui, Rect& rest, const Scene& scene, TicketListMore& more) {
    std::vector<Text> options;
    std::size_t on = 0;
    for (const auto& tile : scene.colleagues) {
        options.push_back(Text::data(tile.name));
        if (tile.number == more.keeper) on = options.size();
    }
    draw_filter(ui, rest, "keepers", ui.tr(words::ticket_column_keeper), options, on,
                [&](std::size_t place) {
                    more.keeper = place == 0 ? std::string() : scene.colleagues[place - 1].number;
                });
}

void draw_period_filter(Ui& ui, Rect& rest, TicketListMore& more) {
    std::vector<Text> options;
    std::size_t on = 0;
    for (const int days : k_filter_days) {
        options.push_back(days == 1 ? ui.tr(words::ticket_filter_today)
                                    : ui.tr(words::ticket_filter_days, days));
        if (more.days == days) on = options.size();
    }
    draw_filter(ui, rest, "periods", ui.tr(words::ticket_filter_period), options, on,
                [&](std::size_t place) {
                    more.days = place == 0 ? std::nullopt : std::optional(k_filter_days[place - 1]);
                });
}

void draw_store_filter(Ui& ui, Rect& rest, const Scene& scene, TicketListMore& more) {
    if (scene.shop.store_code != k_headquarters_code) return;
    std::vector<std::string> codes;
    std::vector<Text> options;
    std::size_t on = 0;
    for (const auto& [code, name] : scene.shop.stores) {
        codes.push_back(code);
        options.push_back(store_text(ui, scene.shop, code));
        if (code == more.store_code) on = options.size();
    }
    draw_filter(ui, rest, "stores", ui.tr(words::ticket_filter_store), options, on,
                [&](std::size_t place) {
                    more.store_code = place == 0 ? std::string() : codes[place - 1];
                });
}

}  // namespace

std::span<const Choice> hand_over_reasons() {
    return k_hand_over_reasons;
}

void draw_ticket_more_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const TicketListState& list, TicketListIntents& intents) {
    const BarButton button{"show", ui.tr(words::ticket_filter_show), {.kind = ButtonKind::primary}};
    auto more = list.more;
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::ticket_filter_title), {}}, k_list_sheet_width, std::span(&button, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "filters", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_store_filter(ui, rest, scene, more);
            draw_severity_filter(ui, rest, more);
            draw_keeper_filter(ui, rest, scene, more);
            draw_period_filter(ui, rest, more);
            inside.top = scroll.finish(rest.top);
        });
    if (more != list.more) intents.add(ticket_list::SetMore{more});
    if (answer.left || answer.pressed) {
        intents.add(ticket_list::OpenSheet{TicketListSheet::none});
    }
}

void draw_ticket_hand_over(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketListState& list, TicketListIntents& intents) {
    const auto* from = scene.find_colleague(list.more.keeper);
    if (from == nullptr) return;
    auto form = list.hand_over;
    std::vector<Text> missing;
    if (form.to.empty()) missing.push_back(ui.tr(words::ticket_hand_over_to));
    if (!form.reason.given()) missing.push_back(ui.tr(words::ticket_sheet_reason));
    const BarButton button{
        "hand over now",
        ui.tr(words::ticket_hand_over),
        {.kind = ButtonKind::primary, .lacks = fill_first_text(ui, missing), .busy = form.busy}};
    bool changed = false;
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::ticket_hand_over_title, from->name), {}},
         k_list_sheet_width,
         std::span(&button, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (form.error) {
                draw_banner(ui, rest, "error",
                            {.tone = Tone::danger, .text = error_text(ui, *form.error)});
                rest.cut_top(ui.px(k_gap));
            }
            std::vector<std::string> numbers;
            std::vector<Text> names;
            std::optional<std::size_t> on;
            for (const auto& tile : scene.colleagues) {
                if (tile.number == from->number) continue;
                if (tile.number == form.to) on = names.size();
                numbers.push_back(tile.number);
                names.push_back(Text::data(tile.name));
            }
            draw_field_label(ui, rest,
                             ui.tr(words::required_mark, ui.tr(words::ticket_hand_over_to).utf8()));
            if (const auto pressed = draw_choices(ui, rest, "to", names, on)) {
                form.to = numbers[*pressed];
                changed = true;
            }
            rest.cut_top(ui.px(k_gap));
            const auto given = draw_reason(
                ui, rest, form.reason,
                {.usual = k_hand_over_reasons, .characters_max = k_ticket_reason_length_max});
            if (given) {
                form.reason = *given;
                changed = true;
            }
            inside.top = scroll.finish(rest.top);
        });
    if (changed) intents.add(ticket_list::ChangeHandOver{form});
    if (answer.pressed) intents.add(ticket_list::HandOver{});
    if (answer.left) intents.add(ticket_list::OpenSheet{TicketListSheet::none});
}

}  // namespace qiantai::ui
