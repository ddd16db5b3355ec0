#include "terminal/callbacks/screens/screen_call_plans.hpp"

#include "assets/words/callbacks.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_plans_tabs_height = 60, k_result_width = 720, k_plans_row_height = 76,
                k_answer_row_height = 44;

struct PlansTab {
    CallPlansTab tab;
    TextKey label;
    domain::Right right;
    bool of_store;  ///< the people of a store, whom a desk does not have
};
constexpr PlansTab k_plans_tabs[] = {
    {CallPlansTab::lists, words::call_plans_lists, domain::Right::callbacks_figures, false},
    {CallPlansTab::key_customers, words::call_plans_key_customers, domain::Right::callbacks_keep,
     true},
    {CallPlansTab::sample, words::call_plans_sample, domain::Right::callbacks_manage, false},
    {CallPlansTab::rules, words::call_plans_rules, domain::Right::read_setup, false},
};

/// Rows that open something, in a card as high as they are, as far as there is room.
template <typename Rows, typename DrawRow>
void draw_plan_rows(Ui& ui, const Rect& area, std::string_view name, const Rows& rows,
                    DrawRow draw_row) {
    const auto high =
        static_cast<float>(rows.size()) * ui.px(k_plans_row_height) + ui.px(2 * k_gap_s);
    auto place_of_card = area;
    auto inside = draw_card(ui, place_of_card.cut_top(std::min(high, area.height())), k_gap_s);
    ScrollArea scroll(ui, name, inside, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_plans_row_height));
        if (scroll.in_sight(place)) draw_row(place, rows[i], i + 1 == rows.size());
    }
    scroll.finish(rest.top);
}

Text plan_days_text(const Ui& ui, const Shop& shop, const domain::CallbackPlan& plan) {
    return ui.tr(words::call_plan_days, callback_kind_text(ui, plan.kind).utf8(),
                 date_text(ui, shop, plan.due_from).utf8(),
                 date_text(ui, shop, plan.due_until).utf8());
}

void draw_lists_tab(Ui& ui, Rect rest, const Scene& scene, const CallPlansState& state,
                    CallPlansIntents& intents) {
    const bool makes = scene.has_right(makes_for_chain(scene) ? domain::Right::callbacks_plan
                                                              : domain::Right::callbacks_manage);
    if (makes) {
        auto row = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
        const auto label =
            ui.tr(makes_for_chain(scene) ? words::call_list_new_chain : words::call_list_new);
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::plus};
        if (draw_button(ui, row.cut_right(button_width(ui, label, style)), "new list", label,
                        style)) {
            intents.add(call_plans::BeginList{});
        }
    }
    if (state.plans.empty()) {
        draw_empty_state(ui, rest, "no lists",
                         {.icon = Icon::clipboard,
                          .title = ui.tr(words::call_plans_none),
                          .body = ui.tr(makes_for_chain(scene) ? words::call_plans_none_chain
                                                               : words::call_plans_none_store)});
        return;
    }
    draw_plan_rows(
        ui, rest, "lists", state.plans,
        [&](const Rect& place, const domain::CallbackPlanLine& line, bool last) {
            const ListRow row{
                .title = Text::data(line.plan.name),
                .subtitle = plan_days_text(ui, scene.shop, line.plan),
                .icon = Icon::clipboard,
                .icon_tone = line.plan.ended_at ? Tone::neutral : Tone::primary,
                .tag = line.plan.ended_at ? ui.tr(words::call_plan_ended) : Text(),
                .trailing = ui.tr(words::call_plan_reached, line.reached),
                .trailing_strong = ui.tr(words::call_plan_called, line.called, line.planned),
                .chevron = true,
                .last = last};
            if (draw_list_row(ui, place, "plan " + line.plan.id.text(), row).pressed) {
                intents.add(call_plans::OpenPlan{line.plan.id});
            }
        });
}

