// The page of one deposit: what is left, the facts, what may be done, and everything that happened.

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/lists.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::ui {
namespace {

using GoodsPageIntents = Intents<GoodsPageIntent>;
using Sheet = GoodsPageState::Sheet;

constexpr float k_signature_height = 56, k_signature_width = 200;
constexpr float k_two_columns_dp = 900;
constexpr float k_head_least_dp = 260;  ///< of a person's name with the way to the record

std::optional<Banner> goods_banner(const Ui& ui, const GoodsPageState& state) {
    const auto& line = state.course->line;
    const auto unit = goods_unit(ui, line.goods.unit);
    if (line.state.shortage > 0) {
        return Banner{Tone::danger,
                      ui.tr(words::goods_shortage_banner, line.state.shortage, unit.utf8())};
    }
    if (state.disagreed) return Banner{Tone::warning, ui.tr(words::goods_disagree_banner)};
    if (!line.reminder) return std::nullopt;
    if (line.reminder->reason == domain::ReminderReason::expired) {
        return Banner{Tone::danger, ui.tr(words::goods_expired_banner, line.reminder->days)};
    }
    if (!line.reminder->due) return std::nullopt;
    return Banner{reminder_tone(*line.reminder),
                  ui.tr(words::goods_due_banner, reminder_text(ui, *line.reminder).utf8())};
}

/// What one looks for on the page: how much is left, and where it lies.
struct GoodsTile {
    Text label;
    Text value;
    Text note{};
    Role ground = Role::surface2, ink = Role::ink;

    float width(const Ui& ui) const {
        const auto small = std::max(text_width(ui, label.utf8(), TextStyle::small),
                                    text_width(ui, note.utf8(), TextStyle::small));
        const auto wide = std::max(small, text_width(ui, value.utf8(), TextStyle::headline));
        return wide + ui.px(2 * k_gap) + 1;
    }
};

float tile_height(const Ui& ui) {
    return 2 * line_height(ui, TextStyle::small) + line_height(ui, TextStyle::headline) +
           ui.px(2 * k_gap_s);
}

void draw_tile(Ui& ui, const Rect& rect, const GoodsTile& tile) {
    fill(ui, rect, tile.ground, k_radius_control);
    contrast_border(ui, rect, k_radius_control);
    auto inside = rect.inset(ui.px(k_gap), ui.px(k_gap_s));
    const auto role = tile.ink == Role::ink ? Role::ink2 : tile.ink;
    draw_text(ui, inside.cut_top(line_height(ui, TextStyle::small)), tile.label, TextStyle::small,
              role);
    draw_text(ui, inside.cut_top(line_height(ui, TextStyle::headline)), tile.value,
              TextStyle::headline, tile.ink);
    draw_text(ui, inside, tile.note, TextStyle::small, role);
}

GoodsTile remaining_tile(const Ui& ui, const domain::GoodsLine& line) {
    const bool short_of = line.state.shortage > 0;
    const auto unit = goods_unit(ui, line.goods.unit);
    return {ui.tr(words::goods_remaining_label),
            ui.tr(words::goods_slip_count, line.state.remaining, unit.utf8()),
            ui.tr(words::goods_of_total, line.goods.quantity, unit.utf8()),
            short_of ? Role::danger_soft : Role::primary_soft,
            short_of ? Role::danger : Role::primary_text};
}

std::vector<Fact> goods_facts(const Ui& ui, const Shop& shop, const domain::GoodsLine& line) {
    const auto& goods = line.goods;
    std::vector<Fact> facts{
        {.label = ui.tr(words::goods_number), .value = Text::data(goods.number)}};
    Fact expiry{.label = ui.tr(words::goods_expiry)};
    if (goods.expires_on) expiry.value = date_text(ui, shop, *goods.expires_on);
    if (line.reminder && line.reminder->reason != domain::ReminderReason::idle) {
        expiry.note = reminder_text(ui, *line.reminder);
        expiry.tone = reminder_tone(*line.reminder);
    }
    facts.push_back(std::move(expiry));
    facts.push_back({.label = ui.tr(words::goods_batch), .value = Text::data(goods.batch)});
    facts.push_back(
        {.label = ui.tr(words::goods_receipt), .value = Text::data(goods.till_receipt)});
    facts.push_back(
        {.label = ui.tr(words::goods_fee),
         .value = goods.fee == Fen() ? ui.tr(words::goods_fee_none) : money_text(goods.fee)});
    if (!goods.remark.empty()) {
        facts.push_back({.label = ui.tr(words::goods_remark),
                         .value = Text::data(goods.remark),
                         .whole_row = true});
    }
    return facts;
}

struct EventLook {
    Icon icon;
    Tone tone;
    Text what;
};

EventLook look_of(const Ui& ui, const domain::GoodsCourse& course,
                  const domain::GoodsEvent& event) {
    const auto unit = goods_unit(ui, course.line.goods.unit);
    const auto kind = event.kind.known();
    if (!kind) return {Icon::history, Tone::neutral, ui.tr(words::code_unknown)};
    switch (*kind) {
        case GoodsEventKind::withdrawal: {
            const bool reversed = domain::is_reversed(event.id, course.events);
            return {Icon::account, reversed ? Tone::neutral : Tone::primary,
                    ui.tr(reversed ? words::goods_event_reversed : words::goods_event_withdrawal,
                          event.quantity.value_or(0), unit.utf8())};
        }
        case GoodsEventKind::reversal:
            return {Icon::undo, Tone::warning, ui.tr(words::goods_event_reversal)};
        case GoodsEventKind::move:
            return {Icon::archive, Tone::neutral, ui.tr(words::goods_event_move, event.place)};
        case GoodsEventKind::signing:
            return {Icon::pencil, Tone::success, ui.tr(words::goods_event_signing)};
        case GoodsEventKind::reminder:
            break;
    }
    return {Icon::phone, Tone::info,
            ui.tr(words::goods_event_reminder, reminder_outcome_text(ui, event.outcome).utf8())};
}

bool may_reverse(const Scene& scene, const domain::GoodsCourse& course,
                 const domain::GoodsEvent& event) {
    return event.kind == GoodsEventKind::withdrawal &&
           scene.has_right(domain::Right::stored_goods_reverse) &&
           !domain::is_reversed(event.id, course.events);
}

/// At the end of the line.
bool draw_slip_button(Ui& ui, Rect& line, std::string_view name, TextKey label) {
    const auto words = ui.tr(label);
    const auto wide = text_width(ui, words.utf8(), TextStyle::small) + ui.px(2 * k_gap_m);
    return draw_text_button(ui, line.cut_right(wide, ui.px(k_gap_s)), name, words);
}

// A withdrawal can be touched by whoever may take it back; its signature stands below.
void draw_event(Ui& ui, Rect& rest, const Scene& scene, const domain::GoodsCourse& course,
                std::size_t index, GoodsPageIntents& intents) {
    const auto& event = course.events[index];
    auto look = look_of(ui, course, event);
    const TimelineRow entry{
        .icon = look.icon,
        .tone = look.tone,
        .what = std::move(look.what),
        .when = time_text(ui, scene.shop, event.created_at),
        .who = colleague_text(scene, event.created_by),
        .details = event.signed_by == GoodsSigner::other && !event.signer.empty()
                       ? ui.tr(words::goods_event_by_other, event.signer)
                       : Text::data(event.reason),
        .opens = may_reverse(scene, course, event),
        .first = index == 0};
    if (draw_timeline_entry(ui, rest, fmt::format("event {}", index), entry)) {
        intents.add(goods::AskReverse{event.id});
    }
    if (event.signature.empty()) return;
    const auto strokes = parse_signature(event.signature);
    auto line = rest.cut_top(ui.px(k_signature_height), ui.px(k_gap_s));
    line.cut_left(ui.px(k_target_min));
    if (strokes) draw_signature_thumbnail(ui, line.cut_left(ui.px(k_signature_width)), *strokes);
    const auto name = fmt::format("print event {}", index);
    if (event.kind == GoodsEventKind::signing) {
        if (draw_slip_button(ui, line, name, words::goods_print_sheet)) {
            intents.add(goods::PrintSheet{});
        }
    } else if (draw_slip_button(ui, line, name, words::goods_print_withdrawal)) {
        intents.add(goods::PrintWithdrawal{event.id});
    }
}

void draw_deposit_event(Ui& ui, Rect& rest, const Scene& scene, const domain::GoodsCourse& course,
                        GoodsPageIntents& intents) {
    const auto& goods = course.line.goods;
    const auto unit = goods_unit(ui, goods.unit);
    const TimelineRow entry{.icon = Icon::archive,
                            .tone = Tone::success,
                            .what = ui.tr(words::goods_event_deposit, goods.quantity, unit.utf8()),
                            .when = time_text(ui, scene.shop, goods.created_at),
                            .who = colleague_text(scene, goods.created_by),
                            .first = course.events.empty(),
                            .last = true};
    draw_timeline_entry(ui, rest, "deposit event", entry);
    auto line = rest.cut_top(ui.px(k_target_min));
    if (draw_slip_button(ui, line, "print deposit", words::goods_print_deposit)) {
        intents.add(goods::PrintDeposit{});
    }
}

// What and whose it is leads, how much and where stands beside it; below it where it is narrow.
void draw_goods_head(Ui& ui, Rect& rest, const domain::GoodsLine& line, GoodsPageIntents& intents) {
    const auto gap = ui.px(k_gap);
    const GoodsTile place{ui.tr(words::goods_place),
                          Text::data(line.state.place.empty() ? "—" : line.state.place)};
    const auto left = remaining_tile(ui, line);
    const auto wide = left.width(ui) + gap +
                      std::min(place.width(ui), std::max(0.0f, rest.width() / 2 - left.width(ui)));
    const bool beside = rest.width() - wide >= ui.px(k_head_least_dp);
    auto about = rest;
    if (beside) about.right -= wide + gap;
    draw_paragraph(ui, about, Text::data(line.goods.item), TextStyle::headline, Role::ink, k_gap_s);
    auto person = about.cut_top(ui.px(k_target_min));
    const auto label = ui.tr(words::contact_open_member);
    const auto name = Text::data(line.member_name);
    const auto disc = person.cut_left(ui.px(48), ui.px(k_gap_m));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 48, name);
    if (draw_button(ui, person.cut_right(button_width(ui, label, {}), ui.px(k_gap_s)),
                    "open member", label)) {
        intents.add(goods::OpenMember{});
    }
    draw_text(ui, person, name, TextStyle::large_strong, Role::ink);
    auto tiles = rest;
    if (!beside) tiles.top = about.top + ui.px(k_gap_m);
    tiles.bottom = tiles.top + tile_height(ui);
    const auto bottom = std::max(about.top, tiles.bottom);
    const auto at = tiles.cut_right(left.width(ui), gap);
    draw_tile(ui, beside ? at : at.moved(rest.left - at.left, 0), left);
    const auto where = std::min(place.width(ui), wide - left.width(ui) - gap);
    draw_tile(ui,
              beside
                  ? tiles.cut_right(where)
                  : Rect::sized(rest.left + left.width(ui) + gap, tiles.top, where, tiles.height()),
              place);
    rest.top = bottom;
}

void draw_goods_card(Ui& ui, Rect& rest, const Shop& shop, const domain::GoodsLine& line,
                     GoodsPageIntents& intents) {
    Card card(ui, rest);
    draw_goods_head(ui, card.inside, line, intents);
    card.inside.cut_top(ui.px(k_gap));
    draw_facts(ui, card.inside, goods_facts(ui, shop, line));
}

/// As long as something lies here that nobody signed for.
void draw_unsigned(Ui& ui, Rect& rest, const domain::GoodsCourse& course,
                   GoodsPageIntents& intents) {
    if (course.line.state.remaining <= 0 || domain::signing_of(course.events) != nullptr) return;
    const Banner banner{Tone::info, ui.tr(words::goods_unsigned_banner),
                        ui.tr(words::goods_to_customer)};
    if (draw_banner(ui, rest, "sign deposit", banner)) intents.add(goods::SignDeposit{});
    rest.cut_top(ui.px(k_gap));
}

float draw_about(Ui& ui, const Rect& column, const Scene& scene, const GoodsPageState& state,
                 GoodsPageIntents& intents) {
    auto rest = column;
    const auto& line = state.course->line;
    if (const auto banner = goods_banner(ui, state)) {
        draw_banner(ui, rest, "banner", *banner);
        rest.cut_top(ui.px(k_gap));
    }
    draw_unsigned(ui, rest, *state.course, intents);
    draw_goods_card(ui, rest, scene.shop, line, intents);
    return rest.top + ui.px(k_gap);
}

float draw_course(Ui& ui, const Rect& column, const Scene& scene, const GoodsPageState& state,
                  GoodsPageIntents& intents) {
    auto rest = column;
    draw_card_title(ui, rest, ui.tr(words::goods_course));
    for (std::size_t i = 0; i < state.course->events.size(); ++i) {
        draw_event(ui, rest, scene, *state.course, i, intents);
    }
    draw_deposit_event(ui, rest, scene, *state.course, intents);
    return rest.top;
}

// The filled button hands out as long as something is left; then nothing is left to do but reading.
void draw_goods_actions(Ui& ui, const FormPlan& plan, const GoodsPageState& state,
                        GoodsPageIntents& intents) {
    const auto& line = state.course->line;
    if (!plan.ground.empty()) {
        fill(ui, plan.ground, Role::surface);
        divider(ui, plan.ground.left, plan.ground.right, plan.ground.top);
    }
    std::vector<BarButton> buttons;
    std::vector<Sheet> sheets;
    const auto add = [&](std::string name, TextKey label, Sheet sheet, ButtonStyle style = {}) {
        buttons.push_back({std::move(name), ui.tr(label), style});
        sheets.push_back(sheet);
    };
    if (line.state.remaining > 0) {
        add("withdraw", words::goods_withdraw, Sheet::withdraw,
            {.kind = ButtonKind::primary, .icon = Icon::check});
        add("move", words::goods_move, Sheet::move);
        add("remind", words::goods_remind, Sheet::remind);
    }
    // Its paper can be printed whatever is left; then the words of that stand at the left.
    const bool all_fetched = buttons.empty();
    add("print sheet", words::goods_print_sheet, Sheet::none, {.icon = Icon::printer});
    if (all_fetched) {
        draw_text(ui, plan.bar, goods_left_text(ui, line.goods, line.state), TextStyle::body,
                  Role::ink2);
    }
    const auto pressed = draw_action_bar(ui, plan.bar, buttons);
    if (!pressed) return;
    if (sheets[*pressed] == Sheet::none) return intents.add(goods::PrintSheet{});
    intents.add(goods::OpenSheet{sheets[*pressed]});
}

}  // namespace

void draw_goods_page(Ui& ui, const Rect& area, const Scene& scene, const GoodsPageState& state,
                     GoodsPageIntents& intents) {
    if (!state.course) {
        if (!state.error) return draw_busy(ui, area, ui.tr(words::loading));
        const EmptyState empty{.icon = Icon::alert_circle,
                               .tone = Tone::danger,
                               .title = error_text(ui, *state.error),
                               .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, area, "retry", empty)) intents.add(goods::Reload{});
        return;
    }
    const auto plan = plan_form(ui, area);
    draw_goods_actions(ui, plan, state, intents);
    ScrollArea scroll(ui, "page", plan.form);
    const auto content = form_content(ui, scroll.content());
    const auto gap = ui.px(k_gap_xl);
    if (content.width() >= ui.px(k_two_columns_dp)) {
        const auto left = draw_about(ui, content.column(0, 2, gap), scene, state, intents);
        const auto right = draw_course(ui, content.column(1, 2, gap), scene, state, intents);
        scroll.finish(std::max(left, right));
        return;
    }
    auto below = content;
    below.top = draw_about(ui, content, scene, state, intents) + ui.px(k_gap_s);
    scroll.finish(draw_course(ui, below, scene, state, intents));
}

}  // namespace qiantai::ui
