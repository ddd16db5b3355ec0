// Members' files with the headings that real systems write: F1 and F2 of the trade's notes, each
// with a few rows in its own shape and what becomes of every interesting cell.

#include "tests/imports/rules/import_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::ImportDesk;
using test::in_gb18030;
using test::k_utf8_mark;
using test::remarks_of;
using test::understood;

std::string marked(std::string_view text) {
    return std::string(k_utf8_mark) + std::string(text);
}

}  // namespace

TEST_CASE(
    "Square's customers: phones with a quote before the +, dollars, MM-DD birthdays, opt-outs") {
    ImportDesk desk;
    const std::string file =
        "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,"
        "Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,"
        "Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,"
        "Email Subscription Status,Instant Profile\r\n"
        ",Ada,Lovelace,ada@example.com,'+15625550101,,,,,,,,12-10,Likes tea,SQ1,Merge,2026-01-05,"
        "2026-10-05,3,$57.00,subscribed,No\r\n"
        ",Grace,,grace@example.com,'+15625550102,Amazing,,,,,,,1906-12-09,,SQ2,Directory,2026-02-01,,"
        "0,$0.00,unsubscribed,No\r\n"
        ",Alan,Turing,,(310) 703-8944,,,,,,,,,,SQ3,Import,,,1,\"$1,234.50\",,No\r\n"
        ",.,,,'+15625550104,,,,,,,,,,SQ4,Directory,,,0,$0.00,,Yes\r\n"
        ",No,Phone,np@example.com,,,,,,,,,,,SQ5,Directory,,,0,$0.00,,No\r\n";
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(
        understood(preview) ==
        "Reference ID? First Name=first_name Last Name=last_name Email Address? Phone Number=phone "
        "Nickname=nickname Company Name? Street Address 1? Street Address 2? City? State? "
        "Postal Code? Birthday=birthday Memo=notes Square Customer ID=number Creation Source? "
        "First Visit=joined_on Last Visit? Transaction Count=visits Lifetime Spend=spent "
        "Email Subscription Status=marketing_email Instant Profile?");
    CHECK(remarks_of(preview) == "");
    CHECK(desk.members(file).counts.added == 2);
    CHECK(desk.all_members() ==
          "Ada Lovelace|+15625550101|unstated|0000-12-10|standard|2026-01-05; "
          "Grace|+15625550102|unstated|1906-12-09|standard|2026-02-01");
    CHECK(desk.all_origins() == "SQ1|5700|3; SQ2|0|0");
    CHECK(
        desk.all_faults() ==
        "4 Phone Number phone_malformed; 5 First Name name_malformed; 6 Phone Number phone_malformed");
    CHECK(desk.text("SELECT notes FROM member WHERE name = 'Grace'") == "Nickname: Amazing");
    CHECK(desk.number("SELECT count(*) FROM consent WHERE purpose = 'marketing'") == 1);
    CHECK(desk.text("SELECT m.name || ' ' || c.decision FROM consent c JOIN member m"
                    " ON m.id = c.member_id WHERE c.purpose = 'marketing'") == "Grace withdrawn");
}

TEST_CASE("a short file of Square's customers is read by its names, not by its places") {
    ImportDesk desk;
    desk.members(
        "Square Customer ID,First Name,Last Name,Email Address,Phone Number,Transaction Count,"
        "Lifetime Spend\nSQ9,Ada,Lovelace,,'+15625550101,2,$10.50\n");
    CHECK(desk.all_origins() == "SQ9|1050|2");
}

