#include <imgui_internal.h>

#include "tests/imports/screens/imports_fixture.hpp"

namespace qiantai::app::test {
namespace {

void walk(ImportsWindow& window) {
    std::filesystem::create_directory(window.person / "till");
    window.drop(
        "会员资料导出.csv",
        "姓名,手机号,性别,生日,入会日期,积分,身份证号,累计消费,备注\n"
        "夏雨荷,13900010001,0,03/04/1988,05/06/2020,120,310101198803040021,1280.5,常买奶粉\n"
        "谭晓雯,139000,1,05/06/1990,07/08/2021,7,310101199005060021,90,\n");
    window.open_imports();
    window.check_layout("imports-none");
    window.touch("begin");
    window.check_layout("import-what");
    window.touch("source");
    window.type("旧收银系统");
    window.touch("hide");
    window.touch("save");
    window.check_layout("import-files");
    window.touch("by hand");
    window.check_layout("import-files-typed");
    window.touch("by hand");
    window.choose("会员资料导出.csv");
    window.check_layout("import-questions");
    window.touch("column 备注");
    window.check_layout("import-column");
    window.key(ImGuiKey_Escape);
    window.touch("4月3日");
    window.run_out();
    window.touch("gender 0 0");
    window.run_out();
    window.touch("gender 1 1");
    window.run_out();
    window.touch("确认不导入");
    window.run_out();
    window.touch("save");
    window.run_out();
    window.check_layout("import-trial");
    window.jobs.holds = true;
    window.touch("导入 1 条");
    window.check_layout("import-running");
    window.jobs.holds = false;
    window.jobs.run_held();
    window.run_out();
    window.check_layout("import-done");
    window.touch("undo");
    window.check_layout("import-undo");
    window.touch("cancel");
    window.touch("finish");
    window.check_layout("imports");
    window.touch("folders");
    window.check_layout("import-folders-none");
    window.touch("add folder");
    window.touch("个人文件夹");
    window.check_layout("import-folder-form");
    window.touch("till");
    window.touch("save folder");
    qiantai::test::write_bytes(window.person / "till" / "20261121-收银.csv", "甲,乙\n1,2\n");
    window.touch("look now");
    window.window.frames(20);
    window.touch("look now");
    window.window.frames(20);
    window.settle();
    window.check_layout("import-folders");
    window.key(ImGuiKey_Escape);
    window.touch("首页");
    window.check_layout("import-home");
}

}  // namespace

TEST_CASE("every step of an import fits, in every size and language") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        ImportsWindow window(size);
        walk(window);
    }
}

TEST_CASE("the whole way goes by keys alone: Tab, Enter and the key that saves") {
    ImportsWindow window;
    window.drop("old.csv", k_plain_members);
    window.scene().settings.keyboard = ScreenKeyboard::off;
    window.open_imports();
    window.touch("begin");
    // The form begins with what has to be filled in.
    window.type("旧表");
    REQUIRE(window.wizard().request.settings.source == "旧表");
    window.key(ImGuiKey_F10);
    CHECK(window.wizard().step == ImportStep::file);
    // Tab goes over everything in its order; Enter takes the file once it is there.
    for (int i = 0; i < 30 && window.wizard().step == ImportStep::file; ++i) {
        window.key(ImGuiKey_Tab);
        const auto* file = window.seen().find("file old.csv");
        REQUIRE(file != nullptr);
        if (ImGui::GetCurrentContext()->NavId == file->id) window.key(ImGuiKey_Enter);
    }
    window.run_out();
    CHECK(window.wizard().step == ImportStep::columns);
    window.key(ImGuiKey_F10);
    window.run_out();
    window.key(ImGuiKey_F10);
    window.run_out();
    CHECK(window.members() == 2);
}

}  // namespace qiantai::app::test
