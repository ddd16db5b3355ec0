#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>

#include "schema/base/secret.hpp"
#include "terminal/app/gallery_run.hpp"
#include "terminal/app/terminal_run.hpp"
#include "terminal/gallery/gallery_shots.hpp"

namespace {

constexpr const char* k_help =
    "The terminal of a store or a headquarters desk: members, and what else is done at the front "
    "desk.\nWorks without a network; `qiantaictl` does the same without a window.";

constexpr int k_exit_usage = 2;

int finish(const qiantai::Status& status) {
    if (status) return 0;
    fmt::print(stderr, "qiantai: {}\n", status.error().message());
    return 1;
}

void print_stage(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    fmt::print("{} {}\n", std::chrono::duration_cast<std::chrono::microseconds>(now).count(),
               stage);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    // A printer that hangs up is told by the write, not by a signal.
    std::signal(SIGPIPE, SIG_IGN);
    qiantai::forbid_dumps();
    CLI::App cli{k_help};
    cli.option_defaults()->disable_flag_override();
    cli.set_version_flag("--version", "qiantai " QIANTAI_VERSION);
    qiantai::app::TerminalRunOptions options;
    std::string home, shots;
    bool gallery = false, measure = false, start_times = false;
    cli.add_option("--home", home, "Keep configuration, database, keys and logs in this folder")
        ->type_name("DIR");
    cli.add_flag("--kiosk", options.window.kiosk, "Full screen, for a till");
    cli.add_option("--width", options.window.width, "Window width in pixels");
    cli.add_option("--height", options.window.height, "Window height in pixels");
    cli.add_option("--scale", options.scale, "Pixels per dp; default: what the display suggests")
        ->check(CLI::Range(0.5, 8.0));
    cli.add_flag("--gallery", gallery, "Show every widget in every state instead");
    cli.add_option("--gallery-shots", shots, "Write pictures of the gallery, without a display")
        ->type_name("DIR");
    cli.add_flag("--gallery-measure", measure, "Print what the gallery's drawing and idling cost");
    cli.add_flag("--start-times", start_times,
                 "Print when the window is open and when it can be used, in microseconds of the "
                 "steady clock");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : k_exit_usage;
    }
    if (!shots.empty()) return finish(qiantai::app::save_gallery_shots(shots));
    const qiantai::app::GalleryOptions of_gallery{options.window, options.scale};
    if (measure) return finish(qiantai::app::measure_gallery(of_gallery));
    if (gallery) return finish(qiantai::app::run_gallery(of_gallery));
    if (!home.empty()) options.home = home;
    if (start_times) options.on_stage = print_stage;
    return finish(qiantai::app::run_terminal(options));
}
