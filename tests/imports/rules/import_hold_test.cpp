#include "terminal/imports/rules/import_hold.hpp"

#include "terminal/imports/rules/import_look.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {

using test::ImportDesk;

TEST_CASE("one file is imported by one run at a time, and by the next as soon as that is gone") {
    ImportDesk desk;
    const auto request = desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,13900010001\n");
    {
        const auto run = ImportRun::begin(desk.context, desk.manager, request);
        REQUIRE(run);
        CHECK(desk.outcome(request) == "import_file_busy");
        // A trial writes nothing.
        auto check = request;
        check.check = true;
        CHECK(desk.outcome(check) == "(done)");
    }
    CHECK(desk.outcome(request) == "(done)");
}

TEST_CASE("an import that was cut off is known with its file, and gone on with from there only") {
    ImportDesk desk;
    const auto request =
        desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,13900010001\n谭晓雯,13900010002\n",
                     {.source = "旧表", .columns = {{"姓名", "name"}}});
    {
        auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
        CHECK_FALSE(run.is_reading());
        REQUIRE(run.step().value());
        CHECK(run.report().counts.added == 1);
    }
    const auto cut = desk.imports.list(desk.manager)->front();
    CHECK(cut.status == ImportStatus::running);
    CHECK(cut.path == request.file);
    CHECK(cut.file == std::filesystem::path(request.file).filename());
    CHECK(desk.imports.preview(desk.manager, request)->begun_before == cut.id);
    auto go_on = load_import_request(desk.context.database, cut.id).value();
    CHECK(go_on.settings.columns == request.settings.columns);
    auto other = go_on;
    other.file = desk.write("姓名,手机号\n万俊杰,13900010009\n");
    CHECK(desk.outcome(other) == "import_other_file");
    CHECK(desk.outcome(go_on) == "(done)");
    CHECK(desk.count_members() == 2);
    CHECK(load_import_request(desk.context.database, cut.id).error().kind ==
          &k_import_done_already);
}

TEST_CASE("the first refused lines are told with column and value") {
    ImportDesk desk;
    auto run = ImportRun::open(desk.context, desk.manager,
                               desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,139\n"))
                   .value();
    while (run.step().value()) {
    }
    REQUIRE(run.first_refused().size() == 1);
    const auto& problem = run.first_refused()[0];
    CHECK(problem.line == 2);
    REQUIRE(problem.faults.size() == 1);
    CHECK(problem.faults[0].column == "手机号");
    CHECK(problem.faults[0].value == "139");
}

}  // namespace qiantai::domain
