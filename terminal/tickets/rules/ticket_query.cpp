#include "terminal/tickets/rules/ticket_query.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "schema/base/encoding.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_search.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_tail_digits = 4, k_serial_digits_max = 9, k_phone_digits_min = 8;
constexpr int k_found_max = 1000;

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string ids_json(std::span<const Uuid> ids) {
    boost::json::array array;
    for (const Uuid& id : ids) array.emplace_back(to_hex(id.bytes()));
    return boost::json::serialize(array);
}

Status add_places(sqlite::Statement& statement, std::set<std::int64_t>& places) {
    return sqlite::each(statement,
                        [&](const sqlite::Statement& row) { places.insert(row.integer(0)); });
}

/// Of open tickets only, of which there are few beside those of years.
bool is_open_scope(const Coded<TicketScope>& scope) {
    const auto known = scope.known().value_or(TicketScope::all);
    return known != TicketScope::all && known != TicketScope::closed &&
           known != TicketScope::contradicting;
}

/// First place of a day, in the widest of time zones: days are compared by their column too.
std::int64_t place_before(Date date) {
    constexpr TimeMs k_day_ms = 86'400'000;
    return place_number({utc_day_start(date) - k_day_ms, 0});
}

}  // namespace

int TicketQuery::limit() const {
    return std::clamp(m_filter.limit, 1, k_ticket_list_max);
}

Result<std::string> TicketQuery::people_json(const Uuid& member_id) const {
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, member_id));
    return ids_json(group);
}

std::string TicketQuery::scope_condition() const {
    const auto scope = m_filter.scope.known().value_or(TicketScope::all);
    switch (scope) {
        case TicketScope::all:
            break;
        case TicketScope::open:
            return " AND closed_at IS NULL";
        case TicketScope::closed:
            return " AND closed_at IS NOT NULL";
        case TicketScope::overdue:
            return " AND closed_at IS NULL AND next_due < min(?8, ifnull(paused_since, ?8))";
        case TicketScope::to_approve:
            return " AND closed_at IS NULL AND awaits = ?10 AND proposed_by IS NOT ?11";
        case TicketScope::unassigned:
            return " AND closed_at IS NULL AND keeper IS NULL";
        case TicketScope::escalated:
            // Headquarters' own cases are told to it at once.
            return " AND closed_at IS NULL AND (level >= ?15 OR (level > 0 AND store_code = 'HQ'))"
                   " AND (late OR next_due < min(?8, ifnull(paused_since, ?8)))";
        case TicketScope::contradicting:
            return " AND contradicts = 1";
        case TicketScope::at_shop:
            return " AND closed_at IS NULL AND at_shop = 1";
        case TicketScope::unclaimed:
            return " AND closed_at IS NULL AND at_shop = 1 AND ready_at < ?9";
    }
    return {};
}

// Parameters: ?1 text of the source, ?2 place after which it goes on, ?3 store, ?4 kind, ?5 severity,
// ?6 keeper, ?7 people, ?8 now, ?9 unclaimed since, ?10 and ?11 whose yes, ?12 and ?13 days, ?14 limit,
// ?15 the level that is told to this person.
Result<std::string> TicketQuery::conditions() const {
    std::string sql = " place < ?2";
    const bool own = !m_context.identity.is_headquarters() &&
                     m_filter.scope.known().value_or(TicketScope::all) != TicketScope::all;
    if (own || !m_filter.store_code.empty()) sql += " AND store_code = ?3";
    if (!m_filter.kind.empty()) sql += " AND kind = ?4";
    if (!m_filter.severity.empty()) sql += " AND severity = ?5";
    if (!m_filter.keeper.empty()) sql += " AND keeper = ?6";
    if (m_filter.member_id) sql += " AND member_id IN (SELECT unhex(value) FROM json_each(?7))";
    if (m_filter.from) {
        sql +=
            fmt::format(" AND business_date >= ?12 AND place >= {}", place_before(*m_filter.from));
    }
    if (m_filter.until) {
        sql += " AND business_date <= ?13";
    }
    return sql + scope_condition();
}

