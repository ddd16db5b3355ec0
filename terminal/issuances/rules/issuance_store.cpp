#include "terminal/issuances/rules/issuance_store.hpp"

#include <algorithm>

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_summary_gifts_max = 3;
/// A line that was not taken back.
#define QIANTAI_STANDS " NOT EXISTS (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id)"

}  // namespace

Result<Issuance> load_issuance(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Issuance>("WHERE id = ?");
    QIANTAI_TRY(const auto found,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Issuance>));
    if (!found) return make_error(k_issuance_not_found, {}, "issuance_id");
    return *found;
}

Result<std::vector<IssuanceLine>> load_issuance_lines(sqlite::Database& database,
                                                      const Uuid& issuance_id) {
    static const auto sql = sqlite::select_of<IssuanceLine>(
        "WHERE issuance_id = ? ORDER BY created_at, id LIMIT 1000");
    return sqlite::all(database.cached(sql).bind(issuance_id), sqlite::read_row<IssuanceLine>);
}

Result<std::optional<IssuanceReturn>> find_issuance_return(sqlite::Database& database,
                                                           const Uuid& line_id) {
    static const auto sql = sqlite::select_of<IssuanceReturn>("WHERE line_id = ? LIMIT 1");
    return sqlite::one(database.cached(sql).bind(line_id), sqlite::read_row<IssuanceReturn>);
}

Result<std::optional<IssuanceSettlement>> find_issuance_settlement(sqlite::Database& database,
                                                                   const Issuance& issuance) {
    static const auto sql =
        sqlite::select_of<IssuanceSettlement>("WHERE issuance_id = ? ORDER BY id LIMIT 1");
    return sqlite::one(database.cached(sql).bind(issuance.id),
                       sqlite::read_row<IssuanceSettlement>);
}

Result<GiftLimits> load_gift_limits(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_gift_limits_policy));
    return parse_gift_limits(policy.value_or(""));
}

Result<int> load_given_by(sqlite::Database& database, std::string_view store_code, Date day,
                          std::string_view staff_number) {
    auto& statement = database.cached(
        "SELECT ifnull(sum(" QIANTAI_COUNTED("l.pieces - l.over") "), 0) FROM issuance_line l"
        " WHERE l.store_code = ? AND l.business_date = ? AND l.created_by = ?"
        " AND" QIANTAI_STANDS);
    statement.bind(store_code, day.text(), staff_number);
    QIANTAI_TRY(const auto pieces, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(pieces);
}

Result<int> load_approved_by(sqlite::Database& database, std::string_view store_code, Date day,
                             std::string_view staff_number) {
    auto& statement = database.cached(
        "SELECT ifnull(sum(" QIANTAI_COUNTED("l.over") "), 0) FROM issuance i"
        " CROSS JOIN issuance_line l ON l.issuance_id = i.id"
        " WHERE i.store_code = ? AND i.business_date = ? AND i.approved_by = ?"
        " AND" QIANTAI_STANDS);
    statement.bind(store_code, day.text(), staff_number);
    QIANTAI_TRY(const auto pieces, sqlite::only(statement, sqlite::integer_column));
    return static_cast<int>(pieces);
}

int quota_of(const GiftLimits& limits, StaffRole role) {
    return role == StaffRole::store_manager ? limits.manager_day : limits.clerk_day;
}

Result<RecipientShown> show_recipient(ServiceContext& context, const Session& session,
                                      const Issuance& issuance) {
    if (!issuance.member_id) {
        // Nobody's customer: as much as of another clerk's.
        const bool withheld = contact_access(session, {issuance.store_code, {}}) ==
                              ContactAccess::withheld;
        RecipientShown shown;
        shown.name = withheld ? mask_name(issuance.recipient_name) : issuance.recipient_name;
        if (!withheld && !issuance.recipient_phone.empty()) {
            shown.phone = mask_phone(issuance.recipient_phone);
        }
        return shown;
    }
    QIANTAI_TRY(const Uuid person, resolve_merged(context.database, *issuance.member_id));
    const auto member = load_member(context.database, person);
    if (!member) return RecipientShown();
    const auto shown = masked_for(session, *member);
    return RecipientShown{shown.name, shown.contact == ContactAccess::full
                                          ? mask_phone(member->phone)
                                          : shown.phone};
}

Result<IssuancePage> build_issuance_page(ServiceContext& context, const Session& session,
                                         const Issuance& issuance) {
    IssuancePage page{.issuance = issuance};
    auto& database = context.database;
    QIANTAI_TRY(const auto shown, show_recipient(context, session, issuance));
    page.recipient = shown.name;
    page.phone = shown.phone;
    page.issuance.recipient_name = issuance.recipient_name.empty() ? std::string() : shown.name;
    page.issuance.recipient_phone = issuance.recipient_phone.empty() ? std::string() : shown.phone;
    QIANTAI_TRY(const auto lines, load_issuance_lines(database, issuance.id));
    for (const auto& line : lines) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(database, line.gift_id));
        IssuanceItem item{.line = line,
                          .code = gift.code,
                          .name = gift.name,
                          .spec = gift.spec,
                          .unit = gift.unit};
        if (line.campaign_id) {
            const auto campaign = load_campaign(database, *line.campaign_id);
            if (campaign) item.campaign = campaign->name;
        }
        QIANTAI_TRY(item.taken_back, find_issuance_return(database, line.id));
        page.items.push_back(std::move(item));
    }
    QIANTAI_TRY(page.settlement, find_issuance_settlement(database, issuance));
    return page;
}

Result<IssuanceSummary> build_issuance_summary(ServiceContext& context, const Session& session,
                                               const Issuance& issuance) {
    IssuanceSummary summary{.id = issuance.id,
                            .store_code = issuance.store_code,
                            .number = issuance.number,
                            .member_id = issuance.member_id,
                            .till_receipt = issuance.till_receipt,
                            .reason = issuance.reason,
                            .approved_by = issuance.approved_by,
                            .business_date = issuance.business_date,
                            .created_by = issuance.created_by,
                            .created_at = issuance.created_at};
    QIANTAI_TRY(const auto shown, show_recipient(context, session, issuance));
    summary.recipient = shown.name;
    std::vector<std::string> names;
    auto& lines = context.database.cached(
        "SELECT " QIANTAI_COUNTED("l.pieces") ", ifnull(g.name, ''), NOT" QIANTAI_STANDS
        " FROM issuance_line l LEFT JOIN gift g ON g.id = l.gift_id WHERE l.issuance_id = ?"
        " ORDER BY l.created_at, l.id LIMIT 1000");
    QIANTAI_TRY_STATUS(
        sqlite::each(lines.bind(issuance.id), [&](const sqlite::Statement& row) {
            const bool gone = row.integer(2) != 0;
            (gone ? summary.taken_back : summary.pieces) += static_cast<int>(row.integer(0));
            const std::string name(row.text(1));
            if (gone || names.size() == k_summary_gifts_max) return;
            if (std::ranges::find(names, name) == names.end()) names.push_back(name);
        }));
    for (const auto& name : names) summary.gifts += (summary.gifts.empty() ? "" : "、") + name;
    return summary;
}

#undef QIANTAI_STANDS

}  // namespace qiantai::domain
