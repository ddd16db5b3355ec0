// Posting: the book says what was counted. For each thing there is to be a sum of adjustments that
// is what was counted less the book at the moment of its count; whatever is missing of it is
// posted, dated at that moment. So the first posting, a movement made before a count that arrives
// later, a count that arrives later, and two tills that posted apart are one and the same rule. Ids
// follow from what was found: two tills that find the same write the same.

#include <algorithm>
#include <set>

#include "terminal/base/audit.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_stocktakes_rechecked_max = 1000;

/// The movements that arrived after a posting and that an adjustment evens out, as its reason says
/// them.
void name_cause(std::string& causes, const Uuid& movement) {
    if (causes.size() > k_gift_reason_length_max - movement.text().size() - 1) return;
    if (!causes.empty()) causes += ' ';
    causes += movement.text();
}

}  // namespace

Result<int> Stocktakes::adjust(const Session& session, const StocktakeCase& one,
                               std::span<const StocktakeLine> lines,
                               const std::optional<Uuid>& gift_id,
                               const std::map<Uuid, std::string>& causes, const Moment& now) {
    TimeMs since = one.state.posted_at.value_or(now.at);
    for (const auto& line : lines) since = std::min(since, line.counted_at);
    QIANTAI_TRY(const auto book,
                StocktakeBook::load(m_context.database, one.stocktake, since, gift_id));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(m_context.database, one.stocktake.store_code));
    int adjusted = 0;
    const auto post_one = [&](const StocktakeThing& thing, int want, TimeMs at) -> Status {
        const auto had = book.posted(thing);
        if (want == had.pieces) return {};
        const auto cause = causes.find(*thing.gift_id);
        ++adjusted;
        return sqlite::insert(m_context.database,
                              StockMovement{.id = adjustment_id_of(one.stocktake, thing, want,
                                                                   had.pieces, had.movements),
                                            .store_code = one.stocktake.store_code,
                                            .gift_id = *thing.gift_id,
                                            .kind = StockKind::adjustment,
                                            .spot = thing.spot,
                                            .batch = thing.batch,
                                            .expires_on = thing.expires_on,
                                            .quantity = want - had.pieces,
                                            .at = at,
                                            .document_id = one.stocktake.id,
                                            .paper = one.stocktake.number,
                                            .reason = cause == causes.end() ? "" : cause->second,
                                            .business_date = Date::of_time(at, offset),
                                            .created_by = session.staff_number,
                                            .created_at = now.at});
    };
    std::set<StocktakeThing> posted;
    for (auto& thing : book.posted_things()) posted.insert(std::move(thing));
    for (const auto& line : lines) {
        if (!line.gift_id) continue;
        const auto thing = line.thing();
        posted.erase(thing);
        QIANTAI_TRY_STATUS(
            post_one(thing, line.counted - book.at(thing, line.counted_at), line.counted_at));
    }
    // Another till had posted lines that do not hold any more.
    for (const auto& thing : posted) {
        QIANTAI_TRY_STATUS(post_one(thing, 0, one.state.posted_at.value_or(now.at)));
    }
    return adjusted;
}

Status Stocktakes::post(const Session& session, const StocktakeCase& one,
                        std::span<const StocktakeLine> lines, const Moment& now) {
    auto event = new_event(session, one.stocktake, StocktakeStep::posted, now);
    event.id = posting_id_of(one.stocktake);
    event.about_id = one.state.opening_id;
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.post", now));
    QIANTAI_TRY(const auto posted, load_case(one.stocktake.id));
    QIANTAI_TRY_STATUS(adjust(session, posted, lines, std::nullopt, {}, now));
    auto& done = m_context.database.cached("DELETE FROM stocktake_recheck WHERE stocktake_id = ?");
    return done.bind(one.stocktake.id).run();
}

