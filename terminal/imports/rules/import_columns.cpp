#include "terminal/imports/rules/import_columns.hpp"

#include <set>
#include <span>

#include "terminal/base/text_rules.hpp"
#include "terminal/imports/rules/import_birthday.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_errors.hpp"
#include "terminal/members/rules/card_number_facts.hpp"
#include "terminal/store/name_fold.hpp"

namespace qiantai::domain {
namespace {

struct FieldNames {
    ImportField field;
    std::string_view name;
    /// Headings that mean it, folded, separated by '|'.
    std::string_view headings;
};

constexpr FieldNames k_fields[] = {
    {ImportField::ignored, "-", ""},
    {ImportField::name, "name",
     "name|姓名|会员姓名|客户姓名|名字|会员名|称呼|昵称|fullname|membername"},
    {ImportField::phone, "phone",
     "phone|手机|手机号|手机号码|电话|电话号码|联系电话|移动电话|会员手机|mobile|mobilephone|"
     "phonenumber|tel|telephone"},
    {ImportField::gender, "gender", "gender|性别|sex"},
    {ImportField::birthday, "birthday",
     "birthday|生日|出生日期|会员生日|出生年月日|dateofbirth|birthdate|dob"},
    {ImportField::birthday_calendar, "birthday_calendar",
     "birthdaycalendar|历法|生日类型|生日历法|公历农历|calendar"},
    {ImportField::tier_code, "tier_code", "tiercode|tier|等级|会员等级|级别|会员级别|卡类型|level"},
    {ImportField::card_number, "card_number",
     "cardnumber|卡号|会员卡号|会员卡|card|cardno|membercard"},
    {ImportField::home_clerk, "home_clerk",
     "homeclerk|专属店员|店员|导购|顾问|服务店员|工号|clerk"},
    {ImportField::heard_from, "heard_from",
     "heardfrom|来源|会员来源|渠道|了解渠道|获知途径|source"},
    {ImportField::preferences, "preferences", "preferences|偏好|喜好|爱好"},
    {ImportField::notes, "notes", "notes|备注|说明|remark|remarks|note|comment"},
    {ImportField::joined_on, "joined_on",
     "joinedon|joindate|joined|入会日期|入会时间|注册日期|注册时间|开卡日期|开卡时间|办卡日期|"
     "加入日期"},
    {ImportField::expires_on, "expires_on",
     "expireson|expirydate|expires|expiry|到期日期|到期时间|到期日|有效期|有效期至|失效日期"},
    {ImportField::status, "status", "status|memberstatus|cardstatus|会员状态|状态|卡状态"},
};

/// What a customer has by an earlier system and no field of ours holds: points and money.
constexpr std::string_view k_meaningful_headings =
    "积分|积分余额|可用积分|当前积分|points|储值|储值余额|余额|卡余额|账户余额|balance|"
    "累计消费|消费总额|累计消费金额|消费金额|totalspend|剩余次数|次卡|优惠券";

using Words = std::pair<std::string_view, std::string_view>;
constexpr Words k_genders[] = {{"female", "女|女士|女性|f|female|小姐"},
                               {"male", "男|男士|男性|m|male|先生"},
                               {"unstated", "|未知|保密|不详|其他|unknown|unstated"}};
constexpr Words k_calendars[] = {{"lunar", "农历|阴历|旧历|lunar"},
                                 {"solar", "|公历|阳历|新历|国历|solar"}};
constexpr Words k_sources[] = {{"walk_in", "路过|进店|自然进店|到店|walkin"},
                               {"friend", "朋友|朋友介绍|老客介绍|转介绍|介绍|friend"},
                               {"advertisement", "广告|传单|海报|advertisement|ad"},
                               {"online", "网络|线上|微信|小程序|抖音|小红书|美团|online"},
                               {"event", "活动|地推|展会|event"},
                               {"other", "其他|其它|other"},
                               {"unstated", "|未知|不详|未询问|unknown|unstated"}};

/// What becomes of the card. Whoever left is no member.
constexpr Words k_states[] = {
    {"active", "|正常|有效|启用|使用中|激活|已激活|active|normal|valid"},
    {"frozen", "冻结|已冻结|停用|已停用|禁用|锁定|frozen|suspended|disabled"},
    {"lapsed", "过期|已过期|到期|已到期|失效|已失效|lapsed|expired"},
    {"left", "注销|已注销|退会|已退会|退卡|已退卡|销户|黑名单|cancelled|canceled|closed|left"}};
/// An expiry that never comes.
constexpr std::string_view k_never = "永久|永久有效|长期|长期有效|终身|无限期|never|unlimited";

/// Without case, blanks and what stands in brackets behind: 「手机号（必填）」 is 手机号.
std::string fold(std::string_view text) {
    for (const std::string_view bracket : {"（", "("}) text = text.substr(0, text.find(bracket));
    return store::to_utf8(store::fold_name(text).characters);
}

bool is_one_of(std::string_view word, std::string_view words) {
    for (;;) {
        const auto end = words.find('|');
        if (word == words.substr(0, end)) return true;
        if (end == std::string_view::npos) return false;
        words.remove_prefix(end + 1);
    }
}

/// Our value for what people write, also for our value itself.
std::optional<std::string_view> find_word(std::string_view value, std::span<const Words> table) {
    const std::string folded = fold(value);
    for (const auto& [ours, words] : table) {
        if (value == ours || is_one_of(folded, words)) return ours;
    }
    return std::nullopt;
}

/// The first way to write each, for whoever has to correct the cell.
std::string written_ways(std::span<const Words> table) {
    std::string ways;
    for (const auto& [ours, words] : table) {
        auto rest = words;
        if (rest.starts_with('|')) rest.remove_prefix(1);
        ways += (ways.empty() ? "" : " | ") + std::string(rest.substr(0, rest.find('|')));
    }
    return ways;
}

/// One line, field by field.
class LineReading {
  public:
    LineReading(const ImportNames& names, UnknownValues unknown, PhoneCountry home,
                Date today)
        : m_names(names), m_unknown(unknown), m_home(home), m_today(today) {}

