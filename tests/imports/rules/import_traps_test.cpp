// The traps of the trade's notes (F3), and where each is proved:
//
//   1 encodings             here; import_text_test
//   2 separators, quotes    here; import_csv_test
//   3 preamble, totals      here; import_purchase_heads_test "a payment service's bill"
//   4 headings              here; import_member_line_test "import knows Chinese and English headings"
//   5 phones                here; tests/base/phone_number_test
//   6 card numbers          here
//   7 dates                 here; import_values_test; import_birthday_test; import_member_heads_test
//   8 money                 here; import_values_test; import_purchases_test "what was paid"
//   9 sex                   here; import_member_heads_test "sex, calendar and state as digits"
//  10 refunds, top-ups      here; import_purchases_test "refunds find their sale"
//  11 overlapping files     import_purchases_test "importing in pieces", "without a number"
//  12 whose receipt         import_purchases_test "the buyer is whom the old system's number names"
//  13 totals of a life      here
//  14 consent               here
//  15 formulas, identity    here; import_members_test "import writes refused lines as CSV"
//  16 repeated numbers      here; import_member_heads_test "a chain's list"
//  17 bad lines, dry run    here; import_damage_test; import_members_test; import_undo_test
//  18 workbooks             here; sheet_xlsx_test
//  19 odd phones            here

#include "terminal/members/rules/member_consents.hpp"
#include "tests/imports/rules/import_fixture.hpp"
#include "tests/imports/rules/test_book.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::in_encoding;
using test::in_gb18030;
using test::in_utf16le;
using test::remarks_of;
using test::TestBook;
using test::understood;
using Faults = std::vector<std::string>;

/// Phone of the only member of a list with this cell, else the fault.
std::string phone_of_cell(std::string_view cell) {
    ImportDesk desk;
    desk.members(fmt::format("姓名\t手机号\n王伟\t{}\n", cell));
    if (desk.count_members() == 1) return desk.text("SELECT phone FROM member");
    const auto faults = desk.faults();
    return faults.size() == 1 ? faults.front() : fmt::format("({} faults)", faults.size());
}

std::string receipts_of(const std::string& bytes, ImportSettings settings = {}) {
    ImportDesk desk;
    desk.receipts(bytes, std::move(settings));
    return desk.count_receipts() == 0 ? "" : desk.all_receipts();
}

}  // namespace

TEST_CASE("trap 1: the encoding is told by mark, strict UTF-8, GB18030; Big5 only if chosen") {
    struct Way {
        std::string bytes;
        std::string_view encoding;
        bool certain;
    };
    const std::string text = "姓名,手机号\n会员,13900139000\n";
    const std::string tabs = "姓名\t手机号\r\n会员\t13900139000\r\n";
    for (const auto& [bytes, encoding, certain] :
         {Way{text, "utf-8", true}, Way{"\xEF\xBB\xBF" + text, "utf-8", true},
          Way{in_gb18030(text), "gb18030", false}, Way{in_utf16le(tabs), "utf-16le", true},
          Way{"\xFE\xFF" + in_encoding("UTF-16BE", tabs), "utf-16be", true}}) {
        CAPTURE(encoding);
        ImportDesk desk;
        const auto preview = desk.preview(ImportKind::members, bytes);
        CHECK(preview.encoding == encoding);
        CHECK(preview.certain == certain);
        CHECK(preview.columns[0].samples == std::vector<std::string>{"会员"});
        desk.members(bytes);
        CHECK(desk.text("SELECT name FROM member") == "会员");
    }
    const auto big5 = in_encoding("Big5", "姓名,手機號碼\n陳大文,+85261234567\n");
    ImportDesk desk;
    CHECK(desk.outcome(desk.request(ImportKind::members, big5)) == "import_encoding_unknown");
    desk.members(big5, {.encoding = "big5"});
    CHECK(desk.text("SELECT name FROM member") == "陳大文");
}

