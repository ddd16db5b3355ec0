#include "sync/core/scope.hpp"

#include <cstdint>

#include "schema/base/error.hpp"
#include "schema/base/text.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_store_prefix = "store/";
constexpr std::string_view k_hq_prefix = "hq/";

std::string bucket_scope(int bucket) {
    std::string text(k_hq_prefix);
    text += static_cast<char>('0' + bucket / 10);
    text += static_cast<char>('0' + bucket % 10);
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
    // BLAKE2b and not std::hash: the bucket is stored, so it must be the same in every build for
    // ever.
    const auto first = static_cast<std::uint8_t>(blake2b_256(store_code)[0]);
    return bucket_scope(first % tuning::k_hq_bucket_count);
}

std::string home_scope(const Entity& entity, std::string_view store_code) {
    switch (entity.visibility) {
        case Visibility::chain:
            return chain_scope();
        case Visibility::store:
            return store_scope(store_code);
        case Visibility::headquarters:
            return hq_scope(store_code);
    }
    QIANTAI_ASSERT(false);
}

std::vector<std::string> visible_scopes(const Entity& entity, std::string_view store_code) {
    std::vector<std::string> scopes{home_scope(entity, store_code)};
    if (entity.visibility == Visibility::store) scopes.push_back(hq_scope(store_code));
    return scopes;
}

std::vector<std::string> readable_scopes(std::string_view store_code) {
    std::vector<std::string> scopes{chain_scope(), store_scope(store_code)};
    if (store_code == k_hq_store_code) {
        for (int bucket = 0; bucket < tuning::k_hq_bucket_count; ++bucket) {
            scopes.push_back(bucket_scope(bucket));
        }
    }
    return scopes;
}

std::optional<std::string_view> store_of_scope(std::string_view scope) {
    if (!scope.starts_with(k_store_prefix)) return std::nullopt;
    return scope.substr(k_store_prefix.size());
}

bool is_hq_scope(std::string_view scope) {
    return scope.starts_with(k_hq_prefix);
}

}  // namespace qiantai::sync
