// Receipts' files with the headings that real systems write: F1 and F2 of the trade's notes, each
// with a few rows in its own shape and what becomes of every interesting cell.

#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::in_gb18030;
using test::k_utf8_mark;
using test::remarks_of;
using test::understood;

struct TillDesk : ImportDesk {
    Member chen = add_member("陈静", "13800138001");

    ImportPreview shown(const std::string& bytes) { return preview(ImportKind::purchases, bytes); }
    std::string question(const std::string& bytes, ImportSettings settings = {}) {
        return outcome(request(ImportKind::purchases, bytes, std::move(settings)));
    }
    std::string receipts_of(const std::string& bytes, ImportSettings settings = {}) {
        receipts(bytes, std::move(settings));
        return all_receipts();
    }
};

const std::string k_square_transactions =
    "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,"
    "Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,"
    "Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,"
    "Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,"
    "Customer Name,Customer Reference ID,Device Nickname,Third Party Fees,Deposit ID,Deposit Date,"
    "Deposit Details,Fee Percentage Rate,Fee Fixed Rate,Refund Reason,Discount Name,Transaction Status,"
    "Cash App,Order Reference ID,Fulfillment Note,Free Processing Applied,Channel,Unattributed Tips,"
    "Table Info,International Fee\r\n";

std::string square_transaction(std::string_view date, std::string_view net, std::string_view id,
                               std::string_view event, std::string_view customer) {
    return fmt::format(
        "{},2:30:00 PM,Eastern Time (US & Canada),{},$0.00,$0.00,{},$0.00,$4.80,$0.00,$0.00,$64.80,"
        "Register,$64.80,Swiped,$0.00,$0.00,$0.00,,,-$1.85,$62.95,{},P{},Visa,1234,Till 1,Ann,,https://x,"
        "2 x Tea,{},S001,,{},,R7,,$0.00,,,,2.6,$0.10,,,Complete,$0.00,,,No,Main,$0.00,,$0.00\r\n",
        date, net, net, id, id, event, customer);
}

}  // namespace

TEST_CASE(
    "Square's transactions: net sales count, a card's money is no card, fees are left alone") {
    TillDesk desk;
    const auto file = k_square_transactions +
                      square_transaction("10/05/2026", "$60.00", "T1", "Payment", "SQ1") +
                      square_transaction("10/25/2026", "\"$1,060.50\"", "T2", "Payment", "") +
                      square_transaction("10/26/2026", "\"-$45.00\"", "T3", "Refund", "SQ1");
    CHECK(
        understood(desk.shown(file)) ==
        "Date=business_date Time? Time Zone? Gross Sales=total Discounts=discount Service Charges? "
        "Net Sales=amount Gift Card Sales? Tax? Tip? Partial Refunds? Total Collected? Source? Card? "
        "Card Entry Methods? Cash? Square Gift Card? Other Tender? Other Tender Type? Tender Note? "
        "Fees? Net Total? Transaction ID=number Payment ID? Card Brand? PAN Suffix? Device Name=till "
        "Staff Name? Staff ID? Details? Description? Event Type=kind Location=store Dining Option? "
        "Customer ID=member_number Customer Name? Customer Reference ID? Device Nickname? "
        "Third Party Fees? Deposit ID? Deposit Date? Deposit Details? Fee Percentage Rate? "
        "Fee Fixed Rate? Refund Reason? Discount Name? Transaction Status=state Cash App? "
        "Order Reference ID? Fulfillment Note? Free Processing Applied? Channel? Unattributed Tips? "
        "Table Info? International Fee?");
    desk.members(
        "Square Customer ID,First Name,Last Name,Phone Number\nSQ1,Ada,Lovelace,"
        "'+15625550101\n");
    const auto import = desk.receipts(file);
    CHECK(import.counts.no_member == 1);
    CHECK(desk.all_receipts() ==
          "2026-10-05 sale T1 6000 Ada Lovelace 0; "
          "2026-10-25 sale T2 106050 - 0; "
          "2026-10-26 refund T3 4500 Ada Lovelace 0;");
    CHECK(desk.text("SELECT till FROM purchase LIMIT 1") == "Till 1");
    // Nothing in the file says whether the month stands first.
    CHECK(desk.question(k_square_transactions +
                        square_transaction("10/05/2026", "$1.00", "T9", "Payment", "")) ==
          "import_date_order_unclear");
}

