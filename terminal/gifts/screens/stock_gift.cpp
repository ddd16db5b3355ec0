#include "terminal/gifts/screens/stock_gift.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/button_rows.hpp"
#include "terminal/gifts/screens/stock_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_ledger.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_gift_facts_dp = 560;  ///< from here on number, batches and course stand in a row
constexpr float k_gift_number_dp = 150, k_step_chart_height = 92, k_gift_picture_dp = 88;
constexpr std::size_t k_batches_shown = 6;

std::string signed_number(int pieces) {
    return pieces > 0 ? fmt::format("+{}", pieces) : fmt::format("{}", pieces);
}

/// Where the parts of the gift are drawn, with what they are drawn from.
struct GiftParts {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const StockState& state;
    const StockShown& gift;
    StockIntents& intents;

    void draw_head() const {
        auto line = rest;
        if (!gift.picture.empty()) {
            const auto tile = line.cut_left(ui.px(k_gift_picture_dp), ui.px(k_gap));
            draw_gift_picture(ui, Rect::sized(tile.left, tile.top, tile.width(), tile.width()),
                              Text::data(gift.line.name), state.pictures, gift.picture);
        }
        draw_names(line);
        const auto tile_bottom =
            gift.picture.empty() ? rest.top : rest.top + ui.px(k_gift_picture_dp);
        rest.top = std::max(line.top, tile_bottom) + ui.px(k_gap_m);
    }

    void draw_names(Rect& place) const {
        draw_paragraph(ui, place, Text::data(gift.line.name + " " + gift.line.spec),
                       TextStyle::title, Role::ink);
        auto about = gift.line.code;
        if (!gift.barcodes.empty()) about += " · " + gift.barcodes.front();
        about += " · " + money_text(gift.cost).utf8() + " / " + gift.line.unit;
        if (!gift.line.bin.empty()) {
            about += " · " + ui.tr(words::stock_bin_at, gift.line.bin).utf8();
        }
        draw_paragraph(ui, place, Text::data(about), TextStyle::small, Role::ink2);
    }

    void draw_acts() const {
        if (!is_own_stock(scene, state)) return;
        std::vector<BarButton> buttons;
        std::vector<StockIntent> does;
        if (scene.has_right(domain::Right::requisitions_keep) &&
            scene.session->role != StaffRole::warehouse_keeper) {
            buttons.push_back({"ask for", ui.tr(words::stock_ask_for), {.icon = Icon::plus}});
            does.emplace_back(stock::AskFor{});
        }
        if (scene.has_right(domain::Right::stock_keep)) {
            if (!gift.line.lots.empty() || scene.has_right(domain::Right::stock_correct)) {
                buttons.push_back({"act", ui.tr(words::stock_act), {.icon = Icon::swap}});
                does.emplace_back(stock::BeginSheet{StockSheet::act, 0});
            }
            buttons.push_back({"bin", ui.tr(words::stock_bin), {.icon = Icon::view_column}});
            does.emplace_back(stock::BeginSheet{StockSheet::bin, 0});
        }
        draw_bar(buttons, does);
    }

    /// What headquarters does about a gift, wherever it lies.
    void draw_headquarters_acts() const {
        std::vector<BarButton> buttons;
        std::vector<StockIntent> does;
        if (scene.has_right(domain::Right::gifts_recall) && !gift.line.lots.empty()) {
            buttons.push_back({"recall", ui.tr(words::recall_begin), {.icon = Icon::alert}});
            does.emplace_back(stock::BeginSheet{StockSheet::recall, 0});
        }
        if (scene.has_right(domain::Right::campaigns_plan)) {
            buttons.push_back({"picture", ui.tr(words::stock_picture), {.icon = Icon::camera}});
            does.emplace_back(stock::BeginSheet{StockSheet::picture, 0});
        }
        draw_bar(buttons, does);
    }

    void draw_bar(std::span<const BarButton> buttons, std::span<const StockIntent> does) const {
        if (buttons.empty()) return;
        if (const auto pressed = draw_button_rows(ui, rest, buttons)) {
            std::visit([this](const auto& intent) { intents.add(intent); }, does[*pressed]);
        }
        rest.cut_top(ui.px(k_gap));
    }

