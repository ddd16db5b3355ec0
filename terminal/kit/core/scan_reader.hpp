#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/kit/core/key_event.hpp"
#include "terminal/kit/core/scan_rhythm.hpp"

namespace qiantai::ui {

/// What a scanner typed: a code, or something of which a part may have got lost.
struct Scan {
    enum class Reading : std::uint8_t { clear, unclear };
    Reading reading;
    std::string text;
};

/// Tells what a barcode scanner typed from what a person did, in the one stream of all keys.
///
/// 1. What comes out has the order of what came in: nothing overtakes anything, nothing gets lost.
/// 2. Who typed is judged by when the keys moved (KeyEvent::at_ms), never by when they were heard.
/// 3. A character is held back for k_fast_gap_ms, in case a scanner goes on; a person does not see
///    that. If it was let go and a scanner was at it after all, it is taken back.
/// 4. Enter, keypad Enter, Tab, CR and LF end a code; after a fast one a pause does.
/// 5. The end of a code is no key for anybody, nor is a second one right behind it.
/// 6. Where a beginning may have got lost, nothing is read, and that is said.
///
/// Pure. `now_s` is of any steady clock and says only how long something has been held back.
class ScanReader {
  public:
    struct TypingBegins {};  ///< k_typing_begins
    struct TakenBack {};     ///< k_typing_taken_back
    using Event = std::variant<KeyEvent, TypingBegins, TakenBack, Scan>;
    using Events = std::vector<Event>;

    /// `prefix` is what this shop's scanner types before each code; usually nothing.
    explicit ScanReader(std::string prefix = {}) : m_prefix(std::move(prefix)) {}

    /// `sink` is who would get a character now.
    Events on_key(const KeyEvent& key, KeySink sink, double now_s);
    /// Lets go what has been held back long enough. All keys that moved before `now_s` must have
    /// been told.
    Events on_time(double now_s);
    /// Something else happens to what is typed into, as a touch: what was typed comes before it.
    Events on_interruption();
    /// When on_time has something to do, if anything is held back.
    std::optional<double> deadline_s() const;

  private:
    enum class EndedBy : std::uint8_t { key, pause };
    struct LastCode {
        TimeMs at_ms;  ///< of its last key
        EndedBy ended_by;
    };

    void on_character(const KeyEvent& key, double now_s, Events& events);
    void on_end(const KeyEvent& key, KeySink sink, Events& events);
    void on_release(const KeyEvent& key);
    void pass(const KeyEvent& key, Events& events);
    void release(Events& events);
    void end_code(Typist typist, LastCode last, Events& events);

    const std::string m_prefix;
    KeyRun m_run;
    bool m_run_shown = false;  ///< the run's first character was let go
    std::vector<KeyEvent> m_held;
    double m_heard_s = 0;  ///< when the last character was told
    std::optional<LastCode> m_last_code{};
};

}  // namespace qiantai::ui
