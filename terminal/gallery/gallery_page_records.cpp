#include "assets/words/gallery.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_ledger.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"
#include "terminal/kit/widgets/widget_quota.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"

namespace qiantai::ui::gallery {
namespace {

void draw_facts_card(Ui& ui, Columns& columns) {
    const std::array facts{
        Fact{.label = ui.tr(words::gallery_phone), .value = Text::data("139****0746")},
        Fact{.label = ui.tr(words::gallery_birthday),
             .value = Text::data("1986-09-18"),
             .note = Text::data("农历 八月十五")},
        Fact{.label = ui.tr(words::gallery_member_since), .value = Text::data("2021-03-08")},
        Fact{.label = ui.tr(words::gallery_expiry),
             .value = ui.tr(words::gallery_days_left, 23),
             .note = Text::data("2026-12-14"),
             .tone = Tone::warning},
        Fact{.label = ui.tr(words::gallery_card),
             .value = Text::data("660001234567"),
             .note = ui.tr(words::gallery_card_active)},
        Fact{.label = ui.tr(words::gallery_points), .value = Text::data("12,480")},
        Fact{.label = ui.tr(words::gallery_email)},
        Fact{.label = ui.tr(words::gallery_address),
             .value = Text::data("上海市黄浦区南京东路 800 号新世界城 1203 室"),
             .whole_row = true}};
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_facts));
    draw_facts(ui, card.inside, facts);
}

std::vector<TimelineRow> timeline_entries(const Ui& ui) {
    return {{.icon = Icon::headset,
             .tone = Tone::success,
             .what = ui.tr(words::gallery_event_complaint),
             .when = ui.tr(words::gallery_yesterday, "16:20"),
             .who = Text::data("林晓岚 · S001"),
             .details = ui.tr(words::gallery_event_complaint_details),
             .opens = true,
             .first = true},
            {.icon = Icon::gift,
             .tone = Tone::violet,
             .what = ui.tr(words::gallery_event_gift),
             .when = Text::data("2026-09-18"),
             .who = Text::data("王芳 · S001"),
             .among_opening = true},
            {.icon = Icon::sync,
             .tone = Tone::gold,
             .what = ui.tr(words::gallery_event_renewed),
             .when = Text::data("2025-12-14"),
             .who = Text::data("林晓岚 · S001"),
             .opens = true},
            {.icon = Icon::account_plus,
             .tone = Tone::primary,
             .what = ui.tr(words::gallery_event_registered),
             .when = Text::data("2021-03-08"),
             .last = true}};
}

void draw_timeline_card(Ui& ui, Columns& columns) {
    const auto entries = timeline_entries(ui);
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_timeline));
    int index = 0;
    for (const auto& entry : entries) {
        draw_timeline_entry(ui, card.inside, fmt::format("event {}", index++), entry);
    }
}

/// What is left of a limit, and an account with its course.
void draw_ledger_card(Ui& ui, Columns& columns) {
    constexpr std::array<double, 10> k_course{12, 12, 40, 36, 31, 31, 27, 24, 22, 22};
    Card card(ui, columns.next());
    auto& inside = card.inside;
    draw_card_title(ui, inside, ui.tr(words::gallery_event_gift));
    draw_quota_bar(ui, inside,
                   {.label = ui.tr(words::gallery_gifts_today),
                    .left = ui.tr(words::gallery_quota_left, 40),
                    .used = 57,
                    .adds = 3,
                    .total = 100});
    draw_step_chart(ui, inside.cut_top(ui.px(80), ui.px(k_gap_m)),
                    {.values = k_course, .limit = 30});
    const LedgerRow rows[] = {{.when = Text::data("13:50"),
                               .what = ui.tr(words::gallery_event_gift),
                               .paper = Text::data("LF-S001-01-000231-K · 王芳"),
                               .change = Text::data("-6"),
                               .balance = Text::data("22")},
                              {.when = Text::data("2026-11-19 09:15"),
                               .what = ui.tr(words::gallery_event_gift),
                               .change = Text::data("+1"),
                               .change_tone = Tone::success,
                               .balance = Text::data("28"),
                               .tinted = true,
                               .last = true}};
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        draw_ledger_row(ui, inside, fmt::format("movement {}", i), rows[i]);
    }
}

