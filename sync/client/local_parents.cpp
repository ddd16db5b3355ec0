#include "sync/client/local_parents.hpp"

namespace qiantai::sync {

Audience RowLine::audience() const {
    const auto& [entity, id, columns] = rows.back();
    Audience audience = audience_of(*entity, columns);
    for (auto row = rows.rbegin() + 1; row != rows.rend(); ++row) {
        audience = audience_below(audience_of(*row->entity, row->columns), audience);
    }
    return audience;
}

bool RowLine::may_write(std::string_view store_code) const {
    for (const auto& row : rows) {
        const auto also = row.entity->also_written_by;
        if (!also.empty() && column_text(row.columns, also) == store_code) return true;
    }
    return column_text(rows.front().columns, "store_code") == store_code ||
           column_text(rows.back().columns, "store_code") == store_code;
}

Result<RowLine> load_row_line(sqlite::Database& database, const Manifest& manifest,
                              const Entity& entity, const Uuid& id, boost::json::object columns) {
    RowLine line;
    line.rows.push_back({&entity, id, std::move(columns)});
    for (;;) {
        const auto& last = line.rows.back();
        const auto& above = last.entity->belongs_to;
        if (above.column.empty()) return line;
        const auto parent = Uuid::parse(column_text(last.columns, above.column));
        if (!parent) return line;
        const Entity* parent_entity = manifest.find(above.entity);
        QIANTAI_TRY(auto table, sqlite::RowTable::open(database, *parent_entity));
        QIANTAI_TRY(auto row, table.load(*parent));
        if (!row) return line;
        line.rows.push_back({parent_entity, *parent, std::move(row->columns)});
    }
}

}  // namespace qiantai::sync
