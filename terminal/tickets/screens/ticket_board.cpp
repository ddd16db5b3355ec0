#include "terminal/tickets/screens/ticket_board.hpp"

#include "assets/words/ticket_take.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_board.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/tickets/screens/screen_ticket_take.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr int k_board_columns = 5;
constexpr float k_mine_width = 208;
constexpr float k_low_board_dp = 600;
constexpr float k_foot_height = k_target_min;

struct BoardWords {
    TextKey title;
    TextKey note;
};
constexpr BoardWords k_board_words[k_board_columns] = {
    {words::tickets_to_confirm, words::tickets_to_confirm_note},
    {words::tickets_investigating, words::tickets_investigating_note},
    {words::tickets_deciding, words::tickets_deciding_note},
    {words::tickets_carrying_out, words::tickets_carrying_out_note},
    {words::tickets_finishing, words::tickets_finishing_note}};

/// A column with what of it is to be seen.
struct ShownLane {
    BoardColumnHead head;
    std::vector<const domain::TicketLine*> cards{};
    int more = 0;  ///< that the board does not hold
};

std::vector<ShownLane> shown_lanes(const Ui& ui, const TicketBoardState& state) {
    std::vector<ShownLane> lanes;
    for (const auto& lane : state.board->lanes) {
        const auto& words = k_board_words[static_cast<std::size_t>(lane.column)];
        ShownLane shown{.head = {ui.tr(words.title), ui.tr(words.note), lane.count}};
        for (const auto& card : lane.cards) {
            if (!state.counter || board_counter(card) == state.counter) {
                shown.cards.push_back(&card);
            }
        }
        if (state.counter) shown.head.count = static_cast<int>(shown.cards.size());
        shown.more = state.counter ? 0 : lane.count - static_cast<int>(lane.cards.size());
        lanes.push_back(std::move(shown));
    }
    return lanes;
}

std::array<CounterFilter, 4> board_counters(const Ui& ui, const TicketBoardState& state) {
    const auto& all = *state.board;
    std::array counters{
        CounterFilter{all.overdue, ui.tr(words::tickets_overdue),
                      ui.tr(words::tickets_overdue_note), Icon::timer_off, Tone::danger},
        CounterFilter{all.due_soon, ui.tr(words::tickets_due_soon),
                      ui.tr(words::tickets_due_soon_note), Icon::timer, Tone::warning},
        CounterFilter{all.running, ui.tr(words::tickets_running),
                      ui.tr(words::tickets_running_note), Icon::timer, Tone::neutral},
        CounterFilter{all.paused, ui.tr(words::tickets_paused), ui.tr(words::tickets_paused_note),
                      Icon::pause_circle, Tone::info}};
    if (state.counter) counters[static_cast<std::size_t>(*state.counter)].chosen = true;
    return counters;
}

/// What the four need side by side.
float counters_width(const Ui& ui, const std::array<CounterFilter, 4>& counters) {
    float widest = 0;
    for (const auto& counter : counters) widest = std::max(widest, counter_width(ui, counter));
    return 4 * widest + ui.px(3 * k_gap_m);
}

void draw_board_counters(Ui& ui, const Rect& row, const std::array<CounterFilter, 4>& counters,
                         TicketBoardIntents& intents) {
    const int count = static_cast<int>(counters.size());
    for (int i = 0; i < count; ++i) {
        if (draw_counter_filter(ui, row.column(i, count, ui.px(k_gap_m)),
                                fmt::format("counter {}", i),
                                counters[static_cast<std::size_t>(i)])) {
            intents.add(ticket_board::SetCounter{static_cast<BoardCounter>(i)});
        }
    }
}

/// Where every line counts for the cards.
bool is_low_board(const Ui& ui, const Rect& area) {
    return area.height() < ui.px(k_low_board_dp);
}

void draw_board_mine(Ui& ui, const Rect& rect, const Scene& scene, const TicketBoardState& state,
                     TicketBoardIntents& intents) {
    const bool everywhere = scene.shop.store_code == k_headquarters_code;
    const std::array labels{
        ui.tr(words::tickets_mine, state.board->mine),
        ui.tr(everywhere ? words::tickets_all_stores : words::tickets_store, state.board->open)};
    const auto pressed = draw_segmented(ui, rect, "whose", labels, state.only_mine ? 0 : 1);
    if (pressed) intents.add(ticket_board::SetMine{*pressed == 0});
}

