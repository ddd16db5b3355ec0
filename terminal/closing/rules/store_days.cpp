// Whether everything of a store's day is here: of every till the mark that it wrote, and at
// headquarters the audit events up to it, of which each till numbers its own without a gap.

#include <algorithm>
#include <map>

#include "terminal/closing/rules/day_closes.hpp"

namespace qiantai::domain {
namespace {

struct KnownTill {
    std::string code;
    std::string name;
};

/// Active ones that were there that day, and those that marked it.
Result<std::vector<KnownTill>> load_tills(sqlite::Database& database, std::string_view store_code,
                                          Date day) {
    constexpr TimeMs k_minute_ms = 60'000;
    QIANTAI_TRY(const int offset, load_utc_offset_minutes(database, store_code));
    const TimeMs ends = utc_day_start(day.plus_days(1)) - offset * k_minute_ms;
    auto& statement = database.cached(
        "SELECT code, name FROM terminal WHERE store_code = ?1 AND status = 'active'"
        " AND ifnull(enrolled_at, created_at) < ?3"
        " UNION SELECT terminal_code, '' FROM day_mark m WHERE store_code = ?1 AND day = ?2"
        " AND NOT EXISTS (SELECT 1 FROM terminal t WHERE t.store_code = ?1"
        " AND t.code = m.terminal_code AND t.status = 'active') ORDER BY 1");
    return sqlite::all(statement.bind(store_code, day.text(), ends),
                       [](const sqlite::Statement& row) {
                           return KnownTill{std::string(row.text(0)), std::string(row.text(1))};
                       });
}

/// Its marks of this day; if it has none, the first of a later day, before which all of this one
/// stands too.
Result<std::vector<DayMark>> load_marks(sqlite::Database& database, std::string_view store_code,
                                        std::string_view terminal_code, Date day) {
    static const auto sql = sqlite::select_of<DayMark>(
        "WHERE store_code = ?1 AND terminal_code = ?2 AND day = (SELECT min(day) FROM day_mark"
        " WHERE store_code = ?1 AND terminal_code = ?2 AND day >= ?3) ORDER BY outbox_seq, id");
    auto& statement = database.cached(sql);
    return sqlite::all(statement.bind(store_code, terminal_code, day.text()),
                       sqlite::read_row<DayMark>);
}

/// Of a chain's events from `from` to `until`: how many are not here, and the first of them.
Status find_missing(sqlite::Database& database, const Uuid& incarnation, std::int64_t from,
                    std::int64_t until, TillCompleteness& till) {
    auto& statement = database.cached(
        "SELECT DISTINCT chain_seq FROM audit_event WHERE incarnation = ? AND chain_seq BETWEEN ?"
        " AND ? ORDER BY chain_seq");
    std::int64_t next = from;
    std::int64_t here = 0;
    QIANTAI_TRY_STATUS(
        sqlite::each(statement.bind(incarnation, from, until), [&](const sqlite::Statement& row) {
            const auto seq = row.integer(0);
            if (seq > next && !till.missing_from) till.missing_from = next;
            next = seq + 1;
            ++here;
        }));
    if (next <= until && !till.missing_from) till.missing_from = next;
    till.missing += static_cast<int>(std::max<std::int64_t>(until - from + 1 - here, 0));
    return {};
}

/// One entry for each incarnation that marked: from its first mark's first event to its last's last.
Status find_gaps(sqlite::Database& database, const std::vector<DayMark>& marks,
                 TillCompleteness& till) {
    std::map<Uuid, std::pair<std::int64_t, std::int64_t>> chains;
    for (const auto& mark : marks) {
        const auto [known, is_new] =
            chains.try_emplace(mark.incarnation, mark.events_from, mark.events_until);
        if (is_new) continue;
        known->second.first = std::min(known->second.first, mark.events_from);
        known->second.second = std::max(known->second.second, mark.events_until);
    }
    for (const auto& [incarnation, events] : chains) {
        QIANTAI_TRY_STATUS(find_missing(database, incarnation, events.first, events.second, till));
    }
    return {};
}

Result<std::optional<Date>> load_last_marked_day(sqlite::Database& database,
                                                 std::string_view store_code,
                                                 std::string_view terminal_code) {
    auto& statement =
        database.cached("SELECT max(day) FROM day_mark WHERE store_code = ? AND terminal_code = ?");
    std::optional<Date> last;
    QIANTAI_TRY_STATUS(
        sqlite::each(statement.bind(store_code, terminal_code), [&](const sqlite::Statement& row) {
            if (!row.is_null(0)) last = Date::of_text(row.text(0));
        }));
    return last;
}

Result<TillCompleteness> load_completeness(ServiceContext& context, std::string_view store_code,
                                           const KnownTill& known, Date day) {
    auto& database = context.database;
    TillCompleteness till{.terminal_code = known.code, .name = known.name};
    QIANTAI_TRY(const auto marks, load_marks(database, store_code, known.code, day));
    if (marks.empty()) {
        QIANTAI_TRY(till.last_day, load_last_marked_day(database, store_code, known.code));
        return till;
    }
    till.marked = true;
    till.outbox_seq = marks.back().outbox_seq;
    till.refused = marks.back().refused;
    till.at = marks.back().created_at;
    for (const auto& mark : marks) till.late += mark.day == day ? mark.late : 0;
    // The trail of other tills is headquarters'.
    if (context.identity.is_headquarters()) QIANTAI_TRY_STATUS(find_gaps(database, marks, till));
    till.complete = till.missing == 0 && till.refused == 0;
    return till;
}

}  // namespace

Result<StoreDay> load_store_day(ServiceContext& context, std::string_view store_code,
                                std::string_view store_name, Date day) {
    StoreDay shown{
        .store_code = std::string(store_code), .store_name = std::string(store_name), .day = day};
    QIANTAI_TRY(const auto closes, load_day_closes(context.database, store_code, day));
    if (!closes.empty()) {
        const auto& first = closes.front();
        shown.closed = true;
        shown.closed_by = first.created_by;
        shown.closed_at = first.created_at;
        shown.additions = static_cast<int>(closes.size()) - 1;
        shown.issuances = closes.back().issuances;
        shown.pieces = closes.back().pieces;
        for (const auto& item : carried_of(closes.back())) shown.carried += item.must ? 1 : 0;
    }
    QIANTAI_TRY(const auto tills, load_tills(context.database, store_code, day));
    bool all_here = true;
    for (const auto& known : tills) {
        QIANTAI_TRY(auto till, load_completeness(context, store_code, known, day));
        all_here = all_here && till.complete;
        shown.tills.push_back(std::move(till));
    }
    shown.complete = shown.closed && all_here;
    return shown;
}

}  // namespace qiantai::domain
