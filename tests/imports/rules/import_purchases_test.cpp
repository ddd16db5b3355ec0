#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;

struct ReceiptImportDesk : ImportDesk {
    Member chen = add_member("陈静", "13800138001");
    Member wang = add_member("王伟", "13800138002");

    std::string receipts_of(const std::string& bytes, ImportSettings settings = {}) {
        receipts(bytes, std::move(settings));
        return all_receipts();
    }
    std::string question(const std::string& bytes, ImportSettings settings = {}) {
        return outcome(request(ImportKind::purchases, bytes, std::move(settings)));
    }
};

}  // namespace

TEST_CASE("receipts of a file are written down with their buyers, and found again") {
    ReceiptImportDesk desk;
    const std::string file =
        "小票号,收银台,日期,实收金额,手机号\n0001,1,2026-11-01,12.50,138 0013 8001\n"
        "0001,2,2026-11-01,8,13800138002\n0002,1,2026/11/2,¥1,000.00,\n";
    auto import = desk.receipts("小票号,收银台,日期,实收金额,手机号\n"
                                "0001,1,2026-11-01,12.50,138 0013 8001\n"
                                "0001,2,2026-11-01,8,13800138002\n"
                                "0002,1,2026/11/2,\"¥1,000.00\",\n");
    CHECK(import.counts.added == 3);
    CHECK(import.counts.no_member == 1);
    CHECK(desk.all_receipts() ==
          "2026-11-01 sale 0001 800 王伟 0; 2026-11-01 sale 0001 1250 陈静 0; "
          "2026-11-02 sale 0002 100000 - 0;");
    // Another file of an overlapping time adds what is new.
    import = desk.receipts("小票号,收银台,日期,实收金额,手机号\n0001,2,2026-11-01,8,13800138002\n"
                           "0003,1,2026-11-02,5,\n");
    CHECK(import.counts.known == 1);
    CHECK(import.counts.added == 1);
    // The same receipt with another amount is shown.
    import = desk.receipts("小票号,收银台,日期,实收金额\n0003,1,2026-11-02,6\n");
    CHECK(desk.faults() == std::vector<std::string>{"2 小票号 purchase_differs"});
    // A line that shifts for its thousands is not read as something else.
    CHECK(desk.receipts(file).counts.refused == 1);
}

TEST_CASE("importing in pieces, twice and in any order gives the same receipts") {
    const std::string head = "小票号,收银台,日期,实收金额,手机号,商品\n";
    std::vector<std::string> lines;
    for (int i = 0; i < 40; ++i) {
        lines.push_back(fmt::format("{},{},2026-10-{:02},{}.5,{},奶粉\n", i % 7 == 0 ? "" : std::to_string(i),
                                    i % 2, i % 28 + 1, i % 5, i % 3 == 0 ? "13800138001" : ""));
    }
    const auto whole = [&](const std::vector<std::vector<std::string>>& files) {
        ReceiptImportDesk desk;
        for (const auto& file : files) {
            std::string text = head;
            for (const auto& line : file) text += line;
            desk.receipts(text);
        }
        return desk.all_receipts();
    };
    const auto expected = whole({lines});
    SeededRandom random(5);
    for (int round = 0; round < 6; ++round) {
        auto mixed = lines;
        for (std::size_t i = mixed.size(); i > 1; --i) {
            std::swap(mixed[i - 1], mixed[random.below(i)]);
        }
        const std::size_t cut = random.below(mixed.size());
        const std::vector<std::string> first(mixed.begin(), mixed.begin() + static_cast<long>(cut));
        CHECK(whole({first, mixed, lines}) == expected);
    }
}

TEST_CASE("a file of items gives receipts with items, amounts added up") {
    ReceiptImportDesk desk;
    desk.receipts(
        "Date,Receipt number,Receipt type,Category,SKU,Item,Quantity,Net sales,POS,Customer contacts\n"
        "2026-11-01 08:00:00,1-1,Sale,奶粉,N1,爱他美,2,400.00,POS 1,13800138001\n"
        "2026-11-01 08:00:00,1-1,Sale,洗护,W1,湿巾,1,19.90,POS 1,13800138001\n"
        "2026-11-01 09:00:00,1-2,Sale,洗护,W1,湿巾,1,19.90,POS 1,\n"
        "2026-11-02 09:00:00,1-3,Refund,洗护,W1,湿巾,-1,-19.90,POS 1,\n");
    CHECK(desk.all_receipts() ==
          "2026-11-01 sale 1-1 41990 陈静 0; 2026-11-01 sale 1-2 1990 - 0; "
          "2026-11-02 refund 1-3 1990 - 0;");
    CHECK(desk.number("SELECT pieces FROM purchase WHERE number = '1-1'") == 3);
    CHECK(desk.text("SELECT items FROM purchase WHERE number = '1-1'").find("爱他美") !=
          std::string::npos);
}

