#include "terminal/ctl/audit_words.hpp"

namespace qiantai::ctl {

void say_defects(const CommandLine& line, const domain::AuditVerification& trail) {
    for (const auto& defect : trail.defects) {
        line.say({fmt::format("Audit trail of terminal {}-{}: entry {} is {}.", defect.store_code,
                              defect.terminal_code, defect.chain_seq, defect_name(defect.kind)),
                  fmt::format("终端 {}-{} 的稽核记录第 {} 条异常：{}", defect.store_code,
                              defect.terminal_code, defect.chain_seq, defect_name(defect.kind))});
    }
}

}  // namespace qiantai::ctl
