#pragma once

#include <map>
#include <optional>
#include <unordered_map>

#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

struct RowKeyHash {
    std::size_t operator()(const RowKey& key) const noexcept;
};

/// The rows one write transaction works on: loaded in batches, changed in memory, written at the
/// end with their feed entries. Whoever changes rows at the hub (pushes, enrolment, the command
/// line) does it through this, so that versions, moves between scopes and duplicate keys are right
/// everywhere. Single-use; flush() comes last.
class WorkingSet {
  public:
    WorkingSet(const Manifest& manifest, HubWriter& writer)
        : m_manifest(manifest), m_writer(writer) {}

    /// Loads the rows that were not asked for before.
    Status load(std::span<const RowKey> keys);
    /// Loads all rows that belong to these persons, and gives their keys.
    Result<std::vector<RowKey>> load_dependents(std::span<const Uuid> subjects);
    /// The row as changed so far; null if there is none. `key` must have been loaded. Valid until
    /// the next set or load.
    const sync::RowState* find(const RowKey& key) const;
    /// Home scope of a stored row, empty for a new one.
    std::string_view scope_of(const RowKey& key) const;
    /// Gives a loaded row its new state. A row of an unknown entity has its home in `unknown_home`.
    void set(const RowKey& key, sync::RowState state, std::string_view unknown_home);
    /// Has flush() look again at which scopes show a loaded row, after a stay began or ended.
    /// Scopes that show it already are told nothing.
    void place_again(const RowKey& key);
    /// Keys of rows that were set or are to be placed again, in the order of their first set.
    const std::vector<RowKey>& changed() const { return m_changed; }

    /// Brings the duplicate keys of all changed rows up to date, and gives the values that rows
    /// newly hold.
    Result<std::vector<DuplicateKey>> save_duplicate_keys();
    /// Writes all changed rows, and their feed entries with the next versions of their scopes.
    Status flush();

  private:
    struct Slot {
        StoredRow row;
        std::vector<FeedPlace> old_places;
        std::vector<FeedPlace> new_places;  ///< at versions from 1, until flush() knows the rest
        std::vector<DuplicateKey> old_keys;
        bool exists = false;
        bool changed = false;
        bool only_placed = false;  ///< changed, but not its state
        std::string unknown_home;
    };
    using Slots = std::unordered_map<RowKey, Slot, RowKeyHash>;

    void adopt(StoredRow row);
    Slot& mark_changed(const RowKey& key);
    Status load_stays();
    const Slot& slot_of(const RowKey& key) const;
    std::vector<std::string> scopes_of(const Slot& slot) const;
    void place(Slot& slot, std::map<std::string, std::int64_t>& versions) const;

    const Manifest& m_manifest;
    HubWriter& m_writer;
    Slots m_slots;
    std::vector<RowKey> m_changed;
    std::multimap<Uuid, std::string> m_stay_scopes;  ///< by person, of the changed rows
};

/// A column's text; empty if it has none.
std::string_view text_of(const boost::json::object& columns, std::string_view column);
std::string_view store_code_of(const sync::RowState& state);
/// Values of the entity's duplicate_key and lookup_key columns that the row holds.
std::vector<DuplicateKey> duplicate_keys_of(const Entity* entity, const sync::RowState& state);

}  // namespace qiantai::hub
