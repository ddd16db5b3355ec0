#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai {

/// How a column's value is kept and written. In SQLite ids are 16-byte blobs, in JSON 36-character
/// text.
enum class ColumnType {
    id,       ///< UUID
    text,     ///< UTF-8
    integer,  ///< signed 64-bit
    fen,      ///< money in fen, signed 64-bit
    time,     ///< UTC milliseconds
    date,     ///< YYYY-MM-DD
    boolean,  ///< 0 or 1; JSON true/false
    bytes,    ///< blob; base64url in JSON
    json,     ///< JSON value kept as text
    /// A photo or file beside the database (schema/base/content_folder.hpp), by its name: the 64
    /// hexadecimal digits of its SHA-256. Who sees the row may have what it names from the hub. Its
    /// table has an index on it.
    attachment,
};

enum class Presence { required, optional };

/// Who may write rows of an entity, or one column of it. The hub refuses everybody else.
enum class Writer {
    store,  ///< terminals of the row's own store
    hq,     ///< headquarters' terminals and the hub itself
    both,
};

/// Where rows are sent.
enum class Visibility {
    chain,         ///< to every terminal
    store,         ///< to terminals of the row's store and to headquarters
    store_only,    ///< to terminals of the row's store; it lies at the hub, but on no desk
    headquarters,  ///< to headquarters only; the writing terminal keeps its own
};

/// How rows written in several places become one. See sync/core/merge.hpp.
enum class Merge {
    append,  ///< rows never change: set union by id
    owner,   ///< one side writes; later writes win per column, without conflict records
    fields,  ///< last writer wins per column, the losing value is kept in a conflict record
};

struct Column {
    std::string_view name;
    ColumnType type;
    Presence presence = Presence::optional;
    /// Emptied when the person is erased.
    bool personal = false;
    /// Goes to the row's own store only, never to headquarters' terminals (PIN hashes).
    bool own_store_only = false;
    /// Tells how to reach a person. Goes to no desk of headquarters but under an open authorisation
    /// (Entity::opens_contact), and what was typed at a desk leaves it once it was uploaded. Always
    /// optional.
    bool contact = false;
    /// Two rows with the same value open a duplicate case (a phone number registered twice).
    bool duplicate_key = false;
    /// Rows are found by this value at the hub; a duplicate_key is one in any case.
    bool lookup_key = false;
    /// A lookup_key that no two persons' rows may hold while their column `status` has one of these
    /// values, separated by '|': the hub refuses whoever comes second. Empty = any number of rows
    /// may.
    std::string_view exclusive_while{};
    /// Longest text in code points, 0 = 200.
    int length_max = 0;
    /// Allowed values of a text column, separated by '|'; empty = any.
    std::string_view values{};
    /// Overrides the entity's writer for this column.
    std::optional<Writer> writer{};
    /// Schema version (terminal migration number) that brought the column.
    int since = 1;
    std::string_view meaning{};
};

/// Which row a row belongs to. It is seen and may be written where that one is, and goes along when
/// that one changes its store.
struct Parent {
    std::string_view column{};  ///< type id; empty = it belongs to none
    std::string_view entity{};
};

/// Columns of an entity whose rows open the contact columns of one row, or of everything that
/// belongs to that row or person, to one desk of headquarters for a time.
struct Authorisation {
    std::string_view row_column{};    ///< type id: the row or the person; empty = this is none
    std::string_view desk_column{};   ///< type text: terminal code of the desk
    std::string_view until_column{};  ///< type time
    std::string_view ended_column{};  ///< type time: ended early, from the moment it has a value
};

/// One synced entity. Every entity's table has, beside `columns`: id (primary key), row_hlc, and
/// column_clocks unless its merge is append. An entity that not the whole chain sees has a column
/// store_code.
struct Entity {
    std::string_view name;
    std::string_view title_zh;
    Writer writer;
    Visibility visibility;
    Merge merge;
    std::vector<Column> columns;
    /// Entity that takes the conflict records of this one; empty = none are kept.
    std::string_view conflicts_into{};
    /// Column that names the person the row belongs to, for erasure of dependent rows; empty =
    /// none.
    std::string_view subject_column{};
    /// Rows form a hash chain per terminal incarnation (columns terminal_code, incarnation,
    /// chain_seq, hash).
    bool hash_chain = false;
    /// Rows go along when their person is looked up at another store (the member follows the
    /// customer): the person's own row, which names no subject, and what belongs to it.
    bool follows_person = false;
    Parent belongs_to{};
    /// Text column that names a further store which sees the row, and all that belongs to it; empty
    /// = none. When its value changes the old store's terminals lose the row and the new one's get
    /// it.
    std::string_view also_seen_by{};
    /// Text column that names a further store which may write the row, and all that belongs to it,
    /// but not store_code. It counts as the hub has the row before the change: nobody gives itself
    /// the right.
    std::string_view also_written_by{};
    /// The row's own store may give it to another store by changing store_code; otherwise only
    /// headquarters can.
    bool store_gives_away = false;
    Authorisation opens_contact{};
    int since = 1;
    std::string_view meaning{};

    const Column* find_column(std::string_view column_name) const;
    bool has_personal_columns() const;
    bool has_contact_columns() const;
    bool has_store() const { return visibility != Visibility::chain; }
};

/// The entities of one schema version. Immutable; passed to whoever needs it.
class Manifest {
  public:
    Manifest(int schema_version, std::vector<Entity> entities);

    int schema_version() const { return m_schema_version; }
    std::span<const Entity> entities() const { return m_entities; }
    const Entity* find(std::string_view entity_name) const;
    /// Changes whenever anything in the manifest does; terminals rebuild their capture triggers
    /// then.
    const std::string& fingerprint() const { return m_fingerprint; }

  private:
    int m_schema_version;
    std::vector<Entity> m_entities;
    std::string m_fingerprint;
};

/// Qiantai's manifest: the content of entities.cpp. Made once per process by whoever wires the
/// program.
Manifest make_qiantai_manifest();

std::string_view name_of(ColumnType type);
std::string_view name_of(Writer writer);
std::string_view name_of(Visibility visibility);
std::string_view name_of(Merge merge);

}  // namespace qiantai
