// A full disk whose blocks are smaller than the 4 KiB in which SQLite's shared memory grows. Needs
// root and a loop device; where those are missing it says so.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "schema/sqlite/database.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;

namespace {

/// An ext2 file system of 1 MiB with blocks of 1 KiB, without journal or reserve.
class SmallBlocks {
  public:
    SmallBlocks() {
        const auto image = (m_folder / "image").string(), place = path("").string();
        std::filesystem::create_directory(place);
        const std::string command = "truncate -s 1M " + image + " && mke2fs -q -m 0 -b 1024 " +
                                    image + " && mount -o loop " + image + " " + place;
        m_mounted = std::system(("(" + command + ") >/dev/null 2>&1").c_str()) == 0;
    }
    ~SmallBlocks() {
        if (m_mounted) (void)!std::system(("umount " + path("").string()).c_str());
    }
    SmallBlocks(const SmallBlocks&) = delete;
    SmallBlocks& operator=(const SmallBlocks&) = delete;

    bool is_there() const { return m_mounted; }
    std::filesystem::path path(const std::string& name) const { return m_folder / "disk" / name; }
    void fill_all_but(int free_kib) const {
        const int file =
            ::open(path("filling").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        const std::string block(1024, 'x');
        while (::write(file, block.data(), block.size()) == ssize_t(block.size())) {
        }
        const auto size = ::lseek(file, 0, SEEK_END);
        (void)!::ftruncate(file, std::max<off_t>(0, size - free_kib * 1024));
        ::fsync(file);
        ::close(file);
    }

  private:
    test::TempFolder m_folder;
    bool m_mounted = false;
};

}  // namespace

TEST_CASE("a full disk of small blocks is an error, not the end of the program") {
    const SmallBlocks disk;
    if (!disk.is_there()) {
        MESSAGE("no loop device can be mounted here");
        return;
    }
    const auto path = disk.path("test.db");
    sqlite::OpenOptions options{.mode = sqlite::OpenMode::create};
    sqlite::Database::open(path, options)
        .value()
        .execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')")
        .value();
    options.mode = sqlite::OpenMode::read_write;
    int refused = 0, opened = 0;
    for (int free_kib = 0; free_kib <= 40; ++free_kib) {
        CAPTURE(free_kib);
        disk.fill_all_but(free_kib);
        const pid_t child = ::fork();
        if (child == 0) {
            auto database = sqlite::Database::open(path, options);
            if (!database) ::_exit(database.error().kind == &sqlite::k_database_full ? 1 : 2);
            const auto read = database->execute("SELECT count(*) FROM t");
            (void)database->execute("INSERT INTO t VALUES (hex(zeroblob(3000)))");
            ::_exit(read ? 0 : 3);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) <= 1);
        ++(WEXITSTATUS(status) == 0 ? opened : refused);
        std::filesystem::remove(path.string() + "-wal");
        std::filesystem::remove(path.string() + "-shm");
    }
    CHECK(refused > 0);
    CHECK(opened > 0);
}
