#include "terminal/base/chain_policies.hpp"
#include "terminal/members/rules/member_origin.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;

const std::string k_members =
    "会员号,姓名,手机号,累计消费,消费次数,接收短信\n001,王伟,13800138000,\"1,234.50\",12,否\n"
    "002,李娜,13900139000,0,0,是\n003,赵四,13600136000,,,\n";

}  // namespace

TEST_CASE("what an old system knew stays its word: number, totals and a refusal, never consent") {
    ImportDesk desk;
    desk.members(k_members);
    const Uuid wang = find_by_origin(desk.context, "旧系统", "001")->value();
    const auto origins = load_origins(desk.database(), wang).value();
    REQUIRE(origins.size() == 1);
    CHECK(origins[0].spent == Fen(123'450));
    CHECK(origins[0].visits == 12);
    CHECK(desk.count_receipts() == 0);
    CHECK(desk.text("SELECT group_concat(decision || ' ' || channel) FROM consent") ==
          "withdrawn taken_over");
    // The same number of another system is somebody else.
    CHECK_FALSE(find_by_origin(desk.context, "别的系统", "001")->has_value());
}

TEST_CASE("an import of members that is taken back leaves nobody, but whom somebody touched") {
    ImportDesk desk;
    const auto import = desk.members(k_members);
    const Uuid li = find_by_origin(desk.context, "旧系统", "002")->value();
    desk.clock.advance(1000);
    REQUIRE(Purchases(desk.context)
                .record(desk.manager, {.number = "1", .amount = Fen(5), .member_id = li}));
    const auto undone = desk.undo(import.id);
    CHECK(undone.status == ImportStatus::undone);
    CHECK(undone.gone == 2);
    CHECK(undone.stayed == 1);
    CHECK(desk.text("SELECT group_concat(name) FROM member WHERE status <> 'erased'") == "李娜");
    CHECK(desk.number("SELECT count(*) FROM member WHERE phone IS NOT NULL") == 1);
    const auto stayed = desk.imports.stayed(desk.manager, import.id).value();
    REQUIRE(stayed.size() == 1);
    CHECK(stayed[0].about == "李娜");
    CHECK(desk.last_action() == "imports.undo");
    CHECK(desk.imports.undo(desk.manager, import.id).error().kind == &k_import_not_undoable);
    // The file can be imported again, also with the numbers that went.
    auto again = desk.request(ImportKind::members, k_members);
    CHECK(desk.must_run(again).counts.added == 2);
    CHECK(find_by_origin(desk.context, "旧系统", "001")->has_value());
}

TEST_CASE("an import of receipts that is taken back gives the state before, but for what was touched") {
    ImportDesk desk;
    const auto chen = desk.add_member("陈静", "13800138001");
    REQUIRE(Purchases(desk.context).record(desk.manager, {.number = "9", .amount = Fen(5)}));
    const auto before = desk.all_receipts();
    const std::string file =
        "小票号,日期,金额,类型,手机号\n1,2026-11-01,50,销售,13800138001\n"
        "1,2026-11-01,20,退货,\n2,2026-11-01,8,销售,\n3,2026-11-01,9,销售,\n";
    const auto import = desk.receipts(file);
    CHECK(desk.undo(import.id).gone == 4);
    CHECK(desk.all_receipts() == before);
    CHECK(Purchases(desk.context).spending(desk.manager, chen.id)->spent == Fen());
    // Imported once more it stands again, and what was given to somebody then stays.
    const auto second = desk.receipts(file);
    CHECK(second.counts.added == 4);
    const auto receipt = desk.database()
                             .prepare("SELECT id FROM purchase WHERE number = '2'")
                             .value();
    const auto page = Purchases(desk.context).list(desk.manager, {.number = "2"}).value();
    desk.clock.advance(1000);
    REQUIRE(Purchases(desk.context)
                .assign(desk.manager, page.purchases.at(0).purchase.id, chen.id));
    const auto undone = desk.undo(second.id);
    CHECK(undone.gone == 3);
    CHECK(undone.stayed == 1);
    CHECK(desk.imports.stayed(desk.manager, second.id)->at(0).about.find(" 2 8.00") !=
          std::string::npos);
}

TEST_CASE("an undo that is cut off goes on, and counts everything once") {
    ImportDesk desk;
    std::string file = "小票号,日期,金额\n";
    for (int i = 0; i < 1'200; ++i) file += fmt::format("{},2026-11-01,5\n", i);
    const auto import = desk.receipts(file);
    {
        auto cut = ImportUndo::open(desk.context, desk.manager, import.id).value();
        REQUIRE(cut.step());
        CHECK(cut.report().gone == 500);
    }
    CHECK(desk.imports.list(desk.manager)->at(0).status == ImportStatus::undoing);
    CHECK(desk.undo(import.id).gone == 1'200);
    CHECK(desk.count_receipts() == 0);
}

TEST_CASE("how files of a source are read is remembered, and can be forgotten") {
    ImportDesk desk;
    desk.members("客户,号码,积分\n王伟,13800138000,5\n",
                 {.columns = {{"客户", "name"}, {"号码", "phone"}, {"积分", "-"}}});
    CHECK(desk.members("客户,号码\n李娜,13900139000\n").counts.added == 1);
    const auto sources = desk.imports.sources(desk.manager).value();
    REQUIRE(sources.size() == 1);
    CHECK(sources[0].settings.columns.size() == 3);
    REQUIRE(desk.imports.forget_source(desk.manager, ImportKind::members, "旧系统"));
    CHECK(desk.outcome(desk.request(ImportKind::members, "客户,号码\n赵四,13600136000\n")) ==
          "import_heading_missing");
    CHECK(desk.imports.forget_source(desk.manager, ImportKind::members, "旧系统").error().kind ==
          &k_import_source_not_found);
    auto nameless = desk.request(ImportKind::members, "姓名,手机\n赵四,13600136000\n");
    nameless.settings.source = " ";
    CHECK(desk.outcome(nameless) == "import_source_missing");
}

}  // namespace qiantai::domain
