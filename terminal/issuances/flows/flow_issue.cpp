// Giving gifts away: to whom, which and how many. What is allowed is asked after every change.

#include <algorithm>
#include <set>

#include "assets/words/issuances.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/flows/gift_pictures.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/flows/issue_flow_parts.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/issuances/screens/issuance_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

Result<std::vector<IssuableGift>> load_issuable(domain::ServiceContext& context,
                                                const domain::Session& session) {
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    QIANTAI_TRY(const auto stock, domain::Stock(context).list(session, {}));
    std::vector<IssuableGift> issuable;
    for (const auto& line : gifts) {
        if (!(line.gift.status == GiftStatus::active)) continue;
        IssuableGift one{.gift_id = line.gift.id,
                         .code = line.gift.code,
                         .name = line.gift.name,
                         .unit = line.gift.unit,
                         .barcodes = line.barcodes,
                         .picture = line.gift.picture};
        const auto here = std::ranges::find(stock, line.gift.id, &domain::StockLine::gift_id);
        if (here != stock.end()) one.on_shelf = here->on_shelf;
        issuable.push_back(std::move(one));
    }
    return issuable;
}

GiftPictures& pictures_of_issue(Flow& flow) {
    return issue_of(flow).pictures;
}

/// Of what is wished and offered.
void load_issue_pictures(Flow& flow) {
    const auto& state = issue_of(flow);
    std::set<std::string> names;
    for (const auto& gift : state.gifts) {
        const bool wished = std::ranges::any_of(state.choices, [&](const IssueChoice& one) {
            return one.wish.gift_id == gift.gift_id;
        });
        if (wished) names.insert(gift.picture);
    }
    load_gift_pictures(flow, names, pictures_of_issue);
}

void opened_issue(Flow& flow) {
    issue_of(flow).saving = false;
    run_service(flow, load_issuable,
                [](Flow& later, const Result<std::vector<IssuableGift>>& gifts) {
                    if (!gifts) return show_error(later, gifts.error());
                    issue_of(later).gifts = *gifts;
                    load_issue_pictures(later);
                });
    if (!issue_of(flow).who.member) show_recipient_member(flow);
    refresh_issue(flow);
}

/// One more of it.
void add_wish(Flow& flow, IssueChoice choice) {
    auto& choices = issue_of(flow).choices;
    const auto same = std::ranges::find_if(choices, [&](const IssueChoice& one) {
        return one.wish.gift_id == choice.wish.gift_id &&
               one.wish.campaign_id == choice.wish.campaign_id;
    });
    if (same == choices.end()) {
        choices.push_back(std::move(choice));
    } else {
        same->wish.pieces =
            std::min(same->wish.pieces + choice.wish.pieces, domain::k_gift_pieces_max);
    }
    load_issue_pictures(flow);
    refresh_issue(flow);
}

void take_offer(Flow& flow, std::size_t index) {
    const auto offer = issue_of(flow).offers->offers.at(index);
    add_wish(flow, {.wish = {.gift_id = offer.gift_id,
                             .pieces = offer.pieces,
                             .campaign_id = offer.campaign.id,
                             .entitlement_code = offer.entitlement_code},
                    .name = offer.gift_name,
                    .unit = offer.unit,
                    .campaign = offer.campaign.name});
}

void add_issuable(Flow& flow, const IssuableGift& gift) {
    issue_of(flow).typed.clear();
    issue_of(flow).composing.clear();
    add_wish(
        flow,
        {.wish = {.gift_id = gift.gift_id, .pieces = 1}, .name = gift.name, .unit = gift.unit});
}

