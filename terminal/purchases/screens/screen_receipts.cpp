#include "terminal/purchases/screens/screen_receipts.hpp"

#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/purchases/screens/receipt_rows.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_receipts_views_height = 60, k_receipts_views_dp = 420;
constexpr float k_sums_height = 72, k_sum_least_dp = 136;

struct DaySum {
    Text label;
    Text value;
    Tone tone = Tone::neutral;
};

bool says_more_than_till(const domain::PurchaseDay& day) {
    return day.total &&
           (day.known_net > day.total->net || day.known_receipts > day.total->receipts);
}

std::vector<DaySum> sums_of(const Ui& ui, const domain::PurchaseDay& day) {
    std::vector<DaySum> sums{
        {ui.tr(words::receipts_sum_count),
         ui.tr(words::receipts_sum_count_of, day.known_receipts, day.member_receipts)},
        {ui.tr(words::receipts_sum_net), money_text(day.known_net)},
        {ui.tr(words::receipts_sum_refunded), money_text(day.refunded)}};
    if (!day.total) {
        sums.push_back(
            {ui.tr(words::receipts_sum_till), ui.tr(words::receipts_till_missing), Tone::warning});
        return sums;
    }
    sums.push_back(
        {ui.tr(words::receipts_sum_till),
         ui.tr(words::receipts_till_says, money_text(day.total->net).utf8(), day.total->receipts),
         says_more_than_till(day) ? Tone::danger : Tone::neutral});
    sums.push_back({ui.tr(words::receipts_sum_share), share_text(day.member_net, day.total->net)});
    return sums;
}

// As many as fit in a line; the till's word is always among them.
void draw_day_sums(Ui& ui, Rect& rest, const Scene& scene, const domain::PurchaseDay& day,
                   ReceiptsIntents& intents) {
    const auto line = rest.cut_top(ui.px(k_sums_height), ui.px(k_gap_m));
    auto inside = draw_card(ui, line, 0).inset(ui.px(k_gap_l), 0);
    if (scene.has_right(domain::Right::purchases_day_totals)) {
        const auto label =
            ui.tr(day.total ? words::receipts_total_change : words::receipts_total_enter);
        const auto button = inside.cut_right(button_width(ui, label, {}), ui.px(k_gap));
        if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "day total",
                        label)) {
            intents.add(receipts::OpenDayTotal{});
        }
    }
    auto sums = sums_of(ui, day);
    const auto wide_of = [&](const DaySum& sum) {
        const auto value = text_width(ui, sum.value.utf8(), TextStyle::large_strong);
        const auto label = text_width(ui, sum.label.utf8(), TextStyle::caption);
        return std::max({value, label, ui.px(k_sum_least_dp - k_gap_xl)}) + ui.px(k_gap_xl);
    };
    const auto all = [&] {
        float wide = 0;
        for (const auto& sum : sums) wide += wide_of(sum);
        return wide;
    };
    // The share goes first, then what was given back, then the count; never net and till.
    constexpr std::size_t k_left_out[] = {4, 2, 0};
    for (const auto index : k_left_out) {
        if (index >= sums.size() || all() <= inside.width() + ui.px(k_gap_xl)) continue;
        sums.erase(sums.begin() + static_cast<std::ptrdiff_t>(index));
    }
    const auto spare = std::max(0.0f, inside.width() - all()) / static_cast<float>(sums.size());
    const auto high =
        line_height(ui, TextStyle::caption) + line_height(ui, TextStyle::large_strong);
    for (const auto& sum : sums) {
        const auto place = inside.cut_left(wide_of(sum) + spare);
        draw_fact(ui, place.centered(place.width(), high), sum.label, sum.value, sum.tone);
    }
}

void draw_head(Ui& ui, Rect& rest, const ReceiptsState& list, ReceiptsIntents& intents) {
    auto head = rest.cut_top(ui.px(k_search_height), ui.px(k_gap_m));
    const auto label = ui.tr(words::receipt_record);
    const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus, .key = k_record_key};
    const auto button = head.cut_right(button_width(ui, label, style), ui.px(k_gap_m));
    if (draw_button(ui, button.centered(button.width(), ui.px(k_button_height)), "record", label,
                    style)) {
        intents.add(receipts::Record{});
    }
    const auto tiers = ui.tr(words::tiers_title);
    const ButtonStyle other{.icon = Icon::star};
    const auto beside = head.cut_right(button_width(ui, tiers, other), ui.px(k_gap_m));
    if (draw_button(ui, beside.centered(beside.width(), ui.px(k_button_height)), "tiers", tiers,
                    other)) {
        intents.add(receipts::OpenTiers{});
    }
    const auto search =
        draw_search(ui, head, "search", list.number,
                    {.hint = ui.tr(words::receipts_search_hint), .kind = FieldKind::latin});
    if (search.changed) intents.add(receipts::Search{*search.changed});
    if (search.entered && !list.number.empty() && !list.rows.empty()) {
        intents.add(receipts::Open{list.rows.front().purchase.id});
    }
}

