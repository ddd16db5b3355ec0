#include "terminal/members/rules/member_lists.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/members/rules/birthday_celebration.hpp"
#include "terminal/members/rules/figure_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_care_days_max = 62;
/// A greeting this long before the celebration belongs to the one before.
constexpr int k_care_round_days = 300;
constexpr int k_week_days = 7;

/// A contact as this session may see it beside this member.
std::optional<MemberContact> masked_contact(const Member& member,
                                            std::optional<MemberContact> contact) {
    if (contact && member.contact != ContactAccess::full) contact->remark.clear();
    return contact;
}

Status check_range(const ExpiringFilter& filter) {
    const bool fits = filter.within_days >= -1 && filter.within_days <= k_expiry_days_max &&
                      filter.expired_days >= 0 && filter.expired_days <= k_expiry_days_max &&
                      filter.overdue_days >= 0 && filter.overdue_days <= k_expiry_days_max;
    return fits ? Status() : make_error(k_list_range_malformed, {}, "within_days");
}

Status check_range(const CareFilter& filter) {
    const bool fits = filter.until >= filter.from &&
                      filter.from.days_until(filter.until) < k_care_days_max &&
                      filter.missed_days >= 0 && filter.missed_days <= k_missed_days_max;
    return fits ? Status() : make_error(k_list_range_malformed, {}, "from");
}

Date first_day(const ExpiringFilter& filter, Date today) {
    return today.plus_days(-std::max(filter.expired_days, filter.overdue_days));
}

Result<std::vector<MemberCard>> load_expiring(ServiceContext& context, const ExpiringFilter& filter,
                                              Date today) {
    auto& statement = context.database.cached(
        // Chosen from one table; only the page's cards are read. The contacts of the span are
        // gathered once, not asked for card by card.
        "SELECT c.id, c.member_id, c.store_code, c.number, c.status, c.issued_on, c.expires_on"
        " FROM (SELECT card_id, expires_on FROM card_expiry WHERE store_code = ?1"
        " AND expires_on >= max(?2, ifnull(?4, ?2)) AND expires_on <= ?3"
        " AND (?4 IS NULL OR (expires_on, card_id) > (?4, ?5))"
        " AND (?6 IS NULL OR ?6 = ((expires_on, card_id) IN (SELECT k.occasion_on, k.card_id"
        " FROM member_contact k WHERE k.store_code = ?1 AND k.kind = 'expiry'"
        " AND k.undone_at IS NULL AND k.occasion_on BETWEEN ?2 AND ?3 AND k.card_id IS NOT NULL)))"
        " AND (expires_on >= ?9 OR (expires_on, card_id) NOT IN (SELECT k.occasion_on, k.card_id"
        " FROM member_contact k WHERE k.store_code = ?1 AND k.kind = 'expiry'"
        " AND k.undone_at IS NULL AND k.occasion_on BETWEEN ?2 AND ?3 AND k.card_id IS NOT NULL))"
        " AND (?7 IS NULL OR ?7 = home_clerk) ORDER BY expires_on, card_id LIMIT ?8) AS page"
        " CROSS JOIN member_card c ON c.id = page.card_id ORDER BY page.expires_on, page.card_id");
    std::optional<std::string> after_date;
    std::optional<Uuid> after_id;
    if (filter.after) {
        after_date = filter.after->date.text();
        after_id = filter.after->id;
    }
    std::optional<int> contacted;
    if (filter.contacted != ContactedFilter::any) {
        contacted = filter.contacted == ContactedFilter::done ? 1 : 0;
    }
    statement.bind(context.identity.store_code, first_day(filter, today).text(),
                   today.plus_days(filter.within_days).text(), after_date, after_id, contacted,
                   filter.home_clerk, filter.limit + 1,
                   today.plus_days(-filter.expired_days).text());
    return sqlite::all(statement, sqlite::read_row<MemberCard>);
}

/// Counted in one pass: of the whole store, and of these the ones of one clerk's members.
template <typename Counts>
struct Counted {
    Counts store{};
    Counts own{};
};

