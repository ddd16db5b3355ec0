// Duplicates and conflicts: which there are, the two sides of one, and what is decided.

#include "terminal/app/flow.hpp"
#include "terminal/domain/member_merge.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Asking = CaseState::Asking;

namespace {

constexpr int k_cases_most = 100;
constexpr std::string_view k_undo_merge = "undo merge ";

/// Nothing if the record is not on this terminal; other failures are told.
Result<std::optional<domain::Member>> find_member(domain::ServiceContext& context,
                                                  const domain::Session& session, const Uuid& id) {
    auto member = domain::load_member(context.database, id);
    if (member) return std::optional(domain::masked_for(session, std::move(*member)));
    if (member.error().kind == &domain::k_member_not_found) return std::optional<domain::Member>();
    return member.error();
}

CaseOutcome outcome_of(const ShownCase& shown) {
    const auto& status = shown.conflict.status;
    if (status == "open") return CaseOutcome::open;
    if (!shown.is_duplicate()) {
        return status == "dismissed" ? CaseOutcome::left : CaseOutcome::chosen;
    }
    if (status == "dismissed") return CaseOutcome::dismissed;
    const auto merged = [](const auto& member) { return member && member->merged_into; };
    return merged(shown.member) || merged(shown.other) ? CaseOutcome::merged : CaseOutcome::undone;
}

Result<ShownCase> load_shown(domain::ServiceContext& context, const domain::Session& session,
                             domain::MemberConflict conflict) {
    ShownCase shown{.conflict = std::move(conflict)};
    QIANTAI_TRY(shown.member, find_member(context, session, shown.conflict.member_id));
    if (shown.conflict.other_member_id) {
        QIANTAI_TRY(shown.other, find_member(context, session, *shown.conflict.other_member_id));
    }
    shown.outcome = outcome_of(shown);
    return shown;
}

using Shown = std::vector<ShownCase>;

Result<Shown> load(domain::ServiceContext& context, const domain::Session& session,
                   domain::ConflictStatus status) {
    QIANTAI_TRY(auto conflicts,
                domain::MemberConflicts(context).list(session, status, k_cases_most));
    Shown rows;
    for (auto& conflict : conflicts) {
        QIANTAI_TRY(auto shown, load_shown(context, session, std::move(conflict)));
        rows.push_back(std::move(shown));
    }
    return rows;
}

struct Sides {
    std::optional<domain::MemberDetails> left;
    std::optional<domain::MemberDetails> right;
};

Result<Sides> load_sides(domain::ServiceContext& context, const domain::Session& session,
                         const ShownCase& shown) {
    domain::Members members(context);
    Sides sides;
    if (shown.member) {
        QIANTAI_TRY(sides.left, members.get(session, shown.member->id));
    }
    if (shown.other) {
        QIANTAI_TRY(sides.right, members.get(session, shown.other->id));
    }
    return sides;
}

/// The side that has to stand because it is another store's.
std::optional<Side> foreign_side(const CaseState& page, const std::string& store_code) {
    if (!page.complete() || !page.shown.is_duplicate()) return std::nullopt;
    if (page.left->member.store_code != store_code) return Side::left;
    if (page.right->member.store_code != store_code) return Side::right;
    return std::nullopt;
}

void load_page(Flow& flow) {
    auto& page = flow.state.work.member_case;
    page.error.reset();
    run_service(
        flow,
        [shown = page.shown](domain::ServiceContext& context, const domain::Session& session) {
            return load_sides(context, session, shown);
        },
        [id = page.shown.conflict.id](Flow& later, const Result<Sides>& sides) {
            auto& now = later.state.work.member_case;
            if (now.shown.conflict.id != id) return;
            if (!sides) {
                now.error = sides.error();
                return;
            }
            now.left = sides->left;
            now.right = sides->right;
            now.loaded = true;
            const auto foreign = foreign_side(now, later.state.shop.store_code);
            if (foreign) now.chosen = foreign;
        });
}

void open(Flow& flow, const Uuid& id) {
    const auto& rows = flow.state.work.cases.rows;
    const auto found =
        std::ranges::find_if(rows, [&](const auto& row) { return row.conflict.id == id; });
    if (found == rows.end()) return;
    flow.state.work.member_case = CaseState{.shown = *found};
    // A toast that offers to undo the last merge would lie on the page's own buttons.
    flow.state.toasts.drop();
    open_screen(flow, Screen::member_case);
}

enum class Then : std::uint8_t { back_to_list, stay };

/// After a decision: tells it, and goes back to what is left to decide.
void finish(Flow& flow, const Status& done, Toast toast, Then then = Then::back_to_list) {
    auto& page = flow.state.work.member_case;
    page.busy = false;
    page.asking = Asking::nothing;
    if (!done) return show_error(flow, done.error());
    flow.state.toasts.push(std::move(toast));
    flow.link.notify_change();
    const bool on_page = flow.state.work.screen == Screen::member_case;
    if (on_page && then == Then::back_to_list) return go_back(flow);
    load_screen(flow);
    count_lists(flow);
}

void merge(Flow& flow) {
    auto& page = flow.state.work.member_case;
    if (!page.chosen || !page.complete() || std::exchange(page.busy, true)) return;
    const auto& left = page.left->member;
    const auto& right = page.right->member;
    const bool keeps_left = page.chosen == Side::left;
    const Uuid loser = keeps_left ? right.id : left.id, winner = keeps_left ? left.id : right.id;
    run_service(
        flow,
        [loser, winner](domain::ServiceContext& context, const domain::Session& session) -> Status {
            QIANTAI_TRY_STATUS(domain::MemberMerge(context).merge(session, loser, winner));
            return {};
        },
        [loser, name = keeps_left ? left.name : right.name](Flow& later, const Status& done) {
            finish(later, done,
                   {.text = tr(later, TextKey::case_merged, name),
                    .tone = Tone::success,
                    .action = tr(later, TextKey::undo),
                    .action_id = std::string(k_undo_merge) + loser.text()});
        });
}

void undo_merge(Flow& flow, const Uuid& loser, Then then) {
    run_service(
        flow,
        [loser](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberMerge(context).undo_merge(session, loser);
        },
        [then](Flow& later, const Status& done) {
            finish(later, done, {tr(later, TextKey::case_undone), Tone::success}, then);
        });
}

void resolve(Flow& flow, domain::ConflictChoice choice, Text words) {
    auto& page = flow.state.work.member_case;
    if (std::exchange(page.busy, true)) return;
    run_service(
        flow,
        [id = page.shown.conflict.id, choice](domain::ServiceContext& context,
                                              const domain::Session& session) {
            return domain::MemberConflicts(context).resolve(session, id, choice);
        },
        [words = std::move(words)](Flow& later, const Status& done) {
            finish(later, done, {words, Tone::success});
        });
}

struct ApplyCase {
    Flow& flow;

