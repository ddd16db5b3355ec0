#pragma once

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// A question of a page that asks several: its number, or a check mark once it is answered.
struct Section {
    int number = 1;
    Text title;
    Text note{};
    bool answered = false;
    bool next = false;  ///< the first one that is not
};
/// Cuts itself off `rest`.
void draw_section_head(Ui& ui, Rect& rest, const Section& section);

/// One of several ways, each with what is promised: by when the first answer, by when it is done.
struct PromiseRow {
    Text title;
    Text note{};
    Text first{}, first_label{};
    Text second{}, second_label{};
    bool chosen = false;
};
/// Cuts itself off `rest`; true when touched.
bool draw_promise_row(Ui& ui, Rect& rest, std::string_view name, const PromiseRow& row);

}  // namespace qiantai::ui
