#include "terminal/tickets/rules/ticket_lists.hpp"

#include <algorithm>

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_query.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_earlier_max = 20;
constexpr int k_told_manager = 1, k_told_headquarters = 2;
constexpr int k_list_days_max = 366 * 10;

/// Whose yes this role's person can give.
std::string approver_code(StaffRole role) {
    if (role == StaffRole::store_manager) return std::string(code_of(TicketApprover::manager));
    if (role == StaffRole::cs_manager) return std::string(code_of(TicketApprover::headquarters));
    return "none";
}

struct OpenTicket {
    std::string store_code{};
    std::string keeper{};
    std::optional<BoardColumn> lane{};
    std::optional<std::int64_t> due{};
    std::optional<std::int64_t> soon{};
    std::optional<std::int64_t> paused_since{};
    int level = 0;
    bool broken = false;  ///< a promise before ran out
    bool contradicts = false;
    std::optional<std::int64_t> ready_at{};  ///< lies at the shop since
    std::string awaits{};
    std::string proposed_by{};
};

/// As stand_of() says it of the timer that runs out first.
ClockStand open_stand(const OpenTicket& ticket, TimeMs now) {
    if (!ticket.due) return ticket.paused_since ? ClockStand::paused : ClockStand::running;
    const TicketClock clock{.due_at = *ticket.due, .soon_at = ticket.soon.value_or(*ticket.due)};
    return stand_of(ticket.paused_since, clock, now);
}

void count_stand(TicketBoard& board, ClockStand stand) {
    if (stand == ClockStand::overdue) ++board.overdue;
    if (stand == ClockStand::due_soon) ++board.due_soon;
    if (stand == ClockStand::running) ++board.running;
    if (stand == ClockStand::paused) ++board.paused;
}

/// A level counts once the promise has run out by this clock too, or one before it had.
int told_level(const OpenTicket& ticket, bool overdue) {
    return overdue || ticket.broken ? ticket.level : 0;
}

/// Level 1 is told to whoever decides in the unit, level 2 to headquarters.
bool is_told_to(StaffRole role, bool ours, int level) {
    const bool at_headquarters = role == StaffRole::cs_agent || role == StaffRole::cs_manager;
    if (at_headquarters) return level >= (ours ? k_told_manager : k_told_headquarters);
    return role == StaffRole::store_manager && ours && level >= k_told_manager;
}

/// The board's cards of one lane, the most urgent first.
Result<std::vector<TicketStateRow>> load_lane(ServiceContext& context, BoardColumn lane,
                                              const std::string& store, const BoardFilter& filter,
                                              const Session& session) {
    static const auto rest = std::string(
        " AND (?3 = '' OR keeper = ?3) AND (?4 = '' OR kind = ?4)"
        " ORDER BY paused_since IS NOT NULL AND paused_since <= next_due, next_due IS NULL,"
        " next_due, place LIMIT ?5");
    static const auto of_store = sqlite::select_of<TicketStateRow>(
        "INDEXED BY ticket_state_open WHERE store_code = ?1 AND lane = ?2 AND closed_at IS NULL" +
        rest);
    static const auto of_all = sqlite::select_of<TicketStateRow>(
        "WHERE ?1 = '' AND lane = ?2 AND closed_at IS NULL" + rest);
    auto& statement = context.database.cached(store.empty() ? of_all : of_store);
    statement.bind_one(1, store);
    statement.bind_one(2, code_of(lane));
    statement.bind_one(3, filter.only_mine ? session.staff_number : std::string());
    statement.bind_one(4, filter.kind.text());
    statement.bind_one(5, k_board_column_max);
    return sqlite::all(statement, sqlite::read_row<TicketStateRow>);
}

/// SQL over the open tickets of one store (?1), or of all if it is empty. Without being told, the
/// database reads all that the store ever had.
std::string over_open(std::string_view what, const std::string& store) {
    return fmt::format(
        "SELECT {} FROM ticket_state INDEXED BY ticket_state_open WHERE {} AND closed_at IS NULL",
        what, store.empty() ? "?1 = ''" : "store_code = ?1");
}

