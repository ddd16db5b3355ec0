#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "terminal/app/gallery_run.hpp"
#include "terminal/app/gallery_shots.hpp"

namespace {

int finish(const qiantai::Status& status) {
    if (status) return 0;
    fmt::print(stderr, "qiantai-gallery: {}\n", status.error().message());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli{"The terminal's widgets in every state, theme and language."};
    std::string shots;
    bool measure = false;
    qiantai::app::GalleryOptions options;
    options.window.title = "Qiantai gallery";
    cli.add_option("--shots", shots, "Write pictures into this folder, without a display")
        ->type_name("DIR");
    cli.add_flag("--measure", measure, "Print what starting, drawing and idling cost");
    cli.add_flag("--kiosk", options.window.kiosk, "Full screen");
    cli.add_option("--width", options.window.width, "Window width in pixels");
    cli.add_option("--height", options.window.height, "Window height in pixels");
    cli.add_option("--scale", options.scale, "Pixels per dp; default: what the display suggests");
    CLI11_PARSE(cli, argc, argv);
    if (!shots.empty()) return finish(qiantai::app::save_gallery_shots(shots));
    if (measure) return finish(qiantai::app::measure_gallery(options));
    return finish(qiantai::app::run_gallery(options));
}
