#include "terminal/members/screens/member_form.hpp"

#include "assets/words/find.hpp"
#include "assets/words/members.hpp"
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

// As wide as the twelve Chinese characters to which a name is shortened.
constexpr std::string_view k_longest_name = "WWWWWWWWWWWWW";

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
             {.label = ui.tr(words::member_phone),
              .kind = FieldKind::phone,
              .characters_max = k_phone_characters,
              .required = true,
              .valid = domain::normalise_phone(values.phone, scene.shop.phone_country).ok() &&
                       !state.errors.contains("phone"),
              .doubtful = is_phone_doubtful()});
        text(FormText::name, values.name,
             {.label = ui.tr(words::member_name),
              .kind = FieldKind::name,
              .characters_max = k_name_characters,
              .required = true});
    }

    void draw_gender() const {
        const auto& values = state.values;
        const auto place = form.control(ui.tr(words::member_gender));
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

    // In a line, whatever there is to tell: what can be done about it is asked in a sheet.
    void draw_doubt(Rect& rest, const Text& words) const {
        const bool decided = state.accepts_duplicates;
        const Banner banner{decided ? Tone::info : Tone::warning, words,
                            ui.tr(decided ? words::register_look : words::register_check)};
        if (!draw_banner(ui, rest, "doubt", banner)) return;
        if (decided) {
            intents.add(form::LookAt{state.duplicates.front().member.id});
        } else {
            intents.add(form::OpenSheet{FormSheet::doubt});
        }
    }

    // Whether there is a doubt is known only after something was typed: its place is kept.
    DraftAnswer draw_notice(const Text& draft_offer) const {
        auto answer = DraftAnswer::none;
        const auto offer = [&](Rect& rest) { answer = draw_draft_offer(ui, rest, draft_offer); };
        auto place = cut_reserved(
            ui, form.whole_row(),
            [&](Rect& rest) {
                draw_doubt(rest, ui.tr(words::register_same_birthday, k_longest_name));
            },
            [&](Rect& rest) {
                if (!draft_offer.empty()) offer(rest);
            });
        answer = DraftAnswer::none;
        if (!state.duplicates.empty()) {
            draw_doubt(place, doubt_text(ui, state));
        } else if (!draft_offer.empty()) {
            offer(place);
        } else {
            draw_check(place);
        }
        return answer;
    }

    // What is known of the number, and what nobody has asked yet: the other stores.
    TextKey check_key() const {
        const auto number = domain::normalise_phone(state.values.phone, scene.shop.phone_country);
        if (!number || state.asking_duplicates) return words::form_check_hint;
        if (scene.sync.alone) return words::form_check_none;
        return scene.sync.offline_since ? words::form_check_none_offline
                                        : words::form_check_none_online;
    }

    void draw_check(Rect line) const {
        const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::information, 22, Role::ink2);
        const auto words = ui.tr(check_key());
        const auto high = wrapped_height(ui, words, TextStyle::small, line.width());
        draw_wrapped(ui, line.centered(line.width(), high), words, TextStyle::small, Role::ink2);
    }

    void draw_birthday() const {
        const auto& values = state.values;
        select("birthday", {.label = ui.tr(words::member_birthday)},
               birthday_text(ui, values.birthday, values.lunar), FormSheet::birthday,
               Icon::calendar);
    }

    void draw_membership(const FormParts& parts) const {
        const auto& values = state.values;
        if (parts.tier) {
            const auto& tiers = scene.shop.tiers;
            const auto lowest = tiers.empty() ? std::string() : tiers.front().code;
            const auto& code = values.tier_code.empty() ? lowest : values.tier_code;
            select("tier_code", {.label = ui.tr(words::member_tier), .enabled = !tiers.empty()},
                   tier_tag(ui, scene.shop, code).text, FormSheet::tier);
        }
        if (parts.card) {
            text(FormText::card_number, values.card_number,
                 {.label = ui.tr(words::member_card_number),
                  .hint = ui.tr(words::form_card_hint),
                  .kind = FieldKind::latin,
                  .characters_max = k_card_characters});
        }
        select("heard_from", {.label = ui.tr(words::member_heard_from)},
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
        if (which == Consents::other) form.heading(ui.tr(words::register_consents));
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
        const auto words = ui.tr(words::form_version, consent.version);
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
        draw_text(ui, line, ui.tr(words::form_agree_first), TextStyle::small, Role::danger);
    }

    void draw_more(const FormParts& parts) const {
        const auto& values = state.values;
        const bool is_new = parts.consents != nullptr;
        form.heading(ui.tr(words::register_more),
                     is_new ? ui.tr(words::register_more_note) : Text());
        form.set_columns(parts.home_clerk ? 3 : 2);
        if (parts.home_clerk) {
            const auto& own = scene.session->staff_number;
            const auto& number = is_new && values.home_clerk.empty() ? own : values.home_clerk;
            const auto who = number.empty() ? ui.tr(words::choice_none) : clerk_text(scene, number);
            select("home_clerk", {.label = ui.tr(words::member_home_clerk)}, who,
                   FormSheet::home_clerk);
        }
        text(FormText::preferences, values.preferences,
             {.label = ui.tr(words::member_preferences),
              .hint = ui.tr(words::register_preferences_hint),
              .kind = FieldKind::lines,
              .characters_max = k_preferences_length_max,
              .lines = 2});
        text(FormText::notes, values.notes,
             {.label = ui.tr(words::member_notes),
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
    // Where not all stand in a row, what is compulsory comes first.
    const bool narrow = form.columns() < 3;
    drawing.draw_who();
    if (!narrow) drawing.draw_gender();
    const auto answer = drawing.draw_notice(parts.draft_offer);
    if (parts.consents != nullptr) drawing.draw_consents(*parts.consents, Consents::compulsory);
    form.end_card();
    form.begin_card();
    const int fields = (narrow ? 3 : 2) + (parts.tier ? 1 : 0) + (parts.card ? 1 : 0);
    form.set_columns(fields, narrow ? k_form_column_least : k_membership_column_least);
    if (narrow) drawing.draw_gender();
    drawing.draw_birthday();
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
