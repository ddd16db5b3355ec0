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

constexpr std::string_view k_derive =
    "DELETE FROM card_expiry;"
    "INSERT INTO card_expiry (store_code, expires_on, card_id, member_id, home_clerk)"
    " SELECT store_code, expires_on, card_id, member_id, home_clerk FROM card_expiry_now"
    " ORDER BY store_code, expires_on, card_id;"
    // Of those with one number all but the first, as they would have come.
    "DELETE FROM shared_phone;"
    "INSERT INTO shared_phone (member_id) SELECT id FROM (SELECT id, phone, lag(phone) OVER"
    " (ORDER BY phone, id) AS before FROM member WHERE phone IS NOT NULL) WHERE phone = before"
    " ORDER BY id";

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

}  // namespace

Status begin_bulk_load(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, sqlite::fact::k_search_stale, 1));
    QIANTAI_TRY_STATUS(database.execute(k_leave));
    QIANTAI_TRY(const auto drops,
                load_texts(database,
                           "SELECT 'DROP ' || s.type || ' \"' || s.name || '\"' FROM sqlite_schema s"
                           " JOIN made_after_load l ON l.name = s.name"));
    QIANTAI_TRY_STATUS(execute_all(database, drops));
    return transaction.commit();
}

Status put_schema_back(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    // A database of before schema 15 has not the table.
    QIANTAI_TRY(auto table, database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table'"
                                             " AND name = 'made_after_load'"));
    QIANTAI_TRY(const bool known, sqlite::any(table));
    if (!known) return {};
    QIANTAI_TRY(const auto texts,
                load_texts(database, "SELECT sql FROM made_after_load"));
    if (texts.empty()) return {};
    QIANTAI_TRY_STATUS(execute_all(database, texts));
    QIANTAI_TRY_STATUS(database.execute("DELETE FROM made_after_load"));
    return transaction.commit();
}

Status fill_derived_tables(sqlite::Database& database) {
    QIANTAI_ASSERT(database.in_transaction());
    return database.execute(k_derive);
}

}  // namespace qiantai::store
