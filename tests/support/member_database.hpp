#pragma once

#include <sqlite3.h>

#include "schema/sqlite/migrations.hpp"
#include "terminal/store/member_search_index.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// A terminal's tables with search, without change capture.
class MemberDatabase {
  public:
    explicit MemberDatabase(
        const sqlite::OpenOptions& options = {.mode = sqlite::OpenMode::create,
                                              .durability = sqlite::Durability::off})
        : m_database(open(m_folder, options)) {}

    sqlite::Database& database() { return m_database; }

    Uuid insert(std::string_view name, std::string_view phone = "13800000000",
                std::string_view store_code = "S001") {
        m_clock.advance(1);
        const Uuid id = Uuid::make_v7(m_clock, m_random);
        insert(id, name, phone, store_code);
        return id;
    }
    void insert(const Uuid& id, std::string_view name, std::string_view phone,
                std::string_view store_code) {
        m_database
            .cached(
                "INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar, "
                "tier_code,"
                " heard_from, status, joined_on, created_by, created_at) VALUES (?1, ?4, ?2, ?3, "
                "'unstated',"
                " 'solar', 'basic', 'other', 'active', '2026-11-18', '1001', 0)")
            .bind(id, name, phone, store_code)
            .run()
            .value();
    }
    void insert_card(const Uuid& member, std::string_view number,
                     std::string_view status = "active",
                     std::string_view issued_on = "2026-11-18") {
        m_database
            .cached(
                "INSERT INTO member_card (id, store_code, member_id, number, status, issued_on, "
                "created_by,"
                " created_at) VALUES (?, 'S001', ?, ?, ?, ?, '1001', 0)")
            .bind(Uuid::make_v7(m_clock, m_random), member, number, status, issued_on)
            .run()
            .value();
    }
    void rename(const Uuid& id, std::optional<std::string_view> name) {
        m_database.cached("UPDATE member SET name = ?2 WHERE id = ?1").bind(id, name).run().value();
    }
    void erase(const Uuid& id) {
        m_database
            .cached("UPDATE member SET name = NULL, phone = NULL, status = 'erased' WHERE id = ?1")
            .bind(id)
            .run()
            .value();
    }
    void merge(const Uuid& loser, std::optional<Uuid> winner) {
        m_database.cached("UPDATE member SET merged_into = ?2 WHERE id = ?1")
            .bind(loser, winner)
            .run()
            .value();
    }
    std::int64_t count(std::string_view sql) {
        auto rows = m_database.prepare(sql).value();
        QIANTAI_ASSERT(rows.step().value());
        return rows.integer(0);
    }

  private:
    static sqlite::Database open(const TempFolder& folder, const sqlite::OpenOptions& options) {
        auto database = sqlite::Database::open(folder.path() / "terminal.db", options).value();
        std::int64_t hlc = 0;
        database
            .add_function("next_hlc", 0, sqlite::Database::FunctionKind::changing,
                          [hlc](sqlite3_context* context, auto) mutable {
                              sqlite3_result_int64(context, ++hlc);
                          })
            .value();
        store::register_member_search(database).value();
        sqlite::migrate(database, sqlite::ApplicationId::terminal, sqlite::terminal_migrations())
            .value();
        store::ensure_member_search(database).value();
        return database;
    }

    TempFolder m_folder;
    FakeClock m_clock;
    SeededRandom m_random{1};
    sqlite::Database m_database;
};

}  // namespace qiantai::test
