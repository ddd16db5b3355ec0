#include "terminal/members/screens/member_choices.hpp"

#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"

namespace qiantai::ui {

std::optional<Uuid> draw_member_choices(Ui& ui, const Rect& place, const Shop& shop,
                                        std::span<const ShownMember> members) {
    auto rows = draw_card(ui, place, 0).inset(ui.px(k_gap_s), 0);
    const auto row_height = place.height() / static_cast<float>(members.size());
    std::optional<Uuid> chosen;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& shown = members[i];
        const auto tags = member_tags(ui, shop, shown);
        const MemberRow row{.name = Text::data(shown.member.name),
                            .subtitle = masked_phone_text(shown.member),
                            .mark = tier_mark(ui, shop, shown.member.tier_code),
                            .tags = tags,
                            .chevron = true,
                            .last = i + 1 == members.size()};
        if (draw_member_row(ui, rows.cut_top(row_height), fmt::format("member {}", i), row)
                .pressed) {
            chosen = shown.member.id;
        }
    }
    return chosen;
}

}  // namespace qiantai::ui
