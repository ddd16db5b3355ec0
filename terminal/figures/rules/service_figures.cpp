#include "terminal/figures/rules/service_figures.hpp"

#include "terminal/callbacks/rules/callback_figures.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "terminal/tickets/rules/ticket_figures.hpp"

namespace qiantai::domain {
namespace {

void add_absent(std::vector<FigureValue>& values, std::initializer_list<FigureId> ids,
                FigureReason reason) {
    for (const auto id : ids) values.push_back(make_absent(id, reason));
}

FigureValue ratio_of(FigureId id, const TicketRatio& ratio) {
    return make_ratio(id, ratio.of, ratio.all);
}

FigureValue share_value(FigureId id, const Share& share) {
    if (share.too_few) return make_absent(id, FigureReason::too_few);
    return make_ratio(id, share.part, share.whole);
}

void add_up(TicketRatio& sum, const TicketRatio& more) {
    sum.of += more.of;
    sum.all += more.all;
}

/// Of several stores: everything but the median, which is told of one.
struct CaseSums {
    ServiceFigures sum{};
    std::int64_t solving_ms = 0;
    std::optional<std::int64_t> median_ms{};
    int stores_with_solved = 0;

    void add(const ServiceFigures& more) {
        add_up(sum.answered_in_time, more.answered_in_time);
        add_up(sum.passed_on_in_time, more.passed_on_in_time);
        add_up(sum.satisfied_of_all, more.satisfied_of_all);
        add_up(sum.satisfied_of_rated, more.satisfied_of_rated);
        sum.solved += more.solved;
        sum.valid_complaints += more.valid_complaints;
        if (more.solved == 0) return;
        solving_ms += more.solving_mean_ms.value_or(0) * more.solved;
        median_ms = more.solving_median_ms;
        ++stores_with_solved;
    }
};

FigureValue median_of(const CaseSums& cases) {
    using enum FigureId;
    if (cases.stores_with_solved == 0) {
        return make_absent(solving_time_median, FigureReason::no_base);
    }
    if (cases.stores_with_solved > 1) {
        return make_absent(solving_time_median, FigureReason::of_one_store);
    }
    return make_count(solving_time_median, *cases.median_ms);
}

Status add_cases(ServiceContext& context, const Session& session, const ServiceScope& scope,
                 std::vector<FigureValue>& values) {
    using enum FigureId;
    if (!has_right(session.role, Right::tickets_figures)) {
        add_absent(values,
                   {answered_in_time, passed_on_in_time, solving_time, solving_time_median,
                    satisfied_of_all, satisfied_of_rated, valid_complaints},
                   FigureReason::not_for_role);
        return {};
    }
    QIANTAI_TRY(const auto lines,
                TicketFigures(context).figures(
                    session, {scope.days.from, scope.days.until, scope.store_code}));
    CaseSums cases;
    for (const auto& line : lines) {
        if (line.staff_number == scope.clerk) cases.add(line.figures);
    }
    values.push_back(ratio_of(answered_in_time, cases.sum.answered_in_time));
    values.push_back(ratio_of(passed_on_in_time, cases.sum.passed_on_in_time));
    values.push_back(make_ratio(solving_time, cases.solving_ms, cases.sum.solved));
    values.push_back(median_of(cases));
    values.push_back(ratio_of(satisfied_of_all, cases.sum.satisfied_of_all));
    values.push_back(ratio_of(satisfied_of_rated, cases.sum.satisfied_of_rated));
    values.push_back(make_count(valid_complaints, cases.sum.valid_complaints));
    return {};
}

bool may_see_calls(const Session& session, const ServiceScope& scope) {
    return has_right(session.role, Right::callbacks_figures) &&
           (scope.clerk.empty() || has_right(session.role, Right::callbacks_manage));
}

CallbackFiguresFilter calls_of(const ServiceScope& scope) {
    return {.from = scope.days.from,
            .until = scope.days.until,
            .staff_number = scope.clerk,
            .store_code = scope.store_code};
}

Status add_calls(ServiceContext& context, const Session& session, const ServiceScope& scope,
                 std::vector<FigureValue>& values) {
    using enum FigureId;
    if (!may_see_calls(session, scope)) {
        add_absent(values,
                   {callback_rate, reached_rate, key_customer_calls, satisfaction, survey_completion},
                   FigureReason::not_for_role);
        return {};
    }
    QIANTAI_TRY(const auto calls, CallbackReport(context).figures(session, calls_of(scope)));
    values.push_back(share_value(callback_rate, calls.called));
    values.push_back(share_value(reached_rate, calls.reached));
    values.push_back(make_count(key_customer_calls, calls.key_customer_calls));
    values.push_back(make_ratio(satisfaction, calls.score_sum, calls.rated));
    values.push_back(share_value(survey_completion, calls.surveys));
    return {};
}

Status add_stocktakes(ServiceContext& context, const Session& session, const ServiceScope& scope,
                      std::vector<FigureValue>& values) {
    using enum FigureId;
    const auto ids = {count_accuracy, variance_rate, variance_rate_net};
    if (!has_right(session.role, Right::stocktakes_read)) {
        add_absent(values, ids, FigureReason::not_for_role);
        return {};
    }
    if (!scope.clerk.empty()) {
        add_absent(values, ids, FigureReason::not_by_group);
        return {};
    }
    QIANTAI_TRY(const auto overview,
                Stocktakes(context).overview(session, scope.days.from, scope.days.until));
    std::int64_t lines = 0, within = 0, absolute = 0, net = 0, book = 0;
    for (const auto& store : overview.stores) {
        if (!scope.store_code.empty() && store.store_code != scope.store_code) continue;
        const auto& totals = store.totals;
        lines += totals.lines;
        within += totals.lines - totals.above_tolerance;
        absolute += (totals.surplus + totals.shortage).count();
        net += totals.net.count();
        book += totals.book_value.count();
    }
    values.push_back(make_ratio(count_accuracy, within, lines));
    values.push_back(make_ratio(variance_rate, absolute, book));
    values.push_back(make_ratio(variance_rate_net, net, book));
    return {};
}

}  // namespace

Result<std::vector<FigureValue>> load_service_figures(ServiceContext& context,
                                                      const Session& session,
                                                      const ServiceScope& scope) {
    using enum FigureId;
    std::vector<FigureValue> values;
    add_absent(values, {record_accuracy, staff_conduct, relationship_upkeep},
               FigureReason::not_recorded);
    if (!scope.tier.empty()) {
        add_absent(values,
                   {answered_in_time, passed_on_in_time, solving_time, solving_time_median,
                    satisfied_of_all, satisfied_of_rated, valid_complaints, callback_rate,
                    reached_rate, key_customer_calls, satisfaction, survey_completion,
                    count_accuracy, variance_rate, variance_rate_net},
                   FigureReason::not_by_group);
        return values;
    }
    QIANTAI_TRY_STATUS(add_cases(context, session, scope, values));
    QIANTAI_TRY_STATUS(add_calls(context, session, scope, values));
    QIANTAI_TRY_STATUS(add_stocktakes(context, session, scope, values));
    return values;
}

Result<FigureBreakdown> load_loss_reasons(ServiceContext& context, const Session& session,
                                          const ServiceScope& scope) {
    FigureBreakdown built{.by = FigureBy::loss_reason};
    if (!scope.tier.empty()) {
        built.reason = FigureReason::not_by_group;
        return built;
    }
    if (!may_see_calls(session, scope)) {
        built.reason = FigureReason::not_for_role;
        return built;
    }
    QIANTAI_TRY(const auto calls, CallbackReport(context).figures(session, calls_of(scope)));
    for (const auto& reason : calls.loss_reasons) {
        built.cells.push_back({.key = reason.reason.text(), .members = reason.count});
    }
    return built;
}

}  // namespace qiantai::domain
