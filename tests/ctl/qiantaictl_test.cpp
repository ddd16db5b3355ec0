// The program itself, as a process: calls, streams, words and exit codes.

#include <doctest/doctest.h>
#include <signal.h>

#include "terminal/operations/operation_table.hpp"
#include "tests/ctl/program_home.hpp"
#include "tests/support/process_memory.hpp"

namespace qiantai::ctl {

using namespace test;

TEST_CASE("a call answers with one line of JSON and exit code 0") {
    ProgramHome terminal;
    const auto made =
        terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})");
    CHECK(made.exit == 0);
    CHECK(made.err.empty());
    CHECK(std::ranges::count(made.out, '\n') == 1);
    CHECK(json_of(made.out).at("ok").as_bool());
    const auto piped = terminal.run(
        {"call", "members.find", "-", "--staff", "1001", "--pin-file", terminal.pin_file},
        R"({"query":"王小明"})");
    CHECK(boost::json::value(json_of(piped.out)).at_pointer("/out/members/0/phone").as_string() ==
          "13812345678");
}

TEST_CASE("exit codes say what kind of failure it was, the answer says which") {
    ProgramHome terminal;
    const auto refused = terminal.call("members.register", R"({"name":"王小明","phone":"1"})");
    CHECK(refused.exit == 1);
    CHECK(error_of(refused) == "phone_malformed");
    CHECK(std::ranges::count(refused.out, '\n') == 1);
    // In words as well, for whoever keeps only standard error.
    const auto words = boost::json::value(json_of(refused.out)).at_pointer("/error/words_en");
    CHECK(refused.err.find(words.as_string()) != std::string::npos);
    CHECK(terminal.call("members.register", R"({"nam":"x"})").exit == 2);
    CHECK(error_of(terminal.call("members.register", "{")) == "input_invalid");
    CHECK(terminal.call("members.burn", "{}").exit == 2);
    CHECK(terminal.run({"call", "members.find", R"({"query":"x"})"}).exit == 3);
    CHECK(
        terminal
            .call(
                "members.merge",
                R"({"member_id":"0190a8a0-0000-7000-8000-000000000001","into":"0190a8a0-0000-7000-8000-000000000001"})")
            .exit == 3);
    const auto elsewhere = run_process(
        {k_program, "--home", (terminal.folder / "none").string(), "call", "sync.status"});
    CHECK(elsewhere.exit == 4);
    CHECK(error_of(elsewhere) == "database_missing");
    CHECK(run_process({k_program}).exit == 2);
    CHECK(run_process({k_program, "dance"}).exit == 2);
    CHECK(terminal.run({"call"}).exit == 2);
    CHECK(terminal.run({"call", "sync.status", "--stream"}).exit == 2);
    CHECK(terminal.run({"sync", "--watch=3"}).exit == 2);
}

TEST_CASE("many who sign in at once with the right PIN are all let in") {
    ProgramHome terminal;
    std::vector<std::unique_ptr<Process>> programs;
    for (int i = 0; i < 12; ++i) {
        programs.push_back(std::make_unique<Process>(
            terminal.arguments({"call", "members.find", R"({"query":"x"})", "--staff", "1001",
                                "--pin-file", terminal.pin_file})));
    }
    for (auto& program : programs) {
        program->close_input();
        CHECK(program->read_errors() == "");
        CHECK(program->wait() == 0);
    }
}

TEST_CASE("a line that no schema fits is answered, and the stream goes on") {
    ProgramHome terminal;
    const auto stream =
        terminal.run({"call", "--stream", "--staff", "1001", "--pin-file", terminal.pin_file},
                     "{\"op\":\"members.get\",\"in\":{\"member_id\":[[]]}}\n"
                     "{\"op\":\"sync.status\"}\n");
    CHECK(stream.exit == 0);
    const auto end = stream.out.find('\n');
    REQUIRE(end != std::string::npos);
    const boost::json::value first(json_of(stream.out.substr(0, end)));
    CHECK(first.at_pointer("/error/code").as_string() == "input_invalid");
    CHECK(json_of(stream.out.substr(end + 1)).at("ok").as_bool());
}

