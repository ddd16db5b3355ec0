#pragma once

// Cards' terms and what was decided at their ends, as figures see them.

#include <span>

#include "schema/sqlite/database.hpp"
#include "terminal/figures/rules/member_period_facts.hpp"

namespace qiantai::domain {

struct RenewalMark {
    Uuid member_id{};
    Uuid card_id{};
    RenewalDecision decision{};
    std::optional<Date> ends{};  ///< of the card before the decision
    Date on{};
};
struct CardMark {
    Uuid member_id{};
    Uuid id{};
    Date ends{};
    bool given_up = false;
};

/// In the order of members, then of times.
Result<std::vector<RenewalMark>> load_renewal_marks(sqlite::Database& database);
/// Cards not replaced that end in those days, in the order of members.
Result<std::vector<CardMark>> load_card_marks(sqlite::Database& database, const FigureDays& ends);

/// One member's decisions without those that were taken back, and without the taking back.
std::vector<RenewalMark> standing_decisions(std::span<const RenewalMark> decisions);
std::vector<TermDecision> term_decisions(std::span<const RenewalMark> standing);
/// One member's: each term of a card once, whatever was decided of it how often.
std::vector<CardTerm> card_terms(std::span<const RenewalMark> standing,
                                 std::span<const CardMark> cards);

}  // namespace qiantai::domain
