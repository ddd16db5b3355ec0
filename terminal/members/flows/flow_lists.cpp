// The work lists: reading them page by page, writing down what came of a talk, renewing and
// lapsing.

#include "assets/words/find.hpp"
#include "assets/words/help.hpp"
#include "assets/words/lists.hpp"
#include "terminal/desk/paged_flow.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Range = ExpiringState::Range;
using Period = CareState::Period;

namespace {

constexpr PageSize k_list_page{.rows = 50, .rows_most = domain::k_list_rows_max};

ListsState& lists_of(Flow& flow) {
    return flow.get<ListsState>();
}

std::optional<std::string> own_or_all(const Flow& flow, bool only_own) {
    return only_own ? std::optional(flow.scene.session->staff_number) : std::nullopt;
}

domain::ExpiringFilter filter_of(const Flow& flow, const ExpiringState& list) {
    domain::ExpiringFilter filter{.home_clerk = own_or_all(flow, list.only_own)};
    switch (list.range) {
        case Range::days_30:
        case Range::days_60:
            filter.within_days = list.range == Range::days_30 ? 30 : 60;
            filter.expired_days = 0;
            filter.overdue_days = domain::k_expired_days;
            break;
        case Range::expired:
            filter.within_days = -1;
            filter.expired_days = domain::k_expired_days;
            break;
    }
    if (list.only_open) filter.contacted = domain::ContactedFilter::not_yet;
    return filter;
}

domain::CareFilter filter_of(const Flow& flow, const CareState& list) {
    const auto today = Date::of_text(flow.scene.shop.today);
    domain::CareFilter filter{
        .from = today, .until = today, .home_clerk = own_or_all(flow, list.only_own)};
    if (!list.past) filter.missed_days = domain::k_missed_days;
    auto begin = today;
    if (list.period == Period::week) {
        begin = today.week_start();
        filter.until = begin.plus_days(6);
    } else if (list.period == Period::month) {
        begin = today.month_start();
        filter.until = begin.plus_months(1).plus_days(-1);
    }
    if (list.past) {
        // On a Monday or a first of the month the day before is shown all the same.
        filter.until = today.plus_days(-1);
        filter.from = std::min(begin, filter.until);
    }
    return filter;
}

// One page and, because somebody else at another till may have worked on the list, how long it is.
struct ExpiringAnswer {
    std::vector<domain::ExpiringCard> rows;
    std::optional<domain::ListPlace> next;
    domain::ExpiringCounts counts;
};
Result<ExpiringAnswer> load_expiring(domain::ServiceContext& context,
                                     const domain::Session& session,
                                     const domain::ExpiringFilter& filter) {
    domain::MemberLists lists(context);
    QIANTAI_TRY(auto page, lists.expiring(session, filter));
    QIANTAI_TRY(const auto counts, lists.count_expiring(session, filter));
    return ExpiringAnswer{std::move(page.cards), page.next, counts};
}

struct CareAnswer {
    std::vector<domain::CareEntry> rows;
    std::optional<domain::ListPlace> next;
    domain::CareCounts counts;
};
Result<CareAnswer> load_care(domain::ServiceContext& context, const domain::Session& session,
                             const domain::CareFilter& filter) {
    domain::MemberLists lists(context);
    QIANTAI_TRY(auto page, lists.care(session, filter));
    QIANTAI_TRY(const auto counts, lists.count_care(session, filter));
    return CareAnswer{std::move(page.entries), page.next, counts};
}

template <typename List, typename Load>
void read_list(Flow& flow, Take take, List ListsState::*which, Load load) {
    read_page(
        flow, take, k_list_page, [which](Flow& now) -> List& { return lists_of(now).*which; },
        [filter = filter_of(flow, lists_of(flow).*which), load](
            domain::ServiceContext& context, const domain::Session& session,
            const PageWanted<domain::ListPlace>& wanted) {
            auto asked = filter;
            asked.limit = wanted.limit;
            asked.after = wanted.after;
            return load(context, session, asked);
        },
        [](List& list, const auto& answer) { list.counts = answer.counts; });
}

void ask_open_tab(Flow& flow, Take take) {
    switch (lists_of(flow).tab) {
        case ListsTab::expiring:
            return read_list(flow, take, &ListsState::expiring, load_expiring);
        case ListsTab::care:
            return read_list(flow, take, &ListsState::care, load_care);
        case ListsTab::cases:
            return load_cases(flow, take);
    }
}

void ask_afresh(Flow& flow) {
    auto& lists = lists_of(flow);
    if (lists.tab == ListsTab::care) {
        lists.care.forget();
    } else {
        lists.expiring.forget();
    }
    ask_open_tab(flow, Take::anew);
}

// A clerk begins with the own members, everybody else with the whole store's.
void begin_lists(Flow& flow) {
    auto& lists = lists_of(flow);
    if (std::exchange(lists.begun, true)) return;
    lists.expiring.only_own = lists.care.only_own =
        domain::begins_with_own_members(flow.scene.session->role);
}

void opened_lists(Flow& flow) {
    begin_lists(flow);
    auto& lists = lists_of(flow);
    // What was under way when the terminal was locked has no answer any more, and what was shown is
    // hidden again.
    if (lists.sheet) {
        lists.sheet->busy = false;
        lists.sheet->revealed.reset();
    }
    count_lists(flow);
    ask_open_tab(flow, Take::anew);
}

void sheet_failed(Flow& flow, const Error& error) {
    auto& sheet = lists_of(flow).sheet;
    if (sheet) sheet->busy = false;
    show_error(flow, error);
}

/// After a sheet's work: what the lists are now.
void close_sheet(Flow& flow) {
    lists_of(flow).sheet.reset();
    opened_lists(flow);
}

domain::ContactInput contact_of(const ListSheet& sheet) {
    domain::ContactInput input{.member_id = sheet.member().id,
                               .kind = sheet.card ? ContactKind::expiry : ContactKind::care,
                               .outcome = *sheet.outcome,
                               .remark = sheet.remark};
    if (sheet.card) input.card_id = sheet.card->card.id;
    if (sheet.birthday) input.occasion_on = sheet.birthday->celebrated_on.text();
    return input;
}

void save_contact(Flow& flow) {
    auto& sheet = *lists_of(flow).sheet;
    if (!sheet.outcome || std::exchange(sheet.busy, true)) return;
    run_service(
        flow,
        [input = contact_of(sheet)](domain::ServiceContext& context,
                                    const domain::Session& session) {
            return domain::MemberContacts(context).record(session, input);
        },
        [name = sheet.member().name, outcome = *sheet.outcome](
            Flow& later, const Result<domain::MemberContact>& made) {
            if (!made) return sheet_failed(later, made.error());
            const auto words = tr(later, outcome_key(outcome));
            show_contact_done(later, tr(later, words::contact_saved, name, words.utf8()), made->id);
            close_sheet(later);
        });
}

void set_listed_card(Flow& flow, domain::CardAction action) {
    auto& sheet = *lists_of(flow).sheet;
    if (!sheet.card || std::exchange(sheet.busy, true)) return;
    domain::CardRequest request{
        .member_id = sheet.member().id, .action = action, .number = sheet.card->card.number};
    if (action == domain::CardAction::lapse) request.lapse_reason = sheet.reason;
    run_service(
        flow,
        [request](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberCards(context).set_card(session, request);
        },
        [action, name = sheet.member().name](Flow& later, const Result<domain::MemberCard>& card) {
            if (!card) return sheet_failed(later, card.error());
            const auto& until = card->expires_on;
            if (action == domain::CardAction::lapse) {
                later.scene.toasts.push({tr(later, words::lapse_done, name), Tone::success});
            } else {
                show_renewal_done(later,
                                  until.empty()
                                      ? tr(later, words::renew_done_forever, name)
                                      : tr(later, words::renew_done, name,
                                           date_text(later.scene.settings.language,
                                                     later.scene.shop, Date::of_text(until))
                                               .utf8()),
                                  card->id);
            }
            close_sheet(later);
        });
}

template <typename Rows, typename Is>
auto copy_of(const Rows& rows, Is is) {
    const auto found = std::ranges::find_if(rows, is);
    return found == rows.end() ? std::nullopt : std::optional(*found);
}

void reveal_number(Flow& flow) {
    const auto& sheet = *lists_of(flow).sheet;
    const auto reason =
        tr(flow, sheet.card ? words::contact_reason_expiry : words::contact_reason_care);
    run_service(
        flow,
        [id = sheet.member().id, reason = reason.utf8()](domain::ServiceContext& context,
                                                         const domain::Session& session) {
            return domain::Members(context).reveal_contact(session, id, reason);
        },
        [](Flow& later, const Result<domain::Member>& member) {
            if (!member) return show_error(later, member.error());
            auto& now = lists_of(later).sheet;
            if (now && now->member().id == member->id) now->revealed = *member;
        });
}

Result<domain::MembersToday> load_figures(domain::ServiceContext& context,
                                          const domain::Session& session) {
    return domain::MemberFigures(context).today(session);
}

struct ApplyLists {
    Flow& flow;