/// About which expiries somebody was in touch: (expires on, card), sorted.
Result<std::vector<std::pair<std::string, Uuid>>> load_contacted(ServiceContext& context,
                                                                 const std::string& first,
                                                                 const std::string& last) {
    auto& statement = context.database.cached(
        "SELECT occasion_on, card_id FROM member_contact WHERE store_code = ?1 AND kind = 'expiry'"
        " AND undone_at IS NULL AND occasion_on BETWEEN ?2 AND ?3 AND card_id IS NOT NULL"
        " ORDER BY occasion_on, card_id");
    return sqlite::all(statement.bind(context.identity.store_code, first, last),
                       [](const sqlite::Statement& row) {
                           return std::pair(std::string(row.text(0)), row.uuid(1));
                       });
}

/// A person is counted once, whatever cards. Not by GROUP BY, which took four times as long.
Result<Counted<ExpiringCounts>> count_cards(ServiceContext& context, const ExpiringFilter& filter,
                                            Date today_date,
                                            const std::optional<std::string>& clerk) {
    const auto first = first_day(filter, today_date).text();
    const auto last = today_date.plus_days(filter.within_days).text();
    const auto shown_from = today_date.plus_days(-filter.expired_days).text();
    const auto today = today_date.text();
    QIANTAI_TRY(const auto contacted, load_contacted(context, first, last));
    auto& statement = context.database.cached(
        "SELECT expires_on, card_id, member_id, home_clerk IS ?4 FROM card_expiry"
        " WHERE store_code = ?1 AND expires_on BETWEEN ?2 AND ?3");
    statement.bind(context.identity.store_code, first, last, clerk);
    struct Card {
        Uuid who;
        bool own, open, today, overdue;
    };
    std::vector<Card> cards;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const std::pair expiry(std::string(row.text(0)), row.uuid(1));
        const bool open = !std::ranges::binary_search(contacted, expiry);
        if (!open && expiry.first < shown_from) return;
        cards.push_back({row.uuid(2), row.integer(3) != 0, open, open && expiry.first == today,
                         open && expiry.first < today});
    }));
    std::ranges::sort(cards, {}, &Card::who);
    Counted<ExpiringCounts> counts;
    for (auto card = cards.begin(); card != cards.end();) {
        Card person = *card;
        for (; card != cards.end() && card->who == person.who; ++card) {
            person.open |= card->open;
            person.today |= card->today;
            person.overdue |= card->overdue;
        }
        const auto count = [&](ExpiringCounts& of) {
            of.total += 1;
            of.not_contacted += person.open ? 1 : 0;
            of.due_today += person.today ? 1 : 0;
            of.overdue += person.overdue ? 1 : 0;
        };
        count(counts.store);
        if (person.own) count(counts.own);
    }
    return counts;
}

struct Celebrating {
    std::int64_t all = 0, done = 0;
    std::int64_t open() const { return all - done; }
};

Result<Counted<Celebrating>> count_celebrating(ServiceContext& context, Date date,
                                               const std::optional<std::string>& clerk) {
    auto& statement = context.database.cached(
        "SELECT count(*), ifnull(sum(done), 0), ifnull(sum(own), 0), ifnull(sum(own AND done), 0)"
        // The day's greetings are gathered once, not asked for member by member.
        " FROM (SELECT home_clerk IS ?5 AS own, id IN (SELECT k.member_id FROM member_contact k"
        " WHERE k.store_code = ?3 AND k.kind = 'care' AND k.occasion_on = ?4"
        " AND k.undone_at IS NULL) AS done FROM member"
        " WHERE birthday IS NOT NULL AND birthday_calendar = ?1 AND substr(birthday, 6) = ?2"
        " AND store_code = ?3 AND status <> 'erased' AND merged_into IS NULL)");
    Counted<Celebrating> counts;
    for (const auto& key : birthdays_celebrated_on(date)) {
        statement.bind(code_of(key.calendar), key.month_day, context.identity.store_code,
                       date.text(), clerk);
        QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
            counts.store.all += row.integer(0);
            counts.store.done += row.integer(1);
            counts.own.all += row.integer(2);
            counts.own.done += row.integer(3);
        }));
    }
    return counts;
}

