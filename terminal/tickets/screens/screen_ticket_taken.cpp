// The case is on disk: its number, what was promised, and the way on.

#include "assets/words/members.hpp"
#include "assets/words/ticket_page.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/tickets/screens/screen_ticket_take.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_taken_disc = 72, k_taken_number = 104, k_low_taken_number = 68;
constexpr float k_low_taken_dp = 520;

void draw_taken_number(Ui& ui, Rect& inside, const domain::TicketPage& page, bool low) {
    auto box = inside.cut_top(ui.px(low ? k_low_taken_number : k_taken_number), ui.px(k_gap_m));
    fill(ui, box, Role::surface2, k_radius_control);
    contrast_border(ui, box, k_radius_control);
    const auto label = line_height(ui, TextStyle::small);
    // As large as the whole number fits.
    auto style = low ? TextStyle::headline : TextStyle::display;
    for (const auto less : {TextStyle::figure, TextStyle::headline}) {
        if (!low && text_width(ui, page.ticket.number, style) > box.width() - ui.px(2 * k_gap))
            style = less;
    }
    const auto number = line_height(ui, style);
    box = box.centered(box.width(), label + number);
    draw_text(ui, box.cut_top(label), ticket_kind_text(ui, page.ticket.kind), TextStyle::small,
              Role::ink2, Align::center);
    draw_text(ui, box, Text::data(page.ticket.number), style, Role::ink, Align::center);
}

// Headquarters has to hear of it within the hour; without a network somebody has to call.
void draw_taken_alarm(Ui& ui, Rect& inside, const domain::TicketPage& page) {
    if (!page.tell_headquarters) return;
    const auto words = page.headquarters_phone.empty()
                           ? ui.tr(words::taken_tell)
                           : ui.tr(words::taken_tell_phone, page.headquarters_phone);
    draw_banner(ui, inside, "tell", {Tone::warning, Text::data(words.utf8())});
    inside.cut_top(ui.px(k_gap_m));
}

void draw_taken_promise(Ui& ui, Rect& inside, const Scene& scene, const domain::TicketPage& page) {
    if (!page.next) return;
    const auto time = due_time_text(ui, scene.shop, page.next->clock.due_at).utf8();
    draw_paragraph(ui, inside, ui.tr(words::taken_next, time), TextStyle::body, Role::ink2, k_gap_m,
                   Align::center);
}

void draw_taken_buttons(Ui& ui, Rect& inside, TicketTakeIntents& intents) {
    const auto gap = ui.px(k_gap_m);
    struct TakenButton {
        std::string_view name;
        Text label;
        ButtonStyle style;
    };
    const std::array buttons{
        TakenButton{"print done", ui.tr(words::taken_print), {.icon = Icon::printer}},
        TakenButton{"photo done", ui.tr(words::ticket_evidence_add), {.icon = Icon::camera}},
        TakenButton{"open done", ui.tr(words::taken_open), {}},
        TakenButton{"next ticket",
                    ui.tr(words::taken_next_one),
                    {.kind = ButtonKind::primary,
                     .icon = Icon::plus,
                     .finishes = Finishes::question,
                     .key = k_take_key}}};
    float wide = 0;
    for (const auto& one : buttons) wide = std::max(wide, button_width(ui, one.label, one.style));
    constexpr int k_in_row = 2;
    const bool beside = k_in_row * wide + gap <= inside.width();
    auto row = inside;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const auto& one = buttons.at(i);
        const int across = static_cast<int>(i) % k_in_row;
        if (beside && across == 0) row = inside.cut_top(ui.px(k_button_height), gap);
        const auto place = beside ? row.column(across, k_in_row, gap)
                                  : inside.cut_top(ui.px(k_button_height), gap);
        if (!draw_button(ui, place, one.name, one.label, one.style)) continue;
        if (i == 0) intents.add(take::PrintDone{});
        if (i == 1) intents.add(take::ShowDone{});
        if (i == 2) intents.add(take::OpenDone{});
        if (i == 3) intents.add(take::Next{});
    }
}

}  // namespace

void draw_taken(Ui& ui, const Rect& area, const Scene& scene, const domain::TicketPage& page,
                TicketTakeIntents& intents) {
    const bool low = area.height() < ui.px(k_low_taken_dp);
    draw_centered_card(
        ui, page_width(ui, area, k_text_width), low ? k_gap : k_gap_xl, [&](Rect& inside) {
            if (!low) {
                const auto sign = inside.cut_top(ui.px(k_taken_disc), ui.px(k_gap));
                const ImVec2 center{sign.center_x(), sign.center_y()};
                dot(ui, center, ui.px(k_taken_disc / 2), Role::success_soft);
                draw_icon(ui, center, Icon::check, 40, Role::success);
            }
            const auto& name = page.customer.name;
            const auto title = name.empty() ? ui.tr(words::taken_title)
                                            : Text::data(ui.tr(words::taken_title_of, name).utf8());
            draw_paragraph(ui, inside, title, TextStyle::headline, Role::ink, 0, Align::center);
            // Where there is no room for both, what has to be done now goes first.
            if (!low || !page.tell_headquarters) {
                draw_paragraph(ui, inside, ui.tr(words::register_done_safe), TextStyle::small,
                               Role::ink2, low ? k_gap_s : k_gap_l, Align::center);
            }
            draw_taken_number(ui, inside, page, low);
            draw_taken_alarm(ui, inside, page);
            draw_taken_promise(ui, inside, scene, page);
            draw_taken_buttons(ui, inside, intents);
        });
}

}  // namespace qiantai::ui
