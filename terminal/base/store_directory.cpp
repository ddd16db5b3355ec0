#include "terminal/base/store_directory.hpp"

#include "schema/sqlite/facts.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/store/member_search_keys.hpp"

namespace qiantai::domain {
namespace {

/// How a name is ordered among others: as it is spoken.
std::string pinyin_order(const std::string& name) {
    std::vector<std::string> keys;
    store::append_search_keys({.name = name, .phone = {}}, store::SearchWay::pinyin, keys);
    return keys.empty() ? name : keys.front();
}

/// The second column by the first; of two rows with one code the first counts.
Result<std::map<std::string, std::string>> load_by_code(sqlite::Statement& statement) {
    std::map<std::string, std::string> values;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return values;
        values.emplace(statement.text(0), statement.text(1));
    }
}

}  // namespace

Result<StoreFacts> load_store_facts(ServiceContext& context) {
    auto& database = context.database;
    StoreFacts facts{.store_code = context.identity.store_code,
                     .terminal_code = context.identity.terminal_code,
                     .is_headquarters = context.identity.is_headquarters()};
    QIANTAI_TRY(facts.utc_offset_minutes,
                load_utc_offset_minutes(database, context.identity.store_code));
    QIANTAI_TRY(const auto today, business_date(context));
    facts.business_date = today.text();
    QIANTAI_TRY(facts.phone_country, load_phone_country(context));
    QIANTAI_TRY(const auto chain, sqlite::load_fact_text(database, sqlite::fact::k_chain_name));
    facts.chain_name = chain.value_or("");
    auto& names = database.cached(
        "SELECT (SELECT name FROM store WHERE code = ?1 ORDER BY id LIMIT 1),"
        " (SELECT name FROM terminal WHERE store_code = ?1 AND code = ?2 ORDER BY id LIMIT 1)");
    names.bind(facts.store_code, facts.terminal_code);
    QIANTAI_TRY(const bool row, names.step());
    QIANTAI_ASSERT(row);
    facts.store_name = names.text(0);
    facts.terminal_name = names.text(1);
    names.reset();
    return facts;
}

Result<std::map<std::string, std::string>> load_store_names(sqlite::Database& database) {
    return load_by_code(database.cached("SELECT code, name FROM store ORDER BY id"));
}

Result<std::map<std::string, std::string>> load_store_phones(sqlite::Database& database) {
    return load_by_code(
        database.cached("SELECT code, phone FROM store WHERE phone <> '' ORDER BY id"));
}

Result<std::map<std::string, std::string>> load_staff_names(sqlite::Database& database) {
    return load_by_code(database.cached("SELECT number, name FROM staff ORDER BY id"));
}

Result<std::vector<StaffTile>> load_staff_tiles(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT number, name, role FROM staff WHERE store_code = ? AND status = 'active'"
        " AND pin_hash IS NOT NULL");
    statement.bind(context.identity.store_code);
    std::vector<std::pair<std::string, StaffTile>> ordered;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) break;
        // A role that a newer headquarters invented can't sign in with this program.
        const auto role = parse_code<StaffRole>(statement.text(2));
        if (!role) continue;
        StaffTile tile{std::string(statement.text(0)), std::string(statement.text(1)), *role};
        auto order = pinyin_order(tile.name);
        ordered.emplace_back(std::move(order), std::move(tile));
    }
    std::ranges::sort(ordered, {},
                      [](const auto& one) { return std::tie(one.first, one.second.number); });
    std::vector<StaffTile> tiles;
    for (auto& [order, tile] : ordered) tiles.push_back(std::move(tile));
    return tiles;
}

}  // namespace qiantai::domain
