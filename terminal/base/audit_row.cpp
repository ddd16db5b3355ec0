#include "terminal/base/audit_row.hpp"

#include "schema/base/json_values.hpp"

namespace qiantai::domain {

AuditRow read_audit_row(const sqlite::Statement& statement) {
    const auto text = [&](int column) { return std::string(statement.text(column)); };
    return {.event = {.id = statement.uuid(0),
                      .store_code = text(1),
                      .terminal_code = text(2),
                      .incarnation = statement.uuid(3),
                      .chain_seq = statement.integer(4),
                      .created_at = statement.integer(5),
                      .business_date = text(6),
                      .staff_number = text(7),
                      .staff_role = text(8),
                      .action = text(9),
                      .subject_entity = text(10),
                      .subject_id = text(11),
                      .detail_json = text(12)},
            .hash = std::string(statement.blob(13))};
}

boost::json::object hashed_columns(const AuditEvent& event) {
    boost::json::object columns{{"store_code", event.store_code},
                                {"terminal_code", event.terminal_code},
                                {"incarnation", event.incarnation.text()},
                                {"chain_seq", event.chain_seq},
                                {"created_at", event.created_at},
                                {"business_date", event.business_date},
                                {"action", event.action}};
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) columns[name] = value;
    };
    add("staff_number", event.staff_number);
    add("staff_role", event.staff_role);
    add("subject_entity", event.subject_entity);
    add("subject_id", event.subject_id);
    if (!event.detail_json.empty()) {
        // Text that is no JSON was tampered with; as plain text it can't give the right hash.
        columns["detail"] = json_or_text(event.detail_json);
    }
    return columns;
}

}  // namespace qiantai::domain
