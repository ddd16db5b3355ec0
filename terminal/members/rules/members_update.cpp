#include "schema/sqlite/row_codec.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_phone.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {
namespace {

using ColumnValues = std::vector<std::pair<std::string, std::string>>;

std::string names_of(const ColumnValues& values) {
    std::string names;
    for (const auto& [name, value] : values) names += (names.empty() ? "" : ",") + name;
    return names;
}

/// Writes only the changed columns, so that another store's edit of a different column stands.
Status update_member(sqlite::Database& database, const Uuid& id, const ColumnValues& values) {
    std::string assignments;
    for (const auto& [name, value] : values) {
        assignments +=
            (assignments.empty() ? "" : ", ") + sqlite::quoted(name) + " = nullif(?, '')";
    }
    QIANTAI_TRY(auto statement,
                database.prepare("UPDATE member SET " + assignments + " WHERE id = ?"));
    int parameter = 0;
    for (const auto& [name, value] : values) statement.bind_one(++parameter, value);
    statement.bind_one(++parameter, id);
    return statement.run();
}

Status check_birthday(const Member& member, const MemberUpdate& changes, Date today,
                      std::string& birthday, std::string& calendar_text) {
    birthday = changes.birthday.value_or(member.birthday);
    const auto before = member.birthday_calendar.known().value_or(BirthdayCalendar::solar);
    const auto calendar = changes.birthday_calendar.value_or(before);
    calendar_text = code_of(calendar);
    if (birthday.empty()) return {};
    QIANTAI_TRY(const auto parsed, parse_birthday(birthday, calendar, today));
    birthday = parsed.text();
    return {};
}

}  // namespace

Result<ColumnValues> Members::build_changes(const Member& member, const MemberUpdate& changes) {
    ColumnValues values;
    const auto set = [&](std::string_view name, const std::string& before, std::string after) {
        if (before != after) values.emplace_back(name, std::move(after));
    };
    if (changes.name) {
        QIANTAI_TRY(auto name, normalise_name(*changes.name));
        set("name", member.name, std::move(name));
    }
    if (changes.phone) {
        if (changes.phone->empty()) return make_error(k_phone_not_emptied, {}, "phone");
        QIANTAI_TRY(const auto home, load_phone_country(m_context));
        QIANTAI_TRY(auto phone, normalise_phone(*changes.phone, home));
        if (phone != member.phone) {
            QIANTAI_TRY_STATUS(check_duplicate_phone(phone, changes.duplicates, member.id));
        }
        set("phone", member.phone, std::move(phone));
    }
    if (changes.birthday || changes.birthday_calendar) {
        std::string birthday, calendar;
        QIANTAI_TRY(const auto today, business_date(m_context));
        QIANTAI_TRY_STATUS(check_birthday(member, changes, today, birthday, calendar));
        set("birthday", member.birthday, std::move(birthday));
        set("birthday_calendar", member.birthday_calendar.text(), std::move(calendar));
    }
    const auto set_code = [&](const char* name, const auto& before, const auto& after) -> Status {
        if (!after) return {};
        QIANTAI_TRY_STATUS(check_column(m_context.manifest, "member", name, after->text()));
        set(name, before.text(), after->text());
        return {};
    };
    QIANTAI_TRY_STATUS(set_code("gender", member.gender, changes.gender));
    QIANTAI_TRY_STATUS(set_code("heard_from", member.heard_from, changes.heard_from));
    if (changes.preferences) {
        QIANTAI_TRY(auto text,
                    normalise_note(*changes.preferences, k_preferences_length_max, "preferences"));
        set("preferences", member.preferences, std::move(text));
    }
    if (changes.notes) {
        QIANTAI_TRY(auto text, normalise_note(*changes.notes, k_notes_length_max, "notes"));
        set("notes", member.notes, std::move(text));
    }
    if (changes.home_clerk && *changes.home_clerk != member.home_clerk) {
        if (!changes.home_clerk->empty()) QIANTAI_TRY_STATUS(check_home_clerk(*changes.home_clerk));
        set("home_clerk", member.home_clerk, *changes.home_clerk);
    }
    if (changes.tier_code) {
        QIANTAI_TRY(const auto tier, load_tier(m_context.database, *changes.tier_code));
        set("tier_code", member.tier_code, tier.code);
    }
    return values;
}

Result<MemberDetails> Members::update(const Session& session, const Uuid& id,
                                      const MemberUpdate& changes) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_update));
    // Whoever could make a customer their own would see the number without a reason.
    if (changes.home_clerk || changes.tier_code) {
        QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_assign));
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, id));
    QIANTAI_TRY(const auto values, build_changes(member, changes));
    if (!values.empty()) {
        QIANTAI_TRY_STATUS(update_member(m_context.database, id, values));
        if (std::ranges::find(values, "phone", &ColumnValues::value_type::first) != values.end()) {
            QIANTAI_TRY_STATUS(follow_phone_change(m_context, session, id));
        }
        QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                        {.action = "members.update",
                                         .subject_entity = "member",
                                         .subject_id = id.text(),
                                         .detail = {{"fields", names_of(values)}}}));
    }
    QIANTAI_TRY(auto details, load_details(id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return masked_for(session, std::move(details));
}

}  // namespace qiantai::domain
