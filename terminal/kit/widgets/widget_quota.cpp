#include "terminal/kit/widgets/widget_quota.hpp"

#include <algorithm>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_quota_bar_dp = 8;

/// The label, and at the end of the line what is left; below it where both have no room beside each
/// other.
void draw_quota_words(Ui& ui, Rect& rest, const QuotaBar& bar, bool exceeded) {
    const auto role = exceeded ? Role::danger : Role::ink2;
    const auto label = text_width(ui, bar.label.utf8(), TextStyle::body);
    const auto left = text_width(ui, bar.left.utf8(), TextStyle::small);
    if (label + left + ui.px(k_gap) > rest.width()) {
        draw_paragraph(ui, rest, bar.label, TextStyle::body, Role::ink);
        draw_paragraph(ui, rest, bar.left, TextStyle::small, role, k_gap_xs);
        return;
    }
    auto line = rest.cut_top(line_height(ui, TextStyle::body), ui.px(k_gap_xs));
    draw_text(ui, line.cut_right(left + 1, ui.px(k_gap_s)), bar.left, TextStyle::small, role,
              Align::right);
    draw_text(ui, line, bar.label, TextStyle::body, Role::ink);
}

}  // namespace

void draw_quota_bar(Ui& ui, Rect& rest, const QuotaBar& bar) {
    const bool exceeded = bar.used + bar.adds > bar.total;
    draw_quota_words(ui, rest, bar, exceeded);
    const auto ground = rest.cut_top(ui.px(k_quota_bar_dp), ui.px(k_gap_m));
    fill(ui, ground, Role::surface2, k_quota_bar_dp / 2);
    const auto part = [&](int from, int to, Role role) {
        const auto whole = static_cast<float>(std::max(bar.total, 1));
        const auto at = [&](int pieces) {
            const auto share = std::clamp(static_cast<float>(pieces) / whole, 0.0f, 1.0f);
            return ground.left + ground.width() * share;
        };
        const Rect place{at(from), ground.top, at(to), ground.bottom};
        if (place.width() >= 1) fill(ui, place, role, k_quota_bar_dp / 2);
    };
    part(0, bar.used + bar.adds, exceeded ? Role::danger : Role::warning_bar);
    part(0, bar.used, exceeded ? Role::danger : Role::primary);
}

}  // namespace qiantai::ui