// Taking one in, of which kind, finding one: from the right.
void draw_board_ways(Ui& ui, Rect& row, const Scene& scene, const TicketBoardState& state,
                     TicketBoardIntents& intents) {
    const auto place = [&](const Text& label, const ButtonStyle& style) {
        const auto wide = button_width(ui, label, style);
        return row.cut_right(wide, ui.px(k_gap_m));
    };
    const auto take = ui.tr(words::tickets_take);
    const ButtonStyle taking{.kind = ButtonKind::primary, .icon = Icon::plus, .key = k_take_key};
    if (draw_button(ui, place(take, taking), "take in", take, taking)) {
        intents.add(ticket_board::TakeIn{});
    }
    const auto kind =
        state.kind ? ticket_kind_text(ui, *state.kind) : ui.tr(words::tickets_kinds_all);
    const ButtonStyle kinds{.icon = Icon::filter, .chosen = state.kind.has_value()};
    if (draw_button(ui, place(kind, kinds), "kinds", kind, kinds)) {
        intents.add(ticket_board::ChooseKind{true});
    }
    if (scene.shop.store_code == k_headquarters_code) {
        const auto store = state.store_code.empty() ? ui.tr(words::tickets_stores_all)
                                                    : store_text(ui, scene.shop, state.store_code);
        const ButtonStyle stores{.icon = Icon::store, .chosen = !state.store_code.empty()};
        if (draw_button(ui, place(store, stores), "stores", store, stores)) {
            intents.add(ticket_board::ChooseStore{true});
        }
    }
    const auto find = ui.tr(words::tickets_find);
    const auto square = row.cut_right(ui.px(k_button_height), ui.px(k_gap_m));
    border(ui, square, Role::outline, k_radius_control);
    if (draw_icon_button(ui, square, "find", find, Icon::magnify))
        intents.add(ticket_board::Find{});
}

/// What whose, kinds and finding need.
float measured_ways(Ui& ui, const Scene& scene, const TicketBoardState& state) {
    const Measuring measuring(ui);
    TicketBoardIntents none;
    auto row = Rect::sized(0, 0, k_endless, ui.px(k_button_height));
    draw_board_ways(ui, row, scene, state, none);
    draw_board_mine(ui, row.cut_left(ui.px(k_mine_width), ui.px(k_gap_m)), scene, state, none);
    return k_endless - row.width();
}

// What burns leads; in one row with the ways where there is room.
void draw_board_top(Ui& ui, Rect& rest, const Scene& scene, const TicketBoardState& state,
                    TicketBoardIntents& intents) {
    const bool low = is_low_board(ui, rest);
    const auto counters = board_counters(ui, state);
    const auto high = ui.px(low ? k_counter_low_height : k_counter_height);
    const auto one = measured_ways(ui, scene, state) + counters_width(ui, counters);
    const bool in_one_row = one <= rest.width();
    auto row = rest.cut_top(in_one_row ? high : ui.px(k_button_height), ui.px(k_gap_m));
    auto ways = row.centered(row.width(), ui.px(k_button_height));
    draw_board_ways(ui, ways, scene, state, intents);
    draw_board_mine(ui, ways.cut_left(ui.px(k_mine_width), ui.px(k_gap_m)), scene, state, intents);
    row.left = ways.left;
    row.right = ways.right;
    if (!in_one_row) row = rest.cut_top(high, ui.px(k_gap_m));
    draw_board_counters(ui, row, counters, intents);
}

void draw_board_cards(Ui& ui, const Rect& view, const Shop& shop, const ShownLane& lane,
                      std::string_view name, TicketBoardIntents& intents) {
    if (lane.cards.empty()) {
        return draw_board_nothing(ui, view, ui.tr(words::tickets_column_none));
    }
    ScrollArea scroll(ui, name, view);
    const auto gap = ui.px(k_board_gap);
    const int across = column_count(ui, view.width(), k_board_column_least + 32, 4);
    const int side_by_side = std::max(1, across);
    auto rest = scroll.content();
    const auto high = ticket_card_height(ui);
    const int count = static_cast<int>(lane.cards.size());
    for (int first = 0; first < count; first += side_by_side) {
        const auto row = rest.cut_top(high, gap);
        for (int i = first; i < std::min(first + side_by_side, count); ++i) {
            const auto place = row.column(i - first, side_by_side, gap);
            if (!scroll.in_sight(place)) continue;
            const auto& line = *lane.cards[static_cast<std::size_t>(i)];
            const auto press = draw_ticket_card(ui, place, shop, line);
            if (press.pressed) intents.add(ticket_board::Open{line.ticket_id});
            if (press.long_pressed) intents.add(ticket_board::OpenNext{line.ticket_id});
        }
    }
    if (lane.more > 0) {
        draw_paragraph(ui, rest, ui.tr(words::tickets_column_more, lane.more), TextStyle::small,
                       Role::ink2, k_gap_s);
    }
    scroll.finish(rest.top);
}

void draw_board_lanes(Ui& ui, Rect rest, const Scene& scene, const TicketBoardState& state,
                      TicketBoardIntents& intents) {
    const auto lanes = shown_lanes(ui, state);
    const int count = static_cast<int>(lanes.size());
    if (board_fits(ui, rest.width(), count)) {
        for (int i = 0; i < count; ++i) {
            const IdScope scope(i);
            auto column = rest.column(i, count, ui.px(k_board_gap));
            const auto& lane = lanes[static_cast<std::size_t>(i)];
            draw_board_head(ui, column, lane.head);
            draw_board_cards(ui, column, scene.shop, lane, "cards", intents);
        }
        return;
    }
    std::vector<BoardColumnHead> heads;
    for (const auto& lane : lanes) heads.push_back(lane.head);
    const auto pressed = draw_board_tabs(
        ui, rest.cut_top(ui.px(k_board_tabs_height), ui.px(k_gap_s)), heads, state.column);
    if (pressed) intents.add(ticket_board::SetColumn{*pressed});
    const auto shown = std::clamp(state.column, 0, count - 1);
    const IdScope scope(shown);
    draw_board_cards(ui, rest, scene.shop, lanes[static_cast<std::size_t>(shown)], "cards",
                     intents);
}

