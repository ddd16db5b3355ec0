// What no honest program sends: every operation gets every kind of wrong value in every place of its
// input, through a stream. Each line gets an answer that names a fault of the input.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "schema/base/thrown.hpp"
#include "terminal/operations/stream.hpp"
#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;

const std::vector<std::string>& strange_values() {
    static const std::string digits(200'000, '1');
    static const std::vector<std::string> values = {"null",
                                                    "true",
                                                    "0",
                                                    "-1",
                                                    "1.5",
                                                    "1e308",
                                                    "-1e308",
                                                    "1e400",
                                                    "9223372036854775807",
                                                    "18446744073709551615",
                                                    "-9223372036854775808",
                                                    R"("")",
                                                    R"("x")",
                                                    R"("\u0000")",
                                                    R"("\ud800")",
                                                    "\"\xff\"",
                                                    R"("0000-00-00")",
                                                    R"("9999-99-99")",
                                                    R"("2026-02-30")",
                                                    R"("00000000-0000-0000-0000-000000000000")",
                                                    "[]",
                                                    "[[]]",
                                                    "[[[]]]",
                                                    "[{}]",
                                                    "[null]",
                                                    "[1]",
                                                    R"(["x"])",
                                                    "[[],[]]",
                                                    "{}",
                                                    R"({"a":[]})",
                                                    R"({"":{}})",
                                                    "\"" + digits + "\"",
                                                    "\"" + digits + "-01-01\"",
                                                    digits,
                                                    std::string(40, '[') + std::string(40, ']')};
    return values;
}

/// One line of each property with each strange value, and some that are strange as a whole.
std::vector<std::string> strange_lines(const Operation& operation) {
    const std::string head = "{\"op\":\"" + std::string(operation.name) + "\",\"in\":";
    std::vector<std::string> lines;
    for (const auto& value : strange_values()) {
        lines.push_back(head + value + "}");
        for (const auto& property : operation.input.at("properties").as_object()) {
            lines.push_back(head + "{\"" + std::string(property.key()) + "\":" + value + "}}");
        }
    }
    lines.push_back(head + "{\"no such field\":1}}");
    lines.push_back(head + "{");
    lines.push_back(head + "{}},{}");
    lines.push_back(head + "{},\"op\":[]}");
    lines.push_back(head + "{},\"tag\":[[]],\"more\":1}");
    return lines;
}

}  // namespace

TEST_CASE("no malformed line ends a stream, and none is a fault of the program") {
    TestCounter counter;
    qiantai::test::TempFolder folder;
    const auto in_path = folder / "in", out_path = folder / "out";
    for (const auto& operation : counter.table.operations()) {
        CAPTURE(std::string(operation.name));
        counter.sign_in(StaffRole::store_manager);
        const auto lines = strange_lines(operation);
        {
            std::ofstream in(in_path);
            for (const auto& line : lines) in << line << "\n";
        }
        const int in = ::open(in_path.c_str(), O_RDONLY | O_CLOEXEC);
        const int out = ::open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        CHECK(run_stream(counter.table, counter.operation_desk(), in, out) ==
              StreamEnd::input_ended);
        ::close(in);
        ::close(out);
        std::ifstream answers(out_path);
        std::size_t count = 0;
        for (std::string answer; std::getline(answers, answer); ++count) {
            CAPTURE(lines.at(count).substr(0, 200));
            const auto object = boost::json::parse(answer).as_object();
            if (object.at("ok").as_bool()) continue;
            const auto code = test::text_at(object, "/error/code");
            CHECK(code != k_program_fault.code);
            CHECK(code != k_too_little_memory.code);
        }
        CHECK(count == lines.size());
    }
}

TEST_CASE("what an operation throws is its answer, and the next one works") {
    TestCounter counter;
    auto& desk = counter.operation_desk();
    desk.make_transport = [](const sync::HubAddress&, const std::optional<std::string>&)
        -> Result<std::unique_ptr<sync::Transport>> { throw std::out_of_range("138"); };
    counter.desk.run(
        "INSERT INTO fact (name, value) VALUES ('device_id', ?), ('device_secret', ?),"
        " ('hub_url', 'https://hub.example')",
        counter.desk.next_id().text(), std::string(43, 'A'));
    counter.sign_in(StaffRole::store_manager);
    const auto failed = counter.call("sync.run", boost::json::object());
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code() == k_program_fault.code);
    CHECK(failed.error().detail.find("138") == std::string::npos);
    counter.ok("sync.status");
}

}  // namespace qiantai::ctl
