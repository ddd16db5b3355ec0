#include "assets/words/gallery.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"

namespace qiantai::ui::gallery {
namespace {

struct Member {
    std::string_view name;
    std::string_view phone;
    int tier;
    int days_ago;
};

constexpr std::array k_members{
    Member{"张惠兰", "138****2046", 0, 0},
    Member{"赵宏亮", "159****7713", 1, 3},
    Member{"周慧玲", "186****0932", 0, 9},
    Member{"郑海龙", "135****5561", 3, 22},
    Member{"诸葛红蕾", "177****8820", 2, 25},
    Member{"买买提·艾力江·阿卜杜热合曼", "133****4410", 3, 31},
    Member{"𠮷𨳊𪚥", "151****9007", 1, 40},
    Member{"Anna-Katharina von Hohenfels", "139****1182", 0, 58},
    Member{"张伟", "188****6650", 3, 73},
};

struct Gift {
    std::string_view name;
    std::string_view code;
    int book;
    int counted;
};

constexpr std::array k_gifts{
    Gift{"秋季礼盒 · 红", "GF-0231", 24, 24},
    Gift{"保温杯 500ml", "GF-0118", 118, 117},
    Gift{"环保购物袋", "GF-0007", 300, 301},
    Gift{"儿童水彩笔 12 色", "GF-0440", 12, 9},
    Gift{"真丝方巾（长款，苏州刺绣）", "GF-0512", 40, 40},
    Gift{"雨伞", "GF-0066", 75, 75},
};

constexpr std::array k_tier_tones{Tone::gold, Tone::neutral, Tone::violet, Tone::primary};

void draw_members(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    const auto inside = draw_card(ui, rect, 6);
    ScrollArea scroll(ui, "members", inside, Role::surface);
    auto rest = scroll.content();
    const auto tiers = tier_words(ui);
    for (std::size_t i = 0; i < k_members.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_row_height));
        if (!scroll.in_sight(place)) continue;
        const auto& member = k_members[i];
        const auto tier = static_cast<std::size_t>(member.tier);
        const auto when = member.days_ago == 0 ? ui.tr(words::gallery_visit_today)
                                               : ui.tr(words::gallery_days_ago, member.days_ago);
        const ListRow row{.title = Text::data(std::string(member.name)),
                          .subtitle = Text::data(std::string(member.phone)),
                          .avatar = true,
                          .tag = tiers[tier],
                          .tag_tone = k_tier_tones[tier],
                          .trailing = when,
                          .selected = state.member == static_cast<int>(i),
                          .last = i + 1 == k_members.size(),
                          .long_press = true};
        const auto press = draw_list_row(ui, place, fmt::format("member {}", i), row);
        if (press.pressed) intents.emplace_back(SelectMember{static_cast<int>(i)});
        if (press.long_pressed) intents.emplace_back(ShowToast{{row.title, Tone::info}});
    }
    scroll.finish(rest.top);
}

void draw_find(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    auto area = rect;
    const auto result =
        draw_search(ui, area.cut_top(ui.px(k_search_height), ui.px(k_gap_s)), "search",
                    text_of(state, GalleryText::search), {ui.tr(words::gallery_find_hint), true});
    if (result.changed) intents.emplace_back(SetText{GalleryText::search, *result.changed});
    auto chips = area.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto chip = [&](Rect place, std::string_view name, const Chip& value) {
        draw_chip(ui, place.centered(place.width(), ui.px(k_chip_height)), name, value);
    };
    const Chip mode{ui.tr(words::gallery_initials), Icon::none, Tone::info};
    chip(chips.cut_left(chip_width(ui, mode), ui.px(k_gap_m)), "mode", mode);
    const Chip order{.label = ui.tr(words::gallery_recent), .opens = true};
    chip(chips.cut_right(chip_width(ui, order), ui.px(k_gap_s)), "order", order);
    const Chip store{ui.tr(words::gallery_this_store)};
    chip(chips.cut_right(chip_width(ui, store), ui.px(k_gap_s)), "store", store);
    draw_text(ui, chips, ui.tr(words::gallery_rows_total, k_members.size()), TextStyle::small,
              Role::ink2);
    draw_members(ui, area, state, intents);
}