TEST_CASE("a till like Loyverse: days first by one 28th, an impossible day, phones that are none") {
    ImportDesk desk;
    const std::string file = marked(
        "Customer ID,Customer name,Email,Phone,First visit,Last visit,Total visits,Total spent,"
        "Address\n"
        "1,Ana,ana@example.com,+34612345678,03/04/2025 10:00,28/05/2025 18:00,5,120.50,Calle 1\n"
        "2,Bea,,+34612345679,28/02/2025 10:00,,1,10.00,\n"
        "3,Cruz,,+34612345680,31/02/2025 09:00,,1,10.00,\n4,Dan,,0000000000,,,0,0.00,\n"
        "5,Eva,,123,,,0,0.00,\n");
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(
        understood(preview) ==
        "Customer ID=number Customer name=name Email? Phone=phone First visit=joined_on Last visit? "
        "Total visits=visits Total spent=spent Address?");
    CHECK(preview.encoding == "utf-8");
    CHECK(desk.members(file).counts.added == 2);
    CHECK(desk.all_members() ==
          "Ana|+34612345678|unstated|-|standard|2025-04-03; "
          "Bea|+34612345679|unstated|-|standard|2025-02-28");
    CHECK(desk.all_faults() ==
          "4 First visit import_day_unclear; 5 Phone phone_malformed; 6 Phone phone_malformed");
}

TEST_CASE(
    "Shopify's customers: quotes before ids, a no to one channel is a no, notes of two lines") {
    ImportDesk desk;
    const std::string file =
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
        "Default Address Address1,Default Address Address2,Default Address City,"
        "Default Address Province Code,Default Address Country Code,Default Address Zip,"
        "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,"
        "Tags,Birthday (customer.metafields.facts.birth_date)\n"
        "'7210448301122,Ana,Ruiz,ana@example.com,yes,1.020.304.050,,,,,CO,,,'+573001112233,no,"
        "1250.00,7,\"first line\nsecond line\",no,vip,'1990-05-02\n"
        "'7210448301123,Luis,,,yes,,,,,,CO,,,'+573001112234,yes,0.00,0,,no,,\n";
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(understood(preview) ==
          "Customer ID=number First Name=first_name Last Name=last_name Email? "
          "Accepts Email Marketing=marketing_email Default Address Company? "
          "Default Address Address1? Default Address Address2? Default Address City? "
          "Default Address Province Code? Default Address Country Code? Default Address Zip? "
          "Default Address Phone? Phone=phone Accepts SMS Marketing=marketing Total Spent=spent "
          "Total Orders=visits Note=notes Tax Exempt? Tags? "
          "Birthday (customer.metafields.facts.birth_date)=birthday");
    CHECK(desk.members(file).counts.added == 2);
    CHECK(desk.all_members() ==
          "Ana Ruiz|+573001112233|unstated|1990-05-02|standard|2026-11-18; "
          "Luis|+573001112234|unstated|-|standard|2026-11-18");
    CHECK(desk.all_origins() == "7210448301122|125000|7; 7210448301123|0|0");
    CHECK(desk.text("SELECT notes FROM member WHERE name = 'Ana Ruiz'") ==
          "first line\nsecond line");
    CHECK(desk.number("SELECT count(*) FROM consent WHERE purpose = 'marketing'") == 1);
}

TEST_CASE("WooCommerce's amounts in another currency are refused until the column is left out") {
    ImportDesk desk;
    const std::string file =
        "Customer ID,Username,First name,Last name,Email,Billing Phone,City,Total spend,Order count\n"
        "11,astrid,Astrid,Lind,a@example.com,+46701234567,Lund,899kr,2\n"
        "12,bo,Bo,Ek,b@example.com,p:+46701234568,Lund,,0\n";
    CHECK(understood(desk.preview(ImportKind::members, file)) ==
          "Customer ID=number Username? First name=first_name Last name=last_name Email? "
          "Billing Phone=phone City? Total spend=spent Order count=visits");
    desk.members(file);
    CHECK(desk.all_faults() ==
          "2 Total spend import_amount_malformed; 3 Billing Phone phone_malformed");
    auto again = desk.request(ImportKind::members, file, {.columns = {{"Total spend", "-"}}});
    again.again = true;
    desk.must_run(again);
    CHECK(desk.all_members() == "Astrid Lind|+46701234567|unstated|-|standard|2026-11-18");
    CHECK(desk.all_origins() == "11|-|2");
}

