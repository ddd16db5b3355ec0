// Traps 10 to 18 of the trade's notes (F3): what becomes of lines that could be read. The list of all
// of them stands in import_traps_test.cpp.

#include "terminal/members/rules/member_consents.hpp"
#include "tests/imports/rules/import_fixture.hpp"
#include "tests/imports/rules/test_book.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::remarks_of;
using test::TestBook;
using test::understood;

std::string refunds_of(const std::string& bytes) {
    ImportDesk desk;
    desk.receipts(bytes);
    return desk.all_receipts();
}

}  // namespace

TEST_CASE("trap 10: refunds by sign or by kind; what was taken back within a sale has no amount") {
    CHECK(refunds_of("单号,日期,金额,类型\n1,2026-11-01,-5,销售\n2,2026-11-01,5,退货\n"
                     "3,2026-11-01,-5,退款\n") ==
          "2026-11-01 refund 1 500 - 0; 2026-11-01 refund 2 500 - 0; 2026-11-01 refund 3 500 - 0;");
    ImportDesk desk;
    desk.receipts(
        "单号,日期,商品,数量,单品金额\n1,2026-11-01,奶粉,2,200\n1,2026-11-01,尿布,-1,-50\n");
    CHECK(desk.all_receipts() == "2026-11-01 sale 1 15000 - 0;");
    CHECK(desk.text("SELECT items FROM purchase") ==
          R"({"lines":[{"name":"奶粉","pieces":2,"amount":20000},{"name":"尿布","pieces":1}]})");
}

TEST_CASE("trap 13: what somebody spent in a lifetime is that system's word, never receipts") {
    ImportDesk desk;
    desk.members("会员号,姓名,手机号,累计消费,消费次数\n1,王伟,13900139000,\"¥1,888.50\",7\n");
    CHECK(desk.all_origins() == "1|188850|7");
    CHECK(desk.text("SELECT as_of FROM member_origin") == "2026-11-18");
    CHECK(desk.count_receipts() == 0);
}

TEST_CASE("trap 14: an old yes is no consent; an old no holds, but for what was told here") {
    ImportDesk desk;
    desk.add_member("赵四", "13900139002");
    const std::string file =
        "姓名,手机号,接受营销\n王伟,13900139000,是\n李娜,13900139001,否\n"
        "赵四,13900139002,否\n";
    desk.members(file);
    const auto decisions = [&] {
        return desk.text(
            "SELECT group_concat(line, '; ') FROM (SELECT m.name || ' ' || c.decision"
            " AS line FROM consent c JOIN member m ON m.id = c.member_id"
            " WHERE c.purpose = 'marketing' ORDER BY m.phone, c.created_at)");
    };
    CHECK(decisions() == "李娜 withdrawn; 赵四 withdrawn");
    auto again = desk.request(ImportKind::members, "姓名,手机号,接受营销\n李娜,13900139001,是\n");
    CHECK(desk.must_run(again).counts.known == 1);
    CHECK(decisions() == "李娜 withdrawn; 赵四 withdrawn");
    MemberConsents consents(desk.context);
    const auto wang = find_by_phone(desk.database(), "13900139000").value().front();
    REQUIRE(consents.record(desk.manager, wang,
                            {.purpose = "marketing", .text_version = "1", .channel = "counter"}));
    desk.members("姓名,手机号,接受营销\n王伟,13900139000,否\n");
    CHECK(decisions() == "王伟 given; 李娜 withdrawn; 赵四 withdrawn");
}

