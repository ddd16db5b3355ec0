// qiantaictl demo: a believable chain to try things with.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "schema/sqlite/facts.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/demo/demo_import_files.hpp"

namespace qiantai::ctl {
namespace {

constexpr const char* k_demo_footer =
    R"(Fills this computer with a demo chain: three stores, staff of every role, tiers, policies, and members with
real-looking names, numbers and birthdays. The same seed gives the same members, and an interrupted fill is finished by
calling it again. On a computer that is not enrolled the terminal becomes one of store S001 with the members of all
stores; at an enrolled headquarters desk it makes the chain, at an enrolled store the store's members. The PINs it prints
are known to everybody: never use it in a real chain.)";

void show_progress(std::int64_t done, std::int64_t total) {
    if (::isatty(STDERR_FILENO) == 0) return;
    std::fprintf(stderr, "\r%lld of %lld members ", static_cast<long long>(done),
                 static_cast<long long>(total));
    if (done == total) std::fprintf(stderr, "\n");
}

/// Who can sign in on this terminal now.
Status print_staff(const CommandLine& line, sqlite::Database& database) {
    QIANTAI_TRY(const auto store, sqlite::load_fact_text(database, sqlite::fact::k_store_code));
    line.say({"Staff to sign in with here (number, PIN, role):",
              "可在本机登录的员工（工号、密码、岗位）："});
    for (const auto& staff : demo_staff()) {
        if (store && staff.store_code != *store) continue;
        const auto text =
            fmt::format("  {}  {}  {}  {}", staff.number, staff.pin, staff.role, staff.name);
        line.say({text, text});
    }
    return {};
}

Status fill(CommandLine& line, DemoOptions options) {
    options.now_ms = line.clock.now_ms();
    QIANTAI_TRY(auto terminal, line.open_database(store::TerminalOptions::IfMissing::create));
    QIANTAI_TRY(const auto report, demo_fill(terminal.database(), options, show_progress));
    line.say({fmt::format("{} members added ({}).", report.members_added, name_of(report.place)),
              fmt::format("已新增会员 {} 名。", report.members_added)});
    if (report.place != DemoPlace::headquarters) {
        const auto folder = terminal.home().config.parent_path() / "import-samples";
        QIANTAI_TRY(const auto files, write_demo_import_files(folder));
        for (const auto& file : files) {
            line.say({fmt::format("A file to import: {}", file.string()),
                      fmt::format("可试导入的文件：{}", file.string())});
        }
    }
    return print_staff(line, terminal.database());
}

}  // namespace

void add_demo_command(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("demo", "Fills this computer with a demo chain.");
    command->footer(k_demo_footer);
    const auto options = std::make_shared<DemoOptions>();
    command->add_option("--members", options->members, "how many members")->capture_default_str();
    command->add_option("--seed", options->seed, "another seed, other members")
        ->capture_default_str();
    command->callback([options, &line] { line.run([&] { return fill(line, *options); }); });
}

}  // namespace qiantai::ctl
