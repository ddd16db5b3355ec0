// The home screen: who is to be contacted next and who was registered today.

#include "terminal/app/flow.hpp"
#include "terminal/domain/member_figures.hpp"
#include "terminal/domain/member_lists.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_people_most = 9;
constexpr int k_registered_most = 8;

Result<std::vector<domain::ExpiringCard>> load_expiring(domain::MemberLists& lists,
                                                        const domain::Session& session,
                                                        std::optional<std::string> home_clerk) {
    const domain::ExpiringFilter filter{.within_days = domain::k_expiring_days,
                                        .expired_days = 0,
                                        .contacted = domain::ContactedFilter::not_yet,
                                        .home_clerk = std::move(home_clerk),
                                        .limit = 4 * k_people_most};
    QIANTAI_TRY(auto page, lists.expiring(session, filter));
    std::erase_if(page.cards, [](const auto& card) { return card.do_not_call; });
    return std::move(page.cards);
}

/// Members of one's own come first, because their numbers are shown in full.
Status load_people(domain::ServiceContext& context, const domain::Session& session,
                   HomeState& home) {
    domain::MemberLists lists(context);
    const auto today = domain::business_date(context);
    QIANTAI_TRY(auto care, lists.care(session, {.from = today, .until = today}));
    home.birthdays = std::move(care.entries);
    std::erase_if(home.birthdays,
                  [](const auto& entry) { return entry.is_done || entry.do_not_call; });
    std::ranges::stable_partition(home.birthdays, [&](const auto& entry) {
        return entry.member.home_clerk == session.staff_number;
    });
    if (home.birthdays.size() > k_people_most) home.birthdays.resize(k_people_most);
    QIANTAI_TRY(home.expiring, load_expiring(lists, session, session.staff_number));
    QIANTAI_TRY(auto others, load_expiring(lists, session, std::nullopt));
    for (auto& card : others) {
        const bool known = std::ranges::any_of(
            home.expiring, [&](const auto& own) { return own.card.id == card.card.id; });
        if (!known) home.expiring.push_back(std::move(card));
    }
    if (home.expiring.size() > k_people_most) home.expiring.resize(k_people_most);
    return {};
}

Result<HomeState> load(domain::ServiceContext& context, const domain::Session& session) {
    HomeState home;
    QIANTAI_TRY(home.registered,
                domain::MemberFigures(context).registered_today(session, k_registered_most));
    const bool contacts = domain::has_right(session.role, domain::Right::members_contact) &&
                          !context.identity.is_headquarters();
    if (contacts) QIANTAI_TRY_STATUS(load_people(context, session, home));
    return home;
}

}  // namespace

void opened_home(Flow& flow) {
    flow.jobs.post(load_sync_view);
    count_lists(flow);
    if (!domain::has_right(flow.state.session->role, domain::Right::members_read)) return;
    run_service(flow, load, [](Flow& later, const Result<HomeState>& home) {
        if (!home) return show_error(later, home.error());
        later.state.work.home = *home;
    });
}

}  // namespace qiantai::app
