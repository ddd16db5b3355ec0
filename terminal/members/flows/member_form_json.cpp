#include "terminal/members/flows/member_form_json.hpp"

#include <boost/json.hpp>

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
    boost::system::error_code error;
    const auto value = boost::json::parse(json, error);
    if (error || !value.is_object()) return std::nullopt;
    const auto& in = value.get_object();
    ui::MemberForm form;
    visit_texts(form, [&](const char* name, std::string& text) {
        const auto* found = in.if_contains(name);
        if (found != nullptr && found->is_string()) text = std::string(found->get_string());
    });
    const auto* lunar = in.if_contains("lunar");
    form.lunar = lunar != nullptr && lunar->is_bool() && lunar->get_bool();
    const auto* agreed = in.if_contains("agreed");
    if (agreed == nullptr || !agreed->is_array()) return form;
    for (const auto& purpose : agreed->get_array()) {
        if (purpose.is_string()) form.agreed.emplace_back(purpose.get_string());
    }
    return form;
}

}  // namespace qiantai::app
