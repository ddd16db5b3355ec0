// To whom gifts are given: found by name, number or card, scanned, or typed as somebody who is no
// member; and what may be given to them, asked anew after every change.

#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/issuances/flows/issue_flow_parts.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/purchases/rules/purchases.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

struct IssueLoaded {
    domain::IssueOffers offers{};
    std::optional<domain::IssueVerdict> verdict{};
    std::vector<domain::LeaseLine> leases{};
};

MemberPick* pick_of_issue(Flow& flow) {
    return &issue_of(flow).who;
}

/// Somebody was found, or it is another one.
void recipient_picked(Flow& flow) {
    auto& state = issue_of(flow);
    state.recipient = {.till_receipt = state.recipient.till_receipt,
                       .receipt_amount = state.recipient.receipt_amount};
    state.member_name.clear();
    if (state.who.member) {
        state.recipient.member_id = state.who.member->member.id;
        state.member_name = state.who.member->member.name;
    }
    refresh_issue(flow);
}

constexpr MemberPickPlace k_issue_pick{pick_of_issue, recipient_picked};

void take_recipient(Flow& flow, const Uuid& member, const std::string& name) {
    auto& state = issue_of(flow);
    state.who = {};
    state.recipient.member_id = member;
    state.recipient.recipient_name.clear();
    state.recipient.recipient_phone.clear();
    state.member_name = name;
    show_recipient_member(flow);
    refresh_issue(flow);
}

/// What was scanned is a member's card, or a till receipt of this store.
struct ScannedPaper {
    std::optional<Uuid> member{};
    std::string name{};
    bool receipt = false;
};
Result<ScannedPaper> look_at_paper(domain::ServiceContext& context, const domain::Session& session,
                                   const std::string& code) {
    ScannedPaper paper;
    QIANTAI_TRY(paper.member, domain::Members(context).owner_of_card(session, code));
    if (paper.member) {
        QIANTAI_TRY(const auto member, domain::Members(context).get(session, *paper.member));
        paper.name = member.member.name;
        return paper;
    }
    QIANTAI_TRY(const auto found,
                domain::Purchases(context).list(session, {.number = code, .limit = 1}));
    paper.receipt = !found.purchases.empty();
    return paper;
}

}  // namespace

void refresh_issue(Flow& flow) {
    auto& state = issue_of(flow);
    state.error.reset();
    state.verdict.reset();
    state.agreeing.reset();
    state.asking_error.reset();
    state.pin.clear();
    state.strokes.clear();
    run_service(
        flow,
        [recipient = recipient_of(state), wishes = wishes_of_form(state)](
            domain::ServiceContext& context,
            const domain::Session& session) -> Result<IssueLoaded> {
            domain::Issuances service(context);
            IssueLoaded loaded;
            QIANTAI_TRY(loaded.offers, service.offers(session, recipient));
            QIANTAI_TRY(loaded.leases, domain::Leases(context).list(session));
            if (wishes.empty()) return loaded;
            QIANTAI_TRY(loaded.verdict, service.judge(session, {recipient, wishes}));
            return loaded;
        },
        [query = ++state.query](Flow& later, const Result<IssueLoaded>& loaded) {
            auto& now = issue_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.offers = loaded->offers;
            // There is usually one manager.
            const auto& approvers = now.offers->approvers;
            if (approvers.size() == 1) now.approver = approvers.front().number;
            now.verdict = loaded->verdict;
            now.leases = loaded->leases;
        });
}

void show_recipient_member(Flow& flow) {
    const auto& member = issue_of(flow).recipient.member_id;
    if (!member) return;
    run_service(
        flow,
        [id = *member](domain::ServiceContext& context, const domain::Session& session) {
            return load_shown_member(context, session, id);
        },
        [id = *member](Flow& later, const Result<ShownMember>& shown) {
            auto& now = issue_of(later);
            if (now.recipient.member_id != id || !shown) return;
            now.who = {.member = *shown};
        });
}

void scan_paper(Flow& flow, const std::string& code) {
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return look_at_paper(context, session, code);
        },
        [code](Flow& later, const Result<ScannedPaper>& paper) {
            if (!paper) return show_error(later, paper.error());
            auto& now = issue_of(later);
            if (paper->member) {
                return take_recipient(later, *paper->member, paper->name);
            }
            if (paper->receipt) {
                now.recipient.till_receipt = code;
                now.amount.clear();
            } else {
                return show_error(later, make_error(domain::k_gift_not_found));
            }
            refresh_issue(later);
        });
}

void apply_issue_pick(Flow& flow, const MemberPickIntent& intent) {
    apply_member_pick(flow, k_issue_pick, intent);
}

}  // namespace qiantai::app
