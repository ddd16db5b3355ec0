#pragma once

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {

/// k_goods_not_found.
Result<StoredGoods> load_goods(sqlite::Database& database, const Uuid& id);
/// In the order in which they happened.
Result<std::vector<GoodsEvent>> load_goods_events(sqlite::Database& database, const Uuid& goods_id);

/// The given one first, then what the same person left at the store on the same day.
Result<std::vector<StoredGoods>> load_visit(ServiceContext& context, const StoredGoods& goods);
/// Headquarters' conditions of keeping goods, or the usual ones.
Result<std::vector<std::string>> load_goods_conditions(ServiceContext& context);

}  // namespace qiantai::domain
