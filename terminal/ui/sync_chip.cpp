#include "terminal/ui/sync_chip.hpp"

#include "terminal/ui/shown.hpp"

namespace qiantai::ui {

Chip sync_chip(const Ui& ui, const Shop& shop, const SyncView& sync) {
    if (sync.refused > 0) {
        return {ui.tr(TextKey::chip_refused, sync.refused), Icon::alert_circle, Tone::danger};
    }
    if (sync.offline_since) {
        const auto since = time_text(shop, *sync.offline_since);
        return {ui.tr(TextKey::chip_offline, since.utf8(), sync.waiting), Icon::cloud_off,
                Tone::warning};
    }
    if (sync.alone) return {ui.tr(TextKey::chip_alone), Icon::store, Tone::neutral};
    if (!sync.first_load_done) {
        return {ui.tr(TextKey::chip_first_load), Icon::cloud_sync, Tone::info};
    }
    if (sync.running && sync.waiting > 0) {
        return {ui.tr(TextKey::chip_running, sync.waiting), Icon::cloud_sync, Tone::info};
    }
    if (sync.waiting > 0) {
        return {ui.tr(TextKey::chip_waiting, sync.waiting), Icon::cloud_sync, Tone::info};
    }
    return {ui.tr(TextKey::chip_complete), Icon::cloud_check, Tone::success};
}

}  // namespace qiantai::ui
