#include "terminal/ui/screen_sync.hpp"

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/columns.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/sync_words.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_chart.hpp"
#include "terminal/ui/widget_field.hpp"
#include "terminal/ui/widget_list.hpp"
#include "terminal/ui/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_title_height = 44;  ///< of a card, with what follows it
constexpr float k_padding = 2 * k_gap_l;
constexpr std::size_t k_sessions_shown = 6;

bool is_zh(const Ui& ui) {
    return ui.settings().language == Language::zh;
}

// --- How it stands, and "sync now" ---

float status_height(const Ui& ui, const AppState& state, float width) {
    const auto words = sync_words(ui, state.shop, state.sync);
    const auto inside = width - ui.px(k_padding + 44 + k_gap);
    return ui.px(k_padding + 34 + k_gap + k_button_height) +
           wrapped_height(ui, words.body, TextStyle::small, inside);
}

void draw_status(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto words = sync_words(ui, state.shop, state.sync);
    const auto button = inside.cut_bottom(ui.px(k_button_height), ui.px(k_gap));
    const auto sign = inside.cut_left(ui.px(44), ui.px(k_gap));
    draw_icon(ui, {sign.center_x(), sign.top + ui.px(26)}, words.icon, 44, tone_text(words.tone));
    draw_text(ui, inside.cut_top(ui.px(34)), words.title, TextStyle::title, Role::ink);
    draw_wrapped(ui, inside, words.body, TextStyle::small, Role::ink2);
    const bool running = state.sync.running;
    const auto label = ui.tr(running ? TextKey::sync_running : TextKey::sync_now);
    const ButtonStyle style{
        .kind = ButtonKind::primary, .icon = running ? Icon::none : Icon::sync, .busy = running};
    if (draw_button(ui, button, "sync now", label, style)) intents.add(sync_page::SyncNow{});
}

// --- What waits ---

float waiting_height(const Ui& ui, const AppState& state) {
    const auto rows = std::max<std::size_t>(1, state.work.sync_page.waiting_by_entity.size());
    return ui.px(k_padding + k_title_height + k_row_height * static_cast<float>(rows));
}

void draw_waiting(Ui& ui, const Rect& rect, const AppState& state) {
    auto inside = draw_card(ui, rect);
    const auto& sync = state.sync;
    const auto& by_entity = state.work.sync_page.waiting_by_entity;
    const auto count = sync.waiting > 0 ? Text::data(fmt::format("{}", sync.waiting)) : Text();
    draw_card_title(ui, inside, ui.tr(TextKey::sync_waiting_heading), count, Tone::info);
    if (by_entity.empty()) {
        draw_text(ui, inside.cut_top(ui.px(k_row_height)), ui.tr(TextKey::sync_waiting_none),
                  TextStyle::body, Role::ink2);
        return;
    }
    std::size_t left = by_entity.size();
    for (const auto& [entity, waiting] : by_entity) {
        const auto since = time_text(state.shop, waiting.since);
        const ListRow row{.title = entity_text(ui, entity),
                          .icon = entity_icon(entity),
                          .trailing = ui.tr(TextKey::sync_waiting_oldest, since.utf8()),
                          .trailing_strong = Text::data(fmt::format("{}", waiting.count)),
                          .last = --left == 0};
        draw_list_row_still(ui, inside.cut_top(ui.px(k_row_height)), row);
    }
}

// --- What was refused ---

Text refused_reason(const Ui& ui, const RefusedRecord& record) {
    return Text::words(is_zh(ui) ? record.words_zh : record.words_en);
}

float record_height(const Ui& ui, const RefusedRecord& record, float width) {
    const auto inside = width - ui.px(2 * k_gap);
    auto high = ui.px(2 * k_gap + 30 + k_gap_s + k_gap_m + k_button_height) +
                wrapped_height(ui, refused_reason(ui, record), TextStyle::body, inside);
    if (record.handed_over) {
        const auto handed = ui.tr(TextKey::sync_refused_handed, record.remark);
        high += wrapped_height(ui, handed, TextStyle::small, inside) + ui.px(k_gap_s);
    }
    return high;
}

float refused_height(const Ui& ui, const SyncPageState& page, float width) {
    auto high = ui.px(k_padding + k_title_height);
    const auto inside = width - ui.px(k_padding);
    if (page.refused.empty()) {
        const auto body = ui.tr(TextKey::sync_refused_none_body);
        return high + ui.px(30 + k_gap_xs) + wrapped_height(ui, body, TextStyle::small, inside);
    }
    for (const auto& record : page.refused) {
        high += record_height(ui, record, inside) + ui.px(k_gap_m);
    }
    return high - ui.px(k_gap_m);
}

