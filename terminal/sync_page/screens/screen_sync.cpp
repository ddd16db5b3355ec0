#include "terminal/sync_page/screens/screen_sync.hpp"

#include <cmath>

#include "assets/words/sync.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_words.hpp"
#include "terminal/kit/charts/charts.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_waiting_row = 60;
/// Two buttons of a refused record, and the longest heading, in English.
constexpr float k_column_least_dp = 480;
constexpr std::size_t k_sessions_shown = 6;

bool is_zh(const Ui& ui) {
    return ui.settings().language == Language::zh;
}

// --- How it stands, and "sync now" ---

constexpr float k_button_least = 172;

// As wide as either label needs, so that nothing moves when a session begins.
float sync_button_width(const Ui& ui) {
    const ButtonStyle style{.icon = Icon::sync};
    return std::max({ui.px(k_button_least),
                     std::ceil(button_width(ui, ui.tr(words::sync_now), style)),
                     std::ceil(button_width(ui, ui.tr(words::sync_running), style))});
}

void draw_status(Ui& ui, Rect& rest, const Scene& scene, SyncPageIntents& intents) {
    Card card(ui, rest);
    const auto words = sync_words(ui, scene.shop, scene.sync);
    auto lines = card.inside;
    auto sign = lines.cut_left(ui.px(44), ui.px(k_gap));
    auto button = scene.sync.alone ? Rect{} : lines.cut_right(sync_button_width(ui), ui.px(k_gap));
    const auto title = wrapped_height(ui, words.title, TextStyle::title, lines.width());
    const auto body = wrapped_height(ui, words.body, TextStyle::small, lines.width());
    const auto high = title + body + ui.px(k_gap_xs);
    const auto line = card.inside.cut_top(std::max(ui.px(k_button_height), high));
    lines.bottom = sign.bottom = button.bottom = line.bottom;

    draw_icon(ui, {sign.center_x(), sign.center_y()}, words.icon, 44, tone_text(words.tone));
    if (!scene.sync.alone) {
        const bool running = scene.sync.running;
        const auto label = ui.tr(running ? words::sync_running : words::sync_now);
        // It comes by itself, so it is not the strong button of the page.
        const ButtonStyle style{.icon = running ? Icon::none : Icon::sync, .busy = running};
        if (draw_button(ui, button.centered(button.width(), ui.px(k_button_height)), "sync now",
                        label, style)) {
            intents.add(sync_page::SyncNow{});
        }
    }
    lines = lines.centered(lines.width(), high);
    draw_paragraph(ui, lines, words.title, TextStyle::title, Role::ink, k_gap_xs);
    draw_wrapped(ui, lines, words.body, TextStyle::small, Role::ink2);
}

// --- What waits ---

void draw_waiting(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page) {
    const auto& sync = scene.sync;
    const auto& by_entity = page.waiting_by_entity;
    if (by_entity.empty()) {
        return draw_done_card(ui, rest.cut_top(ui.px(k_sync_done_card_height)),
                              ui.tr(words::sync_waiting_none));
    }
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::sync_waiting_heading), waiting_text(sync),
                    Tone::warning);
    std::size_t left = by_entity.size();
    // A row's icon stands where the title begins.
    auto rows = card.inside.inset(-ui.px(k_gap_m), 0);
    for (const auto& [entity, waiting] : by_entity) {
        const auto since = time_text(ui, scene.shop, waiting.since);
        const ListRow row{.title = entity_text(ui, entity),
                          .icon = entity_icon(entity),
                          .trailing = ui.tr(words::sync_waiting_oldest, since.utf8()),
                          .trailing_strong = number_text(waiting.count),
                          .last = --left == 0};
        draw_list_row_still(ui, rows.cut_top(ui.px(k_waiting_row)), row);
    }
    card.inside.top = rows.top;
}

// --- The proof of today ---

