// bootstrap.sh against a machine made of stand-in commands: no package is installed, nothing is
// fetched.

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

struct Outcome {
    int exit_code = -1;
    std::string output;

    bool says(const std::string& text) const { return output.find(text) != std::string::npos; }
};

std::string read_file(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

// A copy of packaging/ in a folder of its own, and a folder of commands that come before the
// machine's own. At first all packages count as installed, the user is root, and every use of the
// network fails.
class Machine {
  public:
    Machine() {
        std::string name = (fs::temp_directory_path() / "qiantai-bootstrap-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        m_root = name;
        fs::create_directories(m_root / "project");
        fs::copy(fs::path(QIANTAI_SOURCE_DIR) / "packaging", m_root / "project/packaging",
                 fs::copy_options::recursive);
        set_command("dpkg-query", "awk '/^[a-z]/ { print \"installed\", $2 }' '" +
                                      (m_root / "project/packaging/debian-packages.txt").string() +
                                      "'");
        set_command("apt-get", "echo 'E: Failed to fetch: Could not resolve'; exit 100");
        set_command("npm", "echo 'npm ERR! code ENOTFOUND'; exit 1");
        set_command("sudo", "exit 1");
        set_command("id", "echo 0");
        write_source_folders(m_root / "carried", "3053002", "19222");
    }
    ~Machine() { fs::remove_all(m_root); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    void set_command(const std::string& name, const std::string& script) {
        const auto path = m_root / "bin" / name;
        write_file(path, "#!/bin/bash\n" + script + "\n");
        fs::permissions(path, fs::perms::owner_all);
    }

    void uninstall(const std::string& package) {
        const auto path = m_root / "bin/dpkg-query";
        auto script = read_file(path);
        script.pop_back();
        set_command("dpkg-query", script + " | grep -vx 'installed " + package + "'");
    }

    // A folder for --offline-deps with sources of these versions.
    static void write_source_folders(const fs::path& folder, const std::string& sqlite,
                                     const std::string& imgui) {
        write_file(folder / "sqlite/sqlite3.c", "int sqlite;\n");
        write_file(folder / "sqlite/sqlite3ext.h", "int ext;\n");
        write_file(folder / "sqlite/sqlite3.h",
                   "#define SQLITE3MC_VERSION_STRING \"x\"\n#define SQLITE_VERSION        \"3.x\"\n"
                   "#define SQLITE_VERSION_NUMBER " +
                       sqlite + "\n");
        write_file(
            folder / "imgui/imgui.h",
            "#define IMGUI_VERSION       \"1.x\"\n#define IMGUI_VERSION_NUM   " + imgui + "\n");
        for (const auto* file :
             {"imgui.cpp", "imgui_draw.cpp", "imgui_tables.cpp", "imgui_widgets.cpp",
              "backends/imgui_impl_glfw.cpp", "backends/imgui_impl_opengl3.cpp",
              "misc/freetype/imgui_freetype.cpp"}) {
            write_file(folder / "imgui" / file, "int imgui;\n");
        }
    }

    Outcome bootstrap(const std::string& options = "") const {
        const std::string command = "PATH='" + (m_root / "bin").string() + "':\"$PATH\" bash '" +
                                    (m_root / "project/packaging/bootstrap.sh").string() + "' " +
                                    options + " 2>&1 </dev/null";
        Outcome outcome;
        FILE* pipe = popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::array<char, 4096> buffer{};
        for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
            outcome.output.append(buffer.data(), size);
        }
        const int status = pclose(pipe);
        outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return outcome;
    }

    Outcome bootstrap_offline() const {
        return bootstrap("--offline-deps '" + carried().string() + "'");
    }

    fs::path carried() const { return m_root / "carried"; }
    fs::path deps() const { return m_root / "project/.deps"; }

  private:
    fs::path m_root;
};

}  // namespace

TEST_CASE("bootstrap takes carried sources, and the second run needs neither them nor a network") {
    Machine machine;
    const auto first = machine.bootstrap_offline();
    INFO(first.output);
    REQUIRE(first.exit_code == 0);
    CHECK(read_file(machine.deps() / "sqlite/sqlite3.c") == "int sqlite;\n");
    CHECK(fs::exists(machine.deps() / "imgui/imgui.cpp"));

    fs::remove_all(machine.carried());
    const auto second = machine.bootstrap();
    INFO(second.output);
    CHECK(second.exit_code == 0);
}

TEST_CASE("bootstrap fetches again what lost a file or was pinned anew") {
    Machine machine;
    REQUIRE(machine.bootstrap_offline().exit_code == 0);
    SUBCASE("a file of SQLite is gone") {
        fs::remove(machine.deps() / "sqlite/sqlite3.c");
    }
    SUBCASE("the lock file is another") {
        write_file(machine.deps().parent_path() / "packaging/sqlite/package-lock.json", "{}\n");
    }
    CHECK(machine.bootstrap().exit_code != 0);
    CHECK(machine.bootstrap_offline().exit_code == 0);
    CHECK(fs::exists(machine.deps() / "sqlite/sqlite3.c"));
}

TEST_CASE("bootstrap saves what another machine can take") {
    Machine machine;
    REQUIRE(machine.bootstrap_offline().exit_code == 0);
    const auto saved = machine.carried().parent_path() / "saved";
    REQUIRE(machine.bootstrap("--save-deps '" + saved.string() + "'").exit_code == 0);
    fs::remove_all(machine.deps());
    const auto taken = machine.bootstrap("--offline-deps '" + saved.string() + "'");
    INFO(taken.output);
    CHECK(taken.exit_code == 0);

    write_file(saved / "sqlite/sqlite3.c", "int another;\n");
    fs::remove_all(machine.deps());
    const auto refused = machine.bootstrap("--offline-deps '" + saved.string() + "'");
    CHECK(refused.exit_code == 1);
    CHECK(refused.says("differ from its SHA256SUMS"));
}

TEST_CASE("bootstrap refuses sources that are too old and leaves nothing of them") {
    Machine machine;
    SUBCASE("SQLite with the WAL-reset bug") {
        Machine::write_source_folders(machine.carried(), "3051002", "19222");
    }
    SUBCASE("Dear ImGui before 1.92") {
        Machine::write_source_folders(machine.carried(), "3053002", "19191");
    }
    const auto outcome = machine.bootstrap_offline();
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.says("incomplete or too old"));
    CHECK_FALSE((fs::exists(machine.deps() / "sqlite") && fs::exists(machine.deps() / "imgui")));
    for (const auto& entry : fs::directory_iterator(machine.deps())) {
        CHECK_FALSE(entry.path().filename().string().starts_with(".scratch"));
    }
}

