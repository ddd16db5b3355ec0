// qiantai-shots: pictures of every screen, theme, size and language, without a display.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "schema/base/file.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/demo/demo_import_files.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/shots/day.hpp"
#include "terminal/shots/stage.hpp"

namespace {

using namespace qiantai;
using namespace qiantai::ui;

constexpr shots::Look k_looks[] = {
    {"1366x768", {1366, 768, 1}, ThemeKind::light, Language::zh},
    {"1366x768", {1366, 768, 1}, ThemeKind::dark, Language::zh},
    {"1366x768", {1366, 768, 1}, ThemeKind::high_contrast, Language::zh},
    {"1366x768", {1366, 768, 1}, ThemeKind::light, Language::en},
    {"1366x768-150", {1366, 768, 1.5f}, ThemeKind::light, Language::zh},
    {"1024x600", {1024, 600, 1}, ThemeKind::light, Language::zh},
    {"1920x1080", {1920, 1080, 1.25f}, ThemeKind::light, Language::zh},
    {"1080x1920", {1080, 1920, 1.25f}, ThemeKind::light, Language::zh},
    {"1080x1920", {1080, 1920, 1.25f}, ThemeKind::dark, Language::en},
    {"3840x2160", {3840, 2160, 2.5f}, ThemeKind::light, Language::zh},
};

/// Fewer do not have everybody whom the pictures show.
constexpr std::int64_t k_members_least = 3000, k_members_most = 1'000'000;

struct Options {
    std::string folder;
    std::int64_t members = k_members_least;
    bool quick = false;
    std::string only{};
};

/// The demo's members came days before the one that is shown.
constexpr TimeMs k_filled_before_ms = 3 * 86'400'000;

Result<store::TerminalDatabase> open_home(const store::Home& home, FakeClock& clock, Random& random,
                                          const Manifest& manifest,
                                          store::TerminalOptions::IfMissing if_missing) {
    store::TerminalOptions options;
    options.if_missing = if_missing;
    options.durability = sqlite::Durability::off;
    return store::TerminalDatabase::open(home, clock, random, manifest, options);
}

/// The demo chain, filled once: as a store's till that worked all day, and as a desk of headquarters.
Status make_homes(const std::filesystem::path& folder, FakeClock& clock, Random& random,
                  const Manifest& manifest, std::int64_t members) {
    using IfMissing = store::TerminalOptions::IfMissing;
    QIANTAI_TRY(const auto till, store::resolve_home(folder / "till"));
    {
        QIANTAI_TRY(auto filled, open_home(till, clock, random, manifest, IfMissing::create));
        QIANTAI_TRY_STATUS(
            ctl::demo_fill(filled.database(), {.members = members, .pin_cost = {1, 8192}}));
    }
    std::error_code failed;
    std::filesystem::copy(folder / "till", folder / "desk",
                          std::filesystem::copy_options::recursive, failed);
    if (failed) return make_error(k_file_error, folder.string() + ": " + failed.message());
    QIANTAI_TRY(auto worked, open_home(till, clock, random, manifest, IfMissing::fail));
    QIANTAI_TRY_STATUS(shots::work_a_day(worked, clock, random, manifest));
    QIANTAI_TRY(const auto desk, store::resolve_home(folder / "desk"));
    QIANTAI_TRY(auto office, open_home(desk, clock, random, manifest, IfMissing::fail));
    return shots::become_desk(office.database(), clock);
}

/// Whoever runs the program has what was exported an hour ago among the downloads.
Status make_person(const std::filesystem::path& folder, TimeMs now_ms) {
    constexpr TimeMs k_hour_ms = 3'600'000;
    ::setenv("HOME", folder.c_str(), 1);
    const auto downloads = folder / "Downloads";
    std::error_code failed;
    std::filesystem::create_directories(downloads, failed);
    if (failed) return make_error(k_file_error, downloads.string() + ": " + failed.message());
    QIANTAI_TRY(const auto files, ctl::write_demo_import_files(downloads));
    for (const auto& file : files) {
        const std::chrono::sys_time<std::chrono::milliseconds> at{
            std::chrono::milliseconds(now_ms - k_hour_ms)};
        std::filesystem::last_write_time(file, std::chrono::file_clock::from_sys(at), failed);
    }
    return {};
}

std::string index_page(const std::vector<std::string>& files) {
    std::string page =
        "<!doctype html><meta charset=utf-8><title>Qiantai</title><style>body{font:15px "
        "sans-serif;background:#e4e6e4;margin:16px}figure{display:inline-block;width:46%;margin:"
        "8px;vertical-align:top}img{max-width:100%;border:1px solid #999}</style>\n";
    for (const auto& file : files) {
        page += fmt::format(
            "<figure><figcaption>{0}</figcaption><a href=\"{0}\"><img src=\"{0}\" loading=lazy>"
            "</a></figure>\n",
            file);
    }
    return page;
}

Status shoot(const Options& options) {
    const std::filesystem::path folder(options.folder);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return make_error(k_file_error, folder.string() + ": " + error.message());
    QIANTAI_TRY(const auto files, FontFiles::open({}));
    QIANTAI_TRY(const auto pinyin, GooglePinyin::open(default_pinyin_dictionary()));
    const auto manifest = make_qiantai_manifest();
    SeededRandom random(7);
    std::vector<std::string> saved;
    int number = 0;
    for (const auto& look : k_looks) {
        if (options.quick && number > 0) break;
        // Each look has a chain of its own, so that all of them show the same.
        FakeClock clock(ctl::k_demo_now_ms - k_filled_before_ms);
        const auto home_folder = folder / fmt::format(".home-{}", number++);
        std::filesystem::remove_all(home_folder);
        QIANTAI_TRY(const auto till, store::resolve_home(home_folder / "till"));
        QIANTAI_TRY(const auto empty, store::resolve_home(home_folder / "empty"));
        QIANTAI_TRY(const auto desk, store::resolve_home(home_folder / "desk"));
        QIANTAI_TRY_STATUS(make_homes(home_folder, clock, random, manifest, options.members));
        QIANTAI_TRY_STATUS(make_person(home_folder / "person", clock.now_ms()));
        fmt::print(stderr, "{} …\n", look.size_name);
        const auto play = [&](const store::Home& home, void (*scenes)(shots::Stage&)) {
            shots::Stage stage(files, *pinyin, home, clock, random, manifest, look, folder);
            stage.keep_only(options.only);
            scenes(stage);
            saved.insert(saved.end(), stage.files().begin(), stage.files().end());
        };
        play(empty, shots::shoot_set_up);
        play(till, shots::shoot_terminal);
        play(desk, shots::shoot_desk);
        std::filesystem::remove_all(home_folder);
    }
    QIANTAI_TRY_STATUS(write_file_atomically(folder / "index.html", index_page(saved), 0644));
    fmt::print("{} pictures; {}\n", saved.size(), (folder / "index.html").string());
    return {};
}

constexpr int k_exit_usage = 2;

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli{
        "Pictures of every screen of the terminal over a demo chain, in all themes, sizes and "
        "languages, with an index page. Needs no display."};
    cli.option_defaults()->disable_flag_override();
    Options options;
    cli.add_option("folder", options.folder, "Where the pictures go")->required();
    cli.add_option("--members", options.members, "Members of the demo chain")
        ->check(CLI::Range(k_members_least, k_members_most))
        ->capture_default_str();
    cli.add_option("--only", options.only, "Only pictures whose names begin so");
    cli.add_flag("--quick", options.quick, "Only 1366x768, light, Chinese");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : k_exit_usage;
    }
    const auto done = shoot(options);
    if (done) return 0;
    fmt::print(stderr, "qiantai-shots: {}\n", done.error().message());
    return 1;
}
