// Members of another system: a line is a person.

#include <algorithm>
#include <set>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/imports/rules/import_checked.hpp"
#include "terminal/imports/rules/import_member_line.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_origin.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {
namespace {

/// A day that more of a file's people have is no birthday, but what a system put where nobody said
/// one; in a file of fewer people any day can be chance.
constexpr std::int64_t k_birthday_one_in = 50, k_birthdays_min = 200;
/// Numbers that spreadsheets round end so.
constexpr std::string_view k_rounded_end = "000";
constexpr std::size_t k_rounded_length = 16;

class MembersImport final : public ImportTarget {
  public:
    MembersImport(ServiceContext& context, const Session& session, const ImportSettings& settings)
        : m_context(context),
          m_session(session),
          m_settings(settings),
          m_dates(parse_code<DateOrder>(settings.date_order)) {}

    ImportFields fields() const override { return member_import_fields(); }
    void study(const ImportLine& line) override;
    std::vector<ImportRemark> remarks(const ImportColumns& columns) const override;
    bool continues(const ImportLine&, const ImportLine&) override { return false; }
    Status begin(const ImportColumns& columns, std::int64_t import_id) override;
    Result<ImportTaken> take(std::span<const ImportLine> lines) override;
    Result<UndoneRow> undo(std::int64_t import_id, const Uuid& row, ImportTaken::Outcome outcome,
                           std::int64_t clock) override;
    Result<std::string> describe(const Uuid& row) override {
        QIANTAI_TRY(auto member, load_member(m_context.database, row));
        return masked_for(m_session, std::move(member)).name;
    }

  private:
    using Person = CheckedMembers::Person;
    std::vector<std::string> default_birthdays() const;
    Person person_of(const MemberLine& line) const;
    Result<bool> says_the_same(const Member& member, const Person& said);
    Result<std::optional<ImportTaken>> known(const Uuid& id, const MemberLine& line,
                                             const Person& said);
    Result<std::optional<ImportTaken>> take_same(const MemberLine& line, const Person& said);
    bool is_check() const { return m_import_id == 0; }
    Status write_origin(const Uuid& member_id, const MemberLine& line);
    Status write_refusal(const Uuid& member_id);
    Status prepare_touches();
    Result<bool> is_touched(const Uuid& member, std::int64_t clock);

