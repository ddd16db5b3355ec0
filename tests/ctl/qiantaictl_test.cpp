// The program itself, as a process.

#include <doctest/doctest.h>
#include <signal.h>

#include "terminal/operations/operation_table.hpp"
#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/process.hpp"

namespace qiantai::ctl {
namespace {

using qiantai::test::Finished;
using qiantai::test::Process;
using qiantai::test::run_process;
using test::TestDesk;

const std::string k_program = std::string(QIANTAI_BIN_DIR) + "/qiantaictl";

/// A terminal's home on disk, closed, with the staff of TestDesk and a PIN file.
struct ProgramHome {
    qiantai::test::TempFolder folder;
    std::string pin_file = (folder / "pin").string();
    std::unique_ptr<TestDesk> desk = std::make_unique<TestDesk>();
    std::string home = desk->home().data().parent_path().string();

    ProgramHome() {
        qiantai::test::write_bytes(pin_file, "2580\n");
        // What a process writes from now on is as safe as in a store.
        TestDesk::must(desk->database().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    std::vector<std::string> arguments(std::vector<std::string> rest) const {
        std::vector<std::string> all = {k_program, "--home", home, "--lang", "en"};
        all.insert(all.end(), rest.begin(), rest.end());
        return all;
    }
    Finished run(std::vector<std::string> rest, std::string_view input = {}) const {
        return run_process(arguments(std::move(rest)), input);
    }
    Finished call(const std::string& operation, const std::string& json,
                  const std::string& staff = "1001") const {
        return run({"call", operation, json, "--staff", staff, "--pin-file", pin_file});
    }
};

boost::json::object json_of(const std::string& line) {
    return boost::json::parse(line).as_object();
}
std::string error_of(const Finished& finished) {
    return std::string(json_of(finished.out).at("error").as_object().at("code").as_string());
}

}  // namespace

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

TEST_CASE("the log tells what failed, and nothing of what was typed or of whom") {
    ProgramHome terminal;
    CHECK(terminal.run({"log"}).out.empty());
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"1381234"})").exit == 1);
    CHECK(terminal.call("members.register", R"({"name":"王","phone":"13812345678"})").exit == 1);
    CHECK(terminal.run({"sync"}).exit == 4);
    CHECK(terminal.run({"backup", "create"}).exit == 0);
    const auto log = terminal.run({"log"});
    CHECK(log.exit == 0);
    for (const auto* there : {"command_failed  error=phone_malformed", "error=possible_duplicate",
                              "error=terminal_not_enrolled", "backup_created"}) {
        CAPTURE(there);
        CHECK(log.out.find(there) != std::string::npos);
    }
    for (const auto* not_there : {"王", "1381234", "2580"}) {
        CAPTURE(not_there);
        CHECK(log.out.find(not_there) == std::string::npos);
    }
}

TEST_CASE("the log is shown as far as it is asked for") {
    ProgramHome terminal;
    for (int i = 0; i < 3; ++i) CHECK(terminal.run({"sync"}).exit == 4);
    const auto count = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "log");
        const auto shown = terminal.run(std::move(arguments));
        CHECK(shown.exit == 0);
        return std::ranges::count(shown.out, '\n');
    };
    CHECK(count({}) == 3);
    CHECK(count({"--lines", "2"}) == 2);
    CHECK(count({"--since", "10m"}) == 3);
    CHECK(count({"--since", "2020-01-01"}) == 3);
    CHECK(count({"--since", "2199-01-01T00:00"}) == 0);
    CHECK(count({"--level", "error"}) == 3);
    CHECK(json_of(terminal.run({"log", "--json", "-n", "1"}).out).at("event").as_string() ==
          "command_failed");
    CHECK(terminal.run({"log", "--since", "yesterday"}).exit == 1);
    CHECK(terminal.run({"log", "--level", "loud"}).exit == 2);
    // A log that can't be written is no reason to refuse.
    const std::filesystem::path logs = std::filesystem::path(terminal.home) / "logs";
    std::filesystem::remove_all(logs);
    qiantai::test::write_bytes(logs, "x");
    CHECK(terminal.run({"status"}).exit == 0);
    CHECK(terminal.run({"sync"}).exit == 4);
}

TEST_CASE("check finds a sound database sound, and a tampered trail not") {
    ProgramHome terminal;
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    CHECK(terminal.run({"check", "--thorough"}).exit == 0);
    terminal.desk->from_headquarters([&] {
        terminal.desk->run("UPDATE audit_event SET staff_number = '1' WHERE chain_seq = 1");
    });
    const auto found = terminal.run({"check"});
    CHECK(found.exit == 4);
    CHECK(found.out.find("entry 1 is changed") != std::string::npos);
}

TEST_CASE("inspect shows counts and facts, no secrets and no members") {
    ProgramHome terminal;
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    TestDesk::must(
        sqlite::save_fact(terminal.desk->database(), sqlite::fact::k_device_secret, "s3cret"));
    const auto found = terminal.run({"inspect", "--json"});
    CHECK(boost::json::value(json_of(found.out)).at_pointer("/rows/member").as_int64() == 1);
    CHECK(boost::json::value(json_of(found.out)).at_pointer("/facts/store_code").as_string() ==
          "S001");
    for (const auto* secret : {"s3cret", "13812345678", "王小明"})
        CHECK(found.out.find(secret) == std::string::npos);
    CHECK(terminal.run({"inspect"}).out.find("member") != std::string::npos);
}

