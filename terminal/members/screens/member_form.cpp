#include "terminal/members/screens/member_form.hpp"

#include "terminal/base/phone_number.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

/// What can be chosen; choosing it again says nothing.
constexpr Gender k_genders[] = {Gender::female, Gender::male};

constexpr float k_membership_column_least = 232;
constexpr std::size_t k_name_characters = 60;
/// Room for a number as it is pasted, with blanks, brackets and a country's code.
constexpr std::size_t k_phone_characters = 40;
constexpr std::size_t k_card_characters = 32;

struct DuplicateAnswer {
    std::string_view name;
    Text label;
    MemberFormIntent intent;
};

struct Drawing {
    Ui& ui;
    Form& form;
    const Scene& scene;
    const MemberFormState& state;
    MemberFormIntents& intents;

    Text error(std::string_view field) const { return field_error(ui, state.errors, field); }
    void text(FormText which, const std::string& value, Field field) const {
        const auto name = name_of(which);
        field.error = error(name);
        const auto result = form.text(name, value, field);
        if (result.changed) intents.add(form::SetText{which, *result.changed});
    }
    void select(std::string_view name, Field field, const Text& chosen, FormSheet sheet,
                Icon icon = Icon::chevron_down) const {
        field.error = error(name);
        if (draw_select(ui, form.next(), name, field, chosen, icon)) {
            intents.add(form::OpenSheet{sheet});
        }
    }

    bool is_phone_doubtful() const {
        if (state.duplicates.empty() || state.accepts_duplicates) return false;
        return state.duplicates.front().reason == domain::DuplicateReason::same_phone;
    }

    void draw_who() const {
        const auto& values = state.values;
        text(FormText::phone, values.phone,
             {.label = ui.tr(TextKey::member_phone),
              .kind = FieldKind::phone,
              .characters_max = k_phone_characters,
              .required = true,
              .valid = domain::normalise_phone(values.phone, scene.shop.phone_country).ok() &&
                       !state.errors.contains("phone"),
              .doubtful = is_phone_doubtful()});
        text(FormText::name, values.name,
             {.label = ui.tr(TextKey::member_name),
              .kind = FieldKind::name,
              .characters_max = k_name_characters,
              .required = true});
        const auto place = form.control(ui.tr(TextKey::member_gender));
        std::vector<Text> options;
        std::optional<int> selected;
        for (const auto gender : k_genders) {
            if (values.gender == code_of(gender)) selected = static_cast<int>(options.size());
            options.push_back(gender_text(ui, code_of(gender)));
        }
        const auto chosen = draw_segmented(ui, place, "gender", options, selected);
        // Nobody has to say it: nothing is chosen at first, and a choice can be taken back.
        if (chosen) {
            const bool again = selected == *chosen;
            const auto gender = again ? Gender::unstated : k_genders[*chosen];
            intents.add(form::SetGender{std::string(code_of(gender))});
        }
    }

