#pragma once

#include <doctest/doctest.h>

#include "terminal/kit/headless/headless.hpp"
#include "terminal/kit/keyboard/keyboard_key.hpp"

namespace qiantai::ui {

/// What no screen may do, whatever its language and size.
inline void check_layout(Headless& window) {
    const auto& seen = window.seen();
    const auto least = 56 * window.settings.scale - 0.6f;
    for (const auto& text : seen.texts) {
        CAPTURE(text.text);
        if (text.words) CHECK_FALSE(text.shortened);
        if (text.words) CHECK(text.allowed.inset(-1).left <= text.needed.left);
        if (text.words) CHECK(text.allowed.inset(-1).right >= text.needed.right);
        // Data in a field scrolls; everything else that does not scroll has to be in sight as a
        // whole.
        if (text.words && !text.scrolls) CHECK(text.clip.inset(-1).contains(text.needed));
    }
    for (const auto& item : seen.items) {
        CAPTURE(item.name);
        CAPTURE(item.label);
        if (item.kind == ItemKind::surface) continue;
        const bool key = item.kind == ItemKind::key;
        CHECK(item.target.width() >= least);
        CHECK(item.target.height() >=
              (key ? k_key_least_dp * window.settings.scale - 0.6f : least));
        if (!item.scrolls) CHECK(item.clip.contains(item.target));
        if (item.kind == ItemKind::button || key) CHECK_FALSE(item.label.empty());
        // Who types sees what is typed, its label and what is wrong with it.
        const auto& field = window.ui().memory().field;
        if (field.id == 0 || item.id != field.id || field.keyboard_hidden) continue;
        CHECK(item.clip.inset(-1).contains(field.rect));
    }
}

/// Two targets that can be touched at the same time must not lie on each other.
inline void check_no_overlap(const Headless& window) {
    const auto& items = window.seen().items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t k = i + 1; k < items.size(); ++k) {
            const auto& a = items[i];
            const auto& b = items[k];
            const bool both = a.reachable && b.reachable && a.kind != ItemKind::surface &&
                              b.kind != ItemKind::surface;
            if (!both) continue;
            const auto one = a.target.intersected(a.clip).inset(1);
            const auto other = b.target.intersected(b.clip).inset(1);
            if (one.empty() || other.empty()) continue;
            CAPTURE(a.name);
            CAPTURE(b.name);
            CHECK_FALSE(one.overlaps(other));
        }
    }
}

}  // namespace qiantai::ui
