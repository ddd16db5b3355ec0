#pragma once

#include <vector>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::sync {

/// A row and the rows it belongs to, as far as this terminal has them: itself first.
struct RowLine {
    struct Row {
        const Entity* entity;
        Uuid id;
        boost::json::object columns;
    };
    std::vector<Row> rows;

    /// Who sees the row.
    Audience audience() const;
    /// Whether terminals of this store may write it; the hub has the last word.
    bool may_write(std::string_view store_code) const;
};
Result<RowLine> load_row_line(sqlite::Database& database, const Manifest& manifest,
                              const Entity& entity, const Uuid& id, boost::json::object columns);

}  // namespace qiantai::sync