    void take(ImportField field, std::string value) {
        auto& registration = m_line.registration;
        switch (field) {
            case ImportField::ignored:
                break;
            case ImportField::name:
                registration.name = std::move(value);
                break;
            case ImportField::phone:
                take_number(registration.phone, value, "phone");
                break;
            case ImportField::gender:
                take_word(registration.gender, value, k_genders, "gender");
                break;
            case ImportField::birthday:
                m_birthday = std::move(value);
                break;
            case ImportField::birthday_calendar:
                take_calendar_column(value);
                break;
            case ImportField::tier_code:
                if (const auto known = m_names.tier_codes.find(value);
                    known != m_names.tier_codes.end()) {
                    registration.tier_code = known->second;
                } else if (!value.empty()) {
                    registration.tier_code = std::move(value);
                }
                break;
            case ImportField::card_number:
                if (!value.empty())
                    take_number(registration.card_number.emplace(), value, "card_number");
                break;
            case ImportField::home_clerk:
                take_clerk(std::move(value));
                break;
            case ImportField::heard_from:
                take_word(registration.heard_from, value, k_sources, "heard_from");
                break;
            case ImportField::preferences:
                registration.preferences = std::move(value);
                break;
            case ImportField::notes:
                registration.notes = std::move(value);
                break;
            case ImportField::joined_on:
                take_joined(value);
                break;
            case ImportField::expires_on:
                take_expiry(value);
                break;
            case ImportField::status:
                take_status(value);
                break;
        }
    }

    ImportedLine finish() {
        const auto& registration = m_line.registration;
        check(normalise_name(registration.name));
        if (!has_fault("phone")) check(normalise_phone(registration.phone, m_home));
        if (registration.card_number && !has_fault("card_number")) {
            check(normalise_card_number(*registration.card_number));
        }
        check(normalise_note(registration.preferences, k_preferences_length_max,
                                     "preferences"));
        check(normalise_note(registration.notes, k_notes_length_max, "notes"));
        take_birthday();
        return std::move(m_line);
    }

  private:
    template <typename T>
    void check(const Result<T>& result) {
        if (!result) m_line.faults.push_back(result.error());
    }

    bool has_fault(std::string_view field) const {
        return std::ranges::any_of(m_line.faults,
                                   [&](const Error& fault) { return fault.field == field; });
    }

    void take_number(std::string& kept, const std::string& cell, std::string_view field) {
        auto number = number_text(cell, field);
        if (number) {
            kept = *std::move(number);
        } else {
            m_line.faults.push_back(number.error());
        }
    }

    template <typename E>
    void take_word(Coded<E>& kept, const std::string& value, std::span<const Words> table,
                   std::string_view field) {
        const auto ours = find_word(value, table);
        if (ours) {
            kept = Coded<E>::of_text(*ours);
        } else if (m_unknown == UnknownValues::refuse) {
            m_line.faults.push_back(
                make_error(k_import_value_unknown, written_ways(table), std::string(field)));
        }
    }

    // Which day it is depends on it, so an unknown word is never passed over.
    void take_calendar_column(const std::string& value) {
        if (value.empty()) return;
        const auto ours = find_word(value, k_calendars);
        if (ours) {
            m_calendar = parse_code<BirthdayCalendar>(*ours);
        } else {
            m_line.faults.push_back(
                make_error(k_import_value_unknown, written_ways(k_calendars), "birthday_calendar"));
        }
    }

    void take_clerk(std::string value) {
        if (value.empty()) return;
        if (const auto named = m_names.staff_numbers.find(value);
            named != m_names.staff_numbers.end() && named->second) {
            value = *named->second;
        }
        const bool known = std::ranges::any_of(
            m_names.staff_numbers, [&](const auto& one) { return one.second == value; });
        if (known) {
            m_line.registration.home_clerk = std::move(value);
        } else if (m_unknown == UnknownValues::refuse) {
            m_line.faults.push_back(make_error(k_home_clerk_unknown, value, "home_clerk"));
        }
    }

