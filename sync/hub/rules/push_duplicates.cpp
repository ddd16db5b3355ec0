// Rows that hold the same value of a duplicate_key column (a phone number), and the cases about them.

#include "sync/core/tuning.hpp"
#include "sync/hub/rules/push_session.hpp"

namespace qiantai::hub {
namespace {

DuplicateKey value_of(DuplicateKey key) {
    key.id = {};
    return key;
}

/// The cases about two rows: one for each store concerned, which has its own row as the subject.
struct Pair {
    const sync::RowState& one;
    const sync::RowState& other;

    std::vector<Uuid> case_ids(const Entity& entity) const {
        const auto id = [&](const sync::RowState& subject) {
            return sync::duplicate_case_id(entity.name, one.id, other.id, store_code_of(subject));
        };
        if (store_code_of(one) == store_code_of(other)) return {id(one)};
        return {id(one), id(other)};
    }
    bool are_one_person() const {
        return text_of(one.columns, "merged_into") == other.id.text() ||
               text_of(other.columns, "merged_into") == one.id.text();
    }
};

void add_duplicate_records(const Entity& entity, std::string_view column, const Pair& pair,
                           std::vector<sync::RowState>& records) {
    const sync::Hlc hlc = std::max(pair.one.clocks.of(column), pair.other.clocks.of(column));
    const auto& [first, second] = pair.one.id < pair.other.id ? std::tie(pair.one, pair.other)
                                                              : std::tie(pair.other, pair.one);
    const auto add = [&](const sync::RowState& subject, const sync::RowState& counterpart) {
        const std::string_view store_code = store_code_of(subject);
        const Uuid id = sync::duplicate_case_id(entity.name, first.id, second.id, store_code);
        records.push_back(make_case(entity.conflicts_into, id, hlc,
                                    {{"store_code", store_code},
                                     {"kind", code_of(ConflictKind::duplicate)},
                                     {"subject_id", subject.id.text()},
                                     {"other_id", counterpart.id.text()},
                                     {"column_name", column}}));
    };
    add(first, second);
    if (store_code_of(first) != store_code_of(second)) add(second, first);
}

}  // namespace

Status PushSession::follow_duplicates() {
    QIANTAI_TRY(auto keys, m_rows.save_duplicate_keys());
    m_accepted.contents_let_go = keys.contents_let_go;
    const auto has_no_cases = [&](const DuplicateKey& key) {
        const Entity* entity = m_manifest.find(key.entity);
        return !entity->find_column(key.column)->duplicate_key || entity->conflicts_into.empty();
    };
    std::erase_if(keys.added, has_no_cases);
    std::erase_if(keys.removed, has_no_cases);
    QIANTAI_TRY_STATUS(close_duplicate_cases(keys.removed));
    return open_duplicate_cases(keys.added);
}

/// Who holds the keys' values, and their rows: only the first few of each, because a number typed
/// for everybody would otherwise give a case for every pair.
Result<PushSession::Holders> PushSession::load_holders(std::span<const DuplicateKey> keys) {
    Holders by_value;
    if (keys.empty()) return by_value;
    std::set<DuplicateKey> values;
    for (const auto& key : keys) values.insert(value_of(key));
    // One more than the limit, because the row itself is among the holders.
    const std::vector<DuplicateKey> wanted(values.begin(), values.end());
    QIANTAI_TRY(const auto holders,
                m_writer.load_duplicates(wanted, sync::tuning::k_duplicate_holders_max + 1));
    std::vector<RowKey> rows;
    for (const auto& holder : holders) {
        by_value[value_of(holder)].push_back(holder.id);
        rows.push_back({holder.entity, holder.id});
    }
    QIANTAI_TRY_STATUS(m_rows.load(rows));
    return by_value;
}

void PushSession::set_case(const RowKey& key, CaseStatus status, sync::Hlc hlc) {
    const bool open = status == CaseStatus::open;
    sync::Change change;
    change.hlc = hlc;
    change.op = sync::Op::update;
    change.entity = key.entity;
    change.id = key.id;
    change.columns = {{"status", code_of(status)},
                      {"resolved_by", nullptr},
                      {"resolved_at", open ? boost::json::value() : hlc.time_ms()}};
    auto outcome = sync::apply_change(m_manifest.find(key.entity), m_rows.find(key), change);
    if (outcome.changed) m_rows.set(key, std::move(outcome.state), "");
}

/// A row that has the value no more is nobody's duplicate for it: what still waits for a decision
/// about that waits no longer, at any store.
Status PushSession::close_duplicate_cases(std::span<const DuplicateKey> removed) {
    QIANTAI_TRY(auto holders, load_holders(removed));
    // Two that gave up the value together.
    for (const auto& key : removed) {
        auto& ids = holders[value_of(key)];
        if (ids.size() <= sync::tuning::k_duplicate_holders_max) ids.push_back(key.id);
    }
    struct Parted {
        RowKey key;
        const DuplicateKey* value;
    };
    std::vector<Parted> parted;
    std::vector<RowKey> keys;
    for (const auto& key : removed) {
        const auto& entity = *m_manifest.find(key.entity);
        for (const auto& other : holders[value_of(key)]) {
            if (other == key.id) continue;
            const Pair pair{*m_rows.find({key.entity, key.id}), *m_rows.find({key.entity, other})};
            for (const auto& id : pair.case_ids(entity)) {
                keys.push_back({std::string(entity.conflicts_into), id});
                parted.push_back({keys.back(), &key});
            }
        }
    }
    QIANTAI_TRY_STATUS(m_rows.load(keys));
    for (const auto& [key, value] : parted) {
        const auto* record = m_rows.find(key);
        if (!record || text_of(record->columns, "status") != code_of(CaseStatus::open)) continue;
        if (text_of(record->columns, "column_name") != value->column) continue;
        const auto* row = m_rows.find({value->entity, value->id});
        const auto since = std::max(row->clocks.of(value->column), row->clocks.erased);
        set_case(key, CaseStatus::resolved, since);
    }
    return {};
}

/// A case that was closed when the two had parted is open again, one that somebody looked at stays
/// as it was decided.
Status PushSession::open_duplicate_cases(std::span<const DuplicateKey> added) {
    QIANTAI_TRY(const auto holders, load_holders(added));
    std::vector<sync::RowState> records;
    for (const auto& key : added) {
        const auto found = holders.find(value_of(key));
        if (found == holders.end()) continue;
        const auto& ids = found->second;
        if (std::ranges::find(ids, key.id) == ids.end()) continue;
        for (const auto& other : ids) {
            if (other == key.id) continue;
            const Pair pair{*m_rows.find({key.entity, key.id}), *m_rows.find({key.entity, other})};
            if (pair.are_one_person()) continue;
            add_duplicate_records(*m_manifest.find(key.entity), key.column, pair, records);
        }
    }
    QIANTAI_TRY_STATUS(add_records(records));
    for (const auto& record : records) {
        const RowKey key{record.entity, record.id};
        if (text_of(m_rows.find(key)->columns, "status") != code_of(CaseStatus::resolved)) continue;
        set_case(key, CaseStatus::open, record.clocks.base);
    }
    return {};
}

}  // namespace qiantai::hub
