// A new list: of a store's own members, or at headquarters a survey or campaign for the chain.

#include "assets/words/callbacks.hpp"
#include "assets/words/kit.hpp"
#include "terminal/callbacks/screens/callback_words.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_list_form_width = 760;
constexpr int k_list_days[] = {3, 7, 14, 30}, k_list_percents[] = {100, 50, 20, 10};
constexpr std::size_t k_answers_typed_max = 280;
/// What may stand between two answers: as the Chinese and the Latin keyboard have it.
constexpr std::string_view k_answer_separators[] = {"、", "，", ",", "/", "；", ";"};

/// Where the fields are drawn, with what they are drawn from.
struct ListSheetForm {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const CallListForm& form;
    CallPlansIntents& intents;

    /// What was counted for another list is no answer to this one.
    void change(CallListForm changed) const {
        changed.tried.reset();
        changed.error.reset();
        intents.add(call_plans::ChangeList{std::move(changed)});
    }
    void label(TextKey key, bool required) const {
        const auto words = ui.tr(key);
        draw_field_label(ui, rest, required ? ui.tr(words::required_mark, words.utf8()) : words);
    }
    void end() const { rest.cut_top(ui.px(k_gap)); }
    void type(std::string CallListForm::*which, std::string_view name, const Field& field) const {
        const auto typed = draw_field(ui, rest, name, form.*which, field);
        if (typed.changed) {
            auto changed = form;
            changed.*which = *typed.changed;
            change(std::move(changed));
        }
        end();
    }
};

std::vector<Coded<CallbackKind>> list_kinds(bool for_chain) {
    if (for_chain) {
        return {CallbackKind::survey, CallbackKind::campaign, CallbackKind::new_goods,
                CallbackKind::invitation, CallbackKind::holiday};
    }
    return {CallbackKind::holiday, CallbackKind::new_goods, CallbackKind::invitation,
            CallbackKind::campaign, CallbackKind::by_hand};
}

void draw_list_kind(const ListSheetForm& sheet) {
    const auto kinds = list_kinds(makes_for_chain(sheet.scene));
    std::vector<Text> words;
    std::optional<std::size_t> on;
    for (const auto& kind : kinds) {
        if (sheet.form.kind == kind) on = words.size();
        words.push_back(callback_kind_text(sheet.ui, kind));
    }
    sheet.label(words::callbacks_kind, true);
    if (const auto pressed = draw_choices(sheet.ui, sheet.rest, "kind", words, on)) {
        auto changed = sheet.form;
        changed.kind = kinds[*pressed];
        sheet.change(std::move(changed));
    }
    sheet.end();
}

/// Several of some, none meaning all: a touch takes one in or out.
template <typename Value>
void draw_any_of(const ListSheetForm& sheet, std::string_view name, const std::vector<Value>& all,
                 std::vector<Value> CallListForm::*which, const std::vector<Text>& words) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& chosen = sheet.form.*which;
        const auto found = std::ranges::find(chosen, all[i]);
        if (!draw_checkbox(sheet.ui, sheet.rest, fmt::format("{} {}", name, i),
                           {.label = words[i], .checked = found != chosen.end()})) {
            continue;
        }
        auto changed = sheet.form;
        auto& values = changed.*which;
        if (std::erase(values, all[i]) == 0) values.push_back(all[i]);
        sheet.change(std::move(changed));
    }
    sheet.end();
}

void draw_whom(const ListSheetForm& sheet) {
    auto& ui = sheet.ui;
    std::vector<std::string> tiers;
    std::vector<Text> tier_words;
    for (const auto& tier : sheet.scene.shop.tiers) {
        tiers.push_back(tier.code);
        tier_words.push_back(Text::data(tier.name));
    }
    if (!tiers.empty()) {
        sheet.label(words::call_list_tiers, false);
        draw_any_of(sheet, "tier", tiers, &CallListForm::tiers, tier_words);
    }
    std::vector<Coded<domain::ChurnState>> states;
    std::vector<Text> state_words;
    for (const auto& one : k_codes<domain::ChurnState>) {
        states.emplace_back(one.value);
        state_words.push_back(churn_text(ui, one.value));
    }
    sheet.label(words::call_list_states, false);
    draw_any_of(sheet, "state", states, &CallListForm::states, state_words);
    if (draw_checkbox(ui, sheet.rest, "key customers",
                      {.label = ui.tr(words::call_list_key_customers),
                       .checked = sheet.form.key_customers})) {
        auto changed = sheet.form;
        changed.key_customers = !changed.key_customers;
        sheet.change(std::move(changed));
    }
    sheet.end();
}