TEST_CASE("trap 2: separators, line ends and quotes of every kind; ragged lines are told") {
    for (const std::string separator : {",", ";", "\t", "|", "，"}) {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            CAPTURE(separator);
            CAPTURE(end);
            ImportDesk desk;
            desk.members("姓名" + separator + "手机号" + separator + "备注" + end + "王伟" +
                         separator + "13900139000" + separator + "\"说\"\"好\"\"" + end +
                         "第二行\"" + end);
            const auto notes = desk.text("SELECT notes FROM member");
            CHECK(notes == "说\"好\"\n第二行");
        }
    }
    ImportDesk desk;
    const std::string said = "sep=;\r\n姓名;手机号\r\n王,伟;13900139000\r\n";
    CHECK(desk.preview(ImportKind::members, said).separator == ";");
    CHECK(desk.members(said).counts.added == 1);
    // Typed by hand: Chinese commas in the head alone.
    CHECK(desk.members("姓名，手机号，性别\n李娜,13900139001,女\n").counts.added == 1);
    const std::string ragged =
        "姓名,手机号,性别,备注\n赵四,13900139002\n钱五,13900139003,女,a,b\n"
        "孙六,13900139004,女,好\n";
    CHECK(remarks_of(desk.preview(ImportKind::members, ragged)) == "import_lines_short 2");
    CHECK(desk.members(ragged).counts.added == 2);
    CHECK(desk.faults() == Faults{"3  import_line_too_long"});
}

TEST_CASE(
    "trap 2: a file that ends within its last line says so, and a line without all its cells "
    "stays out") {
    ImportDesk desk;
    const std::string head = "小票号,日期,金额,备注\n1,2026-11-01,12.50,\n";
    const auto open = desk.preview(ImportKind::purchases, head + "2,2026-11-01,125.00,x");
    CHECK(remarks_of(open) == "import_last_line_open");
    CHECK(desk.receipts(head + "2,2026-11-01,12").counts.added == 1);
    CHECK(desk.faults() == Faults{"3  import_line_cut"});
    CHECK(remarks_of(desk.preview(ImportKind::purchases, head + "2,2026-11-01,125.00,x\n")) == "");
}

TEST_CASE("trap 3: titles above the heading and totals below the lines are neither") {
    std::string above;
    for (int i = 0; i < 38; ++i) above += fmt::format("说明 {}: 姓名与手机\n", i);
    ImportDesk desk;
    const auto whole = above + "姓名,手机号\n王伟,13900139000\n合计,1\n共 1 笔,\n";
    CHECK(desk.preview(ImportKind::members, whole).heading_line == 39);
    const auto import = desk.members(whole);
    CHECK(import.counts.added == 1);
    CHECK(import.counts.totals == 2);
    for (const auto* total : {"合计", "总计：", "共 3 笔", "共3条记录", "Total", "小计", "總計"}) {
        CAPTURE(total);
        CHECK(desk.receipts(fmt::format("单号,日期,金额\n{},,9\n", total)).counts.totals == 1);
    }
}

TEST_CASE("trap 4: headings are known however they are dressed; what is lost is named") {
    for (const auto* heading :
         {"手机", "手机号", "手机号码", "联系方式", "电话", "Phone", "MOBILE", " 手机号 ",
          "手机号（必填）", "手机号(必填)", "*手机号", "手机号*", "【手机号】", "Ｐｈｏｎｅ",
          "Phone Number", "phone_number", "手機號碼"}) {
        CAPTURE(heading);
        ImportDesk desk;
        const auto preview =
            desk.preview(ImportKind::members, fmt::format("姓名,{}\n王伟,13900139000\n", heading));
        CHECK(preview.columns[1].field == "phone");
    }
    ImportDesk desk;
    const std::string twice =
        "姓名,手机号,,手机号,身份证号码,积分(分),鞋码\n王伟,13900139000,,,,5,42\n";
    const auto preview = desk.preview(ImportKind::members, twice);
    CHECK(understood(preview) ==
          "姓名=name 手机号=phone #3? 手机号#4=phone 身份证号码× 积分(分)! 鞋码?");
    CHECK(remarks_of(preview) ==
          "!import_heading_twice 手机号#4; !import_column_meaningful 积分(分)");
    desk.members(twice, {.columns = {{"手机号#4", "-"}, {"积分(分)", "-"}}});
    CHECK(desk.count_members() == 1);
}

