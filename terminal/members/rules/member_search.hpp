#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/member_codes.hpp"
#include "schema/base/uuid.hpp"
#include "schema/sqlite/database.hpp"
#include "terminal/members/rules/member_search_query.hpp"

namespace qiantai::domain {

/// A member that a search found, with contact data in full: whoever shows it masks it.
struct MemberHit {
    Uuid id;
    std::string name;
    std::string phone;
    std::string tier_code;
    Coded<MemberStatus> status;
    std::string store_code;
    std::string card_number;  ///< of the card below; empty if there is none
    Coded<CardStatus> card_status;
    MatchedBy matched_by = MatchedBy::name;
    /// The member that was found, when it was merged into this one.
    std::optional<Uuid> merged_from{};
};

/// The one card that a line about a member shows: the newest active one, else the newest.
struct ShownCard {
    std::string number;  ///< empty if there is none
    Coded<CardStatus> status;
};
Result<ShownCard> load_shown_card(sqlite::Database& database, const Uuid& member);

struct SearchOptions {
    int limit = 50;
    std::optional<std::string> store_code{};
    /// A telephone number finds nobody by a part of it: at a desk of headquarters, where numbers lie
    /// for a time and for one person's task only.
    bool whole_phones_only = false;
};

/// What somebody means who types or scans `text`: a phone number (blanks and +86 allowed), its last
/// four digits, its start or end, a card number or its start; a name or any part of it; pinyin,
/// whole, from the start, of the given name, or first letters; a mixture (张sf); a name and the
/// number's last digits (王1234). The best kind of match comes first; within a kind the order is
/// that of the keys (whole word before longer ones), then of the ids: the same query gives the same
/// answer. Merged members are shown as the one they were merged into, each once; erased ones are
/// not found. Mixtures look at k_mixed_candidates_max names at most.
Result<std::vector<MemberHit>> search_members(sqlite::Database& database, std::string_view text,
                                              const SearchOptions& options = {});

inline constexpr int k_mixed_candidates_max = 3000;

}  // namespace qiantai::domain
