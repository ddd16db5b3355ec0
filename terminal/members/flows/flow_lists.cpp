// The work lists: reading them page by page, writing down what came of a talk, renewing and
// lapsing.

#include "terminal/desk/flow.hpp"
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

constexpr int k_page_rows = 50;
constexpr int k_rows_most = 200;  ///< of one answer, see member_lists.hpp
constexpr int k_expired_days = 60;

ListsState& lists_of(Flow& flow) {
    return flow.state.work.lists;
}

std::optional<std::string> own_or_all(const Flow& flow, bool only_own) {
    return only_own ? std::optional(flow.state.session->staff_number) : std::nullopt;
}

domain::ExpiringFilter filter_of(const Flow& flow, const ExpiringState& list) {
    domain::ExpiringFilter filter{.home_clerk = own_or_all(flow, list.only_own),
                                  .limit = k_page_rows};
    switch (list.range) {
        case Range::days_30:
        case Range::days_60:
            filter.within_days = list.range == Range::days_30 ? 30 : 60;
            filter.expired_days = 0;
            break;
        case Range::expired:
            filter.within_days = -1;
            filter.expired_days = k_expired_days;
            break;
    }
    if (list.only_open) filter.contacted = domain::ContactedFilter::not_yet;
    return filter;
}

domain::CareFilter filter_of(const Flow& flow, const CareState& list) {
    const auto& today = flow.state.shop.today;
    domain::CareFilter filter{.from = today,
                              .until = today,
                              .home_clerk = own_or_all(flow, list.only_own),
                              .limit = k_page_rows};
    auto begin = today;
    if (list.period == Period::week) {
        begin = domain::week_start(today);
        filter.until = domain::add_days(begin, 6);
    } else if (list.period == Period::month) {
        begin = today.substr(0, 8) + "01";
        filter.until = domain::add_days(domain::add_months(begin, 1), -1);
    }
    if (list.past) {
        // On a Monday or a first of the month the day before is shown all the same.
        filter.until = domain::add_days(today, -1);
        filter.from = std::min(begin, filter.until);
    }
    return filter;
}

// One page and, because somebody else at another till may have worked on the list, how long it is.
struct ExpiringAnswer {
    domain::ExpiringPage page;
    domain::ExpiringCounts counts;
};
Result<ExpiringAnswer> load(domain::ServiceContext& context, const domain::Session& session,
                            const domain::ExpiringFilter& filter) {
    domain::MemberLists lists(context);
    ExpiringAnswer answer;
    QIANTAI_TRY(answer.page, lists.expiring(session, filter));
    QIANTAI_TRY(answer.counts, lists.count_expiring(session, filter));
    return answer;
}

struct CareAnswer {
    domain::CarePage page;
    domain::CareCounts counts;
};
Result<CareAnswer> load(domain::ServiceContext& context, const domain::Session& session,
                        const domain::CareFilter& filter) {
    domain::MemberLists lists(context);
    CareAnswer answer;
    QIANTAI_TRY(answer.page, lists.care(session, filter));
    QIANTAI_TRY(answer.counts, lists.count_care(session, filter));
    return answer;
}

auto& rows_of(domain::ExpiringPage& page) {
    return page.cards;
}
auto& rows_of(domain::CarePage& page) {
    return page.entries;
}

enum class Take : std::uint8_t { anew, more };

// `list_of(ListsState&)` says which list; asked again when the answer comes, because the state may
// be another one by then.
template <typename ListOf>
void ask(Flow& flow, Take take, ListOf list_of) {
    auto& list = list_of(lists_of(flow));
    auto filter = filter_of(flow, list);
    if (take == Take::more) {
        filter.after = list.next;
    } else {
        // What was loaded page by page is refreshed as a whole, so that the list does not jump.
        const auto shown = static_cast<int>(list.rows.size());
        filter.limit = std::clamp(shown, k_page_rows, k_rows_most);
    }
    list.loading = true;
    list.error.reset();
    run_service(
        flow,
        [filter](domain::ServiceContext& context, const domain::Session& session) {
            return load(context, session, filter);
        },
        [take, list_of, query = ++list.query](Flow& later, const auto& answer) {
            auto& now = list_of(lists_of(later));
            if (now.query != query) return;
            now.loading = false;
            if (!answer) {
                now.error = answer.error();
                return;
            }
            auto page = answer->page;
            if (take == Take::anew) now.rows.clear();
            std::ranges::move(rows_of(page), std::back_inserter(now.rows));
            now.next = page.next;
            now.counts = answer->counts;
            now.loaded = true;
        });
}