TEST_CASE("EasyStore's heads with underscores are known; its points and credit need a word") {
    ImportDesk desk;
    const std::string file = marked(
        "Email,First_Name,Last_Name,Phone,Birthdate,Gender,Accepts_Marketing,Credit_Balance,"
        "Point_Balance,Total Spent,Total Orders\n"
        "li@example.com,娜娜,欧阳,+8613900139000,1990-05-02,Female,true,0.00,120,88.00,2\n");
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(
        understood(preview) ==
        "Email? First_Name=first_name Last_Name=last_name Phone=phone Birthdate=birthday "
        "Gender=gender Accepts_Marketing=marketing Credit_Balance! Point_Balance! Total Spent=spent "
        "Total Orders=visits");
    CHECK(remarks_of(preview) == "!import_column_meaningful Credit_Balance | Point_Balance");
    desk.members(file, {.columns = {{"Credit_Balance", "-"}, {"Point_Balance", "-"}}});
    CHECK(desk.all_members() == "欧阳娜娜|13900139000|female|1990-05-02|standard|2026-11-18");
}

TEST_CASE("Odoo's external ids are numbers; of phone and mobile somebody has to say which") {
    ImportDesk desk;
    const std::string labels =
        "External ID,Name,Phone,Email\n"
        "__export__.res_partner_12,Li Na,+86 139 0013 9000,li@example.com\n";
    CHECK(understood(desk.preview(ImportKind::members, labels)) ==
          "External ID=number Name=name Phone=phone Email?");
    CHECK(desk.members(labels).counts.added == 1);
    CHECK(desk.all_origins() == "__export__.res_partner_12|-|-");
    const std::string technical = "id,name,phone,mobile\nx.1,Li,021-5555,13900139001\n";
    CHECK(desk.outcome(desk.request(ImportKind::members, technical)) == "import_heading_twice");
    CHECK(desk.members(technical, {.columns = {{"phone", "-"}}}).counts.added == 1);
}

TEST_CASE("a Chinese system's full list: identity cards are never read, points and balance asked") {
    ImportDesk desk;
    const std::string file = in_gb18030(
        "会员号,姓名,手机号,会员等级,会员余额,会员积分,累计消费,累计下单,性别,身份证号,出生日期,地址,邮箱,备注\r\n"
        "000123,李娜,13900139000,gold,88.00,120,\"1,888.50\",7,女,11010519491231002X,1990/5/2,北京,,老客\r\n"
        "000124,王伟,13900139001,,0,0,0,0,男,,,,,证件11010519491231002X\r\n");
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(preview.encoding == "gb18030");
    CHECK_FALSE(preview.certain);
    CHECK(preview.columns[1].samples == std::vector<std::string>{"李娜", "王伟"});
    CHECK(preview.columns[9].samples.empty());
    CHECK(
        understood(preview) ==
        "会员号=number 姓名=name 手机号=phone 会员等级=tier_code 会员余额! 会员积分! 累计消费=spent "
        "累计下单=visits 性别=gender 身份证号× 出生日期=birthday 地址? 邮箱? 备注=notes");
    CHECK(remarks_of(preview) == "!import_column_meaningful 会员余额 | 会员积分");
    const ImportSettings settings{.columns = {{"会员余额", "-"}, {"会员积分", "-"}}};
    CHECK(desk.members(file, settings).counts.added == 1);
    CHECK(desk.all_members() == "李娜|13900139000|female|1990-05-02|gold|2026-11-18");
    CHECK(desk.all_origins() == "000123|188850|7");
    CHECK(desk.all_faults() == "3 备注 import_identity_number");
    CHECK(qiantai::test::file_bytes(desk.errors).find("11010519491231002X") == std::string::npos);
}