// The views, and beside them the day; below them where it is narrow.
void draw_views_and_day(Ui& ui, Rect& rest, const Scene& scene, const ReceiptsState& list,
                        ReceiptsIntents& intents) {
    const std::array labels{ui.tr(words::receipts_view_day), ui.tr(words::receipts_view_days),
                            list.claimed > 0
                                ? ui.tr(words::receipts_view_claimed_count, list.claimed)
                                : ui.tr(words::receipts_view_claimed)};
    auto line = rest.cut_top(ui.px(k_receipts_views_height), ui.px(k_gap_m));
    const bool beside = line.width() >= ui.px(k_receipts_views_dp + k_day_stepper_width + k_gap);
    const bool day = list.view == ReceiptsView::day;
    auto place = day && !beside ? rest.cut_top(ui.px(k_target_min), ui.px(k_gap_m))
                                : line.cut_right(beside ? ui.px(k_day_stepper_width) : 0,
                                                 beside ? ui.px(k_gap) : 0);
    const auto pressed = draw_tabs(ui, line, "views", labels, static_cast<int>(list.view));
    if (pressed) intents.add(receipts::SetView{static_cast<ReceiptsView>(*pressed)});
    if (!day) return;
    const DayStepper stepper{list.shown_day(scene.shop), domain::k_first_purchase_date,
                             Date::of_text(scene.shop.today)};
    const auto chosen = draw_day_stepper(ui, place.centered(place.width(), ui.px(k_target_min)),
                                         "day", scene.shop, stepper);
    if (chosen) intents.add(receipts::SetDay{*chosen});
}

void draw_nothing(Ui& ui, const Rect& rest, const ReceiptsState& list, ReceiptsIntents& intents) {
    if (!list.number.empty()) {
        const EmptyState none{.icon = Icon::magnify,
                              .title = ui.tr(words::receipts_none_found, list.number),
                              .body = ui.tr(words::receipts_none_found_body),
                              .action = ui.tr(words::receipts_search_end)};
        if (draw_empty_state(ui, rest, "none", none)) intents.add(receipts::Search{});
        return;
    }
    if (list.view == ReceiptsView::claimed) {
        return void(draw_empty_state(ui, rest, "none",
                                     {.icon = Icon::check_circle,
                                      .tone = Tone::success,
                                      .title = ui.tr(words::receipts_none_claimed),
                                      .body = ui.tr(words::receipts_none_claimed_body)}));
    }
    const EmptyState none{.icon = Icon::receipt,
                          .title = ui.tr(words::receipts_none),
                          .body = ui.tr(words::receipts_none_body),
                          .action = ui.tr(words::receipt_record)};
    if (draw_empty_state(ui, rest, "none", none)) intents.add(receipts::Record{});
}

void draw_found_receipts(Ui& ui, const Rect& rest, const Scene& scene, const ReceiptsState& list,
                         ReceiptsIntents& intents) {
    if (list.rows.empty()) return draw_nothing(ui, rest, list, intents);
    const bool one_day = list.view == ReceiptsView::day && list.number.empty();
    // Another day is another list, seen from its top.
    const IdScope scope(list.number + "/" + list.shown_day(scene.shop).text());
    const auto result = draw_receipt_table(
        ui, rest, scene,
        {.name = "rows", .lines = list.rows, .has_more = list.has_more(), .with_day = !one_day});
    if (result.opened) intents.add(receipts::Open{*result.opened});
    if (result.end_in_sight && !list.loading) intents.add(receipts::LoadMore{});
}

void draw_day_row(Ui& ui, const Rect& place, const Shop& shop, const domain::PurchaseDay& day,
                  bool last, ReceiptsIntents& intents) {
    ListRow row{
        .title = stepper_day_text(ui, shop, day.date),
        .subtitle = ui.tr(words::receipts_sum_count_of, day.known_receipts, day.member_receipts),
        .icon = Icon::calendar,
        .icon_tone = Tone::primary,
        .trailing_strong = money_text(day.known_net),
        .chevron = true,
        .last = last};
    if (says_more_than_till(day)) {
        row.tag = ui.tr(words::receipts_more_than_till);
        row.tag_tone = Tone::danger;
    } else if (!day.total) {
        row.tag = ui.tr(words::receipts_till_missing);
        row.tag_tone = day.date == Date::of_text(shop.today) ? Tone::neutral : Tone::warning;
    }
    if (day.total) {
        row.trailing = ui.tr(words::receipts_till_line, money_text(day.total->net).utf8(),
                             day.total->receipts);
    }
    if (draw_list_row(ui, place, "day " + day.date.text(), row).pressed) {
        intents.add(receipts::SetDay{day.date});
    }
}

void draw_days(Ui& ui, const Rect& area, const Shop& shop, const ReceiptsState& list,
               ReceiptsIntents& intents) {
    const auto card = draw_card(ui, area, k_gap_s);
    ScrollArea scroll(ui, "days", card, Role::surface);
    auto rest = scroll.content();
    for (const auto& day : list.days) {
        const auto place = rest.cut_top(ui.px(k_row_height));
        if (scroll.in_sight(place)) {
            draw_day_row(ui, place, shop, day, &day == &list.days.back(), intents);
        }
    }
    scroll.finish(rest.top);
}

}  // namespace

void draw_receipts(Ui& ui, const Rect& area, const Scene& scene, const ReceiptsState& list,
                   ReceiptsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    draw_head(ui, rest, list, intents);
    const bool searching = !list.number.empty();
    if (!searching) draw_views_and_day(ui, rest, scene, list, intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(receipts::Reload{});
    if (presence != ListPresence::there) return;
    if (!searching && list.view == ReceiptsView::days) {
        return draw_days(ui, rest, scene.shop, list, intents);
    }
    if (!searching && list.view == ReceiptsView::day && list.sums) {
        draw_day_sums(ui, rest, scene, *list.sums, intents);
        if (says_more_than_till(*list.sums)) {
            draw_banner(ui, rest, "more than till",
                        {Tone::danger, ui.tr(words::receipts_more_than_till_banner)});
            rest.cut_top(ui.px(k_gap_m));
        }
    }
    draw_found_receipts(ui, rest, scene, list, intents);
}

}  // namespace qiantai::ui
