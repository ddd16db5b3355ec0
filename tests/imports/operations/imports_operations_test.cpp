// Files of other systems by command: every answer fits its schema.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct ImportCounter : TestCounter {
    qiantai::test::TempFolder folder{};
    ImportCounter() { sign_in(StaffRole::store_manager); }
    std::string file(const std::string& name, const std::string& text) {
        qiantai::test::write_bytes(folder / name, text);
        return (folder / name).string();
    }
};

}  // namespace

TEST_CASE("by command a file is looked at, tried, imported, taken back") {
    ImportCounter counter;
    const auto file = counter.file("a.csv", "姓名,手机,积分\n王伟,13800138000,3\n李娜,1,0\n");
    const auto in = R"({"kind":"members","file":")" + file + "\"";
    const auto preview = counter.ok("imports.preview", in + "}");
    CHECK(text_at(preview, "/encoding") == "utf-8");
    CHECK(text_at(preview, "/columns/1/field") == "phone");
    CHECK(text_at(preview, "/columns/2/state") == "meaningful");
    CHECK(text_at(preview, "/remarks/0/code") == "import_column_meaningful");
    const auto choices = in + R"(,"source":"旧系统","columns":[{"heading":"积分","field":"-"}])";
    CHECK(counter.code("imports.run", in + "}") == "import_source_missing");
    CHECK(counter.code("imports.run", in + R"(,"source":"旧系统"})") == "import_column_meaningful");
    const auto tried = counter.ok("imports.run", choices + R"(,"check":true})");
    CHECK(tried.at("counts").as_object().at("added").to_number<int>() == 1);
    const auto done = counter.ok("imports.run", choices + "}");
    CHECK(text_at(done, "/status") == "done");
    CHECK(counter.code("imports.run", choices + "}") == "import_done_already");
    CHECK(counter.ok("imports.list", "{}").at("imports").as_array().size() == 1);
    CHECK(text_at(counter.ok("imports.sources", "{}"), "/sources/0/source") == "旧系统");
    const auto undone = counter.ok("imports.undo", R"({"import_id":1})");
    CHECK(text_at(undone, "/status") == "undone");
    CHECK(counter.ok("imports.stayed", R"({"import_id":1})").at("rows").as_array().empty());
    CHECK(counter.code("imports.undo", R"({"import_id":9})") == "import_not_found");
    counter.ok("imports.forget_source", R"({"kind":"members","source":"旧系统"})");
}

TEST_CASE("by command a folder is set up, looked into and given up") {
    ImportCounter counter;
    const auto file = counter.file("a.csv", "小票号,日期,金额\n1,2026-11-01,5\n");
    counter.ok("imports.run", R"({"kind":"purchases","source":"银豹","file":")" + file + "\"}");
    const auto folder = (counter.folder / "till").string();
    const auto set = R"({"kind":"purchases","source":"银豹","folder":")" + folder + "\"}";
    CHECK(counter.code("imports.set_folder", set) == "import_folder_unusable");
    std::filesystem::create_directory(folder);
    counter.ok("imports.set_folder", set);
    counter.file("till/b.csv", "小票号,日期,金额\n2,2026-11-01,5\n");
    CHECK(counter.ok("imports.look", "{}").at("waiting").to_number<int>() == 1);
    const auto look = counter.ok("imports.look", "{}");
    CHECK(text_at(look, "/imported/0/file") == "b.csv");
    CHECK(text_at(counter.ok("imports.folders", "{}"), "/folders/0/source") == "银豹");
    counter.ok("imports.forget_folder", R"({"folder_id":1})");
}

}  // namespace qiantai::ctl