TEST_CASE("Square's items: the lines of a transaction are one receipt and add up") {
    TillDesk desk;
    const std::string head =
        "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,"
        "Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,"
        "Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,GTIN,Itemization Type,"
        "Commission,Employee,Fulfillment Note,Channel,Token,Card Brand,PAN Suffix\n";
    const auto line = [](std::string_view item, std::string_view pieces, std::string_view net,
                         std::string_view id) {
        return fmt::format(
            "10/25/2026,14:30:00,UTC,Drinks,{},{},Regular,SKU-{},,{},$0.00,{},$0.00,{},P1,"
            "Till 1,,https://x,Payment,S001,,,,,ea,1,0490123456789,Physical,$0.00,,,Main,"
            "K1,Visa,1234\n",
            item, pieces, item, net, net, id);
    };
    const auto file = head + line("Tea", "2.0", "$7.00", "T1") +
                      line("Cake", "1.0", "$5.50", "T1") + line("Rice", "0.350", "$3.00", "T2");
    CHECK(
        understood(desk.shown(file)) ==
        "Date=business_date Time? Time Zone? Category=item_category Item=item_name Qty=item_pieces "
        "Price Point Name? SKU=item_code Modifiers Applied? Gross Sales=total Discounts=discount "
        "Net Sales=amount Tax? Transaction ID=number Payment ID? Device Name=till Notes? Details? "
        "Event Type=kind Location=store Dining Option? Customer ID=member_number Customer Name? "
        "Customer Reference ID? Unit? Count? GTIN? Itemization Type? Commission? Employee? "
        "Fulfillment Note? Channel? Token? Card Brand? PAN Suffix?");
    CHECK(desk.receipts_of(file) == "2026-10-25 sale T1 1250 - 0; 2026-10-25 sale T2 300 - 0;");
    CHECK(
        desk.text("SELECT items FROM purchase WHERE number = 'T1'") ==
        R"({"lines":[{"code":"SKU-Tea","name":"Tea","category":"Drinks","pieces":2,"amount":700},)"
        R"({"code":"SKU-Cake","name":"Cake","category":"Drinks","pieces":1,"amount":550}]})");
    CHECK(desk.number("SELECT pieces FROM purchase WHERE number = 'T1'") == 3);
    // What was weighed has no pieces.
    CHECK(desk.number("SELECT pieces IS NULL FROM purchase WHERE number = 'T2'") == 1);
}

