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
/// How many entries wait: "1,240+" if there are more.
Text waiting_text(const SyncView& sync);
SyncWords sync_words(const Ui& ui, const Shop& shop, const SyncView& sync);

}  // namespace qiantai::ui