/// Who celebrates on this day, in the order of their ids, after `after`.
Result<std::vector<Uuid>> load_celebrating(ServiceContext& context, Date date,
                                           const CareFilter& filter) {
    auto& statement = context.database.cached(
        "SELECT id FROM member WHERE birthday IS NOT NULL AND birthday_calendar = ?1"
        " AND substr(birthday, 6) = ?2 AND store_code = ?3 AND status <> 'erased'"
        " AND merged_into IS NULL AND (?4 IS NULL OR home_clerk = ?4)");
    std::vector<Uuid> ids;
    for (const auto& key : birthdays_celebrated_on(date)) {
        statement.bind(code_of(key.calendar), key.month_day, context.identity.store_code,
                       filter.home_clerk);
        QIANTAI_TRY(const auto found, sqlite::all(statement, sqlite::id_column));
        ids.insert(ids.end(), found.begin(), found.end());
    }
    std::ranges::sort(ids);
    if (filter.after && filter.after->date == date) {
        ids.erase(ids.begin(), std::ranges::upper_bound(ids, filter.after->id));
    }
    return ids;
}

}  // namespace

Result<ExpiringCard> MemberLists::build_expiring(const Session& session, const MemberCard& card,
                                                 Date today) {
    auto& database = m_context.database;
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, card.member_id));
    QIANTAI_TRY(auto member, load_member(database, standing));
    ExpiringCard row{.member = masked_for(session, std::move(member)),
                     .tier_name = {},
                     .card = card,
                     .days_left = today.days_until(Date::of_text(card.expires_on)),
                     .last_contact = {}};
    QIANTAI_TRY(row.tier_name, load_tier_name(database, row.member.tier_code));
    QIANTAI_TRY(auto contact, load_expiry_contact(database, card));
    row.last_contact = masked_contact(row.member, std::move(contact));
    QIANTAI_TRY(row.do_not_call, load_do_not_call(database, standing));
    const auto tier = load_tier(database, row.member.tier_code);
    if (tier) row.renews_until = renewed_until(*tier, card.expires_on, today);
    return row;
}

Result<ExpiringPage> MemberLists::expiring(const Session& session, const ExpiringFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY_STATUS(check_range(filter));
    ExpiringFilter bounded = filter;
    bounded.limit = std::clamp(filter.limit, 1, k_list_rows_max);
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(auto cards, load_expiring(m_context, bounded, today));
    ExpiringPage page;
    if (cards.size() > static_cast<std::size_t>(bounded.limit)) {
        cards.pop_back();
        page.next = ListPlace{Date::of_text(cards.back().expires_on), cards.back().id};
    }
    for (const auto& card : cards) {
        QIANTAI_TRY(auto row, build_expiring(session, card, today));
        page.cards.push_back(std::move(row));
    }
    return page;
}

Result<ExpiringCounts> MemberLists::count_expiring(const Session& session,
                                                   const ExpiringFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY_STATUS(check_range(filter));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto counts, count_cards(m_context, filter, today, filter.home_clerk));
    if (filter.home_clerk) return counts.own;
    return counts.store;
}

Result<OpenWork> load_open_expiring(ServiceContext& context, const std::string& staff_number,
                                    Date today) {
    const ExpiringFilter filter{
        .within_days = k_expiring_days, .expired_days = 0, .overdue_days = k_expired_days};
    QIANTAI_TRY(const auto counts, count_cards(context, filter, today, staff_number));
    const auto open = [](const ExpiringCounts& counted) {
        return OpenWork::Count{counted.not_contacted, counted.due_today, counted.overdue};
    };
    return OpenWork{open(counts.store), open(counts.own)};
}

Result<CareEntry> MemberLists::build_care(const Session& session, const Member& member, Date date) {
    auto& database = m_context.database;
    CareEntry entry{.celebrated_on = date,
                    .calendar = member.birthday_calendar.known().value_or(BirthdayCalendar::solar),
                    .month_day = member.birthday.substr(5),
                    .member = masked_for(session, member),
                    .tier_name = {},
                    .last_contact = {}};
    QIANTAI_TRY(entry.tier_name, load_tier_name(database, member.tier_code));
    QIANTAI_TRY(auto contact, load_last_contact(database, member.id, ContactKind::care,
                                                date.plus_days(-k_care_round_days)));
    entry.is_done = contact && contact->occasion_on == date.text();
    entry.last_contact = masked_contact(entry.member, std::move(contact));
    QIANTAI_TRY(entry.do_not_call, load_do_not_call(database, member.id));
    return entry;
}