template <typename Words>
void draw_number_choice(const ListSheetForm& sheet, std::string_view name, TextKey label,
                        std::span<const int> numbers, int CallListForm::*which, Words words_of) {
    std::vector<Text> words;
    std::optional<std::size_t> on;
    for (const int number : numbers) {
        if (sheet.form.*which == number) on = words.size();
        words.push_back(words_of(number));
    }
    sheet.label(label, true);
    if (const auto pressed = draw_choices(sheet.ui, sheet.rest, name, words, on)) {
        auto changed = sheet.form;
        changed.*which = numbers[*pressed];
        sheet.change(std::move(changed));
    }
    sheet.end();
}

void draw_questions(const ListSheetForm& sheet) {
    auto& ui = sheet.ui;
    auto changed = sheet.form;
    bool is_changed = false;
    for (std::size_t i = 0; i < changed.questions.size(); ++i) {
        auto& question = changed.questions[i];
        const auto text = draw_field(ui, sheet.rest, fmt::format("question {}", i), question.text,
                                     {.label = ui.tr(words::call_list_question, i + 1),
                                      .characters_max = k_callback_question_length_max});
        const auto answers =
            draw_field(ui, sheet.rest, fmt::format("answers {}", i), question.answers,
                       {.label = ui.tr(words::call_list_answers),
                        .note = ui.tr(words::call_list_answers_note),
                        .characters_max = k_answers_typed_max});
        if (text.changed) question.text = *text.changed;
        if (answers.changed) question.answers = *answers.changed;
        is_changed |= text.changed || answers.changed;
        sheet.end();
    }
    if (changed.questions.size() < domain::k_callback_questions_max) {
        const auto label = ui.tr(words::call_list_question_add);
        const ButtonStyle style{.icon = Icon::plus, .words = TextStyle::body_strong};
        auto line = sheet.rest.cut_top(ui.px(k_target_min), ui.px(k_gap));
        if (draw_button(ui, line.cut_left(button_width(ui, label, style)), "add question", label,
                        style)) {
            changed.questions.emplace_back();
            is_changed = true;
        }
    }
    if (is_changed) sheet.change(std::move(changed));
}

void draw_list_fields(const ListSheetForm& sheet) {
    auto& ui = sheet.ui;
    const bool chain = makes_for_chain(sheet.scene);
    draw_list_kind(sheet);
    if (chain) {
        sheet.type(&CallListForm::name, "name",
                   {.label = ui.tr(words::call_list_name),
                    .characters_max = k_callback_name_length_max,
                    .required = true});
    }
    sheet.type(&CallListForm::matter, "matter",
               {.label = ui.tr(words::callback_make_matter),
                .hint = ui.tr(words::call_list_matter_hint),
                .characters_max = k_callback_matter_length_max,
                .required = true});
    draw_number_choice(sheet, "days", words::callback_make_until, k_list_days, &CallListForm::days,
                       [&](int days) { return ui.tr(words::callback_make_days, days); });
    draw_whom(sheet);
    draw_number_choice(sheet, "percent", words::call_list_percent, k_list_percents,
                       &CallListForm::percent, [&](int percent) {
                           return percent == 100 ? ui.tr(words::call_list_everybody)
                                                 : ui.tr(words::call_list_some, percent);
                       });
    if (chain) draw_questions(sheet);
    if (!sheet.form.tried) return;
    const auto& tried = *sheet.form.tried;
    draw_banner(ui, sheet.rest, "tried",
                {.tone = tried.made > 0 ? Tone::info : Tone::warning,
                 .text = ui.tr(words::call_list_tried, tried.made, tried.unwanted, tried.known)});
}

