#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

/// How SQLite goes about every statement over this table that is run meanwhile.
inline std::string plans_of(TestDesk& desk, const std::string& table,
                            const std::function<void()>& work) {
    std::vector<std::string> seen;
    const auto note = [](unsigned, void* context, void* statement, void*) {
        const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        static_cast<std::vector<std::string>*>(context)->emplace_back(sql);
        return 0;
    };
    sqlite3* handle = desk.database().handle();
    REQUIRE(sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, note, &seen) == SQLITE_OK);
    work();
    REQUIRE(sqlite3_trace_v2(handle, 0, nullptr, nullptr) == SQLITE_OK);
    std::string plans;
    for (const auto& sql : seen) {
        if (!sql.starts_with("SELECT") || sql.find("FROM " + table) == std::string::npos) continue;
        auto plan = desk.database().prepare("EXPLAIN QUERY PLAN " + sql);
        REQUIRE(plan.ok());
        while (plan->step().value()) plans += std::string(plan->text(3)) + "\n";
    }
    return plans;
}

}  // namespace qiantai::domain::test
