// What opens over the form of a member: the birthday's calendar and the lists to choose from.

#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {
namespace {

struct Choices {
    Text what;
    std::vector<std::string> codes;
    std::vector<Text> words;
    std::string chosen;

    void add(std::string code, Text word) {
        codes.push_back(std::move(code));
        words.push_back(std::move(word));
    }
};

Choices choices_of(const Ui& ui, const Scene& scene, const MemberFormState& state, FormOf of) {
    Choices all;
    const auto& values = state.values;
    switch (state.sheet) {
        case FormSheet::none:
        case FormSheet::birthday:
            break;
        case FormSheet::tier:
            all.what = ui.tr(TextKey::member_tier);
            all.chosen = values.tier_code;
            for (const auto& tier : scene.shop.tiers)
                all.add(tier.code, tier_tag(ui, scene.shop, tier.code).text);
            if (all.chosen.empty() && !all.codes.empty()) all.chosen = all.codes.front();
            break;
        case FormSheet::heard_from:
            all.what = ui.tr(TextKey::member_heard_from);
            all.chosen = values.heard_from;
            for (const auto& [value, code] : k_codes<HeardFrom>) {
                all.add(std::string(code), heard_from_text(ui, code));
            }
            break;
        case FormSheet::home_clerk:
            all.what = ui.tr(TextKey::member_home_clerk);
            all.chosen = values.home_clerk;
            if (of == FormOf::member) {
                all.add({}, ui.tr(TextKey::choice_none));
            } else if (all.chosen.empty()) {
                all.chosen = scene.session->staff_number;
            }
            for (const auto& person : scene.colleagues) {
                all.add(person.number, clerk_text(scene, person.number));
            }
            break;
    }
    return all;
}

}  // namespace

void draw_form_sheet(Ui& ui, const Rect& area, const Scene& scene, const MemberFormState& state,
                     FormOf of, MemberFormIntents& intents) {
    if (state.sheet == FormSheet::none) return;
    if (state.sheet == FormSheet::birthday) {
        const auto clear = state.values.birthday.empty() ? DateClear::never : DateClear::offered;
        const auto result = draw_date_sheet(ui, area, person_text(state.values), state.pick, clear);
        if (result.cleared) intents.add(form::ClearPick{});
        if (result.changed) intents.add(form::Pick{*result.changed});
        if (result.confirmed) intents.add(form::TakePick{});
        if (result.dismissed) intents.add(form::CloseSheet{});
        return;
    }
    const auto choices = choices_of(ui, scene, state, of);
    ChoiceSheet sheet{.heading = {choices.what, person_text(state.values)},
                      .options = choices.words};
    const auto found = std::ranges::find(choices.codes, choices.chosen);
    if (found != choices.codes.end()) {
        sheet.selected = static_cast<int>(found - choices.codes.begin());
    }
    const auto answer = draw_choice_sheet(ui, area, sheet);
    if (answer.chosen) {
        intents.add(form::Choose{choices.codes[static_cast<std::size_t>(*answer.chosen)]});
    }
    if (answer.dismissed) intents.add(form::CloseSheet{});
}

DraftAnswer draw_draft_offer(Ui& ui, Rect& area, const Text& words) {
    const Banner banner{Tone::info, words, ui.tr(TextKey::draft_take)};
    const auto label = ui.tr(TextKey::draft_drop);
    const auto beside = button_width(ui, label, {.kind = ButtonKind::ghost});
    auto row = area;
    auto button = row.cut_right(beside, ui.px(k_gap_s));
    auto answer = DraftAnswer::none;
    if (draw_banner(ui, row, "take draft", banner)) answer = DraftAnswer::take;
    button.bottom = area.top = row.top;
    if (draw_button(ui, button.centered(button.width(), ui.px(k_target_min)), "drop draft", label,
                    {.kind = ButtonKind::ghost})) {
        answer = DraftAnswer::drop;
    }
    return answer;
}

AskWords discard_words(const Ui& ui, TextKey title, const Text& whom) {
    return {.dialog = {.heading = {ui.tr(title), whom},
                       .body = ui.tr(TextKey::register_discard_body),
                       .confirm = ui.tr(TextKey::register_discard),
                       .cancel = ui.tr(TextKey::register_stay),
                       .confirm_kind = ButtonKind::danger,
                       .icon = Icon::trash,
                       .tone = Tone::danger}};
}

}  // namespace qiantai::ui
