#include "sync/hub/program/hub_move.hpp"

#include <fmt/format.h>

#include <ranges>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "sync/hub/program/hub_backup.hpp"

namespace qiantai::hub {
namespace {

namespace fs = std::filesystem;

/// Rows that are read, written and committed at a time; with some kilobytes each, a few megabytes.
constexpr int k_page_rows = 1000;
/// In the new store: what it is filled from, so that only a move of the same rows goes on with it.
constexpr std::string_view k_moved_from = "moved_from";

/// Long tables, where a move that was cut off goes on. The others are filled anew.
bool is_resumed(HubTable table) {
    return table == HubTable::row || table == HubTable::feed || table == HubTable::duplicate_key;
}

/// Of the rows in a store: every row that is written raises a counter.
Result<std::string> fingerprint_of(HubReader& reader) {
    QIANTAI_TRY(const auto generation, reader.load_fact(fact::k_generation));
    if (!generation) return make_error(k_hub_missing, "the hub was not set up to its end");
    QIANTAI_TRY(const auto counters, reader.load_all_counters());
    std::string all = *generation;
    for (const auto& [scope, version] : counters) all += fmt::format("\n{} {}", scope, version);
    return *generation + " " + to_hex(as_bytes(blake2b_256(all)));
}

/// A page of one table in both stores, and what the new one still lacks of it.
struct PagePair {
    std::vector<TableRow> from, to;

    std::span<const TableRow> missing() const {
        return std::span(from).subspan(std::min(to.size(), from.size()));
    }
    /// What the new store has is what the old one has, as far as it goes.
    bool agree(const TableShape& shape) const {
        if (to.size() > from.size()) return false;
        for (std::size_t i = 0; i < to.size(); ++i) {
            if (!is_same_row(shape, from[i], to[i])) return false;
        }
        return true;
    }
};

Result<PagePair> load_pages(HubReader& from, HubReader& to, HubTable table, const TableRow* after) {
    PagePair pages;
    QIANTAI_TRY(pages.from, from.load_table(table, after, k_page_rows));
    QIANTAI_TRY(pages.to, to.load_table(table, after, k_page_rows));
    return pages;
}

class Mover {
  public:
    Mover(HubReader& from, HubStore& to, const MoveProgress& progress)
        : m_from(from), m_to(to), m_progress(progress) {}

    /// Copies all tables but the facts, which make the new store a hub.
    Status copy(const std::string& fingerprint) {
        QIANTAI_TRY_STATUS(prepare(fingerprint));
        for (const auto& shape : table_shapes()) {
            if (shape.table != HubTable::fact) QIANTAI_TRY_STATUS(copy_table(shape));
        }
        return {};
    }

    Result<MovedRows> compare() {
        MovedRows rows;
        for (const auto& shape : table_shapes()) {
            if (shape.table == HubTable::fact) continue;
            QIANTAI_TRY(rows.emplace_back(), compare_table(shape));
        }
        return rows;
    }

    /// With them the new store is a hub.
    Result<std::int64_t> copy_facts(const std::string& fingerprint) {
        QIANTAI_TRY(auto facts, m_from.load_table(HubTable::fact, nullptr, k_page_rows));
        std::erase_if(facts, [](const TableRow& fact) { return fact.front() == k_moved_from; });
        QIANTAI_TRY(auto writer, m_to.begin_write());
        QIANTAI_TRY_STATUS(writer->empty_table(HubTable::fact));
        QIANTAI_TRY_STATUS(writer->fill_table(HubTable::fact, facts));
        QIANTAI_TRY_STATUS(writer->save_fact(k_moved_from, fingerprint));
        QIANTAI_TRY_STATUS(writer->commit());
        return static_cast<std::int64_t>(facts.size());
    }

  private:
    /// An empty store, or one that a move from the same rows has begun to fill.
    Status prepare(const std::string& fingerprint) {
        QIANTAI_TRY(auto reader, m_to.begin_read());
        QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
        QIANTAI_TRY(const auto moved_from, reader->load_fact(k_moved_from));
        QIANTAI_TRY(const auto ended, reader->load_fact(fact::k_moved));
        const bool goes_on = moved_from == fingerprint && !ended;
        if (generation && !goes_on) return make_error(k_move_occupied);
        reader.reset();
        QIANTAI_TRY(auto writer, m_to.begin_write());
        // Feed entries name rows: what names goes first.
        for (const auto& shape : std::views::reverse(table_shapes())) {
            if (shape.table == HubTable::fact) continue;
            if (goes_on && is_resumed(shape.table)) continue;
            QIANTAI_TRY_STATUS(writer->empty_table(shape.table));
        }
        QIANTAI_TRY_STATUS(writer->save_fact(k_moved_from, fingerprint));
        return writer->commit();
    }

    Status copy_table(const TableShape& shape) {
        std::optional<TableRow> after;
        for (std::int64_t rows = 0;;) {
            QIANTAI_TRY(auto writer, m_to.begin_write());
            QIANTAI_TRY(auto pages,
                        load_pages(m_from, *writer, shape.table, after ? &*after : nullptr));
            if (!pages.agree(shape)) return make_error(k_move_differs, std::string(shape.name));
            QIANTAI_TRY_STATUS(writer->fill_table(shape.table, pages.missing()));
            QIANTAI_TRY_STATUS(writer->commit());
            rows += static_cast<std::int64_t>(pages.from.size());
            m_progress(shape, rows);
            if (pages.from.size() < k_page_rows) return {};
            after = std::move(pages.from.back());
        }
    }

