#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>

#include "terminal/imports/rules/import_look.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
namespace fs = std::filesystem;

struct FolderDesk : ImportDesk {
    fs::path folder = files / "till";
    FolderDesk() {
        fs::create_directory(folder);
        receipts("小票号,日期,金额\n0,2026-10-01,1\n", {.source = "银豹"});
        must_set({.folder = folder.string(), .source = "银豹"});
    }
    void must_set(const ImportFolderEntry& entry) {
        auto set = imports.set_folder(manager, entry);
        if (!set) FAIL(set.error().message());
    }
    void drop(const std::string& name, const std::string& text) {
        qiantai::test::write_bytes(folder / name, text);
    }
    ImportFolderLook look() {
        clock.advance(60'000);
        auto done = look_into_folders(context);
        if (!done) FAIL(done.error().message());
        return *done;
    }
};

std::string night(int n) {
    return fmt::format("小票号,日期,金额\n{},2026-11-01,5\n", n);
}

}  // namespace

TEST_CASE("a file that a till dropped is imported once it stands still, and moved away") {
    FolderDesk desk;
    desk.drop("a.csv", "小票号,日期,金额\n1,20");
    CHECK(desk.look().waiting == 1);
    desk.drop("a.csv", night(1));
    CHECK(desk.look().waiting == 1);
    const auto look = desk.look();
    REQUIRE(look.imported.size() == 1);
    CHECK(look.imported[0].counts.added == 1);
    CHECK(look.imported[0].staff_number == desk.manager.staff_number);
    CHECK_FALSE(fs::exists(desk.folder / "a.csv"));
    CHECK(fs::exists(desk.folder / "done" / "a.csv"));
    CHECK(desk.imports.folders(desk.manager)->at(0).waiting.empty());
    // The same name the next night, and the same file once more under another.
    desk.drop("a.csv", night(2));
    desk.drop("b.csv", night(1));
    desk.look();
    const auto second = desk.look();
    CHECK(second.imported.size() == 1);
    CHECK(second.repeated == 1);
    CHECK(fs::exists(desk.folder / "done" / "a-2.csv"));
    CHECK(fs::exists(desk.folder / "done" / "b.csv"));
    CHECK(desk.count_receipts() == 3);
}

