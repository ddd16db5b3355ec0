#include "terminal/kit/widgets/widget_facts.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_column_least_dp = 176;
constexpr int k_columns_most = 4;

Text value_of(const Ui& ui, const Fact& fact) {
    return fact.value.empty() ? ui.tr(TextKey::value_none) : fact.value;
}

// A missing value steps back; a large one steps forward.
TextStyle style_of(const Fact& fact) {
    if (fact.value.empty() || fact.whole_row) return TextStyle::body;
    return TextStyle::body_strong;
}

float fact_height(const Ui& ui, const Fact& fact, float width) {
    auto high = wrapped_height(ui, fact.label, TextStyle::small, width) +
                wrapped_height(ui, value_of(ui, fact), style_of(fact), width);
    if (!fact.note.empty()) high += wrapped_height(ui, fact.note, TextStyle::caption, width);
    return high;
}

void draw_one(Ui& ui, const Rect& rect, const Fact& fact) {
    auto rest = rect;
    rest.top += draw_wrapped(ui, rest, fact.label, TextStyle::small, Role::ink2);
    const auto role = fact.value.empty()           ? Role::ink2
                      : fact.tone == Tone::neutral ? Role::ink
                                                   : tone_text(fact.tone);
    rest.top += draw_wrapped(ui, rest, value_of(ui, fact), style_of(fact), role);
    if (!fact.note.empty()) draw_wrapped(ui, rest, fact.note, TextStyle::caption, Role::ink2);
}

// As many as fit, or one less if that leaves nobody alone in the last row.
int columns_of(const Ui& ui, float width, std::span<const Fact> facts) {
    const auto most = column_count(ui, width, k_column_least_dp, k_columns_most);
    const auto whole = std::ranges::find_if(facts, &Fact::whole_row);
    const auto together = static_cast<int>(whole - facts.begin());
    return most > 2 && together > most && together % most == 1 ? most - 1 : most;
}

// Calls `place` with each fact and its rectangle; returns where the last row ends.
template <typename Place>
float lay_out(const Ui& ui, const Rect& rect, std::span<const Fact> facts, const Place& place) {
    const auto gap = ui.px(k_gap_l), row_gap = ui.px(k_gap);
    const auto columns = columns_of(ui, rect.width(), facts);
    auto top = rect.top;
    for (std::size_t first = 0; first < facts.size();) {
        std::size_t end = first + 1;
        if (!facts[first].whole_row) {
            while (end < facts.size() && end < first + static_cast<std::size_t>(columns) &&
                   !facts[end].whole_row) {
                ++end;
            }
        }
        const auto in_row = facts[first].whole_row ? 1 : columns;
        const Rect row{rect.left, top, rect.right, rect.bottom};
        float high = 0;
        for (auto i = first; i < end; ++i) {
            auto cell = row.column(static_cast<int>(i - first), in_row, gap);
            const auto needed = fact_height(ui, facts[i], cell.width());
            cell.bottom = cell.top + needed;
            high = std::max(high, needed);
            place(facts[i], cell);
        }
        first = end;
        top += high + (first < facts.size() ? row_gap : 0);
    }
    return top;
}

}  // namespace

float facts_height(const Ui& ui, std::span<const Fact> facts, float width) {
    return lay_out(ui, Rect::sized(0, 0, width, 0), facts, [](const Fact&, const Rect&) {});
}

void draw_facts(Ui& ui, const Rect& rect, std::span<const Fact> facts) {
    lay_out(ui, rect, facts, [&](const Fact& fact, const Rect& cell) { draw_one(ui, cell, fact); });
}

}  // namespace qiantai::ui
