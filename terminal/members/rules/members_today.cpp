#include "terminal/members/rules/members_today.hpp"

namespace qiantai::domain {

Result<std::vector<Member>> load_registered_today(ServiceContext& context, const Session& session,
                                                  int most) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    QIANTAI_TRY(const auto today, business_date(context));
    auto& statement = context.database.cached(
        "SELECT id FROM member WHERE store_code = ? AND joined_on = ? AND status <> 'erased'"
        " AND merged_into IS NULL ORDER BY id DESC LIMIT ?");
    statement.bind(context.identity.store_code, today, most);
    std::vector<Uuid> ids;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) break;
        ids.push_back(statement.uuid(0));
    }
    std::vector<Member> members;
    for (const auto& id : ids) {
        QIANTAI_TRY(auto member, load_member(context.database, id));
        members.push_back(masked_for(session, std::move(member)));
    }
    return members;
}

}  // namespace qiantai::domain
