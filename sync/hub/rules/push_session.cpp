#include "sync/hub/rules/push_session.hpp"

#include <fmt/format.h>

#include "sync/core/tuning.hpp"
#include "sync/hub/rules/device_admin.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {

Refusal PushSession::block(std::string reason) {
    m_device.status = DeviceStatus::blocked;
    m_device.status_reason = std::move(reason);
    if (const auto saved = m_writer.save_device(m_device); !saved) {
        return Refusal::of_failure(saved.error());
    }
    if (const auto noted = note_devices_changed(m_writer); !noted) {
        return Refusal::of_failure(noted.error());
    }
    m_has_blocked = true;
    return {&sync::k_device_blocked, m_device.status_reason};
}

Answer<void> PushSession::check_status() const {
    if (m_device.status == DeviceStatus::revoked) return Refusal{&sync::k_device_revoked};
    // Why it was blocked is said to the machine that was found out; it may not be this one.
    if (m_device.status == DeviceStatus::blocked) return Refusal{&sync::k_device_blocked};
    return {};
}

/// A device's first call begins at 1, or goes on where the hub has it after a restored hub. One
/// that the administrator unblocked goes on from wherever the right machine stands, and may be one
/// whose place another had taken.
Status PushSession::adopt_incarnation(const sync::PushBatch& batch) {
    if (m_device.last_seq > 0) {
        m_device.last_seq = batch.first_seq - 1;
        m_device.last_hlc = batch.previous_hlc;
    }
    m_device.incarnation = batch.incarnation;
    return m_writer.revive_incarnation(m_device.id, batch.incarnation);
}

Answer<void> PushSession::check_incarnation(const sync::PushBatch& batch) {
    if (batch.incarnation.is_nil()) return Refusal{&sync::k_bad_request, "incarnation"};
    if (batch.incarnation == m_device.incarnation) return {};
    if (m_device.incarnation.is_nil()) {
        QIANTAI_TRY_STATUS(adopt_incarnation(batch));
        return {};
    }
    QIANTAI_TRY(const bool retired, m_writer.is_retired(m_device.id, batch.incarnation));
    if (retired) return block("a database that was replaced by a restored one called again");
    if (batch.restored_from != m_device.incarnation) {
        return block("another database than the one known calls as this terminal");
    }
    QIANTAI_TRY_STATUS(m_writer.retire_incarnation(m_device.id, m_device.incarnation, m_now));
    m_device.incarnation = batch.incarnation;
    m_device.last_seq = batch.first_seq - 1;
    m_device.last_hlc = batch.previous_hlc;
    return {};
}

Answer<void> PushSession::check_gap(const sync::PushBatch& batch) const {
    if (batch.first_seq <= m_device.last_seq + 1) return {};
    return Refusal{.error = &sync::k_sequence_gap, .expected_seq = m_device.last_seq + 1};
}

Answer<void> PushSession::check_sequence(const sync::PushBatch& batch) {
    // 0: the terminal no longer has the change before, or the hub was never told its clock.
    const bool follows = batch.first_seq == m_device.last_seq + 1;
    const bool both_known = batch.previous_hlc != sync::Hlc() && m_device.last_hlc != sync::Hlc();
    if (follows && both_known && batch.previous_hlc != m_device.last_hlc) {
        return block(
            fmt::format("the change before {} is another one than the hub has", batch.first_seq));
    }
    return {};
}

/// Changes the hub has already must be those it has: else two machines count on from a common past.
Answer<void> PushSession::check_overlap(const sync::PushBatch& batch,
                                        std::span<const sync::Change> known) {
    if (known.empty()) return {};
    QIANTAI_TRY(const auto refused_before,
                m_writer.load_rejections(m_device.id, batch.incarnation, known.front().seq,
                                         known.back().seq));
    std::set<std::int64_t> refused_seqs;
    for (const auto& rejection : refused_before) {
        refused_seqs.insert(rejection.seq);
        m_accepted.rejections.push_back(rejection_of(rejection));
    }
    for (const auto& change : known) {
        bool differs = change.seq == m_device.last_seq && m_device.last_hlc != sync::Hlc() &&
                       change.hlc != m_device.last_hlc;
        if (!differs && !refused_seqs.contains(change.seq)) {
            const auto* current = m_rows.find({change.entity, change.id});
            differs = !current ||
                      sync::apply_change(m_manifest.find(change.entity), current, change).changed;
        }
        if (differs)
            return block(fmt::format("change {} is another one than the hub has", change.seq));
    }
    return {};
}