    // Since when and until when somebody is a member is never guessed and never left empty because
    // it can't be read.
    std::optional<Date> take_day(const std::string& value, std::string_view field) {
        const auto day = read_day_text(value);
        if (!day) m_line.faults.push_back(make_error(k_import_day_unclear, {}, std::string(field)));
        return day;
    }

    void take_joined(const std::string& value) {
        if (value.empty()) return;
        const auto day = take_day(value, "joined_on");
        if (day && *day > m_today) {
            m_line.faults.push_back(make_error(k_import_joined_in_future, {}, "joined_on"));
        }
        m_line.registration.taken_over.joined_on = day;
    }

    void take_expiry(const std::string& value) {
        if (value.empty()) return;
        auto& expiry = m_line.registration.taken_over.expires_on;
        if (is_one_of(fold(value), k_never)) {
            expiry.emplace();
        } else if (const auto day = take_day(value, "expires_on")) {
            expiry = day->text();
        }
    }

    void take_status(const std::string& value) {
        const auto state = find_word(value, k_states);
        if (!state) {
            m_line.faults.push_back(
                make_error(k_import_value_unknown, written_ways(k_states), "status"));
        } else if (const auto card = parse_code<CardStatus>(*state)) {
            m_line.registration.taken_over.card_status = *card;
        } else {
            m_line.faults.push_back(make_error(k_import_no_member, {}, "status"));
        }
    }

    void take_birthday() {
        if (m_birthday.empty()) return;
        const auto read = read_birthday_text(m_birthday, m_calendar);
        if (!read) return m_line.faults.push_back(read.error());
        check(parse_birthday(read->text, read->calendar, m_today));
        m_line.registration.birthday = read->text;
        m_line.registration.birthday_calendar = read->calendar;
    }

    const ImportNames& m_names;
    UnknownValues m_unknown;
    PhoneCountry m_home;
    Date m_today;
    ImportedLine m_line{};
    std::string m_birthday{};
    std::optional<BirthdayCalendar> m_calendar{};
};

}  // namespace

std::string_view name_of(ImportField field) {
    for (const auto& entry : k_fields) {
        if (entry.field == field) return entry.name;
    }
    return {};
}

std::optional<ImportField> parse_import_field(std::string_view name) {
    for (const auto& entry : k_fields) {
        if (entry.name == name) return entry.field;
    }
    return std::nullopt;
}

Result<std::pair<std::string, ImportField>> parse_import_mapping(std::string_view text) {
    const auto equals = text.rfind('=');
    const auto wrong = [&] { return make_error(k_import_map_malformed, std::string(text), "map"); };
    if (equals == std::string_view::npos || equals == 0) return wrong();
    const auto field = parse_import_field(text.substr(equals + 1));
    if (!field) return wrong();
    return std::pair(cell_text(text.substr(0, equals)), *field);
}

Result<ImportColumns> match_columns(const std::vector<std::string>& headings,
                                    const std::map<std::string, ImportField>& mappings) {
    ImportColumns columns;
    std::set<ImportField> seen;
    for (const auto& raw : headings) {
        const std::string heading = cell_text(raw);
        auto field = ImportField::ignored;
        const auto mapped = mappings.find(heading);
        if (mapped != mappings.end()) {
            field = mapped->second;
        } else {
            const std::string folded = fold(heading);
            const auto known = std::ranges::find_if(k_fields, [&](const FieldNames& names) {
                return !folded.empty() && is_one_of(folded, names.headings);
            });
            if (known != std::end(k_fields)) {
                field = known->field;
            } else if (is_one_of(folded, k_meaningful_headings)) {
                columns.meaningful.push_back(heading);
            } else if (!is_error_heading(heading)) {
                columns.ignored.push_back(heading);
            }
        }
        if (field != ImportField::ignored && !seen.insert(field).second) {
            return make_error(k_import_heading_twice, std::string(name_of(field)), heading);
        }
        columns.fields.push_back(field);
        columns.headings.push_back(heading);
    }
    if (!seen.contains(ImportField::name) || !seen.contains(ImportField::phone)) {
        return make_error(k_import_heading_missing, fmt::format("{}", fmt::join(headings, " | ")));
    }
    return columns;
}

ImportedLine read_import_line(const ImportColumns& columns, const std::vector<std::string>& values,
                              const ImportNames& names, UnknownValues unknown,
                              PhoneCountry home, Date today) {
    LineReading reading(names, unknown, home, today);
    for (std::size_t i = 0; i < values.size() && i < columns.fields.size(); ++i) {
        reading.take(columns.fields[i], cell_text(values[i]));
    }
    return reading.finish();
}

}  // namespace qiantai::domain
