// The home screen: who is to be contacted next and who was registered today.

#include "terminal/home/flows/flow_home.hpp"

#include "assets/words/help.hpp"
#include "assets/words/shell.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_people_most = 9;
constexpr int k_registered_most = 8;

// The figures above these rows count the same members, see MemberFigures::today.
Status load_people(domain::ServiceContext& context, const domain::Session& session,
                   HomeState& home) {
    std::optional<std::string> home_clerk;
    if (domain::begins_with_own_members(session.role)) home_clerk = session.staff_number;
    domain::MemberLists lists(context);
    QIANTAI_TRY(const auto today, domain::business_date(context));
    QIANTAI_TRY(auto care, lists.care(session, {.from = today,
                                                .until = today,
                                                .missed_days = domain::k_missed_days,
                                                .home_clerk = home_clerk}));
    home.birthdays = std::move(care.entries);
    std::erase_if(home.birthdays,
                  [](const auto& entry) { return entry.is_done || entry.do_not_call; });
    if (home.birthdays.size() > k_people_most) home.birthdays.resize(k_people_most);
    const domain::ExpiringFilter expiring{.within_days = domain::k_expiring_days,
                                          .expired_days = 0,
                                          .overdue_days = domain::k_expired_days,
                                          .contacted = domain::ContactedFilter::not_yet,
                                          .home_clerk = home_clerk,
                                          .limit = 4 * k_people_most};
    QIANTAI_TRY(auto page, lists.expiring(session, expiring));
    home.expiring = std::move(page.cards);
    std::erase_if(home.expiring, [](const auto& card) { return card.do_not_call; });
    if (home.expiring.size() > k_people_most) home.expiring.resize(k_people_most);
    return {};
}

/// What was written down today, and whose tier will fall, of the store.
Status load_purchases(domain::ServiceContext& context, const domain::Session& session,
                      HomeState& home) {
    QIANTAI_TRY(const auto today, domain::business_date(context));
    QIANTAI_TRY(const auto days, domain::Purchases(context).days(session, today, today));
    home.receipts = days.front();
    QIANTAI_TRY(const auto falling, domain::Tiers(context).falling(session));
    home.falling = static_cast<int>(falling.size());
    return {};
}

/// The last opening hour has begun, or the day's hours are over.
Result<bool> is_time_to_close(domain::ServiceContext& context) {
    constexpr int k_hour_s = 3'600;
    const auto calendar = domain::load_calendar(context, domain::CalendarUnit::store);
    if (!calendar) return false;
    QIANTAI_TRY(const auto now, domain::load_moment(context));
    const auto hours = calendar->day(now.today).periods;
    if (hours.empty()) return false;
    return now.at >= calendar->time_of(now.today, hours.back().closes - k_hour_s);
}

Result<HomeClosing> load_home_closing(domain::ServiceContext& context,
                                      const domain::Session& session) {
    QIANTAI_TRY(const auto page, domain::Closing(context).show(session, {}));
    HomeClosing closing{.missing = domain::left_that_must(page.items),
                        .can_wait = domain::left_that_can_wait(page.items),
                        .carried = static_cast<int>(page.carried.size()),
                        .unclosed = page.unclosed};
    if (page.closes.empty()) {
        QIANTAI_TRY(closing.is_time, is_time_to_close(context));
    }
    return closing;
}

/// Whose years of holidays are missing: for managers, and at headquarters, which says them.
Status load_calendar_gaps(domain::ServiceContext& context, const domain::Session& session,
                          HomeState& home) {
    const bool sees_to_it =
        context.identity.is_headquarters() || session.role == StaffRole::store_manager;
    if (!sees_to_it) return {};
    QIANTAI_TRY(auto status, domain::Calendars(context).status(session));
    home.missing_years = std::move(status.missing_years);
    return {};
}

Result<HomeState> load_home(domain::ServiceContext& context, const domain::Session& session) {
    HomeState home;
    QIANTAI_TRY_STATUS(load_calendar_gaps(context, session, home));
    if (!domain::has_right(session.role, domain::Right::members_read)) return home;
    QIANTAI_TRY(home.registered,
                domain::MemberFigures(context).registered_today(session, k_registered_most));
    const bool contacts = domain::has_right(session.role, domain::Right::members_contact) &&
                          !context.identity.is_headquarters();
    if (contacts) QIANTAI_TRY_STATUS(load_people(context, session, home));
    if (domain::has_right(session.role, domain::Right::purchases_keep)) {
        QIANTAI_TRY_STATUS(load_purchases(context, session, home));
    }
    const bool closes = domain::has_right(session.role, domain::Right::closing_close) &&
                        !context.identity.is_headquarters();
    if (closes) {
        QIANTAI_TRY(home.closing, load_home_closing(context, session));
    }
    return home;
}

std::vector<UnfinishedWork> unfinished_of(const Screens& screens,
                                          const std::vector<domain::Draft>& drafts) {
    std::vector<UnfinishedWork> all;
    for (const auto& draft : drafts) {
        const auto* entry = screens.find_unfinished(draft.key.kind);
        if (entry == nullptr) continue;
        all.push_back({entry->title, entry->unfinished->whom(draft.content_json), draft.saved_at,
                       draft.key.kind, draft.key.subject});
    }
    return all;
}

void load_unfinished_work(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::keep_drafts)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).list(session);
        },
        [](Flow& later, const Result<std::vector<domain::Draft>>& drafts) {
            if (!drafts) return show_error(later, drafts.error());
            later.get<HomeState>().unfinished = unfinished_of(later.screens, *drafts);
        });
}

void opened_home(Flow& flow) {
    flow.jobs.post(load_sync_view);
    load_unfinished_work(flow);
    count_lists(flow);
    for (const auto& entry : flow.screens.entries) {
        if (entry.counted == nullptr) continue;
        const auto& way = entry.way ? entry.way : entry.menu;
        if (flow.scene.has_right(way->right)) entry.counted(flow);
    }
    run_service(flow, load_home, [](Flow& later, const Result<HomeState>& home) {
        if (!home) return show_error(later, home.error());
        auto& now = later.get<HomeState>();
        auto unfinished = std::move(now.unfinished);
        now = *home;
        now.unfinished = std::move(unfinished);
    });
}

struct ApplyHome {
    Flow& flow;

    void operator()(const home::Resume& intent) const {
        const auto* entry = flow.screens.find_unfinished(intent.kind);
        if (entry != nullptr) entry->unfinished->resume(flow, intent.subject);
    }

    void operator()(const home::OpenTickets& intent) const { open_tickets(flow, intent.scope); }
    void operator()(const lists::OpenTab& intent) const { apply_lists(flow, intent); }
    void operator()(const lists::Contact& intent) const { apply_lists(flow, intent); }
    void operator()(const member::Open& intent) const { open_member(flow, intent.id); }
};

void apply_home(Flow& flow, const HomeIntent& intent) {
    std::visit(ApplyHome{flow}, intent);
}

Text home_title(const Ui&, const Scene& scene, const StateBag&) {
    return Text::data(scene.shop.store_name);
}

}  // namespace

ScreenEntry home_screen() {
    return {.id = k_home_screen,
            .way = Way{Icon::home, words::nav_home, domain::Right::change_own_pin},
            .title = words::nav_home,
            .title_text = home_title,
            .help = words::help_home,
            .draw = screen_draw(draw_home, apply_home),
            .opened = opened_home};
}

}  // namespace qiantai::app
