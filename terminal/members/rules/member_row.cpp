#include "terminal/members/rules/member_row.hpp"

#include <boost/json.hpp>

#include "schema/manifest/values.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

Member read_member(const sqlite::Statement& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    return {.id = row.uuid(0),
            .store_code = text(1),
            .name = text(2),
            .phone = text(3),
            .gender = text(4),
            .birthday = text(5),
            .birthday_calendar = text(6),
            .tier_code = text(7),
            .home_clerk = text(8),
            .heard_from = text(9),
            .preferences = text(10),
            .notes = text(11),
            .status = text(12),
            .merged_into = row.is_null(13) ? std::nullopt : std::optional(row.uuid(13)),
            .joined_on = text(14),
            .created_by = text(15),
            .created_at = row.integer(16)};
}

Result<std::optional<Uuid>> load_merged_into(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached(
        "SELECT w.id FROM member m JOIN member w ON w.id = m.merged_into WHERE m.id = ?");
    statement.bind(id);
    QIANTAI_TRY(const bool found, statement.step());
    const auto target = found ? std::optional(statement.uuid(0)) : std::nullopt;
    statement.reset();
    return target;
}

Result<std::vector<Uuid>> load_merged_here(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached("SELECT id FROM member WHERE merged_into = ? ORDER BY id");
    statement.bind(id);
    std::vector<Uuid> ids;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return ids;
        ids.push_back(statement.uuid(0));
    }
}

}  // namespace

Result<Member> load_member(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached(
        "SELECT id, store_code, name, phone, gender, birthday, birthday_calendar, tier_code, "
        "home_clerk,"
        " heard_from, preferences, notes, status, merged_into, joined_on, created_by, created_at"
        " FROM member WHERE id = ?");
    statement.bind(id);
    QIANTAI_TRY(const bool found, statement.step());
    if (!found) return make_error(k_member_not_found, id.text(), "member_id");
    auto member = read_member(statement);
    statement.reset();
    return member;
}

Result<Member> load_own_member(ServiceContext& context, const Uuid& id) {
    QIANTAI_TRY(auto member, load_member(context.database, id));
    if (member.store_code != context.identity.store_code) {
        return make_error(k_member_of_other_store, member.store_code, "member_id");
    }
    if (member.status == "erased") return make_error(k_member_erased, {}, "member_id");
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
