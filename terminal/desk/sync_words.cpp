#include "terminal/desk/sync_words.hpp"

#include "assets/words/shell.hpp"
#include "assets/words/sync.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

Text problem_words(const Ui& ui, const SyncView::Problem& problem) {
    const bool zh = ui.settings().language == Language::zh;
    return Text::words(zh ? problem.words_zh : problem.words_en);
}

// Both times, because whoever reads this has a right clock at hand, or asks somebody who has.
SyncWords clock_words(const Ui& ui, const Shop& shop, const SyncView& sync) {
    // What the screens show is headquarters' time where this terminal follows it, see
    // sync/client/clock_facts.hpp; otherwise this computer's.
    const bool follows = sync.clock_fault == ClockFault::ours ||
                         (sync.clock_fault == ClockFault::unclear && sync.clock_offset_ms < 0);
    const TimeMs clock = follows ? shop.now_ms - sync.clock_offset_ms : shop.now_ms;
    const auto here = time_text(ui, shop, clock);
    const auto there = time_text(ui, shop, clock + sync.clock_offset_ms);
    const auto say = [&](TextKey title, TextKey body) {
        return SyncWords{Icon::timer, Tone::danger, ui.tr(title),
                         ui.tr(body, here.utf8(), there.utf8())};
    };
    switch (sync.clock_fault) {
        case ClockFault::headquarters:
            return say(words::sync_hub_clock_title, words::sync_hub_clock_body);
        case ClockFault::unclear:
            return say(words::sync_clocks_title, words::sync_clocks_body);
        default:
            return say(words::sync_clock_title, words::sync_clock_body);
    }
}

}  // namespace

Text waiting_text(const SyncView& sync) {
    const auto number = number_text(sync.waiting);
    return sync.waiting_more ? Text::data(number.utf8() + "+") : number;
}

SyncWords sync_words(const Ui& ui, const Shop& shop, const SyncView& sync) {
    if (sync.clock_fault != ClockFault::none) return clock_words(ui, shop, sync);
    // Without a network nothing is wrong; anything else that ended a session says so itself.
    if (sync.problem && sync.problem->actor != actor_name(Actor::itself)) {
        return {Icon::alert_circle, Tone::danger, ui.tr(words::sync_problem_title),
                problem_words(ui, *sync.problem)};
    }
    if (sync.offline_since) {
        const auto body = sync.waiting > 0
                              ? ui.tr(words::sync_offline_waiting, waiting_text(sync).utf8())
                              : ui.tr(words::sync_offline_body);
        return {Icon::cloud_off, Tone::warning, ui.tr(words::sync_offline_title), body};
    }
    if (sync.alone) {
        return {Icon::store, Tone::neutral, ui.tr(words::sync_alone_title),
                ui.tr(words::sync_alone_body)};
    }
    if (!sync.first_load_done) {
        return {Icon::cloud, Tone::info, ui.tr(words::chip_first_load),
                ui.tr(words::sync_first_load_body, sync.session_received)};
    }
    if (sync.waiting > 0) {
        const auto since = sync.waiting_since ? time_text(ui, shop, *sync.waiting_since) : Text();
        return {Icon::cloud, Tone::info,
                ui.tr(words::sync_waiting_title, waiting_text(sync).utf8()),
                ui.tr(words::sync_waiting_body, since.utf8())};
    }
    return {Icon::cloud_check, Tone::success, ui.tr(words::chip_complete),
            ui.tr(words::sync_complete_body)};
}

}  // namespace qiantai::ui