TEST_CASE(
    "backup, loss and restore bring the members back as a new incarnation, with the trail going "
    "on") {
    ProgramHome terminal;
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    CHECK(terminal.run({"backup", "create", "--keep", "2"}).exit == 0);
    CHECK(terminal.run({"backup", "verify"}).out.find("1 members") != std::string::npos);
    CHECK(terminal.run({"backup", "list"}).out.find("key") != std::string::npos);
    CHECK(terminal.call("members.register", R"({"name":"李四","phone":"13912345678"})").exit == 0);
    const auto busy = terminal.run({"backup", "restore"});
    CHECK(busy.exit != 0);  // this test has it open
    const auto before = terminal.desk->context.identity.incarnation;
    const auto home = terminal.desk->home();
    // Close ours, restore by the program, look again.
    auto database = home.database;
    const auto copy = terminal.folder / "copy";
    std::filesystem::copy(terminal.home, copy, std::filesystem::copy_options::recursive);
    const auto restore = [&](std::vector<std::string> more) {
        std::vector<std::string> line{k_program, "--home", copy.string(), "--lang",
                                      "en",      "backup", "restore"};
        line.insert(line.end(), more.begin(), more.end());
        return run_process(line);
    };
    // The second member is neither at headquarters nor in the backup.
    const auto refused = restore({});
    CHECK(refused.exit == 4);
    CHECK(refused.err.find("changes, since") != std::string::npos);
    CHECK(refused.err.find("bundle export") != std::string::npos);
    CHECK(refused.err.find("--leave-unsent") != std::string::npos);
    const auto restored = restore({"--leave-unsent"});
    CAPTURE(restored.err);
    CHECK(restored.exit == 0);
    CHECK(restored.out.find("changes that headquarters does not have are only there now") !=
          std::string::npos);
    const auto found =
        json_of(run_process({k_program, "--home", copy.string(), "inspect", "--json"}).out);
    CHECK(boost::json::value(found).at_pointer("/rows/member").as_int64() == 1);
    CHECK(boost::json::value(found).at_pointer("/facts/incarnation").as_string() != before.text());
    CHECK(run_process({k_program, "--home", copy.string(), "check"}).exit == 0);
    const auto log = run_process({k_program, "--home", copy.string(), "log"}).out;
    CHECK(log.find("error=restore_loses_changes") != std::string::npos);
    CHECK(log.find("backup_restored") != std::string::npos);
}

TEST_CASE("a backup whose audit trail was changed is told from a whole one") {
    ProgramHome terminal;
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    CHECK(terminal.run({"backup", "create"}).exit == 0);
    const auto whole = terminal.run({"backup", "verify"});
    CHECK(whole.exit == 0);
    CHECK(whole.out.find("audit entries verified") != std::string::npos);
    terminal.desk->from_headquarters([&] {
        terminal.desk->run("UPDATE audit_event SET staff_number = '9999' WHERE chain_seq = 2");
    });
    CHECK(terminal.run({"backup", "create"}).exit == 0);
    const auto changed = terminal.run({"backup", "verify"});
    CHECK(changed.exit == 4);
    CHECK(changed.out.find("entry 2 is changed") != std::string::npos);
    CHECK(changed.err.find("audit trail was changed") != std::string::npos);
}

TEST_CASE("the key is rotated when nobody else has the database open") {
    ProgramHome terminal;
    const auto copy = (terminal.folder / "copy").string();
    std::filesystem::copy(terminal.home, copy, std::filesystem::copy_options::recursive);
    const auto key =
        qiantai::test::file_bytes(std::filesystem::path(copy) / "keys" / "terminal.key");
    const auto rotated = run_process({k_program, "--home", copy, "key", "rotate"});
    CAPTURE(rotated.err);
    CHECK(rotated.exit == 0);
    CHECK(qiantai::test::file_bytes(std::filesystem::path(copy) / "keys" / "terminal.key") != key);
    CHECK(run_process({k_program, "--home", copy, "check"}).exit == 0);
    CHECK(terminal.run({"key", "rotate"}).exit != 0);  // this test has it open
}

TEST_CASE("members come in from a file, refused lines go to the errors file") {
    ProgramHome terminal;
    const auto file = (terminal.folder / "old.csv").string();
    qiantai::test::write_bytes(file, "姓名,手机号\n王小明,13812345678\n李四,123\n");
    const std::vector<std::string> import = {
        "import", "members", file, "--staff", "1001", "--pin-file", terminal.pin_file};
    auto check = import;
    check.push_back("--check");
    CHECK(terminal.run(check).out.find("1 would be registered") != std::string::npos);
    CHECK(terminal.desk->number("SELECT count(*) FROM member") == 0);
    const auto done = terminal.run(import);
    CAPTURE(done.err);
    CHECK(done.exit == 0);
    CHECK(terminal.desk->number("SELECT count(*) FROM member") == 1);
    CHECK(qiantai::test::file_bytes(file + ".errors.csv").find("李四") != std::string::npos);
    CHECK(terminal.desk->last_action() == "members.import");
    CHECK(terminal.run({"import", "members", file}).exit == 3);
    auto auditor = import;
    auditor[4] = "1005";
    CHECK(terminal.run(auditor).exit == 3);
}

TEST_CASE("a mistyped enrolment code leaves no database behind") {
    qiantai::test::TempFolder folder;
    const auto home = (folder / "home").string();
    const auto refused = run_process(
        {k_program, "--home", home, "enrol", "--hub", "https://localhost:1", "--code", "ABC"});
    CHECK(refused.exit == 4);
    CHECK_FALSE(std::filesystem::exists(home));
}

}  // namespace qiantai::ctl
