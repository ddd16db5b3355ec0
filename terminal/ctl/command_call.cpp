// qiantaictl call: one operation, or a stream of them.

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "schema/base/json_values.hpp"
#include "schema/base/thrown.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/ctl/pin_source.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/stream.hpp"

namespace qiantai::ctl {
namespace {

constexpr const char* k_call_help =
    "Runs one operation, or a stream of them; `qiantaictl operations` lists them.";

constexpr const char* k_call_footer = R"(
Examples:
  echo 2580 > pin; chmod 600 pin
  qiantaictl call members.find '{"query":"欧阳"}' --staff 1001 --pin-file pin
  qiantaictl call members.register - --staff 1001 --pin-file pin < member.json
  qiantaictl call --stream --staff 1001 --pin-file pin < operations.ndjson

The result is one line of JSON on standard output:
  {"ok":true,"op":"…","out":{…}}   or   {"ok":false,"op":"…","error":{"code":…,"actor":…,"words_en":…,"words_zh":…}}
What went wrong is on standard error too, in words.

With --stream every line of standard input is {"op":"…","in":{…},"tag":…} and gets one such line back, in order,
"tag" repeated. A line is written only after what the operation did is safely on disk. A bad line gets an error line
and the next one is read. Without --staff the first operation must be access.sign_in.)";

struct CallOptions {
    std::string operation;
    std::string json;
    bool stream = false;
    std::string staff;
    PinSource pin;
};

Status sign_in(Desk& desk, const CallOptions& options) {
    if (options.staff.empty()) return {};
    QIANTAI_TRY(const auto pin, read_pin(options.pin));
    QIANTAI_TRY(desk.session,
                domain::Access(desk.context, desk.pin_cost).sign_in(options.staff, pin));
    return {};
}

Result<boost::json::value> read_input(const OperationTable& table, const CallOptions& options) {
    const Operation* operation = table.find(options.operation);
    if (operation == nullptr) return make_error(k_operation_unknown, options.operation, "op");
    if (options.json.empty()) return boost::json::value(boost::json::object());
    const bool from_pipe = options.json == "-";
    if (!from_pipe && operation->kind == Operation::Input::secret)
        return make_error(k_secret_in_argument);
    auto text = options.json;
    if (from_pipe) {
        QIANTAI_TRY(text, read_descriptor(STDIN_FILENO, k_stream_line_bytes_max));
    }
    auto value = parse_json(text);
    if (!value) return make_error(k_input_invalid, "no JSON");
    return std::move(*value);
}

Result<boost::json::object> call_once(CommandLine& line, OperationTable& table,
                                      const CallOptions& options) {
    QIANTAI_TRY(const auto input, read_input(table, options));
    QIANTAI_TRY(const auto open, OpenDesk::open(line));
    QIANTAI_TRY_STATUS(sign_in(open->desk(), options));
    return table.call(open->desk(), options.operation, input);
}

void run_call(CommandLine& line, const CallOptions& options) {
    OperationTable table(line.manifest);
    const auto result = catch_thrown([&] { return call_once(line, table, options); });
    // The result line says it to programs; who keeps only standard error has to see it too.
    if (!result) line.fail(result.error());
    const auto answer =
        boost::json::serialize(answer_of(options.operation, nullptr, result)) + "\n";
    if (!write_all(STDOUT_FILENO, answer)) line.exit = Exit::output_closed;
}

Status run_call_stream(CommandLine& line, const CallOptions& options) {
    OperationTable table(line.manifest);
    QIANTAI_TRY(const auto open, OpenDesk::open(line));
    QIANTAI_TRY_STATUS(sign_in(open->desk(), options));
    const auto end = run_stream(table, open->desk(), STDIN_FILENO, STDOUT_FILENO);
    if (end == StreamEnd::output_closed) line.exit = Exit::output_closed;
    return {};
}

}  // namespace

void add_call_command(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("call", k_call_help);
    command->footer(k_call_footer);
    const auto options = std::make_shared<CallOptions>();
    command->add_option("operation", options->operation, "capability.verb, e.g. members.find");
    command->add_option("json", options->json,
                        "the input object; - reads it from standard input; default {}");
    command->add_flag("--stream", options->stream, "read operations as lines from standard input");
    command->add_option("--staff", options->staff, "staff number to sign in with");
    command->add_option("--pin-file", options->pin.file, "file whose first line is the PIN");
    command->add_option("--pin-fd", options->pin.descriptor,
                        "open descriptor whose first line is the PIN");
    command->callback([options, &line] {
        if (options->stream == !options->operation.empty()) {
            throw CLI::ValidationError("call", "give either an operation or --stream");
        }
        if (options->stream)
            line.run([&] { return run_call_stream(line, *options); });
        else
            run_call(line, *options);
    });
}

}  // namespace qiantai::ctl
