#include "sync/client/restamp.hpp"

#include "schema/base/json_values.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/client/capture_pause.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

using NewClocks = std::map<Hlc, Hlc>;

struct Restamp {
    NewClocks clocks;  ///< old to new
    std::set<std::pair<std::string, Uuid>> rows;
};

Result<std::optional<std::int64_t>> first_ahead(sqlite::Database& database, Hlc bound) {
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    auto& statement = database.cached("SELECT min(seq) FROM outbox WHERE seq > ? AND hlc >= ?");
    statement.bind(acked, bound.raw());
    return sqlite::only(statement, [](const sqlite::Statement& row) {
        return row.is_null(0) ? std::nullopt : std::optional(row.integer(0));
    });
}

// The clock that all new ones must follow: nothing this terminal has sent or believed may become
// newer than what it writes now.
Result<Hlc> start_clock(sqlite::Database& database, std::int64_t first_seq, TimeMs hub_time_ms) {
    QIANTAI_TRY(const auto remote, sqlite::load_fact_integer(database, fact::k_remote_hlc));
    auto& statement =
        database.cached("SELECT hlc FROM outbox WHERE seq < ? ORDER BY seq DESC LIMIT 1");
    statement.bind(first_seq);
    QIANTAI_TRY(const auto before, sqlite::one(statement, sqlite::integer_column));
    return std::max({Hlc(before.value_or(0)), Hlc(remote.value_or(0)), Hlc::at(hub_time_ms)});
}

// The greatest clock that a change overwrites, but those that get new ones themselves.
Hlc greatest_seen(std::string_view seen, const NewClocks& clocks) {
    Hlc greatest;
    const auto json = parse_json_object(seen);
    if (!json) return greatest;
    for (const auto& member : *json) {
        if (!member.value().is_int64()) continue;
        const Hlc clock(member.value().get_int64());
        if (!clocks.contains(clock)) greatest = std::max(greatest, clock);
    }
    return greatest;
}

Result<Restamp> plan(sqlite::Database& database, std::int64_t first_seq, TimeMs hub_time_ms) {
    QIANTAI_TRY(Hlc clock, start_clock(database, first_seq, hub_time_ms));
    Restamp result;
    auto& statement =
        database.cached("SELECT hlc, entity, id, seen FROM outbox WHERE seq >= ? ORDER BY seq");
    statement.bind(first_seq);
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) break;
        clock = std::max(clock, greatest_seen(statement.text(3), result.clocks)).next(hub_time_ms);
        result.clocks.emplace(Hlc(statement.integer(0)), clock);
        result.rows.emplace(statement.text(1), statement.uuid(2));
    }
    return result;
}

// Clocks in a JSON object {name: hlc} that were replaced; true if there was one.
bool replace_clocks(boost::json::object& json, const NewClocks& clocks) {
    bool changed = false;
    for (auto& member : json) {
        if (!member.value().is_int64()) continue;
        const auto found = clocks.find(Hlc(member.value().get_int64()));
        if (found == clocks.end()) continue;
        member.value() = found->second.raw();
        changed = true;
    }
    return changed;
}

// The object's new text; nothing if the text holds no replaced clock, or is no object: then whoever
// sends or merges it says so.
std::optional<std::string> with_new_clocks(std::string_view text, const NewClocks& clocks) {
    auto json = parse_json_object(text);
    if (!json || !replace_clocks(*json, clocks)) return std::nullopt;
    return boost::json::serialize(*json);
}

Status write_outbox(sqlite::Database& database, std::int64_t first_seq, const NewClocks& clocks) {
    struct Row {
        std::int64_t seq;
        Hlc hlc;
        std::optional<std::string> seen;
    };
    std::vector<Row> rows;
    auto& select = database.cached("SELECT seq, hlc, seen FROM outbox WHERE seq >= ?");
    select.bind(first_seq);
    for (;;) {
        QIANTAI_TRY(const bool row, select.step());
        if (!row) break;
        rows.push_back({select.integer(0), clocks.at(Hlc(select.integer(1))),
                        with_new_clocks(select.text(2), clocks)});
    }
    auto& update =
        database.cached("UPDATE outbox SET hlc = ?2, seen = coalesce(?3, seen) WHERE seq = ?1");
    for (const auto& row : rows) {
        QIANTAI_TRY_STATUS(update.bind(row.seq, row.hlc.raw(), row.seen).run());
    }
    return {};
}

Status write_row(sqlite::RowTable& table, const Uuid& id, const NewClocks& clocks) {
    QIANTAI_TRY(const auto row, table.load(id));
    if (!row) return {};
    const auto base = clocks.find(Hlc(row->row_hlc));
    const auto later = with_new_clocks(row->column_clocks, clocks);
    if (base == clocks.end() && !later) return {};
    return table.save(id, row->columns, base == clocks.end() ? row->row_hlc : base->second.raw(),
                      later.value_or(row->column_clocks));
}

Status write_rows(sqlite::Database& database, const Manifest& manifest, const Restamp& restamp) {
    QIANTAI_TRY(const auto pause, CapturePause::begin(database));
    std::optional<sqlite::RowTable> table;
    for (const auto& [name, id] : restamp.rows) {
        const Entity* entity = manifest.find(name);
        QIANTAI_ASSERT(entity);
        if (!table || &table->entity() != entity) {
            QIANTAI_TRY(auto opened, sqlite::RowTable::open(database, *entity));
            table.emplace(std::move(opened));
        }
        QIANTAI_TRY_STATUS(write_row(*table, id, restamp.clocks));
    }
    return {};
}

}  // namespace

Result<int> restamp_unsent(sqlite::Database& database, const Manifest& manifest,
                           const ClockAhead& ahead, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(store_hub_time(database, ahead.hub_time_ms, HubClock::alone, now_ms));
    QIANTAI_TRY(const auto first, first_ahead(database, ahead.bound));
    int count = 0;
    if (first) {
        QIANTAI_TRY(const auto restamp, plan(database, *first, ahead.hub_time_ms));
        QIANTAI_TRY_STATUS(write_outbox(database, *first, restamp.clocks));
        QIANTAI_TRY_STATUS(write_rows(database, manifest, restamp));
        count = static_cast<int>(restamp.clocks.size());
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return count;
}

}  // namespace qiantai::sync
