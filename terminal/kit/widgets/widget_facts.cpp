#include "terminal/kit/widgets/widget_facts.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_column_least_dp = 176;
constexpr int k_columns_most = 4;

Text value_of(const Ui& ui, const Fact& fact) {
    return fact.value.empty() ? ui.tr(words::value_none) : fact.value;
}

// A missing value steps back; a large one steps forward.
TextStyle style_of(const Fact& fact) {
    if (fact.value.empty() || fact.whole_row) return TextStyle::body;
    return TextStyle::body_strong;
}

// Returns where it ends.
float draw_one(Ui& ui, Rect rest, const Fact& fact) {
    rest.top += draw_wrapped(ui, rest, fact.label, TextStyle::small, Role::ink2);
    const auto role = fact.value.empty()           ? Role::ink2
                      : fact.tone == Tone::neutral ? Role::ink
                                                   : tone_text(fact.tone);
    rest.top += draw_wrapped(ui, rest, value_of(ui, fact), style_of(fact), role);
    if (fact.note.empty()) return rest.top;
    return rest.top + draw_wrapped(ui, rest, fact.note, TextStyle::caption, Role::ink2);
}

// As many as fit, or one less if that leaves nobody alone in the last row.
int columns_of(const Ui& ui, float width, std::span<const Fact> facts) {
    const auto most = column_count(ui, width, k_column_least_dp, k_columns_most);
    const auto whole = std::ranges::find_if(facts, &Fact::whole_row);
    const auto together = static_cast<int>(whole - facts.begin());
    return most > 2 && together > most && together % most == 1 ? most - 1 : most;
}

}  // namespace

void draw_facts(Ui& ui, Rect& rest, std::span<const Fact> facts) {
    const auto gap = ui.px(k_gap_l);
    const auto columns = columns_of(ui, rest.width(), facts);
    for (std::size_t first = 0; first < facts.size();) {
        if (first > 0) rest.cut_top(ui.px(k_gap));
        const auto begun = first;
        const int in_row = facts[first].whole_row ? 1 : columns;
        auto bottom = rest.top;
        do {
            const auto cell = rest.column(static_cast<int>(first - begun), in_row, gap);
            bottom = std::max(bottom, draw_one(ui, cell, facts[first]));
            ++first;
        } while (first < facts.size() && first < begun + static_cast<std::size_t>(in_row) &&
                 !facts[first].whole_row);
        rest.top = std::min(bottom, rest.bottom);
    }
}

}  // namespace qiantai::ui
