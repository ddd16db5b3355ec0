#include "terminal/base/audit.hpp"
#include "terminal/base/audit_row.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/schema_builder.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

object json_of(const domain::AuditEvent& event) {
    object out{{"id", event.id.text()}};
    for (auto& column : domain::hashed_columns(event)) out.emplace(column.key(), column.value());
    return out;
}

object json_of(const domain::AuditDefect& defect) {
    return {{"kind", defect_name(defect.kind)},      {"store_code", defect.store_code},
            {"terminal_code", defect.terminal_code}, {"incarnation", defect.incarnation.text()},
            {"chain_seq", defect.chain_seq},         {"event_id", defect.event_id.text()}};
}

Result<object> list(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const auto after, input.id_if("after"));
    const domain::AuditFilter filter{.staff_number = input.text_if("staff_number"),
                                     .action = input.text_if("action"),
                                     .subject_id = input.text_if("subject_id"),
                                     .from = input.integer_if("from"),
                                     .until = input.integer_if("until"),
                                     .limit = static_cast<int>(input.integer("limit", 100)),
                                     .after = after,
                                     .clock_overruled = input.is_set("clock_overruled")};
    QIANTAI_TRY(const auto events, domain::Audit(desk.context).list(*desk.session, filter));
    return object{{"events", json_list(events, [](const auto& event) { return json_of(event); })}};
}

Result<object> verify(Desk& desk, const object&) {
    QIANTAI_TRY(const auto result, domain::Audit(desk.context).verify(*desk.session));
    return object{
        {"whole", result.defects.empty()},
        {"chains", result.chain_count},
        {"events", result.event_count},
        {"defects", json_list(result.defects, [](const auto& defect) { return json_of(defect); })}};
}

constexpr std::int64_t k_count_max = std::int64_t{1} << 53;

schema::Json event_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "audit_event", name);
    };
    return schema::object(
        {required("id", schema::id("")), required("store_code", column("store_code")),
         required("terminal_code", column("terminal_code")),
         required("incarnation", schema::id("which instance of the terminal's database")),
         required("chain_seq", schema::integer("place in the incarnation's chain", 1, k_count_max)),
         required("created_at", schema::time("")), required("business_date", schema::date("")),
         required("action", column("action")), optional("staff_number", column("staff_number")),
         optional("staff_role", column("staff_role")),
         optional("subject_entity", column("subject_entity")),
         optional("subject_id", column("subject_id")),
         optional("detail", schema::any("particulars"))});
}

schema::Json defect_schema(const Manifest& manifest) {
    return schema::object(
        {required("kind",
                  schema::one_of("changed: content or place; missing: a hole before it; cut_off "
                                 "and rewritten: against "
                                 "what was sent",
                                 {"changed", "missing", "duplicate", "cut_off", "rewritten"})),
         required("store_code", schema::column(manifest, "audit_event", "store_code")),
         required("terminal_code", schema::column(manifest, "audit_event", "terminal_code")),
         required("incarnation", schema::id("")),
         required("chain_seq", schema::integer("the first bad entry", 0, k_count_max)),
         required("event_id", schema::id(""))});
}

}  // namespace

std::vector<Operation> audit_operations(const Manifest& manifest) {
    return {
        {.name = "audit.list",
         .summary_en = "The audit trail, newest first; at a store that terminal's, at headquarters "
                       "everybody's.",
         .summary_zh = "查看稽核记录，最新在前。",
         .right = domain::Right::audit_list,
         .serves = {name_of_function<&domain::Audit::list>()},
         .input = schema::object(
             {optional("staff_number", schema::text("", 12)),
              optional("action", schema::text("exact, or a capability: members.", 60)),
              optional("subject_id", schema::text("", 60)), optional("from", schema::time("")),
              optional("until", schema::time("not included")),
              optional("limit", schema::integer("default 100", 1, 1000)),
              optional("after", schema::id("the last event of the page before")),
              optional("clock_overruled",
                       schema::boolean("only what was done while the terminal's clock could not be "
                                       "right: its days are the last one known"))}),
         .output =
             schema::object({required("events", schema::list_of("", event_schema(manifest)))}),
         .run = list},
        {.name = "audit.verify",
         .summary_en = "Recomputes the hash chains and names the first changed, missing or moved "
                       "entry of each.",
         .summary_zh = "校验稽核记录，指出被修改、缺失或调换的首条记录。",
         .right = domain::Right::audit_verify,
         .serves = {name_of_function<&domain::Audit::verify>()},
         .input = schema::object({}),
         .output = schema::object(
             {required("whole", schema::boolean("no defect at all")),
              required("chains", schema::integer("", 0, k_count_max)),
              required("events", schema::integer("", 0, k_count_max)),
              required("defects", schema::list_of("", defect_schema(manifest), 1'000'000))}),
         .run = verify},
    };
}

}  // namespace qiantai::ctl
