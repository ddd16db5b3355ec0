#pragma once

// Where the hub keeps everything. Two implementations share this interface and the suite in
// tests/hub/store_conformance.hpp.
//
// Contract
// 1. A HubReader sees one consistent state, as of its making, until it is destroyed.
// 2. A HubWriter is one transaction: it sees its own writes, others see them after commit() only;
// destroyed without
//    commit() nothing of it remains. Once a call has failed only destruction is allowed.
// 3. Whoever has several rows asks for all of them in one call, so that a push makes a fixed number
// of calls whatever its size. A call that takes a span may be given an empty one. Over a connection
// to a database server it costs a fixed number of round trips, however long the span is; SQLite,
// which answers in the process, runs one prepared statement for each element.
// 4. A store is thread-safe; a reader or writer belongs to one thread at a time. Writers wait for
// each other where they
//    touch the same device or scope; one store may let only one write at a time.
// 5. On success of commit() the data is on disk.
// 6. What fails for want of room on the disk fails with an error of the code k_storage_full.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/content_folder.hpp"
#include "schema/base/named_enum.hpp"
#include "schema/base/result.hpp"
#include "sync/core/row_state.hpp"
#include "sync/hub/store/hub_tables.hpp"

namespace qiantai::hub {

inline constexpr std::string_view k_storage_full = "disk_full";

inline constexpr ErrorKind k_store_moved{
    "store_moved", Actor::administrator,
    "The hub's data was moved to another database, and this one is kept as it was. Run the move "
    "again to its end (qiantai-hub move), or let hub.toml name the new database.",
    "中心数据已移到另一个数据库，此处保持原样。请重新执行 qiantai-hub move 完成迁移，或在 hub.toml 中填写新"
    "数据库。"};

struct RowKey {
    std::string entity;
    Uuid id;
    auto operator<=>(const RowKey&) const = default;
};

/// One entry of a scope's feed.
struct FeedPlace {
    std::string scope;
    std::int64_t version = 0;
    bool gone = false;  ///< the row left this scope
    bool operator==(const FeedPlace&) const = default;
};

/// A row as it lies in the store.
struct StoredRow {
    std::int64_t number = 0;  ///< the store's own handle; 0 = not stored yet
    std::string scope;        ///< home scope
    sync::RowState state;
    std::vector<FeedPlace> places;
    /// Person the row belongs to; nil if there is none.
    Uuid subject;
    /// Row it belongs to; nil if there is none.
    Uuid parent;
};

/// Until then, a scope shows rows that are not its own. Either everything that follows a person who
/// was looked up at that scope's store, or, under an authorisation, the rows with contact columns
/// of a person or row, to the one desk whose scope it is.
struct Stay {
    Uuid person;  ///< or row
    std::string scope;
    Uuid authorisation;  ///< id of the row that says so; nil: looked up
    TimeMs until = 0;
    bool operator==(const Stay&) const = default;
};

/// A row to be stored, with its feed entries: `row.places` says how they are to be afterwards.
struct RowWrite {
    StoredRow row;
    std::vector<FeedPlace> old_places;  ///< as loaded; empty for a new row
};

/// A value by which rows are found, of a duplicate_key, lookup_key or attachment column, that a row
/// holds.
struct DuplicateKey {
    std::string entity;
    std::string column;
    std::string value;
    Uuid id;
    auto operator<=>(const DuplicateKey&) const = default;
};

enum class DeviceStatus { active, blocked, revoked };
constexpr auto codes_of(DeviceStatus) {
    return std::to_array<CodedValue<DeviceStatus>>({{DeviceStatus::active, "active"},
                                                    {DeviceStatus::blocked, "blocked"},
                                                    {DeviceStatus::revoked, "revoked"}});
}

struct Device {
    Uuid id;
    std::string store_code;
    std::string terminal_code;
    std::string secret_hash;  ///< BLAKE2b-256 of the secret
    std::string bundle_public_key;
    DeviceStatus status = DeviceStatus::active;
    std::string status_reason;
    Uuid incarnation;  ///< nil: the next one that calls is taken
    std::int64_t last_seq = 0;
    sync::Hlc last_hlc;
    int schema_version = 0;
    TimeMs enrolled_at = 0;
    TimeMs last_seen_at = 0;
};

/// The newest link of one terminal incarnation's audit chain.
struct AuditChain {
    Uuid device_id;
    Uuid incarnation;
    std::int64_t chain_seq = 0;
    std::string hash;
    std::int64_t breaks = 0;
    std::int64_t first_break_seq = 0;  ///< 0 = none
};

struct StoredRejection {
    Uuid device_id;
    Uuid incarnation;
    std::int64_t seq = 0;
    RowKey key;
    std::string code;
    std::string field;
    std::string detail;
    std::string change;  ///< JSON
    TimeMs rejected_at = 0;
};

struct StoredCode {
    std::string code_hash;
    std::string store_code;
    std::string terminal_name;
    TimeMs expires_at = 0;
    TimeMs used_at = 0;  ///< 0 = not used
};

struct FeedRow {
    std::int64_t version = 0;
    bool gone = false;
    sync::RowState state;  ///< gone: only entity and id
};

struct FeedSlice {
    std::vector<FeedRow> rows;  ///< in version order
    std::size_t bytes = 0;      ///< of the rows' data, more if a reader needs much more memory
    bool more = false;          ///< there are rows after the last one
};

/// For /metrics and inspect.
struct StoreFigures {
    std::int64_t feed_entries = 0;
    std::int64_t database_bytes = 0;
    std::int64_t audit_breaks = 0;
    std::map<std::string, std::int64_t> devices_by_status;
    std::map<std::string, std::int64_t> rejections_by_code;
    std::map<std::pair<std::string, std::string>, std::int64_t> rows_by_scope_and_entity;
};
enum class FigureDetail { quick, full };

class HubReader {
  public:
    virtual ~HubReader() = default;

