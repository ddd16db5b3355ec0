// Two tills that receive the same parcel offline write one receipt: the later one's. What the
// earlier one had put onto the shelf under other batches, or as another number, is evened out here,
// so that the shelf is what the receipt says, at every till alike.

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "terminal/base/audit.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_work_facts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_rechecked_max = 1000;

struct GoodsCount {
    int want = 0;
    int have = 0;
    int count = 0;
};
/// By gift, batch, expiry and spot.
using GoodsKey = std::tuple<Uuid, std::string, std::string, std::string>;
using GoodsCounts = std::map<GoodsKey, GoodsCount>;

void count_wanted(GoodsCounts& counts, const RequisitionEvent& event) {
    const auto add = [&](const RequisitionLine& line, StockSpot spot, int pieces) {
        counts[{line.gift_id, line.batch, line.expires_on ? line.expires_on->text() : "",
                std::string(code_of(spot))}]
            .want += pieces;
    };
    for (const auto& line : lines_of(event.lines)) {
        add(line, line.spot.known().value_or(StockSpot::shelf), line.pieces - line.unsent);
        if (event.step == RequisitionStep::received) add(line, StockSpot::defective, line.damaged);
    }
}

Status count_written(GoodsCounts& counts, sqlite::Database& database, const Uuid& event_id) {
    auto& statement = database.cached(
        "SELECT gift_id, ifnull(batch, ''), ifnull(expires_on, ''), spot,"
        " sum(" QIANTAI_COUNTED("quantity") "), count(*)"
        " FROM stock_movement WHERE document_id = ? GROUP BY 1, 2, 3, 4");
    const auto read = [&](const sqlite::Statement& row) {
        auto& count = counts[{row.uuid(0), std::string(row.text(1)), std::string(row.text(2)),
                              std::string(row.text(3))}];
        count.have = static_cast<int>(row.integer(4));
        count.count = static_cast<int>(row.integer(5));
        return true;
    };
    const auto rows = sqlite::all(statement.bind(event_id), read);
    return rows ? Status() : rows.error();
}

}  // namespace

Uuid mending_id_of(const Uuid& goods_id, std::string_view store_code, int want, int have,
                   int count) {
    const auto text = fmt::format("requisition_mending\x1f{}\x1f{}\x1f{}\x1f{}", goods_id.text(),
                                  want, have, count);
    return Uuid::derive(text, Cell::of_store(store_code));
}

Result<int> Requisitions::mend_goods(const Session& session, const RequisitionEvent& event,
                                     const Moment& now) {
    QIANTAI_TRY(const auto requisition, load_requisition(m_context.database, event.requisition_id));
    GoodsCounts counts;
    count_wanted(counts, event);
    QIANTAI_TRY_STATUS(count_written(counts, m_context.database, event.id));
    int mended = 0;
    for (const auto& [key, count] : counts) {
        if (count.want == count.have) continue;
        const auto& [gift, batch, expires_on, spot_code] = key;
        // A spot of tomorrow's program is for that one to mend.
        const auto spot = Coded<StockSpot>::of_text(spot_code).known();
        if (!spot) continue;
        RequisitionLine lot{.gift_id = gift, .batch = batch};
        if (!expires_on.empty()) lot.expires_on = Date::of_text(expires_on);
        auto movement = goods(session, now, event, lot, *spot, count.want - count.have);
        movement.id =
            mending_id_of(movement.id, movement.store_code, count.want, count.have, count.count);
        const bool receives = event.store_code == requisition.receiver();
        movement.partner = receives ? requisition.sender() : requisition.receiver();
        movement.paper = requisition.number;
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, movement));
        ++mended;
    }
    if (mended == 0) return 0;
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "requisitions.run",
         .subject_entity = "requisition",
         .subject_id = requisition.id.text(),
         .detail = {{"number", requisition.number}, {"mended", std::to_string(mended)}}},
        now));
    return mended;
}

Result<int> Requisitions::mend_changed(const Session& session, const Moment& now) {
    auto& database = m_context.database;
    auto& stale = database.cached("SELECT event_id FROM requisition_recheck LIMIT ?");
    QIANTAI_TRY(const auto ids, sqlite::all(stale.bind(k_rechecked_max), sqlite::id_column));
    int mended = 0;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto event, find_requisition_event(database, id));
        // Its own row has not arrived yet, and says so when it does; others mend what is theirs.
        const bool counted = event && (event->step == RequisitionStep::received ||
                                       event->step == RequisitionStep::booked_back);
        if (counted && event->store_code == m_context.identity.store_code) {
            QIANTAI_TRY(const int more, mend_goods(session, *event, now));
            mended += more;
        }
        auto& done = database.cached("DELETE FROM requisition_recheck WHERE event_id = ?");
        QIANTAI_TRY_STATUS(done.bind(id).run());
    }
    return mended;
}

Result<RequisitionRun> Requisitions::run(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const int mended, mend_changed(session, now));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY_STATUS(transaction.commit());
    return RequisitionRun{mended};
}

}  // namespace qiantai::domain