void draw_remedies(Ui& ui, Rect line, const RefusedRecord& record, const domain::Session& session,
                   AppIntents& intents) {
    using Remedy = SyncPageState::Asking::Remedy;
    const bool discards = domain::has_right(session.role, domain::Right::sync_discard);
    const bool asks = !discards && !record.handed_over;
    const auto half = asks || discards ? (line.width() - ui.px(k_gap_m)) / 2 : line.width();
    const auto resend = line.cut_left(half, ui.px(k_gap_m));
    if (!domain::has_right(session.role, domain::Right::sync_remedy)) return;
    if (draw_button(ui, resend, "resend", ui.tr(TextKey::sync_resend), {.icon = Icon::refresh})) {
        intents.add(sync_page::Resend{record.seq});
    }
    if (asks && draw_button(ui, line, "hand over", ui.tr(TextKey::sync_hand_over))) {
        intents.add(sync_page::Ask{Remedy::hand_over, record.seq});
    }
    if (discards && draw_button(ui, line, "discard", ui.tr(TextKey::sync_discard))) {
        intents.add(sync_page::Ask{Remedy::discard, record.seq});
    }
}

void draw_record(Ui& ui, const Rect& rect, const RefusedRecord& record, const AppState& state,
                 AppIntents& intents) {
    const IdScope scope(static_cast<int>(record.seq));
    border(ui, rect, Role::line, k_radius_control);
    auto inside = rect.inset(ui.px(k_gap));
    auto head = inside.cut_top(ui.px(30), ui.px(k_gap_s));
    const auto at = time_text(state.shop, record.refused_at);
    draw_text(ui, head.cut_right(text_width(ui, at.utf8(), TextStyle::small) + 1, ui.px(k_gap_s)),
              at, TextStyle::small, Role::ink2);
    draw_text(ui, head, entity_text(ui, record.entity), TextStyle::body_strong, Role::ink);
    const auto reason = refused_reason(ui, record);
    const auto high = wrapped_height(ui, reason, TextStyle::body, inside.width());
    draw_wrapped(ui, inside.cut_top(high, ui.px(k_gap_m)), reason, TextStyle::body, Role::danger);
    if (record.handed_over) {
        const auto handed = ui.tr(TextKey::sync_refused_handed, record.remark);
        const auto lines = wrapped_height(ui, handed, TextStyle::small, inside.width());
        draw_wrapped(ui, inside.cut_top(lines, ui.px(k_gap_s)), handed, TextStyle::small,
                     Role::ink2);
    }
    draw_remedies(ui, inside.cut_top(ui.px(k_button_height)), record, *state.session, intents);
}

void draw_refused(Ui& ui, const Rect& rect, const AppState& state, AppIntents& intents) {
    auto inside = draw_card(ui, rect);
    const auto& refused = state.work.sync_page.refused;
    const auto count = refused.empty() ? Text() : Text::data(fmt::format("{}", refused.size()));
    draw_card_title(ui, inside, ui.tr(TextKey::sync_refused_heading), count, Tone::danger);
    if (refused.empty()) {
        draw_text(ui, inside.cut_top(ui.px(30), ui.px(k_gap_xs)), ui.tr(TextKey::sync_refused_none),
                  TextStyle::body, Role::ink);
        draw_wrapped(ui, inside, ui.tr(TextKey::sync_refused_none_body), TextStyle::small,
                     Role::ink2);
    }
    for (const auto& record : refused) {
        const auto high = record_height(ui, record, inside.width());
        draw_record(ui, inside.cut_top(high, ui.px(k_gap_m)), record, state, intents);
    }
}

// --- The proof of today ---

constexpr float k_today_figures = 56;
constexpr float k_today_chart = 150;

float today_height(const Ui& ui, const SyncPageState& page) {
    const bool none = page.hours.empty();
    return ui.px(k_padding + k_title_height + (none ? 36 : k_today_figures + k_today_chart));
}

void draw_count(Ui& ui, Rect rect, std::int64_t count, const Text& words, Role role) {
    const auto number = Text::data(fmt::format("{}", count));
    const auto wide = text_width(ui, number.utf8(), TextStyle::figure) + 1;
    draw_text(ui, rect.cut_left(wide, ui.px(k_gap_s)), number, TextStyle::figure, role);
    draw_wrapped(
        ui, rect.centered(rect.width(), wrapped_height(ui, words, TextStyle::small, rect.width())),
        words, TextStyle::small, Role::ink2);
}

void draw_today(Ui& ui, const Rect& rect, const SyncPageState& page) {
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_today_heading));
    if (page.hours.empty()) {
        draw_text(ui, inside.cut_top(ui.px(36)), ui.tr(TextKey::sync_today_none), TextStyle::body,
                  Role::ink2);
        return;
    }
    const auto figures = inside.cut_top(ui.px(k_today_figures));
    draw_count(ui, figures.column(0, 2, ui.px(k_gap)), page.confirmed_today,
               ui.tr(TextKey::sync_today_confirmed), Role::success);
    draw_count(ui, figures.column(1, 2, ui.px(k_gap)), page.open_today,
               ui.tr(TextKey::sync_today_open), page.open_today > 0 ? Role::warning : Role::ink2);
    std::vector<ChartBar> bars;
    for (std::size_t i = 0; i < page.hours.size(); ++i) {
        const auto& hour = page.hours[i];
        bars.push_back({ui.tr(TextKey::sync_hour, page.first_hour + static_cast<int>(i)),
                        static_cast<double>(hour.confirmed + hour.open),
                        hour.open > 0 ? Tone::warning : Tone::success});
    }
    draw_bar_chart(ui, inside, bars);
}

