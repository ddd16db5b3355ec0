#include "tests/imports/screens/imports_fixture.hpp"

namespace qiantai::app::test {
namespace {

struct FoldersWindow : ImportsWindow {
    explicit FoldersWindow(Headless::Size size = k_sizes[0]) : ImportsWindow(size) {
        std::filesystem::create_directory(till);
        domain::ImportRequest request{
            .file = drop("first.csv", "小票号,日期,金额\n0,2026-10-01,1\n").string(),
            .kind = domain::ImportKind::purchases,
            .settings = {.source = "银豹"}};
        const auto manager = desk.session(Who::store_manager);
        auto imported = domain::Imports(desk.context).run(manager, request);
        if (!imported) FAIL(imported.error().message());
        open_imports();
    }
    void set_up() {
        touch("folders");
        touch("add folder");
        touch("folder");
        type(till.string());
        touch("hide");
        touch("save folder");
    }
    /// The next minute.
    void pass_a_minute() {
        desk.clock.advance(60'000);
        window.advance(61);
        settle();
        for (int i = 0; i < 20; ++i) window.frames(1);
    }
    std::int64_t receipts() { return desk.number("SELECT count(*) FROM purchase"); }

    std::filesystem::path till = person / "till";
};

const std::string k_night = "小票号,日期,金额\n7,2026-11-01,5\n";

}  // namespace

TEST_CASE("a folder is set up by touch; what a till drops there is imported by itself") {
    FoldersWindow window;
    window.set_up();
    REQUIRE(window.state<ImportsState>().folders.size() == 1);
    CHECK(window.seen().shows(window.till.string()));
    CHECK(window.seen().shows("没有等待的文件"));
    window.key(ImGuiKey_Escape);
    qiantai::test::write_bytes(window.till / "night.csv", k_night);
    window.pass_a_minute();
    CHECK(window.receipts() == 1);
    window.pass_a_minute();
    CHECK(window.receipts() == 2);
    CHECK(std::filesystem::exists(window.till / "done" / "night.csv"));
    CHECK(window.seen().shows("night.csv"));
}

TEST_CASE("a dropped file that can't be imported is told at home and in the folder's sheet") {
    FoldersWindow window;
    window.set_up();
    window.key(ImGuiKey_Escape);
    qiantai::test::write_bytes(window.till / "night.csv", "甲,乙\n1,2\n");
    window.pass_a_minute();
    window.pass_a_minute();
    window.touch("首页");
    CHECK(window.seen().shows("自动导入有 1 个问题"));
    window.touch("todo import folders");
    window.touch("folders");
    CHECK(window.seen().shows(std::string(domain::k_import_heading_missing.words_zh)));
    // By hand it is asked what cannot be known.
    window.touch("by hand night.csv");
    window.run_out();
    CHECK(window.nav().screen == k_import_wizard_screen);
    CHECK(window.seen().shows("哪一列是日期？"));
}

TEST_CASE(
    "a folder that is given up is left alone, one that does not exist is refused with words") {
    FoldersWindow window;
    window.touch("folders");
    window.touch("add folder");
    window.touch("folder");
    window.type("/nowhere/at/all");
    window.touch("hide");
    window.touch("save folder");
    CHECK(window.seen().shows(std::string(domain::k_import_folder_unusable.words_zh)));
    window.key(ImGuiKey_Escape);
    window.key(ImGuiKey_Escape);
    window.set_up();
    window.touch("停用");
    window.touch("confirm");
    CHECK(window.state<ImportsState>().folders.empty());
    qiantai::test::write_bytes(window.till / "night.csv", k_night);
    window.pass_a_minute();
    window.pass_a_minute();
    CHECK(window.receipts() == 1);
}

TEST_CASE("folders are looked into also while nobody is signed in") {
    FoldersWindow window;
    window.set_up();
    window.key(ImGuiKey_Escape);
    qiantai::test::write_bytes(window.till / "night.csv", k_night);
    window.touch("lock");
    window.pass_a_minute();
    window.pass_a_minute();
    CHECK(window.receipts() == 2);
}

}  // namespace qiantai::app::test
