#include "terminal/purchases/screens/screen_member_receipts.hpp"

#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"
#include "terminal/purchases/screens/receipt_rows.hpp"
#include "terminal/purchases/screens/screen_receipt_form.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_buyer_head_height = 60, k_receipts_low_dp = 420;

void draw_whose_receipts(Ui& ui, Rect line, const Scene& scene, const MemberReceiptsState& list,
                         MemberReceiptsIntents& intents) {
    const auto label = ui.tr(words::receipt_record);
    const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus, .key = k_record_key};
    if (draw_button(ui, line.cut_right(button_width(ui, label, style), ui.px(k_gap_m)), "record",
                    label, style)) {
        intents.add(member_receipts::Record{});
    }
    // What another store's member is worth, and the tier, only that store knows.
    if (list.store_code == scene.shop.store_code) {
        const auto tier = ui.tr(words::member_tier);
        const ButtonStyle other{.icon = Icon::star};
        if (draw_button(ui, line.cut_right(button_width(ui, tier, other), ui.px(k_gap_m)), "tier",
                        tier, other)) {
            intents.add(member_receipts::OpenTier{});
        }
    }
    const auto open = ui.tr(words::receipt_done_member);
    const ButtonStyle way{.icon = Icon::account_card};
    if (line.width() > button_width(ui, open, way) + ui.px(k_buyer_head_height + 120) &&
        draw_button(ui, line.cut_right(button_width(ui, open, way), ui.px(k_gap_m)), "open member",
                    open, way)) {
        intents.add(member_receipts::OpenMember{});
    }
    const auto name = Text::data(list.name);
    const auto disc = line.cut_left(ui.px(52), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 52, name);
    draw_text(ui, line, name, TextStyle::headline, Role::ink);
}

// To the fen, half up.
Text average_text(const Ui& ui, const domain::MemberSpending& spending) {
    if (spending.visits < 1 || spending.spent < Fen()) return {};
    const Fen average((spending.spent.count() + spending.visits / 2) / spending.visits);
    return ui.tr(words::spending_ticket, money_text(average).utf8());
}

std::vector<Fact> spending_facts(const Ui& ui, const Shop& shop,
                                 const domain::MemberSpending& spending, bool here) {
    std::vector<Fact> facts{
        {.label = ui.tr(words::spending_year), .value = money_text(spending.spent)},
        {.label = ui.tr(words::spending_visits),
         .value = ui.tr(words::spending_times, spending.visits),
         .note = average_text(ui, spending)},
        {.label = ui.tr(words::spending_ever),
         .value = money_text(spending.spent_ever),
         .note = spending.first_visit ? ui.tr(words::spending_since,
                                              date_text(ui, shop, *spending.first_visit).utf8())
                                      : Text()}};
    Fact last{.label = ui.tr(words::spending_last_label),
              .value = spending.last_visit ? past_date_text(ui, shop, *spending.last_visit)
                                           : Text::data("—")};
    if (!here) {
        last.note = churn_text(ui, spending.state);
        last.tone = churn_tone(spending.state) == Tone::warning ? Tone::warning : Tone::neutral;
    }
    facts.push_back(std::move(last));
    return facts;
}

}  // namespace

void draw_member_receipts(Ui& ui, const Rect& area, const Scene& scene,
                          const MemberReceiptsState& list, MemberReceiptsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    draw_whose_receipts(ui, rest.cut_top(ui.px(k_buyer_head_height), ui.px(k_gap)), scene, list,
                        intents);
    const auto presence = draw_list_absence(ui, rest, list.error, list.loaded);
    if (presence == ListPresence::retry) intents.add(member_receipts::Reload{});
    if (presence != ListPresence::there) return;
    const bool here = list.store_code != scene.shop.store_code;
    if (here) {
        draw_banner(ui, rest, "here only",
                    {Tone::info, Text::data(ui.tr(words::spending_here_banner,
                                                  store_name(scene.shop, list.store_code))
                                                .utf8())});
        rest.cut_top(ui.px(k_gap_m));
    }
    if (list.spending && rest.height() >= ui.px(k_receipts_low_dp)) {
        {
            Card card(ui, rest);
            draw_facts(ui, card.inside, spending_facts(ui, scene.shop, *list.spending, here));
        }
        rest.cut_top(ui.px(k_gap));
    } else if (list.spending) {
        const auto line = spending_line(ui, scene.shop, *list.spending,
                                        here ? SpendingKnown::here : SpendingKnown::everywhere);
        draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body_strong), ui.px(k_gap_s)),
                  line.title, TextStyle::body_strong, Role::ink);
    }
    if (list.rows.empty()) {
        const EmptyState none{.icon = Icon::receipt,
                              .title = ui.tr(words::spending_none),
                              .body = ui.tr(words::receipts_none_body),
                              .action = ui.tr(words::receipt_record)};
        if (draw_empty_state(ui, rest, "none", none)) intents.add(member_receipts::Record{});
        return;
    }
    const IdScope scope(list.member_id.text());
    const auto result = draw_receipt_list(
        ui, rest, scene, {.name = "rows", .lines = list.rows, .has_more = list.has_more()});
    if (result.opened) intents.add(member_receipts::Open{*result.opened});
    if (result.end_in_sight && !list.loading) intents.add(member_receipts::LoadMore{});
}

}  // namespace qiantai::ui
