// Rights that were used twice.

#include <map>
#include <set>

#include "schema/base/issuance_codes.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/lease_ids.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/leases.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_line = "issuance_line", k_right = "entitlement_id";

RowKey return_key_of(const sync::RowState& line) {
    return {"issuance_return", sync::issuance_return_id(line.id, store_code_of(line))};
}

void copy_column(const sync::RowState& line, std::string_view from, std::string_view to,
                 boost::json::object& columns) {
    if (const auto* value = line.columns.if_contains(from)) columns[to] = *value;
}

sync::RowState conflict_of(const sync::RowState& one, const sync::RowState& other, sync::Hlc hlc) {
    const auto& [first, second] = one.id < other.id ? std::tie(one, other) : std::tie(other, one);
    const auto store = store_code_of(first), elsewhere = store_code_of(second);
    boost::json::object columns{{"store_code", store},
                                {"entitlement_id", text_of(first.columns, k_right)},
                                {"line_id", first.id.text()},
                                {"other_line_id", second.id.text()},
                                {"status", code_of(EntitlementConflictStatus::open)},
                                {"created_at", hlc.time_ms()}};
    if (store != elsewhere) columns["other_store"] = elsewhere;
    copy_column(first, "created_by", "given_by", columns);
    copy_column(first, "created_at", "given_at", columns);
    copy_column(second, "created_by", "other_given_by", columns);
    copy_column(second, "created_at", "other_given_at", columns);
    sync::RowState state{"entitlement_conflict",
                         sync::entitlement_conflict_id(first.id, second.id, store),
                         std::move(columns),
                         {}};
    state.clocks.base = hlc;
    return state;
}

/// Lines that use the same rights as these, which are loaded from then on; each pair once.
Result<std::set<std::pair<Uuid, Uuid>>> load_pairs(HubWriter& writer, WorkingSet& rows,
                                                   const std::vector<DuplicateKey>& uses) {
    QIANTAI_TRY(const auto holders,
                writer.load_duplicates(uses, sync::tuning::k_duplicate_holders_max + 1));
    std::map<std::string, std::set<Uuid>> by_right;
    std::vector<RowKey> keys;
    for (const auto& holder : holders) {
        by_right[holder.value].insert(holder.id);
        keys.push_back({holder.entity, holder.id});
    }
    QIANTAI_TRY_STATUS(rows.load(keys));
    std::set<std::pair<Uuid, Uuid>> pairs;
    for (const auto& use : uses) {
        for (const Uuid& other : by_right[use.value]) {
            if (other != use.id) pairs.insert(std::minmax(use.id, other));
        }
    }
    return pairs;
}

}  // namespace

Status follow_entitlement_uses(HubWriter& writer, WorkingSet& rows, TimeMs now) {
    std::vector<DuplicateKey> uses;
    for (const auto& key : rows.changed()) {
        if (key.entity != k_line) continue;
        const auto right = text_of(rows.find(key)->columns, k_right);
        if (right.empty()) continue;
        uses.push_back({std::string(k_line), std::string(k_right), std::string(right), key.id});
    }
    if (uses.empty()) return {};
    QIANTAI_TRY(const auto pairs, load_pairs(writer, rows, uses));
    std::vector<RowKey> around;
    for (const auto& [one, other] : pairs) {
        const RowKey one_key{std::string(k_line), one}, other_key{std::string(k_line), other};
        around.push_back(return_key_of(*rows.find(one_key)));
        around.push_back(return_key_of(*rows.find(other_key)));
    }
    QIANTAI_TRY_STATUS(rows.load(around));
    for (const auto& [one_id, other_id] : pairs) {
        const auto one = *rows.find({std::string(k_line), one_id});
        const auto other = *rows.find({std::string(k_line), other_id});
        if (rows.find(return_key_of(one)) || rows.find(return_key_of(other))) continue;
        QIANTAI_TRY(const auto hlc,
                    next_hub_hlc(writer, now, std::max(one.clocks.base, other.clocks.base)));
        auto conflict = conflict_of(one, other, hlc);
        const RowKey key{conflict.entity, conflict.id};
        QIANTAI_TRY_STATUS(rows.load(std::vector<RowKey>{key}));
        // One that is there may have been settled since.
        if (!rows.find(key)) rows.set(key, std::move(conflict), "");
    }
    return {};
}

}  // namespace qiantai::hub