Result<std::vector<TicketStateRow>> TicketQuery::load_rows(Source source, const std::string& text) {
    QIANTAI_TRY(const auto wanted, conditions());
    // What is found by its words is read from the newest on, and no further than the page goes.
    const std::string_view from =
        source == Source::words
            ? "ticket_search CROSS JOIN ticket_state ON place = ticket_search.rowid"
              " WHERE ticket_search MATCH ?1 AND ticket_search.rowid < ?2 AND"
        : source == Source::places
            ? "ticket_state WHERE place IN (SELECT value FROM json_each(?1)) AND"
        : is_open_scope(m_filter.scope) ? "ticket_state INDEXED BY ticket_state_open WHERE"
                                        : "ticket_state WHERE";
    const std::string_view order = source == Source::words ? "ticket_search.rowid" : "place";
    QIANTAI_TRY(auto statement, m_context.database.prepare(fmt::format(
                                    "SELECT {} FROM {}{} ORDER BY {} DESC LIMIT ?14",
                                    shape_of<TicketStateRow>().columns, from, wanted, order)));
    const bool headquarters = m_context.identity.is_headquarters();
    constexpr TimeMs k_day_ms = 86'400'000;
    statement.bind_one(1, text);
    // One bound above: the database would begin its search at the first of two.
    const auto until = m_filter.until ? place_before(m_filter.until->plus_days(3)) : m_before;
    statement.bind_one(2, std::min(m_before, until));
    statement.bind_one(3, headquarters || !m_filter.store_code.empty()
                              ? m_filter.store_code
                              : m_context.identity.store_code);
    statement.bind_one(4, m_filter.kind.text());
    statement.bind_one(5, m_filter.severity.text());
    statement.bind_one(6, m_filter.keeper);
    if (m_filter.member_id) {
        QIANTAI_TRY(const auto people, people_json(*m_filter.member_id));
        statement.bind_one(7, people);
    }
    statement.bind_one(8, now);
    statement.bind_one(9, now - unclaimed_days * k_day_ms);
    statement.bind_one(10, awaits);
    statement.bind_one(11, asked_by);
    if (m_filter.from) statement.bind_one(12, m_filter.from->text());
    if (m_filter.until) statement.bind_one(13, m_filter.until->text());
    statement.bind_one(14, limit() + 1);
    if (m_filter.scope == TicketScope::escalated) statement.bind_one(15, told_level);
    return sqlite::all(statement, sqlite::read_row<TicketStateRow>);
}

Status TicketQuery::add_numbered(std::set<std::int64_t>& places) {
    auto& database = m_context.database;
    if (const auto number = store::parse_human_number(m_filter.text)) {
        auto& whole = database.cached(
            "SELECT s.place FROM ticket t JOIN ticket_state s ON s.ticket_id = t.id"
            " WHERE t.number = ?");
        QIANTAI_TRY_STATUS(add_places(whole.bind(store::format_human_number(*number)), places));
    }
    // "0187", or with the check character behind it, as people read it off the board.
    auto serial = std::string_view(m_filter.text);
    serial = serial.substr(0, std::min(serial.find('-'), serial.size()));
    if (!is_digits(serial) || serial.size() > k_serial_digits_max) return {};
    auto& last = database.cached("SELECT place FROM ticket_state WHERE serial = ? LIMIT ?");
    const std::int64_t number = std::stoll(std::string(serial));
    return add_places(last.bind(number, k_found_max), places);
}

