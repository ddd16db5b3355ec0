#include "terminal/app/gallery_run.hpp"

#include <fmt/core.h>

#include <ctime>
#include <fstream>
#include <thread>

#include "terminal/gallery/screen_gallery.hpp"

namespace qiantai::app {
namespace {

using namespace qiantai::ui;

double steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

double processor_ms() {
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// What the gallery's window needs, in the order in which it is made.
struct Gallery {
    FontFiles files;
    std::unique_ptr<PinyinSource> pinyin;
    std::unique_ptr<HandwritingSource> handwriting = installed_handwriting();
    std::unique_ptr<Window> window;
    Fonts fonts;
    Ui ui;
    Keyboard keyboard;
    GalleryState state{};
    UiSettings settings{};

    Gallery(FontFiles font_files, std::unique_ptr<PinyinSource> source,
            std::unique_ptr<Window> opened)
        : files(std::move(font_files)),
          pinyin(std::move(source)),
          window(std::move(opened)),
          fonts(files),
          ui(fonts),
          keyboard(pinyin.get(), handwriting.get()) {}

    void draw(double now_s) {
        settings.language = state.language;
        settings.theme = state.theme;
        ui.begin_frame(settings, now_s);
        state.toasts.step(now_s);
        const auto intents = draw_gallery(ui, keyboard, state);
        ui.end_frame();
        for (const auto& intent : intents) apply_gallery(state, intent);
        // What an intent changed is drawn by the frames that follow its event anyway.
    }
};

Result<std::unique_ptr<Gallery>> make_gallery(const GalleryOptions& options) {
    QIANTAI_TRY(auto files, FontFiles::open({}));
    QIANTAI_TRY(auto pinyin, GooglePinyin::open(default_pinyin_dictionary()));
    QIANTAI_TRY(auto window, Window::open(options.window));
    const auto scale = options.scale > 0 ? options.scale : window->display_scale();
    auto gallery =
        std::make_unique<Gallery>(std::move(files), std::move(pinyin), std::move(window));
    gallery->settings.scale = scale;
    return gallery;
}

std::string memory_line() {
    std::ifstream file("/proc/self/smaps_rollup");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Pss:")) return line;
    }
    return "Pss: unknown";
}

void measure_pages(Gallery& gallery) {
    constexpr int k_frames = 60;
    const auto draw = [&](double now_s) { gallery.draw(now_s); };
    for (int page = 0; page < static_cast<int>(GalleryPage::count); ++page) {
        gallery.state.page = static_cast<GalleryPage>(page);
        const auto start = steady_ms();
        gallery.window->draw_now(gallery.ui, draw);
        const auto first = steady_ms() - start;
        gallery.window->draw_now(gallery.ui, draw);
        double ours = 0;
        const auto processor = processor_ms();
        for (int i = 0; i < k_frames; ++i) {
            gallery.window->draw_now(gallery.ui, [&](double now_s) {
                const auto before = processor_ms();
                gallery.draw(now_s);
                ours += processor_ms() - before;
            });
        }
        fmt::print(
            "page {}: first {:.1f} ms; then {:.2f} ms of processor a frame, {:.2f} of them ours\n",
            page, first, (processor_ms() - processor) / k_frames, ours / k_frames);
    }
}

void measure_idle(Gallery& gallery) {
    constexpr int k_seconds = 5;
    gallery.state.page = GalleryPage::forms;
    const auto draw = [&](double now_s) { gallery.draw(now_s); };
    for (int i = 0; i < 3; ++i) gallery.window->draw_now(gallery.ui, draw);
    const auto frames = gallery.window->frames_drawn();
    const auto processor = processor_ms();
    std::thread closer([&] {
        std::this_thread::sleep_for(std::chrono::seconds(k_seconds));
        gallery.window->close();
    });
    gallery.window->run(gallery.ui, draw, [](const Scan&) {});
    closer.join();
    fmt::print("idle: {} frames and {:.2f} % of a processor in {} s\n",
               gallery.window->frames_drawn() - frames,
               (processor_ms() - processor) / (10.0 * k_seconds), k_seconds);
}

}  // namespace

Status run_gallery(const GalleryOptions& options) {
    QIANTAI_TRY(const auto gallery, make_gallery(options));
    gallery->window->run(
        gallery->ui, [&](double now_s) { gallery->draw(now_s); },
        [&](const Scan& scan) {
            gallery->state.toasts.push({Text::data(scan.text), Tone::info});
        });
    return {};
}

Status measure_gallery(const GalleryOptions& options) {
    const auto start = steady_ms();
    QIANTAI_TRY(const auto gallery, make_gallery(options));
    const auto opened = steady_ms();
    gallery->window->draw_now(gallery->ui, [&](double now_s) { gallery->draw(now_s); });
    const auto drawn = steady_ms();
    fmt::print("window, fonts and dictionary {:.1f} ms, first frame {:.1f} ms\n", opened - start,
               drawn - opened);
    measure_pages(*gallery);
    measure_idle(*gallery);
    fmt::print("{}\n", memory_line());
    return {};
}

}  // namespace qiantai::app
