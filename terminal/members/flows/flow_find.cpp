// Finding members: one query at a time for the newest text, the people seen lately, and the way
// from a scanned card to its member.

#include "assets/words/find.hpp"
#include "assets/words/help.hpp"
#include "assets/words/members.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/card_number_facts.hpp"
#include "terminal/members/rules/last_seen.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_timeline.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/rules/recent_members.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Shown = std::vector<ShownMember>;

using Events = std::vector<domain::TimelineEntry>;

/// Who was found, and what happened to and is to be done with the first, who stands beside the list at once.
struct Answer {
    Shown people{};
    Events events{};
    MemberTasks tasks{};
};

Result<Answer> find_members(domain::ServiceContext& context, const domain::Session& session,
                            const std::string& typed, const LineSources& counts) {
    Answer answer;
    QIANTAI_TRY(answer.people, find_shown_members(context, session, typed));
    if (!answer.people.empty()) {
        const auto& first = answer.people.front().member.id;
        QIANTAI_TRY(answer.events, domain::MemberTimelines(context).load(session, first));
        QIANTAI_TRY(answer.tasks, load_tasks(context, session, first, counts));
    }
    return answer;
}

/// Puts the member beside the list.
void select(Flow& flow, const Uuid& id) {
    flow.get<FindState>().selected = id;
    run_service(
        flow,
        [id, counts = line_sources_of(flow)](domain::ServiceContext& context,
                                             const domain::Session& session) -> Result<Answer> {
            Answer answer;
            QIANTAI_TRY(answer.events, domain::MemberTimelines(context).load(session, id));
            QIANTAI_TRY(answer.tasks, load_tasks(context, session, id, counts));
            return answer;
        },
        [id](Flow& later, const Result<Answer>& answer) {
            auto& now = later.get<FindState>();
            if (now.selected != id) return;
            if (!answer) return show_error(later, answer.error());
            now.events = answer->events;
            now.tasks = answer->tasks;
            now.events_of = id;
        });
}

/// What a scan leaves behind that got cut: the beginning of a card's number, which is nobody's.
bool is_part_of_card(const std::string& typed, const ShownMember& found) {
    const auto number = domain::normalise_card_number(typed);
    return number && found.card && found.card->number != *number &&
           found.card->number.starts_with(*number);
}

/// Makes the list of the matches anew.
void list_matches(Flow& flow) {
    auto& find = flow.get<FindState>();
    const auto& shop = flow.scene.shop;
    const auto& order = find.order;
    find.found = find.matches;
    std::erase_if(find.found, [&](const ShownMember& one) {
        const bool here = one.member.store_code == shop.store_code;
        const bool own = here && one.member.home_clerk == flow.scene.session->staff_number;
        return (order.only_store && !here) || (order.only_own && !own);
    });
    const auto sort_by = [&](auto key) {
        const bool down = order.sort.order == SortOrder::descending;
        std::ranges::stable_sort(find.found, [&](const ShownMember& a, const ShownMember& b) {
            return down ? key(b) < key(a) : key(a) < key(b);
        });
    };
    switch (static_cast<FindColumn>(order.sort.column)) {
        case FindColumn::tier:
            return sort_by([&](const ShownMember& one) {
                return std::ranges::find(shop.tiers, one.member.tier_code, &domain::Tier::code) -
                       shop.tiers.begin();
            });
        case FindColumn::seen:
            return sort_by([](const ShownMember& one) { return one.last_seen->on; });
        case FindColumn::matched:
            if (order.sort.order == SortOrder::descending) std::ranges::reverse(find.found);
            return;
        case FindColumn::member:
        case FindColumn::clerk:
            return;
    }
}

/// The list is in another order: its first stands beside it.
void reorder(Flow& flow) {
    auto& find = flow.get<FindState>();
    list_matches(flow);
    find.selected.reset();
    if (!find.found.empty()) select(flow, Uuid(find.found.front().member.id));
}

void open_first(Flow& flow) {
    auto& find = flow.get<FindState>();
    find.open_first = false;
    if (find.found.empty() || is_part_of_card(find.typed, find.found.front())) return;
    open_member(flow, Uuid(find.found.front().member.id));
}

