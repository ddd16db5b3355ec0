#include "terminal/imports/rules/import_places.hpp"

#include <doctest/doctest.h>

#include "tests/support/temp_folder.hpp"

namespace qiantai::domain {

TEST_CASE("refused lines go beside the file, or home where nothing can be written") {
    qiantai::test::TempFolder home;
    const FileRoots roots{.media = {}, .home = home.path().string()};
    CHECK(import_errors_place((home / "a.csv").string(), roots) == (home / "a.csv.errors.csv"));
    CHECK(import_errors_place("/nowhere/a.csv", roots) == (home / "a.csv.errors.csv"));
}

}  // namespace qiantai::domain
