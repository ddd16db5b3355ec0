// The manager's yes, the customer's turn, and the giving itself: the manager signs in once, before
// the customer signs, and the gifts are given when the customer has signed.

#include "assets/words/issuances.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/flows/issue_flow_parts.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

domain::IssuanceEntry entry_of_form(const IssueState& state) {
    domain::IssuanceEntry entry{.recipient = recipient_of(state), .wishes = wishes_of_form(state)};
    entry.reason = state.needs_reason() ? state.reason.value_or(IssuanceReason::other)
                                        : IssuanceReason::campaign;
    entry.words = entry.reason == IssuanceReason::other ? state.words : std::string();
    entry.approval_words =
        state.approved() ? state.why.words(Language::zh, approval_reasons()) : std::string();
    return entry;
}

template <typename Then>
void give_gifts(Flow& flow, const domain::IssuanceEntry& entry, Then then) {
    const auto& state = issue_of(flow);
    run_service(
        flow,
        [entry, agreeing = state.agreeing](domain::ServiceContext& context,
                                           const domain::Session& session) {
            return agreeing ? domain::issue_agreed(context, session, entry, *agreeing)
                            : domain::Issuances(context).issue(session, entry);
        },
        std::move(then));
}

CustomerTurn& turn_of_issue(Flow& flow) {
    return issue_of(flow).turn;
}

void agree_issue(Flow& flow);
constexpr CustomerTurnPlace k_issue_turn{k_issue_slip_screen, turn_of_issue, agree_issue,
                                         [](Flow& flow) { issue_of(flow).turn = {}; },
                                         [](Flow& flow) {
                                             auto& state = issue_of(flow);
                                             state.turn = {};
                                             if (!state.done) return;
                                             // Whoever unlocks the terminal goes on from where the form was opened.
                                             forget_issue(flow);
                                             go_back(flow);
                                             go_back(flow);
                                         }};

void agree_issue(Flow& flow) {
    const auto& state = issue_of(flow);
    auto entry = entry_of_form(state);
    entry.signed_text = signed_text(issue_slip(state));
    entry.signature = signature_text(state.turn.strokes);
    give_gifts(flow, entry, [](Flow& later, const Result<domain::IssuancePage>& page) {
        if (!page) return customer_failed(later, k_issue_turn, page.error());
        issue_of(later).done = *page;
        if (issue_of(later).print_slip) print_issuance_slip(later, page->issuance.id);
        customer_agreed(later, k_issue_turn);
    });
}

void step_issue_slip(Flow& flow) {
    step_customer(flow, k_issue_turn);
}

void apply_issue_slip(Flow& flow, const CustomerIntent& intent) {
    apply_customer(flow, k_issue_turn, intent);
}

}  // namespace

void issue_unsigned(Flow& flow, const std::string& why) {
    auto entry = entry_of_form(issue_of(flow));
    entry.unsigned_reason = why;
    give_gifts(flow, entry, [](Flow& later, const Result<domain::IssuancePage>& page) {
        const Status done = page ? Status() : Status(page.error());
        if (!end_ask(later, done)) return;
        if (issue_of(later).print_slip) print_issuance_slip(later, page->issuance.id);
        forget_issue(later);
        show_done(later, words::issue_done);
        go_back(later);
    });
}

void give_signed(Flow& flow) {
    auto& state = issue_of(flow);
    if (state.saving || !is_believable_signature(state.strokes)) return;
    if (state.gives_less()) keep_what_is_allowed(state);
    if (state.choices.empty()) return refresh_issue(flow);
    state.saving = true;
    auto entry = entry_of_form(state);
    state.turn = {.language = flow.scene.settings.language};
    entry.signed_text = signed_text(issue_slip(state));
    entry.signature = signature_text(state.strokes);
    give_gifts(flow, entry, [](Flow& later, const Result<domain::IssuancePage>& page) {
        auto& now = issue_of(later);
        now.saving = false;
        if (!page) {
            refresh_issue(later);
            now.error = page.error();
            return;
        }
        if (now.print_slip) print_issuance_slip(later, page->issuance.id);
        forget_issue(later);
        show_done(later, words::issue_done);
        go_back(later);
    });
}

void check_approval(Flow& flow) {
    auto& state = issue_of(flow);
    if (std::exchange(state.checking, true)) return;
    state.asking_error.reset();
    run_service(
        flow,
        [number = state.approver, pin = state.pin](domain::ServiceContext& context,
                                                   const domain::Session&) {
            return domain::Access(context).sign_in(number, pin);
        },
        [](Flow& later, const Result<domain::Session>& agreeing) {
            auto& now = issue_of(later);
            now.checking = false;
            now.pin.clear();
            if (!agreeing) {
                now.asking_error = agreeing.error();
                return;
            }
            now.asking = false;
            now.agreeing = *agreeing;
            // More goes than was signed for.
            now.strokes.clear();
        });
}

ScreenEntry issue_slip_screen() {
    return {.id = k_issue_slip_screen,
            .below = k_requisitions_screen,
            .title = words::issue_slip_title,
            .draw = screen_draw(draw_issue_slip, apply_issue_slip),
            .scanned = ignore_scan,
            .step = step_issue_slip,
            .for_customer = true};
}

}  // namespace qiantai::app