constexpr float k_today_figures = 52;
constexpr float k_today_chart = 180;
constexpr float k_today_chart_most = 260;

bool has_today(const Scene& scene, const SyncPageState& page) {
    return !page.hours.empty() || scene.sync.waiting > 0 || scene.sync.refused > 0;
}

void draw_count(Ui& ui, Rect& rect, float width, std::int64_t count, const Text& words, Role role) {
    auto place = rect.cut_left(width, ui.px(k_gap));
    const auto number = number_text(count);
    const auto wide = text_width(ui, number.utf8(), TextStyle::figure) + 1;
    draw_text(ui, place.cut_left(wide, ui.px(k_gap_s)), number, TextStyle::figure, role);
    const auto high = wrapped_height(ui, words, TextStyle::small, place.width());
    draw_wrapped(ui, place.centered(place.width(), high), words, TextStyle::small, Role::ink2);
}

// The amber parts of all bars are what waits, the red ones what was refused: what is older than
// today has a bar of its own.
std::vector<ChartBar> bars_of(const Ui& ui, const SyncPageState& page, const SyncView& sync) {
    std::vector<ChartBar> bars;
    const auto add = [&](Text label, const HourProof& proof) {
        bars.push_back({std::move(label),
                        static_cast<double>(proof.confirmed),
                        Tone::success,
                        {{static_cast<double>(proof.waiting), Tone::warning},
                         {static_cast<double>(proof.refused), Tone::danger}}});
    };
    const HourProof earlier{
        .waiting = std::max<std::int64_t>(0, sync.waiting - page.today.waiting),
        .refused = std::max<std::int64_t>(0, sync.refused - page.today.refused)};
    if (earlier.waiting + earlier.refused > 0) add(ui.tr(words::sync_earlier), earlier);
    for (std::size_t i = 0; i < page.hours.size(); ++i) {
        add(ui.tr(words::sync_hour, page.first_hour + static_cast<int>(i)), page.hours[i]);
    }
    return bars;
}

// `spare` is what the card may be higher than it has to: the chart grows first.
void draw_today(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page, float spare) {
    const auto& sync = scene.sync;
    if (!has_today(scene, page)) {
        return draw_note_card(ui, rest.cut_top(ui.px(k_sync_done_card_height)),
                              ui.tr(words::sync_today_none));
    }
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::sync_today_heading));
    auto figures = card.inside.cut_top(ui.px(k_today_figures), ui.px(k_gap));
    if (sync.waiting == 0 && sync.refused == 0) {
        const auto sign = figures.cut_left(ui.px(28), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 28, Role::success);
        const auto words = ui.tr(words::sync_today_all, number_text(page.today.confirmed).utf8());
        const auto high = wrapped_height(ui, words, TextStyle::large_strong, figures.width());
        draw_wrapped(ui, figures.centered(figures.width(), high), words, TextStyle::large_strong,
                     Role::success);
    } else {
        const int count = sync.refused > 0 ? 3 : 2;
        const auto wide = figures.column(0, count, ui.px(k_gap)).width();
        draw_count(ui, figures, wide, page.today.confirmed, ui.tr(words::sync_today_confirmed),
                   Role::success);
        draw_count(ui, figures, wide, sync.waiting, ui.tr(words::sync_today_open),
                   sync.waiting > 0 ? Role::warning : Role::ink2);
        if (sync.refused > 0) {
            draw_count(ui, figures, wide, sync.refused, ui.tr(words::sync_today_refused),
                       Role::danger);
        }
    }
    auto place = card.inside.cut_top(ui.px(k_today_chart) + spare);
    draw_bar_chart(ui, place.cut_top(ui.px(k_today_chart_most)), bars_of(ui, page, sync));
}

// --- What happened lately ---

Text session_text(const Ui& ui, const SyncView::Session& session) {
    if (session.problem) {
        return Text::data(is_zh(ui) ? session.problem->words_zh : session.problem->words_en);
    }
    if (session.refused > 0) {
        return ui.tr(words::sync_session_refused, session.sent, session.received, session.refused);
    }
    return ui.tr(words::sync_session_done, session.sent, session.received);
}

