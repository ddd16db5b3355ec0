#pragma once

#include <cstdlib>

#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "tests/app/app_fixture.hpp"

namespace qiantai::app::test {

/// A store manager at the terminal; whoever runs it has a folder of downloads.
struct ImportsWindow : AppWindow {
    explicit ImportsWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        std::filesystem::create_directory(downloads);
        ::setenv("HOME", person.path().c_str(), 1);
        sign_in(Who::store_manager);
    }
    std::filesystem::path drop(const std::string& name, const std::string& bytes) {
        const auto path = downloads / name;
        qiantai::test::write_bytes(path, bytes);
        return path;
    }
    void open_imports() {
        touch("person");
        touch("menu imports");
        REQUIRE(nav().screen == k_imports_screen);
    }
    /// To the list of files.
    void begin(const std::string& source, domain::ImportKind kind = domain::ImportKind::members) {
        touch("begin");
        if (kind == domain::ImportKind::purchases) touch("消费小票");
        touch("source");
        type(source);
        touch("hide");
        touch("save");
    }
    void choose(const std::string& name) {
        touch("file " + name);
        run_out();
    }
    /// Until what runs has ended: every frame lets one more piece go on.
    void run_out() {
        for (int i = 0;
             i < 200 && (wizard().reading || wizard().checking || state<ImportsState>().running);
             ++i) {
            window.frames(1);
        }
        settle();
    }
    ImportWizardState& wizard() { return state<ImportWizardState>(); }
    std::int64_t members() { return desk.number("SELECT count(*) FROM member"); }

    qiantai::test::TempFolder person{};
    std::filesystem::path downloads = person / "Downloads";
};

inline const std::string k_plain_members =
    "姓名,手机号,会员编号,累计消费,消费次数\n夏雨荷,13900010001,0007,1288.50,12\n谭晓雯,13900010002,0008,90,1\n";

}  // namespace qiantai::app::test
