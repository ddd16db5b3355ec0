#include "terminal/ctl/input.hpp"
#include "terminal/ctl/operation.hpp"
#include "terminal/ctl/schema_builder.hpp"
#include "terminal/domain/access.hpp"

namespace qiantai::ctl {
namespace {

using schema::required;

boost::json::object to_json(const domain::Session& session) {
    return {{"staff_number", session.staff_number},
            {"name", session.name},
            {"role", role_name(session.role)},
            {"store_code", session.store_code},
            {"pin_must_change", session.pin_must_change}};
}

schema::Json session_schema(const Manifest& manifest) {
    return schema::object(
        {required("staff_number", schema::column(manifest, "staff", "number")),
         required("name", schema::column(manifest, "staff", "name")),
         required("role", schema::column(manifest, "staff", "role")),
         required("store_code", schema::column(manifest, "staff", "store_code")),
         required("pin_must_change",
                  schema::boolean("until access.change_pin was called nothing else works"))});
}

Result<boost::json::object> sign_in(Desk& desk, const boost::json::object& in) {
    const Input input(in);
    QIANTAI_TRY(desk.session, domain::Access(desk.context, desk.pin_cost)
                                  .sign_in(input.text("staff_number"), input.text("pin")));
    return to_json(*desk.session);
}

Result<boost::json::object> sign_out(Desk& desk, const boost::json::object&) {
    QIANTAI_TRY_STATUS(domain::Access(desk.context, desk.pin_cost).sign_out(*desk.session));
    desk.session.reset();
    return boost::json::object();
}

Result<boost::json::object> change_pin(Desk& desk, const boost::json::object& in) {
    const Input input(in);
    QIANTAI_TRY_STATUS(
        domain::Access(desk.context, desk.pin_cost)
            .change_pin(*desk.session, input.text("old_pin"), input.text("new_pin")));
    return to_json(*desk.session);
}

}  // namespace

std::vector<Operation> access_operations(const Manifest& manifest) {
    const auto pin = [](std::string_view description) { return schema::text(description, 64); };
    return {
        {.name = "access.sign_in",
         .summary_en = "Signs in with staff number and PIN; of the terminal's own store only.",
         .summary_zh = "用工号和密码登录（仅限本店员工）。",
         .input = schema::object(
             {required("staff_number", schema::text("", 64)), required("pin", pin(""))}),
         .output = session_schema(manifest),
         .errors = {&domain::k_sign_in_refused, &domain::k_sign_in_wait,
                    &domain::k_pin_not_computed},
         .kind = Operation::Input::secret,
         .run = sign_in},
        {.name = "access.sign_out",
         .summary_en = "Ends the session of this stream.",
         .summary_zh = "退出登录。",
         .right = domain::Right::change_own_pin,
         .input = schema::object({}),
         .output = schema::object({}),
         .run = sign_out},
        {.name = "access.change_pin",
         .summary_en = "Changes the own PIN: 4 to 8 digits, nothing easy to guess.",
         .summary_zh = "修改本人密码：4 至 8 位数字，不能过于简单。",
         .right = domain::Right::change_own_pin,
         .input = schema::object({required("old_pin", pin("")), required("new_pin", pin(""))}),
         .output = session_schema(manifest),
         .errors = {&domain::k_sign_in_refused, &domain::k_sign_in_wait, &domain::k_pin_malformed,
                    &domain::k_pin_too_easy, &domain::k_pin_unchanged, &domain::k_pin_not_computed},
         .kind = Operation::Input::secret,
         .run = change_pin},
    };
}

}  // namespace qiantai::ctl