Result<CarePage> MemberLists::care(const Session& session, const CareFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY_STATUS(check_range(filter));
    const auto limit = static_cast<std::size_t>(std::clamp(filter.limit, 1, k_list_rows_max));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    CarePage page;
    auto date = filter.from.plus_days(-filter.missed_days);
    if (filter.after) date = std::max(date, filter.after->date);
    for (; date <= filter.until; date = date.plus_days(1)) {
        QIANTAI_TRY(const auto ids, load_celebrating(m_context, date, filter));
        for (const Uuid& id : ids) {
            QIANTAI_TRY(const auto member, load_member(m_context.database, id));
            QIANTAI_TRY(auto entry, build_care(session, member, date));
            if (date < filter.from && entry.is_done) continue;
            if (page.entries.size() == limit) {
                const auto& last = page.entries.back();
                page.next = ListPlace{last.celebrated_on, last.member.id};
                return page;
            }
            page.entries.push_back(std::move(entry));
        }
    }
    return page;
}

Result<CareCounts> MemberLists::count_care(const Session& session, const CareFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY_STATUS(check_range(filter));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    CareCounts counts;
    const auto first = filter.from.plus_days(-filter.missed_days);
    for (auto date = first; date <= filter.until; date = date.plus_days(1)) {
        QIANTAI_TRY(const auto day, count_celebrating(m_context, date, filter.home_clerk));
        const auto& asked = filter.home_clerk ? day.own : day.store;
        if (date < filter.from) {
            counts.total += asked.open();
            counts.missed += asked.open();
        } else {
            counts.total += asked.all;
            counts.done += asked.done;
        }
    }
    return counts;
}

Result<OpenWork> load_open_greetings(ServiceContext& context, const std::string& staff_number,
                                     Date today) {
    const auto last = today.week_start().plus_days(k_week_days - 1);
    OpenWork work;
    const auto add = [&](OpenWork::Count& count, Date date, const Celebrating& of_day) {
        count.open += of_day.open();
        if (date == today) count.today += of_day.open();
        if (date < today) count.overdue += of_day.open();
    };
    for (auto date = today.plus_days(-k_missed_days); date <= last; date = date.plus_days(1)) {
        QIANTAI_TRY(const auto day, count_celebrating(context, date, staff_number));
        add(work.store, date, day.store);
        add(work.own, date, day.own);
    }
    return work;
}

Result<std::optional<MemberCard>> MemberLists::find_due_card(const Uuid& member_id, Date today) {
    const auto first = today.plus_days(-k_expired_days).text();
    const auto last = today.plus_days(k_expiring_days).text();
    std::optional<MemberCard> due;
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, member_id));
    for (const Uuid& member : group) {
        QIANTAI_TRY(const auto cards, load_cards(m_context.database, member));
        for (const auto& card : cards) {
            const bool in_use =
                card.status == CardStatus::active || card.status == CardStatus::lost;
            if (!in_use || card.expires_on < first || card.expires_on > last) continue;
            if (!due || card.expires_on < due->expires_on) due = card;
        }
    }
    return due;
}

Result<MemberWork> MemberLists::work_of(const Session& session, const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_contact));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto member, load_member(m_context.database, member_id));
    MemberWork work;
    const bool own = member.store_code == m_context.identity.store_code;
    if (!own || member.status == MemberStatus::erased || member.merged_into) return work;
    QIANTAI_TRY(const auto card, find_due_card(member_id, today));
    if (card) {
        QIANTAI_TRY(work.card, build_expiring(session, *card, today));
    }
    if (member.birthday.empty()) return work;
    for (auto date = today; date >= today.plus_days(-k_missed_days); date = date.plus_days(-1)) {
        for (const auto& key : birthdays_celebrated_on(date)) {
            const bool celebrates = member.birthday_calendar == key.calendar &&
                                    member.birthday.substr(5) == key.month_day;
            if (!celebrates) continue;
            QIANTAI_TRY(auto entry, build_care(session, member, date));
            if (!entry.is_done) work.birthday = std::move(entry);
            return work;
        }
    }
    return work;
}

}  // namespace qiantai::domain
