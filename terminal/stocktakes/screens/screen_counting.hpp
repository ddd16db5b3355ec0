#pragma once

// The counting desk: the last scan is the whole screen's subject, readable from the shelf. What is
// scanned is on disk before the next scan is taken; the log shows every entry, each of which can be
// taken back by whoever made it.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_counting_screen{"counting"};

struct CountingState {
    Uuid id{};
    std::string number{};
    bool blind = true;
    std::optional<TimeMs> frozen_at{};
    std::vector<domain::StocktakeZoneState> zones{};
    StocktakeRound round = StocktakeRound::first;
    std::string zone{};
    std::vector<domain::StocktakeEntered> log{};  ///< the newest first
    std::optional<domain::StocktakeEntered> last{};
    /// Of gifts that are kept by batch or expiry, until somebody says which: none is lost.
    std::vector<domain::StocktakeEntry> waiting{};
    std::string digits{};
    std::string code{};
    std::string batch{};
    std::string expires_on{};  ///< as typed: 20270131
    int writing = 0;           ///< entries of which nobody knows yet whether they are on disk
    std::vector<domain::StocktakeProgress> progress{};  ///< of all counters, as far as is known
    std::vector<domain::StocktakeProblem> open{};       ///< what is not counted, or has to be again
    bool leaving = false;  ///< the sheet with what nobody scanned is open
    bool busy = false;     ///< with ending the zone

    /// So many things nobody has counted yet.
    int left() const;
    /// So many different ones this zone has, by all who count there.
    int counted_in(const std::string& zone_name) const;
};

namespace counting {
struct ChooseZone {
    std::size_t zone;
};
struct SetRound {
    StocktakeRound round;
};
struct TypeDigits {
    std::string digits;
};
/// So many there are of the last one.
struct SetExactly {};
struct Correct {
    int pieces;
};
struct TypeCode {
    std::string text;
};
struct EnterCode {};
struct TypeBatch {
    std::string text;
};
struct TypeExpiry {
    std::string text;
};
struct SaveWaiting {};
struct DropWaiting {};
struct Undo {
    Uuid entry_id;
};
/// What was not scanned is shown first; with nothing left the zone ends at once.
struct AskFinish {};
struct FinishZone {};
/// Nobody found the rest: it is written down as none, and the zone ends.
struct RestIsNone {};
struct CloseSheet {};
}  // namespace counting

using CountingIntent =
    std::variant<counting::ChooseZone, counting::SetRound, counting::TypeDigits,
                 counting::SetExactly, counting::Correct, counting::TypeCode, counting::EnterCode,
                 counting::TypeBatch, counting::TypeExpiry, counting::SaveWaiting,
                 counting::DropWaiting, counting::Undo, counting::AskFinish, counting::FinishZone,
                 counting::RestIsNone, counting::CloseSheet>;
using CountingIntents = Intents<CountingIntent>;

void draw_counting(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                   CountingIntents& intents);

/// What nobody scanned yet, over the desk.
void draw_counting_sheet(Ui& ui, const Rect& area, const Scene& scene, const CountingState& state,
                         CountingIntents& intents);
Text counting_title(const Ui& ui, const CountingState& state);

/// How many of it whoever counts has at most digits for.
inline constexpr std::size_t k_counting_digits_max = 5;

}  // namespace qiantai::ui
