#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/manifest/manifest.hpp"

namespace qiantai::sync {

// Scopes: what a terminal reads and what a row is sent through.
//
//   chain        everybody
//   store/<code> the store's terminals
//   hq/00..hq/63 headquarters' desks; which of them is the cell of the row's store
//   desk/<code>  one desk of headquarters, by its terminal code: rows whose contact columns an
//                authorisation has opened to it
//
// All desks read store/HQ and every hq/ scope, so that for them a row is there if one of these
// shows it.

/// The code of headquarters' own "store": its desks, warehouse and staff.
inline constexpr std::string_view k_hq_store_code = "HQ";

std::string chain_scope();
std::string store_scope(std::string_view store_code);
std::string hq_scope(std::string_view store_code);
std::string desk_scope(std::string_view terminal_code);

/// Whose a row is.
struct Audience {
    std::string store_code;
    std::set<std::string> also{};  ///< further stores that see it
    bool operator==(const Audience&) const = default;
};
/// By the row's own columns.
Audience audience_of(const Entity& entity, const boost::json::object& columns);
/// Of a row that belongs to another one: it is where that one is, and is seen too where its own
/// columns say.
Audience audience_below(Audience own, const Audience& parent);

/// Where a row's state lies at the hub.
std::string home_scope(const Entity& entity, std::string_view store_code);
/// All scopes whose readers get the row, home scope first.
std::vector<std::string> visible_scopes(const Entity& entity, const Audience& audience);

/// Whom a terminal's scopes depend on.
struct Reader {
    std::string_view store_code;
    std::string_view terminal_code;
};
/// What a terminal may read: chain and its store; at headquarters every hq/ scope and its own desk
/// scope too.
std::vector<std::string> readable_scopes(const Reader& reader);

/// All desks read it: hq/ and store/HQ.
bool is_all_desks_scope(std::string_view scope);
bool is_desk_scope(std::string_view scope);
/// "S001" of "store/S001"; nothing of any other scope.
std::optional<std::string_view> store_of_scope(std::string_view scope);

/// Text of a column; empty if it has none.
std::string_view column_text(const boost::json::object& columns, std::string_view column);

}  // namespace qiantai::sync