void draw_todo(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_todo), Text::data("3"));
    const ListRow rows[] = {
        {.title = ui.tr(words::gallery_todo_complaint, "TS-S001-0187"),
         .subtitle = ui.tr(words::gallery_todo_complaint_sub, 18),
         .icon = Icon::timer,
         .icon_tone = Tone::danger,
         .trailing = ui.tr(words::gallery_now),
         .chevron = true},
        {.title = ui.tr(words::gallery_todo_call, 5),
         .subtitle = ui.tr(words::gallery_todo_call_sub),
         .icon = Icon::phone_in_talk,
         .icon_tone = Tone::info,
         .trailing = ui.tr(words::gallery_today),
         .chevron = true},
        {.title = ui.tr(words::gallery_todo_care, 4),
         .subtitle = ui.tr(words::gallery_todo_care_sub),
         .icon = Icon::cake,
         .icon_tone = Tone::warning,
         .trailing = ui.tr(words::gallery_today),
         .chevron = true,
         .last = true},
    };
    int index = 0;
    for (const auto& row : rows) {
        draw_list_row(ui, area.cut_top(ui.px(k_row_height)), fmt::format("todo {}", index++), row);
    }
}

void draw_counts(Ui& ui, const Rect& rect, const GalleryState& state, GalleryIntents& intents) {
    const auto number_width = ui.px(88);
    const std::vector<TableColumn> columns{
        {.title = ui.tr(words::gallery_table_gift), .width = ui.px(180)},
        {.title = ui.tr(words::gallery_table_book),
         .width = number_width,
         .sorts = SortOrder::ascending},
        {.title = ui.tr(words::gallery_table_counted),
         .width = number_width,
         .sorts = SortOrder::ascending},
        {.title = ui.tr(words::gallery_table_variance), .width = number_width}};
    auto gifts = k_gifts;
    const bool down = state.sort.order == SortOrder::descending;
    const auto number = state.sort.column == 1 ? &Gift::book : &Gift::counted;
    std::ranges::sort(gifts, [&](const Gift& a, const Gift& b) {
        return down ? b.*number < a.*number : a.*number < b.*number;
    });
    const auto row = [&](std::size_t i) -> TableRow {
        const auto& gift = gifts[i];
        const auto variance = gift.counted - gift.book;
        return {.name = "gift " + std::string(gift.code),
                .person = {.name = Text::data(std::string(gift.name)),
                           .subtitle = Text::data(std::string(gift.code)),
                           .selected = state.table_row == i},
                .cells = {{.text = Text::data(fmt::format("{}", gift.book))},
                          {.text = Text::data(fmt::format("{}", gift.counted))},
                          {.text = Text::data(fmt::format("{:+}", variance)),
                           .tag = variance == 0 ? Tone::neutral : Tone::danger}}};
    };
    auto inside = draw_card(ui, rect, k_gap_s);
    const auto result =
        draw_table(ui, inside, "counts",
                   {.columns = columns, .row_count = gifts.size(), .row = row, .sort = state.sort});
    if (result.sort || result.row) intents.emplace_back(SetTable{result});
}

}  // namespace

void draw_lists_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents& intents) {
    const auto gap = ui.px(k_gap);
    auto rest = area;
    const bool wide = area.width() > ui.px(1000);
    const auto find = wide ? rest.cut_left((area.width() - gap) * 0.5f, gap)
                           : rest.cut_top((area.height() - gap) * 0.45f, gap);
    draw_find(ui, find, state, intents);
    const auto todo = ui.px(296);
    // While the keyboard is open there may be no room for everything; the work list goes first.
    if (rest.height() > todo + ui.px(220)) draw_todo(ui, rest.cut_top(todo, gap));
    draw_counts(ui, rest, state, intents);
}

}  // namespace qiantai::ui::gallery
