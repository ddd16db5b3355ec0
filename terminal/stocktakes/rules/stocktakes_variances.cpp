// From the count to the yes: lines, reasons, signatures, approval. The lines are written when the
// variances open, so that everybody signs and approves the same, at every place.

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::domain {
namespace {

Error unfinished(std::size_t problems) {
    return make_error(k_stocktake_unfinished, std::to_string(problems), "stocktake_id");
}

std::string joined_set(const std::set<std::string>& people) {
    return joined_people(std::vector<std::string>(people.begin(), people.end()));
}

/// True if somebody said of a line that the first count stands, and nobody counted it again.
bool stands_on_first_count(const StocktakeState& state, std::span<const StocktakeLine> lines) {
    return std::ranges::any_of(lines, [&](const StocktakeLine& line) {
        if (line.first_count || line.variance() == 0) return false;
        return std::ranges::any_of(
            state.chosen, [&](const ChosenRecount& one) { return line.gift_id == one.gift_id; });
    });
}

/// Numbers as the ledger's are bounded, whatever broken programs wrote.
StocktakeLine bounded_line(const sqlite::Statement& row) {
    constexpr int k_pieces_most = 1'000'000'000;
    auto line = sqlite::read_row<StocktakeLine>(row);
    line.counted = std::clamp(line.counted, -k_pieces_most, k_pieces_most);
    line.book = std::clamp(line.book, -k_pieces_most, k_pieces_most);
    return line;
}

}  // namespace

Result<std::vector<StocktakeLine>> Stocktakes::load_lines(const StocktakeState& state,
                                                          const std::optional<Uuid>& gift_id) {
    if (!state.opening_id) return std::vector<StocktakeLine>();
    static const auto sql = sqlite::select_of<StocktakeLine>(
        "WHERE opening_id = ?1 AND (?2 IS NULL OR gift_id = ?2) ORDER BY id");
    const auto load = [&](const Uuid& opening) {
        auto& statement = m_context.database.cached(sql);
        return sqlite::all(statement.bind(opening, gift_id), bounded_line);
    };
    QIANTAI_TRY(auto lines, load(*state.opening_id));
    if (state.correction_ids.empty()) return lines;
    std::map<StocktakeThing, StocktakeLine> holding;
    for (auto& line : lines) holding[line.thing()] = std::move(line);
    for (const Uuid& correction : state.correction_ids) {
        QIANTAI_TRY(auto corrected, load(correction));
        for (auto& line : corrected) holding[line.thing()] = std::move(line);
    }
    lines.clear();
    for (auto& [thing, line] : holding) lines.push_back(std::move(line));
    return lines;
}

Status Stocktakes::insert_lines(std::span<StocktakeLine> lines, const Uuid& opening_id,
                                const Moment& now) {
    for (auto& line : lines) {
        line.id = m_context.new_id();
        line.opening_id = opening_id;
        line.created_at = now.at;
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, line));
    }
    return {};
}

