// What a member's form holds, what is wrong with it, and how the screens name who is in it.

#include "assets/words/members.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::ui {

bool MemberForm::has_agreed(std::string_view purpose) const {
    return std::ranges::find(agreed, purpose) != agreed.end();
}

std::string& text_of(MemberForm& form, FormText field) {
    switch (field) {
        case FormText::phone:
            return form.phone;
        case FormText::name:
            return form.name;
        case FormText::card_number:
            return form.card_number;
        case FormText::preferences:
            return form.preferences;
        case FormText::notes:
            break;
    }
    return form.notes;
}

std::string_view name_of(FormText field) {
    constexpr std::string_view k_names[] = {"phone", "name", "card_number", "preferences", "notes"};
    return k_names[static_cast<int>(field)];
}

Text field_error(const Ui& ui, const FieldErrors& errors, std::string_view field) {
    const auto found = errors.find(field);
    return found == errors.end() ? Text() : error_text(ui, found->second);
}

FieldErrors check_member_form(const MemberForm& form, const Shop& shop) {
    FieldErrors errors;
    const auto check = [&](const auto& result) {
        if (!result) errors.try_emplace(result.error().field, result.error());
    };
    if (form.phone.empty()) errors.try_emplace("phone", make_error(k_field_missing, {}, "phone"));
    if (form.name.empty()) errors.try_emplace("name", make_error(k_field_missing, {}, "name"));
    check(domain::normalise_phone(form.phone, shop.phone_country));
    check(domain::normalise_name(form.name));
    if (!form.birthday.empty()) {
        check(domain::parse_birthday(form.birthday,
                                     form.lunar ? BirthdayCalendar::lunar : BirthdayCalendar::solar,
                                     Date::of_text(shop.today)));
    }
    if (!form.card_number.empty()) check(domain::normalise_card_number(form.card_number));
    return errors;
}

Text person_text(const MemberForm& form) {
    return Text::data(form.name.empty() ? domain::mask_phone(form.phone) : form.name);
}

Text form_note(const Ui& ui, const Scene& scene, const MemberFormState& state) {
    // What is wrong may lie out of sight, so the bar tells it too.
    if (!state.errors.empty()) return ui.tr(words::form_wrong, state.errors.size());
    if (!state.draft_at) return {};
    return ui.tr(words::draft_saved, clock_text(scene.shop, *state.draft_at).utf8());
}

Text clerk_text(const Scene& scene, const std::string& number) {
    const auto found = scene.shop.staff_names.find(number);
    return Text::data(found == scene.shop.staff_names.end() ? number
                                                            : found->second + " · " + number);
}

}  // namespace qiantai::ui