void draw_sessions(Ui& ui, Rect& rest, const Scene& scene, float spare) {
    const auto& sessions = scene.sync.sessions;
    if (sessions.empty()) {
        return draw_note_card(ui, rest.cut_top(ui.px(k_sync_done_card_height)),
                              ui.tr(words::sync_sessions_none));
    }
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::sync_sessions_heading));
    for (std::size_t i = 0; i < std::min(sessions.size(), k_sessions_shown); ++i) {
        auto line = card.inside.cut_top(ui.px(36));
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        const bool failed = sessions[i].problem.has_value();
        draw_icon(ui, {sign.center_x(), sign.center_y()},
                  failed ? Icon::cloud_off : Icon::cloud_check, 22,
                  failed ? Role::warning : Role::success);
        draw_text(ui, line.cut_left(ui.px(112)), time_text(ui, scene.shop, sessions[i].at),
                  TextStyle::small, Role::ink2);
        draw_text(ui, line, session_text(ui, sessions[i]), TextStyle::small, Role::ink);
    }
    card.inside.cut_top(spare);
}

// Two columns with fixed places: whatever the state, a card is where it was. The shorter column's
// last card reaches down to the other's end.
float draw_columns(Ui& ui, const Rect& page, const Scene& scene, const SyncPageState& state,
                   SyncPageIntents& intents) {
    const auto gap = ui.px(k_gap);
    auto left = page;
    auto right = left.cut_right(std::floor((page.width() - gap) * 5 / 12), gap);
    draw_status(ui, left, scene, intents);
    left.cut_top(gap);
    draw_waiting(ui, left, scene, state);
    left.cut_top(gap);
    draw_refused(ui, right, scene, state, intents);
    right.cut_top(gap);
    draw_set_aside(ui, right, scene, state);
    const auto left_end = left.top + measured_height(ui, left.width(), [&](Rect& rest) {
                              draw_sessions(ui, rest, scene, 0);
                          });
    const auto right_end = right.top + measured_height(ui, right.width(), [&](Rect& rest) {
                               draw_today(ui, rest, scene, state, 0);
                           });
    const auto end = std::max(left_end, right_end);
    draw_sessions(ui, left, scene, end - left_end);
    draw_today(ui, right, scene, state, end - right_end);
    return end;
}

float draw_one_column(Ui& ui, Rect page, const Scene& scene, const SyncPageState& state,
                      SyncPageIntents& intents) {
    const auto gap = ui.px(k_gap);
    draw_status(ui, page, scene, intents);
    if (scene.sync.alone) return page.top;
    page.cut_top(gap);
    draw_refused(ui, page, scene, state, intents);
    page.cut_top(gap);
    draw_set_aside(ui, page, scene, state);
    draw_waiting(ui, page, scene, state);
    page.cut_top(gap);
    draw_today(ui, page, scene, state, 0);
    page.cut_top(gap);
    draw_sessions(ui, page, scene, 0);
    return page.top;
}

}  // namespace

void draw_sync_page(Ui& ui, const Rect& area, const Scene& scene, const SyncPageState& state,
                    SyncPageIntents& intents) {
    // What scrolls is cut by the edge of the screen and has its margin inside.
    const auto margin = ui.px(k_gap_l);
    ScrollArea scroll(ui, "sync page", {area.left, area.top, area.right, area.bottom + margin});
    const auto page = page_width(ui, scroll.content());
    const bool one = scene.sync.alone || column_count(ui, page.width(), k_column_least_dp, 2) == 1;
    const auto bottom = one ? draw_one_column(ui, page, scene, state, intents)
                            : draw_columns(ui, page, scene, state, intents);
    scroll.finish(bottom + margin);
}

}  // namespace qiantai::ui
