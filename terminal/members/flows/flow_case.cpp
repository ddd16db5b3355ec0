// Duplicates and conflicts: which there are, the two sides of one, and what is decided.

#include "assets/words/cases.hpp"
#include "assets/words/help.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr PageSize k_case_page{.rows = 100, .rows_most = domain::k_conflicts_max};

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
    if (status == CaseStatus::open) return CaseOutcome::open;
    if (!shown.is_duplicate()) {
        return status == CaseStatus::dismissed ? CaseOutcome::left : CaseOutcome::chosen;
    }
    if (status == CaseStatus::dismissed) return CaseOutcome::dismissed;
    const auto merged = [](const auto& member) { return member && member->merged_into; };
    if (merged(shown.member) || merged(shown.other)) return CaseOutcome::merged;
    const bool same = shown.member && shown.other && shown.member->phone == shown.other->phone;
    return same || shown.conflict.column != "phone" ? CaseOutcome::undone : CaseOutcome::parted;
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

/// Of two members with one number that headquarters has no case of.
domain::MemberConflict own_case(const Uuid& one, const Uuid& other) {
    domain::MemberConflict ours;
    ours.kind = ConflictKind::duplicate;
    ours.member_id = one;
    ours.other_member_id = other;
    ours.column = "phone";
    ours.status = CaseStatus::open;
    return ours;
}

struct CasesPage {
    std::vector<ShownCase> rows;
    std::optional<Uuid> next;
    std::int64_t total = 0;
};

