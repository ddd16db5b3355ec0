#include "tests/support/crash_point.hpp"

#include <sqlite3.h>

namespace qiantai::test {

namespace fs = std::filesystem;

void CrashPoint::attach(sqlite::Database& database) {
    sqlite3_trace_v2(database.handle(), SQLITE_TRACE_STMT, &on_statement, this);
}

void CrashPoint::arm(int statements, const fs::path& folder, const fs::path& copy) {
    QIANTAI_ASSERT(statements > 0 && !m_crashed);
    m_left = statements;
    m_folder = folder;
    m_copy = copy;
}

void CrashPoint::reset() {
    m_left = 0;
    m_crashed = false;
}

int CrashPoint::on_statement(unsigned, void* self, void*, void*) {
    auto& point = *static_cast<CrashPoint*>(self);
    if (point.m_left == 0 || --point.m_left > 0) return 0;
    copy_home(point.m_folder, point.m_copy);
    point.m_crashed = true;
    return 0;
}

void copy_home(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        const auto target = to / fs::relative(entry.path(), from);
        const std::string name = entry.path().filename().string();
        if (entry.is_directory()) {
            fs::create_directories(target);
        } else if (!name.ends_with("-shm") && !name.ends_with(".lock")) {
            fs::copy_file(entry.path(), target);
        }
    }
}

}  // namespace qiantai::test
