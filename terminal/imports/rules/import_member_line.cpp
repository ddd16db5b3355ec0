#include "terminal/imports/rules/import_member_line.hpp"

#include <algorithm>

#include "terminal/base/text_rules.hpp"
#include "terminal/base/typed_text.hpp"
#include "terminal/imports/rules/import_birthday.hpp"
#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/members/rules/birthday_facts.hpp"
#include "terminal/members/rules/card_number_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr ImportWords k_genders[] = {{"female", "女|女士|女性|f|female|小姐"},
                               {"male", "男|男士|男性|m|male|先生"},
                               {"unstated", "|未知|保密|不详|其他|unknown|unstated"}};
constexpr ImportWords k_calendars[] = {{"lunar", "农历|阴历|旧历|lunar"},
                                 {"solar", "|公历|阳历|新历|国历|solar"}};
constexpr ImportWords k_sources[] = {{"walk_in", "路过|进店|自然进店|到店|walkin"},
                               {"friend", "朋友|朋友介绍|老客介绍|转介绍|介绍|friend"},
                               {"advertisement", "广告|传单|海报|advertisement|ad"},
                               {"online", "网络|线上|微信|小程序|抖音|小红书|美团|online"},
                               {"event", "活动|地推|展会|event"},
                               {"other", "其他|其它|other"},
                               {"unstated", "|未知|不详|未询问|unknown|unstated"}};

/// What becomes of the card. Whoever left is no member.
constexpr ImportWords k_states[] = {
    {"active", "|正常|有效|启用|使用中|激活|已激活|active|normal|valid"},
    {"frozen", "冻结|已冻结|停用|已停用|禁用|锁定|frozen|suspended|disabled"},
    {"lapsed", "过期|已过期|到期|已到期|失效|已失效|lapsed|expired"},
    {"left", "注销|已注销|退会|已退会|退卡|已退卡|销户|黑名单|cancelled|canceled|closed|left"}};
/// An expiry that never comes.
constexpr std::string_view k_never = "永久|永久有效|长期|长期有效|终身|无限期|never|unlimited";

constexpr ImportWords k_marketing_answers[] = {
    {"yes", "|yes|true|1|是|同意|接受|订阅|subscribed|y"},
    {"no", "no|false|0|否|不同意|拒绝|退订|已退订|unsubscribed|n"}};

/// One line, field by field.
class MemberLineReader {
  public:
    explicit MemberLineReader(const MemberReading& reading)
        : m_reading(reading),
          m_names(reading.names),
          m_unknown(reading.settings.unknown_as_empty),
          m_home(reading.phone_country),
          m_today(reading.today) {}

    MemberLine read(const ImportLine& line) {
        check_doubts(line);
        const auto text = [&](MemberField field) {
            return line.text(static_cast<std::size_t>(field));
        };
        auto& registration = m_line.registration;
        registration.name = joined_name(text(MemberField::name), text(MemberField::first_name),
                                        text(MemberField::last_name));
        registration.notes = text(MemberField::notes);
        take_nickname(line);
        take_store(text(MemberField::store));
        take_number(registration.phone, text(MemberField::phone), "phone");
        take_gender(text(MemberField::gender));
        take_calendar_column(text(MemberField::birthday_calendar));
        m_birthday = text(MemberField::birthday);
        take_tier(text(MemberField::tier_code));
        if (const auto card = text(MemberField::card_number); !card.empty()) {
            take_number(registration.card_number.emplace(), card, "card_number");
        }
        take_word(registration.heard_from, text(MemberField::heard_from), k_sources, "heard_from");
        take_clerk(text(MemberField::home_clerk));
        registration.preferences = text(MemberField::preferences);
        take_joined(text(MemberField::joined_on));
        take_expiry(text(MemberField::expires_on));
        take_status(text(MemberField::status));
        take_origin(text(MemberField::number), text(MemberField::spent),
                    text(MemberField::visits));
        take_marketing(text(MemberField::marketing), MemberField::marketing);
        take_marketing(text(MemberField::marketing_email), MemberField::marketing_email);
        return finish(line);
    }

