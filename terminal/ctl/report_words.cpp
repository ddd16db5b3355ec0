#include "terminal/ctl/report_words.hpp"

namespace qiantai::ctl {

Words report_words(const sync::SessionReport& report) {
    Words words{fmt::format("{} sent, {} refused, {} received.", report.sent, report.rejected,
                            report.received),
                fmt::format("已上传 {} 条，被拒 {} 条，已接收 {} 条。", report.sent,
                            report.rejected, report.received)};
    if (report.rejected > 0) {
        words.english += " `qiantaictl call sync.rejections` says why.";
        words.chinese += "被拒原因可用 qiantaictl call sync.rejections 查看。";
    }
    return words;
}

}  // namespace qiantai::ctl
