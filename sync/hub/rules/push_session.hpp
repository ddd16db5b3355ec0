#pragma once

// One push in one write transaction. Single-use.
//
// Order: the device's own state (push_session.cpp: incarnation, sequence, clones, clock), then
// every new change in turn (push_apply.cpp: rules, merge, refusals), then what follows from them
// (push_effects.cpp: conflict records, erasure of what belongs to the person, audit chains, devices
// revoked by their terminal's row; push_duplicates.cpp: duplicate cases; leases.hpp: what tills may give
// away of campaigns' caps, rights used twice), then the writes. A refused change is kept
// and blocks nothing; a Refusal takes nothing of the push.
//
// Every step costs as much as the push has changes, whatever they have in common: each row is loaded
// once, each value looked up once (tests/hub/hub_push_cost_test.cpp counts).

#include <atomic>
#include <set>

#include "schema/base/member_codes.hpp"
#include "sync/core/merge.hpp"
#include "sync/hub/rules/change_rules.hpp"
#include "sync/hub/rules/exclusive_values.hpp"
#include "sync/hub/rules/hub_reply.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {

struct PushAccepted {
    std::int64_t acked_seq = 0;
    std::vector<sync::Rejection> rejections;
    // For the metrics:
    std::int64_t applied_count = 0;
    std::int64_t conflict_count = 0;
    std::int64_t audit_breaks = 0;
    bool contents_let_go = false;            ///< rows named photos or files that they name no more
    std::vector<std::string> refused_codes;  ///< of this push, without those answered again
};

class PushSession {
  public:
    /// `device` as the writer loaded it, active. When `stopping` becomes true, run() gives up
    /// soon, unless the push is small.
    PushSession(const Manifest& manifest, HubWriter& writer, Device device, TimeMs now,
                const std::atomic<bool>& stopping)
        : m_manifest(manifest),
          m_writer(writer),
          m_device(std::move(device)),
          m_now(now),
          m_stopping(stopping),
          m_rows(manifest, writer),
          m_exclusive(manifest, writer, m_rows) {}

    /// Everything but commit().
    Answer<PushAccepted> run(const sync::PushBatch& batch);
    /// It was refused, and that is recorded with the device: commit all the same.
    bool has_blocked() const { return m_has_blocked; }
    /// Refused as k_clock_ahead: the greatest clock of the push; else 0.
    sync::Hlc too_far() const { return m_too_far; }

  private:
    struct PendingConflict {
        RowKey key;
        sync::ColumnConflict conflict;
    };

    // push_session.cpp
    Answer<void> check_incarnation(const sync::PushBatch& batch);
    Status adopt_incarnation(const sync::PushBatch& batch);
    Answer<void> check_gap(const sync::PushBatch& batch) const;
    Answer<void> check_sequence(const sync::PushBatch& batch);
    Answer<void> check_overlap(const sync::PushBatch& batch, std::span<const sync::Change> known);
    Answer<void> check_clock(const sync::PushBatch& batch);
    Answer<void> check_status() const;
    Refusal block(std::string reason);
    Status load_rows(std::span<const sync::Change> changes);
    Status save_device(const sync::PushBatch& batch);

    // push_apply.cpp
    Status apply_changes(const sync::PushBatch& batch, std::span<const sync::Change> changes);
    /// k_refused_unreadable, with nothing changed.
    Status apply_one(const sync::Change& change);
    void refuse(const sync::PushBatch& batch, const sync::Change& change, const Error& error);

    // push_effects.cpp
    Status follow_up();
    Status check_stopping() const;
    Status erase_dependents();
    Status record_conflicts();
    Status link_audit_events();
    Status update_devices();
    Status add_records(const std::vector<sync::RowState>& records);

    // push_duplicates.cpp
    using Holders = std::map<DuplicateKey, std::vector<Uuid>>;  ///< by value, without an id
    Status follow_duplicates();
    Result<Holders> load_holders(std::span<const DuplicateKey> keys);
    Status close_duplicate_cases(std::span<const DuplicateKey> removed);
    Status open_duplicate_cases(std::span<const DuplicateKey> added);
    void set_case(const RowKey& key, CaseStatus status, sync::Hlc hlc);

    const Manifest& m_manifest;
    HubWriter& m_writer;
    Device m_device;
    TimeMs m_now;
    const std::atomic<bool>& m_stopping;
    bool m_has_blocked = false;
    sync::Hlc m_too_far;
    sync::Hlc m_newest;
    WorkingSet m_rows;
    ExclusiveValues m_exclusive;
    PushAccepted m_accepted;
    std::size_t m_change_count = 0;
    std::vector<StoredRejection> m_refused;
    std::vector<PendingConflict> m_conflicts;
    std::vector<const sync::Change*> m_erasures;
    struct Link {
        const sync::Change* change;
        bool is_new;  ///< the hub did not have the row
    };
    std::vector<Link> m_links;  ///< accepted rows of hash-chained entities
};

/// A record of the hub's own that waits for a decision.
sync::RowState make_case(std::string_view entity, const Uuid& id, sync::Hlc hlc,
                         boost::json::object columns);
/// The rejection as the terminal gets it.
sync::Rejection rejection_of(const StoredRejection& stored);

}  // namespace qiantai::hub