  private:
    // 欧阳 and 娜娜 are 欧阳娜娜, Ada and Lovelace are Ada Lovelace.
    static std::string joined_name(std::string_view whole, std::string_view first,
                                   std::string_view last) {
        if (!whole.empty() || (first.empty() && last.empty())) return std::string(whole);
        auto joined = fmt::format("{}{}", last, first);
        const auto characters = composed(joined);
        const bool han = characters && std::ranges::all_of(*characters, is_han);
        if (han || first.empty() || last.empty()) return joined;
        return fmt::format("{} {}", first, last);
    }

    /// Where somebody looks who has to correct the name.
    static MemberField name_column(const ImportLine& line) {
        using enum MemberField;
        for (const auto field : {name, first_name, last_name}) {
            if (line.has(static_cast<std::size_t>(field))) return field;
        }
        return nickname;
    }

    // Enough of a name where there is no other; beside one it is worth a note.
    void take_nickname(const ImportLine& line) {
        constexpr auto k_field = static_cast<std::size_t>(MemberField::nickname);
        const auto nickname = line.text(k_field);
        auto& registration = m_line.registration;
        if (nickname.empty() || nickname == registration.name) return;
        if (registration.name.empty()) {
            registration.name = nickname;
            return;
        }
        const auto note = fmt::format("{}: {}", line.heading(k_field), nickname);
        registration.notes += (registration.notes.empty() ? "" : "\n") + note;
    }

    void take_store(std::string_view said) {
        const auto whose = m_reading.stores.whose(said);
        m_line.other_store = whose == ImportStores::Whose::other;
        if (whose == ImportStores::Whose::unknown) {
            m_line.faults.push_back(
                make_error(k_import_store_unknown, std::string(said), "store"));
        }
    }

    void check_doubts(const ImportLine& line) {
        for (std::size_t field = 0; field < static_cast<std::size_t>(MemberField::count); ++field) {
            const auto doubt = line.doubt(field);
            if (doubt == SheetCell::Doubt::none) continue;
            m_line.faults.push_back(make_error(doubt == SheetCell::Doubt::digits_lost
                                                   ? k_import_number_destroyed
                                                   : k_import_value_missing,
                                               std::string(line.text(field)),
                                               std::string(name_of(static_cast<MemberField>(field)))));
        }
    }

    /// What people here said that a number means.
    static std::string_view explained(std::string_view value,
                                      const std::vector<CodeMeaning>& meanings) {
        const auto found = std::ranges::find(meanings, value, &CodeMeaning::code);
        return found == meanings.end() ? value : std::string_view(found->meaning);
    }

    void take_gender(std::string_view value) {
        take_word(m_line.registration.gender, explained(value, m_reading.settings.genders),
                  k_genders, "gender");
    }

    void take_tier(std::string_view value) {
        if (value.empty()) return;
        const auto known = m_names.tier_codes.find(value);
        m_line.registration.tier_code =
            known == m_names.tier_codes.end() ? std::string(value) : known->second;
    }

    // What an old system took for consent is none; that somebody refused holds.
    void take_marketing(std::string_view value, MemberField field) {
        const auto answer = find_import_word(value, k_marketing_answers);
        if (answer)
            m_line.no_marketing |= *answer == "no";
        else
            m_line.faults.push_back(make_error(k_import_value_unknown,
                                               written_ways(k_marketing_answers),
                                               std::string(name_of(field))));
    }

    template <typename T>
    void take_origin_value(std::optional<T>& kept, Result<std::optional<T>> read) {
        if (read)
            kept = *read;
        else
            m_line.faults.push_back(read.error());
    }

    void take_origin(std::string_view number, std::string_view spent, std::string_view visits) {
        take_number(m_line.number, number, "number");
        check(normalise_note(m_line.number, k_origin_number_length_max, "number"));
        take_origin_value(m_line.spent, read_import_amount(spent, "spent"));
        take_origin_value(m_line.visits, read_import_count(visits, "visits"));
    }

