#include "terminal/store/home.hpp"

#include <map>

#include "schema/base/file.hpp"
#include "tests/store/store_fixture.hpp"
#include "tests/support/power_cut.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;

namespace {

using Variables = std::map<std::string, std::string>;

Environment environment_of(const Variables& variables) {
    return [variables](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

}  // namespace

TEST_CASE("with --home everything lies below that folder, the key apart from the data") {
    const auto home = resolve_home("/x", environment_of({{"HOME", "/root"}})).value();
    CHECK(home.config == "/x/terminal.toml");
    CHECK(home.database == "/x/data/terminal.db");
    CHECK(home.key == "/x/keys/terminal.key");
    CHECK(home.backups == "/x/backups");
    CHECK(home.logs == "/x/logs");
    CHECK_FALSE(home.key_is_managed);
}

TEST_CASE("without --home the XDG folders are used, and their defaults below HOME") {
    const auto home = resolve_home({}, environment_of({{"HOME", "/h"}})).value();
    CHECK(home.database == "/h/.local/share/qiantai/data/terminal.db");
    CHECK(home.config == "/h/.config/qiantai/terminal.toml");
    CHECK(home.key == "/h/.config/qiantai/keys/terminal.key");
    const auto moved =
        resolve_home({}, environment_of({{"HOME", "/h"},
                                         {"XDG_DATA_HOME", "/d"},
                                         {"XDG_CONFIG_HOME", "relative is ignored"}}))
            .value();
    CHECK(moved.database == "/d/qiantai/data/terminal.db");
    CHECK(moved.key == "/h/.config/qiantai/keys/terminal.key");
    CHECK(resolve_home({}, environment_of({})).error().code() == k_home_unknown.code);
}

TEST_CASE("a service keeps its files in its state folder and takes the key from its credentials") {
    TempFolder folder;
    Variables variables{{"STATE_DIRECTORY", "/var/lib/qiantai:/other"},
                        {"CREDENTIALS_DIRECTORY", folder.path()}};
    const auto without = resolve_home({}, environment_of(variables)).value();
    CHECK(without.database == "/var/lib/qiantai/data/terminal.db");
    CHECK(without.key == "/var/lib/qiantai/keys/terminal.key");
    write_bytes(folder / "terminal.key", std::string(32, 'k'));
    const auto with = resolve_home({}, environment_of(variables)).value();
    CHECK(with.key == folder / "terminal.key");
    CHECK(with.key_is_managed);
    CHECK(resolve_home("/x", environment_of(variables)).value().key == folder / "terminal.key");
}

TEST_CASE("folders that were made, and what was put there, are there after a power cut") {
    const TempFolder memory(qiantai::test::FolderPlace::memory);
    const auto root = memory / "root";
    std::filesystem::create_directory(root);
    qiantai::test::PowerCut cut(root);
    REQUIRE(make_private_directory(root / "keys" / "old"));
    REQUIRE(write_file_atomically(root / "keys" / "old" / "one.key", "secret", 0600));
    SeededRandom random(1);
    for (int n = 0; n < 20; ++n) {
        const auto disk = memory / std::to_string(n);
        cut.rebuild(cut.moment(), disk, random);
        CHECK(file_bytes(disk / "keys" / "old" / "one.key") == "secret");
    }
}
