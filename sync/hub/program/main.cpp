// qiantai-hub: headquarters' end of Qiantai. Parses the command line; what the commands do is in
// commands_*.cpp.

#include <CLI/CLI.hpp>
#include <iostream>

#include "schema/base/secret.hpp"
#include "schema/base/thrown.hpp"
#include "sync/hub/program/commands.hpp"

namespace {

using namespace qiantai;
using namespace qiantai::hub;

constexpr int k_exit_failed = 1;
constexpr int k_exit_usage = 2;
constexpr int k_exit_findings = 3;

/// Everything the command line can say.
struct Arguments {
    std::string home = ".";
    InitArguments init;
    std::vector<std::string> hosts;
    std::string store_code;
    std::string terminal_name;
    ServeArguments serve;
    std::string device;
    int keep = 14;
    std::string backup;
    std::string bundle;
    std::string reply;
    std::string database;
};

using Action = std::function<Result<int>(CommandContext)>;

Result<int> done(const Status& status) {
    if (!status) return status.error();
    return 0;
}

class HubCommands {
  public:
    HubCommands() {
        m_app.require_subcommand(1);
        m_app.option_defaults()->disable_flag_override();
        m_app.set_version_flag("--version", QIANTAI_VERSION);
        m_app.footer(
            "Errors go to standard error with the name of who must act; the exit status is then "
            "1, and 2 when the command was not understood.\n"
            "Start with: qiantai-hub init --help");
        add_setup();
        add_devices();
        add_data();
    }

    int run(int argc, char** argv) {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return m_app.exit(error) == 0 ? 0 : k_exit_usage;
        }
        SystemClock clock;
        SystemRandom random;
        const auto outcome = catch_thrown([&] {
            return m_action({HubPaths{m_arguments.home}, clock, random, std::cout});
        });
        if (outcome) return *outcome;
        const auto& error = outcome.error();
        std::cerr << "qiantai-hub: " << error.message() << "\n"
                  << "qiantai-hub: " << error.message_zh() << "\n"
                  << "qiantai-hub: to act: " << actor_name(error.actor()) << " [" << error.code()
                  << "]\n";
        return k_exit_failed;
    }

