#include "sync/hub/rules/upgrade_check.hpp"

#include <charconv>

#include "schema/manifest/values.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

/// Nothing for a database of before there was a check: what it knew then is not known.
Result<std::optional<int>> load_checked_version(HubReader& reader) {
    QIANTAI_TRY(const auto text, reader.load_fact(fact::k_checked_schema));
    int version = 0;
    if (!text ||
        std::from_chars(text->data(), text->data() + text->size(), version).ec != std::errc())
        return std::optional<int>();
    return std::optional(version);
}

/// One upgrade, from the version that was checked last.
class Check {
  public:
    Check(HubWriter& writer, const Manifest& manifest, int checked)
        : m_writer(writer), m_manifest(manifest), m_checked(checked) {}

    Result<UpgradeCheck> run() {
        for (const auto& entity : m_manifest.entities()) {
            QIANTAI_TRY_STATUS(entity.since > m_checked ? check_entity(entity)
                                                        : check_columns(entity));
        }
        return m_found;
    }

  private:
    using Keys = std::vector<RowKey>;

    /// Rows of an entity that was unknown lie in the scope of the store that wrote them.
    Status check_entity(const Entity& entity) {
        Keys right, wrong;
        QIANTAI_TRY_STATUS(m_writer.visit_rows(entity.name, [&](const StoredRow& row) -> Status {
            const auto store = sync::store_of_scope(row.scope);
            auto& keys = !store || is_right(entity, row.state, *store) ? right : wrong;
            keys.push_back({row.state.entity, row.state.id});
            return {};
        }));
        m_found.placed += std::ssize(right);
        m_found.withdrawn += std::ssize(wrong);
        QIANTAI_TRY_STATUS(in_chunks(right, [&](std::span<const RowKey> keys) {
            return change(keys, [](WorkingSet& rows, const RowKey& key) { rows.place_again(key); });
        }));
        return in_chunks(wrong, [&](std::span<const RowKey> keys) { return withdraw(keys); });
    }

    Status check_columns(const Entity& entity) {
        Keys changed;
        std::vector<DuplicateKey> held;
        QIANTAI_TRY_STATUS(m_writer.visit_rows(entity.name, [&](const StoredRow& row) -> Status {
            const auto wrong = wrong_columns(entity, row.state);
            m_found.emptied += std::ssize(wrong);
            if (!wrong.empty()) changed.push_back({row.state.entity, row.state.id});
            for (auto& key : duplicate_keys_of(&entity, row.state)) {
                const bool is_new = entity.find_column(key.column)->since > m_checked;
                if (is_new && std::ranges::find(wrong, key.column) == wrong.end())
                    held.push_back(std::move(key));
            }
            return {};
        }));
        QIANTAI_TRY_STATUS(m_writer.add_duplicates(held));
        return in_chunks(changed, [&](std::span<const RowKey> keys) {
            return change(keys, [&](WorkingSet& rows, const RowKey& key) {
                auto state = *rows.find(key);
                for (const auto name : wrong_columns(entity, state)) {
                    state.columns.erase(name);
                    if (const auto clock = state.clocks.later.find(name);
                        clock != state.clocks.later.end())
                        state.clocks.later.erase(clock);
                }
                rows.set(key, std::move(state), "");
            });
        });
    }

    /// Columns that came since, with a value that the row's store could not give them.
    std::vector<std::string_view> wrong_columns(const Entity& entity,
                                                const sync::RowState& state) const {
        std::vector<std::string_view> names;
        const bool is_hq = store_code_of(state) == sync::k_hq_store_code || !entity.has_store();
        for (const auto& column : entity.columns) {
            const auto* value = state.columns.if_contains(column.name);
            if (column.since <= m_checked || !value || value->is_null()) continue;
            const bool for_hq = column.writer.value_or(entity.writer) == Writer::hq && !is_hq &&
                                entity.writer != Writer::hq;
            if (for_hq || !check_value(column, *value)) names.push_back(column.name);
        }
        return names;
    }

    static bool is_right(const Entity& entity, const sync::RowState& state,
                         std::string_view store) {
        const bool is_hq = store == sync::k_hq_store_code;
        if (!is_hq && entity.has_store() && store_code_of(state) != store) return false;
        for (const auto& column : entity.columns) {
            const auto* value = state.columns.if_contains(column.name);
            const bool present = value && !value->is_null();
            if (!present && column.presence == Presence::required) return false;
            if (!present) continue;
            const bool for_hq = column.writer.value_or(entity.writer) == Writer::hq;
            if ((for_hq && !is_hq) || !check_value(column, *value)) return false;
        }
        return is_hq || entity.writer != Writer::hq;
    }

    template <typename Work>
    static Status in_chunks(const Keys& keys, Work work) {
        std::span<const RowKey> left(keys);
        while (!left.empty()) {
            const auto chunk = left.first(std::min(left.size(), sync::tuning::k_push_chunk));
            QIANTAI_TRY_STATUS(work(chunk));
            left = left.subspan(chunk.size());
        }
        return {};
    }

    template <typename Work>
    Status change(std::span<const RowKey> keys, Work work) {
        WorkingSet rows(m_manifest, m_writer);
        QIANTAI_TRY_STATUS(rows.load(keys));
        std::vector<DuplicateKey> held;
        for (const auto& key : keys) {
            work(rows, key);
            const auto now = duplicate_keys_of(m_manifest.find(key.entity), *rows.find(key));
            held.insert(held.end(), now.begin(), now.end());
        }
        QIANTAI_TRY(const auto duplicates, rows.save_duplicate_keys());
        // By what they hold rows are found from now on, whatever was known before.
        QIANTAI_TRY_STATUS(m_writer.add_duplicates(held));
        return rows.flush();
    }

    /// Stays in the database, for whoever looks into it; whoever saw it is told that it is gone.
    Status withdraw(std::span<const RowKey> keys) {
        QIANTAI_TRY(auto rows, m_writer.load_rows(keys));
        std::map<std::string, std::int64_t> raise_by;
        for (const auto& row : rows) {
            for (const auto& place : row.places) raise_by[place.scope] += place.gone ? 0 : 1;
        }
        QIANTAI_TRY(auto versions, m_writer.raise_counters(raise_by));
        std::vector<RowWrite> writes;
        for (auto& row : rows) {
            RowWrite write{.row = {}, .old_places = row.places};
            for (auto& place : row.places) {
                if (std::exchange(place.gone, true)) continue;
                place.version = ++versions[place.scope];
            }
            write.row = std::move(row);
            writes.push_back(std::move(write));
        }
        return m_writer.write_rows(writes);
    }

    HubWriter& m_writer;
    const Manifest& m_manifest;
    int m_checked;
    UpgradeCheck m_found;
};

}  // namespace

Result<UpgradeCheck> check_after_upgrade(HubStore& store, const Manifest& manifest) {
    {
        QIANTAI_TRY(const auto reader, store.begin_read());
        QIANTAI_TRY(const auto checked, load_checked_version(*reader));
        if (checked && *checked >= manifest.schema_version()) return UpgradeCheck{};
    }
    QIANTAI_TRY(const auto writer, store.begin_write());
    QIANTAI_TRY(const auto checked, load_checked_version(*writer));
    UpgradeCheck found;
    if (checked) {
        QIANTAI_TRY(found, Check(*writer, manifest, *checked).run());
    }
    QIANTAI_TRY_STATUS(
        writer->save_fact(fact::k_checked_schema, std::to_string(manifest.schema_version())));
    QIANTAI_TRY_STATUS(writer->commit());
    return found;
}

}  // namespace qiantai::hub
