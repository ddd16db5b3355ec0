#include "terminal/stocktakes/rules/stocktake_course.hpp"

#include <algorithm>

#include "sync/core/scope.hpp"

namespace qiantai::domain {
namespace {

using CountMove = StocktakeStep;
using CountPhase = StocktakePhase;

constexpr CountPhase k_from_planned[] = {CountPhase::planned};
constexpr CountPhase k_from_ready[] = {CountPhase::ready};
constexpr CountPhase k_while_counting[] = {CountPhase::counting};
constexpr CountPhase k_until_variances[] = {CountPhase::planned, CountPhase::ready,
                                            CountPhase::counting};
constexpr CountPhase k_with_variances[] = {CountPhase::variances};
constexpr CountPhase k_from_variances_on[] = {CountPhase::variances, CountPhase::approved};
constexpr CountPhase k_from_approved[] = {CountPhase::approved};
constexpr CountPhase k_from_posted[] = {CountPhase::posted};
constexpr CountPhase k_from_cancelled[] = {CountPhase::cancelled};
constexpr CountPhase k_before_posting[] = {CountPhase::planned, CountPhase::ready,
                                           CountPhase::counting, CountPhase::variances,
                                           CountPhase::approved};

constexpr StaffRole k_counting_roles[] = {StaffRole::clerk, StaffRole::store_manager,
                                          StaffRole::warehouse_keeper};
constexpr StaffRole k_leading_roles[] = {StaffRole::store_manager, StaffRole::warehouse_keeper};
constexpr StaffRole k_store_manager_role[] = {StaffRole::store_manager};
constexpr StaffRole k_desk_roles[] = {StaffRole::cs_agent, StaffRole::cs_manager};
constexpr StaffRole k_cs_manager_role[] = {StaffRole::cs_manager};

constexpr StocktakeCourseRow k_stocktake_course[] = {
    {CountMove::papers_entered, k_from_planned, false, k_leading_roles},
    {CountMove::frozen, k_from_ready, false, k_leading_roles},
    {CountMove::zone_opened, k_until_variances, false, k_leading_roles},
    {CountMove::zone_done, k_while_counting, false, k_counting_roles},
    {CountMove::chosen, k_while_counting, false, k_leading_roles},
    {CountMove::barcode_settled, k_while_counting, false, k_leading_roles},
    {CountMove::opened, k_while_counting, false, k_leading_roles},
    {CountMove::sent_back, k_from_variances_on, false, k_leading_roles},
    {CountMove::sent_back, k_from_variances_on, true, k_cs_manager_role},
    {CountMove::explained, k_with_variances, false, k_leading_roles},
    {CountMove::counter_signed, k_with_variances, false, k_counting_roles},
    {CountMove::checker_signed, k_with_variances, false, k_counting_roles},
    // Where one person is alone on duty, the second signature is headquarters'.
    {CountMove::checker_signed, k_with_variances, true, k_desk_roles},
    {CountMove::approved, k_with_variances, false, k_store_manager_role},
    {CountMove::approved, k_with_variances, true, k_cs_manager_role},
    {CountMove::posted, k_from_approved, false, k_counting_roles},
    {CountMove::corrected, k_from_posted, false, k_store_manager_role},
    {CountMove::corrected, k_from_posted, true, k_cs_manager_role},
    {CountMove::cancelled, k_before_posting, false, k_leading_roles},
    {CountMove::cancelled, k_before_posting, true, k_cs_manager_role},
    {CountMove::resumed, k_from_cancelled, false, k_leading_roles},
    {CountMove::resumed, k_from_cancelled, true, k_cs_manager_role},
};

bool is_theirs(const StocktakeCourseRow& row, const Stocktake& stocktake, const Session& session) {
    const std::string_view where =
        row.at_headquarters ? sync::k_hq_store_code : std::string_view(stocktake.store_code);
    return session.store_code == where &&
           std::ranges::find(row.roles, session.role) != row.roles.end();
}

bool is_among(const std::vector<std::string>& people, const Session& session) {
    return std::ranges::find(people, session.staff_number) != people.end();
}

bool has_signed(const StocktakeState& state, const Session& session) {
    return std::ranges::find(state.signed_by, session.staff_number,
                             &StocktakeSignature::staff_number) != state.signed_by.end();
}

}  // namespace

const StocktakeCourseRow& course_row(StocktakeStep step) {
    const auto found = std::ranges::find(k_stocktake_course, step, &StocktakeCourseRow::step);
    QIANTAI_ASSERT(found != std::end(k_stocktake_course));
    return *found;
}

std::optional<StocktakePhase> phase_after(StocktakeStep step) {
    using enum StocktakeStep;
    switch (step) {
        case papers_entered:
            return CountPhase::ready;
        case frozen:
        case sent_back:
            return CountPhase::counting;
        case opened:
            return CountPhase::variances;
        case approved:
            return CountPhase::approved;
        case posted:
            return CountPhase::posted;
        case cancelled:
            return CountPhase::cancelled;
        case zone_opened:
        case zone_done:
        case chosen:
        case barcode_settled:
        case explained:
        case counter_signed:
        case checker_signed:
        case corrected:
        case resumed:
            break;
    }
    return std::nullopt;
}

bool follows(StocktakeStep step, StocktakePhase phase) {
    const auto from = course_row(step).from;
    return std::ranges::find(from, phase) != from.end();
}

Status check_stocktake_step(const Stocktake& stocktake, const StocktakeState& state,
                            StocktakeStep step, const Session& session) {
    const bool theirs = std::ranges::any_of(k_stocktake_course, [&](const StocktakeCourseRow& row) {
        return row.step == step && is_theirs(row, stocktake, session);
    });
    if (!theirs) return make_error(k_stocktake_not_yours, stocktake.store_code, "step");
    const auto phase = state.phase.known();
    if (!phase || !follows(step, *phase)) {
        return make_error(k_stocktake_not_now, state.phase.text(), "step");
    }
    return {};
}

Status check_other_person(const StocktakeState& state, StocktakeStep step, const Session& session) {
    const bool counted = is_among(state.counters, session);
    const bool recounted = is_among(state.recounters, session);
    const bool checked = state.checked_by && state.checked_by->staff_number == session.staff_number;
    using enum StocktakeStep;
    bool refused = false;
    if (step == counter_signed) refused = !counted || has_signed(state, session);
    if (step == checker_signed) refused = counted || state.checked_by.has_value();
    if (step == approved) refused = counted || recounted || checked || has_signed(state, session);
    if (refused) return make_error(k_same_person);
    return {};
}

std::vector<StocktakeNextStep> next_steps(const Stocktake& stocktake, const StocktakeState& state,
                                          const Session& session) {
    std::vector<StocktakeNextStep> steps;
    const auto phase = state.phase.known();
    for (const auto& [step, code] : k_codes<StocktakeStep>) {
        // Both come by themselves, when there is something to post or to correct.
        const bool by_itself = step == StocktakeStep::posted || step == StocktakeStep::corrected;
        if (by_itself || !phase || !follows(step, *phase)) continue;
        auto may = check_stocktake_step(stocktake, state, step, session);
        if (may) may = check_other_person(state, step, session);
        const bool there = course_row(step).at_headquarters;
        steps.push_back({.step = step,
                         .where = there ? "" : stocktake.store_code,
                         .refused = may ? "" : std::string(may.error().code())});
    }
    return steps;
}

}  // namespace qiantai::domain
