#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string_view>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/row_codec.hpp"

namespace qiantai::store {

/// Reads and writes single rows of any synced entity as JSON, by the manifest alone, with capture:
/// what is written here goes to the outbox. For entities without a service of their own, and for
/// inspection. Writing happens inside the caller's transaction. Values are checked as the hub will
/// check them (schema/manifest/values.hpp); errors name the column. References stay valid as long
/// as database and manifest do.
class RowStore {
  public:
    RowStore(sqlite::Database& database, const Manifest& manifest)
        : m_database(database), m_manifest(manifest) {}

    /// Nothing if there is no such row.
    Result<std::optional<sqlite::TableRow>> load(std::string_view entity, const Uuid& id);
    /// At most `limit` rows whose id is greater than `after`, in the order of their ids.
    struct Listed {
        Uuid id;
        boost::json::object columns;
    };
    Result<std::vector<Listed>> list(std::string_view entity, const Uuid& after, int limit);
    /// Columns that are absent become null.
    Status insert(std::string_view entity, const Uuid& id, const boost::json::object& columns);
    /// Changes only the columns named. k_row_missing_here (erase.hpp) if there is no such row.
    Status update(std::string_view entity, const Uuid& id, const boost::json::object& columns);

  private:
    sqlite::Database& m_database;
    const Manifest& m_manifest;
};

inline constexpr ErrorKind k_entity_unknown{"entity_unknown", Actor::administrator,
                                            "There are no records of this kind.", "没有这类记录。"};
inline constexpr ErrorKind k_column_unknown{"column_unknown", Actor::administrator,
                                            "Records of this kind have no such field.",
                                            "这类记录没有该字段。"};

}  // namespace qiantai::store
