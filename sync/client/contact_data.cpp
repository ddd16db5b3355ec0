#include "sync/client/contact_data.hpp"

#include <fmt/format.h>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/outbox_scrub.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/client/capture_pause.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/local_parents.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;
using sqlite::quoted;

Result<bool> has_open_rejection(sqlite::Database& database, std::string_view entity,
                                const Uuid& id) {
    auto& statement = database.cached(
        "SELECT 1 FROM rejection WHERE status = 'open' AND entity = ? AND id = ? LIMIT 1");
    return sqlite::any(statement.bind(entity, id));
}

/// Empties the row's contact columns, as if it had come without them.
Status empty_columns(sqlite::RowTable& table, const Uuid& id) {
    QIANTAI_TRY(auto state, load_row_state(table, id));
    if (!state) return {};
    for (const auto& column : table.entity().columns) {
        if (!column.contact) continue;
        state->columns.erase(column.name);
        state->clocks.later.erase(std::string(column.name));
    }
    return save_row_state(table, *state);
}

Status forget(sqlite::Database& database, std::string_view entity, const Uuid& id) {
    return database.cached("DELETE FROM contact_kept WHERE entity = ? AND id = ?")
        .bind(entity, id)
        .run();
}

class Sweep {
  public:
    Sweep(sqlite::Database& database, const Manifest& manifest, const DeviceFacts& device)
        : m_database(database), m_manifest(manifest), m_device(device) {}