TEST_CASE("trap 15: formulas are texts, identity cards are dropped, characters of old fonts told") {
    ImportDesk desk;
    const std::string file =
        "姓名,手机号,备注\n王伟,13900139000,=1+1\n李娜,13900139001,@好\n"
        "赵四,13900139002,身份证:11010519491231002X\n"
        "钱五,13900139003,110105194912310021\n张\uE863,13900139004,\n";
    CHECK(remarks_of(desk.preview(ImportKind::members, file)) == "import_private_characters 6");
    CHECK(desk.members(file).counts.added == 4);
    CHECK(desk.text("SELECT notes FROM member WHERE name = '王伟'") == "=1+1");
    CHECK(desk.all_faults() == "4 备注 import_identity_number");
    // A receipt's number of store, day and sequence that happens to look like one is a number.
    desk.receipts("单号,日期,金额\n310000202611010012,2026-11-01,5\n310000202611010012,x,5\n");
    CHECK(desk.text("SELECT number FROM purchase") == "310000202611010012");
    CHECK(desk.refused().front().at("original").as_string() == "310000202611010012,x,5");
    // What was refused for it can come in from the file of refused lines.
    desk.errors = desk.files / "errors.csv";
    desk.members(
        "姓名,手机号,身份证号,备注\n孙六,13900139005,11010519491231002X,\n"
        "周七,139,11010519491231002X,证11010519491231002X\n吴八,13900139006,,"
        "证11010519491231002X\n");
    const auto refused = qiantai::test::file_bytes(desk.errors);
    CHECK(refused.find("身份证号,") == std::string::npos);
    CHECK(refused.find("11010519491231002X") == std::string::npos);
    CHECK(refused.find("吴八,13900139006,证[身份证号],") != std::string::npos);
    desk.errors = desk.files / "again.csv";
    CHECK(desk.members(refused).counts.added == 1);
}

TEST_CASE("trap 16: one phone twice in a file is one person; both lines stay as proof") {
    ImportDesk desk;
    const auto import = desk.members(
        "会员号,姓名,手机号\n1,王伟,13900139000\n2,王小伟,13900139000\n"
        "1,王伟,13900139000\n1,李娜,13900139001\n");
    CHECK(import.counts.added == 1);
    CHECK(import.counts.known == 1);
    CHECK(import.counts.duplicates == 2);
    CHECK(desk.all_faults() == "3 手机号 possible_duplicate; 5 手机号 possible_duplicate");
}

TEST_CASE("trap 17: a check tells what the import does, across its transactions too") {
    ImportDesk desk;
    desk.add_member("陈静", "13800138001");
    const std::string receipts =
        "单号,日期,金额,类型,原单号,手机号\n1,2026-11-01,50,销售,,13800138001\n"
        "2,2026-11-01,8,销售,,\n1,2026-11-01,50,销售,,13800138001\n1,2026-11-01,51,销售,,\n"
        "R1,2026-11-02,30,退货,1,\nR2,2026-11-02,30,退货,1,\nR3,2026-11-02,20,退货,1,\n"
        "2,2026-11-01,8,销售,,13800138001\n1,2026-11-01,-5,退货,,\n,2026-11-03,5,销售,,\n"
        ",2026-11-03,5,销售,,\n9,昨天,5,销售,,\n";
    const std::string members =
        "会员号,姓名,手机号,卡号\n1,王伟,13900139000,C001\n2,王小伟,13900139000,\n"
        "1,王伟,13900139000,C001\n1,李娜,13900139001,\n3,赵四,13900139002,C001\n"
        "4,钱五,13900139003,\n4,钱五,13900139003,\n5,孙六,1,\n";
    for (const auto& [kind, bytes] :
         {std::pair(ImportKind::purchases, receipts), std::pair(ImportKind::members, members)}) {
        for (const int per_transaction : {1, 3}) {
            CAPTURE(per_transaction);
            auto request = desk.request(kind, bytes);
            request.check = true;
            auto check =
                ImportRun::open(desk.context, desk.manager, request, per_transaction).value();
            while (check.step().value()) {
            }
            const auto checked_faults = desk.faults();
            request.check = false;
            ImportDesk other;
            other.add_member("陈静", "13800138001");
            request.errors = (other.files / "errors.ndjson").string();
            other.errors = request.errors;
            const auto import = other.must_run(request);
            CHECK(boost::json::serialize(to_json(check.report().counts)) ==
                  boost::json::serialize(to_json(import.counts)));
            CHECK(checked_faults == other.faults());
        }
    }
    CHECK(desk.count_members() == 1);
}

