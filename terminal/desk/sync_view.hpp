#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/clock_fault.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::ui {

/// What a clerk sees of the way to headquarters, on every screen.
struct SyncView {
    bool online = false;
    bool alone = false;                 ///< this terminal has no headquarters
    bool running = false;               ///< a session is under way
    std::int64_t session_received = 0;  ///< rows, by that session
    std::int64_t session_sent = 0;
    std::optional<TimeMs> offline_since{};
    std::int64_t waiting = 0;   ///< what people did: a registration is one
    bool waiting_more = false;  ///< and more than that
    std::optional<TimeMs> waiting_since{};
    std::int64_t refused = 0;
    std::optional<TimeMs> complete_at{};  ///< when headquarters last had everything
    ClockFault clock_fault = ClockFault::none;
    TimeMs clock_offset_ms = 0;  ///< headquarters' time - this computer's
    bool first_load_done = true;

    /// Why the last session ended early: words in both languages and who must act.
    struct Problem {
        std::string words_zh;
        std::string words_en;
        std::string actor;
    };
    std::optional<Problem> problem{};

    /// How an exchange with headquarters went.
    struct Session {
        TimeMs at = 0;
        std::int64_t sent = 0;
        std::int64_t received = 0;
        std::int64_t refused = 0;
        std::optional<Problem> problem{};
    };
    std::vector<Session> sessions{};  ///< since the program started, the newest first
};

}  // namespace qiantai::ui