    ServiceContext& m_context;
    const Session& m_session;
    const ImportSettings& m_settings;
    FileDates m_dates;
    std::map<std::string, std::int64_t, std::less<>> m_birthdays{};
    std::set<std::string, std::less<>> m_gender_codes{}, m_calendar_codes{};
    std::int64_t m_birthday_count = 0, m_cards = 0, m_rounded_cards = 0;
    std::vector<std::string> m_no_birthdays{};
    std::optional<ImportNames> m_names{};
    std::optional<ImportStores> m_stores{};
    std::int64_t m_import_id = 0;
    PhoneCountry m_phone_country{};
    Date m_today{};
    CheckedMembers m_checked{};
    /// Each finds what belongs to a member and is newer; compiled once for all members.
    std::vector<sqlite::Statement> m_touches{};
};

std::string_view member_text(const ImportLine& line, MemberField field) {
    return line.text(static_cast<std::size_t>(field));
}

void MembersImport::study(const ImportLine& line) {
    const auto birthday = member_text(line, MemberField::birthday);
    for (const auto field :
         {MemberField::birthday, MemberField::joined_on, MemberField::expires_on}) {
        m_dates.study(member_text(line, field));
    }
    if (!FileDates::says_nothing(birthday)) {
        ++m_birthday_count;
        const auto counted = m_birthdays.find(birthday);
        if (counted != m_birthdays.end())
            ++counted->second;
        else
            m_birthdays.emplace(birthday, 1);
    }
    const auto add_code = [](std::string_view said, const std::vector<CodeMeaning>& meanings,
                             std::set<std::string, std::less<>>& codes) {
        const bool explained =
            std::ranges::find(meanings, said, &CodeMeaning::code) != meanings.end();
        if (is_code(said) && !explained) codes.emplace(said);
    };
    add_code(member_text(line, MemberField::gender), m_settings.genders, m_gender_codes);
    add_code(member_text(line, MemberField::birthday_calendar), m_settings.calendars,
             m_calendar_codes);
    const auto card = member_text(line, MemberField::card_number);
    if (card.size() >= k_rounded_length) {
        ++m_cards;
        if (card.ends_with(k_rounded_end)) ++m_rounded_cards;
    }
}

std::vector<std::string> MembersImport::default_birthdays() const {
    std::vector<std::string> days;
    if (m_birthday_count < k_birthdays_min) return days;
    for (const auto& [day, count] : m_birthdays) {
        if (count * k_birthday_one_in > m_birthday_count) days.push_back(day);
    }
    return days;
}

std::vector<ImportRemark> MembersImport::remarks(const ImportColumns& columns) const {
    std::vector<ImportRemark> remarks;
    if (m_dates.is_unclear()) {
        remarks.push_back({std::string(k_import_date_order_unclear.code), {}, true});
    }
    if (!m_gender_codes.empty() && !m_settings.unknown_as_empty) {
        remarks.push_back({std::string(k_import_gender_codes.code),
                           fmt::format("{}", fmt::join(m_gender_codes, " | ")), true});
    }
    if (!m_calendar_codes.empty()) {
        remarks.push_back({std::string(k_import_calendar_codes.code),
                           fmt::format("{}", fmt::join(m_calendar_codes, " | ")), true});
    }
    for (const auto& day : default_birthdays()) {
        remarks.push_back({std::string(k_import_birthday_default.code),
                           fmt::format("{} × {}", day, m_birthdays.at(day)), false});
    }
    if (m_rounded_cards * 2 > m_cards) {
        remarks.push_back({std::string(k_import_number_destroyed.code),
                           columns.heading_of(name_of(MemberField::card_number)), false});
    }
    return remarks;
}

Status MembersImport::begin(const ImportColumns&, std::int64_t import_id) {
    m_import_id = import_id;
    if (m_names) return {};
    QIANTAI_TRY(m_names, load_import_names(m_context));
    QIANTAI_TRY(m_stores, ImportStores::load(m_context, m_settings));
    QIANTAI_TRY(m_phone_country, load_phone_country(m_context));
    QIANTAI_TRY(m_today, business_date(m_context));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(m_context.database, m_context.identity.store_code));
    m_dates.set_utc_offset(offset);
    m_no_birthdays = default_birthdays();
    return {};
}

/// What a line without faults says, as it would be kept.
MembersImport::Person MembersImport::person_of(const MemberLine& line) const {
    const auto& said = line.registration;
    Person person{.gender = said.gender};
    if (auto name = normalise_name(said.name)) person.name = *std::move(name);
    if (auto phone = normalise_phone(said.phone, m_phone_country)) person.phone = *std::move(phone);
    if (!said.birthday.empty()) {
        const auto birthday = parse_birthday(said.birthday, said.birthday_calendar, m_today);
        if (birthday) person.birthday = birthday->text();
    }
    if (said.card_number) {
        if (auto card = normalise_card_number(*said.card_number)) {
            person.card_number = *std::move(card);
        }
    }
    return person;
}

/// Whether a line tells nothing of somebody that isn't here; what the shop keeps itself is no
/// matter.
bool adds_nothing(const CheckedMembers::Person& here, const CheckedMembers::Person& said) {
    return said.name == here.name && said.phone == here.phone &&
           (said.gender == Gender::unstated || said.gender == here.gender) &&
           (said.birthday.empty() || said.birthday == here.birthday) &&
           (said.card_number.empty() || said.card_number == here.card_number);
}

