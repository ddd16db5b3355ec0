#include "sync/hub/rules/exclusive_values.hpp"

#include "schema/manifest/values.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::hub {
namespace {

const Column* exclusive_column(const Entity* entity) {
    if (!entity) return nullptr;
    const auto found = std::ranges::find_if(
        entity->columns, [](const Column& column) { return !column.exclusive_while.empty(); });
    return found == entity->columns.end() ? nullptr : &*found;
}

/// A column as it is after the change.
std::string_view after(const sync::Change& change, const sync::RowState* current,
                       std::string_view column) {
    const auto written = text_of(change.columns, column);
    if (change.columns.contains(column) || !current) return written;
    return text_of(current->columns, column);
}

/// Only what puts a row or a value into use is judged; a row the hub has already is not judged
/// again when its first change is sent again.
bool takes_into_use(const sync::Change& change, const Column& column,
                    const sync::RowState* current) {
    if (change.op == sync::Op::insert) {
        if (current) return false;
    } else if (!change.columns.contains("status") && !change.columns.contains(column.name)) {
        return false;
    }
    return change.op != sync::Op::erase &&
           is_listed(column.exclusive_while, after(change, current, "status"));
}

}  // namespace

Status ExclusiveValues::load(std::span<const sync::Change> changes) {
    std::vector<DuplicateKey> wanted;
    for (const auto& change : changes) {
        const auto* column = exclusive_column(m_manifest.find(change.entity));
        if (!column) continue;
        const auto* current = m_rows.find({change.entity, change.id});
        const std::string value(after(change, current, column->name));
        if (value.empty() || !takes_into_use(change, *column, current)) continue;
        const Value key(change.entity, column->name, value);
        if (!m_holders.try_emplace(key).second) continue;
        wanted.push_back({change.entity, std::string(column->name), value, {}});
    }
    if (wanted.empty()) return {};
    QIANTAI_TRY(const auto holders,
                m_writer.load_duplicates(wanted, sync::tuning::k_duplicate_holders_max));
    std::vector<RowKey> keys;
    for (const auto& holder : holders) {
        m_holders[Value(holder.entity, holder.column, holder.value)].insert(holder.id);
        keys.push_back({holder.entity, holder.id});
    }
    return m_rows.load(keys);
}

Status ExclusiveValues::check(const sync::Change& change, const sync::RowState* current) const {
    const Entity* entity = m_manifest.find(change.entity);
    const auto* column = exclusive_column(entity);
    if (!column || !takes_into_use(change, *column, current)) return {};
    const std::string value(after(change, current, column->name));
    const auto holders = m_holders.find(Value(change.entity, column->name, value));
    if (holders == m_holders.end()) return {};
    const auto person = after(change, current, entity->subject_column);
    for (const auto& id : holders->second) {
        const auto* other = id == change.id ? nullptr : m_rows.find({change.entity, id});
        if (other && text_of(other->columns, column->name) == value &&
            text_of(other->columns, entity->subject_column) != person &&
            is_listed(column->exclusive_while, text_of(other->columns, "status"))) {
            return make_error(sync::k_refused_card_number_taken, value, std::string(column->name));
        }
    }
    return {};
}

void ExclusiveValues::note_applied(const sync::Change& change) {
    const auto* column = exclusive_column(m_manifest.find(change.entity));
    if (!column) return;
    const auto* row = m_rows.find({change.entity, change.id});
    const auto holders =
        m_holders.find(Value(change.entity, column->name, text_of(row->columns, column->name)));
    if (holders != m_holders.end()) holders->second.insert(change.id);
}

}  // namespace qiantai::hub