Result<CasesPage> load_cases_page(domain::ServiceContext& context, const domain::Session& session,
                                  domain::ConflictStatus status, const PageWanted<Uuid>& wanted) {
    domain::MemberConflicts all(context);
    CasesPage page;
    QIANTAI_TRY(auto conflicts, all.list(session, status, wanted.limit, wanted.after));
    for (auto& conflict : conflicts) {
        QIANTAI_TRY(auto shown, load_shown(context, session, std::move(conflict)));
        page.rows.push_back(std::move(shown));
    }
    QIANTAI_TRY(page.total, all.count(session, status));
    // An end that came early, because somebody decided meanwhile, is the end.
    const auto rows = static_cast<std::int64_t>(wanted.rows_before + page.rows.size());
    if (page.rows.empty()) page.total = rows;
    if (rows < page.total) page.next = page.rows.back().conflict.id;
    if (page.next || status != domain::ConflictStatus::open) return page;
    // Those that headquarters has not got yet follow the last of its own.
    QIANTAI_TRY(const auto shared, all.shared_phones(session));
    for (const auto& pair : shared) {
        QIANTAI_TRY(auto shown,
                    load_shown(context, session, own_case(pair.member_id, pair.other_member_id)));
        page.rows.push_back(std::move(shown));
    }
    page.total += std::ssize(shared);
    return page;
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

/// A whole record, with what it lacks from the other one; or one value of them.
void choose_side(CaseState& page, Side side, const std::string& column) {
    if (!column.empty() && page.chosen) {
        page.picks[column] = side;
    } else {
        page.chosen = side;
        page.picks.clear();
        const bool left = side == Side::left;
        const auto& winner = left ? page.left->member : page.right->member;
        const auto& loser = left ? page.right->member : page.left->member;
        for (const auto& taken : domain::fields_to_take(loser, winner)) {
            page.picks[taken] = left ? Side::right : Side::left;
        }
    }
}

void load_case(Flow& flow) {
    auto& page = flow.get<CaseState>();
    page.error.reset();
    run_service(
        flow,
        [shown = page.shown](domain::ServiceContext& context, const domain::Session& session) {
            return load_sides(context, session, shown);
        },
        [id = page.shown.conflict.id](Flow& later, const Result<Sides>& sides) {
            auto& now = later.get<CaseState>();
            if (now.shown.conflict.id != id) return;
            if (!sides) {
                now.error = sides.error();
                return;
            }
            now.left = sides->left;
            now.right = sides->right;
            now.loaded = true;
            const auto foreign = foreign_side(now, later.scene.shop.store_code);
            if (foreign) choose_side(now, *foreign, {});
        });
}

void open(Flow& flow, const Uuid& key) {
    const auto& rows = flow.get<CasesState>().rows;
    const auto found =
        std::ranges::find_if(rows, [&](const auto& row) { return row.key() == key; });
    if (found == rows.end()) return;
    flow.get<CaseState>() = CaseState{.shown = *found};
    open_screen(flow, k_case_screen);
}

enum class Then : std::uint8_t { back_to_list, stay };

/// After a decision: tells it, and goes back to what is left to decide.
void finish_case(Flow& flow, const Status& done, Toast toast, Then then = Then::back_to_list,
                 std::function<void(Flow&)> undo = {}) {
    auto& page = flow.get<CaseState>();
    page.busy = false;
    if (!done) return show_error(flow, done.error());
    if (undo) {
        show_offer(flow, std::move(toast), std::move(undo));
    } else {
        flow.scene.toasts.push(std::move(toast));
    }
    const bool on_page = flow.nav.screen == k_case_screen;
    if (on_page && then == Then::back_to_list) {
        go_back(flow);
    } else {
        load_screen(flow);
    }
    // The lists count by themselves; one can come here from a member's page too.
    if (flow.nav.screen != k_lists_screen) count_lists(flow);
}

void undo_merge(Flow& flow, const Uuid& loser, Then then) {
    run_service(
        flow,
        [loser](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberMerge(context).undo_merge(session, loser);
        },
        [then](Flow& later, const Status& done) {
            finish_case(later, done, {tr(later, words::case_undone), Tone::success}, then);
        });
}

void merge(Flow& flow) {
    auto& page = flow.get<CaseState>();
    if (!page.chosen || !page.complete() || std::exchange(page.busy, true)) return;
    const auto& left = page.left->member;
    const auto& right = page.right->member;
    const bool keeps_left = page.chosen == Side::left;
    const Uuid loser = keeps_left ? right.id : left.id, winner = keeps_left ? left.id : right.id;
    run_service(
        flow,
        [loser, winner, taken = page.taken()](domain::ServiceContext& context,
                                              const domain::Session& session) -> Status {
            domain::MemberMerge merges(context);
            const auto standing = merges.merge(session, loser, winner, taken);
            if (!standing) return standing.error();
            return {};
        },
        [loser, name = keeps_left ? left.name : right.name](Flow& later, const Status& done) {
            // Whoever presses it may be on another case by now.
            finish_case(
                later, done,
                undo_toast(later, tr(later, words::case_merged, name), "merge " + loser.text()),
                Then::back_to_list,
                [loser](Flow& pressed) { undo_merge(pressed, loser, Then::stay); });
        });
}

void resolve(Flow& flow, domain::ConflictChoice choice, Text words) {
    auto& page = flow.get<CaseState>();
    if (std::exchange(page.busy, true)) return;
    run_service(
        flow,
        [id = page.shown.conflict.id, choice](domain::ServiceContext& context,
                                              const domain::Session& session) {
            return domain::MemberConflicts(context).resolve(session, id, choice);
        },
        [words = std::move(words)](Flow& later, const Status& done) {
            finish_case(later, done, {words, Tone::success});
        });
}

/// Stays on the page, where it can be decided otherwise at once.
void reopen(Flow& flow) {
    auto& page = flow.get<CaseState>();
    if (std::exchange(page.busy, true)) return;
    run_service(
        flow,
        [id = page.shown.conflict.id](domain::ServiceContext& context,
                                      const domain::Session& session) {
            return domain::MemberConflicts(context).reopen(session, id);
        },
        [id = page.shown.conflict.id](Flow& later, const Status& done) {
            auto& now = later.get<CaseState>();
            if (done && now.shown.conflict.id == id) {
                now.shown.conflict.status = CaseStatus::open;
                now.shown.outcome = CaseOutcome::open;
                now.chosen.reset();
                now.picks.clear();
            }
            finish_case(later, done, {tr(later, words::case_reopened), Tone::success}, Then::stay);
        });
}

/// The open case of the two, or one that only this page knows.
Result<ShownCase> find_case(domain::ServiceContext& context, const domain::Session& session,
                            const Uuid& one, const domain::PossibleDuplicate& other) {
    const auto two = other.member.id;
    for (const auto& [subject, counterpart] : {std::pair(one, two), std::pair(two, one)}) {
        QIANTAI_TRY(const auto open, domain::MemberConflicts(context).of_member(session, subject));
        const auto found =
            std::ranges::find(open, counterpart, &domain::MemberConflict::other_member_id);
        if (found != open.end()) return load_shown(context, session, *found);
    }
    auto ours = own_case(one, two);
    if (other.reason != domain::DuplicateReason::same_phone) ours.column = "birthday";
    return load_shown(context, session, std::move(ours));
}

struct ApplyCase {
    Flow& flow;

    CasesState& list() const { return flow.get<CasesState>(); }
    CaseState& page() const { return flow.get<CaseState>(); }
    void operator()(const cases::ShowStatus& intent) const {
        list().status = intent.status;
        list().forget();
        list().total = 0;
        load_cases(flow, Take::anew);
    }
    void operator()(const cases::Reload&) const { load_screen(flow); }
    void operator()(const cases::Open& intent) const { open(flow, intent.key); }
    void operator()(const cases::Choose& intent) const {
        // The banner says why there is nothing to choose.
        if (foreign_side(page(), flow.scene.shop.store_code)) return;
        if (page().complete()) choose_side(page(), intent.side, intent.column);
    }
    void operator()(const cases::AskMerge&) const {
        if (!page().chosen || !page().complete()) return;
        ask(flow, {.words = [asked = page(), &scene = flow.scene](
                                const Ui& ui) { return merge_words(ui, scene.shop, asked); },
                   .then = [](Flow& now, const std::string&) { merge(now); }});
    }
    void operator()(const cases::AskPassedOn&) const {
        if (!page().chosen || !page().complete()) return;
        const auto& old = page().chosen == Side::left ? page().right : page().left;
        ask_phone_passed_on(flow, old->member.id, old->member.name);
    }
    void operator()(const cases::AskDismiss&) const {
        if (!page().complete()) return;
        ask(flow,
            {.words = [asked = page()](const Ui& ui) { return dismiss_words(ui, asked); },
             .then = [](Flow& now, const std::string&) { ApplyCase{now}(cases::Dismiss{}); }});
    }
    void operator()(const cases::Dismiss&) const {
        const bool duplicate = page().shown.is_duplicate();
        resolve(flow, domain::ConflictChoice::dismiss,
                tr(flow, duplicate ? words::case_dismissed : words::case_left));
    }
    void operator()(const cases::SaveValue& intent) const {
        const bool kept = intent.side == Side::left;
        const auto& name = page().left->member.name;
        resolve(flow, kept ? domain::ConflictChoice::keep : domain::ConflictChoice::restore,
                tr(flow, words::case_saved, name));
    }
    void operator()(const cases::UndoMerge&) const {
        const auto& shown = page().shown;
        const bool left = shown.member && shown.member->merged_into;
        if (std::exchange(page().busy, true)) return;
        undo_merge(flow, left ? shown.member->id : shown.other->id, Then::back_to_list);
    }
    void operator()(const cases::Reopen&) const { reopen(flow); }
};

void opened_case(Flow& flow) {
    // What was under way when the terminal was locked has no answer any more.
    flow.get<CaseState>().busy = false;
    load_case(flow);
}

Restore case_place(Flow& flow) {
    return [shown = flow.get<CaseState>().shown](Flow& later) {
        later.get<CaseState>() = CaseState{.shown = shown};
        return true;
    };
}

}  // namespace

