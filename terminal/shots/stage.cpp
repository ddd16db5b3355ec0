#include "terminal/shots/stage.hpp"

#include <cstdio>
#include <cstdlib>

#include "terminal/desk/flow.hpp"
#include "terminal/kit/headless/picture_file.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// The demo's people sign in often here, and nobody attacks them.
constexpr domain::PinCost k_cheap_pins{1, 8192};

[[noreturn]] void fail(const std::string& words) {
    std::fprintf(stderr, "qiantai-shots: %s\n", words.c_str());
    std::exit(1);
}

}  // namespace

Stage::Stage(const FontFiles& files, PinyinSource& pinyin, const store::Home& home, Clock& clock,
             Random& random, const Manifest& manifest, const Look& look,
             std::filesystem::path folder)
    : m_terminal({home, clock, random, manifest, {}, m_log, k_cheap_pins}, files, pinyin,
                 look.size),
      m_clock(clock),
      m_look(look),
      m_folder(std::move(folder)) {
    scene().looks.usual = {look.language, look.theme};
    scene().set_look(scene().looks.usual);
    m_terminal.window.settings.motion = Motion::off;
    m_terminal.app.start();
    settle();
}

void Stage::settle() {
    auto& window = m_terminal.window;
    window.settings.language = scene().settings.language;
    window.settings.theme = scene().settings.theme;
    window.frames(4);
}

void Stage::touch(std::string_view name_or_label) {
    m_terminal.window.bring_into_sight(name_or_label);
    if (!m_terminal.window.touch(name_or_label))
        fail(fmt::format("nothing called {}", name_or_label));
    settle();
}

void Stage::type(std::string_view text) {
    m_terminal.window.type(text);
    settle();
}

void Stage::pin(std::string_view digits) {
    for (const char digit : digits) touch(std::string_view(&digit, 1));
    touch("confirm");
}

void Stage::key(ImGuiKey key) {
    m_terminal.window.key(key);
    settle();
}

void Stage::scroll_to_end() {
    const auto size = m_look.size;
    const float x = size.width / 2, height = size.height;
    for (int i = 0; i < 8; ++i) m_terminal.window.drag({x, height * 0.8f}, {x, height * 0.3f}, 4);
    m_terminal.window.frames(120);
}

void Stage::set_line(Line line) {
    const auto set =
        shots::set_line(m_terminal.office.terminal().database(), line, m_clock.now_ms());
    if (!set) fail(set.error().message());
    m_terminal.jobs.post(app::load_sync_view);
    settle();
}

void Stage::picture(std::string_view name) {
    settle();
    if (!name.starts_with(m_only)) return;
    const auto file =
        fmt::format("{}-{}-{}-{}.png", name, m_look.size_name, theme_name(m_look.theme),
                    m_look.language == Language::zh ? "zh" : "en");
    const auto saved = app::save_png(m_folder / file, m_terminal.window.picture());
    if (!saved) fail(saved.error().message());
    m_saved.push_back(file);
}

}  // namespace qiantai::shots