Result<bool> MembersImport::says_the_same(const Member& member, const Person& said) {
    Person here{.name = member.name,
                .phone = member.phone,
                .birthday = member.birthday,
                .card_number = {},
                .gender = member.gender};
    if (!said.card_number.empty()) {
        QIANTAI_TRY(const auto cards, load_cards(m_context.database, member.id));
        const bool has_it =
            std::ranges::find(cards, said.card_number, &MemberCard::number) != cards.end();
        if (has_it) here.card_number = said.card_number;
    }
    return adds_nothing(here, said);
}

std::optional<ImportTaken> duplicate_person() {
    auto taken = ImportTaken::refused({make_error(k_possible_duplicate, {}, "phone")});
    taken.duplicate = true;
    return taken;
}

std::optional<ImportTaken> known_person(const Uuid& id) {
    ImportTaken taken;
    taken.row = id;
    taken.outcome = ImportTaken::Outcome::known;
    return taken;
}

Result<std::optional<ImportTaken>> MembersImport::known(const Uuid& id, const MemberLine& line,
                                                        const Person& said) {
    QIANTAI_TRY(const auto member, load_member(m_context.database, id));
    QIANTAI_TRY(const bool same, says_the_same(member, said));
    if (!same) return duplicate_person();
    // What the person told this shop goes before what another system has.
    auto& told = m_context.database.cached(
        "SELECT 1 FROM consent WHERE member_id = ? AND purpose = 'marketing' LIMIT 1");
    QIANTAI_TRY(const bool has_told, sqlite::any(told.bind(id)));
    if (line.no_marketing && !has_told) QIANTAI_TRY_STATUS(write_refusal(id));
    return known_person(id);
}

/// Somebody who is here already, by the number of the earlier system, else by a phone that one
/// person has; in a check also who came in an earlier transaction of it.
Result<std::optional<ImportTaken>> MembersImport::take_same(const MemberLine& line,
                                                            const Person& said) {
    const auto met = [&](const Person* same) {
        return adds_nothing(*same, said) ? known_person({}) : duplicate_person();
    };
    if (!line.number.empty()) {
        QIANTAI_TRY(const auto owner, find_by_origin(m_context, m_settings.source, line.number));
        if (owner) return known(*owner, line, said);
        const auto* same = m_checked.find_by_number(line.number);
        if (is_check() && same != nullptr) return met(same);
    }
    QIANTAI_TRY(const auto members, find_by_phone(m_context.database, said.phone));
    if (members.size() == 1) return known(members.front(), line, said);
    if (!is_check()) return std::optional<ImportTaken>();
    if (const auto* same = m_checked.find_by_phone(said.phone)) return met(same);
    if (!m_checked.has_card(said.card_number)) return std::optional<ImportTaken>();
    return std::optional(
        ImportTaken::refused({make_error(k_card_number_taken, {}, "card_number")}));
}

Status MembersImport::write_origin(const Uuid& member_id, const MemberLine& line) {
    if (line.number.empty() && !line.spent && !line.visits) return {};
    MemberOrigin origin{.store_code = m_context.identity.store_code,
                        .member_id = member_id,
                        .source = m_settings.source,
                        .number = line.number,
                        .spent = line.spent,
                        .visits = line.visits,
                        .as_of = m_today,
                        .created_by = m_session.staff_number};
    QIANTAI_TRY(origin.created_at, record_time(m_context));
    return insert_origin(m_context, std::move(origin));
}

Status MembersImport::write_refusal(const Uuid& member_id) {
    QIANTAI_TRY(const auto moment, load_moment(m_context));
    QIANTAI_TRY(const auto consent,
                insert_consent(m_context, m_session, member_id,
                               {.purpose = std::string(code_of(ConsentPurpose::marketing)),
                                .text_version = "-",
                                .channel = std::string(code_of(ConsentChannel::taken_over))},
                               ConsentDecision::withdrawn, moment));
    return {};
}

