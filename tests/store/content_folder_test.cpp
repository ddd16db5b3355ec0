#include <doctest/doctest.h>

#include <map>

#include "schema/base/content_folder.hpp"
#include "schema/base/content_name.hpp"
#include "schema/base/file.hpp"
#include "schema/base/random.hpp"
#include "tests/support/kill_point.hpp"
#include "tests/support/memory_disk.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_piece = k_content_piece_bytes;

std::string bytes_of(std::size_t size, std::uint64_t seed = 1) {
    std::string bytes(size, '\0');
    SeededRandom(seed).fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

ContentFolder folder_at(const fs::path& path, char key = 'k') {
    return ContentFolder(path, std::string(32, key));
}

std::string code_of(const auto& result) {
    return result ? "" : std::string(result.error().code());
}

void flip(const fs::path& path, std::size_t at) {
    auto bytes = read_file(path).value();
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    write_file_atomically(path, bytes, 0600).value();
}

/// How many files lie below the folder.
int count_files(const fs::path& path) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("contents of every size come back as they were, and lie on the disk unreadable") {
    TempFolder temp(FolderPlace::memory);
    auto folder = folder_at(temp / "contents");
    for (const auto size :
         {std::size_t{1}, k_piece - 1, k_piece, k_piece + 1, 3 * k_piece, 3 * k_piece + 77}) {
        CAPTURE(size);
        const auto content = bytes_of(size, size);
        const auto name = folder.add(content).value();
        CHECK(name == content_name(content));
        CHECK(folder.has(name));
        CHECK(folder.size(name).value() == size);
        CHECK(folder.read(name, size).value() == content);
        CHECK(code_of(folder.read(name, size - 1)) == "content_damaged");
        const auto on_disk = read_file(folder.path_of(name)).value();
        if (size > 16) CHECK(on_disk.find(content.substr(0, 16)) == std::string::npos);
    }
    CHECK(count_files(temp.path()) == 6);
    CHECK(code_of(folder.read(content_name("other"), 10)) == "content_missing");
}

TEST_CASE("the same content lies there once, and each file is encrypted differently") {
    TempFolder temp(FolderPlace::memory);
    auto one = folder_at(temp / "one"), other = folder_at(temp / "other");
    const auto content = bytes_of(5000);
    const auto name = one.add(content).value();
    const auto written = read_file(one.path_of(name)).value();
    CHECK(one.add(content).value() == name);
    CHECK(read_file(one.path_of(name)).value() == written);
    CHECK(count_files(temp.path()) == 1);
    other.add(content).value();
    CHECK(read_file(other.path_of(name)).value() != written);
}

TEST_CASE("every changed byte, a cut, another key and another content's file are noticed") {
    TempFolder temp(FolderPlace::memory);
    auto folder = folder_at(temp / "contents");
    const auto content = bytes_of(k_piece + 500);
    const auto name = folder.add(content).value();
    const auto path = folder.path_of(name);
    const auto sound = read_file(path).value();
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{10}, std::size_t{20}, k_piece, sound.size() - 1}) {
        CAPTURE(at);
        flip(path, at);
        CHECK(code_of(folder.read(name, content.size())) == "content_damaged");
        write_file_atomically(path, sound, 0600).value();
    }
    for (const std::size_t left :
         {std::size_t{0}, std::size_t{19}, k_piece + 36, sound.size() - 1}) {
        CAPTURE(left);
        fs::resize_file(path, left);
        CHECK(code_of(folder.read(name, content.size())) == "content_damaged");
        write_file_atomically(path, sound, 0600).value();
    }
    CHECK(code_of(folder_at(temp / "contents", 'x').read(name, content.size())) ==
          "content_damaged");
    const auto other = folder.add(bytes_of(k_piece + 500, 2)).value();
    fs::copy_file(path, folder.path_of(other), fs::copy_options::overwrite_existing);
    CHECK(code_of(folder.read(other, content.size())) == "content_damaged");
    // Putting it here again mends it.
    flip(path, 100);
    CHECK(folder.add(content).value() == name);
    CHECK(folder.read(name, content.size()).value() == content);
}