void ask_open_tab(Flow& flow, Take take) {
    if (lists_of(flow).tab == ListsTab::cases) {
        return take == Take::more ? load_more_cases(flow) : load_cases(flow);
    }
    if (lists_of(flow).tab == ListsTab::care) {
        return ask(flow, take, [](ListsState& lists) -> CareState& { return lists.care; });
    }
    ask(flow, take, [](ListsState& lists) -> ExpiringState& { return lists.expiring; });
}

// Another filter is another list: its rows begin at the top.
void ask_afresh(Flow& flow) {
    auto& lists = lists_of(flow);
    const auto forget = [](auto& list) {
        list.rows.clear();
        list.next.reset();
        list.loaded = false;
    };
    if (lists.tab == ListsTab::care) {
        forget(lists.care);
    } else {
        forget(lists.expiring);
    }
    ask_open_tab(flow, Take::anew);
}

/// After a sheet's work: tells it, and what the lists are now.
void finish(Flow& flow, const Error* error, Text words) {
    auto& sheet = lists_of(flow).sheet;
    if (error != nullptr) {
        if (sheet) sheet->busy = false;
        return show_error(flow, *error);
    }
    sheet.reset();
    flow.state.toasts.push({std::move(words), Tone::success});
    flow.link.notify_change();
    opened_lists(flow);
}

domain::ContactInput contact_of(const ListSheet& sheet) {
    domain::ContactInput input{.member_id = sheet.member().id,
                               .kind = sheet.card ? "expiry" : "care",
                               .outcome = sheet.outcome,
                               .remark = sheet.remark};
    if (sheet.card) input.card_id = sheet.card->card.id;
    if (sheet.birthday) input.occasion_on = sheet.birthday->celebrated_on;
    return input;
}

TextKey outcome_key(std::string_view outcome) {
    const auto all = contact_outcomes();
    const auto found = std::ranges::find(all, outcome, &Choice::value);
    QIANTAI_ASSERT(found != all.end());
    return found->words;
}

void save_contact(Flow& flow) {
    auto& sheet = *lists_of(flow).sheet;
    if (sheet.outcome.empty() || std::exchange(sheet.busy, true)) return;
    run_service(
        flow,
        [input = contact_of(sheet)](domain::ServiceContext& context,
                                    const domain::Session& session) {
            return domain::MemberContacts(context).record(session, input);
        },
        [name = sheet.member().name](Flow& later, const Result<domain::MemberContact>& made) {
            if (!made) return finish(later, &made.error(), {});
            const auto outcome = tr(later, outcome_key(made->outcome));
            finish(later, nullptr, tr(later, TextKey::contact_saved, name, outcome.utf8()));
        });
}

void set_card(Flow& flow, domain::CardAction action) {
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
            if (!card) return finish(later, &card.error(), {});
            if (action == domain::CardAction::lapse) {
                return finish(later, nullptr, tr(later, TextKey::lapse_done, name));
            }
            const auto& until = card->expires_on;
            finish(later, nullptr,
                   until.empty() ? tr(later, TextKey::renew_done_forever, name)
                                 : tr(later, TextKey::renew_done, name, until));
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
        tr(flow, sheet.card ? TextKey::contact_reason_expiry : TextKey::contact_reason_care);
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

// A clerk begins with the own members, everybody else with the whole store's.
void begin_lists(Flow& flow) {
    auto& lists = lists_of(flow);
    if (std::exchange(lists.begun, true)) return;
    lists.expiring.only_own = lists.care.only_own =
        domain::begins_with_own_members(flow.state.session->role);
}

struct ApplyLists {
    Flow& flow;

    ListsState& state() const { return lists_of(flow); }
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
        open_screen(flow, Screen::lists);
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
    void operator()(const lists::Renew&) const { set_card(flow, domain::CardAction::renew); }
    void operator()(const lists::Lapse&) const { set_card(flow, domain::CardAction::lapse); }
};

}  // namespace

void count_lists(Flow& flow) {
    if (!domain::has_right(flow.state.session->role, domain::Right::members_read)) return;
    begin_lists(flow);
    run_service(flow, load_figures, [](Flow& later, const Result<domain::MembersToday>& today) {
        if (!today) return show_error(later, today.error());
        lists_of(later).today = *today;
    });
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

void apply(Flow& flow, const ListsIntent& intent) {
    std::visit(ApplyLists{flow}, intent);
}

}  // namespace qiantai::app
