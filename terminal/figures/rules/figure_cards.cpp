#include "terminal/figures/rules/figure_cards.hpp"

#include <algorithm>
#include <map>

#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {

Result<std::vector<RenewalMark>> load_renewal_marks(sqlite::Database& database) {
    auto& statement = database.cached(
        "SELECT member_id, card_id, decision, expires_before, business_date FROM renewal"
        " ORDER BY member_id, created_at, id");
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        RenewalMark mark{.member_id = row.uuid(0),
                         .card_id = row.uuid(1),
                         .decision = parse_code<RenewalDecision>(row.text(2))
                                         .value_or(RenewalDecision::renewed),
                         .ends = Date::parse(row.text(3)),
                         .on = Date::of_text(row.text(4))};
        return mark;
    });
}

Result<std::vector<CardMark>> load_card_marks(sqlite::Database& database, const FigureDays& ends) {
    auto& statement = database.cached(
        "SELECT member_id, id, expires_on, status = 'lapsed' FROM member_card"
        " WHERE expires_on >= ? AND expires_on <= ? AND status <> 'replaced' ORDER BY member_id");
    return sqlite::all(statement.bind(ends.from.text(), ends.until.text()),
                       [](const sqlite::Statement& row) {
                           return CardMark{row.uuid(0), row.uuid(1), Date::of_text(row.text(2)),
                                           row.integer(3) != 0};
                       });
}

std::vector<RenewalMark> standing_decisions(std::span<const RenewalMark> decisions) {
    std::vector<RenewalMark> standing;
    for (const auto& mark : decisions) {
        if (mark.decision != RenewalDecision::undone) {
            standing.push_back(mark);
            continue;
        }
        // Takes back the last one of its card that still stands.
        const auto last =
            std::find_if(standing.rbegin(), standing.rend(), [&](const RenewalMark& before) {
                return before.card_id == mark.card_id;
            });
        if (last != standing.rend()) standing.erase(std::next(last).base());
    }
    return standing;
}

std::vector<TermDecision> term_decisions(std::span<const RenewalMark> standing) {
    std::vector<TermDecision> decisions;
    for (const auto& mark : standing) {
        decisions.push_back({mark.on, mark.decision == RenewalDecision::lapsed});
    }
    return decisions;
}

std::vector<CardTerm> card_terms(std::span<const RenewalMark> standing,
                                 std::span<const CardMark> cards) {
    std::map<std::pair<Uuid, Date>, CardTerm> terms;
    for (const auto& mark : standing) {
        if (!mark.ends) continue;
        auto& term = terms[{mark.card_id, *mark.ends}];
        term.ends = *mark.ends;
        const bool renewed = mark.decision == RenewalDecision::renewed;
        if (renewed && !term.renewed_on) term.renewed_on = mark.on;
        term.given_up = !renewed;
    }
    for (const auto& card : cards) {
        auto& term = terms[{card.id, card.ends}];
        term.ends = card.ends;
        term.given_up = term.given_up || card.given_up;
    }
    std::vector<CardTerm> all;
    for (const auto& [key, term] : terms) all.push_back(term);
    return all;
}

}  // namespace qiantai::domain
