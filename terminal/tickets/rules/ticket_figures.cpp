#include "terminal/tickets/rules/ticket_figures.hpp"

#include <algorithm>
#include <map>

#include "terminal/base/store_directory.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_period_days_max = 366;
constexpr int k_satisfied_from = 4;
constexpr TimeMs k_figures_day_ms = 86'400'000;

/// A period as times: of this store's days.
struct PeriodTimes {
    TimeMs from = 0;
    TimeMs until = 0;  ///< not included
    std::string store_code{};

    bool holds(const std::optional<std::int64_t>& at) const {
        return at && *at >= from && *at < until;
    }
};

Result<PeriodTimes> check_period(ServiceContext& context, const TicketPeriod& period) {
    const int days = period.from.days_until(period.until);
    if (days < 0 || days >= k_period_days_max) {
        return make_error(k_ticket_period_malformed, {}, "from");
    }
    const auto& own = context.identity.store_code;
    QIANTAI_TRY(const int offset, load_utc_offset_minutes(context.database, own));
    constexpr TimeMs k_minute_ms = 60'000;
    const auto begins = [&](Date date) { return utc_day_start(date) - offset * k_minute_ms; };
    return PeriodTimes{begins(period.from), begins(period.until.plus_days(1)),
                       context.identity.is_headquarters() ? period.store_code : own};
}

/// Complaints of the period in the order of their days.
Result<std::vector<TicketStateRow>> load_complaints(ServiceContext& context,
                                                    const TicketPeriod& period,
                                                    const PeriodTimes& times) {
    static const auto sql = sqlite::select_of<TicketStateRow>(
        "WHERE place >= ?1 AND place < ?2 AND kind = 'complaint' AND phase <> 'cancelled'"
        " AND business_date >= ?3"
        " AND business_date <= ?4 AND (?5 = '' OR store_code = ?5) ORDER BY place");
    auto& statement = context.database.cached(sql);
    // Days are compared by their column; places only keep the search short.
    statement.bind(place_number({times.from - k_figures_day_ms, 0}),
                   place_number({times.until + k_figures_day_ms, 0}), period.from.text(),
                   period.until.text(), times.store_code);
    return sqlite::all(statement, sqlite::read_row<TicketStateRow>);
}

void count_into(std::vector<StatisticsCount>& counts, const std::string& name, Fen loss) {
    auto found = std::ranges::find(counts, name, &StatisticsCount::name);
    if (found == counts.end()) found = counts.insert(counts.end(), StatisticsCount{.name = name});
    ++found->complaints;
    found->loss = found->loss + loss;
}

/// Everything that has a date in the period.
Result<std::vector<TicketStateRow>> load_of_period(ServiceContext& context,
                                                   const PeriodTimes& times) {
    static const auto sql = sqlite::select_of<TicketStateRow>(
        "WHERE place IN (SELECT place FROM ticket_state WHERE answer_due >= ?1 AND answer_due < ?2"
        " UNION SELECT place FROM ticket_state WHERE pass_on_due >= ?1 AND pass_on_due < ?2"
        " UNION SELECT place FROM ticket_state WHERE solved_at >= ?1 AND solved_at < ?2"
        " UNION SELECT place FROM ticket_state WHERE assessed_at >= ?1 AND assessed_at < ?2"
        " UNION SELECT place FROM ticket_state WHERE place >= ?3 AND place < ?4)"
        " AND phase <> 'cancelled' AND (?5 = '' OR store_code = ?5)");
    auto& statement = context.database.cached(sql);
    statement.bind(times.from, times.until, place_number({times.from, 0}),
                   place_number({times.until, 0}), times.store_code);
    return sqlite::all(statement, sqlite::read_row<TicketStateRow>);
}

/// Counts one store's, or one person's, tickets.
class FigureCounter {
  public:
    explicit FigureCounter(const PeriodTimes& times) : m_times(&times) {}

    void add(const TicketStateRow& row, TimeMs solving_ms) {
        add_promise(m_figures.answered_in_time, row.answer_due, row.answer_met);
        add_promise(m_figures.passed_on_in_time, row.pass_on_due, row.pass_on_met);
        if (row.kind != TicketKind::complaint) return;
        if (m_times->holds(row.solved_at)) m_solving.push_back(solving_ms);
        if (m_times->holds(row.assessed_at) && row.fault == TicketFault::ours) {
            ++m_figures.valid_complaints;
        }
        if (!m_times->holds(place_of(row.place).taken_at)) return;
        ++m_figures.satisfied_of_all.all;
        if (!row.satisfaction) return;
        ++m_figures.satisfied_of_rated.all;
        if (*row.satisfaction < k_satisfied_from) return;
        ++m_figures.satisfied_of_all.of;
        ++m_figures.satisfied_of_rated.of;
    }