Status TicketQuery::add_phones(std::set<std::int64_t>& places) {
    const std::string_view text = m_filter.text;
    const bool whole = text.size() >= k_phone_digits_min;
    if (!is_digits(text) || (text.size() != k_tail_digits && !whole)) return {};
    auto& given = m_context.database.cached(
        "SELECT s.place FROM ticket t JOIN ticket_state s ON s.ticket_id = t.id"
        " WHERE t.customer_phone IS NOT NULL AND substr(t.customer_phone, -4) = substr(?1, -4)"
        " AND (?2 = 0 OR t.customer_phone = ?1) LIMIT ?3");
    QIANTAI_TRY_STATUS(add_places(given.bind(text, whole ? 1 : 0, k_found_max), places));
    auto& corrected = m_context.database.cached(
        "SELECT s.place FROM ticket_event e JOIN ticket_state s ON s.ticket_id = e.ticket_id"
        " WHERE e.field = 'customer_phone' AND substr(e.contact, -4) = substr(?1, -4)"
        " AND (?2 = 0 OR e.contact = ?1) LIMIT ?3");
    return add_places(corrected.bind(text, whole ? 1 : 0, k_found_max), places);
}

Status TicketQuery::add_people(std::set<std::int64_t>& places) {
    QIANTAI_TRY(const auto hits, search_members(m_context.database, m_filter.text));
    std::vector<Uuid> people;
    for (const auto& hit : hits) {
        QIANTAI_TRY(const auto group, load_merged_group(m_context.database, hit.id));
        people.insert(people.end(), group.begin(), group.end());
    }
    if (people.empty()) return {};
    auto& statement = m_context.database.cached(
        "SELECT place FROM ticket_state WHERE member_id IN (SELECT unhex(value) FROM json_each(?))"
        " AND member_id IS NOT NULL LIMIT ?");
    return add_places(statement.bind(ids_json(people), k_found_max), places);
}

Result<std::set<std::int64_t>> TicketQuery::find_places() {
    std::set<std::int64_t> places;
    QIANTAI_TRY_STATUS(add_numbered(places));
    QIANTAI_TRY_STATUS(add_phones(places));
    QIANTAI_TRY_STATUS(add_people(places));
    return places;
}

Result<bool> TicketQuery::holds_text(const TicketStateRow& row) {
    QIANTAI_TRY(auto ticket, load_ticket(m_context.database, row.ticket_id));
    if (row.corrected) {
        QIANTAI_TRY(const auto events, load_ticket_events(m_context.database, row.ticket_id));
        ticket = corrected_ticket(ticket, events);
    }
    return holds_words(searched_texts(ticket), m_filter.text);
}

Result<std::vector<TicketStateRow>> TicketQuery::load_by_words(const std::string& expression) {
    const auto most = static_cast<std::size_t>(limit()) + 1;
    std::vector<TicketStateRow> found;
    for (;;) {
        QIANTAI_TRY(const auto rows, load_rows(Source::words, expression));
        for (const auto& row : rows) {
            QIANTAI_TRY(const bool holds, holds_text(row));
            if (holds) found.push_back(row);
        }
        if (rows.size() < most || found.size() >= most) return found;
        m_before = rows.back().place;
    }
}

Result<std::vector<TicketStateRow>> TicketQuery::load() {
    if (m_filter.text.empty()) return load_rows(Source::all, {});
    QIANTAI_TRY(const auto places, find_places());
    boost::json::array found;
    for (const auto place : places) found.emplace_back(place);
    QIANTAI_TRY(auto rows, load_rows(Source::places, boost::json::serialize(found)));
    const auto expression = search_expression(m_filter.text);
    if (expression.empty()) return rows;
    QIANTAI_TRY(const auto by_words, load_by_words(expression));
    rows.insert(rows.end(), by_words.begin(), by_words.end());
    std::ranges::sort(rows, std::greater(), &TicketStateRow::place);
    const auto repeated = std::ranges::unique(rows, {}, &TicketStateRow::place);
    rows.erase(repeated.begin(), repeated.end());
    const auto most = static_cast<std::size_t>(limit()) + 1;
    if (rows.size() > most) rows.resize(most);
    return rows;
}

}  // namespace qiantai::domain
