// What a terminal keeps of photos and files across backups, restores and checks.

#include "schema/sqlite/attachment_shelf.hpp"

#include <fstream>

#include "terminal/store/attachment_backup.hpp"
#include "terminal/store/backup.hpp"
#include "terminal/store/backup_restore.hpp"
#include "terminal/store/database_check.hpp"
#include "terminal/store/key_rotation.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;
using sqlite::AttachmentShelf;

namespace {

struct ShelfFixture : StoreFixture {
    std::string add(TerminalDatabase& terminal, const std::string& content) {
        return AttachmentShelf::open(terminal.database())
            .value()
            .add(content, "thumb", clock.now_ms())
            .value();
    }
    fs::path file_of(const std::string& hash) const {
        return home.data() / "attachments" / hash.substr(0, 2) / hash;
    }
};

}  // namespace

TEST_CASE_FIXTURE(ShelfFixture, "a photo survives another database key") {
    std::string hash;
    {
        auto terminal = open();
        hash = add(terminal, "photo");
    }
    rotate_key(home, random).value();
    auto terminal = open();
    auto shelf = AttachmentShelf::open(terminal.database()).value();
    CHECK(shelf.read(hash, clock.now_ms()).value() == "photo");
    CHECK(shelf.load_thumbnail(hash).value() == "thumb");
}

TEST_CASE_FIXTURE(ShelfFixture,
                  "a backup keeps what headquarters lacks, and a restore brings it back") {
    std::string unsent, sent;
    fs::path backup;
    {
        auto terminal = open();
        unsent = add(terminal, "unsent");
        sent = add(terminal, "sent");
        auto shelf = AttachmentShelf::open(terminal.database()).value();
        shelf.note_sent(sent).value();
        backup = create_backup(terminal, 3).value().path;
    }
    const auto copies = home.backups / "attachments";
    CHECK(fs::exists(copies / unsent));
    CHECK_FALSE(fs::exists(copies / sent));
    fs::remove_all(home.data());
    restore_backup(home, backup, clock, random).value();
    auto terminal = open();
    auto shelf = AttachmentShelf::open(terminal.database()).value();
    CHECK(shelf.read(unsent, clock.now_ms()).value() == "unsent");
    CHECK(shelf.read(sent, clock.now_ms()).error().code() == "attachment_not_here");
    CHECK(shelf.load_wanted(clock.now_ms(), 10).value().size() == 1);
    shelf.note_sent(unsent).value();
    create_backup(terminal, 3).value();
    CHECK_FALSE(fs::exists(copies / unsent));
}

TEST_CASE_FIXTURE(ShelfFixture, "the check says which photos can't be read, and what comes of it") {
    auto terminal = open();
    const auto lost = add(terminal, "lost"), changed = add(terminal, "changed");
    CHECK(check_database(terminal, DamageSearch::thorough).value().sound());
    AttachmentShelf::open(terminal.database()).value().note_sent(changed).value();
    fs::remove(file_of(lost));
    std::string bytes(fs::file_size(file_of(changed)), 'x');
    std::ofstream(file_of(changed)) << bytes;
    CHECK(check_database(terminal, DamageSearch::quick).value().problems ==
          std::vector<std::string>{
              "1 photos or files are missing or damaged, and headquarters does not have them"});
    CHECK(check_database(terminal, DamageSearch::thorough).value().problems.size() == 2);
}
