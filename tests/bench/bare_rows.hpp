#pragma once

// The baseline of what writes rows: the very rows that were written, in an encrypted database with
// nothing around them.

#include <sqlite3.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schema/sqlite/database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {

/// An empty encrypted database.
inline sqlite::Database make_raw(const test::TempFolder& folder, sqlite::Durability durability) {
    sqlite::OpenOptions options;
    options.mode = sqlite::OpenMode::create;
    options.durability = durability;
    options.cipher = sqlite::best_cipher_here();
    options.key = std::string(32, 'k');
    return sqlite::Database::open(folder / "raw.db", options).value();
}

/// Rows of some tables, outbox among them, that another database wrote since the last time. `from`
/// outlives this.
class BareRows {
  public:
    BareRows(sqlite::Database& from, const std::vector<std::string>& tables,
             sqlite::Durability durability)
        : m_from(from), m_database(make_raw(m_folder, durability)) {
        const auto one = [](sqlite3_context* context, std::span<sqlite3_value*>) {
            sqlite3_result_int64(context, 1);
        };
        for (const char* name : {"next_hlc", "txn_id"}) {
            m_database.add_function(name, 0, sqlite::Database::FunctionKind::changing, one).value();
        }
        for (const auto& table : tables) {
            copy_definition(table);
            add_table(table);
        }
    }
    BareRows(const BareRows&) = delete;
    ~BareRows() {
        for (const auto& [name, table] : m_tables) {
            sqlite3_finalize(table.select);
            sqlite3_finalize(table.insert);
        }
    }

    /// Of a table or an index.
    void copy_definition(std::string_view name) {
        copy("SELECT sql FROM sqlite_schema WHERE name = ?", name);
    }
    void copy_indexes() {
        for (const auto& [name, table] : m_tables) {
            copy("SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT"
                 " NULL",
                 name);
        }
    }
    /// Reads what was written since the last time; of other tables nothing.
    void take() {
        m_rows.clear();
        auto& changes =
            m_from.cached("SELECT seq, entity, id FROM outbox WHERE seq > ?").bind(m_seq);
        while (changes.step().value()) {
            m_seq = changes.integer(0);
            const Uuid id = changes.uuid(2);
            const auto table = m_tables.find(std::string(changes.text(1)));
            if (table == m_tables.end()) continue;
            take_row(table->second, [&](sqlite3_stmt* select) {
                sqlite3_bind_blob(select, 1, id.bytes().data(), 16, SQLITE_STATIC);
            });
            take_row(m_tables.at("outbox"),
                     [&](sqlite3_stmt* select) { sqlite3_bind_int64(select, 1, m_seq); });
        }
    }
    std::size_t size() const { return m_rows.size(); }
    /// Inside a transaction of database().
    void write() {
        for (const auto& row : m_rows) {
            for (std::size_t i = 0; i < row.values.size(); ++i) {
                sqlite3_bind_value(row.insert, static_cast<int>(i) + 1, row.values[i].get());
            }
            QIANTAI_ASSERT(sqlite3_step(row.insert) == SQLITE_DONE);
            sqlite3_reset(row.insert);
        }
    }
    sqlite::Database& database() { return m_database; }

  private:
    struct Table {
        sqlite3_stmt* select;
        sqlite3_stmt* insert;
    };
    struct Free {
        void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
    };
    struct Row {
        sqlite3_stmt* insert;
        std::vector<std::unique_ptr<sqlite3_value, Free>> values;
    };

    void copy(const char* query, std::string_view name) {
        auto& sql = m_from.cached(query).bind(name);
        while (sql.step().value()) m_database.execute(sql.text(0)).value();
    }
    static sqlite3_stmt* prepare(sqlite::Database& database, const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v3(database.handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr);
        QIANTAI_ASSERT(statement != nullptr);
        return statement;
    }
    void add_table(const std::string& name) {
        const std::string key = name == "outbox" ? "seq" : "id";
        Table table{prepare(m_from, "SELECT * FROM " + name + " WHERE " + key + " = ?"), nullptr};
        std::string places = "?";
        for (int i = 1; i < sqlite3_column_count(table.select); ++i) places += ", ?";
        table.insert = prepare(m_database, "INSERT INTO " + name + " VALUES (" + places + ")");
        m_tables.emplace(name, table);
    }
    template <typename Bind>
    void take_row(const Table& table, Bind bind) {
        bind(table.select);
        QIANTAI_ASSERT(sqlite3_step(table.select) == SQLITE_ROW);
        Row row{table.insert, {}};
        for (int i = 0; i < sqlite3_column_count(table.select); ++i) {
            row.values.emplace_back(sqlite3_value_dup(sqlite3_column_value(table.select, i)));
        }
        sqlite3_reset(table.select);
        m_rows.push_back(std::move(row));
    }

    test::TempFolder m_folder;
    sqlite::Database& m_from;
    sqlite::Database m_database;
    std::map<std::string, Table> m_tables;
    std::vector<Row> m_rows;
    std::int64_t m_seq = 0;
};

}  // namespace qiantai::bench
