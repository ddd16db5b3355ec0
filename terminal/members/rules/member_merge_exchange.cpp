#include "terminal/members/rules/member_merge_exchange.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {
namespace {

/// The columns of these fields.
std::vector<std::string> columns_of(std::span<const std::string> fields) {
    std::vector<std::string> columns(fields.begin(), fields.end());
    if (std::ranges::find(columns, "birthday") != columns.end()) {
        columns.emplace_back("birthday_calendar");
    }
    return columns;
}

std::string joined(std::span<const std::string> texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : ",") + text;
    return all;
}

MergeExchange parse_exchange(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    MergeExchange exchange;
    exchange.at = find_integer(*object, "at").value_or(exchange.at);
    const auto* fields = find_string(*object, "fields");
    if (fields == nullptr) return exchange;
    // It came by sync: what is no field of ours is not written into SQL.
    const std::string_view names = *fields;
    for (const auto field : k_merge_fields) {
        for (std::size_t at = 0; at <= names.size();) {
            const auto end = std::min(names.find(',', at), names.size());
            if (names.substr(at, end - at) == field) exchange.fields.emplace_back(field);
            at = end + 1;
        }
    }
    return exchange;
}

bool overlap(const MergeExchange& one, const MergeExchange& other) {
    return std::ranges::any_of(one.fields, [&](const auto& field) {
        return std::ranges::find(other.fields, field) != other.fields.end();
    });
}

}  // namespace

Result<MergeExchange> load_exchange(sqlite::Database& database, const Uuid& loser) {
    auto& statement = database.cached("SELECT merge_exchange FROM member WHERE id = ?");
    QIANTAI_TRY(auto exchange, sqlite::one(statement.bind(loser), [](const sqlite::Statement& row) {
                    return parse_exchange(row.text(0));
                }));
    return std::move(exchange).value_or(MergeExchange());
}

Status save_exchange(sqlite::Database& database, const Uuid& loser, const MergeExchange& exchange) {
    auto& statement = database.cached("UPDATE member SET merge_exchange = ? WHERE id = ?");
    if (exchange.fields.empty()) return statement.bind(std::optional<std::string>(), loser).run();
    const boost::json::object json{{"at", exchange.at}, {"fields", joined(exchange.fields)}};
    return statement.bind(std::optional(boost::json::serialize(json)), loser).run();
}

Status exchange_fields(sqlite::Database& database, const Uuid& one, const Uuid& other,
                       std::span<const std::string> fields) {
    QIANTAI_ASSERT(database.in_transaction());
    if (fields.empty()) return {};
    // One statement per record would lose a value: the first overwrites what the second reads. A
    // single one reads both before it writes.
    std::string assignments;
    for (const auto& column : columns_of(fields)) {
        const auto name = sqlite::quoted(column);
        assignments += (assignments.empty() ? "" : ", ") + name + " = o." + name;
    }
    QIANTAI_TRY(auto statement,
                database.prepare("UPDATE member SET " + assignments +
                                 " FROM (SELECT * FROM member WHERE id IN (?1, ?2)) o"
                                 " WHERE member.id IN (?1, ?2) AND o.id <> member.id"));
    return statement.bind(one, other).run();
}

Status check_undo_order(sqlite::Database& database, const Uuid& winner,
                        const MergeExchange& exchange) {
    if (exchange.fields.empty()) return {};
    // The winner merged into a third one, or a third one merged into the winner later.
    auto& statement = database.cached(
        "SELECT merge_exchange FROM member WHERE merge_exchange IS NOT NULL"
        " AND (id = ?1 OR merged_into = ?1)");
    return sqlite::each(statement.bind(winner), [&](const sqlite::Statement& row) -> Status {
        const auto other = parse_exchange(row.text(0));
        const bool later = other.at > exchange.at && overlap(other, exchange);
        return later ? make_error(k_merge_undo_order, {}, "member_id") : Status();
    });
}

}  // namespace qiantai::domain