void load_cases(Flow& flow, Take take) {
    read_page(
        flow, take, k_case_page, [](Flow& now) -> CasesState& { return now.get<CasesState>(); },
        [status = flow.get<CasesState>().status](domain::ServiceContext& context,
                                                 const domain::Session& session,
                                                 const PageWanted<Uuid>& wanted) {
            return load_cases_page(context, session, status, wanted);
        },
        [](CasesState& list, const CasesPage& page) { list.total = page.total; });
}

void compare_members(Flow& flow, const domain::PossibleDuplicate& other) {
    run_service(
        flow,
        [one = flow.get<MemberState>().id, other](domain::ServiceContext& context,
                                                  const domain::Session& session) {
            return find_case(context, session, one, other);
        },
        [](Flow& later, const Result<ShownCase>& shown) {
            if (!shown) return show_error(later, shown.error());
            later.get<CaseState>() = CaseState{.shown = *shown};
            open_screen(later, k_case_screen);
        });
}

void apply_case(Flow& flow, const CaseIntent& intent) {
    std::visit(ApplyCase{flow}, intent);
}

ScreenEntry case_screen() {
    return {.id = k_case_screen,
            .below = k_find_screen,
            .title = words::case_nav,
            .help = words::help_case,
            .draw = screen_draw(draw_case, apply_case),
            .opened = opened_case,
            .place = case_place};
}

}  // namespace qiantai::app
