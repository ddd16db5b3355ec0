#include "sync/hub/rules/stays.hpp"

#include "sync/core/tuning.hpp"

namespace qiantai::hub {
namespace {

/// Has everything that follows these persons placed again.
Status place_again(const Manifest& manifest, WorkingSet& rows, std::span<const Stay> stays) {
    std::vector<Uuid> persons;
    for (const auto& stay : stays) persons.push_back(stay.person);
    std::vector<RowKey> own_rows;
    for (const auto& entity : manifest.entities()) {
        if (!entity.follows_person || !entity.subject_column.empty()) continue;
        for (const auto& person : persons) own_rows.push_back({std::string(entity.name), person});
    }
    QIANTAI_TRY_STATUS(rows.load(own_rows));
    QIANTAI_TRY(auto keys, rows.load_dependents(persons));
    keys.insert(keys.end(), own_rows.begin(), own_rows.end());
    for (const auto& key : keys) {
        const Entity* entity = manifest.find(key.entity);
        if (entity && entity->follows_person && rows.find(key)) rows.place_again(key);
    }
    return {};
}

}  // namespace

Status begin_stays(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                   std::span<const Stay> stays) {
    QIANTAI_TRY_STATUS(writer.save_stays(stays));
    return place_again(manifest, rows, stays);
}

Status end_stays(HubStore& store, const Manifest& manifest, std::string_view store_code,
                 TimeMs now) {
    constexpr int k_limit = sync::tuning::k_stays_ended_max;
    {
        QIANTAI_TRY(auto reader, store.begin_read());
        QIANTAI_TRY(const auto ended, reader->load_ended_stays(store_code, now, k_limit));
        if (ended.empty()) return {};
    }
    QIANTAI_TRY(auto writer, store.begin_write());
    QIANTAI_TRY(const auto ended, writer->load_ended_stays(store_code, now, k_limit));
    QIANTAI_TRY_STATUS(writer->remove_stays(ended));
    WorkingSet rows(manifest, *writer);
    QIANTAI_TRY_STATUS(place_again(manifest, rows, ended));
    QIANTAI_TRY_STATUS(rows.flush());
    return writer->commit();
}

}  // namespace qiantai::hub
