// qiantaictl import: files of other systems, with progress and a report for people.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "terminal/access/rules/access.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/ctl/pin_source.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/import_table.hpp"

namespace qiantai::ctl {
namespace {

constexpr const char* k_import_footer = R"(
A first line, below a title if there is one, names the columns; the usual Chinese and English headings are known, and so are
the separators and encodings that spreadsheets write; workbooks (.xlsx) are read too. What is not understood is asked: the
error names the option that answers. How the files of a source are read is remembered with its name.
Lines that are refused stand in the errors file with everything that is wrong with them: correct it and import it as it is.
Interrupted, the next call with the same file goes on behind the last record that is done. Columns such as points, which
can't be imported, need a word that they may be left out (--map 积分=-). Fields: qiantaictl call imports.preview.
Try --check first: it says what is read, what is left behind, and every line that would be refused.
Examples:
  qiantaictl import members old.csv --source 旧系统 --staff 1001 --pin-file pin --check
  qiantaictl import members old.csv --source 旧系统 --staff 1001 --pin-file pin --map 联系人=phone --map 积分=-
  qiantaictl import purchases receipts.xlsx --source 银豹 --dates day_first --staff 1001 --pin-file pin
  qiantaictl import undo 12 --staff 1001 --pin-file pin)";

struct Arguments {
    domain::ImportRequest request{};
    std::string staff;
    std::vector<std::string> mappings, genders, calendars;
    PinSource pin;
    std::int64_t import_id = 0;
};

constexpr ErrorKind k_import_pair_malformed{
    "import_pair_malformed", Actor::administrator,
    "This is written with an equals sign: --map 手机=phone, --gender 1=男, --calendar 0=农历.",
    "应写作等号形式：--map 手机=phone，--gender 1=男，--calendar 0=农历。"};

/// "手机=phone".
Result<std::pair<std::string, std::string>> split_pair(const std::string& text) {
    const auto equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0) {
        return make_error(k_import_pair_malformed, text);
    }
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<domain::ImportRequest> request_of(const Arguments& arguments) {
    auto request = arguments.request;
    for (const auto& text : arguments.mappings) {
        QIANTAI_TRY(auto pair, split_pair(text));
        request.settings.columns.push_back({pair.first, pair.second});
    }
    for (const auto& text : arguments.genders) {
        QIANTAI_TRY(auto pair, split_pair(text));
        request.settings.genders.push_back({pair.first, pair.second});
    }
    for (const auto& text : arguments.calendars) {
        QIANTAI_TRY(auto pair, split_pair(text));
        request.settings.calendars.push_back({pair.first, pair.second});
    }
    return request;
}

/// The option that answers an error.
struct ImportAnswer {
    const ErrorKind* kind;
    const char* option;
};
const ImportAnswer k_import_answers[] = {
    {&domain::k_import_source_missing, "--source"},
    {&domain::k_import_heading_missing, "--map HEADING=FIELD"},
    {&domain::k_import_heading_twice, "--map HEADING=-"},
    {&domain::k_import_column_meaningful, "--map HEADING=-"},
    {&domain::k_import_amount_unclear, "--map HEADING=amount"},
    {&domain::k_import_lines_unclear, "--map HEADING=amount, --map HEADING=item_amount"},
    {&domain::k_import_date_order_unclear, "--dates day_first, --dates month_first"},
    {&domain::k_import_gender_codes, "--gender 1=男"},
    {&domain::k_import_calendar_codes, "--calendar 0=农历"},
    {&domain::k_import_encoding_unknown, "--encoding"},
    {&domain::k_sheet_missing, "--sheet"},
    {&domain::k_import_done_already, "--again"},
};

/// The error with its option behind.
Error with_answer(Error error) {
    const auto found = std::ranges::find(k_import_answers, error.kind, &ImportAnswer::kind);
    if (found == std::end(k_import_answers)) return error;
    error.detail += (error.detail.empty() ? "" : ": ") + std::string(found->option);
    return error;
}

/// Everything that is still to be answered, so that nobody has to ask one by one.
void say_questions(CommandLine& line, Desk& desk, const domain::Session& session,
                   const domain::ImportRequest& request, const Error& said_anyway) {
    const auto preview = domain::preview_import(desk.context, session, request);
    if (!preview) return;
    for (const auto& remark : preview->remarks) {
        const auto answer = std::ranges::find_if(k_import_answers, [&](const ImportAnswer& one) {
            return one.kind->code == remark.code && one.kind != said_anyway.kind;
        });
        if (!remark.must_answer || answer == std::end(k_import_answers)) continue;
        const auto error = with_answer(make_error(*answer->kind, remark.about));
        const bool chinese = line.language == ConsoleLanguage::chinese;
        std::fprintf(stderr, "qiantaictl: %s\n",
                     (chinese ? error.message_zh() : error.message()).c_str());
    }
}

const ErrorKind* const k_import_remarks[] = {
    &domain::k_import_weak_keys,        &domain::k_import_birthday_default,
    &domain::k_import_last_line_open,   &domain::k_import_lines_short,
    &domain::k_import_number_destroyed, &domain::k_import_private_characters};

/// What the file was taken for, so that whoever looks sees what is left behind.
void say_understood(const CommandLine& line, const domain::ImportPreview& preview) {
    using State = domain::ImportColumn::State;
    const auto in_state = [&](State state) {
        std::vector<std::string> names;
        for (const auto& column : preview.columns) {
            if (column.state != state) continue;
            names.push_back(state == State::read ? column.heading + "=" + column.field
                                                 : column.heading);
        }
        return fmt::format("{}", fmt::join(names, " | "));
    };
    const auto say_columns = [&](State state, const char* english, const char* chinese) {
        const auto names = in_state(state);
        if (!names.empty()) line.say({english + names, chinese + names});
    };
    say_columns(State::read, "Read: ", "识别的列：");
    say_columns(State::unknown, "Nobody knows what these columns are, they are left behind: ",
                "未识别、不导入的列：");
    say_columns(State::left_out, "Left behind as you said: ", "按您的选择不导入的列：");
    say_columns(State::withheld, "Never read (identity cards): ", "涉及身份证件、从不读取的列：");
    if (!preview.certain) {
        std::vector<std::string> samples;
        for (const auto& column : preview.columns) {
            if (column.field == "name" || column.field == "item_name") samples = column.samples;
        }
        if (samples.empty()) samples.push_back(preview.columns.front().heading);
        const auto shown = fmt::format("{}", fmt::join(samples, " | "));
        line.say({fmt::format("Taken for {}. Does it read well? {}", preview.encoding, shown),
                  fmt::format("按 {} 读取，读得对吗？{}", preview.encoding, shown)});
    }
    for (const auto& remark : preview.remarks) {
        const auto kind = std::ranges::find(k_import_remarks, remark.code,
                                            [](const ErrorKind* one) { return one->code; });
        if (kind == std::end(k_import_remarks)) continue;
        const auto about = remark.about.empty() ? "" : " " + remark.about;
        line.say({std::string((*kind)->words_en) + about, std::string((*kind)->words_zh) + about});
    }
}

void show_import_progress(std::int64_t done, std::int64_t total) {
    if (::isatty(STDERR_FILENO) == 0 || total <= 0) return;
    std::fprintf(stderr, "\r%3lld %% ", static_cast<long long>(done * 100 / total));
    if (done >= total) std::fprintf(stderr, "\n");
}

void say_some(const CommandLine& line, std::int64_t count, const char* english,
              const char* chinese) {
    if (count == 0) return;
    line.say({fmt::format("  {} {}", count, english), fmt::format("  {} {}", count, chinese)});
}

void say_report(const CommandLine& line, const domain::Import& import, std::int64_t resumed_at,
                bool check) {
    const auto& counts = import.counts;
    if (resumed_at > 0) {
        line.say({fmt::format("Went on at line {}.", resumed_at),
                  fmt::format("从第 {} 行继续。", resumed_at)});
    }
    line.say({fmt::format("{} lines: {} {}, {} refused.", counts.lines, counts.added,
                          check ? "would be added" : "added", counts.refused),
              fmt::format("共 {} 行：{} {}，被拒 {} 行。", counts.lines,
                          check ? "可导入" : "已导入", counts.added, counts.refused)});
    say_some(line, counts.known, "were here already", "条本机已有");
    say_some(line, counts.completed, "were here and have their member now", "条补上了会员");
    say_some(line, counts.duplicates, "of the refused ones are probably here already",
             "行被拒的疑似重复");
    say_some(line, counts.unclear_member, "have a number of several members", "条号码属于多位会员");
    say_some(line, counts.no_member, "belong to nobody known here", "条未找到会员");
    say_some(line, counts.cancelled, "are cancelled and were left out", "行已取消，未导入");
    say_some(line, counts.stored_value, "are stored value and were left out", "行为储值，未导入");
    say_some(line, counts.other_store, "are other stores' and were left out",
             "行属于其他门店，未导入");
    say_some(line, counts.totals, "are totals", "行为合计");
    if (!check) {
        line.say({fmt::format("This is import {}.", import.id),
                  fmt::format("本次导入编号 {}。", import.id)});
    }
    if (counts.refused > 0) {
        line.say({fmt::format("The refused ones stand in {}.", import.errors),
                  fmt::format("被拒的行及原因见 {}。", import.errors)});
    }
}

Result<domain::Session> sign_in(Desk& desk, const Arguments& arguments) {
    if (arguments.staff.empty()) return make_error(k_sign_in_required);
    QIANTAI_TRY(const auto pin, read_pin(arguments.pin));
    return domain::Access(desk.context, desk.pin_cost).sign_in(arguments.staff, pin);
}

Status import(CommandLine& line, const Arguments& arguments) {
    QIANTAI_TRY(const auto request, request_of(arguments));
    QIANTAI_TRY(const auto open, OpenDesk::open(line));
    auto& desk = open->desk();
    QIANTAI_TRY(const auto session, sign_in(desk, arguments));
    auto opened = domain::ImportRun::open(desk.context, session, request);
    if (!opened) {
        say_questions(line, desk, session, request, opened.error());
        return with_answer(opened.error());
    }
    auto& run = *opened;
    say_understood(line, run.understood());
    for (bool more = true; more;) {
        QIANTAI_TRY(more, run.step());
        show_import_progress(run.report().counts.lines, run.report().rows);
    }
    const auto& report = run.report();
    line.log().write(LogLevel::info, "file_imported",
                     {{"of_members", report.kind == domain::ImportKind::members},
                      {"only_checked", request.check},
                      {"lines", report.counts.lines},
                      {"added", report.counts.added},
                      {"refused", report.counts.refused}});
    say_report(line, report, run.resumed_at(), request.check);
    return {};
}

Status undo_import(CommandLine& line, const Arguments& arguments) {
    QIANTAI_TRY(const auto open, OpenDesk::open(line));
    auto& desk = open->desk();
    QIANTAI_TRY(const auto session, sign_in(desk, arguments));
    QIANTAI_TRY(auto undo, domain::ImportUndo::open(desk.context, session, arguments.import_id));
    for (bool more = true; more;) {
        QIANTAI_TRY(more, undo.step());
        const auto& report = undo.report();
        show_import_progress(report.gone + report.stayed,
                             report.counts.added + report.counts.completed);
    }
    const auto& report = undo.report();
    line.say({fmt::format("{} records are gone, {} were touched since and stay{}.", report.gone,
                          report.stayed, report.stayed > 0 ? ": imports.stayed lists them" : ""),
              fmt::format("已撤销 {} 条，{} 条导入后有改动，予以保留{}。", report.gone,
                          report.stayed, report.stayed > 0 ? "，见 imports.stayed" : "")});
    return {};
}

void add_sign_in(CLI::App& command, Arguments& arguments) {
    command.add_option("--staff", arguments.staff, "staff number to sign in with");
    command.add_option("--pin-file", arguments.pin.file, "file whose first line is the PIN");
    command.add_option("--pin-fd", arguments.pin.descriptor,
                       "open descriptor whose first line is the PIN");
}

void add_import_of(CLI::App& import_command, CommandLine& line, domain::ImportKind kind,
                   const char* description) {
    auto* command = import_command.add_subcommand(std::string(code_of(kind)), description);
    command->footer(k_import_footer);
    const auto arguments = std::make_shared<Arguments>();
    auto& request = arguments->request;
    auto& settings = request.settings;
    request.kind = kind;
    command->add_option("file", request.file, "a CSV file or a workbook (.xlsx)")->required();
    add_sign_in(*command, *arguments);
    command->add_option("--source", settings.source,
                        "the system the file comes from, in a word; tells its numbers from others");
    command->add_option("--map", arguments->mappings,
                        "HEADING=FIELD, - as field leaves the column out; repeatable");
    command->add_option("--encoding", settings.encoding,
                        "utf-8, gb18030, utf-16le, utf-16be or big5, if not found out");
    command->add_option("--sheet", settings.sheet, "of a workbook; else the first");
    command->add_option("--dates", settings.date_order,
                        "day_first or month_first, where 03/04 can be both");
    command->add_option("--own-store", settings.own_store,
                        "what the file's column of stores calls this one");
    if (kind == domain::ImportKind::members) {
        command->add_option("--gender", arguments->genders,
                            "CODE=WORD, such as 1=男, where numbers stand there; repeatable");
        command->add_option("--calendar", arguments->calendars,
                            "CODE=WORD, such as 0=农历, where numbers stand there; repeatable");
        command->add_flag("--unknown-as-empty", settings.unknown_as_empty,
                          "leave gender, source and clerk empty where nobody knows what is meant");
    }
    command->add_option("--errors", request.errors,
                        "where refused lines go, .csv or .ndjson; default FILE.errors.csv");
    command->add_flag("--check", request.check,
                      "try everything and write nothing but the errors file");
    command->add_flag("--again", request.again,
                      "import a file that was imported completely before");
    command->callback([arguments, &line] { line.run([&] { return import(line, *arguments); }); });
}

}  // namespace

void add_import_command(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("import", "Takes records over from files of other systems.");
    command->require_subcommand(1);
    add_import_of(*command, line, domain::ImportKind::members, "Registers the members of a file.");
    add_import_of(*command, line, domain::ImportKind::purchases,
                  "Writes down the till receipts of a file.");
    add_import_of(*command, line, domain::ImportKind::gifts,
                  "Brings headquarters' catalogue of gifts up to what a file says.");
    auto* undo = command->add_subcommand(
        "undo", "Takes an import back: what is untouched since is gone everywhere.");
    const auto arguments = std::make_shared<Arguments>();
    undo->add_option("import", arguments->import_id, "its number, as imports.list shows it")
        ->required();
    add_sign_in(*undo, *arguments);
    undo->callback([arguments, &line] { line.run([&] { return undo_import(line, *arguments); }); });
}

}  // namespace qiantai::ctl