    /// More was taken than there was: by whom, and the way to settle it.
    void draw_shortages() const {
        const auto shortages = state.shortages_of(gift.line.gift_id);
        const bool may =
            is_own_stock(scene, state) && scene.has_right(domain::Right::stock_correct);
        for (const auto* shortage : shortages) {
            const auto index = static_cast<std::size_t>(shortage - state.shortages.data());
            const Banner banner{.tone = Tone::danger,
                                .text = ui.tr(words::stock_short_of, -shortage->lot.quantity,
                                              stock_lot_text(ui, scene.shop, shortage->lot).utf8()),
                                .action = may ? ui.tr(words::stock_settle) : Text()};
            if (draw_banner(ui, rest, fmt::format("shortage {}", index), banner)) {
                intents.add(stock::BeginSheet{StockSheet::settle, index});
            }
            rest.cut_top(ui.px(k_gap_s));
            for (const auto& cause : shortage->causes) {
                draw_paragraph(
                    ui, rest,
                    ui.tr(words::stock_short_cause, time_text(ui, scene.shop, cause.at).utf8(),
                          stock_movement_text(ui, scene.shop, cause).utf8(), -cause.quantity,
                          colleague_text(scene, cause.created_by).utf8()),
                    TextStyle::small, Role::danger, k_gap_xs);
            }
            rest.cut_top(ui.px(k_gap_s));
        }
    }

    void draw_number(Rect& place) const {
        draw_paragraph(ui, place, ui.tr(words::stock_on_shelf), TextStyle::small, Role::ink2);
        const bool bad = gift.is_low() || gift.line.on_shelf < 0;
        const auto style = TextStyle::figure;
        draw_paragraph(ui, place,
                       Text::data(fmt::format("{} {}", gift.line.on_shelf, gift.line.unit)), style,
                       bad ? Role::danger : Role::ink);
        if (gift.is_low()) {
            draw_paragraph(ui, place, ui.tr(words::stock_below, *gift.stock_min), TextStyle::small,
                           Role::danger);
        } else if (gift.stock_min) {
            draw_paragraph(ui, place,
                           gift.stock_max
                               ? ui.tr(words::stock_least_most, *gift.stock_min, *gift.stock_max)
                               : ui.tr(words::stock_least, *gift.stock_min),
                           TextStyle::small, Role::ink2);
        }
        if (gift.asked > 0) {
            draw_paragraph(ui, place, ui.tr(words::stock_tag_asked, gift.asked), TextStyle::small,
                           Role::info);
        }
    }