    virtual Result<std::optional<std::string>> load_fact(std::string_view name) = 0;
    virtual Result<std::optional<Device>> load_device(const Uuid& id) = 0;
    virtual Result<std::vector<Device>> load_devices() = 0;
    virtual Result<std::vector<Device>> load_devices_of(std::string_view store_code) = 0;
    virtual Result<bool> is_retired(const Uuid& device_id, const Uuid& incarnation) = 0;
    /// Those that exist, in any order.
    virtual Result<std::vector<StoredRow>> load_rows(std::span<const RowKey> keys) = 0;
    /// Rows whose subject is one of these.
    virtual Result<std::vector<StoredRow>> load_dependents(std::span<const Uuid> subjects) = 0;
    /// Rows that belong to one of these rows themselves, not through another one.
    virtual Result<std::vector<StoredRow>> load_children(std::span<const Uuid> parents) = 0;
    /// Rows that hold one of these values, the first `holders_max` by id for each value; `id` in
    /// `values` is ignored.
    virtual Result<std::vector<DuplicateKey>> load_duplicates(std::span<const DuplicateKey> values,
                                                              int holders_max) = 0;
    virtual Result<std::vector<Stay>> load_stays(std::span<const Uuid> persons) = 0;
    virtual Result<std::vector<Stay>> load_stays_under(std::span<const Uuid> authorisations) = 0;
    /// Stays in this scope that end at `now` or before, at most `limit`.
    virtual Result<std::vector<Stay>> load_ended_stays(std::string_view scope, TimeMs now,
                                                       int limit) = 0;
    /// Chains of the device for these incarnations, those that exist.
    virtual Result<std::vector<AuditChain>> load_chains(const Uuid& device_id,
                                                        std::span<const Uuid> incarnations) = 0;
    virtual Result<std::vector<AuditChain>> load_all_chains() = 0;
    /// Refused changes of this incarnation with first <= seq <= last, in that order.
    virtual Result<std::vector<StoredRejection>> load_rejections(const Uuid& device_id,
                                                                 const Uuid& incarnation,
                                                                 std::int64_t first,
                                                                 std::int64_t last) = 0;
    virtual Result<std::optional<StoredCode>> load_code(std::string_view code_hash) = 0;
    /// Current version of each scope, 0 for one that has had no row.
    virtual Result<std::map<std::string, std::int64_t>> load_counters(
        std::span<const std::string> scopes) = 0;
    /// Of every scope that has had a row.
    virtual Result<std::map<std::string, std::int64_t>> load_all_counters() = 0;
    /// Entries with version > after, at most `row_limit`; ends after the row with which
    /// `byte_limit` is reached.
    virtual Result<FeedSlice> load_feed(std::string_view scope, std::int64_t after,
                                        std::size_t row_limit, std::size_t byte_limit) = 0;
    /// Calls `visit` for every row of the entity, ordered by id. Ends early with the error of
    /// `visit`.
    virtual Status visit_rows(std::string_view entity,
                              const std::function<Status(const StoredRow&)>& visit) = 0;
    virtual Result<StoreFigures> load_figures(FigureDetail detail) = 0;
    /// Names of contents that a row has let go, at most `limit`.
    virtual Result<std::vector<std::string>> load_loose_contents(int limit) = 0;
    /// The table's rows whose keys come after that of `after`, which may be null, at most `limit`.
    virtual Result<std::vector<TableRow>> load_table(HubTable table, const TableRow* after,
                                                     int limit) = 0;
};

class HubWriter : public virtual HubReader {
  public:
    virtual Status save_fact(std::string_view name, std::string_view value) = 0;
    /// Inserts or replaces. Where several hubs share the database, load_device of a writer locks
    /// the device's row.
    virtual Status save_device(const Device& device) = 0;
    virtual Status touch_device(const Uuid& id, TimeMs seen_at) = 0;
    virtual Status retire_incarnation(const Uuid& device_id, const Uuid& incarnation,
                                      TimeMs now) = 0;
    /// Takes back retire_incarnation, if it was.
    virtual Status revive_incarnation(const Uuid& device_id, const Uuid& incarnation) = 0;
    /// Raises each scope's counter by so much and gives the counters' values before.
    virtual Result<std::map<std::string, std::int64_t>> raise_counters(
        const std::map<std::string, std::int64_t>& by) = 0;
    virtual Status write_rows(std::span<const RowWrite> writes) = 0;
    virtual Status remove_duplicates(std::span<const DuplicateKey> keys) = 0;
    virtual Status add_duplicates(std::span<const DuplicateKey> keys) = 0;
    /// Inserts or replaces by person, scope and authorisation.
    virtual Status save_stays(std::span<const Stay> stays) = 0;
    virtual Status remove_stays(std::span<const Stay> stays) = 0;
    virtual Status save_chains(std::span<const AuditChain> chains) = 0;
    /// One that is there already stays as it is.
    virtual Status add_rejections(std::span<const StoredRejection> rejections) = 0;
    /// Empties the columns of kept refused changes to these rows.
    virtual Status scrub_rejections(std::span<const RowKey> keys) = 0;
    virtual Status save_code(const StoredCode& code) = 0;
    /// A name that is there already stays.
    virtual Status add_loose_contents(std::span<const std::string> names) = 0;
    virtual Status remove_loose_contents(std::span<const std::string> names) = 0;
    /// Takes all rows out of the table. Feed entries go before the rows that they name.
    virtual Status empty_table(HubTable table) = 0;
    /// New rows, as load_table() gives them.
    virtual Status fill_table(HubTable table, std::span<const TableRow> rows) = 0;
    /// Ends this store: it notes the fact k_moved, and no program can write to it from the commit
    /// on (k_store_moved), those that have it open included.
    virtual Status end_store(TimeMs now) = 0;
    virtual Status commit() = 0;
};

/// Hears what writers of this store have committed.
class CounterListener {
  public:
    virtual ~CounterListener() = default;
    /// The new versions of the scopes that a writer raised, on that writer's thread. Must not call
    /// the store.
    virtual void counters_raised(const std::map<std::string, std::int64_t>& versions) = 0;
};

class HubStore {
  public:
    virtual ~HubStore() = default;
    virtual Result<std::unique_ptr<HubReader>> begin_read() = 0;
    virtual Result<std::unique_ptr<HubWriter>> begin_write() = 0;
    /// Null instead of waiting for another writer.
    virtual Result<std::unique_ptr<HubWriter>> try_begin_write() = 0;
    /// Until it is removed, which waits for a call that runs.
    virtual void add_listener(CounterListener& listener) = 0;
    virtual void remove_listener(CounterListener& listener) = 0;
    /// Photos and files that rows name, beside the database. Several hubs share the folder as they
    /// share the database.
    virtual ContentFolder& contents() = 0;
};

/// Names of facts.
namespace fact {
inline constexpr std::string_view k_generation = "generation";
inline constexpr std::string_view k_made_at = "made_at";
inline constexpr std::string_view k_chain_name = "chain_name";
inline constexpr std::string_view k_hub_hlc = "hub_hlc";      ///< greatest clock given
inline constexpr std::string_view k_taken_hlc = "taken_hlc";  ///< greatest clock taken
// hub_clock.hpp, clock_guard.hpp:
inline constexpr std::string_view k_last_time = "last_time";  ///< last time that was right
inline constexpr std::string_view k_clock_doubt =
    "clock_doubt";  ///< JSON {against, ahead_ms, hub_time}; empty: none
inline constexpr std::string_view k_clock_confirmed_at = "clock_confirmed_at";
/// Schema version up to which unknown rows were looked at again; see upgrade_check.hpp.
inline constexpr std::string_view k_checked_schema = "checked_schema";
inline constexpr std::string_view k_attachment_key =
    "attachment_key";  ///< what contents are encrypted with; made by the migration
/// Hash of the chain's authority, whose keys lie with the hub; made by init.
inline constexpr std::string_view k_authority = "authority";
/// Another one whenever a terminal is revoked, blocked or let in again; see device_admin.hpp.
inline constexpr std::string_view k_devices_changed = "devices_changed";
inline constexpr std::string_view k_health = "health";  ///< written to see whether it can be
inline constexpr std::string_view k_moved = "moved";  ///< when its rows went to another store
/// Greatest clock refused as ahead of everything known.
inline constexpr std::string_view k_refused_hlc = "refused_hlc";
}  // namespace fact

}  // namespace qiantai::hub