TEST_CASE("a file that is locked waits, by either kind of lock") {
    FolderDesk desk;
    desk.drop("a.csv", night(1));
    desk.look();
    const int descriptor = ::open((desk.folder / "a.csv").c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(::flock(descriptor, LOCK_EX) == 0);
    CHECK(desk.look().waiting == 1);
    REQUIRE(::flock(descriptor, LOCK_UN) == 0);
    struct flock range {};
    range.l_type = F_WRLCK;
    REQUIRE(::fcntl(descriptor, F_OFD_SETLK, &range) == 0);
    CHECK(desk.look().waiting == 1);
    ::close(descriptor);
    CHECK(desk.look().imported.size() == 1);
}

TEST_CASE("a file that can't be imported stays, says why, and is tried again when it changed") {
    FolderDesk desk;
    desk.drop("a.csv", "x,y\n1,2\n");
    desk.drop("~$a.xlsx", "x");
    desk.drop(".hidden.csv", night(7));
    desk.drop("notes.docx", "x");
    desk.look();
    CHECK(desk.look().problems == 1);
    CHECK(desk.look().problems == 1);
    const auto folder = desk.imports.folders(desk.manager)->at(0);
    REQUIRE(folder.waiting.size() == 1);
    CHECK(folder.waiting[0].problem == "import_heading_missing");
    desk.drop("a.csv", night(1));
    desk.look();
    CHECK(desk.look().imported.size() == 1);
    CHECK(fs::exists(desk.folder / "notes.docx"));
}

TEST_CASE("lines of a dropped file that are refused lie beside it where it went") {
    FolderDesk desk;
    desk.drop("a.csv", "小票号,日期,金额\n1,2026-11-01,5\n2,2026-11-01,fünf\n");
    desk.look();
    CHECK(desk.look().imported.at(0).counts.refused == 1);
    CHECK(fs::exists(desk.folder / "done" / "a.csv.errors.csv"));
    CHECK(desk.look().imported.empty());
}

TEST_CASE("a folder needs a source that is known, a colleague who may, and room to move files") {
    FolderDesk desk;
    const auto code = [&](const ImportFolderEntry& entry) {
        return desk.imports.set_folder(desk.manager, entry).error().code();
    };
    const auto folder = desk.folder.string();
    CHECK(code({.folder = "till", .source = "银豹"}) == "import_folder_unusable");
    CHECK(code({.folder = folder + "/none", .source = "银豹"}) == "import_folder_unusable");
    CHECK(code({.folder = folder, .source = "别的"}) == "import_source_not_found");
    CHECK(code({.folder = folder, .source = "银豹", .staff_number = "1001"}) ==
          "import_folder_staff");
    // Whoever left imports nothing any more, and nothing is lost.
    desk.from_headquarters([&] {
        desk.run("UPDATE staff SET status = 'left' WHERE number = ?", desk.manager.staff_number);
    });
    desk.drop("a.csv", night(1));
    desk.look();
    CHECK(desk.look().problems == 1);
    CHECK(fs::exists(desk.folder / "a.csv"));
}

TEST_CASE("a folder that is given up is left alone") {
    FolderDesk desk;
    const auto id = desk.imports.folders(desk.manager)->at(0).id;
    REQUIRE(desk.imports.forget_folder(desk.manager, id));
    desk.drop("a.csv", night(1));
    desk.look();
    CHECK(desk.look().imported.empty());
    CHECK(desk.imports.forget_folder(desk.manager, id).error().kind == &k_import_folder_not_found);
}

TEST_CASE("a look that finds nothing new writes nothing but, once an hour, that somebody looked") {
    FolderDesk desk;
    desk.drop("a.csv", "x,y\n1,2\n");
    desk.look();
    desk.look();
    const auto changes = [&] { return desk.number("SELECT total_changes()"); };
    const auto before = changes();
    desk.look();
    desk.look();
    CHECK(changes() == before);
    desk.clock.advance(3'600'000);
    desk.look();
    CHECK(changes() == before + 1);
}

TEST_CASE("a look goes piece by piece, and other work gets through between them") {
    FolderDesk desk;
    std::string many = "小票号,日期,金额\n";
    for (int i = 0; i < 2500; ++i) many += fmt::format("{},2026-11-01,5\n", i);
    desk.drop("a.csv", many);
    desk.look();
    auto look = ImportLook::begin(desk.context).value();
    int pieces = 1;
    std::int64_t seen_between = 0;
    while (look.step().value()) {
        ++pieces;
        const auto receipts = desk.count_receipts();
        if (receipts > 1 && receipts < 2500) seen_between = receipts;
    }
    CHECK(pieces > 5);
    CHECK(seen_between > 0);
    CHECK(look.report().imported.at(0).counts.added == 2500);
}

TEST_CASE("what could not be imported is tried again once it is known how its source is read") {
    FolderDesk desk;
    desk.drop("a.csv", "小票号,日期,钱\n1,2026-11-01,5\n");
    desk.look();
    CHECK(desk.look().problems == 1);
    CHECK(desk.look().problems == 1);
    desk.receipts("小票号,日期,钱\n2,2026-11-01,5\n",
                  {.source = "银豹", .columns = {{"钱", "amount"}}});
    CHECK(desk.look().imported.size() == 1);
}

TEST_CASE("a folder that can't be looked into says why") {
    FolderDesk desk;
    CHECK(desk.imports.folders(desk.manager)->at(0).problem.empty());
    fs::remove_all(desk.folder);
    CHECK(desk.look().problems == 1);
    CHECK(desk.imports.folders(desk.manager)->at(0).problem == "import_folder_unusable");
}

}  // namespace qiantai::domain
