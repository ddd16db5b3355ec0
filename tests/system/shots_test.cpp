// The pictures of the demo are taken by touching what a person reads, at every size: a screen that
// can't be worked at one of them ends it.

#include <doctest/doctest.h>

#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

TEST_CASE("every scene of the pictures is played through at every size, theme and language") {
    const TempFolder folder;
    const auto played = run_process({std::string(QIANTAI_BIN_DIR) + "/qiantai-shots",
                                     (folder / "pictures").string(), "--only", "no picture is called so"});
    CHECK_MESSAGE(played.exit == 0, played.err);
}

}  // namespace qiantai::test