    Result<std::int64_t> compare_table(const TableShape& shape) {
        QIANTAI_TRY(auto to, m_to.begin_read());
        std::optional<TableRow> after;
        for (std::int64_t rows = 0;;) {
            QIANTAI_TRY(auto pages,
                        load_pages(m_from, *to, shape.table, after ? &*after : nullptr));
            if (!pages.agree(shape) || !pages.missing().empty()) {
                return make_error(k_move_differs, name_of_first_difference(shape, pages));
            }
            rows += static_cast<std::int64_t>(pages.from.size());
            if (pages.from.size() < k_page_rows) return rows;
            after = std::move(pages.from.back());
        }
    }

    static std::string name_of_first_difference(const TableShape& shape, const PagePair& pages) {
        for (std::size_t i = 0; i < pages.from.size(); ++i) {
            if (i >= pages.to.size() || !is_same_row(shape, pages.from[i], pages.to[i])) {
                return row_name(shape, pages.from[i]);
            }
        }
        return row_name(shape, pages.to.at(pages.from.size()));
    }

    HubReader& m_from;
    HubStore& m_to;
    const MoveProgress& m_progress;
};

/// Out of the way of a hub that may be moved back, and where the administrator looks for it.
Status set_file_aside(const HubPaths& paths, TimeMs now) {
    QIANTAI_TRY_STATUS(make_private_directory(paths.backups()));
    const auto kept = moved_backup(paths, now);
    for (const std::string ending : {"", "-wal", ".cipher"}) {
        const fs::path from = paths.database().string() + ending;
        std::error_code error;
        if (!fs::exists(from, error)) continue;
        QIANTAI_TRY_STATUS(rename_durably(from, kept.string() + ending));
    }
    return {};
}

/// The last steps: from here on the hub is the new one.
Status switch_over(const HubPaths& paths, HubSettings settings, const std::string& database,
                   TimeMs now) {
    const bool was_file = settings.database.empty();
    settings.database = database;
    QIANTAI_TRY_STATUS(save_settings(paths, settings));
    if (!was_file) return {};
    return set_file_aside(paths, now);
}

/// What a move into PostgreSQL has left that was cut off at its very end.
Status set_moved_file_aside(const HubPaths& paths, TimeMs now) {
    std::error_code ignored;
    if (!fs::exists(paths.database(), ignored)) return {};
    {
        QIANTAI_TRY(auto file, open_hub_database(paths, {}));
        QIANTAI_TRY(auto reader, file->begin_read());
        QIANTAI_TRY(const auto moved, reader->load_fact(fact::k_moved));
        if (!moved) return {};
    }
    return set_file_aside(paths, now);
}

/// True if an earlier move has come as far as ending the old store: the new one is whole.
Result<bool> is_only_to_switch(HubStore& from, HubStore& to) {
    QIANTAI_TRY(auto reader, from.begin_read());
    QIANTAI_TRY(const auto moved, reader->load_fact(fact::k_moved));
    if (!moved) return false;
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    QIANTAI_TRY(auto other, to.begin_read());
    QIANTAI_TRY(const auto there, other->load_fact(fact::k_generation));
    if (!there || there != generation) return make_error(k_store_moved);
    return true;
}

}  // namespace

Result<MovedRows> move_hub(const HubPaths& paths, const std::string& database, Clock& clock,
                           Random& random, const MoveProgress& progress) {
    QIANTAI_TRY(const auto settings, load_settings(paths));
    if (settings.database == database) return make_error(k_move_nowhere);
    if (!database.empty()) QIANTAI_TRY_STATUS(check_conninfo(database));
    QIANTAI_TRY(const auto lock, HomeLock::take(paths));
    if (!settings.database.empty()) {
        QIANTAI_TRY_STATUS(set_moved_file_aside(paths, clock.now_ms()));
    }
    QIANTAI_TRY(auto from, open_hub_database(paths, settings.database));
    QIANTAI_TRY(auto to, make_hub_database(paths, database, random));
    QIANTAI_TRY(const bool only_to_switch, is_only_to_switch(*from, *to));
    MovedRows rows;
    if (!only_to_switch) {
        // Nobody else writes to it meanwhile.
        QIANTAI_TRY(auto last, from->begin_write());
        QIANTAI_TRY(const auto fingerprint, fingerprint_of(*last));
        Mover mover(*last, *to, progress);
        QIANTAI_TRY_STATUS(mover.copy(fingerprint));
        QIANTAI_TRY(rows, mover.compare());
        QIANTAI_TRY(rows.emplace_back(), mover.copy_facts(fingerprint));
        QIANTAI_TRY_STATUS(last->end_store(clock.now_ms()));
        QIANTAI_TRY_STATUS(last->commit());
    }
    to.reset();
    from.reset();
    QIANTAI_TRY_STATUS(switch_over(paths, settings, database, clock.now_ms()));
    return rows;
}

}  // namespace qiantai::hub