void draw_key_customers_tab(Ui& ui, const Rect& rest, const Shop& shop, const CallPlansState& state,
                            CallPlansIntents& intents) {
    if (state.key_customers.empty()) {
        draw_empty_state(ui, rest, "no key customers",
                         {.icon = Icon::star,
                          .title = ui.tr(words::call_plans_no_key_customers),
                          .body = ui.tr(words::call_plans_no_key_customers_body)});
        return;
    }
    draw_plan_rows(
        ui, rest, "key customers", state.key_customers,
        [&](const Rect& place, const domain::KeyCustomerLine& line, bool last) {
            const auto called = line.last_call_on
                                    ? ui.tr(words::call_plan_last_call,
                                            past_date_text(ui, shop, *line.last_call_on).utf8())
                                    : ui.tr(words::call_plan_never_called);
            const ListRow row{
                .title = Text::data(line.member_name),
                .subtitle = line.customer.note.empty() ? called : Text::data(line.customer.note),
                .avatar = true,
                .tag = Text::data(line.tier_name),
                .trailing = line.next_on ? date_text(ui, shop, *line.next_on) : Text(),
                .trailing_strong =
                    line.customer.every_days == 0
                        ? ui.tr(words::callback_key_customer_unplanned)
                        : ui.tr(words::callback_key_customer_days, line.customer.every_days),
                .chevron = true,
                .last = last};
            if (draw_list_row(ui, place, "key " + line.customer.member_id.text(), row).pressed) {
                intents.add(call_plans::OpenKeyCustomer{line.customer.member_id, line.member_name});
            }
        });
}

void draw_sample_tab(Ui& ui, Rect rest, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents) {
    draw_paragraph(ui, rest, ui.tr(words::call_plans_sample_body), TextStyle::small, Role::ink2,
                   k_gap_m);
    if (state.sample.empty()) {
        draw_empty_state(ui, rest, "no sample",
                         {.icon = Icon::check_circle,
                          .tone = Tone::success,
                          .title = ui.tr(words::call_plans_sample_none)});
        return;
    }
    draw_plan_rows(
        ui, rest, "sample", state.sample,
        [&](const Rect& place, const domain::CallbackLine& line, bool last) {
            const auto day = line.state.closed_on
                                 ? past_date_text(ui, scene.shop, *line.state.closed_on)
                                 : Text();
            const ListRow row{.title = Text::data(line.member_name),
                              .subtitle = callback_matter_text(ui, scene.shop, line),
                              .avatar = true,
                              .trailing = colleague_text(scene, line.state.closed_by),
                              .trailing_strong = day,
                              .chevron = true,
                              .last = last};
            if (draw_list_row(ui, place, "sampled " + line.task.id.text(), row).pressed) {
                intents.add(call_plans::OpenCall{line});
            }
        });
}

/// An answer with its share of all, as a bar.
void draw_answer_share(Ui& ui, Rect& rest, const Text& answer, int count, int all) {
    auto line = rest.cut_top(ui.px(k_answer_row_height));
    draw_progress(ui, line.cut_bottom(ui.px(8), ui.px(k_gap_xs)),
                  static_cast<float>(count) / static_cast<float>(all));
    const auto number = number_text(count);
    draw_text(
        ui,
        line.cut_right(text_width(ui, number.utf8(), TextStyle::body_strong) + 1, ui.px(k_gap_s)),
        number, TextStyle::body_strong, Role::ink, Align::right);
    draw_text(ui, line, answer, TextStyle::body, Role::ink);
}

