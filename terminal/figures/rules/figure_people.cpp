#include "terminal/figures/rules/figure_people.hpp"

#include <algorithm>

#include "schema/base/lunar_calendar.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/hlc.hpp"
#include "terminal/figures/rules/figure_cards.hpp"
#include "terminal/members/rules/birthday_facts.hpp"

namespace qiantai::domain {
namespace {

struct MemberMark {
    Uuid member_id{};
    std::string tier{};
};
struct KeyMark {
    Uuid member_id{};
    KeySpan span{};
};

/// A list in the order of members, taken from as the members come.
template <typename Row>
class ByMember {
  public:
    explicit ByMember(std::vector<Row> rows) : m_rows(std::move(rows)) {}

    /// Of this member; members come in the order of their ids.
    std::span<const Row> of(const Uuid& member) {
        while (m_next < m_rows.size() && m_rows[m_next].member_id < member) ++m_next;
        const auto first = m_next;
        while (m_next < m_rows.size() && m_rows[m_next].member_id == member) ++m_next;
        return std::span(m_rows).subspan(first, m_next - first);
    }

  private:
    std::vector<Row> m_rows;
    std::size_t m_next = 0;
};

/// Receipts in the order of their members, one member's at a time.
class ReceiptStream {
  public:
    static Result<ReceiptStream> begin(sqlite::Database& database) {
        QIANTAI_TRY(auto statement,
                    database.prepare(
                        "SELECT member_id, id, business_date, kind = 'refund', amount, refund_of"
                        " FROM purchase WHERE member_id IS NOT NULL AND undone_at IS NULL"
                        " ORDER BY member_id"));
        ReceiptStream stream(std::move(statement));
        QIANTAI_TRY(stream.m_there, stream.m_statement.step());
        return stream;
    }

    Status take(const Uuid& member, std::vector<SpendingRow>& rows) {
        rows.clear();
        while (m_there) {
            const Uuid whose = m_statement.uuid(0);
            if (whose > member) return {};
            if (whose == member) rows.push_back(read());
            QIANTAI_TRY(m_there, m_statement.step());
        }
        return {};
    }

  private:
    explicit ReceiptStream(sqlite::Statement statement) : m_statement(std::move(statement)) {}

    SpendingRow read() {
        SpendingRow row{.id = m_statement.uuid(1),
                        .kind = m_statement.integer(3) != 0 ? PurchaseKind::refund
                                                            : PurchaseKind::sale,
                        .date = Date::of_text(m_statement.text(2)),
                        .amount = Fen(m_statement.integer(4)),
                        .refund_of = {}};
        if (!m_statement.is_null(5)) row.refund_of = m_statement.uuid(5);
        return row;
    }