// --- What happened lately ---

float sessions_height(const Ui& ui, const SyncView& sync) {
    const auto rows = std::clamp<std::size_t>(sync.sessions.size(), 1, k_sessions_shown);
    return ui.px(k_padding + k_title_height + 36 * static_cast<float>(rows));
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

void draw_sessions(Ui& ui, const Rect& rect, const AppState& state) {
    auto inside = draw_card(ui, rect);
    draw_card_title(ui, inside, ui.tr(TextKey::sync_sessions_heading));
    const auto& sessions = state.sync.sessions;
    if (sessions.empty()) {
        draw_text(ui, inside.cut_top(ui.px(36)), ui.tr(TextKey::sync_sessions_none),
                  TextStyle::body, Role::ink2);
    }
    for (std::size_t i = 0; i < std::min(sessions.size(), k_sessions_shown); ++i) {
        auto line = inside.cut_top(ui.px(36));
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        const bool failed = sessions[i].problem.has_value();
        draw_icon(ui, {sign.center_x(), sign.center_y()},
                  failed ? Icon::cloud_off : Icon::cloud_check, 22,
                  failed ? Role::warning : Role::success);
        draw_text(ui, line.cut_left(ui.px(112)), time_text(state.shop, sessions[i].at),
                  TextStyle::small, Role::ink2);
        draw_text(ui, line, session_text(ui, sessions[i]), TextStyle::small, Role::ink);
    }
}

}  // namespace

void draw_sync_page(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const auto& page = state.work.sync_page;
    ScrollArea scroll(ui, "sync page", area);
    Columns columns(ui, page_width(ui, scroll.content()), 420, 3);
    const auto wide = columns.width();
    draw_status(ui, columns.next(status_height(ui, state, wide)), state, intents);
    draw_refused(ui, columns.next(refused_height(ui, page, wide)), state, intents);
    draw_waiting(ui, columns.next(waiting_height(ui, state)), state);
    draw_today(ui, columns.next(today_height(ui, page)), page);
    draw_sessions(ui, columns.next(sessions_height(ui, state.sync)), state);
    scroll.finish(columns.bottom());
}

void draw_sync_asking(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    using Remedy = SyncPageState::Asking::Remedy;
    constexpr float k_width = 560;
    const IdScope scope("asking");
    const auto& asking = *state.work.sync_page.asking;
    const bool discard = asking.remedy == Remedy::discard;
    const auto label =
        ui.tr(discard ? TextKey::sync_ask_reason : TextKey::sync_ask_hand_over_label);
    const Field field{.label = label, .characters_max = 200, .required = true};
    const auto wide =
        std::min(ui.px(k_width), area.width() - ui.px(2 * k_gap)) - 2 * ui.px(k_gap_xl);
    const auto body = discard ? ui.tr(TextKey::sync_ask_discard_body) : Text();
    const auto body_high =
        body.empty() ? 0 : wrapped_height(ui, body, TextStyle::body, wide) + ui.px(k_gap);
    const auto field_high = field_height(ui, field, wide);
    const auto high = ui.px(36 + k_gap_s + k_gap + k_button_height) + body_high + field_high;
    const auto panel = draw_panel(ui, area, "panel", k_width, high);
    auto inside = panel.inside;
    draw_text(ui, inside.cut_top(ui.px(36), ui.px(k_gap_s)),
              ui.tr(discard ? TextKey::sync_ask_discard : TextKey::sync_ask_hand_over),
              TextStyle::title, Role::ink);
    if (!body.empty())
        draw_wrapped(ui, inside.cut_top(body_high), body, TextStyle::body, Role::ink2);
    const auto typed =
        draw_field(ui, inside.cut_top(field_high, ui.px(k_gap)), "words", asking.words, field);
    if (typed.changed) intents.add(sync_page::TypeWords{*typed.changed});
    auto buttons = inside.cut_top(ui.px(k_button_height));
    const auto half = (buttons.width() - ui.px(k_gap_m)) / 2;
    const auto cancel = buttons.cut_left(half, ui.px(k_gap_m));
    if (draw_button(ui, cancel, "cancel", ui.tr(TextKey::cancel)) || panel.dismissed) {
        intents.add(sync_page::Cancel{});
    }
    const ButtonStyle style{.kind = discard ? ButtonKind::danger : ButtonKind::primary,
                            .enabled = !asking.words.empty(),
                            .busy = asking.busy};
    const auto confirm = ui.tr(discard ? TextKey::sync_discard : TextKey::confirm);
    if (draw_button(ui, buttons, "confirm asking", confirm, style)) {
        intents.add(sync_page::Confirm{});
    }
}

}  // namespace qiantai::ui