TEST_CASE("a content comes in pieces, and what does not come next is not taken") {
    TempFolder temp(FolderPlace::memory);
    auto folder = folder_at(temp / "contents");
    const auto content = bytes_of(2 * k_piece + 9);
    const auto name = content_name(content);
    const auto size = content.size();
    const auto put = [&](std::uint64_t offset, std::size_t length) {
        const auto progress =
            folder.append(name, "till", size, offset, content.substr(offset, length)).value();
        return std::pair(progress.received, progress.complete);
    };
    CHECK(put(0, 0) == std::pair(std::uint64_t{0}, false));
    CHECK(put(0, k_piece) == std::pair(std::uint64_t{k_piece}, false));
    CHECK(put(0, k_piece) == std::pair(std::uint64_t{k_piece}, false));
    CHECK(put(2 * k_piece, 9) == std::pair(std::uint64_t{k_piece}, false));
    CHECK(put(k_piece, 100) == std::pair(std::uint64_t{k_piece}, false));
    CHECK(folder.part_size(name, "till").value() == k_piece);
    CHECK(folder.part_size(name, "other").value() == 0);
    CHECK(put(k_piece, k_piece) == std::pair(std::uint64_t{2 * k_piece}, false));
    CHECK_FALSE(folder.has(name));
    CHECK(put(2 * k_piece, 9) == std::pair(std::uint64_t{size}, true));
    CHECK(folder.read(name, size).value() == content);
    CHECK(put(0, k_piece) == std::pair(std::uint64_t{size}, true));
    CHECK(count_files(temp.path()) == 1);
}

TEST_CASE("pieces that are not the content are thrown away at its end, and it may begin anew") {
    TempFolder temp(FolderPlace::memory);
    auto folder = folder_at(temp / "contents");
    const auto content = bytes_of(k_piece + 9), wrong = bytes_of(k_piece + 9, 2);
    const auto name = content_name(content);
    const auto put = [&](const std::string& bytes, std::uint64_t offset) {
        return folder.append(name, "till", bytes.size(), offset, bytes.substr(offset, k_piece));
    };
    put(wrong, 0).value();
    CHECK(code_of(put(content, k_piece)) == "content_damaged");
    CHECK_FALSE(folder.has(name));
    CHECK(count_files(temp.path()) == 0);
    put(content, 0).value();
    CHECK(put(content, k_piece).value().complete);
}

TEST_CASE("contents and old parts are removed, and listed before") {
    TempFolder temp(FolderPlace::memory);
    auto folder = folder_at(temp / "contents");
    std::set<std::string> names, listed;
    for (std::uint64_t n = 0; n < 5; ++n) names.insert(folder.add(bytes_of(100, n)).value());
    folder
        .each([&](const std::string& name) -> Status {
            listed.insert(name);
            return {};
        })
        .value();
    CHECK(listed == names);
    const auto& gone = *names.begin();
    folder.append(content_name("part"), "till", 2 * k_piece, 0, bytes_of(k_piece)).value();
    folder.remove(gone).value();
    folder.remove(gone).value();
    CHECK_FALSE(folder.has(gone));
    CHECK(count_files(temp.path()) == 5);
    folder.remove_parts_before(0).value();
    CHECK(count_files(temp.path()) == 5);
    folder.remove_parts_before(4'000'000'000'000).value();
    CHECK(count_files(temp.path()) == 4);
    ContentFolder(temp / "nothing", std::string(32, 'k'))
        .each([](const std::string&) -> Status { return make_error(k_file_error); })
        .value();
}

TEST_CASE("kill -9 at every call: a content is there whole or not at all, and can be put again") {
    const auto content = bytes_of(2 * k_piece + 100);
    const auto name = content_name(content);
    int killed = 0;
    for (int call = 1;; ++call) {
        CAPTURE(call);
        TempFolder temp(FolderPlace::memory);
        const bool died =
            dies_at_file_call(call, [&] { folder_at(temp / "contents").add(content).value(); });
        auto folder = folder_at(temp / "contents");
        if (folder.has(name)) CHECK(folder.read(name, content.size()).value() == content);
        CHECK(folder.add(content).value() == name);
        CHECK(folder.read(name, content.size()).value() == content);
        CHECK(count_files(temp.path()) == 1);
        if (!died) break;
        ++killed;
    }
    CHECK(killed > 8);
}

TEST_CASE("a full disk is said, takes nothing of what was there, and with room it goes on") {
    MemoryDisk disk;
    if (!disk.is_mounted()) {
        MESSAGE("no file system can be mounted here");
        return;
    }
    auto folder = folder_at(disk.path() / "contents");
    const auto kept = bytes_of(1000, 7);
    const auto kept_name = folder.add(kept).value();
    const auto content = bytes_of(3 * k_piece);
    const auto name = content_name(content);
    folder.append(name, "till", content.size(), 0, content.substr(0, k_piece)).value();
    disk.fill_all_but(100);
    CHECK(code_of(folder.append(name, "till", content.size(), k_piece,
                                content.substr(k_piece, k_piece))) == "disk_full");
    CHECK(code_of(folder.add(bytes_of(k_piece, 3))) == "disk_full");
    CHECK(folder.part_size(name, "till").value() == k_piece);
    CHECK(folder.read(kept_name, 1000).value() == kept);
    disk.make_room();
    CHECK(folder.add(content).value() == name);
    CHECK(folder.read(name, content.size()).value() == content);
}
