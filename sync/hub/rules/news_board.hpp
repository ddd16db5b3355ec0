#pragma once

// What makes a terminal's question whether there is anything new cheap: the newest version of every
// scope, and what is known of the terminals that asked, in memory. A thousand terminals ask every
// minute, and almost always there is nothing.
//
// Nothing is ever hidden by it. What this hub writes it knows at once; what other programs write to
// the same database it reads within k_news_age_max_ms. A "nothing" that is a moment too old is a
// "not yet"; anything else is said by the database, when the terminal reads.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "schema/base/mutex.hpp"
#include "sync/hub/rules/feed_reader.hpp"

namespace qiantai::hub {

/// What a terminal that asks has read, and takes to be acknowledged.
struct NewsQuestion {
    Cursors cursors;
    std::string generation;
    Uuid incarnation;
    std::int64_t last_seq = 0;
};

/// Who asks, by what it says of itself.
struct NewsAsker {
    Uuid device_id;
    std::string secret_hash;  ///< of the secret it says, as Device::secret_hash
};

/// Thread-safe.
class NewsBoard final : CounterListener {
  public:
    NewsBoard(HubStore& store, Clock& clock);
    NewsBoard(const NewsBoard&) = delete;
    NewsBoard& operator=(const NewsBoard&) = delete;
    ~NewsBoard() override;

    /// True: this terminal is who it says, may call, and there is nothing new for it. False: the
    /// database has to be asked. Never waits.
    bool has_nothing_for(const NewsAsker& asker, const NewsQuestion& question) const;
    /// The same of a terminal that has proved itself, from the database where what is known here is
    /// too old; it is remembered. `now`: the wall clock, for when it was seen last.
    Result<bool> look_for(const Device& device, const NewsQuestion& question, TimeMs now);
    /// Reads what other programs have written, unless that was done a moment ago.
    Status read();
    /// A terminal's row in the database is another one now.
    void forget(const Uuid& device_id);

    /// Whoever watches is told once, on any thread, when one of its scopes gets further; at once, if
    /// one has. Ends with the object.
    class Watch {
      public:
        Watch(NewsBoard& board, std::uint64_t number) : m_board(board), m_number(number) {}
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;
        ~Watch() { m_board.end_watch(m_number); }

      private:
        NewsBoard& m_board;
        const std::uint64_t m_number;
    };
    /// Null if k_watchers_max watch already. `tell` must not call back and must not block.
    std::unique_ptr<Watch> watch(Cursors cursors, std::function<void()> tell);
    bool is_watched() const;

  private:
    struct Known {
        std::string secret_hash;
        std::string store_code;
        std::string terminal_code;
        Uuid incarnation;
        std::int64_t last_seq = 0;
        TimeMs seen_at = 0;  ///< as the database has it
    };
    struct Watcher {
        Cursors cursors;
        std::function<void()> tell;
    };
    void end_watch(std::uint64_t number);
    void counters_raised(const std::map<std::string, std::int64_t>& versions) override;
    void note(const std::map<std::string, std::int64_t>& versions) QIANTAI_REQUIRES(m_mutex);
    bool is_old() const QIANTAI_REQUIRES(m_mutex);
    bool has_more(const Cursors& cursors) const QIANTAI_REQUIRES(m_mutex);
    bool agrees(const Known& known, const NewsQuestion& question) const QIANTAI_REQUIRES(m_mutex);
    void tell_watchers() QIANTAI_REQUIRES(m_mutex);

    HubStore& m_store;
    Clock& m_clock;
    mutable Mutex m_mutex;
    std::optional<TimeMs> m_read_at QIANTAI_GUARDED_BY(m_mutex);  ///< by the steady clock
    std::string m_generation QIANTAI_GUARDED_BY(m_mutex);
    std::string m_devices_changed QIANTAI_GUARDED_BY(m_mutex);
    std::unordered_map<std::string, std::int64_t> m_newest QIANTAI_GUARDED_BY(m_mutex);
    std::map<Uuid, Known> m_known QIANTAI_GUARDED_BY(m_mutex);
    std::map<std::uint64_t, Watcher> m_watchers QIANTAI_GUARDED_BY(m_mutex);
    std::uint64_t m_last_watcher QIANTAI_GUARDED_BY(m_mutex) = 0;
};

}  // namespace qiantai::hub