Result<StocktakePage> Stocktakes::open(const Session& session, const Uuid& stocktake_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, stocktake_id, StocktakeStep::opened));
    QIANTAI_TRY(const auto work, load_work(one));
    const auto problems = counting_problems(work);
    if (!problems.empty()) return unfinished(problems.size());
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::opened, now);
    event.people = joined_set(work.tally.counters);
    event.recounters = joined_set(work.tally.recounters);
    auto lines = make_lines(work);
    QIANTAI_TRY_STATUS(insert_lines(lines, event.id, now));
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.open", now));
    QIANTAI_TRY(auto page, build_page(session, stocktake_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<StocktakePage> Stocktakes::explain(const Session& session,
                                          const StocktakeExplaining& explaining) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    if (explaining.lines.empty() || explaining.lines.size() > k_stocktake_entries_max) {
        return make_error(k_stocktake_line_unknown, {}, "lines");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one,
                load_case_for(session, explaining.stocktake_id, StocktakeStep::explained));
    StocktakeExplanations given;
    for (const auto& typed : explaining.lines) {
        auto& statement = m_context.database.cached(
            "SELECT 1 FROM stocktake_line WHERE id = ? AND opening_id = ?");
        QIANTAI_TRY(const bool known,
                    sqlite::any(statement.bind(typed.line_id, one.state.opening_id)));
        if (!known) return make_error(k_stocktake_line_unknown, typed.line_id.text(), "line_id");
        if (!typed.reason.known()) {
            return make_error(k_stocktake_line_unknown, typed.reason.text(), "reason");
        }
        auto& kept = given.lines.emplace_back(typed);
        QIANTAI_TRY(kept.words, normalise_note(typed.words, k_gift_reason_length_max, "words"));
        if (typed.reason == StocktakeReason::other && kept.words.empty()) {
            return make_error(k_stocktake_words_missing, {}, "words");
        }
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::explained, now);
    event.about_id = one.state.opening_id;
    event.lines = boost::json::serialize(to_json(given));
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.explain", now));
    QIANTAI_TRY(auto page, show_stand(session, one.stocktake.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<StocktakePage> Stocktakes::sign(const Session& session, const Uuid& stocktake_id,
                                       bool as_checker) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_sign));
    const auto step = as_checker ? StocktakeStep::checker_signed : StocktakeStep::counter_signed;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, stocktake_id, step));
    QIANTAI_TRY_STATUS(check_other_person(one.state, step, session));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, step, now);
    event.about_id = one.state.opening_id;
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.sign", now));
    QIANTAI_TRY(auto page, show_stand(session, stocktake_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

/// What keeps the lines from being approved. Who has left the firm needs not sign any more.
Result<std::vector<StocktakeProblem>> Stocktakes::variance_problems(
    const StocktakeCase& one, std::span<const StocktakeLine> lines) {
    using enum StocktakeProblemKind;
    std::vector<StocktakeProblem> problems;
    QIANTAI_TRY(const auto explained, load_reasons(one));
    for (const auto& line : lines) {
        if (line.variance() == 0 || explained.contains(line.id)) continue;
        problems.push_back({.kind = reason_missing, .thing = line.thing()});
    }
    if (!problems.empty()) {
        QIANTAI_TRY(const auto names, load_names(one.stocktake));
        std::string unit;
        for (auto& problem : problems) {
            names.name(*problem.thing, problem.code, problem.name, unit);
        }
    }
    auto& works_there = m_context.database.cached(
        "SELECT 1 FROM staff WHERE number = ? AND store_code = ? AND status = 'active' LIMIT 1");
    StocktakeProblem unsigned_yet{.kind = counter_unsigned};
    for (const auto& counter : one.state.counters) {
        const bool has =
            std::ranges::find(one.state.signed_by, counter, &StocktakeSignature::staff_number) !=
            one.state.signed_by.end();
        works_there.bind(counter, one.stocktake.store_code);
        QIANTAI_TRY(const bool active, sqlite::any(works_there));
        if (!has && active) unsigned_yet.people.push_back(counter);
    }
    if (!unsigned_yet.people.empty()) problems.push_back(std::move(unsigned_yet));
    if (!one.state.checked_by) problems.push_back({.kind = checker_unsigned});
    return problems;
}

Result<StocktakePage> Stocktakes::approve(const Session& session, const Uuid& stocktake_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto one, load_case_for(session, stocktake_id, StocktakeStep::approved));
    QIANTAI_TRY_STATUS(check_other_person(one.state, StocktakeStep::approved, session));
    QIANTAI_TRY(const auto lines, load_lines(one.state));
    QIANTAI_TRY(const auto problems, variance_problems(one, lines));
    if (!problems.empty()) return unfinished(problems.size());
    if (session.role == StaffRole::store_manager) {
        QIANTAI_TRY(const auto totals, load_totals(one.stocktake, lines));
        if (!totals.within_tolerance || stands_on_first_count(one.state, lines)) {
            return make_error(k_stocktake_above_tolerance, totals.net.text(), "stocktake_id");
        }
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::approved, now);
    event.about_id = one.state.opening_id;
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.approve", now));
    if (session.store_code == one.stocktake.store_code) {
        QIANTAI_TRY_STATUS(post(session, one, lines, now));
    }
    QIANTAI_TRY(auto page, show_stand(session, stocktake_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<StocktakePage> Stocktakes::correct(const Session& session, const Uuid& stocktake_id,
                                          std::string_view words) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(const auto why, normalise_note(words, k_stocktake_words_length_max, "words"));
    if (why.empty()) return make_error(k_stocktake_words_missing, {}, "words");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto one, load_case_for(session, stocktake_id, StocktakeStep::corrected));
    QIANTAI_TRY(const auto work, load_work(one));
    if (work.tally.counters.contains(session.staff_number) ||
        work.tally.recounters.contains(session.staff_number)) {
        return make_error(k_same_person);
    }
    QIANTAI_TRY(const auto holding, load_lines(one.state));
    auto lines = late_lines(work, holding);
    if (lines.empty()) return make_error(k_stocktake_nothing_late, {}, "stocktake_id");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, StocktakeStep::corrected, now);
    event.about_id = one.state.opening_id;
    event.words = why;
    QIANTAI_TRY_STATUS(insert_lines(lines, event.id, now));
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.correct", now));
    if (session.store_code == one.stocktake.store_code) {
        QIANTAI_TRY_STATUS(adjust_stocktake(session, stocktake_id, now));
    }
    QIANTAI_TRY(auto page, build_page(session, stocktake_id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

}  // namespace qiantai::domain
