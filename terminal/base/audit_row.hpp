#pragma once

#include <boost/json.hpp>
#include <string>

#include "terminal/base/audit.hpp"

namespace qiantai::domain {

/// One row of audit_event with its hash.
struct AuditRow {
    AuditEvent event;
    std::string hash;
};

/// Reads the current row of a statement that selects id and then the manifest's columns in the
/// manifest's order.
AuditRow read_audit_row(const sqlite::Statement& statement);

/// The columns that the hash covers: all but the hash itself, null ones left out, as the wire
/// carries them.
boost::json::object hashed_columns(const AuditEvent& event);

}  // namespace qiantai::domain
