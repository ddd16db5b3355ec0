#include "terminal/ctl/folder_watch.hpp"

namespace qiantai::ctl {

void FolderWatch::pass_second() {
    if (m_look || --m_seconds_left > 0) return;
    auto look = domain::ImportLook::begin(m_context);
    if (!look) return end(look.error());
    m_look.emplace(std::move(look).value());
}

bool FolderWatch::step() {
    if (!m_look) return false;
    const auto more = m_look->step();
    if (more && *more) return true;
    if (!more) {
        end(more.error());
        return false;
    }
    const auto& report = m_look->report();
    for (const auto& import : report.imported) {
        m_log.write(LogLevel::info, "file_imported",
                    {{"of_members", import.kind == domain::ImportKind::members},
                     {"lines", import.counts.lines},
                     {"added", import.counts.added},
                     {"refused", import.counts.refused}});
    }
    end({});
    return false;
}

void FolderWatch::end(const Status& done) {
    if (!done) m_log.write_error("folders_not_looked_into", done.error());
    m_look.reset();
    m_seconds_left = k_look_every_s;
}

}  // namespace qiantai::ctl
