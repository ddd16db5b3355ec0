#include "schema/base/encoding.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/setup_codes.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/audit_links.hpp"
#include "sync/hub/rules/push_session.hpp"
#include "sync/hub/rules/stays.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

sync::RowState make_record(std::string_view entity, const Uuid& id, sync::Hlc hlc,
                           json::object columns) {
    sync::RowState record{std::string(entity), id, std::move(columns), {}};
    record.clocks.base = hlc;
    record.columns["status"] = code_of(CaseStatus::open);
    record.columns["created_at"] = hlc.time_ms();
    return record;
}

/// One record for each store concerned: the row there is the subject.
void add_duplicate_records(const Entity& entity, std::string_view column, const sync::RowState& one,
                           const sync::RowState& other, std::vector<sync::RowState>& records) {
    const sync::Hlc hlc = std::max(one.clocks.of(column), other.clocks.of(column));
    const auto& [first, second] = one.id < other.id ? std::tie(one, other) : std::tie(other, one);
    const auto add = [&](const sync::RowState& subject, const sync::RowState& counterpart) {
        const std::string_view store_code = store_code_of(subject);
        const Uuid id = sync::duplicate_case_id(entity.name, one.id, other.id, store_code);
        records.push_back(make_record(entity.conflicts_into, id, hlc,
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

Status PushSession::follow_up() {
    // Before the erasures, which scrub what is kept of refused changes.
    QIANTAI_TRY_STATUS(m_writer.add_rejections(m_refused));
    QIANTAI_TRY_STATUS(erase_dependents());
    QIANTAI_TRY_STATUS(check_stopping());
    QIANTAI_TRY_STATUS(record_conflicts());
    QIANTAI_TRY_STATUS(open_duplicate_cases());
    QIANTAI_TRY_STATUS(check_stopping());
    QIANTAI_TRY_STATUS(link_audit_events());
    QIANTAI_TRY_STATUS(update_devices());
    QIANTAI_TRY_STATUS(follow_authorisations(m_writer, m_manifest, m_rows, m_now));
    return m_rows.flush([this] { return check_stopping(); });
}

Status PushSession::check_stopping() const {
    if (m_stopping && m_change_count > sync::tuning::k_push_chunk)
        return make_error(sync::k_hub_stopping.kind);
    return {};
}

/// Erasing a person empties what belongs to it wherever it lies, also records its store has not
/// seen yet, and the refused changes kept here.
Status PushSession::erase_dependents() {
    if (m_erasures.empty()) return {};
    std::map<Uuid, sync::Hlc> persons;
    std::vector<Uuid> subjects;
    std::vector<RowKey> erased;
    for (const auto* change : m_erasures) {
        if (persons.emplace(change->id, change->hlc).second) subjects.push_back(change->id);
        erased.push_back({change->entity, change->id});
    }
    QIANTAI_TRY(const auto dependents, m_rows.load_dependents(subjects));
    for (const auto& key : dependents) {
        const Entity* entity = m_manifest.find(key.entity);
        const auto* current = m_rows.find(key);
        if (!entity || !entity->has_personal_columns()) continue;
        const auto subject = Uuid::parse(text_of(current->columns, entity->subject_column));
        const auto person = persons.find(subject.value_or(Uuid()));
        if (person == persons.end()) continue;
        sync::Change erase;
        erase.hlc = person->second;
        erase.op = sync::Op::erase;
        erase.entity = key.entity;
        erase.id = key.id;
        auto outcome = sync::apply_change(entity, current, erase);
        if (outcome.changed) m_rows.set(key, std::move(outcome.state), "");
        erased.push_back(key);
    }
    return m_writer.scrub_rejections(erased);
}

/// Adds those of the hub's own records that are not there yet; one that is there may have been
/// worked on since.
Status PushSession::add_records(const std::vector<sync::RowState>& records) {
    std::vector<RowKey> keys;
    for (const auto& record : records) keys.push_back({record.entity, record.id});
    QIANTAI_TRY_STATUS(m_rows.load(keys));
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (m_rows.find(keys[i])) continue;
        m_rows.set(keys[i], records[i], "");
        ++m_accepted.conflict_count;
    }
    return {};
}

Status PushSession::record_conflicts() {
    std::vector<sync::RowState> records;
    for (const auto& [key, conflict] : m_conflicts) {
        const Entity* entity = m_manifest.find(key.entity);
        const auto* row = m_rows.find(key);
        if (!entity || entity->conflicts_into.empty() || row->clocks.erased != sync::Hlc())
            continue;
        records.push_back(make_record(entity->conflicts_into, sync::conflict_id(*row, conflict),
                                      std::max(conflict.kept_hlc, conflict.lost_hlc),
                                      {{"store_code", store_code_of(*row)},
                                       {"kind", code_of(ConflictKind::column)},
                                       {"subject_id", key.id.text()},
                                       {"column_name", conflict.column},
                                       {"kept_value", conflict.kept_value},
                                       {"lost_value", conflict.lost_value},
                                       {"kept_hlc", conflict.kept_hlc.raw()},
                                       {"lost_hlc", conflict.lost_hlc.raw()}}));
    }
    return add_records(records);
}

/// Only among the first few rows with a value there are cases: a number typed for everybody would
/// otherwise give one for every pair.
Status PushSession::open_duplicate_cases() {
    QIANTAI_TRY(auto added, m_rows.save_duplicate_keys());
    std::erase_if(added, [&](const auto& key) {
        const Entity* entity = m_manifest.find(key.entity);
        return !entity->find_column(key.column)->duplicate_key || entity->conflicts_into.empty();
    });
    if (added.empty()) return {};
    std::set<DuplicateKey> values;
    for (auto value : added) {
        value.id = {};
        values.insert(std::move(value));
    }
    // One more than the limit, because the row itself is among the holders.
    const std::vector<DuplicateKey> wanted(values.begin(), values.end());
    QIANTAI_TRY(const auto holders,
                m_writer.load_duplicates(wanted, sync::tuning::k_duplicate_holders_max + 1));
    std::map<DuplicateKey, std::vector<Uuid>> by_value;
    std::vector<RowKey> keys;
    for (const auto& holder : holders) {
        by_value[{holder.entity, holder.column, holder.value, {}}].push_back(holder.id);
        keys.push_back({holder.entity, holder.id});
    }
    QIANTAI_TRY_STATUS(m_rows.load(keys));
    std::vector<sync::RowState> records;
    for (const auto& key : added) {
        const auto& ids = by_value[{key.entity, key.column, key.value, {}}];
        if (std::ranges::find(ids, key.id) == ids.end()) continue;
        for (const auto& other : ids) {
            if (other == key.id) continue;
            add_duplicate_records(*m_manifest.find(key.entity), key.column,
                                  *m_rows.find({key.entity, key.id}),
                                  *m_rows.find({key.entity, other}), records);
        }
    }
    return add_records(records);
}

Status PushSession::link_audit_events() {
    AuditLinks links(m_device.id);
    std::set<Uuid> incarnations;
    for (const auto& link : m_links) incarnations.insert(chain_of(link.change->columns));
    if (incarnations.empty()) return {};
    const std::vector<Uuid> wanted(incarnations.begin(), incarnations.end());
    QIANTAI_TRY(const auto chains, m_writer.load_chains(m_device.id, wanted));
    links.start(chains);
    for (const auto& link : m_links) {
        const auto& [id, columns] = std::tie(link.change->id, link.change->columns);
        if (link.is_new)
            m_accepted.audit_breaks += links.append(id, columns);
        else
            links.follow(id, columns);
    }
    return m_writer.save_chains(links.chains());
}

/// A desk at headquarters revokes a terminal by its row; the device follows.
Status PushSession::update_devices() {
    for (const auto& key : m_rows.changed()) {
        if (key.entity != "terminal") continue;
        const bool revoked =
            text_of(m_rows.find(key)->columns, "status") == code_of(TerminalStatus::revoked);
        const bool own = key.id == m_device.id;
        QIANTAI_TRY(auto device, m_writer.load_device(key.id));
        if (!device) continue;
        auto& changed = own ? m_device : *device;
        if (revoked == (changed.status == DeviceStatus::revoked)) continue;
        changed.status = revoked ? DeviceStatus::revoked : DeviceStatus::active;
        changed.status_reason = revoked ? "revoked by headquarters" : "";
        if (!own) QIANTAI_TRY_STATUS(m_writer.save_device(changed));
    }
    return {};
}

}  // namespace qiantai::hub
