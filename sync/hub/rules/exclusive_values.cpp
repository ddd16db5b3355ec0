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
        if (!m_persons.try_emplace(key).second) continue;
        wanted.push_back({change.entity, std::string(column->name), value, {}});
    }
    if (wanted.empty()) return {};
    QIANTAI_TRY(const auto holders,
                m_writer.load_duplicates(wanted, sync::tuning::k_duplicate_holders_max));
    std::vector<RowKey> keys;
    for (const auto& holder : holders) keys.push_back({holder.entity, holder.id});
    QIANTAI_TRY_STATUS(m_rows.load(keys));
    for (const auto& key : keys) {
        const auto* row = m_rows.find(key);
        if (row) note_row(key.id, *row, *exclusive_column(m_manifest.find(key.entity)));
    }
    return {};
}

/// Takes in what value the row has in use now, in place of what it had.
void ExclusiveValues::note_row(const Uuid& id, const sync::RowState& row, const Column& column) {
    if (const auto before = m_uses.find(id); before != m_uses.end()) {
        auto& persons = m_persons[before->second.value];
        const auto person = persons.find(before->second.person);
        if (--person->second == 0) persons.erase(person);
        m_uses.erase(before);
    }
    const Value value(row.entity, column.name, text_of(row.columns, column.name));
    const auto persons = m_persons.find(value);
    if (persons == m_persons.end()) return;
    if (!is_listed(column.exclusive_while, text_of(row.columns, "status"))) return;
    const auto person = text_of(row.columns, m_manifest.find(row.entity)->subject_column);
    ++persons->second[std::string(person)];
    m_uses.emplace(id, Use{value, std::string(person)});
}

Status ExclusiveValues::check(const sync::Change& change, const sync::RowState* current) const {
    const Entity* entity = m_manifest.find(change.entity);
    const auto* column = exclusive_column(entity);
    if (!column || !takes_into_use(change, *column, current)) return {};
    const std::string value(after(change, current, column->name));
    const auto persons = m_persons.find(Value(change.entity, column->name, value));
    if (persons == m_persons.end()) return {};
    const auto person = after(change, current, entity->subject_column);
    const auto own = m_uses.find(change.id);
    for (const auto& [holder, count] : persons->second) {
        if (holder == person) continue;
        // The row itself may be the only one, on its way to another person.
        const bool only_itself = count == 1 && own != m_uses.end() &&
                                 own->second.person == holder &&
                                 own->second.value == persons->first;
        if (!only_itself)
            return make_error(sync::k_refused_card_number_taken, value, std::string(column->name));
    }
    return {};
}

void ExclusiveValues::note_applied(const sync::Change& change) {
    const auto* column = exclusive_column(m_manifest.find(change.entity));
    if (!column) return;
    note_row(change.id, *m_rows.find({change.entity, change.id}), *column);
}

}  // namespace qiantai::hub