    CasesState& list() const { return flow.state.work.cases; }
    CaseState& page() const { return flow.state.work.member_case; }
    void operator()(const cases::ShowStatus& intent) const {
        list().status = intent.status;
        list().rows.clear();
        list().loaded = false;
        load_cases(flow);
    }
    void operator()(const cases::Reload&) const { load_screen(flow); }
    void operator()(const cases::Open& intent) const { open(flow, intent.conflict_id); }
    void operator()(const cases::Choose& intent) const {
        // The banner says why there is nothing to choose.
        if (foreign_side(page(), flow.state.shop.store_code)) return;
        page().chosen = intent.side;
    }
    void operator()(const cases::Ask& intent) const { page().asking = intent.what; }
    void operator()(const cases::Merge&) const { merge(flow); }
    void operator()(const cases::Dismiss&) const {
        const bool duplicate = page().shown.is_duplicate();
        resolve(flow, domain::ConflictChoice::dismiss,
                tr(flow, duplicate ? TextKey::case_dismissed : TextKey::case_left));
    }
    void operator()(const cases::SaveValue&) const {
        if (!page().chosen) return;
        const bool kept = page().chosen == Side::left;
        const auto& name = page().left->member.name;
        resolve(flow, kept ? domain::ConflictChoice::keep : domain::ConflictChoice::restore,
                tr(flow, TextKey::case_saved, name));
    }
    void operator()(const cases::UndoMerge&) const {
        const auto& shown = page().shown;
        const bool left = shown.member && shown.member->merged_into;
        if (std::exchange(page().busy, true)) return;
        undo_merge(flow, left ? shown.member->id : shown.other->id, Then::back_to_list);
    }
};

}  // namespace

void load_cases(Flow& flow) {
    auto& list = flow.state.work.cases;
    list.error.reset();
    run_service(
        flow,
        [status = list.status](domain::ServiceContext& context, const domain::Session& session) {
            return load(context, session, status);
        },
        [query = ++list.query](Flow& later, const Result<Shown>& rows) {
            auto& now = later.state.work.cases;
            if (now.query != query) return;
            if (!rows) {
                now.error = rows.error();
                return;
            }
            now.rows = *rows;
            now.loaded = true;
        });
}

void opened_case(Flow& flow) {
    // What was under way when the terminal was locked has no answer any more.
    flow.state.work.member_case.busy = false;
    load_page(flow);
}

void press_toast(Flow& flow, const std::string& action_id) {
    if (!action_id.starts_with(k_undo_merge)) return;
    const auto loser = Uuid::parse(action_id.substr(k_undo_merge.size()));
    // Whoever presses it may be on another case by now.
    if (loser) undo_merge(flow, *loser, Then::stay);
}

void apply(Flow& flow, const CaseIntent& intent) {
    std::visit(ApplyCase{flow}, intent);
}

}  // namespace qiantai::app