TEST_CASE("a chain's list: this store's members alone, whose numbers are this store's") {
    ImportDesk desk;
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at) VALUES"
            " (?, 'S002', '二店', 480, 'open', 1)",
            desk.next_id());
    });
    const std::string file =
        "门店,会员编号,会员姓名,手机号码,会员卡名称,储值本金余额(¥),储值赠送金额(¥),次卡名称,次卡剩余次数,"
        "累计消费金额(¥),累计消费次数,会员加入时间,上次消费时间\n"
        "测试门店,0001,李娜,13900139000,gold,100.00,20.00,洗剪吹十次卡,6,2300.00,12,"
        "2024-03-05 10:20:30,2026-10-01 12:00:00\n"
        "二店,0001,王伟,13900139001,standard,0.00,0.00,,,0.00,0,2024-03-06 10:20:30,\n"
        "三店,0002,赵四,13900139002,standard,0.00,0.00,,,0.00,0,2024-03-06 10:20:30,\n";
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(
        understood(preview) ==
        "门店=store 会员编号=number 会员姓名=name 手机号码=phone 会员卡名称=tier_code 储值本金余额(¥)! "
        "储值赠送金额(¥)! 次卡名称! 次卡剩余次数! 累计消费金额(¥)=spent 累计消费次数=visits "
        "会员加入时间=joined_on 上次消费时间?");
    ImportSettings settings;
    for (const auto* lost : {"储值本金余额(¥)", "储值赠送金额(¥)", "次卡名称", "次卡剩余次数"}) {
        settings.columns.push_back({lost, "-"});
    }
    const auto import = desk.members(file, settings);
    CHECK(import.counts.added == 1);
    CHECK(import.counts.other_store == 1);
    CHECK(desk.all_members() == "李娜|13900139000|unstated|-|gold|2024-03-05");
    CHECK(desk.all_origins() == "0001|230000|12");
    CHECK(desk.all_faults() == "4 门店 import_store_unknown");
}

TEST_CASE("a short list with its mark: tags and measures are told to be left out") {
    ImportDesk desk;
    const auto first = marked(
        "姓名,手机号,性别,生日,等级,储值余额,累计消费,消费次数,标签\n"
        "李娜,13900139000,女士,1990-05-02 00:00:00,gold,0,88,2,常客\n");
    CHECK(
        understood(desk.preview(ImportKind::members, first)) ==
        "姓名=name 手机号=phone 性别=gender 生日=birthday 等级=tier_code 储值余额! 累计消费=spent "
        "消费次数=visits 标签?");
    desk.members(first, {.columns = {{"储值余额", "-"}}});
    const auto second = marked(
        "ID,姓名,手机号,性别,生日,等级,有效期,身高(cm),体重(kg),注册时间\n"
        "7,王伟,13900139001,先生,农历八月十五,standard,2027-01-31,175,70,"
        "2025-01-02 08:00:00\n");
    CHECK(understood(desk.preview(ImportKind::members, second)) ==
          "ID=number 姓名=name 手机号=phone 性别=gender 生日=birthday 等级=tier_code "
          "有效期=expires_on 身高(cm)? 体重(kg)? 注册时间=joined_on");
    CHECK(desk.members(second).counts.added == 1);
    CHECK(desk.all_members() ==
          "李娜|13900139000|female|1990-05-02|gold|2026-11-18; "
          "王伟|13900139001|male|0000-08-15 lunar|standard|2025-01-02");
    CHECK(desk.text("SELECT expires_on FROM member_card c JOIN member m ON m.id = c.member_id"
                    " WHERE m.name = '王伟'") == "2027-01-31");
}

TEST_CASE(
    "a GB2312 file with full-width brackets in its head, and card numbers that begin with 0") {
    ImportDesk desk;
    const auto file = in_gb18030(
        "卡号,姓名,手机号（必填）,性别,微信号,收货地址,生日\r\n"
        "00012345,李娜,13900139000,女,lina,上海,5月2日\r\n"
        "00012346,王伟,13900139001,未知,,,0000-00-00\r\n");
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(
        understood(preview) ==
        "卡号=card_number 姓名=name 手机号（必填）=phone 性别=gender 微信号? 收货地址? 生日=birthday");
    CHECK(desk.members(file).counts.added == 2);
    CHECK(desk.text("SELECT group_concat(number, ' ') FROM (SELECT number FROM member_card ORDER BY"
                    " number)") == "00012345 00012346");
    CHECK(desk.all_members() ==
          "李娜|13900139000|female|0000-05-02|standard|2026-11-18; "
          "王伟|13900139001|unstated|-|standard|2026-11-18");
}

