#include "terminal/sync_page/rules/sync_day.hpp"

#include <algorithm>
#include <limits>

#include "schema/sqlite/rows.hpp"
#include "sync/client/device_facts.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"

namespace qiantai::domain {
namespace {

int bounded_count(std::int64_t count) {
    constexpr std::int64_t k_most = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(count, k_most));
}

Result<DayItem> load_refused_item(ServiceContext& context) {
    auto& statement =
        context.database.cached("SELECT seq FROM rejection WHERE status = 'open' ORDER BY seq");
    DayItem item{.kind = DayItemKind::refused_records, .must = true};
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        add_subject(item, std::to_string(row.integer(0)));
    }));
    return item;
}

}  // namespace

Result<std::vector<DayItem>> sync_day_items(ServiceContext& context, const Session& session, Date) {
    if (!has_right(session.role, Right::sync_watch)) return std::vector<DayItem>();
    QIANTAI_TRY(const auto status, link::SyncDesk(context).status(session));
    QIANTAI_TRY(auto refused, load_refused_item(context));
    DayItem unsent{.kind = DayItemKind::unsent_records};
    // A till that never was enrolled has nobody to send them to.
    if (status.enrolled) unsent.count = bounded_count(status.waiting_count);
    DayItem clock{.kind = DayItemKind::clock_wrong, .must = true};
    if (status.clock_fault == ClockFault::ours) add_subject(clock, "clock");
    return std::vector<DayItem>{std::move(refused), std::move(unsent), std::move(clock)};
}

Result<std::int64_t> load_outbox_seq(ServiceContext& context) {
    return sync::load_last_seq(context.database);
}

Result<int> count_refused(ServiceContext& context) {
    auto& statement =
        context.database.cached("SELECT count(*) FROM rejection WHERE status = 'open'");
    QIANTAI_TRY(const auto count, sqlite::only(statement, sqlite::integer_column));
    return bounded_count(count);
}

}  // namespace qiantai::domain
