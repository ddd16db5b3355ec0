#include "terminal/store/staff_seal.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sqlite3.h>

#include <cstring>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::store {
namespace {

using sqlite::Database;

constexpr std::string_view k_entity = "staff";
constexpr std::size_t k_key_bytes = crypto_generichash_KEYBYTES;
constexpr std::size_t k_hash_bytes = crypto_generichash_BYTES;

/// The key, and the hashes of all rows laid over each other.
struct Seal {
    unsigned char key[k_key_bytes];
    unsigned char rows[k_hash_bytes];
};

void hash_value(crypto_generichash_state& state, sqlite3_value* value) {
    const auto type = static_cast<unsigned char>(sqlite3_value_type(value));
    const auto* bytes = sqlite3_value_blob(value);
    const auto size = static_cast<std::uint64_t>(sqlite3_value_bytes(value));
    crypto_generichash_update(&state, &type, 1);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, static_cast<const unsigned char*>(bytes), size);
}

void seal_with(sqlite3_context* context, std::span<sqlite3_value*> values) {
    const auto* given = sqlite3_value_blob(values[0]);
    if (sqlite3_value_bytes(values[0]) != sizeof(Seal)) {
        return sqlite3_result_error(context, "no seal", -1);
    }
    Seal seal;
    std::memcpy(&seal, given, sizeof seal);
    crypto_generichash_state state;
    crypto_generichash_init(&state, seal.key, k_key_bytes, k_hash_bytes);
    for (auto* value : values.subspan(1)) hash_value(state, value);
    unsigned char row[k_hash_bytes];
    crypto_generichash_final(&state, row, k_hash_bytes);
    for (std::size_t i = 0; i < k_hash_bytes; ++i) seal.rows[i] ^= row[i];
    sqlite3_result_blob(context, &seal, sizeof seal, SQLITE_TRANSIENT);
}

/// "OLD.id, OLD.name, ..." as `side` says.
std::string sealed_values(const Entity& entity, std::string_view side) {
    auto out = fmt::format("{}.id", side);
    for (const auto& column : entity.columns) {
        out += fmt::format(", {}.{}", side, sqlite::quoted(column.name));
    }
    return out;
}

Result<std::optional<std::string>> load_seal(Database& database) {
    auto& statement = database.cached("SELECT value FROM fact WHERE name = ?");
    return sqlite::one(statement.bind(sqlite::fact::k_staff_seal),
                       [](const sqlite::Statement& row) { return std::string(row.blob(0)); });
}

/// `begun` is a seal over no row.
Result<std::string> seal_all(Database& database, const Entity& entity, std::string begun) {
    QIANTAI_TRY(auto ids, database.prepare("SELECT id FROM staff"));
    QIANTAI_TRY(const auto all,
                sqlite::all(ids, [](const sqlite::Statement& row) { return row.uuid(0); }));
    QIANTAI_TRY(auto next,
                database.prepare(fmt::format("SELECT seal_with(?, {}) FROM staff s WHERE s.id = ?",
                                             sealed_values(entity, "s"))));
    for (const auto& id : all) {
        next.reset();
        next.bind_blob(1, begun);
        next.bind_one(2, id);
        QIANTAI_TRY(const bool row, next.step());
        if (row) begun = next.blob(0);
    }
    return begun;
}

}  // namespace

Status register_staff_seal(Database& database) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    constexpr int k_any_count = -1;
    return database.add_function("seal_with", k_any_count, Database::FunctionKind::deterministic,
                                 seal_with);
}

std::string staff_seal_ddl(const Manifest& manifest) {
    const Entity* entity = manifest.find(k_entity);
    if (entity == nullptr) return {};
    const auto trigger = [&](std::string_view event, const std::string& seal) {
        return fmt::format(
            "CREATE TRIGGER capture_staff_sealed_{0} AFTER {0} ON staff BEGIN\n"
            "  UPDATE fact SET value = {1} WHERE name = '{2}';\n"
            "END;\n",
            event, seal, sqlite::fact::k_staff_seal);
    };
    const auto with_new = fmt::format("seal_with(value, {})", sealed_values(*entity, "NEW"));
    const auto without_old = fmt::format("seal_with(value, {})", sealed_values(*entity, "OLD"));
    const auto changed =
        fmt::format("seal_with({}, {})", without_old, sealed_values(*entity, "NEW"));
    return trigger("insert", with_new) + trigger("update", changed) +
           trigger("delete", without_old);
}

Status ensure_staff_seal(Database& database, const Manifest& manifest) {
    const Entity* entity = manifest.find(k_entity);
    QIANTAI_TRY(const auto present, load_seal(database));
    if (present || entity == nullptr) return {};
    // The key has to differ from database to database, no more.
    QIANTAI_TRY(auto statement,
                database.prepare(fmt::format("SELECT CAST(randomblob({}) || zeroblob({}) AS BLOB)",
                                             k_key_bytes, k_hash_bytes)));
    QIANTAI_TRY(const auto begun, sqlite::only(statement, [](const sqlite::Statement& row) {
                    return std::string(row.blob(0));
                }));
    QIANTAI_TRY(const auto seal, seal_all(database, *entity, begun));
    auto& insertion = database.cached("INSERT INTO fact (name, value) VALUES (?, ?)");
    insertion.bind_one(1, sqlite::fact::k_staff_seal);
    insertion.bind_blob(2, seal);
    return insertion.run();
}

Result<bool> is_staff_sealed(Database& database, const Manifest& manifest) {
    const Entity* entity = manifest.find(k_entity);
    if (entity == nullptr) return true;
    QIANTAI_TRY(const auto seal, load_seal(database));
    if (!seal || seal->size() != sizeof(Seal)) return false;
    auto begun = seal->substr(0, k_key_bytes) + std::string(k_hash_bytes, '\0');
    QIANTAI_TRY(const auto expected, seal_all(database, *entity, std::move(begun)));
    return expected == *seal;
}

}  // namespace qiantai::store