TEST_CASE("one column for whatever contact: what is no mobile number is refused") {
    ImportDesk desk;
    const std::string file =
        "会员编号,会员姓名,性别,联系方式,会员级别,状态,积分\n"
        "1,李娜,女,139-0013-9000,gold,正常,0\n2,王伟,男,021-65551234,,停用,0\n"
        "3,赵四,男,13900139002,,停用,0\n4,钱五,男,13900139003,,2,0\n";
    CHECK(
        understood(desk.preview(ImportKind::members, file)) ==
        "会员编号=number 会员姓名=name 性别=gender 联系方式=phone 会员级别=tier_code 状态=status 积分!");
    CHECK(desk.members(file, {.columns = {{"积分", "-"}}}).counts.added == 2);
    // What 2 is nobody knows, so it is not taken for one that may come in.
    CHECK(desk.all_faults() == "3 联系方式 phone_malformed; 5 状态 import_value_unknown");
    CHECK(desk.text("SELECT c.status FROM member_card c JOIN member m ON m.id = c.member_id"
                    " WHERE m.name = '赵四'") == "frozen");
}

TEST_CASE("a mini-program's list: a nickname is a name, an openid neither name nor phone") {
    ImportDesk desk;
    const auto file = marked(
        "ID,openid,昵称,手机号,积分,等级,来源渠道,订单数,表单数,报名数,累计消费,"
        "最近访问,注册时间\n"
        "31,oX1abcdEFGH,小雨,13900139000,5,gold,小程序,3,1,0,99.9,2026-11-01,"
        "2025-06-01 09:00:00\n"
        "32,oX1abcdEFGI,,13900139001,0,,,0,0,0,0,,2025-06-02 09:00:00\n");
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(understood(preview) ==
          "ID=number openid? 昵称=nickname 手机号=phone 积分! 等级=tier_code 来源渠道=heard_from "
          "订单数=visits 表单数? 报名数? 累计消费=spent 最近访问? 注册时间=joined_on");
    CHECK(desk.members(file, {.columns = {{"积分", "-"}}}).counts.added == 1);
    CHECK(desk.all_members() == "小雨|13900139000|unstated|-|gold|2025-06-01");
    CHECK(desk.text("SELECT heard_from FROM member") == "online");
    CHECK(desk.all_faults() == "3 昵称 name_malformed");
}

TEST_CASE("name and nickname side by side: the name is the name") {
    ImportDesk desk;
    const std::string file =
        "姓名,昵称,免费等级,付费等级,手机号,积分,储值余额\n"
        "李娜,小娜,gold,,13900139000,0,0\n,小伟,,,13900139001,0,0\n";
    const auto preview = desk.preview(ImportKind::members, file);
    CHECK(understood(preview) ==
          "姓名=name 昵称=nickname 免费等级=tier_code 付费等级? 手机号=phone "
          "积分! 储值余额!");
    desk.members(file, {.columns = {{"积分", "-"}, {"储值余额", "-"}}});
    CHECK(desk.text("SELECT group_concat(name || ' ' || ifnull(notes, ''), '; ') FROM (SELECT name,"
                    " notes FROM member ORDER BY phone)") == "李娜 昵称: 小娜; 小伟 ");
}

TEST_CASE(
    "a template without names is no list of members; a discount is what customers would lose") {
    ImportDesk desk;
    const std::string file = "会员号,手机号,折扣,积分,余额\n1,13900139000,95,0,0\n";
    CHECK(remarks_of(desk.preview(ImportKind::members, file)) ==
          "!import_heading_missing name|first_name|last_name|nickname; "
          "!import_column_meaningful 折扣 | 积分 | 余额");
    CHECK(desk.outcome(desk.request(ImportKind::members, file)) == "import_heading_missing");
}

