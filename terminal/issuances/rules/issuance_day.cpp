#include "terminal/issuances/rules/issuance_day.hpp"

#include <map>
#include <set>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/rules/register_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_register_days_back = 31;

/// Who checked which issuance.
using CheckedBy = std::set<std::pair<Uuid, std::string>>;

Result<CheckedBy> load_checked(ServiceContext& context, Date from, Date until) {
    static const auto sql =
        sqlite::select_of<RegisterCheck>("WHERE store_code = ? AND day BETWEEN ? AND ?");
    auto& statement = context.database.cached(sql);
    statement.bind(context.identity.store_code, from.text(), until.text());
    CheckedBy checked;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const auto check = sqlite::read_row<RegisterCheck>(row);
        for (const Uuid& issuance : covered_of(check)) checked.insert({issuance, check.created_by});
    }));
    return checked;
}

/// Never by its issuer alone.
bool is_checked(const CheckedBy& checked, const Uuid& issuance, std::string_view issuer) {
    for (auto one = checked.lower_bound({issuance, {}});
         one != checked.end() && one->first == issuance; ++one) {
        if (one->second != issuer) return true;
    }
    return false;
}

Result<DayItem> load_register_item(ServiceContext& context, Date day) {
    const Date from = day.plus_days(-k_register_days_back);
    QIANTAI_TRY(const auto checked, load_checked(context, from, day));
    auto& statement = context.database.cached(
        "SELECT id, created_by, business_date FROM issuance WHERE store_code = ?"
        " AND business_date BETWEEN ? AND ?");
    statement.bind(context.identity.store_code, from.text(), day.text());
    DayItem item{.kind = DayItemKind::register_unchecked, .must = true};
    std::map<std::string, int> open_days;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        if (!is_checked(checked, row.uuid(0), row.text(1))) {
            ++open_days[std::string(row.text(2))];
        } else if (row.text(2) == day.text()) {
            ++item.done;
        }
    }));
    for (const auto& [date, count] : open_days) {
        add_subject(item, date, date);
        item.count += count - 1;
    }
    return item;
}

Result<DayItem> load_conflict_item(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT id FROM entitlement_conflict WHERE status = 'open'"
        " AND (store_code = ?1 OR other_store = ?1) ORDER BY created_at, id");
    statement.bind(context.identity.store_code);
    DayItem item{.kind = DayItemKind::rights_used_twice};
    QIANTAI_TRY_STATUS(sqlite::each(
        statement, [&](const sqlite::Statement& row) { add_subject(item, row.uuid(0).text()); }));
    return item;
}

Result<DayItem> load_take_back_item(ServiceContext& context, const Session& session) {
    DayItem item{.kind = DayItemKind::gifts_to_take_back};
    QIANTAI_TRY(const auto takebacks, Issuances(context).takebacks(session));
    for (const auto& one : takebacks) {
        add_subject(item, one.issuance.id.text(), one.issuance.number);
    }
    return item;
}

}  // namespace

Result<std::vector<DayItem>> issuance_day_items(ServiceContext& context, const Session& session,
                                                Date day) {
    if (!has_right(session.role, Right::issuances_read)) return std::vector<DayItem>();
    QIANTAI_TRY(auto unchecked, load_register_item(context, day));
    QIANTAI_TRY(auto twice, load_conflict_item(context));
    QIANTAI_TRY(auto back, load_take_back_item(context, session));
    return std::vector<DayItem>{std::move(unchecked), std::move(twice), std::move(back)};
}

Result<RegisterFigures> load_register_figures(ServiceContext& context, Date day) {
    auto& statement = context.database.cached(
        "SELECT (SELECT count(*) FROM issuance WHERE store_code = ?1 AND business_date = ?2),"
        " (SELECT ifnull(sum(" QIANTAI_COUNTED("l.pieces") "), 0) FROM issuance_line l"
        " WHERE l.store_code = ?1 AND l.business_date = ?2 AND NOT EXISTS"
        " (SELECT 1 FROM issuance_return r WHERE r.line_id = l.id))");
    statement.bind(context.identity.store_code, day.text());
    RegisterFigures figures;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        figures.issuances = static_cast<int>(row.integer(0));
        figures.pieces = static_cast<int>(row.integer(1));
    }));
    return figures;
}

}  // namespace qiantai::domain