    ServiceFigures result() {
        m_figures.solved = static_cast<int>(m_solving.size());
        if (m_solving.empty()) return m_figures;
        std::ranges::sort(m_solving);
        TimeMs sum = 0;
        for (const TimeMs one : m_solving) sum += one;
        const auto count = m_solving.size();
        m_figures.solving_mean_ms = sum / static_cast<TimeMs>(count);
        m_figures.solving_median_ms = (m_solving[(count - 1) / 2] + m_solving[count / 2]) / 2;
        return m_figures;
    }

  private:
    /// Open ones count as late.
    void add_promise(TicketRatio& ratio, const std::optional<std::int64_t>& due,
                     const std::optional<std::int64_t>& met) {
        if (!m_times->holds(due)) return;
        ++ratio.all;
        if (met && *met <= *due) ++ratio.of;
    }

    const PeriodTimes* m_times;
    ServiceFigures m_figures{};
    std::vector<TimeMs> m_solving{};
};

/// Open time from taking it in to solving it, without what nobody owed.
Result<TimeMs> solving_time(TicketUnits& units, const TicketStateRow& row) {
    if (!row.solved_at) return TimeMs{0};
    QIANTAI_TRY(const auto* handler, units.handler_of(row.store_code));
    TimeMs time = handler->open_time(place_of(row.place).taken_at, *row.solved_at);
    for (const auto& wait : waits_of(row)) {
        time -= handler->open_time(wait.from_at, std::min<TimeMs>(wait.until_at, *row.solved_at));
    }
    return std::max<TimeMs>(time, 0);
}

}  // namespace

Result<TicketStatistics> TicketFigures::statistics(const Session& session,
                                                   const TicketPeriod& period) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_figures));
    QIANTAI_TRY(const auto times, check_period(m_context, period));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto rows, load_complaints(m_context, period, times));
    QIANTAI_TRY(auto view, TicketView::load(m_context, session));
    TicketStatistics statistics;
    for (const auto& row : rows) {
        ++statistics.complaints;
        if (row.fault == TicketFault::ours) ++statistics.valid;
        if (row.fault == TicketFault::not_ours) ++statistics.invalid;
        if (row.fault == TicketFault::open) ++statistics.open;
        statistics.loss = statistics.loss + row.loss;
        QIANTAI_TRY(const auto line, view.build_line(row));
        count_into(statistics.departments, row.department, row.loss);
        count_into(statistics.subjects, line.subject, row.loss);
        if (statistics.lines.size() == k_statistics_lines_max) continue;
        QIANTAI_TRY(const auto ticket, load_ticket(m_context.database, row.ticket_id));
        QIANTAI_TRY(const auto events, load_ticket_events(m_context.database, row.ticket_id));
        statistics.lines.push_back({.ticket_id = row.ticket_id,
                                    .business_date = row.business_date,
                                    .number = line.number,
                                    .store_code = row.store_code,
                                    .customer_name = mask_name(line.customer_name),
                                    .product = line.product,
                                    .quantity = ticket.quantity,
                                    .department = row.department,
                                    .handling = handling_column(row.resolution),
                                    .resolution = row.resolution,
                                    .amount = row.amount.value_or(Fen()),
                                    .loss = row.loss,
                                    .fault = row.fault,
                                    .subject = line.subject,
                                    .ended_by = fold_ticket(ticket, events).ended_by});
    }
    std::ranges::stable_sort(statistics.departments, std::greater(), &StatisticsCount::complaints);
    std::ranges::stable_sort(statistics.subjects, std::greater(), &StatisticsCount::complaints);
    return statistics;
}

Result<std::vector<ServiceFiguresOf>> TicketFigures::figures(const Session& session,
                                                             const TicketPeriod& period) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_figures));
    QIANTAI_TRY(const auto times, check_period(m_context, period));
    QIANTAI_TRY_STATUS(refresh_tickets(m_context.database));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto rows, load_of_period(m_context, times));
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    QIANTAI_TRY(const auto names, load_staff_names(m_context.database));
    // Of all of a store first, under an empty number.
    std::map<std::pair<std::string, std::string>, FigureCounter> counters;
    for (const auto& row : rows) {
        QIANTAI_TRY(const TimeMs solving, solving_time(units, row));
        for (const auto& staff : {std::string(), row.taken_by}) {
            counters.try_emplace({row.store_code, staff}, times).first->second.add(row, solving);
        }
    }
    std::vector<ServiceFiguresOf> figures;
    for (auto& [whose, counter] : counters) {
        const auto name = names.find(whose.second);
        figures.push_back({.store_code = whose.first,
                           .staff_number = whose.second,
                           .staff_name = name == names.end() ? whose.second : name->second,
                           .figures = counter.result()});
    }
    return figures;
}

}  // namespace qiantai::domain