Result<int> Stocktakes::adjust_stocktake(const Session& session, const Uuid& stocktake_id,
                                         const Moment& now) {
    auto& database = m_context.database;
    struct Recheck {
        Uuid gift_id;
        Uuid movement_id;
    };
    auto& stale = database.cached(
        "SELECT gift_id, movement_id FROM stocktake_recheck WHERE stocktake_id = ?");
    QIANTAI_TRY(const auto rechecks,
                sqlite::all(stale.bind(stocktake_id), [](const sqlite::Statement& row) {
                    return Recheck{row.uuid(0), row.uuid(1)};
                }));
    auto& done = database.cached("DELETE FROM stocktake_recheck WHERE stocktake_id = ?");
    QIANTAI_TRY_STATUS(done.bind(stocktake_id).run());
    const auto one = load_case(stocktake_id);
    if (!one) {
        // Its own row has not arrived yet, and its events say so when it does.
        if (one.error().kind != &k_stocktake_not_found) return one.error();
        return 0;
    }
    const bool ours = one->stocktake.store_code == m_context.identity.store_code;
    if (!ours || !(one->state.phase == StocktakePhase::posted)) return 0;
    std::map<Uuid, std::string> causes;
    bool all = false;
    for (const auto& recheck : rechecks) {
        all = all || recheck.gift_id.is_nil();
        QIANTAI_TRY(const auto movement, find_movement(database, recheck.movement_id));
        if (!movement) {
            if (!recheck.gift_id.is_nil()) causes[recheck.gift_id];
            continue;
        }
        // Its own adjustments are no cause of another.
        auto& cause = causes[recheck.gift_id];
        if (movement->document_id != stocktake_id) name_cause(cause, movement->id);
    }
    int adjusted = 0;
    if (all) {
        QIANTAI_TRY(const auto lines, load_lines(one->state));
        QIANTAI_TRY(adjusted, adjust(session, *one, lines, std::nullopt, causes, now));
    } else {
        for (const auto& [gift, cause] : causes) {
            QIANTAI_TRY(const auto lines, load_lines(one->state, gift));
            QIANTAI_TRY(const int more, adjust(session, *one, lines, gift, causes, now));
            adjusted += more;
        }
    }
    // What was written here needs no second look.
    QIANTAI_TRY_STATUS(done.bind(stocktake_id).run());
    if (adjusted == 0) return 0;
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "stocktakes.adjust",
         .subject_entity = "stocktake",
         .subject_id = stocktake_id.text(),
         .detail = {{"number", one->stocktake.number}, {"adjusted", std::to_string(adjusted)}}},
        now));
    return adjusted;
}

/// An adjustment of one stocktake may change what a later one found, until none changes any more:
/// the later follows the earlier, never the other way round.
Result<int> Stocktakes::adjust_changed(const Session& session, const Moment& now) {
    auto& stale = m_context.database.cached(
        "SELECT DISTINCT r.stocktake_id FROM stocktake_recheck r"
        " LEFT JOIN stocktake s ON s.id = r.stocktake_id ORDER BY s.created_at LIMIT ?");
    int adjusted = 0;
    for (int round = 0; round < k_stocktakes_rechecked_max; ++round) {
        QIANTAI_TRY(const auto ids,
                    sqlite::all(stale.bind(k_stocktakes_rechecked_max), sqlite::id_column));
        if (ids.empty()) break;
        for (const Uuid& id : ids) {
            QIANTAI_TRY(const int more, adjust_stocktake(session, id, now));
            adjusted += more;
        }
    }
    return adjusted;
}

Result<int> Stocktakes::post_approved(const Session& session, const Moment& now) {
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    auto& statement = m_context.database.cached(
        "SELECT stocktake_id FROM stocktake_state WHERE phase = 'approved' AND store_code = ?");
    QIANTAI_TRY(const auto ids,
                sqlite::all(statement.bind(m_context.identity.store_code), sqlite::id_column));
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto one, load_case(id));
        QIANTAI_TRY(const auto lines, load_lines(one.state));
        QIANTAI_TRY_STATUS(post(session, one, lines, now));
    }
    return static_cast<int>(ids.size());
}

Result<StocktakeRun> Stocktakes::run(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_count));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    StocktakeRun run;
    QIANTAI_TRY(run.posted, post_approved(session, now));
    QIANTAI_TRY(run.adjusted, adjust_changed(session, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

}  // namespace qiantai::domain
