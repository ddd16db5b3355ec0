#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "schema/base/secret.hpp"
#include "schema/sqlite/database.hpp"
#include "terminal/ctl/command_line.hpp"

namespace {

constexpr const char* k_description =
    R"(qiantaictl: everything a terminal of Qiantai can do, without a window.

Exit codes: 0 done · 1 refused, a clerk or manager has to put something right · 2 wrong usage or input ·
3 not signed in or not permitted · 4 the administrator has to act · 5 passes by itself, try again ·
6 nobody read the output)";

/// Standard descriptors that are closed would be given to the database's files.
void open_standard_descriptors() {
    for (const char* mode : {"r", "w", "w"}) {
        std::FILE* file = std::fopen("/dev/null", mode);
        if (file == nullptr) return;
        if (::fileno(file) > 2) {
            std::fclose(file);
            return;
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    using namespace qiantai::ctl;
    qiantai::forbid_dumps();
    open_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN);
    CommandLine line;
    if (const auto build = qiantai::sqlite::check_sqlite_build(); !build) {
        line.fail(build.error());
        return static_cast<int>(line.exit);
    }
    CLI::App app(k_description, "qiantaictl");
    // A flag is there or not: --watch=3 is a mistake, not a yes.
    app.option_defaults()->disable_flag_override();
    app.set_version_flag("--version", QIANTAI_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--home", line.home, "folder of the terminal's files; default: see README");
    app.add_option_function<std::string>(
           "--lang",
           [&line](const std::string& name) {
               line.language = name == "zh" ? ConsoleLanguage::chinese : ConsoleLanguage::english;
           },
           "language of messages, zh or en; default from LANG")
        ->check(CLI::IsMember({"zh", "en"}))
        ->trigger_on_parse();
    add_call_command(app, line);
    add_reference_commands(app, line);
    add_sync_commands(app, line);
    add_upkeep_commands(app, line);
    add_inspect_commands(app, line);
    add_demo_command(app, line);
    add_import_command(app, line);
    add_log_command(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : static_cast<int>(Exit::usage);
    }
    return static_cast<int>(line.exit);
}
