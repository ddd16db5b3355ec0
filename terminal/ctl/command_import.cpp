// qiantaictl import members: from a CSV file.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "terminal/access/rules/access.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/ctl/pin_source.hpp"
#include "terminal/imports/rules/import_members.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::ctl {
namespace {

constexpr const char* k_import_footer = R"(
A first line, below a title if there is one, names the columns; the usual Chinese and English headings are known (姓名, 手机号,
生日 …), and so are the separators that spreadsheets write. UTF-8 and GB18030 are told apart by themselves. Each line is
registered by the same rules as at the counter; lines that are refused stand in the errors file with everything that is
wrong with them: correct it and import it as it is. Since when, until when and in which state somebody is a member is taken
over (入会日期, 到期日期, 会员状态: 正常, 冻结, 过期; who left is refused). Columns such as points, which can't be imported, need a
word that they may be left out (--map 积分=-). Interrupted, the next call with the same file goes on behind the last line that is
done. Examples:
  qiantaictl import members old.csv --staff 1001 --pin-file pin --check
  qiantaictl import members old.csv --staff 1001 --pin-file pin --map 联系方式=phone --map 备注2=-)";

struct Arguments {
    std::string file, errors, staff;
    std::vector<std::string> mappings;
    PinSource pin;
    bool check = false, again = false, unknown_as_empty = false;
};

Result<ImportOptions> options_of(const Arguments& arguments) {
    ImportOptions options{
        .file = arguments.file,
        .errors = arguments.errors.empty() ? arguments.file + ".errors.csv" : arguments.errors,
        .mode = arguments.check ? ImportOptions::Mode::check : ImportOptions::Mode::write,
        .repeat = arguments.again ? ImportOptions::Repeat::again : ImportOptions::Repeat::refuse,
        .unknown_values =
            arguments.unknown_as_empty ? UnknownValues::leave_empty : UnknownValues::refuse};
    for (const auto& text : arguments.mappings) {
        QIANTAI_TRY(auto mapping, parse_import_mapping(text));
        options.mappings.insert(std::move(mapping));
    }
    return options;
}

bool show_import_progress(std::size_t done, std::size_t total) {
    if (::isatty(STDERR_FILENO) != 0 && total > 0) {
        std::fprintf(stderr, "\r%3zu %% ", done * 100 / total);
        if (done >= total) std::fprintf(stderr, "\n");
    }
    return true;
}

void say_report(const CommandLine& line, const ImportOptions& options, const ImportReport& report) {
    if (report.resumed_at > 0) {
        line.say({fmt::format("Went on at line {}.", report.resumed_at),
                  fmt::format("从第 {} 行继续。", report.resumed_at)});
    }
    for (const auto& heading : report.ignored_headings) {
        line.say(
            {fmt::format("Column left out: {}", heading), fmt::format("未导入的列：{}", heading)});
    }
    const bool check = options.mode == ImportOptions::Mode::check;
    line.say({fmt::format("{} lines: {} {}, {} refused ({} of them duplicates).", report.lines,
                          report.registered, check ? "would be registered" : "registered",
                          report.refused, report.duplicates),
              fmt::format("共 {} 行：{} {} 行，被拒 {} 行（其中重复 {} 行）。", report.lines,
                          check ? "可导入" : "已导入", report.registered, report.refused,
                          report.duplicates)});
    if (report.refused > 0) {
        line.say({fmt::format("The refused ones stand in {}.", options.errors.string()),
                  fmt::format("被拒的行及原因见 {}。", options.errors.string())});
    }
}

Status import(CommandLine& line, const Arguments& arguments) {
    QIANTAI_TRY(auto options, options_of(arguments));
    QIANTAI_TRY(const auto open, OpenDesk::open(line));
    auto& desk = open->desk();
    QIANTAI_TRY(options.phone_country, domain::load_phone_country(desk.context));
    QIANTAI_TRY(options.today, domain::business_date(desk.context));
    options.store_code = desk.context.identity.store_code;
    if (arguments.staff.empty()) return make_error(k_sign_in_required);
    QIANTAI_TRY(const auto pin, read_pin(arguments.pin));
    QIANTAI_TRY(const auto session,
                domain::Access(desk.context, desk.pin_cost).sign_in(arguments.staff, pin));
    QIANTAI_TRY_STATUS(require_right(desk.context, session, domain::Right::members_register));
    domain::Members members(desk.context);
    const auto register_member = [&](const domain::Registration& registration) -> Status {
        QIANTAI_TRY(const auto made, members.register_member(session, registration));
        return {};
    };
    QIANTAI_TRY(const auto report, import_members(desk.context.database, options, register_member,
                                                  show_import_progress));
    line.log().write(LogLevel::info, "members_imported",
                     {{"finished", report.finished},
                      {"only_checked", arguments.check},
                      {"lines", report.lines},
                      {"registered", report.registered},
                      {"refused", report.refused}});
    say_report(line, options, report);
    if (arguments.check) return {};
    return write_audit(desk.context, &session,
                       {.action = "members.import",
                        .detail = {{"lines", std::to_string(report.lines)},
                                   {"registered", std::to_string(report.registered)},
                                   {"refused", std::to_string(report.refused)}}});
}

}  // namespace

void add_import_command(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("import", "Takes records over from files of other systems.");
    command->require_subcommand(1);
    auto* members = command->add_subcommand("members", "Registers the members of a CSV file.");
    members->footer(k_import_footer);
    const auto arguments = std::make_shared<Arguments>();
    members->add_option("file", arguments->file, "the CSV file")->required();
    members->add_option("--staff", arguments->staff,
                        "staff number to sign in with; becomes the home clerk");
    members->add_option("--pin-file", arguments->pin.file, "file whose first line is the PIN");
    members->add_option("--pin-fd", arguments->pin.descriptor,
                        "open descriptor whose first line is the PIN");
    members->add_option("--map", arguments->mappings,
                        "HEADING=FIELD, - as field leaves the column out; repeatable");
    members->add_option("--errors", arguments->errors,
                        "where refused lines go, .csv or .ndjson; default FILE.errors.csv");
    members->add_flag("--check", arguments->check,
                      "try everything and write nothing but the errors file");
    members->add_flag("--unknown-as-empty", arguments->unknown_as_empty,
                      "leave gender, source and clerk empty where nobody knows what is meant");
    members->add_flag("--again", arguments->again,
                      "import a file that was imported completely before");
    members->callback([arguments, &line] { line.run([&] { return import(line, *arguments); }); });
}

}  // namespace qiantai::ctl
