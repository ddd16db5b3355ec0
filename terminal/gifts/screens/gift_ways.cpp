#include "terminal/gifts/screens/gift_ways.hpp"

#include "assets/words/closing.hpp"
#include "assets/words/stock.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_gift_ways_height = 60;

struct GiftWay {
    domain::Right right;
    ScreenId screen;
    TextKey label;
};
constexpr GiftWay k_gift_ways[] = {
    {domain::Right::requisitions_read, k_requisitions_screen, words::gift_way_requisitions},
    {domain::Right::issuances_keep, {"issuances"}, words::gift_way_issuances},
    {domain::Right::stock_read, k_stock_screen, words::gift_way_stock},
    {domain::Right::stocktakes_read, {"stocktakes"}, words::gift_way_stocktakes},
    {domain::Right::gifts_read, k_campaigns_screen, words::gift_way_campaigns},
    // What closes a day has no entry of its own in the rail, and most of what it waits for is here.
    {domain::Right::closing_mark, {"closing"}, words::closing_way},
    {domain::Right::closing_chain, {"closings"}, words::closings_way}};

}  // namespace

std::optional<ScreenId> draw_gift_ways(Ui& ui, Rect& rest, const Scene& scene, ScreenId here) {
    std::vector<Text> labels;
    std::vector<std::string_view> names;
    std::optional<int> selected;
    for (const auto& way : k_gift_ways) {
        if (!scene.has_right(way.right)) continue;
        if (way.screen == here) selected = static_cast<int>(names.size());
        labels.push_back(ui.tr(way.label));
        names.push_back(way.screen.name);
    }
    const auto place = rest.cut_top(ui.px(k_gift_ways_height), ui.px(k_gap_m));
    const auto pressed = draw_segmented(ui, place, "gift ways", labels, selected, names);
    if (!pressed || pressed == selected) return std::nullopt;
    return ScreenId{names[static_cast<std::size_t>(*pressed)]};
}

}  // namespace qiantai::ui