    ListsState& state() const { return lists_of(flow); }
    void operator()(const CaseIntent& intent) const { apply_case(flow, intent); }
    void operator()(const lists::OpenTab& intent) const {
        state().tab = intent.tab;
        ask_open_tab(flow, Take::anew);
    }
    void operator()(const lists::SetRange& intent) const {
        state().expiring.range = intent.range;
        ask_afresh(flow);
    }
    void operator()(const lists::SetPeriod& intent) const {
        state().care.period = intent.period;
        if (intent.period == Period::today) state().care.past = false;
        ask_afresh(flow);
    }
    void operator()(const lists::ToggleOnlyOpen&) const {
        state().expiring.only_open = !state().expiring.only_open;
        ask_afresh(flow);
    }
    void operator()(const lists::ToggleOnlyOwn&) const {
        auto& own =
            state().tab == ListsTab::care ? state().care.only_own : state().expiring.only_own;
        own = !own;
        ask_afresh(flow);
    }
    void operator()(const lists::TogglePast&) const {
        state().care.past = !state().care.past;
        ask_afresh(flow);
    }
    void operator()(const lists::ShowAll&) const {
        state().expiring.only_open = state().expiring.only_own = state().care.only_own = false;
        ask_afresh(flow);
    }
    void operator()(const lists::LoadMore&) const { ask_open_tab(flow, Take::more); }
    void operator()(const lists::Reload&) const { ask_open_tab(flow, Take::anew); }
    void operator()(const lists::OpenCard& intent) const {
        ListSheet sheet;
        sheet.card = copy_of(state().expiring.rows,
                             [&](const auto& row) { return row.card.id == intent.card_id; });
        if (sheet.card) state().sheet = std::move(sheet);
    }
    void operator()(const lists::OpenBirthday& intent) const {
        ListSheet sheet;
        sheet.birthday = copy_of(
            state().care.rows, [&](const auto& row) { return row.member.id == intent.member_id; });
        if (sheet.birthday) state().sheet = std::move(sheet);
    }
    void operator()(const lists::Contact& intent) const {
        open_screen(flow, k_lists_screen);
        state().tab = intent.card ? ListsTab::expiring : ListsTab::care;
        ask_open_tab(flow, Take::anew);
        ListSheet sheet;
        sheet.card = intent.card;
        sheet.birthday = intent.birthday;
        state().sheet = std::move(sheet);
    }
    void operator()(const lists::CloseSheet&) const { state().sheet.reset(); }
    void operator()(const lists::RevealNumber&) const { reveal_number(flow); }
    void operator()(const lists::OpenMember&) const {
        const auto id = state().sheet->member().id;
        state().sheet.reset();
        open_member(flow, id);
    }
    void operator()(const lists::ChooseOutcome& intent) const {
        state().sheet->outcome = intent.outcome;
    }
    void operator()(const lists::TypeRemark& intent) const { state().sheet->remark = intent.text; }
    void operator()(const lists::ChooseReason& intent) const {
        state().sheet->reason = intent.reason;
    }
    void operator()(const lists::SaveContact&) const { save_contact(flow); }
    void operator()(const lists::GoTo& intent) const { state().sheet->step = intent.step; }
    void operator()(const lists::Renew&) const { set_listed_card(flow, domain::CardAction::renew); }
    void operator()(const lists::Lapse&) const { set_listed_card(flow, domain::CardAction::lapse); }
};

Restore lists_place(Flow& flow) {
    return [tab = lists_of(flow).tab](Flow& later) {
        lists_of(later).tab = tab;
        return true;
    };
}

}  // namespace

void count_lists(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::members_read)) return;
    begin_lists(flow);
    run_service(flow, load_figures, [](Flow& later, const Result<domain::MembersToday>& today) {
        if (!today) return show_error(later, today.error());
        lists_of(later).today = *today;
    });
}

void apply_lists(Flow& flow, const ListsIntent& intent) {
    std::visit(ApplyLists{flow}, intent);
}

ScreenEntry lists_screen() {
    return {.id = k_lists_screen,
            .below = k_find_screen,
            .title = words::nav_lists,
            .help = words::help_lists,
            .draw = screen_draw(draw_lists, apply_lists),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<ListsState>().sheet.has_value();
                          },
                      .draw = screen_draw(draw_list_sheet, apply_lists)},
            .opened = opened_lists,
            .place = lists_place};
}

}  // namespace qiantai::app
