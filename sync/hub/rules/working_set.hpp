#pragma once

#include <functional>
#include <map>
#include <optional>

#include "schema/manifest/manifest.hpp"
#include "sync/core/scope.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// By id first, which tells nearly all keys apart. No hash: ids are the terminals' to choose.
struct RowKeyOrder {
    bool operator()(const RowKey& one, const RowKey& other) const {
        return one.id == other.id ? one.entity < other.entity : one.id < other.id;
    }
};

/// The rows one write transaction works on: loaded in batches, changed in memory, written at the
/// end with their feed entries. Whoever changes rows at the hub (pushes, enrolment, the command
/// line) does it through this, so that versions, moves between scopes and duplicate keys are right
/// everywhere. Single-use; flush() comes last.
///
/// What its feeds say (working_set_places.cpp)
/// 1. A row stands in a scope's feed once: as it is, or as gone from there.
/// 2. Who saw a row and sees it no longer is told so, also who wrote it and does not see it, and
///    stores that a change named in vain.
/// 3. A row that belongs to another one is where that one is: if that one moves, it moves in the
///    same transaction. If the hub does not have that one, it is where its own columns say.
/// 4. For headquarters' desks all scopes that every desk reads count as one: a row is gone for them
///    only if none of these shows it, and as soon as one does, none says gone.
class WorkingSet {
  public:
    WorkingSet(const Manifest& manifest, HubWriter& writer)
        : m_manifest(manifest), m_writer(writer) {}

    /// Loads the rows that were not asked for before.
    Status load(std::span<const RowKey> keys);
    /// Loads those rows to which these, loaded ones, belong, and theirs in turn. `named_too`: rows
    /// that changes of the row name.
    Status load_parents(std::span<const RowKey> keys, std::vector<RowKey> named_too = {});
    /// Loads all rows that belong to these persons, and gives their keys.
    Result<std::vector<RowKey>> load_dependents(std::span<const Uuid> subjects);
    /// Loads all rows that belong to these rows, and those that belong to them in turn, and gives
    /// their keys.
    Result<std::vector<RowKey>> load_descendants(std::vector<Uuid> parents);
    /// The row as changed so far; null if there is none. `key` must have been loaded. Valid until
    /// the next set or load.
    const sync::RowState* find(const RowKey& key) const;
    /// Home scope of a stored row, empty for a new one.
    std::string_view scope_of(const RowKey& key) const;
    /// The stores whose terminals may write the row as it is now: its own, that of the row it
    /// belongs to, and those named by either. Also those that the row left after `written`: what
    /// they wrote before comes late, from a store without a connection or again to a restored hub.
    /// Empty if there is no row. Its parents must have been loaded.
    std::set<std::string, std::less<>> writing_stores(const RowKey& key, sync::Hlc written) const;
    /// Gives a loaded row its new state. `writer_scope`: store scope of the terminal that wrote it,
    /// empty for the hub itself; a row of an unknown entity has its home there.
    void set(const RowKey& key, sync::RowState state, std::string_view writer_scope);
    /// A change of the row named these stores in its columns, whether it won or not. If they do not
    /// see the row in the end they are told so: before the hub was set back to a backup they may
    /// have seen it. Comes after set().
    void note_named_stores(const RowKey& key, const boost::json::object& columns);
    /// Has flush() look again at which scopes show a loaded row, after a stay began or ended.
    /// Scopes that show it already are told nothing.
    void place_again(const RowKey& key);
    /// Keys of rows that were set or are to be placed again, in the order of their first set.
    const std::vector<RowKey>& changed() const { return m_changed; }

    struct KeyChanges {
        std::vector<DuplicateKey> added;    ///< values that rows newly hold
        std::vector<DuplicateKey> removed;  ///< and those they hold no more
        bool contents_let_go = false;       ///< some of these name photos or files
    };
    /// Brings the duplicate keys of all changed rows up to date, and notes contents they let go.
    Result<KeyChanges> save_duplicate_keys();
    /// Writes all changed rows, and their feed entries with the next versions of their scopes.
    /// `between` is asked from time to time whether to go on.
    Status flush(const std::function<Status()>& between = [] { return Status(); });

  private:
    /// What of a row's own columns decides where it and all that belongs to it are seen.
    struct Placing {
        sync::Audience audience;
        Uuid parent;
        bool operator==(const Placing&) const = default;
    };
    struct Slot {
        StoredRow row;
        std::vector<FeedPlace> old_places;
        std::vector<FeedPlace> new_places;  ///< at versions from 1, until flush() knows the rest
        std::vector<DuplicateKey> old_keys;
        std::optional<Placing> old_placing;  ///< of a changed row; nothing if it was not there
        bool exists = false;
        bool changed = false;
        bool only_placed = false;  ///< changed, but not its state
        std::string unknown_home;
        std::string writer_scope;
        std::set<std::string> named_stores;  ///< by changes of the row, the first few
    };
    using Slots = std::map<RowKey, Slot, RowKeyOrder>;

    // working_set.cpp
    RowKey adopt(StoredRow row);
    Slot& mark_changed(const RowKey& key);
    const Slot& slot_of(const RowKey& key) const;

    // working_set_places.cpp
    Placing placing_of(const sync::RowState& state) const;
    /// Nothing if it belongs to no row.
    std::optional<RowKey> parent_of(const sync::RowState& state) const;
    const Slot* find_parent(const Slot& slot) const;
    sync::Audience audience_of(const Slot& slot) const;
    std::set<std::string> named_but_unseeing(const Slot& slot) const;
    static void add_stores_left(const Slot& slot, std::set<std::string, std::less<>>& stores);
    Status follow_moved_parents();
    Status load_stays();
    std::vector<Uuid> opened_by(const Slot& slot) const;
    std::vector<std::string> scopes_of(const Slot& slot) const;
    void place(Slot& slot, std::map<std::string, std::int64_t>& versions) const;

    const Manifest& m_manifest;
    HubWriter& m_writer;
    Slots m_slots;
    std::vector<RowKey> m_changed;
    std::multimap<Uuid, Stay> m_stays;  ///< of the changed rows
};

/// A column's text; empty if it has none.
std::string_view text_of(const boost::json::object& columns, std::string_view column);
std::string_view store_code_of(const sync::RowState& state);
/// The person the row belongs to; nil if there is none. `entity` may be null.
Uuid subject_of(const Entity* entity, const sync::RowState& state);
/// Values of the entity's duplicate_key, lookup_key and attachment columns that the row holds.
std::vector<DuplicateKey> duplicate_keys_of(const Entity* entity, const sync::RowState& state);

}  // namespace qiantai::hub
