#pragma once

#include <optional>
#include <span>

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

enum class Side : std::uint8_t { left, right };

/// One field of two versions of the same thing. Where both say the same there is nothing to choose,
/// and the row says that.
struct CompareRow {
    Text field;
    Text left;
    Text right;
    std::optional<Side> chosen{};
    bool fixed = false;  ///< differs, and there is nothing to choose
    bool known_same = false;  ///< although one of them is not shown in full
    bool same() const { return known_same || left.utf8() == right.utf8(); }
};

/// Two versions side by side: a conflict, or two records that are to become one.
struct CompareTable {
    Text left_title;
    Text left_note{};  ///< "本机 · 今天 14:02 · 林晓岚"
    Text right_title;
    Text right_note{};
    Text take_all{};               ///< on the button of either side; else the kit's own words
    std::optional<Side> taken{};   ///< the side whose button was pressed
    std::optional<Side> barred{};  ///< the side that can't stand: nothing is to be chosen
    Text why_barred{};             ///< in the place of its button
    Text stands{};                 ///< over the other one, which stands without a choice
    bool takes_all = true;         ///< no: there is nothing to take but what stands in the rows
    std::span<const CompareRow> rows;
};

struct CompareChoice {
    std::optional<std::size_t> row{};  ///< none: every row that differs
    Side side;
};

/// Side by side at any width; on a narrow one the field's name stands above its two values. Cuts
/// itself off `rest`.
std::optional<CompareChoice> draw_compare(Ui& ui, Rect& rest, std::string_view name,
                                          const CompareTable& table);

}  // namespace qiantai::ui
