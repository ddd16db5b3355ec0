#include "schema/manifest/entities.hpp"

namespace qiantai {
namespace {

constexpr int k_schema_version = 29;

}  // namespace

Manifest make_qiantai_manifest() {
    std::vector<Entity> all;
    const auto add = [&all](std::vector<Entity> entities) {
        std::ranges::move(entities, std::back_inserter(all));
    };
#define QIANTAI_ADD(capability) add(entities::capability());
    QIANTAI_ENTITY_FILES(QIANTAI_ADD)
#undef QIANTAI_ADD
    return Manifest(k_schema_version, std::move(all));
}

}  // namespace qiantai
