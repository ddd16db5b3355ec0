#pragma once

// The way between terminals and hub, with everything that goes wrong on it, from a seed.

#include <functional>
#include <vector>

#include "sync/client/transport.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {

/// In percent of the requests. At most one of them strikes a request.
struct FaultRates {
    int request_lost = 0;   ///< never arrives
    int response_lost = 0;  ///< the hub takes it, the terminal never hears
    int request_cut = 0;    ///< its first bytes arrive
    int response_cut = 0;   ///< the answer's first bytes arrive
    int duplicate = 0;      ///< arrives twice; the terminal hears the first or the second answer
    int late = 0;           ///< arrives after later requests; the terminal gives up waiting
    int server_error = 0;   ///< something between answers 502, before or after the hub took it
    int hub_crash = 0;      ///< the hub dies before a statement of it and starts again
    int interleave = 0;     ///< before it arrives, something else happens in the chain

    static FaultRates none() { return {}; }
    static FaultRates rough();
};

/// The network all terminals of a world share.
class Network {
  public:
    /// `pass_time` moves all clocks by so many milliseconds; `meanwhile` is what else happens in
    /// another terminal.
    Network(SimHub& hub, Random& random, std::function<void(TimeMs)> pass_time,
            std::function<void()> meanwhile)
        : m_hub(hub),
          m_random(random),
          m_pass_time(std::move(pass_time)),
          m_meanwhile(std::move(meanwhile)) {}

    FaultRates rates;

    Result<sync::HttpResponse> exchange(const sync::HttpRequest& request);
    /// Requests that are still on their way arrive now.
    void deliver_late();
    int hub_crashes() const { return m_hub_crashes; }

  private:
    bool strikes(int percent) { return static_cast<int>(m_random.below(100)) < percent; }
    Result<sync::HttpResponse> cut_request(const sync::HttpRequest& request);
    Result<sync::HttpResponse> cut_response(const sync::HttpRequest& request);
    Result<sync::HttpResponse> duplicate(const sync::HttpRequest& request);
    Result<sync::HttpResponse> server_error(const sync::HttpRequest& request);
    Result<sync::HttpResponse> crash_hub(const sync::HttpRequest& request);

    SimHub& m_hub;
    Random& m_random;
    std::function<void(TimeMs)> m_pass_time;
    std::function<void()> m_meanwhile;
    std::vector<sync::HttpRequest> m_late;
    bool m_interleaving = false;
    int m_hub_crashes = 0;
};

/// One terminal's end of it. A terminal that died says nothing any more.
class FaultyLink final : public sync::Transport {
  public:
    FaultyLink(Network& network, const SimTerminal& terminal)
        : m_network(network), m_terminal(terminal) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override {
        if (m_terminal.crashed()) return make_error(sync::k_connection_cut, "the terminal is dead");
        return m_network.exchange(request);
    }
    void cancel() override {}

  private:
    Network& m_network;
    const SimTerminal& m_terminal;
};

}  // namespace qiantai::test
