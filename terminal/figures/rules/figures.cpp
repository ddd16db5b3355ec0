#include "terminal/figures/rules/figures.hpp"

#include <algorithm>
#include <array>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/figures/rules/figure_people.hpp"
#include "terminal/figures/rules/figure_tills.hpp"
#include "terminal/figures/rules/member_tally_facts.hpp"
#include "terminal/figures/rules/service_figures.hpp"
#include "terminal/figures/rules/small_cells_facts.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_periods = 3;

/// What a request comes to once it was checked.
struct FigureTask {
    FigurePeriod period{};
    std::string store_code{};  ///< empty: all, at headquarters
    std::string tier{}, clerk{};
    std::vector<FigureBy> by{};
    Date today{};
    int utc_offset_minutes = 0;
    ChurnPolicy churn{};
    FigureBands bands{};
    bool at_headquarters = false;
    bool shows_people = false;

    std::array<FigureDays, k_periods> spans() const {
        return {period.days, period.before, period.last_year};
    }
    bool of_group() const { return !tier.empty() || !clerk.empty(); }
    bool wants(FigureBy one) const { return std::ranges::find(by, one) != by.end(); }
};

Status check_store(ServiceContext& context, const std::string& store_code) {
    auto& known = context.database.cached("SELECT 1 FROM store WHERE code = ?");
    QIANTAI_TRY(const bool there, sqlite::any(known.bind(store_code)));
    return there ? Status() : make_error(k_figure_store_unknown, store_code, "store_code");
}

Status check_for_role(const FigureRequest& request, bool shows_people) {
    if (shows_people) return {};
    const bool whole = !(request.span == FigureSpan::range) && request.tier.empty() &&
                       request.clerk.empty();
    return whole ? Status() : make_error(k_figure_only_whole, {}, "span");
}

Result<FigureTask> make_task(ServiceContext& context, const Session& session,
                             const FigureRequest& request) {
    FigureTask task{.tier = request.tier,
                    .clerk = request.clerk,
                    .at_headquarters = context.identity.is_headquarters(),
                    .shows_people = sees_people(session)};
    QIANTAI_TRY_STATUS(check_for_role(request, task.shows_people));
    QIANTAI_TRY(task.today, business_date(context));
    const auto span = request.span.known();
    if (!span) return make_error(k_figure_period_malformed, {}, "span");
    QIANTAI_TRY(task.period, make_figure_period(*span, request.from, request.until, task.today));
    const auto& own = context.identity.store_code;
    task.store_code = task.at_headquarters ? request.store_code : own;
    if (!task.at_headquarters && !request.store_code.empty() && request.store_code != own) {
        return make_error(k_figure_store_unknown, request.store_code, "store_code");
    }
    if (!task.store_code.empty()) QIANTAI_TRY_STATUS(check_store(context, task.store_code));
    for (const auto& by : request.by) {
        const auto known = by.known();
        if (known && !task.wants(*known)) task.by.push_back(*known);
    }
    QIANTAI_TRY(task.utc_offset_minutes,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    QIANTAI_TRY(const auto churn, load_policy(context, k_churn_policy));
    if (churn) task.churn = parse_churn_policy(*churn);
    QIANTAI_TRY(const auto bands, load_policy(context, k_figure_bands_policy));
    if (bands) task.bands = parse_figure_bands(*bands);
    return task;
}

/// Nothing of what comes from receipts is known on a desk of headquarters.
bool needs_receipts(FigureId id) {
    using enum FigureId;
    if (figure_definition(id).section == "B1" || figure_definition(id).section == "B2") return true;
    for (const auto one : {first_purchase_rate, new_kept_rate, churn_rate, kept_rate, win_back_rate,
                           key_customers_lost}) {
        if (id == one) return true;
    }
    return false;
}

bool needs_receipts(FigureBy by) {
    using enum FigureBy;
    for (const auto one : {band, value_group, spend_class, state, category}) {
        if (by == one) return true;
    }
    return false;
}

/// Members and their receipts in one pass: the three periods, the months, the breakdowns.
struct MemberCount {
    std::vector<MemberTally> periods;
    std::vector<MemberTally> months;
    BreakdownTally breakdowns;
};

/// All of it as it was at one moment.
Result<MemberCount> load_count(ServiceContext& context, const FigureTask& task) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    MemberCount count{.periods = {},
                      .months = {},
                      .breakdowns = {task.by, task.bands, task.period.days, task.today}};
    for (const auto& days : task.spans()) count.periods.emplace_back(days, task.today);
    if (task.wants(FigureBy::month)) {
        for (const auto& days : twelve_months(task.period.days.until)) {
            count.months.emplace_back(days, task.today);
        }
    }
    PeopleScope scope{.store_code = task.store_code,
                      .tier = task.tier,
                      .clerk = task.clerk,
                      .tier_on = task.period.days.until,
                      .card_ends = task.period.days,
                      .utc_offset_minutes = task.utc_offset_minutes};
    for (const auto& days : task.spans()) {
        scope.card_ends.from = std::min(scope.card_ends.from, days.from);
    }
    std::vector<char> counts;
    QIANTAI_TRY_STATUS(each_person(context, scope, [&](const FigurePerson& person) {
        mark_visits(person.receipts, counts);
        for (std::size_t i = 0; i < count.periods.size(); ++i) {
            auto& tally = count.periods[i];
            const auto in = member_in_period(person, counts, tally.days(), task.churn);
            tally.add(person, in);
            if (i == 0) count.breakdowns.add(person, in);
        }
        for (auto& month : count.months) {
            month.add(person, member_in_period(person, counts, month.days(), task.churn));
        }
    }));
    return count;
}