TEST_CASE("trap 17: a column that repeats one number is refused whole, whatever its length") {
    ImportDesk desk;
    std::string file = "单号,日期,商品,单品金额\n";
    for (int i = 0; i < 2050; ++i) file += "7,2026-11-01,A,1\n";
    const auto import = desk.receipts(file);
    CHECK(import.counts.refused == 2050);
    CHECK(desk.count_receipts() == 0);
}

TEST_CASE("trap 18: a workbook comes in as it is seen") {
    ImportDesk desk;
    TestBook book;
    book.workbook =
        R"(<workbook xmlns:r="r"><sheets><sheet name="草稿" state="hidden" r:id="rId1"/>)"
        R"(<sheet name="会员" r:id="rId2"/></sheets></workbook>)";
    book.rows = R"(<row r="1"><c t="inlineStr"><is><t>别读</t></is></c></row>)";
    const auto text = [](std::string_view place, std::string_view said) {
        return fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", place, said);
    };
    std::string rows = "<row r=\"1\">" + text("A1", "2026 年会员") + "</row>";
    // Merged: the name of two columns stands above them, of the others in the first line.
    rows += "<row r=\"2\">" + text("A2", "姓名") + text("B2", "联系") + text("D2", "生日") +
            text("E2", "卡号") + text("F2", "消费总额") + "</row>";
    rows += "<row r=\"3\">" + text("B3", "手机号") + text("C3", "备注") + "</row>";
    rows +=
        "<row r=\"4\">"
        R"(<c r="A4" t="s"><v>1</v></c><c r="B4"><v>1.3900139E10</v></c>)"
        R"(<c r="C4" t="s"><v>0</v></c><c r="D4" s="1"><v>32874</v></c>)" +
        text("E4", "6225881234567890") + R"(<c r="F4"><f>SUM(1)</f><v>88.5</v></c></row>)";
    rows += "<row r=\"5\">" + text("A5", "王伟") +
            R"(<c r="B5"><v>13900139001</v></c>)"
            R"(<c r="D5" s="2"><v>46000.5</v></c><c r="E5"><v>6225881234567890</v></c></row>)";
    rows += "<row r=\"6\">" + text("A6", "赵四") +
            R"(<c r="B6"><f>B5</f></c>)"
            R"(<c r="F6" t="e"><v>#REF!</v></c></row>)";
    book.more = {
        {"xl/sharedStrings.xml",
         "<sst><si/><si><r><t>李</t></r><r><t>娜</t></r><rPh><t>りな</t></rPh></si></sst>"},
        {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/>)"
                          R"(<xf numFmtId="0"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
    auto request = desk.request(ImportKind::members, "");
    request.file = book.write().string();
    const auto preview = desk.imports.preview(desk.manager, request).value();
    CHECK(preview.sheet == "会员");
    CHECK(preview.heading_line == 3);
    CHECK(understood(preview) ==
          "姓名=name 手机号=phone 备注=notes 生日=birthday 卡号=card_number 消费总额=spent");
    CHECK(desk.must_run(request).counts.added == 1);
    CHECK(desk.all_members() == "李娜|13900139000|unstated|1990-01-01|standard|2026-11-18");
    CHECK(desk.text("SELECT number FROM member_card") == "6225881234567890");
    CHECK(desk.text("SELECT spent FROM member_origin") == "8850");
    CHECK(
        desk.all_faults() ==
        "5 卡号 import_number_destroyed; 6 手机号 import_value_missing; 6 消费总额 import_value_missing");
    // The old format is told in words.
    const auto old = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, 'x');
    CHECK(desk.outcome(desk.request(ImportKind::members, old)) == "sheet_old_excel");
}

}  // namespace qiantai::domain
