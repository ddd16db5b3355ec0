#pragma once

#include <doctest/doctest.h>

#include <cmath>

#include "terminal/app/headless_terminal.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// The same terminal in memory, over a copy of a home: it takes the same touches and knows where
/// things are and what the real window has to show afterwards. Jobs run at once; it has no way to
/// headquarters.
class WindowTwin {
  public:
    /// `home` must not be open.
    explicit WindowTwin(const std::filesystem::path& home)
        : m_home(copied(home)),
          m_terminal({m_home, m_clock, m_random, m_manifest, {}, m_log}, m_files, *m_pinyin,
                     {1366, 768, 1}) {
        m_terminal.app.start();
        settle();
    }

    /// The middle of what can be seen of it. Needs an item of that name or label that takes
    /// touches.
    ImVec2 place_of(std::string_view name_or_label) const {
        const auto* item = m_terminal.window.seen().find(name_or_label);
        CAPTURE(name_or_label);
        REQUIRE(item != nullptr);
        REQUIRE(item->enabled);
        const auto seen = item->target.intersected(item->clip);
        REQUIRE_FALSE(seen.empty());
        // Whole pixels, as the real pointer has.
        return {std::floor(seen.center_x()), std::floor(seen.center_y())};
    }
    ui::Rect target_of(std::string_view name_or_label) const {
        const auto* item = m_terminal.window.seen().find(name_or_label);
        REQUIRE(item != nullptr);
        return item->target;
    }
    void touch_at(ImVec2 point) { m_terminal.window.touch_at(point); }
    void scan(const std::string& code) {
        m_terminal.app.on_scan(code);
        settle();
    }
    void settle() { m_terminal.window.frames(3); }
    ui::Picture picture() const { return m_terminal.window.picture(); }
    const ui::Recorder& seen() const { return m_terminal.window.seen(); }
    ui::Scene& scene() { return m_terminal.app.scene(); }
    app::Navigator& nav() { return m_terminal.app.navigator(); }
    template <typename State>
    State& state() {
        return m_terminal.app.states().get<State>();
    }

  private:
    store::Home copied(const std::filesystem::path& home) const {
        std::filesystem::copy(home, m_folder / "home", std::filesystem::copy_options::recursive);
        return store::resolve_home(m_folder / "home", [](const char*) { return std::nullopt; })
            .value();
    }

    TempFolder m_folder;
    store::Home m_home;
    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    ui::FontFiles m_files = ui::FontFiles::open({}).value();
    std::unique_ptr<ui::GooglePinyin> m_pinyin =
        ui::GooglePinyin::open(ui::default_pinyin_dictionary()).value();
    SilentLog m_log;
    app::HeadlessTerminal m_terminal;
};

}  // namespace qiantai::test
