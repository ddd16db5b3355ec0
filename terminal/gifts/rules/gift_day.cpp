#include "terminal/gifts/rules/gift_day.hpp"

#include <algorithm>

#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_lists.hpp"
#include "terminal/gifts/rules/requisitions.hpp"

namespace qiantai::domain {
namespace {

/// Whose step comes next, by where it stands: this place's.
bool is_ours(const RequisitionSummary& one, std::string_view here) {
    const bool back = one.kind == RequisitionKind::give_back;
    const auto& sender = back ? one.store_code : one.partner;
    const auto& receiver = back ? one.partner : one.store_code;
    switch (one.phase.known().value_or(RequisitionPhase::done)) {
        case RequisitionPhase::asked:
            return one.store_code == here;
        case RequisitionPhase::approved:
            return sender == here;
        case RequisitionPhase::under_way:
            return receiver == here;
        case RequisitionPhase::forwarded:
        case RequisitionPhase::checked:
        case RequisitionPhase::differing:
        case RequisitionPhase::done:
        case RequisitionPhase::refused:
        case RequisitionPhase::cancelled:
            return false;
    }
    return false;
}

Result<DayItem> load_shortages(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT b.gift_id, ifnull((SELECT g.code FROM gift g WHERE g.id = b.gift_id), '')"
        " FROM stock_balance b WHERE b.quantity < 0 AND b.store_code = ? GROUP BY b.gift_id");
    DayItem item{.kind = DayItemKind::stock_short};
    QIANTAI_TRY_STATUS(sqlite::each(
        statement.bind(context.identity.store_code), [&](const sqlite::Statement& row) {
            add_subject(item, row.uuid(0).text(), std::string(row.text(1)));
        }));
    return item;
}

}  // namespace

Result<std::vector<DayItem>> gift_day_items(ServiceContext& context, const Session& session, Date) {
    if (!has_right(session.role, Right::requisitions_read)) return std::vector<DayItem>();
    DayItem late{.kind = DayItemKind::requisitions_late, .must = true};
    DayItem open{.kind = DayItemKind::requisitions_open};
    QIANTAI_TRY(const auto waiting, Requisitions(context).late(session));
    for (const auto& one : waiting) {
        if (one.waits_for != context.identity.store_code) continue;
        add_subject(late, one.requisition.id.text(), one.requisition.number);
    }
    QIANTAI_TRY(const auto all, load_open_requisitions(context));
    for (const auto& one : all) {
        const auto key = one.id.text();
        const bool is_late =
            std::ranges::find(late.subjects, key, &DayItemSubject::key) != late.subjects.end();
        if (!is_late && is_ours(one, context.identity.store_code)) {
            add_subject(open, key, one.number);
        }
    }
    QIANTAI_TRY(auto shortages, load_shortages(context));
    return std::vector<DayItem>{std::move(late), std::move(open), std::move(shortages)};
}

}  // namespace qiantai::domain
