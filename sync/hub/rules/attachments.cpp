#include "sync/hub/rules/attachments.hpp"

#include <set>

#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

std::vector<DuplicateKey> places_to_look(const Manifest& manifest, std::string_view name) {
    std::vector<DuplicateKey> values;
    for (const auto& entity : manifest.entities()) {
        for (const auto& column : entity.columns) {
            if (column.type != ColumnType::attachment) continue;
            values.push_back(
                {std::string(entity.name), std::string(column.name), std::string(name), Uuid()});
        }
    }
    return values;
}

bool shows_column(const Column& column, const StoredRow& row, const Device& device,
                  const std::set<std::string>& scopes) {
    const bool own = store_code_of(row.state) == device.store_code;
    if (own) return true;
    if (column.own_store_only) return false;
    const bool is_desk = device.store_code == sync::k_hq_store_code;
    return std::ranges::any_of(row.places, [&](const FeedPlace& place) {
        const bool opened = !column.contact || !is_desk || sync::is_desk_scope(place.scope);
        return !place.gone && opened && scopes.contains(place.scope);
    });
}

}  // namespace

Result<bool> may_have_content(HubReader& reader, const Manifest& manifest, const Device& device,
                              std::string_view name) {
    QIANTAI_TRY(const auto holders, reader.load_duplicates(places_to_look(manifest, name),
                                                           sync::tuning::k_content_holders_max));
    std::set<RowKey> keys;
    for (const auto& holder : holders) keys.insert({holder.entity, holder.id});
    const std::vector<RowKey> wanted(keys.begin(), keys.end());
    QIANTAI_TRY(const auto rows, reader.load_rows(wanted));
    const auto list = sync::readable_scopes({device.store_code, device.terminal_code});
    const std::set<std::string> scopes(list.begin(), list.end());
    return std::ranges::any_of(rows, [&](const StoredRow& row) {
        const Entity* entity = manifest.find(row.state.entity);
        return std::ranges::any_of(entity->columns, [&](const Column& column) {
            return column.type == ColumnType::attachment &&
                   text_of(row.state.columns, column.name) == name &&
                   shows_column(column, row, device, scopes);
        });
    });
}

Result<int> drop_loose_contents(HubStore& store, const Manifest& manifest) {
    constexpr int k_at_once = 100;
    for (int dropped = 0;;) {
        QIANTAI_TRY(auto writer, store.begin_write());
        QIANTAI_TRY(const auto names, writer->load_loose_contents(k_at_once));
        if (names.empty()) return dropped;
        for (const auto& name : names) {
            QIANTAI_TRY(const auto holders,
                        writer->load_duplicates(places_to_look(manifest, name), 1));
            if (!holders.empty()) continue;
            QIANTAI_TRY_STATUS(store.contents().remove(name));
            ++dropped;
        }
        QIANTAI_TRY_STATUS(writer->remove_loose_contents(names));
        QIANTAI_TRY_STATUS(writer->commit());
    }
}

}  // namespace qiantai::hub