template <typename Visit>
Status each_open(ServiceContext& context, const std::string& store, std::string_view kind,
                 Visit visit) {
    auto& statement = context.database.cached(
        over_open("store_code, lane, next_due, next_soon, paused_since, keeper, level, late,"
                  " contradicts, iif(at_shop, ready_at, NULL), awaits, proposed_by",
                  store) +
        " AND (?2 = '' OR kind = ?2)");
    return sqlite::each(statement.bind(store, kind), [&](const sqlite::Statement& row) -> Status {
        OpenTicket ticket{.store_code = std::string(row.text(0)),
                          .keeper = std::string(row.text(5)),
                          .lane = parse_code<BoardColumn>(row.text(1))};
        if (!row.is_null(2)) ticket.due = row.integer(2);
        if (!row.is_null(3)) ticket.soon = row.integer(3);
        if (!row.is_null(4)) ticket.paused_since = row.integer(4);
        ticket.level = static_cast<int>(row.integer(6));
        ticket.broken = row.integer(7) != 0;
        ticket.contradicts = row.integer(8) != 0;
        if (!row.is_null(9)) ticket.ready_at = row.integer(9);
        ticket.awaits = row.text(10);
        ticket.proposed_by = row.text(11);
        return visit(ticket);
    });
}

/// Whose matter an open ticket is.
class Waiting {
  public:
    Waiting(const ServiceContext& context, const Session& session, TimeMs now, int unclaimed_days)
        : m_session(session),
          m_own(context.identity.store_code),
          m_now(now),
          m_unclaimed_since(now - unclaimed_days * k_day_ms),
          m_awaited(approver_code(session.role)) {}

    void count(const OpenTicket& ticket, TicketCounts& counts) const {
        ++counts.open;
        const bool ours = ticket.store_code == m_own;
        const bool mine = ticket.keeper == m_session.staff_number;
        // What nobody has yet is everybody's of its unit.
        const bool owed = mine || (ours && ticket.keeper.empty());
        const auto stand = open_stand(ticket, m_now);
        const bool overdue = stand == ClockStand::overdue, soon = stand == ClockStand::due_soon;
        const bool unassigned = ours && ticket.keeper.empty();
        const bool approves =
            ticket.awaits == m_awaited && ticket.proposed_by != m_session.staff_number;
        const bool escalated = is_told_to(m_session.role, ours, told_level(ticket, overdue));
        const bool contradicts = ours && ticket.contradicts;
        const bool unclaimed = ours && ticket.ready_at && *ticket.ready_at < m_unclaimed_since;
        counts.mine += mine;
        counts.overdue += overdue;
        counts.due_soon += soon;
        counts.mine_overdue += owed && overdue;
        counts.mine_due_soon += owed && soon;
        counts.to_approve += approves;
        counts.unassigned += unassigned;
        counts.escalated += escalated;
        counts.contradicting += contradicts;
        counts.unclaimed += unclaimed;
        const bool decides = has_right(m_session.role, Right::tickets_decide);
        const bool assigns = decides || m_session.role == StaffRole::cs_agent;
        counts.needs_me += (owed && (overdue || soon)) || approves || escalated ||
                           (assigns && unassigned) || (decides && (contradicts || unclaimed));
    }

  private:
    static constexpr TimeMs k_day_ms = 86'400'000;
    const Session& m_session;
    std::string m_own;
    TimeMs m_now;
    TimeMs m_unclaimed_since;
    std::string m_awaited;
};

/// Solved today, and of these: after their promise.
Status count_closed_today(ServiceContext& context, const std::string& store, TicketBoard& board) {
    QIANTAI_TRY(const auto today, business_date(context));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    constexpr TimeMs k_minute_ms = 60'000;
    auto& statement = context.database.cached(fmt::format(
        "SELECT count(*), ifnull(sum(late), 0) FROM ticket_state INDEXED BY ticket_state_closed"
        " WHERE closed_at >= ?2 AND {}",
        store.empty() ? "?1 = ''" : "store_code = ?1"));
    statement.bind(store, utc_day_start(today) - offset * k_minute_ms);
    return sqlite::each(statement, [&](const sqlite::Statement& row) {
        board.closed_today = static_cast<int>(row.integer(0));
        board.closed_today_late = static_cast<int>(row.integer(1));
    });
}

}  // namespace

Result<TicketPage> TicketLists::get(const Session& session, const Uuid& ticket_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    return view.build_page(ticket_id);
}

Result<TicketPage> TicketLists::find(const Session& session, std::string_view number) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(const auto parsed, store::parse_human_number(number));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    auto& statement =
        m_context.database.cached("SELECT id FROM ticket WHERE number = ? ORDER BY id LIMIT 1");
    QIANTAI_TRY(const auto found,
                sqlite::one(statement.bind(store::format_human_number(parsed)), sqlite::id_column));
    if (!found) return make_error(k_ticket_not_found, {}, "number");
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    return view.build_page(*found);
}