Text list_lacks(const Ui& ui, const CallListForm& form, bool chain) {
    std::vector<Text> missing;
    if (form.kind.empty()) missing.push_back(ui.tr(words::callbacks_kind));
    if (chain && form.name.empty()) missing.push_back(ui.tr(words::call_list_name));
    if (form.matter.empty()) missing.push_back(ui.tr(words::callback_make_matter));
    if (form.kind == CallbackKind::survey && form.questions.empty()) {
        missing.push_back(ui.tr(words::call_list_question, 1));
    }
    return fill_first_text(ui, missing);
}

std::vector<std::string> answers_typed(const std::string& typed) {
    std::vector<std::string> answers;
    std::string_view rest = typed;
    const auto add = [&](std::string_view part) {
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) answers.emplace_back(part);
    };
    for (std::size_t at = 0; at < rest.size();) {
        const auto separator = std::ranges::find_if(k_answer_separators, [&](std::string_view one) {
            return rest.substr(at).starts_with(one);
        });
        if (separator == std::end(k_answer_separators)) {
            ++at;
            continue;
        }
        add(rest.substr(0, at));
        rest.remove_prefix(at + separator->size());
        at = 0;
    }
    add(rest);
    return answers;
}

domain::CallbackSample sample_of(const CallListForm& form) {
    return {.tiers = form.tiers,
            .states = form.states,
            .key_customers = form.key_customers,
            .percent = form.percent};
}

}  // namespace

void draw_call_list_form(Ui& ui, const Rect& area, const Scene& scene, const CallPlansState& state,
                         CallPlansIntents& intents) {
    const auto& form = *state.form;
    const bool chain = makes_for_chain(scene);
    const auto lacks = list_lacks(ui, form, chain);
    std::vector<BarButton> buttons;
    // A store sees first whom it would call.
    const bool ready = chain || (form.tried && form.tried->made > 0);
    if (ready) {
        buttons.push_back({"make list",
                           chain ? ui.tr(words::call_list_publish)
                                 : ui.tr(words::call_list_make, form.tried->made),
                           {.kind = ButtonKind::primary, .lacks = lacks, .busy = form.busy}});
    } else {
        buttons.push_back({"try list",
                           ui.tr(words::call_list_try),
                           {.kind = ButtonKind::primary, .lacks = lacks, .busy = form.busy}});
    }
    const auto title = ui.tr(chain ? words::call_list_new_chain : words::call_list_new);
    const auto answer = draw_question_sheet(
        ui, area, {{title, Text()}, k_list_form_width, buttons}, [&](Rect& inside) {
            ScrollArea scroll(ui, "asked", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            if (form.error) {
                draw_banner(ui, rest, "error",
                            {.tone = Tone::danger, .text = error_text(ui, *form.error)});
                rest.cut_top(ui.px(k_gap));
            }
            draw_list_fields({ui, rest, scene, form, intents});
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) intents.add(call_plans::CloseList{});
    if (!answer.pressed) return;
    if (ready) return intents.add(call_plans::MakeList{});
    intents.add(call_plans::TryList{});
}

domain::CallbackListEntry list_entry_of(const CallListForm& form, Date today) {
    return {.kind = form.kind,
            .matter = form.matter,
            .sample = sample_of(form),
            .due_from = today,
            .due_until = today.plus_days(form.days)};
}

domain::CallbackPlanEntry plan_entry_of(const CallListForm& form, Date today) {
    domain::CallbackPlanEntry entry{.kind = form.kind,
                                    .name = form.name,
                                    .matter = form.matter,
                                    .sample = sample_of(form),
                                    .due_from = today,
                                    .due_until = today.plus_days(form.days)};
    for (const auto& question : form.questions) {
        if (question.text.empty() && question.answers.empty()) continue;
        entry.questions.push_back({question.text, answers_typed(question.answers)});
    }
    return entry;
}

}  // namespace qiantai::ui
