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
//  10 refunds, top-ups      import_traps_of_records_test; import_purchases_test "refunds find their sale"
//  11 overlapping files     import_purchases_test "importing in pieces", "without a number"
//  12 whose receipt         import_purchases_test "the buyer is whom the old system's number names"
//  13 totals of a life      import_traps_of_records_test
//  14 consent               import_traps_of_records_test
//  15 formulas, identity    import_traps_of_records_test; import_members_test "import writes refused lines as CSV"
//  16 repeated numbers      import_traps_of_records_test; import_member_heads_test "a chain's list"
//  17 bad lines, dry run    import_traps_of_records_test; import_damage_test; import_members_test; import_undo_test
//  18 workbooks             import_traps_of_records_test; sheet_xlsx_test
//  19 odd phones            here

#include "terminal/imports/rules/import_member_line.hpp"
#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::in_encoding;
using test::in_gb18030;
using test::in_utf16le;
using test::remarks_of;
using test::understood;

/// The phone that a line with this cell is kept with, else the fault's code.
std::string phone_of_cell(const std::string& cell) {
    static const auto columns =
        ImportColumns::match(member_import_fields(), {"姓名", "手机号"}, {}).value();
    const ImportSettings settings;
    const ImportNames names;
    const FileDates dates({});
    const ImportStores stores;
    TableRow row;
    row.cells = {{.text = "王伟"}, {.text = cell}};
    const auto line =
        read_member_line(ImportLine(columns, row),
                         {.settings = settings, .names = names, .dates = dates, .stores = stores});
    if (!line.faults.empty()) return std::string(line.faults.front().code());
    return normalise_phone(line.registration.phone, PhoneCountry::mainland).value();
}

std::string receipts_of(const std::string& bytes, ImportSettings settings = {}) {
    ImportDesk desk;
    desk.receipts(bytes, std::move(settings));
    return desk.count_receipts() == 0 ? "" : desk.all_receipts();
}

}  // namespace

TEST_CASE("trap 1: the encoding is told by mark, strict UTF-8, GB18030; Big5 only if chosen") {
    ImportDesk desk;
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
        const auto preview = desk.preview(ImportKind::members, bytes);
        CHECK(preview.encoding == encoding);
        CHECK(preview.certain == certain);
        CHECK(preview.columns[0].samples == std::vector<std::string>{"会员"});
        const auto import = desk.members(bytes);
        CHECK(desk.text("SELECT name FROM member WHERE status <> 'erased'") == "会员");
        desk.undo(import.id);
    }
    const auto big5 = in_encoding("Big5", "姓名,手機號碼\n陳大文,+85261234567\n");
    CHECK(desk.outcome(desk.request(ImportKind::members, big5)) == "import_encoding_unknown");
    desk.members(big5, {.encoding = "big5"});
    CHECK(desk.text("SELECT name FROM member WHERE status <> 'erased'") == "陳大文");
}

TEST_CASE("trap 2: separators, line ends and quotes of every kind; ragged lines are told") {
    ImportDesk desk;
    for (const std::string separator : {",", ";", "\t", "|", "，"}) {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            CAPTURE(separator);
            CAPTURE(end);
            const auto phone = std::to_string(13900130000 + desk.count_members());
            desk.members("姓名" + separator + "手机号" + separator + "备注" + end + "王伟" +
                         separator + phone + separator + "\"说\"\"好\"\"" + end + "第二行\"" + end);
            CHECK(desk.text("SELECT notes FROM member WHERE phone = ?", phone) ==
                  "说\"好\"\n第二行");
        }
    }
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
    CHECK(desk.all_faults() == "3  import_line_too_long");
}

TEST_CASE(
    "trap 2: a file that ends within its last line says so, and a line without all its cells "
    "stays out") {
    ImportDesk desk;
    const std::string head = "小票号,日期,金额,备注\n1,2026-11-01,12.50,\n";
    const auto open = desk.preview(ImportKind::purchases, head + "2,2026-11-01,125.00,x");
    CHECK(remarks_of(open) == "import_last_line_open");
    CHECK(desk.receipts(head + "2,2026-11-01,12").counts.added == 1);
    CHECK(desk.all_faults() == "3  import_line_cut");
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
    ImportDesk desk;
    for (const auto* heading :
         {"手机", "手机号", "手机号码", "联系方式", "电话", "Phone", "MOBILE", " 手机号 ",
          "手机号（必填）", "手机号(必填)", "*手机号", "手机号*", "【手机号】", "Ｐｈｏｎｅ",
          "Phone Number", "phone_number", "手機號碼"}) {
        CAPTURE(heading);
        const auto preview =
            desk.preview(ImportKind::members, fmt::format("姓名,{}\n王伟,13900139000\n", heading));
        CHECK(preview.columns[1].field == "phone");
    }
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
             {"1.38E+10", "import_number_destroyed"},
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
             {"13812345678/13912345678", "phone_several"},
             {"13812345678;13912345678", "phone_several"},
             {"13812345678、13912345678", "phone_several"},
             {"13812345678 13912345678", "phone_several"},
             {"138I2345678", "phone_malformed"},
             {"138O2345678", "phone_malformed"},
             {"13812345678转801", "phone_malformed"},
             {"13812345678-801", "phone_malformed"},
             {"95588", "phone_malformed"},
             {"10086", "phone_malformed"},
             {"110", "phone_malformed"},
             {"1064123456789", "phone_malformed"},
             {"4008123456", "phone_malformed"},
             {"021-55551234", "phone_malformed"},
             {"/", "phone_malformed"},
             {"0000000000", "phone_malformed"}}) {
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
    ImportDesk desk;
    int number = 0;
    const auto day = [&](std::string_view cell) {
        const auto import = desk.import(desk.request(
            ImportKind::purchases, fmt::format("单号\t日期\t金额\n{}\t{}\t5\n", ++number, cell)));
        if (!import) return std::string(import.error().code());
        if (import->counts.added == 0) return desk.all_faults();
        return desk.text("SELECT business_date FROM purchase WHERE number = ?",
                         std::to_string(number));
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
    ImportDesk desk;
    int number = 0;
    const auto amount = [&](std::string_view cell) {
        const auto import =
            desk.receipts(fmt::format("单号\t日期\t金额\n{}\t2026-11-01\t{}\n", ++number, cell));
        if (import.counts.added == 0) return desk.all_faults();
        return desk.text("SELECT kind || ' ' || amount FROM purchase WHERE number = ?",
                         std::to_string(number));
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
    ImportDesk desk;
    const auto gender = [&](std::string_view cell, std::vector<CodeMeaning> genders = {}) {
        const auto phone = std::to_string(13900130000 + desk.count_members());
        const auto import = desk.import(desk.request(
            ImportKind::members, fmt::format("姓名,手机号,性别\n王伟,{},{}\n", phone, cell),
            {.genders = std::move(genders)}));
        if (!import) return std::string(import.error().code());
        if (import->counts.added == 0) return desk.all_faults();
        return desk.text("SELECT gender FROM member WHERE phone = ?", phone);
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

}  // namespace qiantai::domain
