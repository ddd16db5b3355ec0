#include "terminal/sync_page/screens/screen_sync.hpp"

#include <cmath>

#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chart.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_waiting_row = 60;
constexpr std::size_t k_sessions_shown = 6;

bool is_zh(const Ui& ui) {
    return ui.settings().language == Language::zh;
}

// --- How it stands, and "sync now" ---

constexpr float k_button_least = 172;

struct StatusWidths {
    float button;
    float words;
};
StatusWidths status_widths(const Ui& ui, float width) {
    // As wide as either label needs, so that nothing moves when a session begins.
    const ButtonStyle style{.icon = Icon::sync};
    const auto button = std::max(
        {ui.px(k_button_least), std::ceil(button_width(ui, ui.tr(TextKey::sync_now), style)),
         std::ceil(button_width(ui, ui.tr(TextKey::sync_running), style))});
    return {button, width - ui.px(k_sync_card_padding + 44 + k_gap + k_gap) - button};
}

float status_height(const Ui& ui, const Scene& scene, float width) {
    const auto words = sync_words(ui, scene.shop, scene.sync);
    const auto inside = scene.sync.alone ? width - ui.px(k_sync_card_padding + 44 + k_gap)
                                         : status_widths(ui, width).words;
    const auto high = wrapped_height(ui, words.title, TextStyle::title, inside) +
                      wrapped_height(ui, words.body, TextStyle::small, inside) + ui.px(k_gap_xs);
    return ui.px(k_sync_card_padding) + std::max(ui.px(k_button_height), high);
}

void draw_status(Ui& ui, const Rect& rect, const Scene& scene, SyncPageIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto words = sync_words(ui, scene.shop, scene.sync);
    const auto sign = inside.cut_left(ui.px(44), ui.px(k_gap));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, words.icon, 44, tone_text(words.tone));
    if (!scene.sync.alone) {
        const auto wide = status_widths(ui, rect.width()).button;
        const auto place = inside.cut_right(wide, ui.px(k_gap));
        const bool running = scene.sync.running;
        const auto label = ui.tr(running ? TextKey::sync_running : TextKey::sync_now);
        // It comes by itself, so it is not the strong button of the page.
        const ButtonStyle style{.icon = running ? Icon::none : Icon::sync, .busy = running};
        if (draw_button(ui, place.centered(wide, ui.px(k_button_height)), "sync now", label,
                        style)) {
            intents.add(sync_page::SyncNow{});
        }
    }
    const auto title = wrapped_height(ui, words.title, TextStyle::title, inside.width());
    const auto body = wrapped_height(ui, words.body, TextStyle::small, inside.width());
    auto lines = inside.centered(inside.width(), title + body + ui.px(k_gap_xs));
    draw_wrapped(ui, lines.cut_top(title, ui.px(k_gap_xs)), words.title, TextStyle::title,
                 Role::ink);
    draw_wrapped(ui, lines, words.body, TextStyle::small, Role::ink2);
}

// --- What waits ---

float waiting_height(const Ui& ui, const SyncPageState& page) {
    const auto rows = page.waiting_by_entity.size();
    if (rows == 0) return ui.px(k_sync_done_card_height);
    return ui.px(k_sync_card_padding + k_sync_card_title_height +
                 k_waiting_row * static_cast<float>(rows));
}

void draw_waiting(Ui& ui, const Rect& rect, const Scene& scene, const SyncPageState& page) {
    const auto& sync = scene.sync;
    const auto& by_entity = page.waiting_by_entity;
    if (by_entity.empty()) {
        return draw_done_card(ui, rect, ui.tr(TextKey::sync_waiting_none));
    }
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_waiting_heading), number_text(sync.waiting),
                    Tone::warning);
    std::size_t left = by_entity.size();
    // A row's icon stands where the title begins.
    inside = inside.inset(-ui.px(k_gap_m), 0);
    for (const auto& [entity, waiting] : by_entity) {
        const auto since = time_text(scene.shop, waiting.since);
        const ListRow row{.title = entity_text(ui, entity),
                          .icon = entity_icon(entity),
                          .trailing = ui.tr(TextKey::sync_waiting_oldest, since.utf8()),
                          .trailing_strong = number_text(waiting.count),
                          .last = --left == 0};
        draw_list_row_still(ui, inside.cut_top(ui.px(k_waiting_row)), row);
    }
}

