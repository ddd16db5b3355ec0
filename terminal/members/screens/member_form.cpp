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

// Longer names are shortened where a doubt is told: the record says them in full.
constexpr std::size_t k_characters_shown = 12;
constexpr std::string_view k_longest_name = "WWWWWWWWWWWWW";  // as wide as twelve Chinese ones
constexpr std::string_view k_masked_sample = "138****1234";

std::string shortened(const std::string& name) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(name[i]) & 0xC0) != 0x80;
        if (begins && characters++ == k_characters_shown) return name.substr(0, i) + "…";
    }
    return name;
}

struct DoubtAnswer {
    std::string_view name;
    Text label;
    MemberFormIntent intent;
};

// Somebody might be the person who is typed in; accepted when there is nothing left to answer.
struct Doubt {
    Text words;
    Uuid member{};
    std::vector<DoubtAnswer> answers{};
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
    void draw_doubt(Rect& rest, const Doubt& doubt) const {
        const auto& answers = doubt.answers;
        const Banner banner{answers.empty() ? Tone::info : Tone::warning, doubt.words,
                            ui.tr(TextKey::register_look), k_button_height};
        const auto gap = ui.px(k_gap_m);
        float beside = 0;
        for (const auto& answer : answers) beside += button_width(ui, answer.label, {}) + gap;
        const bool below = beside > rest.width() * 0.35f;
        auto row = rest;
        auto buttons = below || answers.empty() ? Rect{} : row.cut_right(beside - gap, gap);
        if (draw_banner(ui, row, "look", banner)) intents.add(form::LookAt{doubt.member});
        buttons.bottom = rest.top = row.top;
        if (below) {
            rest.cut_top(gap);
            buttons = rest.cut_top(ui.px(k_button_height));
        }
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const auto place =
                buttons.column(static_cast<int>(i), static_cast<int>(answers.size()), gap);
            if (draw_button(ui, place, answers[i].name, answers[i].label)) {
                intents.add(answers[i].intent);
            }
        }
    }

    DoubtAnswer another_person() const {
        return {"another person", ui.tr(TextKey::register_another_person),
                form::AcceptDuplicates{}};
    }
    DoubtAnswer phone_passed_on() const {
        return {"phone passed on", ui.tr(TextKey::register_phone_passed_on), form::PhonePassedOn{}};
    }

    Doubt doubt_of(const domain::PossibleDuplicate& found) const {
        const auto& member = found.member;
        const auto name = shortened(member.name);
        if (state.accepts_duplicates) {
            return {ui.tr(TextKey::register_accepted, name), member.id};
        }
        const bool same_phone = found.reason == domain::DuplicateReason::same_phone;
        const auto key =
            same_phone ? TextKey::register_same_phone : TextKey::register_same_birthday;
        Doubt doubt{ui.tr(key, name, masked_phone_text(member).utf8(),
                          date_text(ui, scene.shop, member.joined_on).utf8()),
                    member.id,
                    {another_person()}};
        // Another store's record is that store's to change.
        if (same_phone && member.store_code == scene.shop.store_code) {
            doubt.answers.push_back(phone_passed_on());
        }
        return doubt;
    }

    // Whether there is a doubt is known only after something was typed: its place is kept.
    DraftAnswer draw_notice(const Text& draft_offer) const {
        const Doubt longest{ui.tr(TextKey::register_same_birthday, k_longest_name, k_masked_sample,
                                  date_text(ui, scene.shop, scene.shop.today).utf8()),
                            Uuid{},
                            {another_person(), phone_passed_on()}};
        auto answer = DraftAnswer::none;
        const auto offer = [&](Rect& rest) { answer = draw_draft_offer(ui, rest, draft_offer); };
        auto place = cut_reserved(
            ui, form.whole_row(), [&](Rect& rest) { draw_doubt(rest, longest); },
            [&](Rect& rest) {
                if (!draft_offer.empty()) offer(rest);
            });
        answer = DraftAnswer::none;
        if (!state.duplicates.empty()) {
            draw_doubt(place, doubt_of(state.duplicates.front()));
        } else if (!draft_offer.empty()) {
            offer(place);
        } else {
            draw_check(place);
        }
        return answer;
    }

    void draw_check(Rect line) const {
        const auto number = domain::normalise_phone(state.values.phone, scene.shop.phone_country);
        const bool asked = number.ok() && !state.asking_duplicates;
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()},
                  asked ? Icon::check_circle : Icon::information, 22,
                  asked ? Role::success : Role::ink2);
        const auto words = ui.tr(asked ? TextKey::form_check_none : TextKey::form_check_hint);
        const auto high = wrapped_height(ui, words, TextStyle::small, line.width());
        draw_wrapped(ui, line.centered(line.width(), high), words, TextStyle::small, Role::ink2);
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

DraftAnswer draw_member_form(Ui& ui, Form& form, const Scene& scene, const MemberFormState& state,
                             const FormParts& parts, MemberFormIntents& intents) {
    const Unreachable saving(ui, state.saving);
    const Drawing drawing{ui, form, scene, state, intents};
    using Consents = Drawing::Consents;
    form.begin_card();
    form.set_columns(3);
    const bool narrow = form.columns() < 3;
    drawing.draw_who();
    if (narrow) drawing.draw_birthday();
    const auto answer = drawing.draw_notice(parts.draft_offer);
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
    return answer;
}

}  // namespace qiantai::ui
