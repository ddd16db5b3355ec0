#pragma once

// Duplicates and conflicts of members: the list of cases, a tab of the work lists, and the page of
// one case with its two sides.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_compare.hpp"
#include "terminal/members/rules/conflict_facts.hpp"
#include "terminal/members/rules/members_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_case_screen{"case"};

/// What became of a case.
enum class CaseOutcome : std::uint8_t { open, merged, undone, parted, dismissed, chosen, left };

/// A case with the people it is about, as the signed-in person may see them.
struct ShownCase {
    domain::MemberConflict conflict{};
    std::optional<domain::Member> member{};  ///< nothing: not on this terminal
    std::optional<domain::Member> other{};   ///< of a duplicate
    CaseOutcome outcome = CaseOutcome::open;

    bool is_duplicate() const { return conflict.kind == ConflictKind::duplicate; }
    /// What tells it from the others of the list: a case of our own has no id.
    const Uuid& key() const { return conflict.id.is_nil() ? conflict.member_id : conflict.id; }
};

/// After the case with this id comes the next page.
struct CasesState : PagedList<ShownCase, Uuid> {
    domain::ConflictStatus status = domain::ConflictStatus::open;
    std::int64_t total = 0;  ///< of which `rows` are the first
};

/// The page of one case. Left is the case's own member, or the value that stands; right the other.
struct CaseState {
    ShownCase shown{};
    std::optional<domain::MemberDetails> left{};
    std::optional<domain::MemberDetails> right{};
    std::optional<Side> chosen{};  ///< the record or the value that stands
    /// Of a duplicate, by column: whose value stands, where it is not the chosen record's.
    std::map<std::string, Side, std::less<>> picks{};
    bool loaded = false;
    bool busy = false;
    std::optional<Error> error{};

    /// Both can be compared and merged.
    bool complete() const { return left && (right || !shown.is_duplicate()); }
    /// Headquarters has a case of it, so that it can be closed without merging.
    bool has_case() const { return !shown.conflict.id.is_nil(); }
    /// The columns whose value is taken from the record that is merged away.
    std::vector<std::string> taken() const;
};

namespace cases {
struct ShowStatus {
    domain::ConflictStatus status;
};
struct Reload {};
struct Open {
    Uuid key;
};
struct Choose {
    Side side;
    std::string column{};  ///< of a duplicate: this value only; else the whole record
};
struct AskMerge {};
struct AskPassedOn {};  ///< the chosen record has the number now, the other one no more
struct AskDismiss {};
struct Dismiss {};  ///< two persons, or nothing to decide
struct SaveValue {
    Side side;
};
struct UndoMerge {};
struct Reopen {};  ///< a decided one
}  // namespace cases

using CaseIntent = std::variant<cases::ShowStatus, cases::Reload, cases::Open, cases::Choose,
                                cases::AskMerge, cases::AskPassedOn, cases::AskDismiss,
                                cases::Dismiss, cases::SaveValue, cases::UndoMerge, cases::Reopen>;
using CaseIntents = Intents<CaseIntent>;

/// The page.
void draw_case(Ui& ui, const Rect& area, const Scene& scene, const CaseState& page,
               CaseIntents& intents);
/// What is asked before it: merging with what was chosen, or that they are two people.
AskWords merge_words(const Ui& ui, const Shop& shop, const CaseState& page);
AskWords dismiss_words(const Ui& ui, const CaseState& page);

/// What became of a case, in a word.
Text case_outcome_text(const Ui& ui, CaseOutcome outcome);
/// A row with its column of member; empty if there is nothing to choose by itself.
struct CaseRows {
    std::vector<CompareRow> rows;
    std::vector<std::string> columns;
};
CaseRows case_rows(const Ui& ui, const Scene& scene, const CaseState& page);
/// The side that has to stand because it is another store's.
std::optional<Side> foreign_side(const CaseState& page, const std::string& store_code);

}  // namespace qiantai::ui