FigureBreakdown build_months(const FigureTask& task, const std::vector<MemberTally>& months) {
    FigureBreakdown built{.by = FigureBy::month};
    for (const auto& month : months) {
        FigureCell cell{.key = month.days().from.text().substr(0, 7),
                        .members = month.members(),
                        .joined = month.joined()};
        if (!task.at_headquarters) {
            cell.lost = month.lost();
            cell.buyers = month.buyers();
            cell.receipts = month.receipts();
            cell.spend = Fen(month.net());
        }
        built.cells.push_back(std::move(cell));
    }
    return built;
}

/// What headquarters does not have is no zero.
void take_out_receipts(FigureBreakdown& breakdown) {
    for (auto& cell : breakdown.cells) {
        cell.buyers = {};
        cell.receipts = {};
        cell.spend = {};
    }
}

Result<std::vector<FigureBreakdown>> build_breakdowns(ServiceContext& context,
                                                      const Session& session,
                                                      const FigureTask& task,
                                                      const MemberCount& count) {
    auto made = count.breakdowns.results();
    std::vector<FigureBreakdown> all;
    for (const auto by : task.by) {
        FigureBreakdown one{.by = by};
        if (task.at_headquarters && needs_receipts(by)) {
            one.reason = FigureReason::not_here;
        } else if (by == FigureBy::month) {
            one = build_months(task, count.months);
        } else if (by == FigureBy::category) {
            if (task.of_group()) {
                one.reason = FigureReason::not_by_group;
            } else {
                QIANTAI_TRY(one, load_categories(context, task.store_code, task.period.days));
            }
        } else if (by == FigureBy::loss_reason) {
            QIANTAI_TRY(one, load_loss_reasons(context, session,
                                               {task.period.days, task.store_code, task.tier,
                                                task.clerk}));
        } else {
            one = std::move(*std::ranges::find_if(
                made, [by](const FigureBreakdown& known) { return known.by == by; }));
            if (task.at_headquarters) take_out_receipts(one);
        }
        if (!task.shows_people) hide_small_cells(one);
        all.push_back(std::move(one));
    }
    return all;
}

/// Every figure of one of the periods.
Result<std::vector<FigureValue>> build_figures(ServiceContext& context, const Session& session,
                                               const FigureTask& task, const MemberTally& members) {
    const auto& days = members.days();
    auto all = members.figures();
    QIANTAI_TRY(const auto service,
                load_service_figures(context, session,
                                     {days, task.store_code, task.tier, task.clerk}));
    all.insert(all.end(), service.begin(), service.end());
    if (!task.at_headquarters && !task.of_group()) {
        QIANTAI_TRY(const auto tills, load_till_figures(context, task.store_code, days));
        all.insert(all.end(), tills.begin(), tills.end());
    }
    std::vector<FigureValue> ordered;
    for (const auto& definition : figure_catalogue()) {
        const auto found = std::ranges::find_if(
            all, [&](const FigureValue& value) { return value.id == definition.id; });
        if (task.at_headquarters && needs_receipts(definition.id)) {
            ordered.push_back(make_absent(definition.id, FigureReason::not_here));
        } else if (found == all.end()) {
            ordered.push_back(make_absent(definition.id, FigureReason::not_by_group));
        } else {
            ordered.push_back(*found);
        }
    }
    if (!task.shows_people) hide_small_figures(ordered);
    return ordered;
}

}  // namespace

Result<std::vector<FigureListing>> Figures::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::figures_read));
    std::vector<FigureListing> all;
    for (const auto& one : figure_catalogue()) {
        all.push_back({.id = one.id,
                       .section = std::string(one.section),
                       .unit = one.unit,
                       .aim = one.aim,
                       .name_zh = std::string(one.name.zh),
                       .name_en = std::string(one.name.en),
                       .formula_zh = figure_formula_zh(one),
                       .formula_en = figure_formula_en(one),
                       .note_zh = std::string(one.note.zh),
                       .note_en = std::string(one.note.en)});
    }
    return all;
}

Result<FigureAnswer> Figures::show(const Session& session, const FigureRequest& request) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::figures_read));
    QIANTAI_TRY(const auto task, make_task(m_context, session, request));
    FigureAnswer answer{.period = task.period,
                        .store_code = task.store_code,
                        .bands = task.bands,
                        .churn = task.churn,
                        .shows_people = task.shows_people};
    QIANTAI_TRY(const auto count, load_count(m_context, task));
    std::array<std::vector<FigureValue>, k_periods> values;
    for (std::size_t i = 0; i < k_periods; ++i) {
        QIANTAI_TRY(values[i], build_figures(m_context, session, task, count.periods[i]));
    }
    for (std::size_t i = 0; i < values[0].size(); ++i) {
        auto& value = answer.figures.emplace_back(values[0][i]);
        if (value.caveat == FigureCaveat::as_of_today) continue;
        value.before = values[1][i].value;
        value.last_year = values[2][i].value;
    }
    QIANTAI_TRY(answer.breakdowns, build_breakdowns(m_context, session, task, count));
    return answer;
}

Result<std::vector<FigureBreakdown>> Figures::breakdown(const Session& session,
                                                        const FigureRequest& request) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::figures_read));
    QIANTAI_TRY(const auto task, make_task(m_context, session, request));
    if (task.by.empty()) return make_error(k_figure_by_missing, {}, "by");
    QIANTAI_TRY(const auto count, load_count(m_context, task));
    return build_breakdowns(m_context, session, task, count);
}

}  // namespace qiantai::domain