    // Buttons of one kind of weight: none is more likely than the others.
    void draw_duplicates() const {
        if (state.duplicates.empty()) return;
        const auto& first = state.duplicates.front();
        const bool same_phone = first.reason == domain::DuplicateReason::same_phone;
        const auto key =
            same_phone ? TextKey::register_same_phone : TextKey::register_same_birthday;
        const auto phone = masked_phone_text(first.member);
        const bool accepted = state.accepts_duplicates;
        const Banner banner{accepted ? Tone::info : Tone::warning,
                            accepted
                                ? ui.tr(TextKey::register_accepted, first.member.name)
                                : ui.tr(key, first.member.name, phone.utf8(),
                                        date_text(ui, scene.shop, first.member.joined_on).utf8()),
                            ui.tr(TextKey::register_look), k_button_height};
        std::vector<DuplicateAnswer> answers;
        if (!accepted) {
            answers.push_back({"another person", ui.tr(TextKey::register_another_person),
                               form::AcceptDuplicates{}});
        }
        // Another store's record is that store's to change.
        if (!accepted && same_phone && first.member.store_code == scene.shop.store_code) {
            answers.push_back({"phone passed on", ui.tr(TextKey::register_phone_passed_on),
                               form::PhonePassedOn{}});
        }
        auto& rest = form.whole_row();
        auto row = rest;
        const auto gap = ui.px(k_gap_m);
        float beside = 0;
        for (const auto& answer : answers) beside += button_width(ui, answer.label, {}) + gap;
        const bool below = beside > form.width() * 0.35f;
        auto buttons = below || answers.empty() ? Rect{} : row.cut_right(beside - gap, gap);
        if (draw_banner(ui, row, "look", banner)) intents.add(form::LookAt{first.member.id});
        buttons.bottom = rest.top = row.top;
        if (below) buttons = form.whole_row(ui.px(k_button_height));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const auto place =
                buttons.column(static_cast<int>(i), static_cast<int>(answers.size()), gap);
            if (draw_button(ui, place, answers[i].name, answers[i].label)) {
                intents.add(answers[i].intent);
            }
        }
    }

    void draw_birthday() const {
        const auto& values = state.values;
        select("birthday", {.label = ui.tr(TextKey::member_birthday)},
               birthday_text(ui, values.birthday, values.lunar), FormSheet::birthday,
               Icon::calendar);
    }

    void draw_membership(const FormParts& parts) const {
        const auto& values = state.values;
        if (parts.tier) {
            const auto& tiers = scene.shop.tiers;
            const auto lowest = tiers.empty() ? std::string() : tiers.front().code;
            const auto& code = values.tier_code.empty() ? lowest : values.tier_code;
            select("tier_code", {.label = ui.tr(TextKey::member_tier), .enabled = !tiers.empty()},
                   tier_tag(ui, scene.shop, code).text, FormSheet::tier);
        }
        if (parts.card) {
            text(FormText::card_number, values.card_number,
                 {.label = ui.tr(TextKey::member_card_number),
                  .hint = ui.tr(TextKey::form_card_hint),
                  .kind = FieldKind::latin,
                  .characters_max = k_card_characters});
        }
        select("heard_from", {.label = ui.tr(TextKey::member_heard_from)},
               heard_from_text(ui, values.heard_from), FormSheet::heard_from);
    }

    // The compulsory one stands with the compulsory fields.
    enum class Consents : std::uint8_t { compulsory, other };
    void draw_consents(const std::vector<domain::ConsentText>& consents, Consents which) const {
        std::vector<const domain::ConsentText*> rows;
        for (const auto& consent : consents) {
            const bool compulsory = consent.purpose == k_compulsory_purpose;
            if (compulsory == (which == Consents::compulsory)) rows.push_back(&consent);
        }
        if (rows.empty()) return;
        if (which == Consents::other) form.heading(ui.tr(TextKey::register_consents));
        auto& rest = form.whole_row();
        for (const auto* consent : rows) {
            if (consent != rows.front()) rest.cut_top(ui.px(k_gap_s));
            draw_consent(rest, *consent);
        }
    }

    Text consent_words(const domain::ConsentText& consent) const {
        const bool zh = ui.settings().language == Language::zh;
        const bool compulsory = consent.purpose == k_compulsory_purpose;
        return Text::words((zh ? consent.words_zh : consent.words_en) + (compulsory ? " *" : ""));
    }

    // The words are what is agreed to; which wording it was is for the record.
    void draw_consent(Rect& rest, const domain::ConsentText& consent) const {
        const bool wrong = !error(consent.purpose).empty();
        const auto words = ui.tr(TextKey::form_version, consent.version);
        auto inside = rest;
        auto version =
            inside.cut_right(text_width(ui, words.utf8(), TextStyle::caption) + ui.px(2 * k_gap_m));
        inside.left += ui.px(k_gap_m);
        const Checkbox box{.label = consent_words(consent),
                           .checked = state.values.has_agreed(consent.purpose),
                           .required = consent.purpose == k_compulsory_purpose,
                           .wrong = wrong};
        if (draw_checkbox(ui, inside, "agree " + consent.purpose, box)) {
            intents.add(form::Agree{consent.purpose});
        }
        version.bottom = inside.top;
        draw_text(ui, version, words, TextStyle::caption, Role::ink2, Align::center);
        border(ui, {rest.left, rest.top, rest.right, inside.top},
               wrong ? Role::danger : Role::outline, k_radius_control, wrong ? 2 : 1);
        rest.top = inside.top;
        if (!wrong) return;
        rest.cut_top(ui.px(k_gap_xs));
        auto line = rest.cut_top(line_height(ui, TextStyle::small));
        draw_error_sign(ui, line);
        draw_text(ui, line, ui.tr(TextKey::form_agree_first), TextStyle::small, Role::danger);
    }

    void draw_more(const FormParts& parts) const {
        const auto& values = state.values;
        const bool is_new = parts.consents != nullptr;
        form.heading(ui.tr(TextKey::register_more),
                     is_new ? ui.tr(TextKey::register_more_note) : Text());
        form.set_columns(parts.home_clerk ? 3 : 2);
        if (parts.home_clerk) {
            const auto& own = scene.session->staff_number;
            const auto& number = is_new && values.home_clerk.empty() ? own : values.home_clerk;
            const auto who =
                number.empty() ? ui.tr(TextKey::choice_none) : clerk_text(scene, number);
            select("home_clerk", {.label = ui.tr(TextKey::member_home_clerk)}, who,
                   FormSheet::home_clerk);
        }
        text(FormText::preferences, values.preferences,
             {.label = ui.tr(TextKey::member_preferences),
              .hint = ui.tr(TextKey::register_preferences_hint),
              .kind = FieldKind::lines,
              .characters_max = k_preferences_length_max,
              .lines = 2});
        text(FormText::notes, values.notes,
             {.label = ui.tr(TextKey::member_notes),
              .kind = FieldKind::lines,
              .characters_max = k_notes_length_max,
              .lines = 2});
    }
};

}  // namespace

void draw_member_form(Ui& ui, Form& form, const Scene& scene, const MemberFormState& state,
                      const FormParts& parts, MemberFormIntents& intents) {
    const Unreachable saving(ui, state.saving);
    const Drawing drawing{ui, form, scene, state, intents};
    using Consents = Drawing::Consents;
    form.begin_card();
    form.set_columns(3);
    const bool narrow = form.columns() < 3;
    drawing.draw_who();
    if (narrow) drawing.draw_birthday();
    drawing.draw_duplicates();
    if (parts.consents != nullptr) drawing.draw_consents(*parts.consents, Consents::compulsory);
    form.end_card();
    form.begin_card();
    const int fields = 1 + (parts.tier ? 1 : 0) + (parts.card ? 1 : 0);
    form.set_columns(narrow ? fields : fields + 1, k_membership_column_least);
    if (!narrow) drawing.draw_birthday();
    drawing.draw_membership(parts);
    form.end_card();
    if (parts.consents != nullptr && parts.consents->size() > 1) {
        form.begin_card();
        drawing.draw_consents(*parts.consents, Consents::other);
        form.end_card();
    }
    form.begin_card();
    drawing.draw_more(parts);
    form.end_card();
}

}  // namespace qiantai::ui
