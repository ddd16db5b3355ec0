#pragma once

#include <signal.h>

#include <chrono>

#include "tests/support/virtual_display.hpp"
#include "tests/system/real_screen.hpp"
#include "tests/system/running_chain.hpp"
#include "tests/system/window_twin.hpp"

namespace qiantai::test {

/// Whether what changed from one picture to the other can be seen in the third. (Elsewhere it may
/// differ: clocks go on, and the twin has no way to headquarters.)
bool follows(const ui::Picture& before, const ui::Picture& after, const ui::Picture& shown);
/// How many of a hundred pixels of a place look alike.
double alike_percent(const ui::Picture& one, const ui::Picture& other, const ui::Rect& place);

/// The program at its counter, and its twin that knows where everything is.
class Till {
  public:
    Till(const RunningChain& chain, const std::string& name, const VirtualDisplay& display);

    /// With a finger on the glass; comes back when its effect can be seen.
    void touch(std::string_view name_or_label);
    void keys(std::string_view all) {
        for (const char key : all) touch(std::string_view(&key, 1));
    }
    void sign_in();
    /// By pinyin; the word is among the candidates.
    void type_word(std::string_view letters, std::string_view word) {
        keys(letters);
        touch(word);
    }
    void pull_the_plug();
    /// The program gets no processor, as on a machine that is busy with something else.
    void stop() { m_program.signal(SIGSTOP); }
    void go_on() { m_program.signal(SIGCONT); }

    /// Polls, because nobody outside the program hears that something has changed. The limit is for
    /// pictures of what never came: a hundred times what it takes, and before the terminal locks.
    template <typename Condition>
    void wait_for(std::string_view what, const Condition& holds) const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(4);
        while (!holds()) {
            if (std::chrono::steady_clock::now() >= deadline) give_up(what);
            m_screen.wait_a_moment();
        }
    }

    WindowTwin& twin() { return m_twin; }
    RealScreen& screen() { return m_screen; }

  private:
    /// Leaves what was seen and what should have been where QIANTAI_SHOTS says.
    void give_up(std::string_view what) const;

    WindowTwin m_twin;
    RealScreen m_screen;
    Process m_program;
};

}  // namespace qiantai::test