void ask(Flow& flow) {
    auto& find = flow.get<FindState>();
    if (find.asking || find.looked_for().empty() || find.looked_for() == find.answered) return;
    find.asking = true;
    run_service(
        flow,
        [typed = find.looked_for(), counts = line_sources_of(flow)](
            domain::ServiceContext& context, const domain::Session& session) {
            return find_members(context, session, typed, counts);
        },
        [typed = find.looked_for()](Flow& later, const Result<Answer>& found) {
            auto& now = later.get<FindState>();
            now.asking = false;
            if (now.looked_for().empty()) return;
            if (!found) {
                now.error = found.error();
                now.open_first = false;
                return;
            }
            now.error.reset();
            now.matches = found->people;
            list_matches(later);
            now.events = found->events;
            now.tasks = found->tasks;
            now.events_of = now.matches.empty() ? Uuid() : now.matches.front().member.id;
            now.selected.reset();
            now.answered = typed;
            if (!now.found.empty() && now.found.front().member.id != now.events_of) {
                select(later, Uuid(now.found.front().member.id));
            }
            if (now.looked_for() != typed) return ask(later);
            if (now.open_first) open_first(later);
        });
}

void type(Flow& flow, const find::Type& what) {
    auto& find = flow.get<FindState>();
    find.typed = what.text;
    find.scanned = false;
    find.open_first = false;
    find.error.reset();
    const bool composed = !std::exchange(find.composing, what.composing).empty();
    // That nobody has these letters says nothing of the words they have become.
    if (find.looked_for().empty() || (composed && find.matches.empty())) {
        find.matches.clear();
        find.found.clear();
        find.answered.clear();
    }
    ask(flow);
}

constexpr bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// Whoever was looked for and is nobody yet: a number is the phone's, a scanned code the card's,
/// and characters the name. Letters are pinyin or initials, which nobody is called.
MemberForm carried_over(const FindState& find) {
    MemberForm form;
    if (!find.matches.empty()) return form;
    std::string digits;
    bool is_number = true;
    for (const char c : find.typed) {
        if (c >= '0' && c <= '9') digits += c;
        is_number &= (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '+';
    }
    if (find.scanned) {
        form.card_number = find.typed;
    } else if (is_number) {
        form.phone = digits;
    } else if (std::ranges::any_of(find.typed, is_beyond_ascii)) {
        form.name = find.typed;
    }
    return form;
}

void edit_found(Flow& flow, const Uuid& id) {
    const auto& found = flow.get<FindState>().found;
    const auto shown =
        std::ranges::find_if(found, [&](const ShownMember& one) { return one.member.id == id; });
    if (shown == found.end()) return;
    if (shown->member.contact == domain::ContactAccess::full) {
        return begin_edit(flow, domain::Member(shown->member));
    }
    open_member_asking(flow, id, {.kind = MemberDialog::Kind::reveal, .then_edit = true});
}

struct ApplyFind {
    Flow& flow;

    FindState& state() const { return flow.get<FindState>(); }
    void operator()(const find::Type& intent) const { type(flow, intent); }
    void operator()(const find::Enter&) const {
        if (state().looked_for().empty()) return;
        if (state().answered == state().looked_for()) return open_first(flow);
        state().open_first = true;
    }
    void operator()(const find::Select& intent) const { select(flow, intent.id); }
    void operator()(const find::Open& intent) const { open_member(flow, intent.id); }
    void operator()(const find::Renew& intent) const {
        open_member_asking(flow, intent.id,
                           {.kind = MemberDialog::Kind::card, .card_number = intent.card_number});
    }
    void operator()(const find::Contact& intent) const {
        open_member_asking(flow, intent.id, {.kind = MemberDialog::Kind::contact});
    }
    void operator()(const find::Edit& intent) const { edit_found(flow, Uuid(intent.id)); }
    void operator()(const find::Greet&) const { greet(flow, state().tasks); }
    void operator()(const find::OpenLine& intent) const {
        const auto& about = flow.screens.at(intent.screen).about_member;
        about->open(flow, intent.id, intent.name);
    }
    void operator()(const find::Sort& intent) const {
        state().order.sort = intent.sort;
        reorder(flow);
    }
    void operator()(const find::ToggleOnlyStore&) const {
        state().order.only_store = !state().order.only_store;
        reorder(flow);
    }
    void operator()(const find::ToggleOnlyOwn&) const {
        state().order.only_own = !state().order.only_own;
        reorder(flow);
    }
    void operator()(const find::ShowAll&) const {
        state().order.only_store = state().order.only_own = false;
        reorder(flow);
    }
    void operator()(const find::Scan&) const {
        flow.scene.toasts.push({tr(flow, words::find_scan_now), Tone::info});
    }
    void operator()(const find::Register&) const {
        begin_registration(flow, carried_over(state()));
    }
    void operator()(const find::LookUpElsewhere&) const { look_up(flow); }
    void operator()(const find::Retry&) const {
        state().error.reset();
        ask(flow);
    }
};

constexpr int k_today_most = 5;

Result<ShownMember> show_member(domain::ServiceContext& context, domain::Member member) {
    ShownMember shown{.member = std::move(member)};
    QIANTAI_TRY(const auto cards, domain::load_cards(context.database, shown.member.id));
    shown.card = card_that_speaks(cards);
    QIANTAI_TRY(shown.last_seen, domain::load_last_seen(context.database, shown.member.id));
    return shown;
}

Result<Shown> load_today(domain::ServiceContext& context, const domain::Session& session) {
    QIANTAI_TRY(auto registered,
                domain::MemberFigures(context).registered_today(session, k_today_most));
    Shown shown;
    for (auto& member : registered.newest) {
        QIANTAI_TRY(auto one, show_member(context, std::move(member)));
        shown.push_back(std::move(one));
    }
    return shown;
}

Result<Shown> load_recent(domain::ServiceContext& context, const domain::Session& session) {
    QIANTAI_TRY(auto members, domain::RecentMembers(context).list(session));
    Shown shown;
    for (auto& member : members) {
        QIANTAI_TRY(auto one, show_member(context, std::move(member)));
        shown.push_back(std::move(one));
    }
    return shown;
}

void enter_find(Flow& flow) {
    type(flow, {});
}

void pause_find(Flow& flow) {
    auto& find = flow.get<FindState>();
    find.asking = false;
    find.open_first = false;
    find.look_up.reset();
}

/// The member who has the scanned card is opened. Of our numbers only cards have no kind.
bool scan_anywhere(Flow& flow, const std::string& code) {
    const auto own = store::parse_human_number(code);
    if (own && !own->kind.empty()) return false;
    if (!flow.scene.has_right(domain::Right::members_read)) return false;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).owner_of_card(session, code);
        },
        [code](Flow& later, const Result<std::optional<Uuid>>& owner) {
            if (!owner) return show_error(later, owner.error());
            if (*owner) return open_member(later, **owner);
            type(later, {code});
            later.get<FindState>().scanned = true;
            open_screen(later, k_find_screen);
        });
    return true;
}

}  // namespace

