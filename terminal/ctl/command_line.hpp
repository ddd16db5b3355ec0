#pragma once

// What the subcommands of qiantaictl share: options given before the subcommand, the language of
// what people read, how an error is told, and the exit codes.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "terminal/operations/operation.hpp"
#include "terminal/store/terminal_database.hpp"
#include "terminal/store/terminal_log.hpp"

namespace CLI {
class App;
}

namespace qiantai::ctl {

/// Exit codes, as --help and the README give them.
enum class Exit : int {
    ok = 0,
    refused = 1,        ///< a clerk or manager has to put something right
    usage = 2,          ///< the command line or the JSON was wrong
    not_permitted = 3,  ///< not signed in, or the role may not
    administrator = 4,  ///< set-up, key, disk or device: the administrator has to act
    temporary = 5,      ///< passes by itself: busy, no network; try again
    output_closed = 6,  ///< nobody read the results any more
};
Exit exit_of(const Error& error);

enum class ConsoleLanguage { english, chinese };
/// By the environment: Chinese if LC_ALL, else LC_MESSAGES, else LANG begins with zh.
ConsoleLanguage language_of_environment();

/// One text in both languages; the caller picks by CommandLine::language.
struct Words {
    std::string english;
    std::string chinese;
};

class CommandLine {
  public:
    SystemClock clock{};
    SystemRandom random{};
    Manifest manifest = make_qiantai_manifest();
    std::optional<std::string> home{};  ///< --home
    ConsoleLanguage language = language_of_environment();
    Exit exit = Exit::ok;

    /// The log of this home; kept nowhere as long as there is no terminal.
    EventLog& log();
    Result<store::Home> resolve_home() const;
    Result<store::TerminalDatabase> open_database(
        store::TerminalOptions::IfMissing if_missing = store::TerminalOptions::IfMissing::fail);

    /// To standard output, a line.
    void say(const Words& words) const;
    /// To standard error: what is wrong and who must act; sets the exit code.
    void fail(const Error& error);
    /// Runs a command's work and tells its error.
    void run(const std::function<Status()>& work);

  private:
    std::unique_ptr<store::TerminalLog> m_log;
    SilentLog m_no_log;
};

/// An open terminal with its identity, ready for operations.
class OpenDesk {
  public:
    /// Also k_not_enrolled_yet.
    static Result<std::unique_ptr<OpenDesk>> open(CommandLine& line);
    Desk& desk() { return m_desk; }

  private:
    OpenDesk(CommandLine& line, store::TerminalDatabase terminal,
             domain::TerminalIdentity identity);

    store::TerminalDatabase m_terminal;
    domain::ServiceContext m_context;
    Desk m_desk;
};

/// Writes what a set-up command did into the audit trail, if this is an enrolled terminal.
Status audit_command(CommandLine& line, store::TerminalDatabase& terminal, std::string_view action,
                     std::map<std::string, std::string> detail = {});

// Each file of commands adds its own to the program.
void add_call_command(CLI::App& app, CommandLine& line);
void add_reference_commands(CLI::App& app, CommandLine& line);
void add_sync_commands(CLI::App& app, CommandLine& line);
void add_upkeep_commands(CLI::App& app, CommandLine& line);
void add_inspect_commands(CLI::App& app, CommandLine& line);
void add_demo_command(CLI::App& app, CommandLine& line);
void add_import_command(CLI::App& app, CommandLine& line);
void add_log_command(CLI::App& app, CommandLine& line);

}  // namespace qiantai::ctl
