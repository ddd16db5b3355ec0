#pragma once

#include <vector>

#include "schema/base/set_aside_row.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// So many are kept and told; more of them only say the same.
inline constexpr std::size_t k_set_aside_max = 100;

/// The rows that this terminal set aside while it read headquarters' feed. They are forgotten when
/// they come again in a form that can be read, and all of them when an upgraded program reads the
/// feed anew, or it is read from its beginning.
class SetAsideRows {
  public:
    /// What can't be read counts as none.
    static Result<SetAsideRows> load(sqlite::Database& database);

    const std::vector<SetAsideRow>& rows() const { return m_rows; }
    void add(SetAsideRow row);
    void remove(std::string_view entity, const Uuid& id);
    void remove_scope(std::string_view scope);
    /// If anything was changed. Inside the caller's transaction.
    Status save(sqlite::Database& database);

  private:
    std::vector<SetAsideRow> m_rows;
    bool m_changed = false;
};

}  // namespace qiantai::sync
