#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/rejected_change.hpp"
#include "schema/base/set_aside_row.hpp"
#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_sync_screen{"sync"};

/// A change that headquarters refused, and whose record it is, as the session may see it.
struct RefusedRecord {
    RejectedChange change;
    std::optional<domain::Member> person{};  ///< nothing if it is nobody's
};

/// Of the changes written in an hour of today.
struct HourProof {
    std::int64_t confirmed = 0;
    std::int64_t waiting = 0;
    std::int64_t refused = 0;
};

/// The sync page: how it stands, what waits, what was refused and its remedies, and the proof that
/// today's records are at headquarters. What every screen shows too is in Scene::sync.
struct SyncPageState {
    struct Waiting {
        std::int64_t count = 0;
        TimeMs since = 0;  ///< when the oldest was written
    };

    bool loaded = false;
    std::map<std::string, Waiting> waiting_by_entity{};
    std::vector<RefusedRecord> refused{};
    std::vector<SetAsideRow> set_aside{};
    HourProof today{};  ///< the sum of the hours
    int first_hour = 0;
    std::vector<HourProof> hours{};  ///< from first_hour on, without gaps
};

/// A remedy that asks for a few words first.
enum class Remedy : std::uint8_t { hand_over, discard };

namespace sync_page {
struct SyncNow {};
struct Resend {
    std::int64_t seq;
};
struct Fix {  ///< opens the member's form; saving it sends the record again
    std::int64_t seq;
};
struct AskRemedy {
    Remedy remedy;
    std::int64_t seq;
};
}  // namespace sync_page

using SyncPageIntent =
    std::variant<sync_page::SyncNow, sync_page::Resend, sync_page::Fix, sync_page::AskRemedy>;
using SyncPageIntents = Intents<SyncPageIntent>;

void draw_sync_page(Ui& ui, const Rect& area, const Scene& scene, const SyncPageState& page,
                    SyncPageIntents& intents);
/// What is asked before a remedy.
AskWords remedy_words(const Ui& ui, Remedy remedy, const RefusedRecord& record);
/// Why a record is given up.
std::span<const Choice> discard_reasons();

inline constexpr float k_sync_done_card_height = 64;

/// The card of refused records, in screen_sync_refused.cpp. Cuts itself off `rest`.
void draw_refused(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page,
                  SyncPageIntents& intents);

/// The card of records that this version can't read, if there are any, with a gap below it.
void draw_set_aside(Ui& ui, Rect& rest, const Scene& scene, const SyncPageState& page);

/// What a synced entity is called, and its sign.
Text entity_text(const Ui& ui, const std::string& entity);
Icon entity_icon(const std::string& entity);

}  // namespace qiantai::ui