// --- The proof of today ---

constexpr float k_today_figures = 52;
constexpr float k_today_chart = 180;
constexpr float k_today_chart_most = 260;

bool has_today(const Scene& scene, const SyncPageState& page) {
    return !page.hours.empty() || scene.sync.waiting > 0 || scene.sync.refused > 0;
}

float today_height(const Ui& ui, const Scene& scene, const SyncPageState& page) {
    if (!has_today(scene, page)) return ui.px(k_sync_done_card_height);
    return ui.px(k_sync_card_padding + k_sync_card_title_height + k_today_figures + k_gap +
                 k_today_chart);
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
    if (earlier.waiting + earlier.refused > 0) add(ui.tr(TextKey::sync_earlier), earlier);
    for (std::size_t i = 0; i < page.hours.size(); ++i) {
        add(ui.tr(TextKey::sync_hour, page.first_hour + static_cast<int>(i)), page.hours[i]);
    }
    return bars;
}

void draw_today(Ui& ui, const Rect& rect, const Scene& scene, const SyncPageState& page) {
    const auto& sync = scene.sync;
    if (!has_today(scene, page)) return draw_note_card(ui, rect, ui.tr(TextKey::sync_today_none));
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_today_heading));
    auto figures = inside.cut_top(ui.px(k_today_figures), ui.px(k_gap));
    if (sync.waiting == 0 && sync.refused == 0) {
        const auto sign = figures.cut_left(ui.px(28), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::check_circle, 28, Role::success);
        const auto words = ui.tr(TextKey::sync_today_all, number_text(page.today.confirmed).utf8());
        const auto high = wrapped_height(ui, words, TextStyle::large_strong, figures.width());
        draw_wrapped(ui, figures.centered(figures.width(), high), words, TextStyle::large_strong,
                     Role::success);
    } else {
        const int count = sync.refused > 0 ? 3 : 2;
        const auto wide = figures.column(0, count, ui.px(k_gap)).width();
        draw_count(ui, figures, wide, page.today.confirmed, ui.tr(TextKey::sync_today_confirmed),
                   Role::success);
        draw_count(ui, figures, wide, sync.waiting, ui.tr(TextKey::sync_today_open),
                   sync.waiting > 0 ? Role::warning : Role::ink2);
        if (sync.refused > 0) {
            draw_count(ui, figures, wide, sync.refused, ui.tr(TextKey::sync_today_refused),
                       Role::danger);
        }
    }
    const auto chart = inside.cut_top(std::min(inside.height(), ui.px(k_today_chart_most)));
    draw_bar_chart(ui, chart, bars_of(ui, page, sync));
}

// --- What happened lately ---

float sessions_height(const Ui& ui, const SyncView& sync) {
    if (sync.sessions.empty()) return ui.px(k_sync_done_card_height);
    const auto rows = std::min(sync.sessions.size(), k_sessions_shown);
    return ui.px(k_sync_card_padding + k_sync_card_title_height + 36 * static_cast<float>(rows));
}

Text session_text(const Ui& ui, const SyncView::Session& session) {
    if (session.problem) {
        return Text::data(is_zh(ui) ? session.problem->words_zh : session.problem->words_en);
    }
    if (session.refused > 0) {
        return ui.tr(TextKey::sync_session_refused, session.sent, session.received,
                     session.refused);
    }
    return ui.tr(TextKey::sync_session_done, session.sent, session.received);
}