TEST_CASE("a program keeps no PIN after the sign-in, nor leaves it in a dump") {
    ProgramHome terminal;
    qiantai::test::Needle needle;
    for (const char digit : std::string_view("48290617")) needle.append(digit);
    terminal.desk->add_staff("1009", StaffRole::clerk, "48290617");
    qiantai::test::write_bytes(terminal.pin_file, "48290617\n");
    Process stream(terminal.arguments(
        {"call", "--stream", "--staff", "1009", "--pin-file", terminal.pin_file}));
    std::string line;
    for (const char* sent :
         {R"({"op":"sync.status"})",
          R"({"op":"access.sign_in","in":{"staff_number":"1009","pin":"48290617"}})"}) {
        REQUIRE(stream.write(std::string(sent) + "\n"));
        REQUIRE(stream.read_line(line));
        CHECK(json_of(line).at("ok").as_bool());
        const auto found = qiantai::test::count_in_memory(stream.id(), needle);
        if (!found) MESSAGE("the memory of the program can't be read, which is right");
        CHECK(found.value_or(0) == 0);
    }
    std::ifstream limits("/proc/" + std::to_string(stream.id()) + "/limits");
    bool no_core = false;
    for (std::string limit; std::getline(limits, limit);) {
        std::istringstream words(limit.starts_with("Max core file size") ? limit.substr(18) : "");
        std::string soft, hard;
        no_core = no_core || (words >> soft >> hard && soft == "0" && hard == "0");
    }
    CHECK(no_core);
}

TEST_CASE("a PIN comes from a file or a descriptor, never from the command line") {
    ProgramHome terminal;
    const auto missing =
        terminal.run({"call", "members.find", R"({"query":"x"})", "--staff", "1001"});
    CHECK(error_of(missing) == "pin_source_missing");
    const auto both = terminal.run({"call", "members.find", R"({"query":"x"})", "--staff", "1001",
                                    "--pin-file", terminal.pin_file, "--pin-fd", "0"});
    CHECK(error_of(both) == "pin_source_missing");
    const auto descriptor = terminal.run(
        {"call", "members.find", R"({"query":"x"})", "--staff", "1001", "--pin-fd", "0"}, "2580\n");
    CHECK(descriptor.exit == 0);
    const auto shown =
        terminal.run({"call", "access.sign_in", R"({"staff_number":"1001","pin":"2580"})"});
    CHECK(error_of(shown) == "secret_in_argument");
    const auto piped =
        terminal.run({"call", "access.sign_in", "-"}, R"({"staff_number":"1001","pin":"2580"})");
    CHECK(json_of(piped.out).at("ok").as_bool());
}

TEST_CASE("wrong PINs slow down every process alike") {
    ProgramHome terminal;
    qiantai::test::write_bytes(terminal.pin_file, "9631");
    for (int i = 0; i < 3; ++i)
        CHECK(error_of(terminal.call("sync.status", "{}")) == "sign_in_refused");
    qiantai::test::write_bytes(terminal.pin_file, "2580");
    const auto waiting = terminal.call("sync.status", "{}");
    CHECK(error_of(waiting) == "sign_in_wait");
    CHECK(waiting.exit == 3);
}

TEST_CASE("a stream answers line by line and ends with its input") {
    ProgramHome terminal;
    Process stream(terminal.arguments(
        {"call", "--stream", "--staff", "1001", "--pin-file", terminal.pin_file}));
    std::string line;
    for (int n = 1; n <= 5; ++n) {
        REQUIRE(stream.write(fmt::format(
            R"({{"op":"members.register","in":{{"name":"王","phone":"138{:08}"}},"tag":{}}})"
            "\n",
            n, n)));
        REQUIRE(stream.read_line(line));  // before the next one is sent: nothing is held back
        CHECK(json_of(line).at("tag").as_int64() == n);
        CHECK(json_of(line).at("ok").as_bool());
    }
    REQUIRE(stream.write("rubbish\n"));
    REQUIRE(stream.read_line(line));
    CHECK_FALSE(json_of(line).at("ok").as_bool());
    stream.close_input();
    CHECK_FALSE(stream.read_line(line));
    CHECK(stream.wait() == 0);
}