/// A gift's barcode is one more of it: of the campaign that lets it be had, or of none. Anything
/// else is a member's card or a till receipt, in any order.
bool scan_into_issue(Flow& flow, const std::string& code) {
    auto& state = issue_of(flow);
    const auto gift = std::ranges::find_if(state.gifts, [&](const IssuableGift& one) {
        return one.code == code || std::ranges::find(one.barcodes, code) != one.barcodes.end();
    });
    if (gift == state.gifts.end()) {
        scan_paper(flow, code);
        return true;
    }
    if (state.offers) {
        const auto& offers = state.offers->offers;
        const auto offer = std::ranges::find_if(offers, [&](const domain::IssueOffer& one) {
            return one.gift_id == gift->gift_id && one.allowed > 0;
        });
        if (offer != offers.end()) {
            take_offer(flow, static_cast<std::size_t>(offer - offers.begin()));
            return true;
        }
    }
    add_issuable(flow, IssuableGift(*gift));
    return true;
}

struct ApplyIssue {
    Flow& flow;

    IssueState& state() const { return issue_of(flow); }
    void operator()(const issue::TypeName& intent) const {
        state().recipient.recipient_name = intent.text;
    }
    void operator()(const issue::TypePhone& intent) const {
        state().recipient.recipient_phone = intent.text;
    }
    void operator()(const issue::TypeReceipt& intent) const {
        state().recipient.till_receipt = intent.text;
        refresh_issue(flow);
    }
    void operator()(const issue::TypeAmount& intent) const {
        state().amount = intent.text;
        refresh_issue(flow);
    }
    void operator()(const issue::Take& intent) const { take_offer(flow, intent.offer); }
    void operator()(const issue::SetPieces& intent) const {
        auto& choices = state().choices;
        choices.at(intent.line).wish.pieces = intent.pieces;
        // None of it is wanted any more.
        if (intent.pieces == 0) {
            choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(intent.line));
        }
        refresh_issue(flow);
    }
    void operator()(const issue::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
    }
    void operator()(const issue::AddGift& intent) const {
        const auto gift = std::ranges::find(state().gifts, intent.gift_id, &IssuableGift::gift_id);
        if (gift != state().gifts.end()) add_issuable(flow, IssuableGift(*gift));
    }
    void operator()(const issue::SetReason& intent) const { state().reason = intent.reason; }
    void operator()(const issue::TypeWords& intent) const { state().words = intent.text; }
    void operator()(const issue::OnlyAllowed&) const {
        if (!state().verdict) return;
        keep_what_is_allowed(state());
        refresh_issue(flow);
    }
    void operator()(const issue::Sign& intent) const {
        if (!state().saving) apply_ink(state().strokes, intent.change);
    }
    void operator()(const issue::Give&) const { give_signed(flow); }
    void operator()(const issue::AskManager&) const {
        state().asking = true;
        state().asking_error.reset();
        state().pin.clear();
        // There is usually one manager.
        const auto& approvers = state().offers->approvers;
        if (approvers.size() == 1) state().approver = approvers.front().number;
    }
    void operator()(const issue::ChooseApprover& intent) const { state().approver = intent.number; }
    void operator()(const issue::TypePin& intent) const {
        state().pin = intent.text;
        state().asking_error.reset();
    }
    void operator()(const issue::SetWhy& intent) const { state().why = intent.why; }
    void operator()(const issue::Approve&) const { check_approval(flow); }
    void operator()(const issue::CloseSheet&) const {
        if (state().checking) return;
        state().asking = false;
        state().pin.clear();
    }
    void operator()(const issue::TurnToCustomer&) const {
        state().turn = {.language = flow.scene.settings.language, .since_s = flow.now_s};
        open_screen(flow, k_issue_slip_screen);
    }
    void operator()(const issue::Unsigned&) const {
        ask(flow, {.words =
                       [](const Ui& ui) {
                           return AskWords{{.heading = {ui.tr(words::issue_unsigned_title), {}},
                                            .body = {},
                                            .confirm = ui.tr(words::issue_unsigned_yes),
                                            .cancel = ui.tr(words::cancel)}};
                       },
                   .then = [](Flow& now, const std::string& why) { issue_unsigned(now, why); },
                   .reasons = unsigned_reasons()});
    }
    void operator()(const issue::GiveUp&) const {
        forget_issue(flow);
        go_back(flow);
    }
    void operator()(const issue::SetPrintSlip& intent) const { state().print_slip = intent.print; }
    void operator()(const issue::ShowRights&) const {
        if (state().recipient.member_id) {
            open_rights(flow, *state().recipient.member_id, state().member_name);
        }
    }
    void operator()(const MemberPickIntent& intent) const { apply_issue_pick(flow, intent); }
};

