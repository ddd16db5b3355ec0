#include "schema/sqlite/key_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::sqlite;
using qiantai::test::file_bytes;
using qiantai::test::TempFolder;
using qiantai::test::write_bytes;

namespace {

std::string load_error(const std::filesystem::path& path) {
    const auto key = load_key_file(path);
    return key ? "loaded" : std::string(key.error().code());
}

}  // namespace

TEST_CASE("a new key is 32 random bytes that only its owner may read") {
    TempFolder folder;
    SystemRandom random;
    const auto one = create_key_file(folder / "keys/one.key", random).value();
    const auto two = create_key_file(folder / "keys/two.key", random).value();
    CHECK(one.size() == 32);
    CHECK(one != two);
    CHECK(load_key_file(folder / "keys/one.key").value() == one);
    struct stat info {};
    REQUIRE(::stat((folder / "keys/one.key").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    REQUIRE(::stat((folder / "keys").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
}

TEST_CASE("a key file that others could read or write is not used") {
    TempFolder folder;
    const auto path = folder / "t.key";
    SystemRandom random;
    create_key_file(path, random).value();
    for (const mode_t mode : {0640, 0604, 0620, 0602, 0610, 0777}) {
        ::chmod(path.c_str(), mode);
        CHECK(load_error(path) == std::string(k_key_exposed.code));
    }
    ::chmod(path.c_str(), 0400);
    CHECK(load_error(path) == "loaded");
    if (::geteuid() == 0) {
        REQUIRE(::chown(path.c_str(), 12345, 12345) == 0);
        CHECK(load_error(path) == std::string(k_key_exposed.code));
    }
}

TEST_CASE("a key file that is missing, too short, too long or a folder is said to be so") {
    TempFolder folder;
    const auto path = folder / "t.key";
    CHECK(load_error(path) == std::string(k_key_missing.code));
    for (const std::size_t size :
         {std::size_t(0), std::size_t(31), std::size_t(33), std::size_t(65)}) {
        write_bytes(path, std::string(size, 'x'));
        ::chmod(path.c_str(), 0600);
        CHECK(load_error(path) == std::string(k_key_malformed.code));
    }
    CHECK(load_error(folder.path()) == std::string(k_key_malformed.code));
}

TEST_CASE("a key's id is the same for the same key and says nothing of it") {
    const std::string key(32, 'a');
    CHECK(key_id(key) == key_id(std::string(32, 'a')));
    CHECK(key_id(key) != key_id(std::string(32, 'b')));
    CHECK(key_id(key).size() == 16);
}
