#include "terminal/purchases/screens/screen_tiers.hpp"

#include "assets/words/find.hpp"
#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/due.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tiers_tabs_height = 60, k_falling_column_dp = 220;

TableCell falls_cell(const Ui& ui, const Shop& shop, const domain::FallingMember& member) {
    const int days = Date::of_text(shop.today).days_until(member.falls_on);
    return {.text = days > 0 ? ui.tr(words::tier_falls_in, days) : ui.tr(words::tier_falls_today),
            .note = date_text(ui, shop, member.falls_on),
            .tag = due_tone(due_in(std::max(0, days)))};
}

TableRow falling_row(const Ui& ui, const Shop& shop, const domain::FallingMember& member) {
    return {.name = "falling " + member.member_id.text(),
            .person = {.name = Text::data(member.name),
                       .subtitle = Text::data(domain::mask_phone(member.phone))},
            .cells = {falls_cell(ui, shop, member),
                      {.text = money_text(member.missing)},
                      {.text = tier_name_text(ui, shop, member.tier)}}};
}

void draw_falling(Ui& ui, const Rect& area, const Shop& shop, const TiersState& state,
                  TiersIntents& intents) {
    const auto presence = draw_list_absence(ui, area, state.error, state.falling_loaded);
    if (presence == ListPresence::retry) intents.add(tiers::Reload{});
    if (presence != ListPresence::there) return;
    if (state.falling.empty()) {
        draw_empty_state(ui, area, "none",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::tier_none_falling),
                          .body = ui.tr(words::tier_none_falling_body)});
        return;
    }
    std::vector<Text> falls, missing, names;
    for (const auto& member : state.falling) {
        falls.push_back(falls_cell(ui, shop, member).text);
        missing.push_back(money_text(member.missing));
        names.push_back(tier_name_text(ui, shop, member.tier));
    }
    const std::array columns{
        TableColumn{.title = ui.tr(words::column_member), .width = ui.px(k_falling_column_dp)},
        TableColumn{.title = ui.tr(words::tier_falls_column), .width = tag_column_width(ui, falls)},
        TableColumn{.title = ui.tr(words::tier_missing_column), .width = column_width(ui, missing)},
        TableColumn{.title = ui.tr(words::member_tier), .width = column_width(ui, names)}};
    auto inside = draw_card(ui, area, k_gap_s);
    const auto result =
        draw_table(ui, inside, "falling",
                   {.columns = columns,
                    .row_count = state.falling.size(),
                    .row = [&](std::size_t i) { return falling_row(ui, shop, state.falling[i]); },
                    .note = ui.tr(words::tier_falling_note)});
    if (result.row) intents.add(tiers::OpenMember{state.falling[*result.row].member_id});
}

}  // namespace

void draw_tiers(Ui& ui, const Rect& area, const Scene& scene, const TiersState& state,
                TiersIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    const std::array labels{state.falling.empty()
                                ? ui.tr(words::tier_tab_falling)
                                : ui.tr(words::tier_tab_falling_count, state.falling.size()),
                            ui.tr(words::tier_tab_rule), ui.tr(words::tier_tab_churn)};
    // Headquarters has the rules, the people are the stores'.
    const int first = scene.has_right(domain::Right::tiers_run) ? 0 : 1;
    const auto tab = std::max(first, static_cast<int>(state.tab));
    const auto bar = rest.cut_top(ui.px(k_tiers_tabs_height), ui.px(k_gap_m));
    const auto pressed = draw_tabs(ui, bar, "views", std::span(labels).subspan(first), tab - first);
    if (pressed) intents.add(tiers::SetTab{static_cast<TiersTab>(*pressed + first)});
    switch (static_cast<TiersTab>(tab)) {
        case TiersTab::falling:
            return draw_falling(ui, rest, scene.shop, state, intents);
        case TiersTab::rule:
            return draw_tier_rule(ui, rest, scene, state, intents);
        case TiersTab::churn:
            return draw_churn(ui, rest, scene, state, intents);
    }
}

}  // namespace qiantai::ui
