#pragma once

// A way to a hub that lies: answers that are cut, changed, repeated, swapped, of wrong numbers, of
// other devices, about unknown things, enormous; all from a seed.

#include <map>
#include <vector>

#include "sync/core/change.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {

/// clumsy: what a terminal sees through, or what the true hub's next words put right.
/// clever: beside that, pages that are in order and false: rows left out or gone, cursors beyond
/// them. Who once had such a hub gets over it when the true one says that it is another one now (a
/// new generation).
enum class Lies { clumsy, clever };

class LyingLink final : public sync::Transport {
  public:
    /// The answers are shared by the links of all terminals, which get each other's.
    using Answers = std::map<std::string, std::vector<sync::HttpResponse>>;
    LyingLink(SimHub& hub, Random& random, Answers& answers, Lies lies)
        : m_hub(hub), m_random(random), m_answers(answers), m_lies(lies) {}

    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override;
    void cancel() override {}

    int told = 0;  ///< lies

  private:
    bool strikes(int percent) { return static_cast<int>(m_random.below(100)) < percent; }
    sync::HttpResponse lie(const sync::HttpRequest& request);
    sync::HttpResponse truth(const sync::HttpRequest& request);
    sync::HttpResponse refusal();
    sync::HttpResponse swallowed_push(const sync::HttpRequest& request);
    sync::HttpResponse earlier_answer(const std::string& route);
    sync::HttpResponse enormous();
    void damage(sync::HttpResponse& response);
    void change_number(sync::HttpResponse& response);
    void change_page(sync::HttpResponse& response);
    void change_section(sync::FeedSection& section);
    void add_strange_row(sync::FeedSection& section);
    boost::json::value odd_value(const boost::json::value& before);

    SimHub& m_hub;
    Random& m_random;
    Answers& m_answers;
    Lies m_lies;
};

}  // namespace qiantai::test
