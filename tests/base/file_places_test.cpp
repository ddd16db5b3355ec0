#include "terminal/base/file_places.hpp"

#include <doctest/doctest.h>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_look.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::domain {
namespace {

namespace fs = std::filesystem;
using Kind = FilePlace::Kind;

void drop(const fs::path& path, int minutes_ago = 0) {
    qiantai::test::write_bytes(path, "x");
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::minutes(minutes_ago));
}

std::vector<std::string> names_of(const std::vector<FoundFile>& files) {
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(file.name);
    return names;
}

}  // namespace

TEST_CASE("downloads and desktop come before the home folder, whatever language named them") {
    qiantai::test::TempFolder home;
    fs::create_directory(home / "下载");
    fs::create_directory(home / "Desktop");
    const auto places = find_file_places({.media = {}, .home = home.path().string()});
    REQUIRE(places.size() == 3);
    CHECK(places[0] == FilePlace{Kind::downloads, (home / "下载").string()});
    CHECK(places[1] == FilePlace{Kind::desktop, (home / "Desktop").string()});
    CHECK(places[2] == FilePlace{Kind::home, home.path().string()});
    // A folder where nothing is mounted is no stick.
    fs::create_directories(home / "media" / "old stick");
    CHECK(find_file_places({.media = {(home / "media").string()}, .home = {}}).empty());
}

TEST_CASE("a folder shows what can be imported, the newest first, and the folders below") {
    qiantai::test::TempFolder folder;
    drop(folder / "old.csv", 60);
    drop(folder / "new.XLSX", 1);
    drop(folder / "middle.xls", 30);
    drop(folder / "refused.csv.errors.csv", 90);
    for (const auto* other : {"notes.docx", ".hidden.csv", "~$new.xlsx"}) drop(folder / other);
    fs::create_directory(folder / "below.csv");
    fs::create_directory(folder / ".config");
    const auto content = list_folder(folder.path().string(), is_importable_name).value();
    CHECK(names_of(content.files) ==
          std::vector<std::string>{"new.XLSX", "middle.xls", "old.csv", "refused.csv.errors.csv"});
    CHECK(content.folders == std::vector<std::string>{"below.csv"});
    CHECK(content.above == folder.path().parent_path().string());
    CHECK(list_folder("/", is_importable_name).value().above.empty());
    CHECK(list_folder((folder / "none").string(), is_importable_name).error().kind ==
          &k_file_error);
}

TEST_CASE("the newest of all places come first; a place that is gone takes nothing away") {
    qiantai::test::TempFolder one, other;
    drop(one / "a.csv", 5);
    drop(other / "b.csv", 1);
    drop(other / "c.csv", 9);
    const std::vector<FilePlace> places{{Kind::downloads, one.path().string()},
                                        {Kind::stick, "/nowhere/at/all", "stick"},
                                        {Kind::home, other.path().string()}};
    CHECK(names_of(newest_files(places, is_importable_name, 2)) ==
          std::vector<std::string>{"b.csv", "a.csv"});
}

}  // namespace qiantai::domain
