#include "terminal/shots/stage.hpp"

#include <cstdio>
#include <cstdlib>

#include "terminal/app/flow.hpp"
#include "terminal/app/picture_file.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// The demo's people sign in often here, and nobody attacks them.
constexpr domain::PinCost k_cheap_pins{1, 8192};

[[noreturn]] void fail(const std::string& words) {
    std::fprintf(stderr, "qiantai-shots: %s\n", words.c_str());
    std::exit(1);
}

std::string_view name_of(ThemeKind theme) {
    switch (theme) {
        case ThemeKind::dark:
            return "dark";
        case ThemeKind::high_contrast:
            return "contrast";
        case ThemeKind::light:
            break;
    }
    return "light";
}

}  // namespace

Stage::Stage(const FontFiles& files, PinyinSource& pinyin, const store::Home& home, Clock& clock,
             Random& random, const Manifest& manifest, const Look& look,
             std::filesystem::path folder)
    : m_office({home, clock, random, manifest, {}, k_cheap_pins}),
      m_jobs(m_office, m_replies),
      m_app(m_jobs, m_replies, m_link, clock, &pinyin),
      m_window(files, look.size, [this](Ui& ui) { m_app.draw(ui); }),
      m_clock(clock),
      m_look(look),
      m_folder(std::move(folder)) {
    m_app.state().settings.language = look.language;
    m_app.state().settings.theme = look.theme;
    m_window.settings.motion = Motion::off;
    m_app.start();
    settle();
}

void Stage::settle() {
    m_window.settings.language = m_app.state().settings.language;
    m_window.settings.theme = m_app.state().settings.theme;
    m_window.frames(4);
}

void Stage::touch(std::string_view name_or_label) {
    if (!m_window.touch(name_or_label)) fail(fmt::format("nothing called {}", name_or_label));
    settle();
}

bool Stage::shows_item(std::string_view name_or_label) const {
    return m_window.seen().find(name_or_label) != nullptr;
}

void Stage::type(std::string_view text) {
    m_window.type(text);
    settle();
}

void Stage::pin(std::string_view digits) {
    for (const char digit : digits) touch(std::string_view(&digit, 1));
    touch("confirm");
}

void Stage::key(ImGuiKey key) {
    m_window.key(key);
    settle();
}

void Stage::set_line(Line line) {
    const auto set = shots::set_line(m_office.terminal().database(), line, m_clock.now_ms());
    if (!set) fail(set.error().message());
    m_jobs.post(app::load_sync_view);
    settle();
}

void Stage::picture(std::string_view name) {
    settle();
    if (!name.starts_with(m_only)) return;
    const auto file = fmt::format("{}-{}-{}-{}.png", name, m_look.size_name, name_of(m_look.theme),
                                  m_look.language == Language::zh ? "zh" : "en");
    const auto saved = app::save_png(m_folder / file, m_window.picture());
    if (!saved) fail(saved.error().message());
    m_saved.push_back(file);
}

}  // namespace qiantai::shots