Result<TicketList> TicketLists::list(const Session& session, const TicketFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    if (filter.from && filter.until) {
        const int days = filter.from->days_until(*filter.until);
        if (days < 0 || days > k_list_days_max)
            return make_error(k_ticket_period_malformed, {}, "from");
    }
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    TicketQuery query(m_context, filter);
    query.awaits = approver_code(session.role);
    query.asked_by = session.staff_number;
    query.now = view.now();
    query.told_level = session.role == StaffRole::cs_agent || session.role == StaffRole::cs_manager
                           ? k_told_headquarters
                           : k_told_manager;
    query.unclaimed_days = view.units().times().unclaimed_days;
    QIANTAI_TRY(auto rows, query.load());
    TicketList list;
    if (rows.size() > static_cast<std::size_t>(query.limit())) {
        rows.pop_back();
        list.next = place_of(rows.back().place);
    }
    for (const auto& row : rows) {
        QIANTAI_TRY(auto line, view.build_line(row));
        list.tickets.push_back(std::move(line));
    }
    return list;
}

Result<TicketBoard> TicketLists::board(const Session& session, const BoardFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    const auto& own = m_context.identity.store_code;
    const auto store = m_context.identity.is_headquarters() ? filter.store_code : own;
    TicketBoard board;
    for (const auto& [column, code] : k_codes<BoardColumn>) board.lanes.push_back({column, 0, {}});
    QIANTAI_TRY_STATUS(
        each_open(m_context, store, filter.kind.text(), [&](const OpenTicket& ticket) -> Status {
            const bool mine = ticket.keeper == session.staff_number;
            ++board.open;
            if (mine) ++board.mine;
            if (filter.only_mine && !mine) return {};
            count_stand(board, open_stand(ticket, view.now()));
            if (ticket.lane) ++board.lanes[static_cast<std::size_t>(*ticket.lane)].count;
            return {};
        }));
    for (auto& lane : board.lanes) {
        if (lane.count == 0) continue;
        QIANTAI_TRY(const auto rows, load_lane(m_context, lane.column, store, filter, session));
        for (const auto& row : rows) {
            QIANTAI_TRY(auto line, view.build_line(row));
            lane.cards.push_back(std::move(line));
        }
    }
    QIANTAI_TRY_STATUS(count_closed_today(m_context, store, board));
    return board;
}

Result<TicketCounts> TicketLists::counts(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    const auto store =
        m_context.identity.is_headquarters() ? std::string() : m_context.identity.store_code;
    const Waiting waiting(m_context, session, view.now(), view.units().times().unclaimed_days);
    TicketCounts counts;
    QIANTAI_TRY_STATUS(each_open(m_context, store, {}, [&](const OpenTicket& ticket) -> Status {
        waiting.count(ticket, counts);
        return {};
    }));
    return counts;
}

Result<std::vector<TicketLink>> TicketLists::earlier(const Session& session,
                                                     const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    TicketFilter filter{.member_id = member_id, .limit = k_earlier_max};
    TicketQuery query(m_context, filter);
    QIANTAI_TRY(auto rows, query.load());
    if (rows.size() > k_earlier_max) rows.pop_back();
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    std::vector<TicketLink> links;
    for (const auto& row : rows) {
        QIANTAI_TRY(auto link, view.build_link(row));
        links.push_back(std::move(link));
    }
    return links;
}

Result<std::vector<SeverityPromise>> TicketLists::promises(const Session& session,
                                                           const PromiseQuestion& question) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    const Ticket ticket{.store_code = m_context.identity.store_code,
                        .taken_at = m_context.identity.store_code,
                        .kind = question.kind,
                        .channel = question.channel,
                        .alarm = question.alarm,
                        .brought_in = question.brought_in};
    QIANTAI_TRY(const auto calendars, units.calendars_of(ticket));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    std::vector<SeverityPromise> promises;
    for (const auto& [severity, code] : k_codes<TicketSeverity>) {
        promises.push_back({severity, first_dues(ticket, severity, now, units.times(), calendars),
                            headquarters_hears(ticket, severity)});
    }
    return promises;
}

Result<TicketChoices> TicketLists::choices(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_ticket_choices_policy));
    return policy ? parse_ticket_choices(*policy) : usual_ticket_choices();
}

}  // namespace qiantai::domain
