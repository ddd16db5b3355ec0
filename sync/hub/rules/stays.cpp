#include "sync/hub/rules/stays.hpp"

#include "sync/core/tuning.hpp"

namespace qiantai::hub {
namespace {

bool is_look_up(const Stay& stay) {
    return stay.authorisation.is_nil();
}

/// Has everything that these stays show placed again.
Status place_again(const Manifest& manifest, WorkingSet& rows, std::span<const Stay> stays) {
    if (stays.empty()) return {};
    // A look-up shows the rows that follow a person, an authorisation those with something to open.
    const bool look_ups = std::ranges::any_of(stays, is_look_up);
    const bool openings = !std::ranges::all_of(stays, is_look_up);
    std::set<RowKey> own;
    std::set<Uuid> persons;
    for (const auto& stay : stays) {
        persons.insert(stay.person);
        for (const auto& entity : manifest.entities()) {
            // What names a person is found by that.
            const bool shown = is_look_up(stay)
                                   ? entity.follows_person && entity.subject_column.empty()
                                   : entity.has_contact_columns();
            if (shown) own.insert({std::string(entity.name), stay.person});
        }
    }
    std::vector<RowKey> keys(own.begin(), own.end());
    std::vector<Uuid> named(persons.begin(), persons.end());
    QIANTAI_TRY_STATUS(rows.load(keys));
    QIANTAI_TRY(const auto dependents, rows.load_dependents(named));
    keys.insert(keys.end(), dependents.begin(), dependents.end());
    if (openings) {
        for (const auto& key : dependents) named.push_back(key.id);
        QIANTAI_TRY(const auto descendants, rows.load_descendants(std::move(named)));
        keys.insert(keys.end(), descendants.begin(), descendants.end());
    }
    for (const auto& key : keys) {
        const Entity* entity = manifest.find(key.entity);
        const bool shown = entity && ((look_ups && entity->follows_person) ||
                                      (openings && entity->has_contact_columns()));
        if (shown && rows.find(key)) rows.place_again(key);
    }
    return {};
}

/// The stay that an authorisation stands for; nothing if it opens nothing any more.
std::optional<Stay> stay_under(const Entity& entity, const sync::RowState& state, TimeMs now) {
    const auto& opens = entity.opens_contact;
    const auto row = Uuid::parse(text_of(state.columns, opens.row_column));
    const auto desk = text_of(state.columns, opens.desk_column);
    const auto* until = state.columns.if_contains(opens.until_column);
    const bool ended = state.columns.contains(opens.ended_column);
    if (!row || desk.empty() || ended || !until || !until->is_int64()) return std::nullopt;
    if (until->get_int64() <= now) return std::nullopt;
    return Stay{*row, sync::desk_scope(desk), state.id, until->get_int64()};
}

}  // namespace

Status begin_stays(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                   std::span<const Stay> stays) {
    QIANTAI_TRY_STATUS(writer.save_stays(stays));
    return place_again(manifest, rows, stays);
}

Status follow_authorisations(HubWriter& writer, const Manifest& manifest, WorkingSet& rows,
                             TimeMs now) {
    std::vector<Uuid> authorisations;
    std::vector<Stay> begun;
    for (const auto& key : rows.changed()) {
        const Entity* entity = manifest.find(key.entity);
        if (!entity || entity->opens_contact.row_column.empty()) continue;
        authorisations.push_back(key.id);
        if (auto stay = stay_under(*entity, *rows.find(key), now))
            begun.push_back(std::move(*stay));
    }
    if (authorisations.empty()) return {};
    QIANTAI_TRY(auto stays, writer.load_stays_under(authorisations));
    QIANTAI_TRY_STATUS(writer.remove_stays(stays));
    QIANTAI_TRY_STATUS(writer.save_stays(begun));
    stays.insert(stays.end(), begun.begin(), begun.end());
    return place_again(manifest, rows, stays);
}

Status end_stays(HubStore& store, const Manifest& manifest, const Device& device, TimeMs now) {
    constexpr int k_limit = sync::tuning::k_stays_ended_max;
    const auto scope = device.store_code == sync::k_hq_store_code
                           ? sync::desk_scope(device.terminal_code)
                           : sync::store_scope(device.store_code);
    {
        QIANTAI_TRY(auto reader, store.begin_read());
        QIANTAI_TRY(const auto ended, reader->load_ended_stays(scope, now, k_limit));
        if (ended.empty()) return {};
    }
    QIANTAI_TRY(auto writer, store.begin_write());
    QIANTAI_TRY(const auto ended, writer->load_ended_stays(scope, now, k_limit));
    QIANTAI_TRY_STATUS(writer->remove_stays(ended));
    WorkingSet rows(manifest, *writer);
    QIANTAI_TRY_STATUS(place_again(manifest, rows, ended));
    QIANTAI_TRY_STATUS(rows.flush());
    return writer->commit();
}

}  // namespace qiantai::hub
