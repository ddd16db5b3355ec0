#pragma once

#include <filesystem>

#include "terminal/app/headless_terminal.hpp"
#include "terminal/shots/day.hpp"

namespace qiantai::shots {

struct Look {
    std::string_view size_name;
    ui::Headless::Size size;
    ui::ThemeKind theme;
    ui::Language language;
};

/// The whole terminal in a window in memory over a home on the disk, driven by what a person
/// reads, with a camera.
class Stage {
  public:
    /// All outlive this.
    Stage(const ui::FontFiles& files, ui::PinyinSource& pinyin, const store::Home& home,
          Clock& clock, Random& random, const Manifest& manifest, const Look& look,
          std::filesystem::path folder);

    /// Ends the program with the thing's name if there is no such thing: a scene that does not work
    /// any more must not be overlooked.
    void touch(std::string_view name_or_label);
    /// It stands on the screen as it is scrolled.
    bool shows(std::string_view name_or_label) const {
        return m_terminal.window.seen().find(name_or_label) != nullptr;
    }
    void type(std::string_view text);
    void pin(std::string_view digits);
    void key(ImGuiKey key);
    void settle();
    /// To the end of the page that is open.
    void scroll_to_end();
    void picture(std::string_view name);
    /// Pictures whose names begin otherwise are not saved.
    void keep_only(std::string_view prefix) { m_only = prefix; }
    /// Another state of the way to headquarters, shown at once.
    void set_line(Line line);

    ui::Scene& scene() { return m_terminal.app.scene(); }
    app::Navigator& nav() { return m_terminal.app.navigator(); }
    template <typename State>
    State& state() {
        return m_terminal.app.states().get<State>();
    }
    app::App& app() { return m_terminal.app; }
    const std::vector<std::string>& files() const { return m_saved; }

  private:
    SilentLog m_log;
    app::HeadlessTerminal m_terminal;
    Clock& m_clock;
    Look m_look;
    std::filesystem::path m_folder;
    std::string m_only;
    std::vector<std::string> m_saved;
};

/// Every screen, one after the other. PINs are the demo chain's.
void shoot_set_up(Stage& stage);
void shoot_terminal(Stage& stage);
/// The same of a desk of headquarters, see make_desk().
void shoot_desk(Stage& stage);

}  // namespace qiantai::shots