    MemberLine finish(const ImportLine& line) {
        const auto& registration = m_line.registration;
        if (!normalise_name(registration.name)) {
            m_line.faults.push_back(
                make_error(k_name_malformed, {}, std::string(name_of(name_column(line)))));
        }
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

    template <typename T>
    void check(const Result<T>& result) {
        if (!result) m_line.faults.push_back(result.error());
    }

    bool has_fault(std::string_view field) const {
        return std::ranges::any_of(m_line.faults,
                                   [&](const Error& fault) { return fault.field == field; });
    }

    void take_number(std::string& kept, std::string_view cell, std::string_view field) {
        auto number = number_text(cell, field);
        if (number) {
            kept = *std::move(number);
        } else {
            m_line.faults.push_back(number.error());
        }
    }

    template <typename E>
    void take_word(Coded<E>& kept, std::string_view value, std::span<const ImportWords> table,
                   std::string_view field) {
        const auto ours = find_import_word(value, table);
        if (ours) {
            kept = Coded<E>::of_text(*ours);
        } else if (!m_unknown) {
            m_line.faults.push_back(
                make_error(k_import_value_unknown, written_ways(table), std::string(field)));
        }
    }

    // Which day it is depends on it, so an unknown word is never passed over.
    void take_calendar_column(std::string_view value) {
        if (value.empty()) return;
        const auto ours =
            find_import_word(explained(value, m_reading.settings.calendars), k_calendars);
        if (ours) {
            m_calendar = parse_code<BirthdayCalendar>(*ours);
        } else {
            m_line.faults.push_back(
                make_error(k_import_value_unknown, written_ways(k_calendars), "birthday_calendar"));
        }
    }

    void take_clerk(std::string_view said) {
        if (said.empty()) return;
        std::string value(said);
        if (const auto named = m_names.staff_numbers.find(value);
            named != m_names.staff_numbers.end() && named->second) {
            value = *named->second;
        }
        const bool known = std::ranges::any_of(
            m_names.staff_numbers, [&](const auto& one) { return one.second == value; });
        if (known) {
            m_line.registration.home_clerk = std::move(value);
        } else if (!m_unknown) {
            m_line.faults.push_back(make_error(k_home_clerk_unknown, value, "home_clerk"));
        }
    }

    // Since when and until when somebody is a member is never guessed and never left empty because
    // it can't be read.
    std::optional<Date> take_day(std::string_view value, std::string_view field) {
        auto day = m_reading.dates.read(value, field, FileDates::Years::whole);
        if (day) return *day;
        m_line.faults.push_back(day.error());
        return std::nullopt;
    }

    void take_joined(std::string_view value) {
        if (value.empty()) return;
        const auto day = take_day(value, "joined_on");
        if (day && *day > m_today) {
            m_line.faults.push_back(make_error(k_import_joined_in_future, {}, "joined_on"));
        }
        m_line.registration.taken_over.joined_on = day;
    }

    void take_expiry(std::string_view value) {
        if (value.empty()) return;
        auto& expiry = m_line.registration.taken_over.expires_on;
        if (is_one_of(folded_heading(value), k_never)) {
            expiry.emplace();
        } else if (const auto day = take_day(value, "expires_on")) {
            expiry = day->text();
        }
    }

    void take_status(std::string_view value) {
        const auto state = find_import_word(value, k_states);
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
        const auto& nobodys = m_reading.no_birthdays;
        if (FileDates::says_nothing(m_birthday) ||
            std::ranges::find(nobodys, m_birthday) != nobodys.end()) {
            return;
        }
        auto read = read_birthday_text(m_birthday, m_calendar);
        if (const auto day = m_reading.dates.birthday_of_seconds(m_birthday); day && !read) {
            read = read_birthday_text(day->text(), m_calendar);
        }
        if (!read) {
            // 5/3/1988 by the file's order of days and months, 32874 as a spreadsheet counts.
            const auto day = m_reading.dates.read(m_birthday, "birthday", FileDates::Years::whole);
            if (day && *day) read = read_birthday_text((*day)->text(), m_calendar);
        }
        if (!read) return m_line.faults.push_back(read.error());
        check(parse_birthday(read->text, read->calendar, m_today));
        m_line.registration.birthday = read->text;
        m_line.registration.birthday_calendar = read->calendar;
    }

    const MemberReading& m_reading;
    const ImportNames& m_names;
    bool m_unknown;
    PhoneCountry m_home;
    Date m_today;
    MemberLine m_line{};
    std::string_view m_birthday{};
    std::optional<BirthdayCalendar> m_calendar{};
};

}  // namespace

MemberLine read_member_line(const ImportLine& line, const MemberReading& reading) {
    return MemberLineReader(reading).read(line);
}

}  // namespace qiantai::domain
