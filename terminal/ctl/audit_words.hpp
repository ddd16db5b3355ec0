#pragma once

#include "terminal/base/audit.hpp"
#include "terminal/ctl/command_line.hpp"

namespace qiantai::ctl {

/// A line for each entry of the audit trail that is not as it was written.
void say_defects(const CommandLine& line, const domain::AuditVerification& trail);

}  // namespace qiantai::ctl
