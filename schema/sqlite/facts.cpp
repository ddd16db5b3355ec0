#include "schema/sqlite/facts.hpp"

namespace qiantai::sqlite {
namespace {

constexpr std::string_view k_select = "SELECT value FROM fact WHERE name = ?";
constexpr std::string_view k_upsert =
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name)"
    " DO UPDATE SET value = excluded.value";

}  // namespace

Result<std::optional<std::string>> load_fact_text(Database& database, std::string_view name) {
    auto& statement = database.cached(k_select).bind(name);
    QIANTAI_TRY(const bool row, statement.step());
    std::optional<std::string> value;
    if (row && !statement.is_null(0)) value = std::string(statement.text(0));
    statement.reset();
    return value;
}

Result<std::optional<std::int64_t>> load_fact_integer(Database& database, std::string_view name) {
    auto& statement = database.cached(k_select).bind(name);
    QIANTAI_TRY(const bool row, statement.step());
    std::optional<std::int64_t> value;
    if (row && !statement.is_null(0)) value = statement.integer(0);
    statement.reset();
    return value;
}

Status save_fact(Database& database, std::string_view name, std::string_view text) {
    return database.cached(k_upsert).bind(name, text).run();
}

Status save_fact(Database& database, std::string_view name, std::int64_t integer) {
    return database.cached(k_upsert).bind(name, integer).run();
}

Status remove_fact(Database& database, std::string_view name) {
    return database.cached("DELETE FROM fact WHERE name = ?").bind(name).run();
}

}  // namespace qiantai::sqlite
