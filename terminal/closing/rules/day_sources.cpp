#include "terminal/closing/rules/day_sources.hpp"

#include <algorithm>
#include <iterator>

#include "terminal/base/drafts.hpp"
#include "terminal/callbacks/rules/callback_day.hpp"
#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/gifts/rules/gift_day.hpp"
#include "terminal/issuances/rules/issuance_day.hpp"
#include "terminal/stocktakes/rules/stocktake_day.hpp"
#include "terminal/sync_page/rules/sync_day.hpp"
#include "terminal/tickets/rules/ticket_day.hpp"

namespace qiantai::domain {
namespace {

/// Forms that somebody left half filled on this terminal.
Result<std::vector<DayItem>> draft_day_items(ServiceContext& context, const Session&, Date) {
    DayItem item{.kind = DayItemKind::drafts_unfinished};
    QIANTAI_TRY(const auto kinds, load_unfinished_kinds(context));
    for (const auto& [staff, kind] : kinds) add_subject(item, staff, staff);
    return std::vector<DayItem>{std::move(item)};
}

/// Every capability that leaves something at the end of a day.
constexpr DayItemSource k_day_sources[] = {
    ticket_day_items,   issuance_day_items, stocktake_day_items, gift_day_items,
    callback_day_items, sync_day_items,     draft_day_items};

}  // namespace

Result<std::vector<DayItem>> load_day_items(ServiceContext& context, const Session& session,
                                            Date day) {
    std::vector<DayItem> items;
    for (const auto source : k_day_sources) {
        QIANTAI_TRY(auto some, source(context, session, day));
        std::ranges::move(some, std::back_inserter(items));
    }
    sort_day_items(items);
    return items;
}

}  // namespace qiantai::domain