    Status run(TimeMs now_ms) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_database));
        QIANTAI_TRY(const auto pause, CapturePause::begin(m_database));
        QIANTAI_TRY(const auto offset,
                    sqlite::load_fact_integer(m_database, fact::k_clock_offset_ms));
        QIANTAI_TRY(const auto remote, sqlite::load_fact_integer(m_database, fact::k_remote_hlc));
        // The hub takes clocks that are a little ahead of its own.
        const TimeMs newest = Hlc(remote.value_or(0)).time_ms() - tuning::k_clock_offset_max_ms;
        m_now = std::max(now_ms + offset.value_or(0), newest);
        QIANTAI_TRY(m_acked, load_acked_seq(m_database));
        QIANTAI_TRY_STATUS(note_all_of_new_manifest());
        QIANTAI_TRY_STATUS(note_uploaded());
        QIANTAI_TRY(const auto kept, load_kept());
        for (const auto& one : kept) QIANTAI_TRY_STATUS(settle(one));
        return transaction.commit();
    }

  private:
    struct Kept {
        std::string entity;
        Uuid id;
        bool from_feed;
    };

    /// A version of this program may call columns contact data that lie here already.
    Status note_all_of_new_manifest() {
        std::string names;
        for (const auto& entity : m_manifest.entities()) {
            for (const auto& column : entity.columns) {
                if (column.contact) names += fmt::format("{}.{} ", entity.name, column.name);
            }
        }
        QIANTAI_TRY(const auto known, sqlite::load_fact_text(m_database, fact::k_contact_columns));
        if (known.value_or("") == names) return {};
        for (const auto& entity : m_manifest.entities()) {
            if (entity.has_contact_columns()) QIANTAI_TRY_STATUS(note_filled(entity));
        }
        QIANTAI_TRY_STATUS(sqlite::remove_fact(m_database, fact::k_contact_swept_seq));
        return sqlite::save_fact(m_database, fact::k_contact_columns, names);
    }

    Status note_filled(const Entity& entity) {
        std::string filled;
        for (const auto& column : entity.columns) {
            if (!column.contact) continue;
            filled += (filled.empty() ? "" : " OR ") + quoted(column.name) + " IS NOT NULL";
        }
        QIANTAI_TRY(auto statement,
                    m_database.prepare("INSERT OR IGNORE INTO contact_kept (entity, id, from_feed)"
                                       " SELECT ?, id, 0 FROM " +
                                       quoted(entity.name) + " WHERE " + filled));
        return statement.bind(entity.name).run();
    }

    /// Rows of which changes with contact columns were uploaded since the last time.
    Status note_uploaded() {
        QIANTAI_TRY(const auto swept,
                    sqlite::load_fact_integer(m_database, fact::k_contact_swept_seq));
        if (swept == m_acked) return {};
        for (const auto& entity : m_manifest.entities()) {
            if (!entity.has_contact_columns()) continue;
            auto& statement = m_database.cached(
                "INSERT OR IGNORE INTO contact_kept (entity, id, from_feed) "
                "SELECT entity, id, 0 FROM outbox WHERE seq > ? AND seq <= ? AND entity = ?");
            QIANTAI_TRY_STATUS(statement.bind(swept.value_or(0), m_acked, entity.name).run());
        }
        return sqlite::save_fact(m_database, fact::k_contact_swept_seq, m_acked);
    }

    Result<std::vector<Kept>> load_kept() {
        return sqlite::all(
            m_database.cached("SELECT entity, id, from_feed FROM contact_kept"),
            [](const sqlite::Statement& row) {
                return Kept{std::string(row.text(0)), row.uuid(1), row.integer(2) != 0};
            });
    }

    Result<bool> waits(const Kept& kept) {
        auto& unsent = m_database.cached(
            "SELECT 1 FROM outbox WHERE entity = ? AND id = ? AND seq > ? LIMIT 1");
        QIANTAI_TRY(const bool found, sqlite::any(unsent.bind(kept.entity, kept.id, m_acked)));
        if (found) return true;
        return has_open_rejection(m_database, kept.entity, kept.id);
    }

    Status settle(const Kept& kept) {
        const Entity* entity = m_manifest.find(kept.entity);
        if (!entity) return {};
        QIANTAI_TRY(const bool unsettled, waits(kept));
        if (unsettled) return {};
        QIANTAI_TRY_STATUS(sqlite::scrub_contact(m_database, *entity, kept.id));
        QIANTAI_TRY(auto table, sqlite::RowTable::open(m_database, *entity));
        QIANTAI_TRY(auto row, table.load(kept.id));
        if (row) {
            QIANTAI_TRY(const bool open, is_open(*entity, kept.id, std::move(row->columns)));
            if (open) return {};
            QIANTAI_TRY_STATUS(empty_columns(table, kept.id));
            if (kept.from_feed) QIANTAI_TRY_STATUS(read_desk_scope_again());
        }
        return forget(m_database, kept.entity, kept.id);
    }

    /// An authorisation that this desk has names the row, its person or a row it belongs to.
    Result<bool> is_open(const Entity& entity, const Uuid& id, boost::json::object columns) {
        std::vector<Uuid> named;
        if (!entity.subject_column.empty()) {
            const auto person = Uuid::parse(column_text(columns, entity.subject_column));
            if (person) named.push_back(*person);
        }
        QIANTAI_TRY(const auto line,
                    load_row_line(m_database, m_manifest, entity, id, std::move(columns)));
        for (const auto& row : line.rows) named.push_back(row.id);
        for (const auto& authorising : m_manifest.entities()) {
            if (authorising.opens_contact.row_column.empty()) continue;
            for (const auto& one : named) {
                QIANTAI_TRY(const bool open, is_open_under(authorising, one));
                if (open) return true;
            }
        }
        return false;
    }

    Result<bool> is_open_under(const Entity& authorising, const Uuid& named) {
        const auto& opens = authorising.opens_contact;
        QIANTAI_TRY(
            auto statement,
            m_database.prepare(fmt::format(
                "SELECT 1 FROM {} WHERE {} = ? AND {} = ? AND {} > ? AND {} IS NULL",
                quoted(authorising.name), quoted(opens.row_column), quoted(opens.desk_column),
                quoted(opens.until_column), quoted(opens.ended_column))));
        return sqlite::any(statement.bind(named, m_device.terminal_code, m_now));
    }

    Status read_desk_scope_again() {
        return m_database.cached("DELETE FROM feed_cursor WHERE scope = ?")
            .bind(desk_scope(m_device.terminal_code))
            .run();
    }

    sqlite::Database& m_database;
    const Manifest& m_manifest;
    const DeviceFacts& m_device;
    TimeMs m_now = 0;
    std::int64_t m_acked = 0;
};

}  // namespace

Status drop_contact_data(sqlite::Database& database, const Manifest& manifest, TimeMs now_ms) {
    QIANTAI_TRY(const auto device, load_device_facts(database));
    if (!device || device->store_code != k_hq_store_code) return {};
    return Sweep(database, manifest, *device).run(now_ms);
}

Status note_opened(sqlite::Database& database, const Entity& entity, const Uuid& id) {
    return database
        .cached("INSERT OR REPLACE INTO contact_kept (entity, id, from_feed) VALUES (?, ?, 1)")
        .bind(entity.name, id)
        .run();
}

Status close_opened(sqlite::Database& database, sqlite::RowTable& table, const Uuid& id) {
    const std::string_view entity = table.entity().name;
    QIANTAI_TRY(const bool refused, has_open_rejection(database, entity, id));
    if (!refused) {
        QIANTAI_TRY_STATUS(empty_columns(table, id));
        return forget(database, entity, id);
    }
    return database.cached("UPDATE contact_kept SET from_feed = 0 WHERE entity = ? AND id = ?")
        .bind(entity, id)
        .run();
}

}  // namespace qiantai::sync
