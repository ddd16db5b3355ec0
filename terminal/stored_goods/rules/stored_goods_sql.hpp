#pragma once

#include "schema/sqlite/described_rows.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {

/// k_goods_not_found.
Result<StoredGoods> load_goods(sqlite::Database& database, const Uuid& id);
/// In the order in which they happened.
Result<std::vector<GoodsEvent>> load_goods_events(sqlite::Database& database, const Uuid& goods_id);

}  // namespace qiantai::domain
