#include "terminal/members/rules/member_row.hpp"

#include <boost/json.hpp>

#include "schema/manifest/values.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

Result<std::optional<Uuid>> load_merged_into(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached(
        "SELECT w.id FROM member m JOIN member w ON w.id = m.merged_into WHERE m.id = ?");
    statement.bind(id);
    return sqlite::one(statement, sqlite::id_column);
}

Result<std::vector<Uuid>> load_merged_here(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached("SELECT id FROM member WHERE merged_into = ? ORDER BY id");
    statement.bind(id);
    return sqlite::all(statement, sqlite::id_column);
}

}  // namespace

AuditEntry about_member(std::string_view action, const Uuid& id) {
    return {.action = std::string(action),
            .subject_entity = "member",
            .subject_id = id.text(),
            .detail = {}};
}

Result<Member> load_member(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Member>("WHERE id = ?");
    QIANTAI_TRY(auto member, sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Member>));
    if (!member) return make_error(k_member_not_found, id.text(), "member_id");
    return *std::move(member);
}

Result<std::vector<Uuid>> find_by_phone(sqlite::Database& database, const std::string& phone) {
    auto& statement =
        database.cached("SELECT id FROM member WHERE phone = ? AND merged_into IS NULL LIMIT 20");
    statement.bind(phone);
    return sqlite::all(statement, sqlite::id_column);
}

Result<std::vector<Uuid>> find_by_card(sqlite::Database& database, const std::string& number) {
    auto& statement = database.cached(
        "SELECT c.member_id, c.status = 'replaced' FROM member_card c JOIN member m"
        " ON m.id = c.member_id WHERE c.number = ? AND m.status <> 'erased' ORDER BY 2 LIMIT 20");
    QIANTAI_TRY(const auto found,
                sqlite::all(statement.bind(number), [](const sqlite::Statement& row) {
                    return std::pair(row.uuid(0), row.integer(1) != 0);
                }));
    std::vector<Uuid> owners;
    for (const auto& [id, replaced] : found) {
        if (replaced && !found.front().second) break;
        QIANTAI_TRY(const Uuid standing, resolve_merged(database, id));
        if (std::ranges::find(owners, standing) == owners.end()) owners.push_back(standing);
    }
    return owners;
}

Result<Member> load_own_member(ServiceContext& context, const Uuid& id) {
    QIANTAI_TRY(auto member, load_member(context.database, id));
    if (member.store_code != context.identity.store_code) {
        return make_error(k_member_of_other_store, member.store_code, "member_id");
    }
    if (member.status == MemberStatus::erased) return make_error(k_member_erased, {}, "member_id");
    if (member.merged_into) {
        QIANTAI_TRY(const Uuid standing, resolve_merged(context.database, id));
        if (standing != id) return make_error(k_member_merged, standing.text(), "member_id");
    }
    return member;
}

Member masked_for(const Session& session, Member member) {
    member.contact = contact_access(session, {member.store_code, member.home_clerk});
    if (member.contact == ContactAccess::full) return member;
    member.birthday.clear();
    member.preferences.clear();
    member.notes.clear();
    if (member.contact == ContactAccess::masked) {
        member.phone = mask_phone(member.phone);
    } else {
        member.phone.clear();
        member.name = mask_name(member.name);
    }
    return member;
}

Result<Uuid> resolve_merged(sqlite::Database& database, const Uuid& id) {
    std::vector<Uuid> path{id};
    for (;;) {
        QIANTAI_TRY(const auto next, load_merged_into(database, path.back()));
        if (!next) return path.back();
        const auto seen = std::ranges::find(path, *next);
        if (seen != path.end()) return *std::min_element(seen, path.end());
        path.push_back(*next);
    }
}

Result<std::vector<Uuid>> load_merged_group(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, id));
    std::vector<Uuid> group{standing};
    for (std::size_t at = 0; at < group.size(); ++at) {
        QIANTAI_TRY(const auto merged, load_merged_here(database, group[at]));
        for (const Uuid& member : merged) {
            if (std::ranges::find(group, member) == group.end()) group.push_back(member);
        }
    }
    return group;
}

Status check_column(const Manifest& manifest, std::string_view entity, std::string_view column,
                    std::string_view value) {
    const Entity* found = manifest.find(entity);
    QIANTAI_ASSERT(found != nullptr && found->find_column(column) != nullptr);
    return check_value(*found->find_column(column), boost::json::value(value));
}

}  // namespace qiantai::domain
