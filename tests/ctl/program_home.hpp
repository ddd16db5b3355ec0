#pragma once

// qiantaictl as a process, over a terminal's home.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/process.hpp"

namespace qiantai::ctl::test {

using qiantai::test::Finished;
using qiantai::test::Process;
using qiantai::test::run_process;

inline const std::string k_program = std::string(QIANTAI_BIN_DIR) + "/qiantaictl";

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

inline boost::json::object json_of(const std::string& line) {
    return boost::json::parse(line).as_object();
}
inline std::string error_of(const Finished& finished) {
    return std::string(json_of(finished.out).at("error").as_object().at("code").as_string());
}

}  // namespace qiantai::ctl::test
