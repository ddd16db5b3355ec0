#include "terminal/imports/rules/import_columns.hpp"

#include <set>
#include <span>

#include "terminal/store/name_fold.hpp"

namespace qiantai::ctl {
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
};

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
                               {"other", "|其他|其它|other"}};

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

std::string translate(std::string_view value, std::span<const Words> table) {
    const std::string folded = fold(value);
    for (const auto& [ours, words] : table) {
        if (is_one_of(folded, words)) return std::string(ours);
    }
    return std::string(value);
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view k_blanks = " \t\r\n";
    const auto first = text.find_first_not_of(k_blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(k_blanks) - first + 1));
}

/// 1988/5/3, 1988.5.3, 1988年5月3日, 19880503, 5-3 and 5月3日 as 1988-05-03 or 0000-05-03, without
/// the time of day that spreadsheets add; anything else as it is.
std::string read_date(std::string text) {
    if (const auto blank = text.find(' '); text.find(':', blank) != std::string::npos)
        text.resize(blank);
    std::vector<std::string> numbers;
    bool in_number = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) numbers.emplace_back();
        if (digit) numbers.back() += c;
        if (c == 'L') return text;  // a leap lunar month, in our own form
        in_number = digit;
    }
    if (numbers.size() == 1 && numbers[0].size() == 8) {
        return fmt::format("{}-{}-{}", numbers[0].substr(0, 4), numbers[0].substr(4, 2),
                           numbers[0].substr(6));
    }
    if (numbers.size() == 2) numbers.insert(numbers.begin(), "0000");
    if (numbers.size() != 3 || numbers[0].size() != 4 || numbers[1].size() > 2 ||
        numbers[2].size() > 2)
        return text;
    return fmt::format("{}-{:0>2}-{:0>2}", numbers[0], numbers[1], numbers[2]);
}

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
    return std::pair(trimmed(text.substr(0, equals)), *field);
}

Result<ImportColumns> match_columns(const std::vector<std::string>& headings,
                                    const std::map<std::string, ImportField>& mappings) {
    ImportColumns columns;
    std::set<ImportField> seen;
    for (const auto& raw : headings) {
        const std::string heading = trimmed(raw);
        auto field = ImportField::ignored;
        const auto mapped = mappings.find(heading);
        if (mapped != mappings.end()) {
            field = mapped->second;
        } else {
            const std::string folded = fold(heading);
            const auto known = std::ranges::find_if(k_fields, [&](const FieldNames& names) {
                return !folded.empty() && is_one_of(folded, names.headings);
            });
            if (known != std::end(k_fields))
                field = known->field;
            else
                columns.ignored.push_back(heading);
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

domain::Registration make_registration(
    const ImportColumns& columns, const std::vector<std::string>& values,
    const std::map<std::string, std::string, std::less<>>& tier_codes_by_name) {
    domain::Registration registration;
    for (std::size_t i = 0; i < values.size() && i < columns.fields.size(); ++i) {
        const std::string value = trimmed(values[i]);
        switch (columns.fields[i]) {
            case ImportField::ignored:
                break;
            case ImportField::name:
                registration.name = value;
                break;
            case ImportField::phone:
                registration.phone = value;
                break;
            case ImportField::gender:
                registration.gender = translate(value, k_genders);
                break;
            case ImportField::birthday:
                registration.birthday = read_date(value);
                break;
            case ImportField::birthday_calendar:
                if (translate(value, k_calendars) == "lunar") {
                    registration.birthday_calendar = BirthdayCalendar::lunar;
                }
                break;
            case ImportField::tier_code:
                if (const auto known = tier_codes_by_name.find(value);
                    known != tier_codes_by_name.end()) {
                    registration.tier_code = known->second;
                } else if (!value.empty()) {
                    registration.tier_code = value;
                }
                break;
            case ImportField::card_number:
                if (!value.empty()) registration.card_number = value;
                break;
            case ImportField::home_clerk:
                if (!value.empty()) registration.home_clerk = value;
                break;
            case ImportField::heard_from:
                registration.heard_from = translate(value, k_sources);
                break;
            case ImportField::preferences:
                registration.preferences = value;
                break;
            case ImportField::notes:
                registration.notes = value;
                break;
        }
    }
    return registration;
}

}  // namespace qiantai::ctl
