// The program itself, as a process: what an administrator does with it.

#include <doctest/doctest.h>
#include <signal.h>

#include "tests/ctl/program_home.hpp"

namespace qiantai::ctl {

using namespace test;

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

TEST_CASE("the log can be followed while others write it") {
    ProgramHome terminal;
    CHECK(terminal.run({"sync"}).exit == 4);
    Process followed(terminal.arguments({"log", "--follow", "--json"}));
    std::string line;
    REQUIRE(followed.read_line(line));
    CHECK(json_of(line).at("error").as_string() == "terminal_not_enrolled");
    CHECK(terminal.run({"backup", "create"}).exit == 0);
    REQUIRE(followed.read_line(line));
    CHECK(json_of(line).at("event").as_string() == "backup_created");
    followed.signal(SIGTERM);
    CHECK(followed.wait() == 0);
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

TEST_CASE("check finds lists of requisitions that say something else than their steps") {
    ProgramHome terminal;
    CHECK(terminal.run({"check"}).exit == 0);
    terminal.desk->run(
        "INSERT INTO stock_under_way (dispatch_id, requisition_id, from_store, to_store, gift_id,"
        " pieces) VALUES (?1, ?1, 'W001', 'S001', ?1, 3)",
        terminal.desk->next_id());
    const auto found = terminal.run({"check"});
    CHECK(found.exit == 4);
    CHECK(found.out.find("requisitions.rebuild") != std::string::npos);
}

TEST_CASE("check finds lists of stocktakes that say something else than their steps") {
    ProgramHome terminal;
    CHECK(terminal.run({"check"}).exit == 0);
    terminal.desk->run(
        "INSERT INTO stocktake_state (stocktake_id, store_code, phase, planned_on, created_at)"
        " VALUES (?, 'S001', 'posted', '2026-11-20', 1)",
        terminal.desk->next_id());
    const auto found = terminal.run({"check"});
    CHECK(found.exit == 4);
    CHECK(found.out.find("stocktakes.rebuild") != std::string::npos);
}

TEST_CASE("inspect shows counts and facts, no secrets and no members") {
    ProgramHome terminal;
    CHECK(terminal.call("members.register", R"({"name":"王小明","phone":"13812345678"})").exit ==
          0);
    TestDesk::must(
        sqlite::save_fact(terminal.desk->database(), sqlite::fact::k_device_secret, "s3cret"));
    TestDesk::must(sqlite::save_fact(terminal.desk->database(), sqlite::fact::k_hub_proxy,
                                     "http://till:pr0xyword@proxy:3128"));
    const auto found = terminal.run({"inspect", "--json"});
    CHECK(boost::json::value(json_of(found.out)).at_pointer("/rows/member").as_int64() == 1);
    CHECK(boost::json::value(json_of(found.out)).at_pointer("/facts/store_code").as_string() ==
          "S001");
    for (const auto* secret : {"s3cret", "pr0xyword", "13812345678", "王小明"})
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
    const auto manager = terminal.desk->number_of(StaffRole::store_manager);
    const std::vector<std::string> import = {
        "import",  "members",  file,       "--source",       "旧系统",
        "--staff", manager,    "--pin-file", terminal.pin_file};
    auto check = import;
    check.push_back("--check");
    CHECK(terminal.run(check).out.find("1 would be added") != std::string::npos);
    CHECK(terminal.desk->number("SELECT count(*) FROM member") == 0);
    const auto done = terminal.run(import);
    CAPTURE(done.err);
    CHECK(done.exit == 0);
    CHECK(terminal.desk->number("SELECT count(*) FROM member") == 1);
    CHECK(qiantai::test::file_bytes(file + ".errors.csv").find("李四") != std::string::npos);
    CHECK(terminal.desk->last_action() == "imports.run");
    CHECK(terminal.run({"import", "members", file}).exit == 3);
    auto clerk = import;
    clerk[6] = terminal.desk->number_of(StaffRole::clerk);
    CHECK(terminal.run(clerk).exit == 3);
    const auto undone = terminal.run({"import", "undo", "1", "--staff", manager, "--pin-file",
                                      terminal.pin_file});
    CHECK(undone.out.find("1 records are gone") != std::string::npos);
    CHECK(terminal.desk->number("SELECT count(*) FROM member WHERE status <> 'erased'") == 0);
}

TEST_CASE("an import says what it read and what it left behind; a question names its option") {
    ProgramHome terminal;
    const auto file = (terminal.folder / "old.csv").string();
    const auto manager = terminal.desk->number_of(StaffRole::store_manager);
    const auto run = [&](std::string_view text, std::vector<std::string> options) {
        qiantai::test::write_bytes(file, std::string(text));
        std::vector<std::string> command = {"import",    "members", file,         "--source",
                                            "旧系统",    "--staff", manager,      "--pin-file",
                                            terminal.pin_file, "--check"};
        command.insert(command.end(), options.begin(), options.end());
        return terminal.run(command);
    };
    const std::string_view file_of_all =
        "姓名,手机号,性别,历法,积分,鞋码,身份证号\n王伟,13812345678,1,0,5,42,11010519491231002X";
    const auto asked = run(file_of_all, {}).err;
    for (const auto* option :
         {"(1: --gender 1=男)", "(0: --calendar 0=农历)", "(积分: --map HEADING=-)"}) {
        CAPTURE(option);
        CHECK(asked.find(option) != std::string::npos);
    }
    const std::vector<std::string> answers = {"--gender", "1=男", "--calendar", "0=农历",
                                              "--map",    "积分=-"};
    const auto done = run(file_of_all, answers);
    CAPTURE(done.err);
    CHECK(done.exit == 0);
    for (const auto* said :
         {"手机号=phone", "left behind: 鞋码", "as you said: 积分", "(identity cards): 身份证号",
          "The file's last line has no end", "1 would be added"}) {
        CAPTURE(said);
        CHECK(done.out.find(said) != std::string::npos);
    }
    // 姓名,手机号 / 王伟,13812345678 in GB18030
    const auto guessed = run("\xD0\xD5\xC3\xFB,\xCA\xD6\xBB\xFA\xBA\xC5\n\xCD\xF5\xCE\xB0,13812345678\n", {});
    CHECK(guessed.out.find("Taken for gb18030. Does it read well? 王伟") != std::string::npos);
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
