#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/manifest/manifest.hpp"

namespace qiantai::sync {

/// The code of headquarters' own "store": its desks, warehouse and staff.
inline constexpr std::string_view k_hq_store_code = "HQ";

std::string chain_scope();                             ///< "chain"
std::string store_scope(std::string_view store_code);  ///< "store/<code>"
std::string hq_scope(
    std::string_view store_code);  ///< "hq/00".."hq/15" by a stable hash of the store's code

/// Where a row's state lies at the hub.
std::string home_scope(const Entity& entity, std::string_view store_code);
/// All scopes whose readers get the row, home scope first.
std::vector<std::string> visible_scopes(const Entity& entity, std::string_view store_code);
/// What a terminal of a store may read: chain and its store; at headquarters all buckets too.
std::vector<std::string> readable_scopes(std::string_view store_code);
bool is_hq_scope(std::string_view scope);
/// "S001" of "store/S001"; nothing of any other scope.
std::optional<std::string_view> store_of_scope(std::string_view scope);

}  // namespace qiantai::sync