    sqlite::Statement m_statement;
    bool m_there = false;
};

std::optional<Date> solar_birthday(std::string_view text, std::string_view calendar) {
    if (text.empty()) return std::nullopt;
    const auto kind = parse_code<BirthdayCalendar>(calendar).value_or(BirthdayCalendar::solar);
    const auto birthday = read_birthday(text, kind);
    if (!birthday || birthday->year == 0) return std::nullopt;
    if (kind == BirthdayCalendar::solar) {
        return Date::make(birthday->year, birthday->month, birthday->day);
    }
    return solar_date_of_lunar(birthday->year, birthday->month, birthday->leap_month, birthday->day);
}

FigurePerson read_person(const sqlite::Statement& row, int utc_offset_minutes) {
    FigurePerson person{.store_code = std::string(row.text(1)),
                        .joined_on = Date::of_text(row.text(2)),
                        .tier = std::string(row.text(3)),
                        .clerk = std::string(row.text(4)),
                        .gender = parse_code<Gender>(row.text(5)).value_or(Gender::unstated),
                        .born_on = solar_birthday(row.text(6), row.text(7)),
                        .has_name = row.integer(8) != 0,
                        .has_phone = row.integer(9) != 0};
    // Nothing of an erased record changes any more: its last change was the erasure.
    if (row.text(10) == code_of(MemberStatus::erased)) {
        person.erased_on =
            Date::of_time(sync::Hlc(row.integer(11)).time_ms(), utc_offset_minutes);
    }
    return person;
}

/// What the decisions say of a lapse counts where the record agrees: somebody with a further card in
/// use is a member all the same.
void settle_lapse(FigurePerson& person, std::string_view status) {
    const bool lapsed = status == code_of(MemberStatus::lapsed);
    const bool said = !person.decisions.empty() && person.decisions.back().lapsed;
    if (lapsed && !said) person.lapsed_unsaid = true;
    if (!lapsed && said) person.decisions.clear();
}

/// What a record merged into it adds to the one that stands.
void take_over(FigurePerson& standing, const FigurePerson& merged) {
    standing.joined_on = std::min(standing.joined_on, merged.joined_on);
    standing.key.insert(standing.key.end(), merged.key.begin(), merged.key.end());
    standing.receipts.insert(standing.receipts.end(), merged.receipts.begin(),
                             merged.receipts.end());
}

/// The lists that go along with the members.
struct Companions {
    ReceiptStream receipts;
    ByMember<RenewalMark> renewals;
    ByMember<CardMark> cards;
    ByMember<MemberMark> tiers;
    ByMember<KeyMark> key;
};

Result<Companions> load_companions(sqlite::Database& database, const PeopleScope& scope) {
    QIANTAI_TRY(auto receipts, ReceiptStream::begin(database));
    QIANTAI_TRY(auto renewals, load_renewal_marks(database));
    QIANTAI_TRY(auto cards, load_card_marks(database, scope.card_ends));
    // The first change after the day says what the tier was on it.
    auto& tiers = database.cached(
        "SELECT member_id, from_tier FROM tier_change WHERE business_date > ?"
        " ORDER BY member_id, row_hlc");
    QIANTAI_TRY(auto changes, sqlite::all(tiers.bind(scope.tier_on.text()),
                                          [](const sqlite::Statement& row) {
                                              return MemberMark{row.uuid(0),
                                                                std::string(row.text(1))};
                                          }));
    auto& key = database.cached(
        "SELECT member_id, created_at, ended_at FROM key_customer ORDER BY member_id, created_at");
    const int offset = scope.utc_offset_minutes;
    QIANTAI_TRY(auto keys, sqlite::all(key, [offset](const sqlite::Statement& row) {
                    KeyMark mark{row.uuid(0), {Date::of_time(row.integer(1), offset), {}}};
                    if (!row.is_null(2)) mark.span.until = Date::of_time(row.integer(2), offset);
                    return mark;
                }));
    return Companions{std::move(receipts), ByMember(std::move(renewals)),
                      ByMember(std::move(cards)), ByMember(std::move(changes)),
                      ByMember(std::move(keys))};
}

bool is_person_in_scope(const FigurePerson& person, const PeopleScope& scope) {
    return (scope.store_code.empty() || person.store_code == scope.store_code) &&
           (scope.tier.empty() || person.tier == scope.tier) &&
           (scope.clerk.empty() || person.clerk == scope.clerk);
}

/// A person of several records, while they come.
struct Group {
    std::optional<FigurePerson> standing{};
    std::vector<FigurePerson> merged{};
};

}  // namespace

Result<std::map<Uuid, Uuid>> load_standing_records(sqlite::Database& database) {
    std::map<Uuid, Uuid> next;
    auto& statement =
        database.cached("SELECT id, merged_into FROM member WHERE merged_into IS NOT NULL");
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        next.emplace(row.uuid(0), row.uuid(1));
    }));
    std::map<Uuid, Uuid> standing;
    for (const auto& [id, into] : next) {
        std::vector<Uuid> path{id};
        for (auto found = next.find(id); found != next.end(); found = next.find(path.back())) {
            const auto seen = std::ranges::find(path, found->second);
            if (seen != path.end()) {
                path.push_back(*std::min_element(seen, path.end()));
                break;
            }
            path.push_back(found->second);
        }
        standing.emplace(id, path.back());
        standing.emplace(path.back(), path.back());
    }
    return standing;
}

Status each_person(ServiceContext& context, const PeopleScope& scope,
                   const std::function<void(const FigurePerson&)>& visit) {
    auto& database = context.database;
    QIANTAI_TRY(const auto standing, load_standing_records(database));
    QIANTAI_TRY(auto beside, load_companions(database, scope));
    auto& members = database.cached(
        "SELECT id, store_code, joined_on, tier_code, home_clerk, gender, birthday,"
        " birthday_calendar, name IS NOT NULL, phone IS NOT NULL, status, row_hlc"
        " FROM member ORDER BY id");
    std::map<Uuid, Group> groups;
    const auto take_record = [&](const sqlite::Statement& row) -> Status {
        const Uuid id = row.uuid(0);
        const auto tiers = beside.tiers.of(id);
        const auto keys = beside.key.of(id);
        const auto decisions = standing_decisions(beside.renewals.of(id));
        const auto cards = beside.cards.of(id);
        const auto root = standing.empty() ? standing.end() : standing.find(id);
        const bool is_alone = root == standing.end();
        if (is_alone && !scope.store_code.empty() && row.text(1) != scope.store_code) return {};
        auto person = read_person(row, scope.utc_offset_minutes);
        if (!tiers.empty()) person.tier = tiers.front().tier;
        for (const auto& mark : keys) person.key.push_back(mark.span);
        QIANTAI_TRY_STATUS(beside.receipts.take(id, person.receipts));
        if (is_alone || root->second == id) {
            person.decisions = term_decisions(decisions);
            person.cards = card_terms(decisions, cards);
            settle_lapse(person, row.text(10));
        }
        if (is_alone) {
            if (is_person_in_scope(person, scope)) visit(person);
        } else if (root->second == id) {
            groups[id].standing = std::move(person);
        } else {
            groups[root->second].merged.push_back(std::move(person));
        }
        return {};
    };
    QIANTAI_TRY_STATUS(sqlite::each(members, take_record));
    for (auto& [id, group] : groups) {
        if (!group.standing || !is_person_in_scope(*group.standing, scope)) continue;
        for (const auto& merged : group.merged) take_over(*group.standing, merged);
        visit(*group.standing);
    }
    return {};
}

}  // namespace qiantai::domain
