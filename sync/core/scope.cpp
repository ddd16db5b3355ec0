#include "sync/core/scope.hpp"

#include <boost/json.hpp>

#include "schema/base/encoding.hpp"
#include "schema/base/error.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_store_prefix = "store/";
constexpr std::string_view k_hq_prefix = "hq/";
constexpr std::string_view k_desk_prefix = "desk/";

std::string cell_scope(int cell) {
    std::string text(k_hq_prefix);
    text += static_cast<char>('0' + cell / 10);
    text += static_cast<char>('0' + cell % 10);
    return text;
}

}  // namespace

std::string chain_scope() {
    return "chain";
}

std::string store_scope(std::string_view store_code) {
    return std::string(k_store_prefix) + std::string(store_code);
}

std::string hq_scope(std::string_view store_code) {
    return cell_scope(Cell::of_store(store_code).number());
}

std::string desk_scope(std::string_view terminal_code) {
    return std::string(k_desk_prefix) + std::string(terminal_code);
}

Audience audience_of(const Entity& entity, const boost::json::object& columns) {
    Audience audience{std::string(column_text(columns, "store_code"))};
    const auto also = entity.also_seen_by.empty() ? std::string_view()
                                                  : column_text(columns, entity.also_seen_by);
    if (!also.empty() && also != audience.store_code) audience.also.emplace(also);
    return audience;
}

Audience audience_below(Audience own, const Audience& parent) {
    own.store_code = parent.store_code;
    own.also.insert(parent.also.begin(), parent.also.end());
    own.also.erase(own.store_code);
    return own;
}

std::string home_scope(const Entity& entity, std::string_view store_code) {
    switch (entity.visibility) {
        case Visibility::chain:
            return chain_scope();
        case Visibility::store:
        case Visibility::store_only:
            return store_scope(store_code);
        case Visibility::headquarters:
            return hq_scope(store_code);
    }
    QIANTAI_ASSERT(false);
}

std::vector<std::string> visible_scopes(const Entity& entity, const Audience& audience) {
    std::vector<std::string> scopes{home_scope(entity, audience.store_code)};
    if (entity.visibility == Visibility::chain) return scopes;
    if (entity.visibility == Visibility::store) scopes.push_back(hq_scope(audience.store_code));
    for (const auto& store_code : audience.also) scopes.push_back(store_scope(store_code));
    return scopes;
}

std::vector<std::string> readable_scopes(const Reader& reader) {
    std::vector<std::string> scopes{chain_scope(), store_scope(reader.store_code)};
    if (reader.store_code == k_hq_store_code) {
        for (int cell = 0; cell < Cell::k_count; ++cell) scopes.push_back(cell_scope(cell));
        scopes.push_back(desk_scope(reader.terminal_code));
    }
    return scopes;
}

bool is_all_desks_scope(std::string_view scope) {
    return scope.starts_with(k_hq_prefix) || store_of_scope(scope) == k_hq_store_code;
}

bool is_desk_scope(std::string_view scope) {
    return scope.starts_with(k_desk_prefix);
}

std::optional<std::string_view> store_of_scope(std::string_view scope) {
    if (!scope.starts_with(k_store_prefix)) return std::nullopt;
    return scope.substr(k_store_prefix.size());
}

std::string_view column_text(const boost::json::object& columns, std::string_view column) {
    const auto* value = columns.if_contains(column);
    if (!value || !value->is_string()) return {};
    return value->get_string();
}

}  // namespace qiantai::sync
