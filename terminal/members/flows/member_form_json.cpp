#include "terminal/members/flows/member_form_json.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"

namespace qiantai::app {
namespace {

// Which text of the form stands under which name.
template <typename Form, typename Visit>
void visit_texts(Form& form, Visit visit) {
    visit("phone", form.phone);
    visit("name", form.name);
    visit("gender", form.gender);
    visit("birthday", form.birthday);
    visit("tier_code", form.tier_code);
    visit("card_number", form.card_number);
    visit("heard_from", form.heard_from);
    visit("home_clerk", form.home_clerk);
    visit("preferences", form.preferences);
    visit("notes", form.notes);
}

}  // namespace

std::string form_json(const ui::MemberForm& form) {
    boost::json::object out{{"lunar", form.lunar}};
    visit_texts(form, [&](const char* name, const std::string& text) { out[name] = text; });
    out["agreed"] = boost::json::array(form.agreed.begin(), form.agreed.end());
    return boost::json::serialize(out);
}

std::optional<ui::MemberForm> parse_form_json(const std::string& json) {
    const auto in = parse_json_object(json);
    if (!in) return std::nullopt;
    ui::MemberForm form;
    visit_texts(form, [&](const char* name, std::string& text) {
        if (const auto* found = find_string(*in, name)) text = std::string(*found);
    });
    form.lunar = find_bool(*in, "lunar").value_or(false);
    const auto* agreed = find_array(*in, "agreed");
    if (agreed == nullptr) return form;
    for (const auto& purpose : *agreed) {
        if (purpose.is_string()) form.agreed.emplace_back(purpose.get_string());
    }
    return form;
}

}  // namespace qiantai::app