// What was done today, and the way to it.
void draw_closed_today(Ui& ui, Rect foot, const TicketBoardState& state,
                       TicketBoardIntents& intents) {
    const auto label = ui.tr(words::tickets_see_closed);
    const auto wide = std::max(
        ui.px(96), text_width(ui, label.utf8(), TextStyle::body_strong) + ui.px(2 * k_gap));
    if (draw_text_button(ui, foot.cut_right(wide, ui.px(k_gap)), "see closed", label)) {
        intents.add(ticket_board::SeeClosed{});
    }
    const auto& all = *state.board;
    const bool late = all.closed_today_late > 0;
    const auto sign = foot.cut_left(ui.px(24), ui.px(k_gap_s));
    const auto role = late ? Role::warning : all.closed_today > 0 ? Role::success : Role::ink2;
    draw_icon(ui, {sign.center_x(), sign.center_y()}, late ? Icon::alert : Icon::check_circle, 24,
              role);
    const auto words =
        all.closed_today == 0 ? ui.tr(words::tickets_closed_today_none)
        : late ? ui.tr(words::tickets_closed_today_late, all.closed_today, all.closed_today_late)
               : ui.tr(words::tickets_closed_today, all.closed_today);
    draw_text(ui, foot, words, TextStyle::small, Role::ink2);
}

// Nothing open, or nothing that fits what was asked for.
void draw_no_cards(Ui& ui, const Rect& rest, const TicketBoardState& state,
                   TicketBoardIntents& intents) {
    if (state.is_filtered()) {
        const EmptyState none{.icon = Icon::headset,
                              .title = ui.tr(words::tickets_none_so),
                              .action = ui.tr(words::tickets_show_all)};
        if (draw_empty_state(ui, rest, "show all", none)) intents.add(ticket_board::ShowAll{});
        return;
    }
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::check_circle,
                      .tone = Tone::success,
                      .title = ui.tr(words::tickets_all_done),
                      .body = ui.tr(words::tickets_all_done_body)});
}

void draw_store_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketBoardState& state,
                      TicketBoardIntents& intents) {
    std::vector<std::string> codes{""};
    std::vector<Text> options{ui.tr(words::tickets_stores_all)};
    for (const auto& [code, name] : scene.shop.stores) {
        codes.push_back(code);
        options.push_back(store_text(ui, scene.shop, code));
    }
    const auto on = std::ranges::find(codes, state.store_code) - codes.begin();
    const auto answer = draw_choice_sheet(
        ui, area, {{ui.tr(words::tickets_stores), {}}, options, static_cast<int>(on)});
    if (answer.chosen) {
        intents.add(ticket_board::SetStore{codes[static_cast<std::size_t>(*answer.chosen)]});
    } else if (answer.dismissed) {
        intents.add(ticket_board::ChooseStore{false});
    }
}

}  // namespace

void draw_ticket_board(Ui& ui, const Rect& area, const Scene& scene, const TicketBoardState& state,
                       TicketBoardIntents& intents) {
    auto rest = page_width(ui, area);
    const auto presence = draw_list_absence(ui, rest, state.error, state.board.has_value());
    if (presence == ListPresence::retry) intents.add(ticket_board::Reload{});
    if (presence != ListPresence::there) return;
    const bool low = is_low_board(ui, rest);
    draw_board_top(ui, rest, scene, state, intents);
    if (!low) draw_closed_today(ui, rest.cut_bottom(ui.px(k_foot_height)), state, intents);
    const auto lanes = shown_lanes(ui, state);
    const bool any =
        std::ranges::any_of(lanes, [](const auto& lane) { return !lane.cards.empty(); });
    if (!any) return draw_no_cards(ui, rest, state, intents);
    draw_board_lanes(ui, rest, scene, state, intents);
}

void draw_ticket_board_sheet(Ui& ui, const Rect& area, const Scene& scene,
                             const TicketBoardState& state, TicketBoardIntents& intents) {
    if (state.choosing_store) return draw_store_sheet(ui, area, scene, state, intents);
    std::vector<Text> options{ui.tr(words::tickets_kinds_all)};
    for (const auto& kind : k_codes<TicketKind>)
        options.push_back(ticket_kind_text(ui, kind.value));
    const int selected = state.kind ? static_cast<int>(*state.kind) + 1 : 0;
    const auto answer =
        draw_choice_sheet(ui, area, {{ui.tr(words::tickets_kinds), {}}, options, selected});
    if (answer.chosen) {
        const int chosen = *answer.chosen;
        intents.add(ticket_board::SetKind{
            chosen == 0 ? std::nullopt : std::optional(static_cast<TicketKind>(chosen - 1))});
    } else if (answer.dismissed) {
        intents.add(ticket_board::ChooseKind{false});
    }
}

}  // namespace qiantai::ui