Result<std::vector<ShownMember>> find_shown_members(domain::ServiceContext& context,
                                                    const domain::Session& session,
                                                    const std::string& typed) {
    QIANTAI_TRY(auto members, domain::Members(context).find(session, typed));
    Shown shown;
    for (auto& one : members) {
        QIANTAI_TRY(const auto cards, domain::load_cards(context.database, one.member.id));
        // The list's card has no expiry, which the tag warns of.
        shown.push_back({.member = std::move(one.member),
                         .card = card_that_speaks(cards),
                         .last_seen = one.last_seen,
                         .matched_by = one.matched_by,
                         .by_merged_record = one.merged_from.has_value()});
    }
    return shown;
}

void apply_find(Flow& flow, const FindIntent& intent) {
    std::visit(ApplyFind{flow}, intent);
}

void look_up_elsewhere(Flow& flow, const std::string& number) {
    type(flow, {number});
    open_screen(flow, k_find_screen);
    look_up(flow);
}

void opened_find(Flow& flow) {
    auto& find = flow.get<FindState>();
    // What was found may have changed on the member's page.
    find.answered.clear();
    ask(flow);
    run_service(flow, load_recent, [](Flow& later, const Result<Shown>& recent) {
        if (!recent) return show_error(later, recent.error());
        later.get<FindState>().recent_members = *recent;
    });
    run_service(flow, load_today, [](Flow& later, const Result<Shown>& today) {
        if (!today) return show_error(later, today.error());
        later.get<FindState>().today_members = *today;
    });
}

void open_member(Flow& flow, const Uuid& id) {
    auto& page = flow.get<MemberState>();
    // From one member to another, as to a possible duplicate.
    if (flow.nav.screen == k_member_screen && page.id != id) remember_place(flow);
    page = MemberState{.id = id};
    run_service(
        flow,
        [id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::RecentMembers(context).note_opened(session, id);
        },
        // That there is no such member is told by the page.
        [](Flow& later, const Status& noted) {
            if (!noted && noted.error().kind != &domain::k_member_not_found) {
                show_error(later, noted.error());
            }
        });
    open_screen(flow, k_member_screen);
}

void open_member_asking(Flow& flow, const Uuid& id, MemberDialog dialog) {
    open_member(flow, id);
    flow.get<MemberState>().dialog = std::move(dialog);
}

ScreenEntry find_screen() {
    return {.id = k_find_screen,
            .way = Way{Icon::accounts, words::nav_members, domain::Right::members_read},
            .title = words::nav_members,
            .help = words::help_find,
            .draw = screen_draw(draw_find, apply_find),
            .entered = enter_find,
            .opened = opened_find,
            .paused = pause_find,
            .scanned_elsewhere = scan_anywhere,
            .session_ended = end_look_up_session};
}

}  // namespace qiantai::app