TEST_CASE("bootstrap says in one sentence what stands in the way") {
    Machine machine;
    std::string sentence;
    SUBCASE("no network for npm") {
        sentence = "the network or the package mirror cannot be reached";
    }
    SUBCASE("no space for npm") {
        machine.set_command("npm", "echo 'npm ERR! code ENOSPC'; exit 1");
        sentence = "the disk is full";
    }
    SUBCASE("little space beforehand") {
        machine.set_command("df", "echo Avail; echo 12M");
        sentence = "only 12 MB are free";
    }
    SUBCASE("other content than pinned") {
        machine.set_command("npm", "echo 'npm ERR! code EINTEGRITY'; exit 1");
        sentence = "the download is not the pinned one";
    }
    SUBCASE("no network for packages") {
        machine.uninstall("cmake");
        sentence = "installing Debian packages failed because the network";
    }
    SUBCASE("no right to install packages") {
        machine.uninstall("cmake");
        machine.set_command("id", "echo 1000");
        sentence = "only root may install them: cmake; run";
    }
    SUBCASE("a package that this system does not have") {
        machine.uninstall("doctest-dev");
        machine.set_command("apt-get", "echo 'E: Unable to locate package doctest-dev'; exit 100");
        sentence = "this system does not offer doctest-dev";
    }
    const auto outcome = machine.bootstrap();
    INFO(outcome.output);
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.says(sentence));
    const auto last_line = outcome.output.rfind('\n', outcome.output.size() - 2) + 1;
    CHECK(outcome.output.compare(last_line, 11, "bootstrap: ") == 0);
}

TEST_CASE("bootstrap asks apt only for the packages that are missing") {
    Machine machine;
    machine.uninstall("cmake");
    machine.uninstall("libicu-dev");
    machine.set_command("apt-get", "echo \"$@\" >>'" + machine.carried().string() + "/asked'");
    REQUIRE(machine.bootstrap("--packages-only").exit_code == 0);
    const auto asked = read_file(machine.carried() / "asked");
    CHECK(asked.find("install --no-install-recommends cmake libicu-dev\n") != std::string::npos);
}
