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

TEST_CASE("a copy of a file that is being imported waits; both together are one import") {
    ImportDesk desk;
    const std::string file = "姓名,手机号\n夏雨荷,13900010001\n谭晓雯,13900010002\n";
    const auto request = desk.request(ImportKind::members, file);
    auto copy = request;
    copy.file = desk.write(file);
    REQUIRE(copy.file != request.file);
    {
        auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
        REQUIRE(run.step().value());
        CHECK(desk.outcome(copy) == "import_file_busy");
        CHECK(desk.number("SELECT count(*) FROM import") == 1);
        const auto id = run.report().id;
        CHECK(ImportUndo::open(desk.context, desk.manager, id).error().kind == &k_import_file_busy);
        // Another content is nobody's business.
        CHECK(desk.outcome(desk.request(ImportKind::members,
                                        "姓名,手机号\n万俊杰,13900010009\n")) == "(done)");
    }
    CHECK(desk.outcome(copy) == "(done)");
    CHECK(desk.count_members() == 3);
    CHECK(desk.outcome(request) == "import_done_already");
}

TEST_CASE("a file that is changed while it is imported stops the import, which is not done") {
    const std::string head = "小票号,日期,金额\n", first = "1,2026-11-01,5\n",
                      rest = "2,2026-11-01,6\n3,2026-11-01,7\n";
    for (const auto& now :
         {head, head + first + rest + "4,2026-11-01,8\n", head + first + "9,2026"}) {
        CAPTURE(now);
        ImportDesk desk;
        const auto request = desk.request(ImportKind::purchases, head + first + rest);
        {
            auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
            REQUIRE(run.step().value());
            qiantai::test::write_bytes(request.file, now);
            Result<bool> more = true;
            while (more && *more) more = run.step();
            REQUIRE_FALSE(more);
            CHECK(more.error().kind == &k_import_file_changed);
        }
        CHECK(desk.imports.list(desk.manager)->front().status == ImportStatus::running);
        // Whole again it is gone on with; what came meanwhile is an import of its own.
        qiantai::test::write_bytes(request.file, head + first + rest);
        CHECK(desk.outcome(request) == "(done)");
        CHECK(desk.number("SELECT count(*) FROM purchase") == 3);
    }
}

TEST_CASE("another file in the place of the one that is imported stops it") {
    ImportDesk desk;
    const auto request = desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,13900010001\n");
    auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
    const auto other = desk.write("姓名,手机号\n万俊杰,13900010009\n");
    std::filesystem::rename(other, request.file);
    Result<bool> more = true;
    while (more && *more) more = run.step();
    REQUIRE_FALSE(more);
    CHECK(more.error().kind == &k_import_file_changed);
    CHECK(desk.count_members() == 0);
}

TEST_CASE("an import that was cut off can be taken back, also without its file") {
    ImportDesk desk;
    const auto request =
        desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,13900010001\n谭晓雯,13900010002\n");
    {
        auto run = ImportRun::open(desk.context, desk.manager, request, 1).value();
        REQUIRE(run.step().value());
    }
    std::filesystem::remove(request.file);
    const auto cut = desk.imports.list(desk.manager)->front();
    CHECK(cut.status == ImportStatus::running);
    const auto undone = desk.undo(cut.id);
    CHECK(undone.status == ImportStatus::undone);
    CHECK(undone.gone == 1);
    CHECK(desk.number("SELECT count(*) FROM member WHERE status <> 'erased'") == 0);
}

TEST_CASE("where the refused lines went is known from whatever folder one looks") {
    ImportDesk desk;
    auto request = desk.request(ImportKind::members, "姓名,手机号\n夏雨荷,139\n");
    request.errors = std::filesystem::relative(request.file + ".refused.csv").string();
    CHECK(desk.outcome(request) == "(done)");
    const auto import = desk.imports.list(desk.manager)->front();
    CHECK(std::filesystem::path(import.errors).is_absolute());
    CHECK(std::filesystem::exists(import.errors));
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
