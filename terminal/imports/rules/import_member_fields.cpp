// What the columns of a members file are called elsewhere, and what the store calls things by name.

#include <algorithm>

#include "schema/sqlite/rows.hpp"
#include "terminal/imports/rules/import_member_line.hpp"

namespace qiantai::domain {
namespace {

constexpr ImportField k_member_fields[] = {
    {"name",
     "name|姓名|会员姓名|会员名称|客户姓名|名字|会员名|称呼|客户名称|顾客姓名|fullname|membername|customername"},
    {"first_name", "firstname|givenname|名"},
    {"last_name", "lastname|familyname|surname|姓"},
    {"nickname", "nickname|昵称|微信昵称|网名"},
    {"phone",
     "phone|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|移动电话|会员手机|会员手机号|mobile|"
     "mobilephone|phonenumber|tel|telephone|billingphone"},
    {"gender", "gender|性别|sex"},
    {"birthday", "birthday|生日|出生日期|会员生日|出生年月日|dateofbirth|birthdate|dob"},
    {"birthday_calendar", "birthdaycalendar|历法|生日类型|生日历法|公历农历|calendar"},
    {"tier_code",
     "tiercode|tier|等级|会员等级|级别|会员级别|会员类型|会员卡名称|卡类型|免费等级|level"},
    {"card_number", "cardnumber|卡号|会员卡号|会员卡|card|cardno|membercard"},
    {"home_clerk", "homeclerk|专属店员|店员|导购|顾问|服务顾问|服务店员|工号|clerk"},
    {"heard_from", "heardfrom|来源|会员来源|来源渠道|渠道|了解渠道|获知途径|source"},
    {"preferences", "preferences|偏好|喜好|爱好"},
    {"notes", "notes|备注|说明|remark|remarks|note|comment|memo"},
    {"joined_on",
     "joinedon|joindate|joined|入会日期|入会时间|注册日期|注册时间|开卡日期|开卡时间|办卡日期|加入日期|"
     "会员加入时间|firstvisit|createdat"},
    {"expires_on",
     "expireson|expirydate|expires|expiry|到期日期|到期时间|到期日|有效期|有效期至|失效日期"},
    {"status", "status|memberstatus|cardstatus|会员状态|状态|卡状态"},
    {"store",
     "store|门店|店铺|门店名称|店名|分店|所属门店|归属门店|开卡门店|注册门店|location|shop|branch"},
    {"number",
     "number|会员号|会员编号|会员码|编号|customerid|squarecustomerid|memberid|memberno|externalid|id"},
    {"spent", "spent|累计消费|消费总额|累计消费金额|总消费|totalspend|totalspent|lifetimespend"},
    {"visits",
     "visits|累计消费次数|消费次数|累计下单|订单数|totalvisits|totalorders|ordercount|"
     "transactioncount"},
    {"marketing",
     "marketing|接受营销|营销短信|短信订阅|接收短信|acceptssmsmarketing|acceptsmarketing"},
    {"marketing_email", "marketingemail|邮件订阅|acceptsemailmarketing|emailsubscriptionstatus"},
};
static_assert(std::size(k_member_fields) == static_cast<std::size_t>(MemberField::count));
constexpr std::string_view k_member_required[] = {"name|first_name|last_name|nickname", "phone"};

/// What a customer has by an earlier system and no field of ours holds: points and money.
constexpr std::string_view k_member_meaningful =
    "积分|会员积分|积分余额|可用积分|当前积分|points|pointbalance|储值|储值余额|会员余额|余额|卡余额|"
    "账户余额|储值本金余额|储值赠送金额|balance|creditbalance|剩余次数|次卡|次卡名称|次卡剩余次数|优惠券|折扣|会员折扣|折扣率";

}  // namespace

ImportFields member_import_fields() {
    return {.fields = k_member_fields,
            .meaningful = k_member_meaningful,
            .required = k_member_required};
}

std::string_view name_of(MemberField field) {
    return k_member_fields[static_cast<std::size_t>(field)].name;
}

bool is_code(std::string_view cell) {
    if (cell.starts_with('-')) cell.remove_prefix(1);
    return !cell.empty() && std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

Result<ImportNames> load_import_names(ServiceContext& context) {
    ImportNames names;
    auto& tiers = context.database.cached(
        "SELECT name, code FROM tier WHERE status = 'active' ORDER BY rank DESC");
    QIANTAI_TRY_STATUS(sqlite::each(tiers, [&](const sqlite::Statement& row) {
        names.tier_codes.insert_or_assign(std::string(row.text(0)), std::string(row.text(1)));
    }));
    auto& staff = context.database.cached(
        "SELECT name, number FROM staff WHERE store_code = ? AND status = 'active' ORDER BY number");
    QIANTAI_TRY_STATUS(
        sqlite::each(staff.bind(context.identity.store_code), [&](const sqlite::Statement& row) {
            const std::string number(row.text(1));
            const auto [named, first] = names.staff_numbers.emplace(row.text(0), number);
            if (!first) named->second.reset();
            names.staff_numbers.insert_or_assign(number, number);
        }));
    return names;
}

}  // namespace qiantai::domain
