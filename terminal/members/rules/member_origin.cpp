#include "terminal/members/rules/member_origin.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

namespace {

/// The nth with this number, from 0: after a person was erased it can come again with somebody.
Uuid member_origin_id(const MemberOrigin& origin, int ordinal) {
    const auto key = fmt::format(
        "member_origin\x1f{}\x1f{}\x1f{}\x1f{}", origin.source, origin.store_code,
        origin.number.empty() ? "\x1f" + origin.member_id.text() : origin.number, ordinal);
    return Uuid::derive(key, Cell::of_store(origin.store_code));
}

}  // namespace

Status insert_origin(ServiceContext& context, MemberOrigin origin) {
    auto& taken = context.database.cached("SELECT 1 FROM member_origin WHERE id = ?");
    for (int ordinal = 0;; ++ordinal) {
        origin.id = member_origin_id(origin, ordinal);
        QIANTAI_TRY(const bool exists, sqlite::any(taken.bind(origin.id)));
        if (!exists) return sqlite::insert(context.database, origin);
    }
}

Result<std::optional<Uuid>> find_by_origin(ServiceContext& context, const std::string& source,
                                           const std::string& number) {
    const MemberOrigin origin{
        .store_code = context.identity.store_code, .source = source, .number = number};
    auto& statement = context.database.cached(
        "SELECT m.id, m.status = 'erased' FROM member_origin o JOIN member m ON m.id = o.member_id"
        " WHERE o.id = ?");
    for (int ordinal = 0;; ++ordinal) {
        QIANTAI_TRY(const auto owner, sqlite::one(statement.bind(member_origin_id(origin, ordinal)),
                                                  [](const sqlite::Statement& row) {
                                                      return std::pair(row.uuid(0),
                                                                       row.integer(1) != 0);
                                                  }));
        if (!owner) return std::optional<Uuid>();
        if (owner->second) continue;
        QIANTAI_TRY(const Uuid standing, resolve_merged(context.database, owner->first));
        return std::optional(standing);
    }
}

Result<std::vector<MemberOrigin>> load_origins(sqlite::Database& database, const Uuid& member) {
    static const auto sql =
        sqlite::select_of<MemberOrigin>("WHERE member_id = ? ORDER BY created_at");
    return sqlite::all(database.cached(sql).bind(member), sqlite::read_row<MemberOrigin>);
}

}  // namespace qiantai::domain