void draw_sessions(Ui& ui, const Rect& rect, const Scene& scene) {
    const auto& sessions = scene.sync.sessions;
    if (sessions.empty()) return draw_note_card(ui, rect, ui.tr(TextKey::sync_sessions_none));
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_sessions_heading));
    for (std::size_t i = 0; i < std::min(sessions.size(), k_sessions_shown); ++i) {
        auto line = inside.cut_top(ui.px(36));
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        const bool failed = sessions[i].problem.has_value();
        draw_icon(ui, {sign.center_x(), sign.center_y()},
                  failed ? Icon::cloud_off : Icon::cloud_check, 22,
                  failed ? Role::warning : Role::success);
        draw_text(ui, line.cut_left(ui.px(112)), time_text(scene.shop, sessions[i].at),
                  TextStyle::small, Role::ink2);
        draw_text(ui, line, session_text(ui, sessions[i]), TextStyle::small, Role::ink);
    }
}

// Two columns with fixed places: whatever the state, a card is where it was. The shorter column's
// last card reaches down to the other's end.
float draw_columns(Ui& ui, const Rect& page, const Scene& scene, const SyncPageState& state,
                   SyncPageIntents& intents) {
    const auto gap = ui.px(k_gap);
    auto left = page;
    auto right = left.cut_right(std::floor((page.width() - gap) * 5 / 12), gap);
    const auto status = status_height(ui, scene, left.width());
    const auto waiting = waiting_height(ui, state);
    const auto refused = refused_height(ui, scene, state, right.width());
    const auto least_left = status + waiting + sessions_height(ui, scene.sync) + 2 * gap;
    const auto least_right = refused + today_height(ui, scene, state) + gap;
    const auto high = std::max(least_left, least_right);
    left.bottom = right.bottom = page.top + high;
    draw_status(ui, left.cut_top(status, gap), scene, intents);
    draw_waiting(ui, left.cut_top(waiting, gap), scene, state);
    draw_sessions(ui,
                  scene.sync.sessions.empty() ? left.cut_top(ui.px(k_sync_done_card_height)) : left,
                  scene);
    draw_refused(ui, right.cut_top(refused, gap), scene, state, intents);
    draw_today(ui, has_today(scene, state) ? right : right.cut_top(ui.px(k_sync_done_card_height)),
               scene, state);
    return page.top + high;
}

float draw_one_column(Ui& ui, Rect page, const Scene& scene, const SyncPageState& state,
                      SyncPageIntents& intents) {
    const auto gap = ui.px(k_gap), wide = page.width();
    draw_status(ui, page.cut_top(status_height(ui, scene, wide), gap), scene, intents);
    if (scene.sync.alone) return page.top - gap;
    draw_refused(ui, page.cut_top(refused_height(ui, scene, state, wide), gap), scene, state,
                 intents);
    draw_waiting(ui, page.cut_top(waiting_height(ui, state), gap), scene, state);
    draw_today(ui, page.cut_top(today_height(ui, scene, state), gap), scene, state);
    draw_sessions(ui, page.cut_top(sessions_height(ui, scene.sync)), scene);
    return page.top;
}

}  // namespace

void draw_sync_page(Ui& ui, const Rect& area, const Scene& scene, const SyncPageState& state,
                    SyncPageIntents& intents) {
    // What scrolls is cut by the edge of the screen and has its margin inside.
    const auto margin = ui.px(k_gap_l);
    ScrollArea scroll(ui, "sync page", {area.left, area.top, area.right, area.bottom + margin});
    const auto page = page_width(ui, scroll.content());
    const bool one = scene.sync.alone || column_count(ui, page.width(), 420, 2) == 1;
    const auto bottom = one ? draw_one_column(ui, page, scene, state, intents)
                            : draw_columns(ui, page, scene, state, intents);
    scroll.finish(bottom + margin);
}

}  // namespace qiantai::ui
