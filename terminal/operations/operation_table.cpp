#include "terminal/operations/operation_table.hpp"

#include "schema/base/thrown.hpp"
#include "schema/sqlite/database.hpp"
#include "terminal/operations/json_forms.hpp"

namespace qiantai::ctl {
namespace {

constexpr std::string_view k_dialect = "https://json-schema.org/draft/2020-12/schema";

boost::json::object with_dialect(const boost::json::object& schema) {
    boost::json::object out{{"$schema", k_dialect}};
    for (const auto& member : schema) out[member.key()] = member.value();
    return out;
}

boost::json::object describe(const ErrorKind& kind) {
    return {{"code", kind.code},
            {"actor", actor_name(kind.actor)},
            {"words_en", kind.words_en},
            {"words_zh", kind.words_zh}};
}

}  // namespace

std::vector<const ErrorKind*> common_errors() {
    return {&k_input_invalid,         &k_sign_in_required,
            &domain::k_not_permitted, &domain::k_only_at_headquarters,
            &domain::k_session_ended, &domain::k_pin_change_required,
            &sqlite::k_database_busy, &sqlite::k_database_full,
            &sqlite::k_database_io,   &sqlite::k_database_damaged,
            &k_too_little_memory,     &k_program_fault};
}

std::vector<StaffRole> roles_of(const Operation& operation) {
    std::vector<StaffRole> roles;
    for (const auto& [role, code] : k_codes<StaffRole>) {
        if (!operation.right || domain::has_right(role, *operation.right)) roles.push_back(role);
    }
    return roles;
}

OperationTable::OperationTable(const Manifest& manifest) {
    for (const auto& make :
         {access_operations, draft_operations, member_operations, member_case_operations,
          member_list_operations, member_form_operations, member_look_up_operations,
          audit_operations, calendars_operations, imports_operations, purchases_operations,
          stored_goods_operations, stored_goods_form_operations, tickets_operations,
          callbacks_operations, callback_plans_operations, ticket_form_operations,
          gifts_operations, stock_operations, requisitions_operations,
          requisition_form_operations, issuances_operations,
          issuance_rights_operations, issuance_form_operations, stocktakes_operations,
          stocktake_form_operations, closing_operations, figures_operations, printing_operations,
          attachments_operations, sync_operations,
          admin_operations, admin_people_operations}) {
        for (auto& operation : make(manifest)) m_operations.push_back(std::move(operation));
    }
}

const Operation* OperationTable::find(std::string_view name) const {
    const auto found = std::ranges::find(m_operations, name, &Operation::name);
    return found == m_operations.end() ? nullptr : &*found;
}

Result<boost::json::object> OperationTable::call(Desk& desk, std::string_view name,
                                                 const boost::json::value& input) {
    return catch_thrown([&] { return check_and_run(desk, name, input); },
                        [&] { desk.terminal.database().reset_cached(); });
}

Result<boost::json::object> OperationTable::check_and_run(Desk& desk, std::string_view name,
                                                          const boost::json::value& input) {
    const Operation* operation = find(name);
    if (operation == nullptr) return make_error(k_operation_unknown, std::string(name), "op");
    auto check = m_checks.find(operation->name);
    if (check == m_checks.end()) {
        check = m_checks.emplace(operation->name, SchemaCheck(operation->input)).first;
    }
    if (!input.is_object()) return make_error(k_input_invalid, "the input must be an object");
    QIANTAI_TRY_STATUS(check->second.check(input));
    if (operation->right && !desk.session) return make_error(k_sign_in_required);
    return operation->run(desk, input.get_object());
}

boost::json::object describe(const Operation& operation) {
    const auto names = [](const auto& items, auto&& name_of_item) {
        return json_list(items,
                         [&](const auto& item) { return boost::json::value(name_of_item(item)); });
    };
    auto errors = operation.errors;
    for (const ErrorKind* kind : common_errors()) errors.push_back(kind);
    boost::json::object out{
        {"name", operation.name},
        {"summary_en", operation.summary_en},
        {"summary_zh", operation.summary_zh},
        {"needs_sign_in", operation.right.has_value()},
        {"only_at_headquarters",
         operation.right && domain::is_headquarters_right(*operation.right)},
        {"roles", names(roles_of(operation), code_of<StaffRole>)},
        {"input", with_dialect(operation.input)},
        {"output", with_dialect(operation.output)},
        {"errors", json_list(errors, [](const ErrorKind* kind) { return describe(*kind); })}};
    if (operation.right) out["right"] = right_name(*operation.right);
    out["further_rights"] = names(operation.further_rights, domain::right_name);
    return out;
}

}  // namespace qiantai::ctl