TEST_CASE(
    "Loyverse's receipts in all three ways of its setting, with refunds and what was cancelled") {
    const std::string head =
        "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,Total collected,"
        "Cost of goods,Gross profit,Payment type,Description,Dining option,POS,Store,Cashier name,"
        "Customer name,Customer contacts,Status\n";
    struct Way {
        std::string first, second, last;
    };
    for (const auto& [first, second, last] :
         {Way{"7/28/26 1:33 PM", "8/8/26 6:00 PM", "8/9/26 6:00 PM"},
          Way{"28/07/2026 13:33", "08/08/2026 18:00", "09/08/2026 18:00"},
          Way{"2026-07-28 13:33:00", "2026-08-08 18:00:00", "2026-08-09 18:00:00"}}) {
        CAPTURE(first);
        TillDesk desk;
        const auto line = [](const std::string& date, std::string_view rest) {
            return date + "," + std::string(rest) + "\n";
        };
        const auto file =
            std::string(k_utf8_mark) + head +
            line(first,
                 "4-10378,Sale,30.00,2.00,28.00,0,28.00,0,28,Cash,,,4,S001,王,陈静,"
                 "+8613800138001,Closed") +
            line(second,
                 "4-10379,Refund,-30.00,-2.00,-28.00,0,-28.00,0,-28,Cash,,,4,S001,王,陈静,"
                 "+8613800138001,Closed") +
            line(last, "4-10380,Sale,12.500,0,12.500,0,12.500,0,0,Cash,,,4,S001,王,,,Closed") +
            line(last, "4-10381,Sale,9.00,0,9.00,0,9.00,0,0,Cash,,,4,S001,王,,,Cancelled") +
            line(last, "4-10382,Sale,9.00,0,9.00,0,9.00,0,0,Cash,,,4,S001,王,,,Voided") +
            line("", "4-10383,Sale,9.00,0,9.00,0,9.00,0,0,Cash,,,4,S001,王,,,Closed");
        CHECK(
            understood(desk.shown(file)) ==
            "Date=business_date Receipt number=number Receipt type=kind Gross sales=total "
            "Discounts=discount Net sales=amount Taxes? Total collected? Cost of goods? Gross profit? "
            "Payment type? Description? Dining option? POS=till Store=store Cashier name? "
            "Customer name? Customer contacts=phone Status=state");
        const auto import = desk.receipts(file);
        CHECK(import.counts.cancelled == 2);
        CHECK(desk.all_receipts() ==
              "2026-07-28 sale 4-10378 2800 陈静 0; "
              "2026-08-08 refund 4-10379 2800 陈静 0;");
        // A third decimal is never rounded, also not to nothing.
        CHECK(desk.all_faults() ==
              "4 Net sales import_amount_malformed; 7 Date import_day_unclear");
    }
}

TEST_CASE("Loyverse by item: quantities with three decimals, pieces where there are some") {
    TillDesk desk;
    const std::string file =
        "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,Quantity,"
        "Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,Dining option,POS,Store,"
        "Cashier name,Customer name,Customer contacts,Comment,Status\n"
        "2026-07-28 13:33:00,4-1,Sale,茶,10001,红茶,,,2.000,20.00,0,20.00,0,0,0,,4,S001,王,,,,Closed\n"
        "2026-07-28 13:33:00,4-1,Sale,果,10002,苹果,,,0.350,5.25,0,5.25,0,0,0,,4,S001,王,,,,Closed\n"
        "2026-07-29 10:00:00,4-2,Refund,茶,10001,红茶,,,-2.000,-20.00,0,-20.00,0,0,0,,4,S001,王,,,,"
        "Closed\n";
    CHECK(
        understood(desk.shown(file)) ==
        "Date=business_date Receipt number=number Receipt type=kind Category=item_category "
        "SKU=item_code Item=item_name Variant? Modifiers applied? Quantity=item_pieces "
        "Gross sales=total Discounts=discount Net sales=amount Cost of goods? Gross profit? Taxes? "
        "Dining option? POS=till Store=store Cashier name? Customer name? Customer contacts=phone "
        "Comment? Status=state");
    CHECK(desk.receipts_of(file) ==
          "2026-07-28 sale 4-1 2525 - 0; 2026-07-29 refund 4-2 2000 - 0;");
    CHECK(desk.text("SELECT items FROM purchase WHERE number = '4-1'") ==
          R"({"lines":[{"code":"10001","name":"红茶","category":"茶","pieces":2,"amount":2000},)"
          R"({"code":"10002","name":"苹果","category":"果","amount":525}]})");
    CHECK(desk.number("SELECT pieces FROM purchase WHERE number = '4-2'") == 2);
}