void apply_issue(Flow& flow, const IssueIntent& intent) {
    std::visit(ApplyIssue{flow}, intent);
}

/// Nothing that a manager typed outlives the person at the till.
void pause_issue(Flow& flow) {
    issue_of(flow).pin.clear();
    issue_of(flow).agreeing.reset();
}

Result<MemberLineWords> load_issue_line(domain::ServiceContext& context,
                                        const domain::Session& session, const Uuid& member) {
    QIANTAI_TRY(const auto given,
                domain::Issuances(context).list(
                    session, {.member_id = member, .limit = domain::k_issuance_list_max}));
    QIANTAI_TRY(const auto today, domain::business_date(context));
    int times = 0, pieces = 0;
    for (const auto& one : given) {
        if (one.pieces == 0 || one.business_date.year() != today.year()) continue;
        ++times;
        pieces += one.pieces;
    }
    return MemberLineWords([times, pieces](const Ui& ui, const Shop&) {
        return MemberLineText{.title = times == 0 ? ui.tr(words::issue_member_line_none)
                                                  : ui.tr(words::issue_member_line, times, pieces)};
    });
}

void open_issue_of(Flow& flow, const Uuid& member, const std::string& name) {
    begin_issue(flow, member, name);
}

}  // namespace

IssueState& issue_of(Flow& flow) {
    return flow.get<IssueState>();
}

domain::IssueRecipient recipient_of(const IssueState& state) {
    auto recipient = state.recipient;
    recipient.receipt_amount.reset();
    if (!state.amount.empty()) recipient.receipt_amount = Fen::parse(state.amount);
    return recipient;
}

std::vector<domain::IssueWish> wishes_of_form(const IssueState& state) {
    std::vector<domain::IssueWish> wishes;
    for (const auto& one : state.choices) wishes.push_back(one.wish);
    return wishes;
}

void keep_what_is_allowed(IssueState& state) {
    for (std::size_t i = 0; i < state.choices.size(); ++i) {
        state.choices[i].wish.pieces = state.verdict->lines.at(i).free;
    }
    std::erase_if(state.choices, [](const IssueChoice& one) { return one.wish.pieces == 0; });
}

void forget_issue(Flow& flow) {
    auto& state = issue_of(flow);
    state = {.gifts = std::move(state.gifts),
             .query = state.query,
             .pictures = std::move(state.pictures)};
}

void begin_issue(Flow& flow, const std::optional<Uuid>& member, const std::string& name) {
    auto& state = issue_of(flow);
    if (state.recipient.member_id != member || state.done) forget_issue(flow);
    state.recipient.member_id = member;
    state.member_name = name;
    open_screen(flow, k_issue_screen);
}

ScreenEntry issue_screen() {
    return {
        .id = k_issue_screen,
        .below = k_requisitions_screen,
        .title = words::issue_title,
        .help = words::help_issue,
        .draw = screen_draw(draw_issue, apply_issue),
        .modal = {.is_open = [](const StateBag& states) { return states.get<IssueState>().asking; },
                  .draw = screen_draw(draw_issue_sheet, apply_issue)},
        .task = task_of<IssueState>(),
        .opened = opened_issue,
        .paused = pause_issue,
        .scanned = scan_into_issue,
        .about_member = AboutMember{.icon = Icon::gift,
                                    .right = domain::Right::issuances_keep,
                                    .load = load_issue_line,
                                    .open = open_issue_of}};
}

}  // namespace qiantai::app