TEST_CASE("whether a receipt's lines repeat its amount or add up is asked, never guessed") {
    ReceiptImportDesk desk;
    const std::string file =
        "小票号,日期,商品,实收金额\n1,2026-11-01,A,30\n1,2026-11-01,B,30\n2,2026-11-01,C,5\n";
    CHECK(desk.question(file) == "import_lines_unclear");
    CHECK(desk.count_receipts() == 0);
    CHECK(desk.receipts_of(file, {.columns = {{"实收金额", "amount"}}}) ==
          "2026-11-01 sale 1 3000 - 0; 2026-11-01 sale 2 500 - 0;");
    ReceiptImportDesk other;
    CHECK(other.receipts_of(file, {.columns = {{"实收金额", "item_amount"}}}) ==
          "2026-11-01 sale 1 6000 - 0; 2026-11-01 sale 2 500 - 0;");
}

TEST_CASE("what was paid may hold change: total less discount counts, or it is asked") {
    ReceiptImportDesk desk;
    CHECK(desk.receipts_of("流水号,会员卡号,会员名称,总折扣,总金额,付款金额,找零,收银员,消费日期,门店\n"
                           "A1,,,10,110,150,50,王,2026-11-01,S001\n") ==
          "2026-11-01 sale A1 10000 - 0;");
    CHECK(desk.question("流水号,付款金额,日期\nA2,150,2026-11-01\n") == "import_amount_unclear");
    desk.receipts("流水号,付款金额,找零,日期\nA2,150,30,2026-11-01\n");
    CHECK(desk.number("SELECT amount FROM purchase WHERE number = 'A2'") == 12'000);
}

TEST_CASE("cancelled lines, stored value, other stores and totals are counted and left out") {
    ReceiptImportDesk desk;
    const auto import = desk.receipts(
        "小票号,日期,金额,状态,类型,门店\n1,2026-11-01,5,已完成,销售,测试门店\n"
        "2,2026-11-01,5,已取消,销售,S001\n3,2026-11-01,100,,充值,S001\n合计,,110,,,\n共 3 笔,,,,,\n");
    CHECK(import.counts.added == 1);
    CHECK(import.counts.cancelled == 1);
    CHECK(import.counts.stored_value == 1);
    CHECK(import.counts.totals == 2);
    const auto other = desk.receipts("小票号,日期,金额,门店\n1,2026-11-01,5,三店\n");
    CHECK(desk.faults() == std::vector<std::string>{"2 门店 import_store_unknown"});
    CHECK(desk.receipts("小票号,日期,金额,门店\n9,2026-11-01,5,三店\n8,2026-11-01,5,总店\n",
                        {.own_store = "三店"})
              .counts.other_store == 1);
    const auto mixed = desk.receipts(
        "流水号,会员卡号,充值金额(-为消费),充值日期\n31,13800138001,200,2026-11-03\n"
        "32,13800138001,-45.5,2026-11-03\n");
    CHECK(mixed.counts.stored_value == 1);
    CHECK(desk.number("SELECT amount FROM purchase WHERE number = '32'") == 4'550);
    desk.receipts("小票号,日期,金额,状态\n51,2026-11-01,5,已退款\n52,2026-11-01,5,挂起\n");
    CHECK(desk.faults() == std::vector<std::string>{"2 状态 import_refund_unclear",
                                                    "3 状态 import_value_unknown"});
}

TEST_CASE("refunds find their sale, by its number or on their own day, and bring its buyer") {
    ReceiptImportDesk desk;
    desk.receipts(
        "小票号,日期,金额,类型,原单号,手机号\n1,2026-11-01,50,销售,,13800138001\n"
        "1,2026-11-01,-20,退货,,\nR2,2026-11-05,-10,退货,1,\nR3,2026-11-05,-99,退货,1,\n"
        "R4,2026-11-05,-7,退货,777,\n");
    CHECK(desk.all_receipts() ==
          "2026-11-01 refund 1 2000 陈静 0; 2026-11-01 sale 1 5000 陈静 0; "
          "2026-11-05 refund R2 1000 陈静 0; 2026-11-05 refund R4 700 - 0;");
    CHECK(desk.number("SELECT count(*) FROM purchase WHERE refund_of IS NOT NULL") == 2);
    CHECK(desk.faults() == std::vector<std::string>{"5 金额 purchase_refund_too_high"});
}

TEST_CASE("without a number the nth like it in the file is the nth like it here") {
    ReceiptImportDesk desk;
    const std::string file =
        "会员号,姓名,手机号,项目名称,消费金额,消费日期,服务顾问\n"
        "V1,陈静,13800138001,洗发,38,2026-11-01,李\nV1,陈静,13800138001,洗发,38,2026-11-01,李\n"
        "V1,陈静,13800138001,烫发,38,2026-11-01,李\n";
    CHECK(desk.receipts(file).counts.added == 3);
    const auto again = desk.receipts(file + "V1,陈静,13800138001,洗发,38,2026-11-01,李\n");
    CHECK(again.counts.known == 3);
    CHECK(again.counts.added == 1);
    CHECK(desk.number("SELECT count(*) FROM purchase WHERE weak_key = 1") == 4);
}

TEST_CASE("the buyer is whom the old system's number names, then phone, then card; several wait") {
    ReceiptImportDesk desk;
    desk.members("会员号,姓名,手机号\n000123,李娜,13900139000\n");
    const auto card = desk.text("SELECT number FROM member_card WHERE member_id = ?", desk.wang.id);
    Registration twin{.name = "陈静的妈妈", .phone = "13800138001"};
    twin.duplicates = DuplicateCheck::accept;
    REQUIRE(Members(desk.context).register_member(desk.manager, twin));
    const auto import = desk.receipts(
        "小票号,日期,金额,会员号,手机号,卡号\n1,2026-11-01,1,000123,,\n2,2026-11-01,2,,13800138001,\n"
        "3,2026-11-01,3,,,"+card+"\n4,2026-11-01,4,999,,\n5,2026-11-01,5,000123,13800138002,\n");
    CHECK(import.counts.unclear_member == 1);
    CHECK(import.counts.no_member == 1);
    CHECK(desk.all_receipts() ==
          "2026-11-01 sale 1 100 李娜 0; 2026-11-01 sale 2 200 13800138001 0; "
          "2026-11-01 sale 3 300 王伟 0; 2026-11-01 sale 4 400 - 0; 2026-11-01 sale 5 500 李娜 0;");
    const auto waiting = Purchases(desk.context).list(desk.manager, {.only_claimed = true});
    CHECK(waiting->purchases.size() == 1);
}

TEST_CASE("receipts that came before their members get them from a later import of the file") {
    ReceiptImportDesk desk;
    const std::string file = "小票号,日期,金额,手机号\n1,2026-11-01,50,13900139000\n";
    CHECK(desk.receipts(file).counts.no_member == 1);
    desk.add_member("李娜", "13900139000");
    auto again = desk.request(ImportKind::purchases, file);
    again.again = true;
    const auto import = desk.must_run(again);
    CHECK(import.counts.completed == 1);
    CHECK(desk.all_receipts() == "2026-11-01 sale 1 5000 李娜 0;");
    desk.undo(import.id);
    CHECK(desk.all_receipts() == "2026-11-01 sale 1 5000 - 0;");
}

TEST_CASE("dates: the file says whether days or months come first, or it is asked") {
    ReceiptImportDesk desk;
    const std::string head = "小票号,日期,金额\n";
    CHECK(desk.receipts_of(head + "1,03/04/2026 18:00,1\n2,28/07/2026,1\n") ==
          "2026-04-03 sale 1 100 - 0; 2026-07-28 sale 2 100 - 0;");
    CHECK(desk.question(head + "3,03/04/2026,1\n4,05/06/2026,1\n") == "import_date_order_unclear");
    desk.receipts(head + "3,03/04/2026,1\n", {.date_order = "month_first"});
    CHECK(desk.text("SELECT business_date FROM purchase WHERE number = '3'") == "2026-03-04");
    desk.receipts(head + "5,7/28/26 1:33 PM,1\n6,8/5/26 2:00 PM,1\n");
    CHECK(desk.text("SELECT business_date FROM purchase WHERE number = '6'") == "2026-08-05");
    desk.receipts(head + "7,,1\n8,31/02/2026,1\n9,2027-01-01,1\n");
    CHECK(desk.faults() == std::vector<std::string>{"2 日期 import_day_unclear",
                                                    "3 日期 import_day_unclear",
                                                    "4 日期 purchase_date_malformed"});
}

TEST_CASE("the rule of tiers is applied to those whose receipts came, and anew when they go") {
    ReceiptImportDesk desk;
    desk.from_headquarters([&] {
        desk.run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                 " VALUES (?, 'tiers.rule', ?, 1, 1)",
                 desk.next_id(),
                 R"({"version":"2026","window_months":12,"notice_days":30,"steps":[)"
                 R"({"tier":"standard","rise":0,"keep":0},{"tier":"gold","rise":100000,"keep":50000}]})");
    });
    const auto tier = [&] {
        return desk.text("SELECT tier_code FROM member WHERE id = ?", desk.chen.id);
    };
    CHECK(tier() == "standard");
    const auto import =
        desk.receipts("小票号,日期,金额,手机号\n1,2026-11-01,1200,13800138001\n");
    CHECK(tier() == "gold");
    desk.undo(import.id);
    CHECK(tier() == "standard");
}

}  // namespace qiantai::domain
