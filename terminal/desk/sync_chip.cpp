#include "terminal/desk/sync_chip.hpp"

#include "assets/words/shell.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_words.hpp"

namespace qiantai::ui {

Chip sync_chip(const Ui& ui, const Shop& shop, const SyncView& sync) {
    const auto waiting = waiting_text(sync);
    // Without a network nothing is wrong; anything else that ended a session needs somebody.
    if (sync.problem && sync.problem->actor != actor_name(Actor::itself)) {
        return {ui.tr(words::sync_problem_title), Icon::alert_circle, Tone::danger};
    }
    // Nothing is broken: the home screen says what is to be mended.
    if (sync.refused > 0) {
        const auto words = sync.offline_since
                               ? ui.tr(words::chip_refused_offline, waiting.utf8(), sync.refused)
                               : ui.tr(words::chip_refused, sync.refused);
        return {words, sync.offline_since ? Icon::cloud_off : Icon::alert_circle, Tone::warning};
    }
    if (sync.offline_since) {
        const auto since = time_text(ui, shop, *sync.offline_since);
        return {ui.tr(words::chip_offline, since.utf8(), waiting.utf8()), Icon::cloud_off,
                Tone::warning};
    }
    if (sync.alone) return {ui.tr(words::chip_alone), Icon::store, Tone::neutral};
    if (!sync.first_load_done) {
        return {ui.tr(words::chip_first_load), Icon::cloud, Tone::info};
    }
    if (sync.running && sync.waiting > 0) {
        return {ui.tr(words::chip_running, waiting.utf8()), Icon::cloud, Tone::info};
    }
    if (sync.waiting > 0) {
        return {ui.tr(words::chip_waiting, waiting.utf8()), Icon::cloud, Tone::info};
    }
    return {ui.tr(words::chip_complete), Icon::cloud_check, Tone::success};
}

}  // namespace qiantai::ui
