#pragma once

#include "terminal/ui/shop.hpp"
#include "terminal/ui/sync_view.hpp"
#include "terminal/ui/tone.hpp"
#include "terminal/ui/ui.hpp"

namespace qiantai::ui {

/// The way to headquarters in a clerk's words: how it stands, since when, and that nothing is
/// needed, or who must act.
struct SyncWords {
    Icon icon;
    Tone tone;
    Text title;
    Text body;
};
SyncWords sync_words(const Ui& ui, const Shop& shop, const SyncView& sync);

}  // namespace qiantai::ui