TEST_CASE("services without receipt numbers: told apart by member, item, amount and day") {
    TillDesk desk;
    const std::string file = in_gb18030(
        "会员号,姓名,手机号,项目名称,消费金额,消费日期,服务顾问\r\n"
        "V1,陈静,13800138001,洗剪吹,38,2026/11/1,李\r\n"
        "V1,陈静,13800138001,洗剪吹,38,2026/11/1,李\r\n"
        ",散客,,染发,￥298.00,2026/11/2,李\r\n");
    const auto preview = desk.shown(file);
    CHECK(understood(preview) ==
          "会员号=member_number 姓名? 手机号=phone 项目名称=item_name "
          "消费金额=amount 消费日期=business_date 服务顾问?");
    CHECK(remarks_of(preview) == "import_weak_keys");
    CHECK(desk.receipts_of(file) ==
          "2026-11-01 sale - 3800 陈静 1; 2026-11-01 sale - 3800 陈静 1; "
          "2026-11-02 sale - 29800 - 1;");
}

TEST_CASE("what was paid holds change: total less discount is the amount") {
    TillDesk desk;
    const std::string file =
        "流水号,会员卡号,会员名称,总折扣,总金额,付款金额,找零,收银员,消费日期,门店\n"
        "A1,13800138001,陈静,10.00,110.00,150.00,50.00,王,2026-11-01 10:20:30,测试门店\n"
        "A2,,,-5,25,20,0,王,2026-11-01 10:25:00,\n";
    CHECK(
        understood(desk.shown(file)) ==
        "流水号=number 会员卡号=card 会员名称? 总折扣=discount 总金额=total 付款金额=paid 找零=change "
        "收银员? 消费日期=business_date 门店=store");
    CHECK(desk.receipts_of(file) ==
          "2026-11-01 sale A1 10000 陈静 0; 2026-11-01 sale A2 2000 - 0;");
}

TEST_CASE("top-ups and spending told apart by sign: only what was spent is a receipt") {
    TillDesk desk;
    const std::string file =
        "流水号,会员名称,会员类型,会员卡号,充值金额(-为消费),赠款金额,上次余额,当前余额,充值日期,操作员,"
        "操作员门店,备注\n"
        "31,陈静,金卡,13800138001,200,20,0,220,2026-11-03 10:00:00,王,测试门店,\n"
        "32,陈静,金卡,13800138001,-45.5,0,220,174.5,2026-11-03 11:00:00,王,测试门店,\n";
    CHECK(
        understood(desk.shown(file)) ==
        "流水号=number 会员名称? 会员类型? 会员卡号=card 充值金额(-为消费)=stored_value 赠款金额? "
        "上次余额? 当前余额? 充值日期=business_date 操作员? 操作员门店=store 备注?");
    const auto import = desk.receipts(file);
    CHECK(import.counts.stored_value == 1);
    CHECK(desk.all_receipts() == "2026-11-03 sale 32 4550 陈静 0;");
    // Nothing but top-ups: nothing comes in.
    CHECK(desk.receipts("流水号,充值金额,充值日期\n41,100,2026-11-03\n").counts.added == 0);
}

