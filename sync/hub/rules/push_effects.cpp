#include "schema/base/encoding.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/setup_codes.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/audit_links.hpp"
#include "sync/hub/rules/device_admin.hpp"
#include "sync/hub/rules/leases.hpp"
#include "sync/hub/rules/push_session.hpp"
#include "sync/hub/rules/stays.hpp"

namespace qiantai::hub {

sync::RowState make_case(std::string_view entity, const Uuid& id, sync::Hlc hlc,
                         boost::json::object columns) {
    sync::RowState record{std::string(entity), id, std::move(columns), {}};
    record.clocks.base = hlc;
    record.columns["status"] = code_of(CaseStatus::open);
    record.columns["created_at"] = hlc.time_ms();
    return record;
}

Status PushSession::follow_up() {
    // Before the erasures, which scrub what is kept of refused changes.
    QIANTAI_TRY_STATUS(m_writer.add_rejections(m_refused));
    QIANTAI_TRY_STATUS(erase_dependents());
    QIANTAI_TRY_STATUS(check_stopping());
    QIANTAI_TRY_STATUS(record_conflicts());
    QIANTAI_TRY_STATUS(follow_duplicates());
    QIANTAI_TRY_STATUS(follow_entitlement_uses(m_writer, m_rows, m_now));
    QIANTAI_TRY_STATUS(check_stopping());
    QIANTAI_TRY_STATUS(link_audit_events());
    QIANTAI_TRY_STATUS(update_devices());
    QIANTAI_TRY_STATUS(follow_lease_claims(m_writer, m_rows, m_device, m_now));
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
        records.push_back(make_case(entity->conflicts_into, sync::conflict_id(*row, conflict),
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
        QIANTAI_TRY_STATUS(note_devices_changed(m_writer));
    }
    return {};
}

}  // namespace qiantai::hub