Result<ImportTaken> MembersImport::take(std::span<const ImportLine> lines) {
    auto line = read_member_line(lines.front(), {.settings = m_settings,
                                                 .names = *m_names,
                                                 .dates = m_dates,
                                                 .stores = *m_stores,
                                                 .no_birthdays = m_no_birthdays,
                                                 .phone_country = m_phone_country,
                                                 .today = m_today});
    if (line.other_store) return ImportTaken::skipped(ImportSkip::other_store);
    if (!line.faults.empty()) return ImportTaken::refused(std::move(line.faults));
    auto said = person_of(line);
    QIANTAI_TRY(auto same, take_same(line, said));
    if (same) return *std::move(same);
    // A part of its own, so that a line that fails half-way leaves nothing.
    QIANTAI_TRY(auto part, sqlite::Transaction::begin(m_context.database));
    auto made = Members(m_context).register_member(m_session, line.registration);
    if (!made) {
        if (made.error().field.empty()) return made.error();
        auto taken = ImportTaken::refused({made.error()});
        taken.duplicate = made.error().kind == &k_possible_duplicate;
        return taken;
    }
    const Uuid id = made->member.id;
    QIANTAI_TRY_STATUS(write_origin(id, line));
    if (line.no_marketing) QIANTAI_TRY_STATUS(write_refusal(id));
    QIANTAI_TRY_STATUS(part.commit());
    if (is_check()) m_checked.add(std::move(said), line.number);
    ImportTaken taken;
    taken.outcome = ImportTaken::Outcome::added;
    taken.row = id;
    return taken;
}

/// Anything that belongs to the person and is newer; receipts that were taken back and what the
/// rule of tiers did by itself aside.
Status MembersImport::prepare_touches() {
    for (const auto& entity : m_context.manifest.entities()) {
        if (entity.subject_column != "member_id" && entity.name != "member") continue;
        const bool is_member = entity.name == "member";
        std::string sql = fmt::format("SELECT 1 FROM {} WHERE {} = ?1 AND (row_hlc > ?2",
                                      entity.name, is_member ? "id" : "member_id");
        if (entity.merge != Merge::append) {
            sql += fmt::format(
                " OR EXISTS (SELECT 1 FROM json_each(column_clocks) WHERE value > ?2{})",
                is_member ? " AND key <> 'tier_code'" : "");
        }
        sql += ")";
        if (entity.name == "purchase") sql += " AND undone_at IS NULL";
        if (entity.name == "tier_change") sql += " AND kind IN ('by_hand', 'unlock')";
        QIANTAI_TRY(auto statement, m_context.database.prepare(sql + " LIMIT 1"));
        m_touches.push_back(std::move(statement));
    }
    return {};
}

Result<bool> MembersImport::is_touched(const Uuid& member, std::int64_t clock) {
    if (m_touches.empty()) QIANTAI_TRY_STATUS(prepare_touches());
    for (auto& statement : m_touches) {
        QIANTAI_TRY(const bool found, sqlite::any(statement.bind(member, clock)));
        if (found) return true;
    }
    auto& merged = m_context.database.cached("SELECT 1 FROM member WHERE merged_into = ? LIMIT 1");
    return sqlite::any(merged.bind(member));
}

Result<UndoneRow> MembersImport::undo(std::int64_t, const Uuid& row, ImportTaken::Outcome,
                                      std::int64_t clock) {
    QIANTAI_TRY(const auto member, load_member(m_context.database, row));
    if (member.status == MemberStatus::erased) return UndoneRow::gone;
    QIANTAI_TRY(const bool touched, is_touched(row, clock));
    if (touched) return UndoneRow::stayed;
    QIANTAI_TRY_STATUS(erase_record(m_context, member));
    return UndoneRow::gone;
}

}  // namespace

std::unique_ptr<ImportTarget> make_members_import(ServiceContext& context, const Session& session,
                                                  const ImportSettings& settings) {
    return std::make_unique<MembersImport>(context, session, settings);
}

}  // namespace qiantai::domain