void draw_rows_card(Ui& ui, Columns& columns, const GalleryState& state, GalleryIntents& intents) {
    const auto tiers = tier_words(ui);
    const std::array gold{Tag{tiers[0], Tone::gold},
                          Tag{ui.tr(words::gallery_tag_birthday), Tone::violet}};
    const std::array many{Tag{tiers[2], Tone::violet},
                          Tag{ui.tr(words::gallery_tag_expiring), Tone::warning},
                          Tag{ui.tr(words::gallery_tag_frozen), Tone::danger},
                          Tag{ui.tr(words::gallery_tag_birthday), Tone::violet}};
    const std::array plain{Tag{tiers[3], Tone::neutral}};
    const std::array rows{MemberRow{.name = Text::data("欧阳晶"),
                                    .subtitle = Text::data("139****0746"),
                                    .tags = gold,
                                    .chevron = true},
                          MemberRow{.name = Text::data("买买提·艾力江·阿卜杜热合曼"),
                                    .subtitle = Text::data("133****4410"),
                                    .tags = many,
                                    .chevron = true},
                          MemberRow{.name = Text::data("Anna-Katharina von Hohenfels"),
                                    .subtitle = Text::data("139****1182"),
                                    .tags = plain,
                                    .trailing = ui.tr(words::gallery_visit_today),
                                    .last = true}};
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_rows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto row = rows[i];
        row.selected = state.member == static_cast<int>(i);
        const auto place = card.inside.cut_top(ui.px(k_member_row_height));
        if (draw_member_row(ui, place, fmt::format("person {}", i), row).pressed) {
            intents.emplace_back(SelectMember{static_cast<int>(i)});
        }
    }
}

void draw_conflict_card(Ui& ui, Columns& columns, const GalleryState& state,
                        GalleryIntents& intents) {
    std::vector<CompareRow> rows{
        {ui.tr(words::gallery_name), Text::data("欧阳晶"), Text::data("欧阳静")},
        {ui.tr(words::gallery_phone), Text::data("139 1182 0746"), Text::data("139 1182 0746")},
        {ui.tr(words::gallery_birthday), Text::data("1986-09-18"), Text()},
        {ui.tr(words::gallery_tier), tier_words(ui)[0], tier_words(ui)[1]},
        {ui.tr(words::gallery_address), Text::data("南京东路 800 号新世界城 1203 室"),
         Text::data("淮海中路 222 号")}};
    int open = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].chosen = state.conflict[i];
        if (!rows[i].same() && !rows[i].chosen) ++open;
    }
    const CompareTable table{.left_title = ui.tr(words::gallery_here),
                             .left_note = ui.tr(words::gallery_version_note, "14:02", "林晓岚"),
                             .right_title = ui.tr(words::gallery_there),
                             .right_note = ui.tr(words::gallery_version_note, "14:05", "王芳"),
                             .rows = rows};
    Card card(ui, columns.next());
    draw_card_title(ui, card.inside, ui.tr(words::gallery_conflict));
    const auto choice = draw_compare(ui, card.inside, "conflict", table);
    if (choice) intents.emplace_back(ChooseSide{*choice});
    card.inside.cut_top(ui.px(k_gap_l));
    auto area = card.inside.cut_top(ui.px(k_button_height));
    const auto label = ui.tr(words::gallery_keep_choice);
    const ButtonStyle style{.kind = ButtonKind::primary,
                            .lacks = open > 0 ? ui.tr(words::gallery_conflict_left, open) : Text()};
    const auto button =
        area.cut_right(std::max(button_width(ui, label, style), ui.px(180)), ui.px(k_gap_m));
    if (draw_button(ui, button, "keep", label, style)) {
        intents.emplace_back(ShowToast{{ui.tr(words::gallery_saved), Tone::success}});
    }
}

}  // namespace

void draw_records_page(Ui& ui, const Rect& area, const GalleryState& state,
                       GalleryIntents& intents) {
    ScrollArea scroll(ui, "page", area);
    Columns columns(ui, page_width(ui, scroll.content()), 560, 3);
    draw_facts_card(ui, columns);
    draw_conflict_card(ui, columns, state, intents);
    draw_timeline_card(ui, columns);
    draw_ledger_card(ui, columns);
    draw_rows_card(ui, columns, state, intents);
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui::gallery
