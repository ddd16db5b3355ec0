// What the announced rule would do in all stores, as far as they have counted: headquarters sees
// counts, and of few people not even those.

#include <algorithm>

#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/screen_tiers.hpp"

namespace qiantai::ui {
namespace {

using domain::ForecastMove;

constexpr float k_forecast_row_height = 56;
constexpr std::size_t k_stores_named = 12;

enum class Direction : std::uint8_t { rise, fall, stay };

Direction direction_of(const Shop& shop, const ForecastMove& move) {
    if (move.from_tier == move.to_tier) return Direction::stay;
    const auto rank = [&](const std::string& code) {
        const auto found = std::ranges::find(shop.tiers, code, &domain::Tier::code);
        return found == shop.tiers.end() ? std::int64_t{-1} : found->rank;
    };
    return rank(move.to_tier) > rank(move.from_tier) ? Direction::rise : Direction::fall;
}

void draw_forecast_move(Ui& ui, Rect line, const Shop& shop, const ForecastMove& move) {
    const auto count = move.members ? ui.tr(words::tier_forecast_members, *move.members)
                                    : ui.tr(words::tier_forecast_few);
    const auto wide = text_width(ui, count.utf8(), TextStyle::body_strong) + 1;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap)), count, TextStyle::body_strong, Role::ink,
              Align::right);
    const auto direction = direction_of(shop, move);
    const auto words = ui.tr(direction == Direction::rise   ? words::tier_forecast_rise
                             : direction == Direction::fall ? words::tier_forecast_fall
                                                            : words::tier_forecast_stay);
    const auto tone = direction == Direction::rise   ? Tone::success
                      : direction == Direction::fall ? Tone::warning
                                                     : Tone::neutral;
    draw_tag(ui, line.cut_right(tag_width(ui, words), ui.px(k_gap_s)), words, tone);
    const auto from = tier_name_text(ui, shop, move.from_tier);
    const auto what = direction == Direction::stay
                          ? from
                          : Text::data(ui.tr(words::tier_forecast_move, from.utf8(),
                                             tier_name_text(ui, shop, move.to_tier).utf8())
                                           .utf8());
    draw_text(ui, line, what, TextStyle::body, Role::ink);
}

/// The first of them by name, and how many there are if that is not all.
std::string store_list(const Ui& ui, const Shop& shop, const std::vector<std::string>& codes) {
    std::string names;
    for (std::size_t i = 0; i < std::min(codes.size(), k_stores_named); ++i) {
        names +=
            (i > 0 ? ui.tr(words::tier_forecast_comma).utf8() : "") + store_name(shop, codes[i]);
    }
    if (codes.size() <= k_stores_named) return names;
    return ui.tr(words::tier_forecast_and_more, names, codes.size()).utf8();
}

}  // namespace

float draw_tier_forecast(Ui& ui, const Rect& area, const Scene& scene,
                         const domain::TierForecast& forecast) {
    auto rest = area;
    {
        Card card(ui, rest);
        auto& inside = card.inside;
        draw_card_title(ui, inside, ui.tr(words::tier_forecast_title));
        const auto all = forecast.stores + static_cast<int>(forecast.missing.size());
        draw_paragraph(ui, inside, ui.tr(words::tier_forecast_stores, forecast.stores, all),
                       TextStyle::body_strong, Role::ink, k_gap_xs);
        auto moves = forecast.moves;
        std::ranges::stable_sort(
            moves, {}, [&](const ForecastMove& move) { return direction_of(scene.shop, move); });
        for (const auto& move : moves) {
            auto line = inside.cut_top(ui.px(k_forecast_row_height));
            divider(ui, line.left, line.right, line.bottom - 1);
            draw_forecast_move(ui, line, scene.shop, move);
        }
        if (forecast.stores > 0 && forecast.moves.empty()) {
            draw_paragraph(ui, inside, ui.tr(words::tier_forecast_nobody), TextStyle::body,
                           Role::ink2);
        }
        inside.cut_top(ui.px(k_gap_s));
        if (!forecast.missing.empty()) {
            draw_paragraph(ui, inside,
                           Text::data(ui.tr(words::tier_forecast_missing,
                                            store_list(ui, scene.shop, forecast.missing))
                                          .utf8()),
                           TextStyle::body, Role::warning, k_gap_s);
        }
        const auto note = forecast.as_of ? ui.tr(words::tier_forecast_note,
                                                 date_text(ui, scene.shop, *forecast.as_of).utf8())
                                         : ui.tr(words::tier_forecast_waits);
        draw_paragraph(ui, inside, note, TextStyle::small, Role::ink2);
    }
    return rest.top;
}

}  // namespace qiantai::ui
