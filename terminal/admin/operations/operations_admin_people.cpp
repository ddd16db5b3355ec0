// Staff, terminals and enrolment codes.

#include "sync/client/device_facts.hpp"
#include "sync/client/hub_client.hpp"
#include "sync/core/hub_errors.hpp"
#include "terminal/admin/rules/admin_staff.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/admin/rules/admin_terminals.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/schema_builder.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

object json_of(const domain::StaffMember& staff) {
    return {{"id", staff.id.text()},
            {"store_code", staff.store_code},
            {"number", staff.number},
            {"name", staff.name},
            {"role", staff.role.text()},
            {"status", staff.status.text()},
            {"pin_must_change", staff.pin_must_change}};
}

object json_of(const domain::StaffWithPin& made) {
    return {{"staff", json_of(made.staff)}, {"initial_pin", made.initial_pin}};
}

object json_of(const domain::Terminal& terminal) {
    object out{{"id", terminal.id.text()},
               {"store_code", terminal.store_code},
               {"code", terminal.code},
               {"name", terminal.name},
               {"status", terminal.status.text()}};
    if (terminal.enrolled_at) out["enrolled_at"] = *terminal.enrolled_at;
    return out;
}

Result<object> list_staff(Desk& desk, const object& in) {
    QIANTAI_TRY(
        const auto staff,
        domain::AdminStaff(desk.context).list(*desk.session, Input(in).text_if("store_code")));
    return object{{"staff", json_list(staff, [](const auto& one) { return json_of(one); })}};
}

Result<object> create_staff(Desk& desk, const object& in) {
    const Input input(in);
    domain::StaffMember staff{.store_code = input.text("store_code"),
                              .number = input.text("number"),
                              .name = input.text("name")};
    staff.role = Coded<StaffRole>::of_text(input.text("role"));
    QIANTAI_TRY(const auto made,
                domain::AdminStaff(desk.context, desk.pin_cost).create(*desk.session, staff));
    return json_of(made);
}

Result<object> update_staff(Desk& desk, const object& in) {
    const Input input(in);
    domain::StaffUpdate changes{.name = input.text_if("name"),
                                .store_code = input.text_if("store_code")};
    // The schema lets no other values in.
    if (const auto role = input.text_if("role")) changes.role = parse_code<StaffRole>(*role);
    if (const auto status = input.text_if("status")) {
        changes.status = parse_code<StaffStatus>(*status);
    }
    QIANTAI_TRY(
        const auto staff,
        domain::AdminStaff(desk.context).update(*desk.session, input.text("number"), changes));
    return object{{"staff", json_of(staff)}};
}

Result<object> reset_pin(Desk& desk, const object& in) {
    QIANTAI_TRY(const auto made, domain::AdminStaff(desk.context, desk.pin_cost)
                                     .reset_pin(*desk.session, Input(in).text("number")));
    return json_of(made);
}

Result<object> list_terminals(Desk& desk, const object&) {
    QIANTAI_TRY(const auto terminals, domain::AdminTerminals(desk.context).list(*desk.session));
    return object{
        {"terminals", json_list(terminals, [](const auto& one) { return json_of(one); })}};
}

Result<object> rename_terminal(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("terminal_id"));
    QIANTAI_TRY(const auto terminal,
                domain::AdminTerminals(desk.context).rename(*desk.session, id, input.text("name")));
    return object{{"terminal", json_of(terminal)}};
}

Result<object> revoke_terminal(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("terminal_id"));
    QIANTAI_TRY(const auto terminal,
                domain::AdminTerminals(desk.context).revoke(*desk.session, id));
    return object{{"terminal", json_of(terminal)}};
}

/// The one operation here that needs headquarters' hub: codes are made there, so that they work
/// once only.
Result<object> enrolment_code(Desk& desk, const object& in) {
    QIANTAI_TRY_STATUS(require_right(desk.context, *desk.session, domain::Right::admin_terminals));
    const Input input(in);
    QIANTAI_TRY(const auto device, sync::require_device_facts(desk.context.database));
    QIANTAI_TRY(const auto transport, desk.make_transport(device.hub, device.hub_ca));
    const object body{{"store_code", input.text("store_code")},
                      {"terminal_name", input.text("terminal_name")}};
    QIANTAI_TRY(const auto response,
                transport->perform({.method = "POST",
                                    .target = "/v1/enrolment-codes",
                                    .authorization = sync::authorization_of(device.device_id,
                                                                            device.device_secret),
                                    .content_type = "application/json",
                                    .content_encoding = {},
                                    .body = boost::json::serialize(body),
                                    .peer_address = {}}));
    QIANTAI_TRY(const auto answer, sync::json_of_answer(response));
    const auto* code = answer.if_contains("code");
    const auto* expires_at = answer.if_contains("expires_at");
    if (code == nullptr || !code->is_string() || expires_at == nullptr || !expires_at->is_int64()) {
        return make_error(sync::k_hub_answer_strange);
    }
    QIANTAI_TRY_STATUS(
        domain::write_audit(desk.context, &*desk.session,
                            {.action = "admin.enrolment_code",
                             .detail = {{"store_code", input.text("store_code")},
                                        {"terminal_name", input.text("terminal_name")}}}));
    return object{{"code", *code}, {"expires_at", *expires_at}};
}

schema::Json staff_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "staff", name);
    };
    return schema::object({required("id", schema::id("")),
                           required("store_code", column("store_code")),
                           required("number", column("number")), required("name", column("name")),
                           required("role", column("role")), required("status", column("status")),
                           required("pin_must_change", schema::boolean(""))});
}

schema::Json staff_with_pin_schema(const Manifest& manifest) {
    return schema::object(
        {required("staff", staff_schema(manifest)),
         required("initial_pin", schema::text("to tell the person; shown only now", 8))});
}