    /// Which batch goes first, and what of the others can't be given away.
    void draw_batches(Rect& place) const {
        draw_paragraph(ui, place, ui.tr(words::stock_batches), TextStyle::small, Role::ink2,
                       k_gap_xs);
        if (gift.line.lots.empty()) {
            draw_paragraph(ui, place, ui.tr(words::stock_none), TextStyle::body, Role::ink2);
        }
        bool first_taken = false;
        const auto today = Date::parse(scene.shop.today);
        const auto count = std::min(gift.line.lots.size(), k_batches_shown);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& lot = gift.line.lots[i];
            auto words = stock_lot_text(ui, scene.shop, lot).utf8();
            auto role = Role::ink;
            const bool expired = today && lot.expires_on && *lot.expires_on < *today;
            if (!(lot.spot == StockSpot::shelf)) {
                words += " · " + stock_spot_text(ui, lot.spot).utf8();
                role = Role::ink2;
            } else if (gift.all_recalled || gift.recalled.contains(lot.batch)) {
                words += " · " + ui.tr(words::stock_tag_recalled).utf8();
                role = Role::danger;
            } else if (expired) {
                words += " · " + ui.tr(words::stock_tag_expired).utf8();
                role = Role::danger;
            } else if (lot.quantity < 0) {
                role = Role::danger;
            } else if (!std::exchange(first_taken, true) && gift.line.lots.size() > 1) {
                words += " · " + ui.tr(words::stock_first_out).utf8();
            }
            const auto number = number_text(lot.quantity);
            const auto wide = text_width(ui, number.utf8(), TextStyle::body_strong) + 1;
            auto right = place;
            const auto pieces = right.cut_right(wide, ui.px(k_gap_s));
            const auto top = right.top;
            draw_paragraph(ui, right, Text::data(words), TextStyle::body, role);
            draw_text(ui, {pieces.left, top, pieces.right, top + line_height(ui, TextStyle::body)},
                      number, TextStyle::body_strong, role, Align::right);
            place.top = right.top + ui.px(k_gap_xs);
        }
    }

    void draw_course_of_month(Rect& place) const {
        if (state.course.size() < 2) return;
        draw_paragraph(ui, place,
                       gift.stock_min ? ui.tr(words::stock_course_least, *gift.stock_min)
                                      : ui.tr(words::stock_course),
                       TextStyle::small, Role::ink2, k_gap_xs);
        StepChart chart{.values = state.course};
        if (gift.stock_min) chart.limit = *gift.stock_min;
        draw_step_chart(ui, place.cut_top(ui.px(k_step_chart_height)), chart);
    }

    void draw_facts_of_gift() const {
        const auto gap = ui.px(k_gap_l);
        if (rest.width() < ui.px(k_gift_facts_dp)) {
            draw_number(rest);
            rest.cut_top(ui.px(k_gap_s));
            draw_batches(rest);
            rest.cut_top(ui.px(k_gap_s));
            draw_course_of_month(rest);
            rest.cut_top(gap);
            return;
        }
        auto line = rest;
        auto number = line.cut_left(ui.px(k_gift_number_dp), gap);
        auto batches = line.column(0, 2, gap), course = line.column(1, 2, gap);
        draw_number(number);
        draw_batches(batches);
        draw_course_of_month(course);
        rest.top = std::max({number.top, batches.top, course.top}) + gap;
    }

    Text what_of(const LedgerLine& line) const {
        const auto& movement = state.ledger[line.first];
        if (line.count > 1) return ui.tr(words::stock_did_issue);
        if (movement.kind == StockKind::reversal && movement.reverses_id) {
            for (const auto& other : state.ledger) {
                if (other.id != *movement.reverses_id) continue;
                return ui.tr(words::stock_did_reverse_of,
                             date_text(ui, scene.shop, other.business_date).utf8(),
                             stock_movement_text(ui, scene.shop, other).utf8());
            }
        }
        return stock_movement_text(ui, scene.shop, movement);
    }

    Text paper_of(const LedgerLine& line) const {
        const auto& movement = state.ledger[line.first];
        if (line.count > 1) return ui.tr(words::stock_day_issues, line.count);
        const auto who = colleague_text(scene, movement.created_by).utf8();
        return Text::data(movement.paper.empty() ? who : movement.paper + " · " + who);
    }

    void draw_ledger() const {
        draw_card_title(ui, rest, ui.tr(words::stock_ledger));
        draw_paragraph(ui, rest, ui.tr(words::stock_ledger_note), TextStyle::small, Role::ink2,
                       k_gap_s);
        if (state.ledger_loaded && state.ledger.empty()) {
            draw_paragraph(ui, rest, ui.tr(words::stock_ledger_empty), TextStyle::body, Role::ink2);
        }
        draw_ledger_head(ui, rest,
                         {ui.tr(words::stock_column_when), ui.tr(words::stock_column_what),
                          ui.tr(words::stock_column_paper), ui.tr(words::stock_column_change),
                          ui.tr(words::stock_column_balance)});
        const auto lines = ledger_lines(state.ledger, state.balance, state.open_days);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& line = lines[i];
            const auto& movement = state.ledger[line.first];
            const LedgerRow row{.when = line.count > 1
                                            ? past_date_text(ui, scene.shop, movement.business_date)
                                            : time_text(ui, scene.shop, movement.at),
                                .what = Text::data(what_of(line).utf8()),
                                .paper = Text::data(paper_of(line).utf8()),
                                .change = Text::data(signed_number(line.change)),
                                .change_tone = line.change > 0 ? Tone::success : Tone::neutral,
                                .balance = line.balance ? number_text(*line.balance) : Text(),
                                .tinted = movement.kind == StockKind::reversal,
                                .last = i + 1 == lines.size()};
            if (!draw_ledger_row(ui, rest, fmt::format("movement {}", line.first), row).pressed) {
                continue;
            }
            if (line.count > 1) {
                intents.add(stock::FoldDay{movement.business_date});
            } else {
                intents.add(stock::BeginSheet{StockSheet::movement, line.first});
            }
        }
        if (!state.older) return;
        if (draw_button(ui, rest.cut_top(ui.px(k_button_height)), "older",
                        ui.tr(words::stock_older), {.kind = ButtonKind::ghost})) {
            intents.add(stock::ReadOlder{});
        }
    }
};

}  // namespace

bool is_own_stock(const Scene& scene, const StockState& state) {
    return state.store_code.empty() || state.store_code == scene.shop.store_code;
}

void draw_stock_gift(Ui& ui, const Rect& area, const Scene& scene, const StockState& state,
                     StockIntents& intents) {
    const auto* gift = state.gift();
    if (gift == nullptr) return;
    const auto inside = draw_card(ui, area);
    const IdScope scope(gift->line.code);
    ScrollArea scroll(ui, "gift", inside, Role::surface);
    auto rest = scroll.content();
    const GiftParts parts{ui, rest, scene, state, *gift, intents};
    parts.draw_head();
    parts.draw_acts();
    parts.draw_headquarters_acts();
    parts.draw_shortages();
    parts.draw_facts_of_gift();
    parts.draw_ledger();
    scroll.finish(rest.top);
}

}  // namespace qiantai::ui
