// A case as a card of the board: who, what about, what runs out first, who has it.

#include "assets/words/tickets.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_ticket_card_padding = k_gap, k_keeper_dp = 26;
constexpr std::size_t k_matter_lines = 2;

float clock_height(const Ui& ui) {
    return line_height(ui, TextStyle::body_strong) + line_height(ui, TextStyle::small) +
           ui.px(6 + 2 * k_gap_xs);
}

/// What is said at the end of the name's line, the gravest alone.
struct CardTag {
    Text text;
    Tone tone = Tone::neutral;
};
CardTag card_tag(const Ui& ui, const domain::TicketLine& line) {
    if (line.contradicts) return {ui.tr(words::tickets_contradicts), Tone::danger};
    if (line.severity == TicketSeverity::urgent || line.severity == TicketSeverity::serious) {
        return {ticket_severity_text(ui, line.severity), ticket_severity_tone(line.severity)};
    }
    if (line.is_repeat) return {ui.tr(words::tickets_repeat), Tone::warning};
    return {Text::data(line.tier_name), Tone::neutral};
}

// Kind and matter in two lines at most; the place is there for both in every card.
void draw_card_matter(Ui& ui, Rect rest, const domain::TicketLine& line) {
    const auto& what = line.matter.empty() ? line.product : line.matter;
    const auto text =
        ui.tr(words::ticket_of_kind, ticket_kind_text(ui, line.kind).utf8(), what).utf8();
    const auto lines = wrapped_lines(ui, text, TextStyle::body, rest.width());
    for (std::size_t i = 0; i < std::min(lines.size(), k_matter_lines); ++i) {
        // The last one takes the rest, which is shortened.
        const auto from = static_cast<std::size_t>(lines[i].data() - text.data());
        const bool last = i + 1 == k_matter_lines;
        const auto shown = last ? text.substr(from) : std::string(lines[i]);
        draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body)), Text::data(shown),
                  TextStyle::body, Role::ink);
    }
}

// Who has it; how many photos; the end of the number, as one says it on the telephone.
void draw_card_foot(Ui& ui, Rect line, const domain::TicketLine& ticket) {
    const auto number = Text::data(short_ticket_number(ticket.number));
    const auto wide = text_width(ui, number.utf8(), TextStyle::small) + 1;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap_s)), number, TextStyle::small, Role::ink2,
              Align::right);
    if (ticket.evidence > 0) {
        const auto count = Text::data(fmt::format("{}", ticket.evidence));
        const auto digits = text_width(ui, count.utf8(), TextStyle::small) + 1;
        draw_text(ui, line.cut_right(digits, ui.px(k_gap_xs)), count, TextStyle::small, Role::ink2);
        const auto sign = line.cut_right(ui.px(18), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::camera, 18, Role::ink2);
    }
    if (ticket.keeper_name.empty()) {
        return draw_text(ui, line, ui.tr(words::ticket_nobody), TextStyle::small, Role::warning);
    }
    const auto disc = line.cut_left(ui.px(k_keeper_dp), ui.px(k_gap_s));
    const auto name = Text::data(ticket.keeper_name);
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, k_keeper_dp, name);
    draw_text(ui, line, name, TextStyle::small, Role::ink2);
}

Text awaits_text(const Ui& ui, const domain::TicketLine& line) {
    if (line.awaits == TicketApprover::manager) return ui.tr(words::tickets_awaits_manager);
    if (line.awaits == TicketApprover::headquarters) {
        return ui.tr(words::tickets_awaits_headquarters);
    }
    return {};
}

void draw_card_clock(Ui& ui, Rect rest, const Shop& shop, const domain::TicketLine& line) {
    if (!line.clock) return;
    auto clock =
        clock_line(ui, shop, *line.clock, {line.paused_for, line.paused_since}, rest.width());
    // Who is waited for says more than that opening hours count.
    const auto awaits = awaits_text(ui, line);
    if (!awaits.empty()) {
        const auto both = Text::words(clock.wall.utf8() + " · " + awaits.utf8());
        const bool fits = text_width(ui, both.utf8(), TextStyle::caption) <= rest.width();
        clock.wall = fits ? both : awaits;
    }
    draw_clock_line(ui, rest, clock);
}

}  // namespace

float ticket_card_height(const Ui& ui) {
    return line_height(ui, TextStyle::large_strong) +
           static_cast<float>(k_matter_lines) * line_height(ui, TextStyle::body) +
           clock_height(ui) + ui.px(k_keeper_dp + k_gap_xs + 2 * k_gap_s + 2 * k_gap_m);
}

Press draw_ticket_card(Ui& ui, const Rect& rect, const Shop& shop, const domain::TicketLine& line) {
    const bool burns = board_counter(line) == BoardCounter::overdue;
    const auto name =
        line.customer_name.empty() ? Text::data(line.number) : Text::data(line.customer_name);
    const auto press =
        press_area(ui, rect, fmt::format("ticket {}", line.number), name, {.long_press = true});
    fill(ui, rect, Role::surface, k_radius_card);
    // After the first warning the next one is seen from afar.
    const bool pressing = line.clock && line.clock->warnings > 1;
    const auto edge = burns ? Role::danger : pressing ? Role::warning : Role::line;
    border(ui, rect, edge, k_radius_card, burns || pressing ? 2 : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_card, 0.06f);
    auto inside = rect.inset(ui.px(k_ticket_card_padding), ui.px(k_gap_m));
    auto head = inside.cut_top(line_height(ui, TextStyle::large_strong), ui.px(k_gap_xs));
    const auto tag = card_tag(ui, line);
    // The name leads: a tier gives way to a long one.
    const auto named = text_width(ui, name.utf8(), TextStyle::large_strong) + ui.px(k_gap_s);
    const auto wide = std::min(tag_width(ui, tag.text), head.width() / 2);
    const bool gives_way = tag.tone == Tone::neutral && named + wide > head.width();
    if (!tag.text.empty() && !gives_way) {
        draw_tag(ui, head.cut_right(wide, ui.px(k_gap_s)), tag.text, tag.tone);
    }
    draw_text(ui, head, name, TextStyle::large_strong, Role::ink);
    const auto matter = static_cast<float>(k_matter_lines) * line_height(ui, TextStyle::body);
    draw_card_matter(ui, inside.cut_top(matter, ui.px(k_gap_s)), line);
    draw_card_clock(ui, inside.cut_top(clock_height(ui), ui.px(k_gap_s)), shop, line);
    draw_card_foot(ui, inside.cut_top(ui.px(k_keeper_dp)), line);
    if (press.focused) focus_ring(ui, rect.inset(ui.px(3)), k_radius_card);
    return press;
}

std::optional<BoardCounter> board_counter(const domain::TicketLine& line) {
    if (!line.clock) return std::nullopt;
    switch (line.clock->stand) {
        case domain::ClockStand::overdue:
            return BoardCounter::overdue;
        case domain::ClockStand::due_soon:
            return BoardCounter::due_soon;
        case domain::ClockStand::paused:
            return BoardCounter::paused;
        case domain::ClockStand::running:
            return BoardCounter::running;
        case domain::ClockStand::met:
        case domain::ClockStand::met_late:
            break;
    }
    return std::nullopt;
}

}  // namespace qiantai::ui
