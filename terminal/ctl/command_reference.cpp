// qiantaictl operations, schema: the reference documentation, from the program itself.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "schema/manifest/reference.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/operations/operation_table.hpp"

namespace qiantai::ctl {
namespace {

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string roles_text(const Operation& operation) {
    if (!operation.right) return "-";
    std::string text;
    for (const auto role : roles_of(operation)) {
        text += (text.empty() ? "" : ", ") + std::string(code_of(role));
    }
    return text;
}

void print_list(const CommandLine& line, const OperationTable& table) {
    for (const auto& operation : table.operations()) {
        const auto summary =
            line.language == ConsoleLanguage::chinese ? operation.summary_zh : operation.summary_en;
        print(fmt::format("{:<28} {}\n{:<28} {}\n", operation.name, summary, "",
                          roles_text(operation)));
    }
}

Status print_operations(const CommandLine& line, const std::string& name, bool json) {
    const OperationTable table(line.manifest);
    if (!name.empty()) {
        const Operation* operation = table.find(name);
        if (operation == nullptr) return make_error(k_operation_unknown, name);
        print(boost::json::serialize(describe(*operation)) + "\n");
        return {};
    }
    if (!json) {
        print_list(line, table);
        return {};
    }
    boost::json::array list;
    for (const auto& operation : table.operations()) list.push_back(describe(operation));
    print(boost::json::serialize(list) + "\n");
    return {};
}

}  // namespace

void add_reference_commands(CLI::App& app, CommandLine& line) {
    struct Options {
        std::string name;
        bool operations_json = false, schema_json = false;
    };
    const auto options = std::make_shared<Options>();
    auto* operations = app.add_subcommand(
        "operations",
        "Lists every operation with its roles; one by NAME with its JSON schemas and errors.");
    operations->add_option("name", options->name, "one operation, as JSON");
    operations->add_flag("--json", options->operations_json,
                         "all of them as JSON, with schemas and errors");
    operations->callback([options, &line] {
        line.run([&] { return print_operations(line, options->name, options->operations_json); });
    });
    auto* schema = app.add_subcommand("schema",
                                      "Prints the reference of all records: columns, who may write "
                                      "them, where they go, how they merge.");
    schema->add_flag("--json", options->schema_json, "as JSON instead of Markdown");
    schema->callback([options, &line] {
        print(options->schema_json
                  ? boost::json::serialize(manifest_reference_json(line.manifest)) + "\n"
                  : manifest_reference(line.manifest));
    });
}

}  // namespace qiantai::ctl
