#include "terminal/attachments/rules/memory_file.hpp"

#include <doctest/doctest.h>

#include "schema/base/file.hpp"

namespace qiantai::domain {

TEST_CASE("what is in a file in memory is read like any other, until it goes") {
    std::string path;
    {
        const auto file = MemoryFile::make(std::string(300'000, 'x') + "y").value();
        path = file.path();
        const auto content = read_file(path, 1'000'000).value();
        CHECK(content.size() == 300'001);
        CHECK(content.back() == 'y');
    }
    CHECK_FALSE(read_file(path, 1'000'000).ok());
}

}  // namespace qiantai::domain
