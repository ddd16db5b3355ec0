#include "terminal/ctl/folder_watch.hpp"

#include "schema/base/recorded_log.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::ctl {

TEST_CASE("a command that stays looks into the folders at once and a minute after each look") {
    domain::test::ImportDesk desk;
    const auto folder = desk.files / "till";
    std::filesystem::create_directory(folder);
    desk.receipts("小票号,日期,金额\n0,2026-10-01,1\n", {.source = "银豹"});
    REQUIRE(desk.imports.set_folder(desk.manager, {.folder = folder.string(), .source = "银豹"}));
    qiantai::test::write_bytes(folder / "a.csv", "小票号,日期,金额\n1,2026-11-01,5\n");
    RecordedLog log;
    FolderWatch watch(desk.context, log);
    const auto seconds = [&](int count) {
        for (int i = 0; i < count; ++i) {
            desk.clock.advance(1000);
            watch.pass_second();
            while (watch.step()) {
            }
        }
    };
    seconds(1);
    CHECK(desk.number("SELECT count(*) FROM import_folder_file") == 1);
    seconds(59);
    CHECK(desk.count_receipts() == 1);
    seconds(1);
    CHECK(desk.count_receipts() == 2);
}

}  // namespace qiantai::ctl
