#include "terminal/store/bulk_load.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::store {
namespace {

/// What a first load brings by the hundred thousand has no indexes meanwhile, and no triggers that
/// derive tables from it. Those that capture, or that clean up after an erased person, stay.
constexpr std::string_view k_leave =
    "INSERT INTO made_after_load (name, sql) SELECT name, sql FROM sqlite_schema"
    " WHERE tbl_name IN ('member', 'member_card', 'consent', 'purchase') AND sql IS NOT NULL"
    " AND (type = 'index' OR (type = 'trigger' AND (name GLOB 'member_search_*'"
    " OR name GLOB 'shared_phone_*' OR name GLOB 'card_expiry_*')))";

constexpr std::string_view k_fill_card_expiry =
    "DELETE FROM card_expiry;"
    "INSERT INTO card_expiry (store_code, expires_on, card_id, member_id, home_clerk)"
    " SELECT store_code, expires_on, card_id, member_id, home_clerk FROM card_expiry_now"
    " ORDER BY store_code, expires_on, card_id;";

using Texts = std::vector<std::string>;

Result<Texts> load_texts(sqlite::Database& database, std::string_view sql) {
    QIANTAI_TRY(auto statement, database.prepare(sql));
    return sqlite::all(statement,
                       [](const sqlite::Statement& row) { return std::string(row.text(0)); });
}

Status execute_all(sqlite::Database& database, const Texts& texts) {
    for (const auto& text : texts) QIANTAI_TRY_STATUS(database.execute(text));
    return {};
}

/// Of those with one number all but the first, as if each had come after the other.
Status fill_shared_phones(sqlite::Database& database) {
    QIANTAI_TRY_STATUS(database.execute("DELETE FROM shared_phone"));
    // Two statements, not one with a window, which takes five times as long.
    QIANTAI_TRY(auto members, database.prepare("SELECT phone, id FROM member"
                                               " WHERE phone IS NOT NULL ORDER BY phone, id"));
    QIANTAI_TRY(auto insert, database.prepare("INSERT INTO shared_phone (member_id) VALUES (?)"));
    std::string before;
    return sqlite::each(members, [&](const sqlite::Statement& member) -> Status {
        if (member.text(0) == before) return insert.bind(member.uuid(1)).run();
        before = member.text(0);
        return {};
    });
}

}  // namespace

Status begin_bulk_load(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, sqlite::fact::k_search_stale, 1));
    QIANTAI_TRY_STATUS(database.execute(k_leave));
    QIANTAI_TRY(
        const auto drops,
        load_texts(database,
                   "SELECT 'DROP ' || s.type || ' \"' || s.name || '\"' FROM sqlite_schema s"
                   " JOIN made_after_load l ON l.name = s.name"));
    QIANTAI_TRY_STATUS(execute_all(database, drops));
    return transaction.commit();
}

Status put_schema_back(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    // A database of before schema 16 has not the table.
    QIANTAI_TRY(auto table, database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table'"
                                             " AND name = 'made_after_load'"));
    QIANTAI_TRY(const bool known, sqlite::any(table));
    if (!known) return {};
    QIANTAI_TRY(const auto texts, load_texts(database, "SELECT sql FROM made_after_load"));
    if (texts.empty()) return {};
    QIANTAI_TRY_STATUS(execute_all(database, texts));
    QIANTAI_TRY_STATUS(database.execute("DELETE FROM made_after_load"));
    return transaction.commit();
}

Status fill_derived_tables(sqlite::Database& database) {
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY_STATUS(database.execute(k_fill_card_expiry));
    return fill_shared_phones(database);
}

}  // namespace qiantai::store