TEST_CASE("traps 5 and 19: phones as spreadsheets and people leave them") {
    for (const auto& [cell, expected] : std::vector<std::pair<std::string, std::string>>{
             {"13812345678.0", "13812345678"},
             {"1.3812345678E+10", "13812345678"},
             {"1.38E+10", "2 手机号 import_number_destroyed"},
             {"'13812345678", "13812345678"},
             {"=\"13812345678\"", "13812345678"},
             {"  13812345678 ", "13812345678"},
             {"１３８１２３４５６７８", "13812345678"},
             {"0086-138-1234-5678", "13812345678"},
             {"013812345678", "13812345678"},
             {"1795113812345678", "13812345678"},
             {"12593013812345678", "13812345678"},
             {"17951-8613812345678", "13812345678"},
             {"0085261234567", "+85261234567"},
             {"13812345678/13912345678", "2 手机号 phone_several"},
             {"13812345678;13912345678", "2 手机号 phone_several"},
             {"13812345678、13912345678", "2 手机号 phone_several"},
             {"13812345678 13912345678", "2 手机号 phone_several"},
             {"138I2345678", "2 手机号 phone_malformed"},
             {"138O2345678", "2 手机号 phone_malformed"},
             {"13812345678转801", "2 手机号 phone_malformed"},
             {"13812345678-801", "2 手机号 phone_malformed"},
             {"95588", "2 手机号 phone_malformed"},
             {"10086", "2 手机号 phone_malformed"},
             {"110", "2 手机号 phone_malformed"},
             {"1064123456789", "2 手机号 phone_malformed"},
             {"4008123456", "2 手机号 phone_malformed"},
             {"021-55551234", "2 手机号 phone_malformed"},
             {"/", "2 手机号 phone_malformed"},
             {"0000000000", "2 手机号 phone_malformed"}}) {
        CAPTURE(cell);
        CHECK(phone_of_cell(cell) == expected);
    }
}

TEST_CASE("trap 6: card numbers stay texts; many that end in zeros were rounded") {
    ImportDesk desk;
    desk.members("姓名,手机号,卡号\n王伟,13900139000,0000123\n李娜,13900139001,=\"0000124\"\n");
    CHECK(desk.text("SELECT group_concat(number, ' ') FROM (SELECT number FROM member_card ORDER BY"
                    " number)") == "0000123 0000124");
    const std::string rounded =
        "姓名,手机号,卡号\n赵四,13900139002,6225881234567000\n"
        "钱五,13900139003,6225881234568000\n孙六,13900139004,6225881234568912\n";
    CHECK(remarks_of(desk.preview(ImportKind::members, rounded)) == "import_number_destroyed 卡号");
}

TEST_CASE(
    "trap 7: days as systems write them; what could be two days is asked, what is none refused") {
    const auto day = [](std::string_view cell) {
        ImportDesk desk;
        const auto request =
            desk.request(ImportKind::purchases, fmt::format("单号\t日期\t金额\n1\t{}\t5\n", cell));
        const auto import = desk.import(request);
        if (!import) return std::string(import.error().code());
        if (import->counts.added == 1) return desk.text("SELECT business_date FROM purchase");
        return desk.faults().front();
    };
    for (const auto& [cell, expected] : std::vector<std::pair<std::string, std::string>>{
             {"2026-01-05", "2026-01-05"},
             {"2026/1/5 08:30", "2026-01-05"},
             {"2026年1月5日", "2026-01-05"},
             {"20260105", "2026-01-05"},
             {"46027", "2026-01-05"},
             {"1767571200", "2026-01-05"},
             {"1767571200000", "2026-01-05"},
             {"28/07/2026 13:33", "2026-07-28"},
             {"7/28/26 1:33 PM", "2026-07-28"},
             {"03/04/2026", "import_date_order_unclear"},
             {"03/04/26", "import_date_order_unclear"},
             {"31/02/2026", "2 日期 import_day_unclear"},
             {"2026-02-30", "2 日期 import_day_unclear"},
             {"0000-00-00", "2 日期 import_day_unclear"},
             {"1900-01-01", "2 日期 import_day_unclear"},
             {"", "2 日期 import_day_unclear"},
             {"昨天", "2 日期 import_day_unclear"},
             {"2027-01-01", "2 日期 purchase_date_malformed"}}) {
        CAPTURE(cell);
        CHECK(day(cell) == expected);
    }
    // The day before is another receipt, though its number begins anew.
    CHECK(receipts_of("单号,日期,商品,单品金额\n1,2026-11-01 09:00,A,5\n1,2026-11-01 09:00,B,6\n"
                      "1,2026-11-02 09:00,A,7\n") ==
          "2026-11-01 sale 1 1100 - 0; 2026-11-02 sale 1 700 - 0;");
}