TEST_CASE("every printed line exists after kill -9, exactly once") {
    ProgramHome terminal;
    std::set<std::string> printed;
    int sent = 0;
    for (int round = 0; round < 8; ++round) {
        Process stream(terminal.arguments(
            {"call", "--stream", "--staff", "1001", "--pin-file", terminal.pin_file}));
        std::string line;
        std::string batch;
        for (int i = 0; i < 40; ++i, ++sent) {
            batch +=
                fmt::format(R"({{"op":"members.register","in":{{"name":"王","phone":"139{:08}"}}}})"
                            "\n",
                            sent);
        }
        REQUIRE(stream.write(batch));
        for (int i = 0; i <= round * 4; ++i) {
            REQUIRE(stream.read_line(line));
            const auto answer = json_of(line);
            REQUIRE(answer.at("ok").as_bool());
            printed.insert(
                std::string(boost::json::value(answer).at_pointer("/out/member/id").as_string()));
        }
        stream.kill_hard();
        CHECK(stream.wait() == -SIGKILL);
        // What was printed while it was being killed counts too.
        while (stream.read_line(line)) {
            printed.insert(std::string(
                boost::json::value(json_of(line)).at_pointer("/out/member/id").as_string()));
        }
    }
    auto& desk = *terminal.desk;
    for (const auto& id : printed)
        CHECK(desk.number("SELECT count(*) FROM member WHERE id = ?", *Uuid::parse(id)) == 1);
    CHECK(desk.number("SELECT count(*) - count(DISTINCT phone) FROM member") == 0);
    CHECK(desk.number("SELECT count(*) FROM member") >= static_cast<std::int64_t>(printed.size()));
    CHECK(desk.number("SELECT count(*) FROM member") ==
          desk.number("SELECT count(*) FROM member_card"));
    CHECK(domain::verify_audit_chains(desk.database())->defects.empty());
}

TEST_CASE("a stream whose reader went away ends with code 6") {
    ProgramHome terminal;
    Process stream(terminal.arguments(
        {"call", "--stream", "--staff", "1001", "--pin-file", terminal.pin_file}));
    std::string line;
    REQUIRE(stream.write("{\"op\":\"sync.status\"}\n"));
    REQUIRE(stream.read_line(line));
    stream.close_output();
    REQUIRE(stream.write("{\"op\":\"sync.status\"}\n"));
    CHECK(stream.wait() == 6);
}

TEST_CASE("what people read is in their language and says who must act") {
    ProgramHome terminal;
    const auto english =
        run_process({k_program, "--home", "/nonexistent/home", "--lang", "en", "status"});
    CHECK(english.exit == 4);
    CHECK(english.err.find("The administrator has to act.") != std::string::npos);
    const auto chinese =
        run_process({k_program, "--home", "/nonexistent/home", "--lang", "zh", "status"});
    CHECK(chinese.err.find("请管理员处理。") != std::string::npos);
    CHECK(terminal.run({"--lang", "zh", "status"}).out.find("待上传") != std::string::npos);
}

TEST_CASE("every command explains itself") {
    for (const std::string command :
         {"call", "operations", "schema", "enrol", "sync", "status", "bundle", "key", "backup",
          "check", "inspect", "demo", "import", "log"}) {
        const auto help = run_process({k_program, command, "--help"});
        CAPTURE(command);
        CHECK(help.exit == 0);
        CHECK(help.out.size() > 100);
    }
    CHECK(run_process({k_program, "--help"}).out.find("Exit codes") != std::string::npos);
    CHECK(run_process({k_program, "--version"}).out.find('.') != std::string::npos);
}

TEST_CASE("the reference lists all operations and records, for people and programs") {
    const auto json =
        boost::json::parse(run_process({k_program, "operations", "--json"}).out).as_array();
    CHECK(json.size() == OperationTable(make_qiantai_manifest()).operations().size());
    const auto one = json_of(run_process({k_program, "operations", "members.register"}).out);
    CHECK(one.at("roles").as_array().size() == 2);
    CHECK(run_process({k_program, "--lang", "zh", "operations"}).out.find("登记会员") !=
          std::string::npos);
    CHECK(run_process({k_program, "operations", "members.burn"}).exit == 2);
    CHECK(run_process({k_program, "schema"}).out.find("## member_card 会员卡") !=
          std::string::npos);
    CHECK(json_of(run_process({k_program, "schema", "--json"}).out)
              .at("entities")
              .as_array()
              .size() == make_qiantai_manifest().entities().size());
}

}  // namespace qiantai::ctl
