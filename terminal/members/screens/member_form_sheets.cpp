// What opens over the form of a member: the birthday's calendar, the lists to choose from, and
// whoever might be the same person.

#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_doubt_width = 720;
// Answers of one kind of weight: none is more likely than the others.
void draw_doubt_sheet(Ui& ui, const Rect& area, const Scene& scene, const MemberFormState& state,
                      MemberFormIntents& intents) {
    if (state.duplicates.empty()) return intents.add(form::CloseSheet{});
    const auto& found = state.duplicates.front();
    const auto& member = found.member;
    const SheetFrame frame{
        .width_dp = k_doubt_width, .foot_dp = k_button_height, .foot_gap_dp = k_gap_l};
    bool closed = false;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& inside) {
        const Heading heading{ui.tr(words::register_doubt_title), Text::data(member.name)};
        closed = draw_sheet_title(ui, inside, heading);
        draw_paragraph(ui, inside, doubt_text(ui, state), TextStyle::body, Role::ink2, k_gap);
        const std::array facts{
            Fact{.label = ui.tr(words::member_phone), .value = masked_phone_text(member)},
            Fact{.label = ui.tr(words::member_joined),
                 .value = date_text(ui, scene.shop, member.joined_on)},
            Fact{.label = ui.tr(words::member_store),
                 .value = store_text(ui, scene.shop, member.store_code)}};
        draw_facts(ui, inside, facts);
    });
    std::vector<BarButton> buttons{{"another person", ui.tr(words::register_another_person)}};
    std::vector<MemberFormIntent> answers{form::AcceptDuplicates{}};
    // Another store's record is that store's to change.
    if (found.reason == domain::DuplicateReason::same_phone &&
        member.store_code == scene.shop.store_code) {
        buttons.push_back({"phone passed on", ui.tr(words::register_phone_passed_on)});
        answers.emplace_back(form::PhonePassedOn{});
    }
    buttons.push_back({"look", ui.tr(words::register_open_member)});
    answers.emplace_back(form::LookAt{member.id});
    const auto pressed = draw_action_bar(ui, panel.foot, buttons);
    if (pressed) intents.add(answers[*pressed]);
    if (closed || panel.dismissed) intents.add(form::CloseSheet{});
}

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
        case FormSheet::doubt:
            break;
        case FormSheet::tier:
            all.what = ui.tr(words::member_tier);
            all.chosen = values.tier_code;
            for (const auto& tier : scene.shop.tiers)
                all.add(tier.code, tier_tag(ui, scene.shop, tier.code).text);
            if (all.chosen.empty() && !all.codes.empty()) all.chosen = all.codes.front();
            break;
        case FormSheet::heard_from:
            all.what = ui.tr(words::member_heard_from);
            all.chosen = values.heard_from;
            for (const auto& [value, code] : k_codes<HeardFrom>) {
                all.add(std::string(code), heard_from_text(ui, code));
            }
            break;
        case FormSheet::home_clerk:
            all.what = ui.tr(words::member_home_clerk);
            all.chosen = values.home_clerk;
            if (of == FormOf::member) {
                all.add({}, ui.tr(words::choice_none));
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
    if (state.sheet == FormSheet::doubt) {
        return draw_doubt_sheet(ui, area, scene, state, intents);
    }
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

Text doubt_text(const Ui& ui, const MemberFormState& state) {
    const auto& found = state.duplicates.front();
    const bool same_phone = found.reason == domain::DuplicateReason::same_phone;
    const auto key = state.accepts_duplicates ? words::register_accepted
                     : same_phone             ? words::register_same_phone
                                              : words::register_same_birthday;
    return ui.tr(key, short_name(found.member.name));
}

DraftAnswer draw_draft_offer(Ui& ui, Rect& area, const Text& words) {
    const Banner banner{Tone::info, words, ui.tr(words::draft_take)};
    const auto label = ui.tr(words::draft_drop);
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
                       .body = ui.tr(words::register_discard_body),
                       .confirm = ui.tr(words::register_discard),
                       .cancel = ui.tr(words::register_stay),
                       .confirm_kind = ButtonKind::danger,
                       .icon = Icon::trash,
                       .tone = Tone::danger}};
}

}  // namespace qiantai::ui