TEST_CASE("trap 8: amounts to the fen or not at all") {
    const auto amount = [](std::string_view cell) {
        ImportDesk desk;
        desk.receipts(fmt::format("单号\t日期\t金额\n1\t2026-11-01\t{}\n", cell));
        if (desk.count_receipts() == 0) return desk.faults().front();
        return desk.text("SELECT kind || ' ' || amount FROM purchase");
    };
    for (const auto& [cell, expected] : std::vector<std::pair<std::string, std::string>>{
             {"¥1,234.50", "sale 123450"},
             {"￥88", "sale 8800"},
             {"$60.00", "sale 6000"},
             {"12元", "sale 1200"},
             {"1.2万", "sale 1200000"},
             {"12,50", "sale 1250"},
             {"１２．５０", "sale 1250"},
             {"0", "sale 0"},
             {"(12.00)", "refund 1200"},
             {"-$45.00", "refund 4500"},
             {"−12", "refund 1200"},
             {"12.345", "2 金额 import_amount_malformed"},
             {"1.234", "2 金额 import_amount_malformed"},
             {"899kr", "2 金额 import_amount_malformed"},
             {"1.2E+3", "2 金额 import_amount_malformed"},
             {"99999999999万", "2 金额 import_amount_malformed"},
             {"20000000", "2 金额 purchase_amount_malformed"},
             {"", "2 金额 import_amount_malformed"}}) {
        CAPTURE(cell);
        CHECK(amount(cell) == expected);
    }
}

TEST_CASE("trap 9: sex by words alone; numbers only with their meanings") {
    const auto gender = [](std::string_view cell, std::vector<CodeMeaning> genders = {}) {
        ImportDesk desk;
        const auto import = desk.import(desk.request(
            ImportKind::members, fmt::format("姓名,手机号,性别\n王伟,13900139000,{}\n", cell),
            {.genders = std::move(genders)}));
        if (!import) return std::string(import.error().code());
        return desk.count_members() == 1 ? desk.text("SELECT gender FROM member")
                                         : desk.faults().front();
    };
    for (const auto& [cell, expected] : std::vector<std::pair<std::string, std::string>>{
             {"男", "male"},
             {"先生", "male"},
             {"M", "male"},
             {"女", "female"},
             {"女士", "female"},
             {"Female", "female"},
             {"保密", "unstated"},
             {"", "unstated"},
             {"1", "import_gender_codes"},
             {"-1", "import_gender_codes"},
             {"帅哥", "2 性别 import_value_unknown"}}) {
        CAPTURE(cell);
        CHECK(gender(cell) == expected);
    }
    CHECK(gender("1", {{"1", "女"}}) == "female");
    CHECK(gender("2", {{"2", "未知"}}) == "unstated");
}

TEST_CASE("trap 10: refunds by sign or by kind; what was taken back within a sale has no amount") {
    CHECK(receipts_of("单号,日期,金额,类型\n1,2026-11-01,-5,销售\n2,2026-11-01,5,退货\n"
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
    CHECK(desk.faults() == Faults{"4 备注 import_identity_number"});
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
    CHECK(desk.faults() == Faults{"3 手机号 possible_duplicate", "5 手机号 possible_duplicate"});
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
        for (const int per_transaction : {1, 2, 3, 1000}) {
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
    CHECK(desk.faults() == Faults{"5 卡号 import_number_destroyed", "5 生日 birthday_impossible",
                                  "6 手机号 import_value_missing",
                                  "6 消费总额 import_value_missing"});
    // The old format is told in words.
    const auto old = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, 'x');
    CHECK(desk.outcome(desk.request(ImportKind::members, old)) == "sheet_old_excel");
}

}  // namespace qiantai::domain