void draw_plan_result(Ui& ui, Rect& rest, const Shop& shop,
                      const domain::CallbackPlanResult& result) {
    const auto& line = result.line;
    draw_paragraph(ui, rest, Text::data(line.plan.matter), TextStyle::body, Role::ink, k_gap_m);
    const auto mean = result.rated == 0
                          ? Text::data("—")
                          : Text::data(fmt::format(
                                "{:.1f}", static_cast<double>(result.score_sum) / result.rated));
    const std::array facts{
        Fact{.label = ui.tr(words::call_plan_period), .value = plan_days_text(ui, shop, line.plan)},
        Fact{.label = ui.tr(words::call_plan_progress),
             .value = ui.tr(words::call_plan_called, line.called, line.planned),
             .note = ui.tr(words::call_plan_reached, line.reached)},
        Fact{.label = ui.tr(words::callback_satisfaction),
             .value = mean,
             .note = ui.tr(words::call_plan_rated, result.rated)}};
    draw_facts(ui, rest, facts);
    if (result.too_few) {
        rest.cut_top(ui.px(k_gap_m));
        draw_paragraph(ui, rest, ui.tr(words::call_plan_too_few), TextStyle::body, Role::ink2);
        return;
    }
    for (const auto& question : result.questions) {
        rest.cut_top(ui.px(k_gap));
        draw_paragraph(ui, rest, Text::data(question.question), TextStyle::body_strong, Role::ink,
                       k_gap_xs);
        int all = 0;
        for (const auto& one : question.answers) all += one.count;
        if (all == 0) {
            draw_paragraph(ui, rest, ui.tr(words::call_plan_no_answers), TextStyle::small,
                           Role::ink2);
            continue;
        }
        for (const auto& one : question.answers) {
            draw_answer_share(
                ui, rest,
                one.answer.empty() ? ui.tr(words::call_plan_in_words) : Text::data(one.answer),
                one.count, all);
        }
    }
}

void draw_result_sheet(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                       CallPlansIntents& intents) {
    const auto& plan = state.result->line.plan;
    const bool ends = !plan.ended_at && scene.has_right(domain::Right::callbacks_plan);
    const Heading heading{callback_kind_text(ui, plan.kind), Text::data(plan.name)};
    const SheetFrame frame{k_result_width, ends ? k_button_height : 0, ends ? k_gap : 0};
    bool closed = false;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        closed = draw_sheet_title(ui, inside, heading);
        ScrollArea scroll(ui, "result", inside, Role::surface);
        auto rest = scroll.content();
        draw_plan_result(ui, rest, scene.shop, *state.result);
        inside.top = scroll.finish(rest.top);
    });
    if (closed || panel.dismissed) intents.add(call_plans::ClosePlan{});
    if (!ends) return;
    const ButtonStyle style{.kind = ButtonKind::danger, .busy = state.busy};
    if (draw_button(ui, panel.foot, "end plan", ui.tr(words::call_plan_end), style)) {
        intents.add(call_plans::EndPlan{});
    }
}

}  // namespace

bool makes_for_chain(const Scene& scene) {
    return scene.shop.store_code == k_headquarters_code;
}

void draw_call_plans(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                     CallPlansIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    std::vector<Text> labels;
    std::vector<CallPlansTab> tabs;
    int selected = 0;
    for (const auto& tab : k_plans_tabs) {
        if (!scene.has_right(tab.right) || (tab.of_store && makes_for_chain(scene))) continue;
        if (tab.tab == state.tab) selected = static_cast<int>(tabs.size());
        tabs.push_back(tab.tab);
        labels.push_back(ui.tr(tab.label));
    }
    const auto bar = rest.cut_top(ui.px(k_plans_tabs_height), ui.px(k_gap));
    const auto pressed = draw_tabs(ui, bar, "tabs", labels, selected);
    if (pressed) intents.add(call_plans::SetTab{tabs[static_cast<std::size_t>(*pressed)]});
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(call_plans::Reload{});
    if (presence != ListPresence::there) return;
    switch (state.tab) {
        case CallPlansTab::lists:
            return draw_lists_tab(ui, rest, scene, state, intents);
        case CallPlansTab::key_customers:
            return draw_key_customers_tab(ui, rest, scene.shop, state, intents);
        case CallPlansTab::sample:
            return draw_sample_tab(ui, rest, scene, state, intents);
        case CallPlansTab::rules:
            return draw_call_rules(ui, rest, scene, state, intents);
    }
}

void draw_call_plans_sheet(Ui& ui, const Rect& area, const Scene& scene,
                           const CallPlansState& state, CallPlansIntents& intents) {
    if (state.form) return draw_call_list_form(ui, area, scene, state, intents);
    if (!state.result) return draw_call_rule_sheets(ui, area, scene, state, intents);
    draw_result_sheet(ui, area, scene, state, intents);
}

}  // namespace qiantai::ui