schema::Json terminal_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "terminal", name);
    };
    return schema::object(
        {required("id", schema::id("")), required("store_code", column("store_code")),
         required("code", column("code")), required("name", column("name")),
         required("status", column("status")), optional("enrolled_at", schema::time(""))});
}

std::vector<Operation> staff_operations(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "staff", name);
    };
    return {
        {.name = "admin.list_staff",
         .summary_en = "Colleagues; at a store its own.",
         .summary_zh = "查看员工（门店只能看本店）。",
         .right = domain::Right::read_setup,
         .serves = {name_of_function<&domain::AdminStaff::list>()},
         .input = schema::object({optional("store_code", column("store_code"))}),
         .output = schema::object(
             {required("staff", schema::list_of("", staff_schema(manifest), 1'000'000))}),
         .run = list_staff},
        {.name = "admin.create_staff",
         .summary_en =
             "Adds a colleague with an initial PIN, which the first sign-in asks to change.",
         .summary_zh = "新增员工并生成初始密码，首次登录须修改。",
         .right = domain::Right::admin_staff,
         .serves = {name_of_function<&domain::AdminStaff::create>()},
         .input = schema::object(
             {required("store_code", column("store_code")), required("number", column("number")),
              required("name", column("name")), required("role", column("role"))}),
         .output = staff_with_pin_schema(manifest),
         .errors = {&domain::k_staff_number_malformed, &domain::k_staff_number_taken,
                    &domain::k_name_malformed, &domain::k_role_needs_headquarters,
                    &domain::k_role_needs_warehouse,
                    &domain::k_store_unknown, &domain::k_pin_not_computed},
         .run = create_staff},
        {.name = "admin.update_staff",
         .summary_en = "Changes name, role, store or status; one's own role, store and status only "
                       "another can change.",
         .summary_zh = "修改员工姓名、岗位、门店或状态（不能修改本人的岗位、门店和状态）。",
         .right = domain::Right::admin_staff,
         .serves = {name_of_function<&domain::AdminStaff::update>()},
         .input = schema::object(
             {required("number", column("number")), optional("name", column("name")),
              optional("role", column("role")), optional("store_code", column("store_code")),
              optional("status", column("status"))}),
         .output = schema::object({required("staff", staff_schema(manifest))}),
         .errors = {&domain::k_staff_not_found, &domain::k_same_person, &domain::k_name_malformed,
                    &domain::k_role_needs_headquarters,
                    &domain::k_role_needs_warehouse, &domain::k_store_unknown},
         .run = update_staff},
        {.name = "admin.reset_pin",
         .summary_en = "Gives a colleague a new initial PIN.",
         .summary_zh = "重置员工密码。",
         .right = domain::Right::admin_staff,
         .serves = {name_of_function<&domain::AdminStaff::reset_pin>()},
         .input = schema::object({required("number", column("number"))}),
         .output = staff_with_pin_schema(manifest),
         .errors = {&domain::k_staff_not_found, &domain::k_pin_not_computed},
         .run = reset_pin},
    };
}

}  // namespace

std::vector<Operation> admin_people_operations(const Manifest& manifest) {
    auto operations = staff_operations(manifest);
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "terminal", name);
    };
    std::vector<Operation> terminals = {
        {.name = "admin.list_terminals",
         .summary_en = "Terminals; at a store its own.",
         .summary_zh = "查看终端（门店只能看本店）。",
         .right = domain::Right::read_terminals,
         .serves = {name_of_function<&domain::AdminTerminals::list>()},
         .input = schema::object({}),
         .output = schema::object(
             {required("terminals", schema::list_of("", terminal_schema(manifest), 1'000'000))}),
         .run = list_terminals},
        {.name = "admin.rename_terminal",
         .summary_en = "Gives a terminal another name.",
         .summary_zh = "修改终端名称。",
         .right = domain::Right::admin_terminals,
         .serves = {name_of_function<&domain::AdminTerminals::rename>()},
         .input = schema::object(
             {required("terminal_id", schema::id("")), required("name", column("name"))}),
         .output = schema::object({required("terminal", terminal_schema(manifest))}),
         .errors = {&domain::k_terminal_not_found, &domain::k_setup_value_malformed,
                    &domain::k_text_malformed},
         .run = rename_terminal},
        {.name = "admin.revoke_terminal",
         .summary_en = "The hub refuses the terminal once this has been synchronised.",
         .summary_zh = "停用终端：同步后总部将拒绝该终端。",
         .right = domain::Right::admin_terminals,
         .serves = {name_of_function<&domain::AdminTerminals::revoke>()},
         .input = schema::object({required("terminal_id", schema::id(""))}),
         .output = schema::object({required("terminal", terminal_schema(manifest))}),
         .errors = {&domain::k_terminal_not_found, &domain::k_own_terminal},
         .run = revoke_terminal},
        {.name = "admin.enrolment_code",
         .summary_en = "Asks the hub for a one-time code with which a computer becomes a terminal; "
                       "needs the network.",
         .summary_zh = "向总部获取一次性注册码，用于注册新终端（需要网络）。",
         .right = domain::Right::admin_terminals,
         .input = schema::object({required("store_code", column("store_code")),
                                  required("terminal_name", column("name"))}),
         .output = schema::object({required("code", schema::text("shown only now", 40)),
                                   required("expires_at", schema::time(""))}),
         .errors = {&sync::k_terminal_not_enrolled, &sync::k_no_network, &sync::k_hub_unreachable,
                    &sync::k_not_permitted.kind, &sync::k_hub_answer_strange},
         .run = enrolment_code},
    };
    for (auto& operation : terminals) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