TEST_CASE("a payment service's bill: a preamble, money in and out, a total line") {
    TillDesk desk;
    std::string file =
        std::string(k_utf8_mark) +
        "微信支付账单明细,,,,,,,,\n微信昵称：[小店],,,,,,,,\n"
        "起始时间：[2026-11-01 00:00:00] 终止时间：[2026-11-05 00:00:00],,,,,,,,\n"
        "导出类型：[全部],,,,,,,,\n导出时间：[2026-11-06 10:00:00],,,,,,,,\n,,,,,,,,\n"
        "共4笔记录,,,,,,,,\n收入：2笔 58.00元,,,,,,,,\n支出：1笔 12.00元,,,,,,,,\n"
        "中性交易：1笔 100.00元,,,,,,,,\n注：,,,,,,,,\n1. 充值不计收支,,,,,,,,\n"
        "2. 仅供个人对账使用,,,,,,,,\n,,,,,,,,\n,,,,,,,,\n"
        "----------------------微信支付账单明细列表--------------------,,,,,,,,\n";
    file +=
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
        "2026-11-01 10:20:30,二维码收款,小雨,收款方备注:二维码收款,收入,¥28.00,/,已收钱,"
        "\"\t4200002026110112345678901\",\"\t/\",/\n"
        "2026-11-02 11:20:30,商户消费,水果店,苹果,支出,¥12.00,零钱,支付成功,"
        "\"\t4200002026110212345678902\",\"\t1000\",/\n"
        "2026-11-02 12:20:30,零钱提现,/,/,/,¥100.00,零钱,提现已到账,\"\t4200002026110312345678903\","
        "/,/\n"
        "2026-11-03 09:00:00,二维码收款,阿明,/,收入,¥30.00,/,已全额退款,"
        "\"\t4200002026110412345678904\",/,/\n"
        "2026-11-03 09:10:00,二维码收款,阿明,/,收入,¥30.00,/,已收钱,"
        "\"\t4200002026110412345678905\",/,/\n共 4 笔,合计,,,,,,,,,\n";
    const auto preview = desk.shown(file);
    CHECK(preview.heading_line == 17);
    CHECK(
        understood(preview) ==
        "交易时间=business_date 交易类型=kind 交易对方? 商品=item_name 收/支=direction 金额(元)=amount "
        "支付方式? 当前状态=state 交易单号=number 商户单号? 备注?");
    const auto import = desk.receipts(file);
    CHECK(import.counts.totals == 1);
    CHECK(desk.all_receipts() ==
          "2026-11-01 sale 4200002026110112345678901 2800 - 0; "
          "2026-11-03 sale 4200002026110412345678905 3000 - 0;");
    CHECK(desk.number("SELECT items IS NULL FROM purchase WHERE amount = 3000") == 1);
    CHECK(
        desk.all_faults() ==
        "19 收/支 import_not_income; 20 交易类型 import_value_unknown; 20 当前状态 import_value_unknown; 20 收/支 import_not_income; 21 当前状态 import_refund_unclear");
}

TEST_CASE("Taobao's orders have no day in their first columns: it is asked for") {
    TillDesk desk;
    const auto first = in_gb18030(
        "订单编号,买家会员名,买家支付宝账号,买家应付货款\r\n"
        "=\"123456789012345678\",小雨,x@example.com,88.00\r\n");
    CHECK(desk.question(first) == "import_heading_missing");
    const auto whole = in_gb18030(
        "订单编号,买家会员名,买家应付货款,总金额,买家实际支付金额,订单状态,联系手机,订单创建时间,"
        "订单付款时间,宝贝标题,店铺名称\r\n"
        "=\"123456789012345678\",小雨,88.00,88.00,80.00,交易成功,'13800138001,2026-11-01 10:00:00,"
        "2026-11-01 10:01:00,奶粉,测试门店\r\n"
        "=\"123456789012345679\",小雨,88.00,88.00,0.00,交易关闭,'13800138001,2026-11-01 11:00:00,,"
        "奶粉,测试门店\r\n");
    CHECK(
        understood(desk.shown(whole)) ==
        "订单编号=number 买家会员名? 买家应付货款? 总金额=total 买家实际支付金额=amount "
        "订单状态=state 联系手机=phone 订单创建时间? 订单付款时间=business_date 宝贝标题? 店铺名称=store");
    const auto import = desk.receipts(whole);
    CHECK(import.counts.cancelled == 1);
    CHECK(desk.all_receipts() == "2026-11-01 sale 123456789012345678 8000 陈静 0;");
}

TEST_CASE("gifts and cases are no receipts, and say so") {
    TillDesk desk;
    CHECK(desk.question(in_gb18030("会员卡号,会员姓名,礼品卡号,礼品名称,兑换数量,兑换时间\r\n"
                                   "\t6225880012345678,李娜,\t9001,保温杯,1,2026-10-01\r\n")) ==
          "import_heading_missing");
    CHECK(desk.question("会员号,姓名,地区,事件级别,事件类型,相关部门,事件描述,受理人,受理日期\n"
                        "1,李娜,上海,重大,质量,商品部,破损,王,2026-10-01\n") ==
          "import_heading_missing");
    CHECK(desk.count_receipts() == 0);
}

}  // namespace qiantai::domain
