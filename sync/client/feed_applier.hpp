#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "sync/client/feed_cursors.hpp"
#include "sync/client/refused_row.hpp"
#include "sync/client/set_aside.hpp"
#include "sync/core/change.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_feed_out_of_order{
    "feed_out_of_order", Actor::administrator,
    "An earlier part of headquarters' data is missing here. Nothing was taken; take the parts in "
    "their order.",
    "缺少总部数据的前一部分，未导入任何内容，请按顺序导入。"};

/// What applying one page came to.
struct PageOutcome {
    std::int64_t received = 0;
    std::int64_t written = 0;
    std::int64_t unreadable = 0;
    std::vector<std::string> finished;   ///< scopes read to their end
    std::vector<std::string> held_back;  ///< scopes whose cursor had to stay, see invariant 3
    bool advanced = false;               ///< a cursor moved
    bool wrote_changes = false;  ///< refused changes went into the outbox again, see invariant 6
};

/// Writes what the hub's feed says into the terminal's tables. One connection, one thread; must be
/// gone before the database.
///
/// Invariants
/// 1. A page and its cursors are one transaction: after any failure either all of it or nothing is
/// stored.
/// 2. A row becomes the merge of what was here and what came: applying twice, or in another order,
/// gives the same rows,
///    and an unsent edit of this terminal survives if it is the newer one. Nothing of it is
///    captured for the outbox.
/// 3. A row that left the scope ("gone") is removed; the hub says so only if no scope we read shows
/// it. In a desk's own scope "gone" means that its contact columns are no longer open to this desk
/// (contact_data.hpp). While the row has unsent changes, the section's cursor stays, so that the
/// removal is met again after they were sent.
/// 4. Plausible clocks that came in are observed (clock_facts.hpp): later local changes are newer
/// than what was seen. Those of a far future are not; a change of such a row is newer all the same.
/// 5. What this program version does not know, can't read or can't keep is passed over, and the
/// place is noted in feed_cursor.reread_from; what can't be read or kept is named in SetAsideRows.
/// 6. A row that arrives, or of which it is said that it went by, while changes of it stand refused
///    because headquarters lacked it: they are sent again (refused_row.hpp).
/// 7. A store's scope read from its beginning tells anew which members of other stores stay here:
///    those it does not tell of are removed, for a restored hub may have forgotten that they came.
class FeedApplier {
  public:
    /// `manifest` must outlive this.
    FeedApplier(sqlite::Database& database, const Manifest& manifest)
        : m_database(database), m_manifest(manifest) {}

    Result<PageOutcome> apply_page(const FeedPage& page, TimeMs now_ms);

  private:
    // One entity's table and what was learnt of the last row's columns.
    struct Target {
        sqlite::RowTable table;
        std::vector<std::string> last_keys;
        bool last_keys_known = true;
    };

    Result<Target*> target_of(std::string_view entity_name);
    Status apply_section(const FeedSection& section, PageOutcome& outcome);
    Status apply_row(const FeedSection& section, const FeedSection::Row& row);
    Status apply_gone(Target& target, const FeedSection& section, const Uuid& id);
    Result<bool> insert_or_merge(Target& target, const RowState& state);
    Result<bool> merge(Target& target, const RowState& state);
    Result<bool> fill_contact(Target& target, const RowState& state);
    Status remove_stays(std::string_view store_code);
    Status observe(Hlc greatest);
    void set_aside(const FeedSection& section, std::string_view entity, const Uuid& id);
    Status write_arrived_rows(TimeMs now_ms);
    bool has_unknown_columns(Target& target, const RowState& state) const;
    Result<bool> has_unsent(const Entity& entity, const Uuid& id);

    sqlite::Database& m_database;
    const Manifest& m_manifest;
    std::map<std::string, Target, std::less<>> m_targets;

    // Of the section being applied.
    Unknowns m_unknowns = Unknowns::none;
    bool m_hold_back = false;
    std::int64_t m_written = 0;
    std::int64_t m_unreadable = 0;
    // Of the page.
    Hlc m_greatest;
    Hlc m_plausible;
    SetAsideRows m_set_aside;
    TimeMs m_now = 0;
    std::set<RowKey> m_missed_by_hub;
    std::map<RowKey, boost::json::object> m_arrived;  ///< with the columns that came
    std::set<RowKey> m_gone;                          ///< of those missed by the hub
    bool m_wrote_changes = false;
};

}  // namespace qiantai::sync