Status PushSession::load_rows(std::span<const sync::Change> changes) {
    std::vector<RowKey> keys, parents;
    keys.reserve(changes.size());
    for (const auto& change : changes) {
        keys.push_back({change.entity, change.id});
        const Entity* entity = m_manifest.find(change.entity);
        if (!entity || entity->belongs_to.column.empty()) continue;
        const auto parent = Uuid::parse(text_of(change.columns, entity->belongs_to.column));
        if (parent) parents.push_back({std::string(entity->belongs_to.entity), *parent});
    }
    QIANTAI_TRY_STATUS(m_rows.load(keys));
    return m_rows.load_parents(keys, std::move(parents));
}

Status PushSession::save_device(const sync::PushBatch& batch) {
    if (!batch.changes.empty() && batch.changes.back().seq > m_device.last_seq) {
        m_device.last_seq = batch.changes.back().seq;
        m_device.last_hlc = batch.changes.back().hlc;
    }
    QIANTAI_TRY_STATUS(note_taken_hlc(m_writer, m_newest));
    m_device.schema_version = batch.schema_version;
    m_device.last_seen_at = m_now;
    return m_writer.save_device(m_device);
}

/// Clocks may be a little ahead of the hub's time, or go on from what the hub itself has given and
/// taken: if that was wrong once, it is in everybody's clock by now and can't be taken back. What
/// lies beyond was never taken, so it is no sign of a second machine: a push that was late on its way
/// may bring what was stamped anew and taken since.
Answer<void> PushSession::check_clock(const sync::PushBatch& batch) {
    QIANTAI_TRY(const auto greatest, load_greatest_hlc(m_writer));
    const auto ticks = sync::tuning::k_clock_ticks_per_change * std::ssize(batch.changes) +
                       sync::tuning::k_clock_ticks_spare;
    const auto bound = std::max(sync::Hlc::at(m_now + sync::tuning::k_clock_offset_max_ms + 1),
                                sync::Hlc(greatest.raw() + ticks));
    sync::Hlc newest = batch.previous_hlc;
    for (const auto& change : batch.changes) newest = std::max(newest, change.hlc);
    if (newest < bound) {
        m_newest = newest;
        return {};
    }
    m_too_far = newest;
    // Only what the hub does not have may be stamped anew.
    return Refusal{.error = &sync::k_clock_ahead,
                   .expected_seq = m_device.last_seq + 1,
                   .hub_time = m_now,
                   .clock_bound = bound};
}

Answer<PushAccepted> PushSession::run(const sync::PushBatch& batch) {
    QIANTAI_TRY_STATUS(check_status());
    QIANTAI_TRY_STATUS(check_incarnation(batch));
    QIANTAI_TRY_STATUS(check_gap(batch));
    QIANTAI_TRY_STATUS(check_clock(batch));
    QIANTAI_TRY_STATUS(check_sequence(batch));
    m_change_count = batch.changes.size();
    QIANTAI_TRY_STATUS(load_rows(batch.changes));
    QIANTAI_TRY_STATUS(check_stopping());
    const auto known_count = std::min<std::int64_t>(
        m_device.last_seq + 1 - batch.first_seq, static_cast<std::int64_t>(batch.changes.size()));
    const std::span all(batch.changes);
    const auto known = all.first(static_cast<std::size_t>(known_count));
    const auto fresh = all.subspan(known.size());
    QIANTAI_TRY_STATUS(check_overlap(batch, known));
    QIANTAI_TRY_STATUS(m_exclusive.load(fresh));
    QIANTAI_TRY_STATUS(apply_changes(batch, fresh));
    QIANTAI_TRY_STATUS(follow_up());
    QIANTAI_TRY_STATUS(save_device(batch));
    m_accepted.acked_seq = m_device.last_seq;
    return std::move(m_accepted);
}

}  // namespace qiantai::hub
