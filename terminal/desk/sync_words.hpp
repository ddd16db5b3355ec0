#pragma once

#include "terminal/desk/shop.hpp"
#include "terminal/desk/sync_view.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

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