TEST_CASE("sex, calendar and state as digits mean what somebody here says, birthdays as seconds") {
    ImportDesk desk;
    // Midnights in China: 1990-05-17 in its summer time, 1985-01-02, 1966-05-07, 2001-06-01.
    const std::string file =
        "姓名,手机号,性别,生日,状态\n甲一,13900139000,0,642870000,启用\n"
        "乙二,13900139001,1,473443200000,启用\n丙三,13900139002,-1,-115372800,停用\n"
        "丁四,13900139003,1,991324800,启用\n戊五,13900139004,1,642902400,启用\n";
    CHECK(remarks_of(desk.preview(ImportKind::members, file)) == "!import_gender_codes -1 | 0 | 1");
    desk.members(file, {.genders = {{"-1", "未知"}, {"0", "女"}, {"1", "男"}}});
    CHECK(desk.all_members() ==
          "甲一|13900139000|female|1990-05-17|standard|2026-11-18; "
          "乙二|13900139001|male|1985-01-02|standard|2026-11-18; "
          "丙三|13900139002|unstated|1966-05-07|standard|2026-11-18; "
          "丁四|13900139003|male|2001-06-01|standard|2026-11-18; "
          "戊五|13900139004|male|1990-05-17|standard|2026-11-18");
    ImportDesk other;
    const std::string lunar =
        "姓名,手机号,性别,生日类型,生日\n李娜,13900139000,1,0,1990-05-02\n"
        "王伟,13900139001,2,1,1990-05-02\n赵四,13900139002,3,1,\n";
    CHECK(remarks_of(other.preview(ImportKind::members, lunar)) ==
          "!import_gender_codes 1 | 2 | 3; !import_calendar_codes 0 | 1");
    other.members(lunar, {.genders = {{"1", "男"}, {"2", "女"}, {"3", "未知"}},
                          .calendars = {{"0", "农历"}, {"1", "公历"}}});
    CHECK(other.all_members() ==
          "李娜|13900139000|male|1990-05-02 lunar|standard|2026-11-18; "
          "王伟|13900139001|female|1990-05-02|standard|2026-11-18; "
          "赵四|13900139002|unstated|-|standard|2026-11-18");
}

TEST_CASE("a birthday that too many have is the day of some import, nobody's") {
    ImportDesk desk;
    std::string file = "姓名,手机号,生日\n";
    for (int i = 0; i < 250; ++i) {
        const auto day =
            i < 6 ? "2023-08-01"
                  : fmt::format("19{:02}-{:02}-{:02}", 50 + i % 49, i % 12 + 1, i % 28 + 1);
        file += fmt::format("会员{},139{:08},{}\n", i, i, day);
    }
    CHECK(remarks_of(desk.preview(ImportKind::members, file)) ==
          "import_birthday_default 2023-08-01 × 6");
    CHECK(desk.members(file).counts.added == 250);
    CHECK(desk.number("SELECT count(*) FROM member WHERE ifnull(birthday, '') = ''") == 6);
}

TEST_CASE("gifts and cases of another system are no members, and say so") {
    ImportDesk desk;
    const auto gifts = in_gb18030(
        "会员卡号,会员姓名,礼品卡号,礼品名称,兑换数量,兑换时间\r\n"
        "\t6225880012345678,李娜,\t9001,保温杯,1,2026-10-01\r\n");
    CHECK(desk.outcome(desk.request(ImportKind::members, gifts)) == "import_heading_missing");
    const std::string cases =
        "会员号,姓名,地区,事件级别,事件类型,相关部门,事件描述,受理人,受理日期,解决方法,解决人,解决日期\n"
        "1,李娜,上海,重大,质量,商品部,破损,王,2026-10-01,退货,王,2026-10-02\n";
    CHECK(desk.outcome(desk.request(ImportKind::members, cases)) == "import_heading_missing");
    CHECK(desk.count_members() == 0);
}

}  // namespace qiantai::domain