  private:
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& help,
                  Action action) {
        auto* command = parent.add_subcommand(name, help);
        command->add_option("--home", m_arguments.home, "Folder of the hub")->capture_default_str();
        command->callback([this, action = std::move(action)] { m_action = action; });
        return command;
    }

    void add_setup() {
        auto& args = m_arguments;
        auto* init = add(
            m_app, "init",
            "Sets up a new hub: keys, the chain's certificate authority, the database, and a first "
            "administrator. Run once, then 'serve'.",
            [&args](CommandContext context) { return done(run_init(context, args.init)); });
        init->add_option("--chain-name", args.init.chain_name, "Name of the chain")->required();
        init->add_option("--host", args.init.hosts,
                         "Name or address under which terminals reach the hub; repeat for several")
            ->required();
        init->add_option("--database", args.init.database,
                         "postgresql://USER@HOST/NAME, or libpq's key=value form, of an empty "
                         "PostgreSQL database to keep the data in, without a password: that "
                         "belongs into a file (passfile=PATH) or a service; default: an encrypted "
                         "file in the home");
        init->add_option("--listen", args.init.listen,
                         "ADDRESS:PORT to serve on (default 0.0.0.0:7443)");
        init->add_option("--admin-number", args.init.admin_number,
                         "Staff number of the first administrator")
            ->required();
        init->add_option("--admin-name", args.init.admin_name, "Name of the first administrator")
            ->required();
        init->add_option("--admin-pin-file", args.init.admin_pin_file,
                         "File with that person's PIN, 4 to 8 digits; delete it afterwards")
            ->required();
        auto* renew = add(
            m_app, "renew-certificate",
            "Makes a new server certificate (valid 2 years) from the chain's authority; terminals "
            "need nothing new. A hub that runs takes it within a minute.",
            [&args](CommandContext context) {
                return done(run_renew_certificate(context, args.hosts));
            });
        renew->add_option("--host", args.hosts, "Names and addresses, if they are to change");
        auto* serve =
            add(m_app, "serve", "Runs the hub until it gets SIGTERM or SIGINT.",
                [&args](CommandContext context) { return done(run_serve(context, args.serve)); });
        serve->add_option("--listen", args.serve.listen,
                          "ADDRESS:PORT instead of hub.toml's; port 0 lets the system choose");
        serve->add_option("--health-listen", args.serve.health_listen,
                          "ADDRESS:PORT instead of hub.toml's for /livez, /readyz and /metrics");
        serve->add_option("--threads", args.serve.threads, "Threads that run connections")
            ->check(CLI::Range(1, 256));
        serve->add_option("--port-file", args.serve.port_file,
                          "File to write the port to once it is open");
    }

    void add_devices() {
        auto& args = m_arguments;
        auto* code = add(
            m_app, "code",
            "Prints a one-time code, valid 30 minutes, with which one terminal of a store enrols.",
            [&args](CommandContext context) {
                return done(run_code(context, args.store_code, args.terminal_name));
            });
        code->add_option("--store", args.store_code, "Code of the store; HQ for headquarters")
            ->required();
        code->add_option("--name", args.terminal_name,
                         "What the terminal is called, e.g. \"Counter 1\"")
            ->required();
        auto* device =
            m_app.add_subcommand("device", "Lists, revokes and unblocks enrolled terminals.");
        device->require_subcommand(1);
        add(*device, "list", "Prints every terminal as one line of JSON.",
            [](CommandContext context) { return done(run_device_list(context)); });
        const std::string which = "Its id, or store and terminal code: S001/T02";
        add(*device, "revoke",
            "Refuses a terminal from its next call on; for lost or retired machines.",
            [&args](CommandContext context) {
                return done(run_device_revoke(context, args.device));
            })
            ->add_option("terminal", args.device, which)
            ->required();
        add(*device, "unblock",
            "Lets a terminal in again that was blocked because two machines used its identity. "
            "Switch the wrong machine off first.",
            [&args](CommandContext context) {
                return done(run_device_unblock(context, args.device));
            })
            ->add_option("terminal", args.device, which)
            ->required();
    }

    void add_data() {
        auto& args = m_arguments;
        auto* backup = m_app.add_subcommand("backup", "Makes backups and puts one back.");
        backup->require_subcommand(1);
        add(*backup, "create",
            "Makes an encrypted, checked copy in the backups folder, also while the hub runs, and "
            "prints its name. "
            "It can only be read with keys/hub.key.",
            [&args](CommandContext context) { return done(run_backup_create(context, args.keep)); })
            ->add_option("--keep", args.keep, "How many backups to keep")
            ->check(CLI::Range(1, 10'000))
            ->capture_default_str();
        add(*backup, "restore",
            "Puts a backup in the database's place; the hub must be stopped. The present database "
            "is kept aside. "
            "Terminals send again what the backup lacks.",
            [&args](CommandContext context) {
                return done(run_backup_restore(context, args.backup));
            })
            ->add_option("file", args.backup, "The backup")
            ->required();
        auto* audit = m_app.add_subcommand("audit", "Checks the audit trail.");
        audit->require_subcommand(1);
        add(*audit, "verify",
            "Recomputes every terminal's hash chain over the stored entries. Prints each changed, "
            "missing, reordered "
            "or repeated entry as a line of JSON, then a summary. Exit status 3 if anything was "
            "found.",
            [](CommandContext context) -> Result<int> {
                QIANTAI_TRY(const auto verdict, run_audit_verify(context));
                return verdict.sound ? 0 : k_exit_findings;
            });
        auto* clock = m_app.add_subcommand(
            "clock", "What speaks for and against the hub's own clock, and what to do about it.");
        clock->require_subcommand(1);
        add(*clock, "show", "Prints what the database says of the hub's time as JSON.",
            [](CommandContext context) { return done(run_clock_show(context)); });
        add(*clock, "confirm",
            "Says that this machine's clock is right as it is now: the hub, which took nothing "
            "while it was in doubt, goes on.",
            [](CommandContext context) { return done(run_clock_confirm(context)); });
        add(*clock, "accept",
            "Takes changes whose times lie ahead although all clocks are right: after a hub whose "
            "clock was once wrong lost its database.",
            [](CommandContext context) { return done(run_clock_accept(context)); });
        auto* bundle = m_app.add_subcommand(
            "bundle", "Exchanges data by file with stores that have no network.");
        bundle->require_subcommand(1);
        auto* import = add(*bundle, "import",
                           "Takes a terminal's bundle file and writes the reply to carry back.",
                           [&args](CommandContext context) {
                               return done(run_bundle_import(context, args.bundle, args.reply));
                           });
        import->add_option("file", args.bundle, "The bundle file from the terminal")->required();
        import->add_option("--reply", args.reply, "Where to write the reply")->required();
        add(m_app, "move",
            "Moves the hub's data into another database, row by row and compared, and lets hub.toml "
            "name it; the hub must be stopped. Terminals go on as if nothing had been. May be "
            "interrupted and called again.",
            [&args](CommandContext context) { return done(run_move(context, args.database)); })
            ->add_option("--to", args.database,
                         "postgresql://USER@HOST/NAME of an empty PostgreSQL database, without a "
                         "password; or: file, an encrypted file in the home")
            ->required();
        add(m_app, "inspect", "Prints counts of rows, terminals and refused changes as JSON.",
            [](CommandContext context) { return done(run_inspect(context)); });
    }

    Arguments m_arguments;
    CLI::App m_app{
        "qiantai-hub: headquarters' end of Qiantai, to which the stores' terminals synchronise."};
    Action m_action;
};

}  // namespace

int main(int argc, char** argv) {
    forbid_dumps();
    return HubCommands().run(argc, argv);
}
