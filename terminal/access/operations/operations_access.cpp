#include "terminal/access/rules/access.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/schema_builder.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using schema::optional;
using schema::required;

boost::json::object json_of(const domain::Session& session) {
    return {{"staff_number", session.staff_number},
            {"name", session.name},
            {"role", code_of(session.role)},
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
                                  .sign_in(input.text("staff_number"), input.secret("pin")));
    return json_of(*desk.session);
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
            .change_pin(*desk.session, input.secret("old_pin"), input.secret("new_pin")));
    return json_of(*desk.session);
}

Result<boost::json::object> store_facts(Desk& desk, const boost::json::object&) {
    QIANTAI_TRY(const auto facts, domain::load_store_facts(desk.context));
    boost::json::object out{{"store_code", facts.store_code},
                            {"terminal_code", facts.terminal_code},
                            {"utc_offset_minutes", facts.utc_offset_minutes},
                            {"business_date", facts.business_date},
                            {"is_headquarters", facts.is_headquarters}};
    set_text(out, "store_name", facts.store_name);
    set_text(out, "terminal_name", facts.terminal_name);
    set_text(out, "chain_name", facts.chain_name);
    return out;
}

Result<boost::json::object> staff_tiles(Desk& desk, const boost::json::object&) {
    QIANTAI_TRY(const auto tiles, domain::load_staff_tiles(desk.context));
    return boost::json::object{{"staff", json_list(tiles, [](const domain::StaffTile& tile) {
                                    return boost::json::object{{"number", tile.number},
                                                               {"name", tile.name},
                                                               {"role", code_of(tile.role)}};
                                })}};
}

/// What anybody in front of the terminal may know; works without signing in.
std::vector<Operation> name_plate_operations(const Manifest& manifest) {
    const auto column = [&](std::string_view entity, std::string_view name) {
        return schema::column(manifest, entity, name);
    };
    return {
        {.name = "access.store_facts",
         .summary_en = "Where this terminal stands: store, terminal, chain, business date.",
         .summary_zh = "查看本机所属门店、终端、连锁名称和营业日期。",
         .input = schema::object({}),
         .output = schema::object(
             {required("store_code", column("terminal", "store_code")),
              optional("store_name", column("store", "name")),
              required("terminal_code", column("terminal", "code")),
              optional("terminal_name", column("terminal", "name")),
              optional("chain_name", schema::text("absent if never enrolled with a hub", 200)),
              required("utc_offset_minutes", schema::integer("China is 480", -1440, 1440)),
              required("business_date", schema::date("today at this store")),
              required("is_headquarters", schema::boolean(""))}),
         .run = store_facts},
        {.name = "access.staff_tiles",
         .summary_en = "Who can sign in here: number, name and role, by name.",
         .summary_zh = "列出可在本机登录的员工（工号、姓名、岗位）。",
         .input = schema::object({}),
         .output = schema::object(
             {required("staff", schema::list_of(
                                    "in the order of their names",
                                    schema::object({required("number", column("staff", "number")),
                                                    required("name", column("staff", "name")),
                                                    required("role", column("staff", "role"))})))}),
         .run = staff_tiles},
    };
}

}  // namespace

std::vector<Operation> access_operations(const Manifest& manifest) {
    const auto pin = [](std::string_view description) { return schema::text(description, 64); };
    auto operations = name_plate_operations(manifest);
    std::vector<Operation> signing = {
        {.name = "access.sign_in",
         .summary_en = "Signs in with staff number and PIN; of the terminal's own store only.",
         .summary_zh = "用工号和密码登录（仅限本店员工）。",
         .serves = {name_of_function<&domain::Access::sign_in>()},
         .input = schema::object(
             {required("staff_number", schema::text("", 64)), required("pin", pin(""))}),
         .output = session_schema(manifest),
         .errors = {&domain::k_sign_in_refused, &domain::k_sign_in_wait,
                    &domain::k_pin_not_computed, &domain::k_pin_hash_unreadable},
         .kind = Operation::Input::secret,
         .run = sign_in},
        {.name = "access.sign_out",
         .summary_en = "Ends the session of this stream.",
         .summary_zh = "退出登录。",
         .right = domain::Right::change_own_pin,
         .serves = {name_of_function<&domain::Access::sign_out>()},
         .input = schema::object({}),
         .output = schema::object({}),
         .run = sign_out},
        {.name = "access.change_pin",
         .summary_en = "Changes the own PIN: 4 to 8 digits, nothing easy to guess.",
         .summary_zh = "修改本人密码：4 至 8 位数字，不能过于简单。",
         .right = domain::Right::change_own_pin,
         .serves = {name_of_function<&domain::Access::change_pin>()},
         .input = schema::object({required("old_pin", pin("")), required("new_pin", pin(""))}),
         .output = session_schema(manifest),
         .errors = {&domain::k_sign_in_refused, &domain::k_sign_in_wait, &k_pin_malformed,
                    &k_pin_too_easy, &domain::k_pin_unchanged, &domain::k_pin_not_computed,
                    &domain::k_pin_hash_unreadable},
         .kind = Operation::Input::secret,
         .run = change_pin},
    };
    for (auto& operation : signing) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
