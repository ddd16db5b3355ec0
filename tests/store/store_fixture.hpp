#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::store::test {

using qiantai::test::file_bytes;
using qiantai::test::TempFolder;
using qiantai::test::write_bytes;

/// A terminal's home in a folder of its own, not yet made.
struct StoreFixture {
    TempFolder folder;
    Home home = resolve_home(folder / "home", [](const char*) { return std::nullopt; }).value();
    FakeClock clock;
    SeededRandom random{7};
    Manifest manifest = make_qiantai_manifest();

    Result<TerminalDatabase> try_open(const TerminalOptions& options = {}) {
        return TerminalDatabase::open(home, clock, random, manifest, options);
    }
    /// Throw-away durability where the test isn't about it.
    TerminalDatabase open() {
        TerminalOptions options;
        options.if_missing = TerminalOptions::IfMissing::create;
        options.durability = sqlite::Durability::off;
        auto opened = try_open(options);
        if (!opened) FAIL(opened.error().message());
        return std::move(opened).value();
    }
};

inline Status insert_tier(sqlite::Database& database, std::string_view code, const Uuid& id) {
    return database
        .cached(
            "INSERT INTO tier (id, code, name, rank, valid_months, status, created_at)"
            " VALUES (?, ?, '金卡', 1, 12, 'active', 5)")
        .bind(id, code)
        .run();
}

inline Uuid nth_id(int n) {
    return Uuid::derive("row " + std::to_string(n));
}

/// One value of a query that gives one row; text form.
inline std::string query_text(sqlite::Database& database, const std::string& sql) {
    auto statement = database.prepare(sql).value();
    if (!statement.step().value()) return "(no row)";
    return std::string(statement.text(0));
}

inline std::int64_t query_integer(sqlite::Database& database, const std::string& sql) {
    auto statement = database.prepare(sql).value();
    REQUIRE(statement.step().value());
    return statement.integer(0);
}

struct OutboxRow {
    std::int64_t seq, txn, hlc;
    std::string entity, op, columns, seen;
    Uuid id;
};

inline std::vector<OutboxRow> read_outbox(sqlite::Database& database) {
    auto statement =
        database
            .prepare("SELECT seq, txn, hlc, entity, op, columns, seen, id FROM outbox ORDER BY seq")
            .value();
    std::vector<OutboxRow> rows;
    while (statement.step().value()) {
        rows.push_back({statement.integer(0), statement.integer(1), statement.integer(2),
                        std::string(statement.text(3)), std::string(statement.text(4)),
                        std::string(statement.text(5)), std::string(statement.text(6)),
                        statement.uuid(7)});
    }
    return rows;
}

}  // namespace qiantai::store::test
