#include "terminal/tickets/rules/ticket_view.hpp"

#include <algorithm>

#include "sync/core/scope.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/salutation.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/store/name_fold.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_matter_length = 40;
constexpr int k_related_max = 20;

/// The first words, in one line.
std::string matter_of(const Ticket& ticket) {
    auto characters = store::from_utf8(ticket.words);
    std::ranges::replace(characters, U'\n', U' ');
    if (characters.size() <= k_matter_length) return store::to_utf8(characters);
    return store::to_utf8(std::u32string_view(characters).substr(0, k_matter_length)) + "…";
}

/// Why the case waits, as whoever stopped it said.
std::string reason_of_pause(std::span<const TicketEvent> events) {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const bool stopped = event->step == TicketStep::paused || event->step == TicketStep::quoted;
        if (stopped) return event->step == TicketStep::paused ? event->reason : event->words;
    }
    return {};
}

}  // namespace

Result<std::optional<TicketStateRow>> find_state(sqlite::Database& database,
                                                 const Uuid& ticket_id) {
    static const auto sql = sqlite::select_of<TicketStateRow>("WHERE ticket_id = ?");
    return sqlite::one(database.cached(sql).bind(ticket_id), sqlite::read_row<TicketStateRow>);
}

Result<TicketView> TicketView::load(ServiceContext& context, const Session& session) {
    QIANTAI_TRY(auto units, TicketUnits::load(context));
    TicketView view(context, session, std::move(units));
    QIANTAI_TRY(view.m_now, record_time(context));
    QIANTAI_TRY(view.m_staff, load_staff_names(context.database));
    return view;
}

std::string TicketView::staff_name(const std::string& number) const {
    const auto found = m_staff.find(number);
    return found == m_staff.end() ? number : found->second;
}

Result<ShownClock> TicketView::build_clock(const Ticket& ticket, const TicketState& state,
                                           const TicketClock& clock) {
    QIANTAI_TRY(const auto* calendar, m_units.calendar_of(ticket, clock));
    ShownClock shown{.clock = clock,
                     .stand = stand_of(state.paused_since, clock, m_now),
                     .by_wall_clock = clock.by_wall_clock};
    const TimeMs at = std::min(state.paused_since.value_or(m_now), m_now);
    const auto between = [&](TimeMs from, TimeMs until) {
        if (until <= from) return TimeMs{0};
        return clock.by_wall_clock ? until - from : calendar->open_time(from, until);
    };
    shown.whole_ms = between(clock.since_at, clock.due_at);
    for (const auto& wait : state.waits) {
        shown.whole_ms -=
            between(std::max(wait.from_at, clock.since_at), std::min(wait.until_at, clock.due_at));
    }
    shown.left_ms = at <= clock.due_at ? between(at, clock.due_at) : clock.due_at - at;
    if (shown.stand == ClockStand::due_soon) shown.warnings = warnings_given(clock, m_now);
    const bool runs = shown.stand == ClockStand::running || shown.stand == ClockStand::due_soon;
    if (!runs || clock.by_wall_clock) return shown;
    QIANTAI_TRY(const auto* handler, m_units.handler_of(ticket.store_code));
    if (!handler->is_open(m_now)) shown.continues_at = handler->next_open(m_now);
    return shown;
}

Result<TicketCustomer> TicketView::build_customer(const Ticket& ticket) {
    TicketCustomer customer;
    if (ticket.member_id) {
        QIANTAI_TRY(customer.member_id, resolve_merged(m_context.database, *ticket.member_id));
        const auto member = load_member(m_context.database, *customer.member_id);
        if (!member && member.error().kind != &k_member_not_found) return member.error();
        if (member) {
            const auto shown = masked_for(m_session, *member);
            customer.name = shown.name;
            customer.phone = shown.phone;
            customer.contact = shown.contact;
            customer.is_erased = member->status == MemberStatus::erased;
            customer.salutation = address_of(shown.name, member->gender.text());
            auto& tier = m_tiers[member->tier_code];
            if (tier.empty()) {
                QIANTAI_TRY(tier, load_tier_name(m_context.database, member->tier_code));
            }
            customer.tier_name = tier;
        }
    } else {
        customer.contact = contact_access(m_session, {ticket.store_code, ticket.created_by});
        const bool hidden = customer.contact == ContactAccess::withheld;
        customer.name = hidden ? mask_name(ticket.customer_name) : ticket.customer_name;
        customer.phone = ticket.customer_phone;
        if (customer.contact == ContactAccess::masked) customer.phone = mask_phone(customer.phone);
        if (hidden) customer.phone.clear();
        customer.is_erased = ticket.words.empty();
        customer.salutation = customer.name;
    }
    if (customer.contact == ContactAccess::full) customer.address = ticket.address;
    return customer;
}

Result<TicketLine> TicketView::build_line(const TicketStateRow& row) {
    QIANTAI_TRY(auto ticket, load_ticket(m_context.database, row.ticket_id));
    // Most tickets are told by their head and the cache alone.
    std::vector<TicketEvent> events;
    if (row.paused_since || row.corrected) {
        QIANTAI_TRY(events, load_ticket_events(m_context.database, row.ticket_id));
        ticket = corrected_ticket(ticket, events);
    }
    QIANTAI_TRY(const auto customer, build_customer(ticket));
    TicketLine line{.ticket_id = ticket.id,
                    .number = ticket.number,
                    .kind = ticket.kind,
                    .channel = ticket.channel,
                    .store_code = ticket.store_code,
                    .phase = row.phase.known().value_or(TicketPhase::received),
                    .severity = row.severity,
                    .alarm = ticket.alarm,
                    .customer_name = customer.name,
                    .tier_name = customer.tier_name,
                    .subject = ticket.subject,
                    .product = ticket.product,
                    .matter = matter_of(ticket),
                    .department = row.department,
                    .keeper = row.keeper,
                    .keeper_name = staff_name(row.keeper),
                    .paused_for = row.paused_since ? reason_of_pause(events) : std::string(),
                    .paused_since = row.paused_since,
                    .awaits = row.awaits,
                    .evidence = row.evidence,
                    .level = row.level,
                    .calls = row.calls,
                    .contradicts = row.contradicts,
                    .is_repeat = ticket.repeats_id.has_value(),
                    .business_date = ticket.business_date,
                    .created_at = ticket.created_at,
                    .closed_at = row.closed_at};
    const auto timer = row.next_timer.known();
    if (!timer || !row.next_due) return line;
    const TicketState state{.paused_since = row.paused_since, .waits = waits_of(row)};
    TicketClock clock{.timer = *timer,
                      .due_at = *row.next_due,
                      .since_at = row.next_since.value_or(0),
                      .level = row.level,
                      .soon_at = row.next_soon.value_or(*row.next_due),
                      .by_wall_clock = row.next_by_wall};
    if (stand_of(row.paused_since, clock, m_now) == ClockStand::due_soon) {
        QIANTAI_TRY(clock.warn_again_at, load_warnings(row, clock.timer));
    }
    QIANTAI_TRY(line.clock, build_clock(ticket, state, clock));
    // Told by a clock that was ahead, of a promise that still stands.
    if (line.clock->stand != ClockStand::overdue && !row.late) line.level = 0;
    return line;
}

/// Further warnings are in no table: few cases are due soon at a time.
Result<std::vector<std::int64_t>> TicketView::load_warnings(const TicketStateRow& row,
                                                            TicketTimer timer) {
    QIANTAI_TRY(const auto head, load_ticket(m_context.database, row.ticket_id));
    QIANTAI_TRY(const auto events, load_ticket_events(m_context.database, row.ticket_id));
    const auto clocks = fold_ticket(head, events).clocks;
    const auto found = std::ranges::find(clocks, timer, &TicketClock::timer);
    return found == clocks.end() ? std::vector<std::int64_t>() : found->warn_again_at;
}

Result<TicketLink> TicketView::build_link(const TicketStateRow& row) {
    QIANTAI_TRY(const auto ticket, load_ticket(m_context.database, row.ticket_id));
    return TicketLink{.ticket_id = ticket.id,
                      .number = ticket.number,
                      .kind = ticket.kind,
                      .phase = row.phase.known().value_or(TicketPhase::received),
                      .matter = matter_of(ticket),
                      .business_date = ticket.business_date};
}

Result<std::vector<TicketLink>> TicketView::build_related(const Ticket& ticket) {
    static const auto sql = sqlite::select_of<TicketStateRow>(
        "WHERE ticket_id IN (SELECT id FROM ticket WHERE id = ?2"
        " UNION SELECT id FROM ticket WHERE repeats_id = ?1"
        " UNION SELECT id FROM ticket WHERE repeats_id = ?2 AND id <> ?1)"
        " ORDER BY +place DESC LIMIT ?3");
    auto& statement = m_context.database.cached(sql);
    statement.bind(ticket.id, ticket.repeats_id, k_related_max);
    QIANTAI_TRY(const auto rows, sqlite::all(statement, sqlite::read_row<TicketStateRow>));
    std::vector<TicketLink> links;
    for (const auto& row : rows) {
        QIANTAI_TRY(auto link, build_link(row));
        links.push_back(std::move(link));
    }
    return links;
}

Status TicketView::add_clocks(TicketPage& page) {
    for (const auto& clock : page.state.clocks) {
        QIANTAI_TRY(auto shown, build_clock(page.ticket, page.state, clock));
        const bool is_first = !clock.met_at && !page.state.is_closed() &&
                              (!page.next || clock.due_at < page.next->clock.due_at);
        if (is_first) page.next = shown;
        page.clocks.push_back(std::move(shown));
    }
    if (page.state.phase != TicketPhase::signed_) return {};
    page.call_back_from_at = page.state.call_back_from_at;
    if (page.call_back_from_at) return {};
    // An older program's: by the policy as it is now.
    const auto signed_event = std::ranges::find_if(page.events, [](const auto& shown) {
        return is_agreement(shown.event.step) && !shown.without_effect;
    });
    if (signed_event == page.events.end()) return {};
    QIANTAI_TRY(const auto* handler, m_units.handler_of(page.ticket.store_code));
    page.call_back_from_at =
        call_back_time(signed_event->event.created_at, m_units.times(), *handler).from;
    return {};
}

/// A device that may still be fetched is not offered as one that nobody wants.
void TicketView::drop_unclaimed(TicketPage& page) const {
    constexpr TimeMs k_day_ms = 86'400'000;
    const TimeMs from =
        page.state.ready_at.value_or(m_now) + m_units.times().unclaimed_days * k_day_ms;
    if (m_now >= from) return;
    std::erase_if(page.steps,
                  [](const OfferedStep& one) { return one.step == TicketStep::unclaimed; });
}

void TicketView::add_people(TicketPage& page) const {
    page.keeper_name = staff_name(page.state.keeper);
    if (page.state.assignee != page.state.keeper) {
        page.assignee_name = staff_name(page.state.assignee);
    }
    const auto& state = page.state;
    const bool held = m_context.identity.is_headquarters() && state.held_at &&
                      state.held_by != m_session.staff_number &&
                      m_now - *state.held_at < k_ticket_hold_ms && !state.is_closed();
    if (!held) return;
    page.held_by_name = staff_name(state.held_by);
    page.held_at = state.held_at;
}

Status TicketView::add_headquarters(TicketPage& page) {
    const auto pass_on =
        std::ranges::find(page.state.clocks, TicketTimer::pass_on, &TicketClock::timer);
    page.tell_headquarters = pass_on != page.state.clocks.end() && !pass_on->met_at &&
                             !page.state.is_closed() &&
                             headquarters_hears(page.ticket, page.state.severity);
    QIANTAI_TRY(auto phones, load_store_phones(m_context.database));
    page.headquarters_phone = phones[std::string(sync::k_hq_store_code)];
    QIANTAI_TRY(auto names, load_store_names(m_context.database));
    page.store_name = names[page.ticket.store_code];
    return {};
}

Result<TicketPage> TicketView::build_page(const Uuid& ticket_id) {
    QIANTAI_TRY(const auto head, load_ticket(m_context.database, ticket_id));
    QIANTAI_TRY(const auto events, load_ticket_events(m_context.database, ticket_id));
    TicketPage page{
        .ticket = corrected_ticket(head, events), .state = fold_ticket(head, events), .steps = {}};
    page.steps = offered_steps(page.ticket, page.state, m_session);
    drop_unclaimed(page);
    add_people(page);
    const auto& own = m_context.identity.store_code;
    page.is_own = page.ticket.store_code == own;
    QIANTAI_TRY(page.customer, build_customer(page.ticket));
    const bool full = page.customer.contact == ContactAccess::full;
    page.ticket.customer_name.clear();
    page.ticket.customer_phone.clear();
    page.ticket.address.clear();
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        // Who looked at it is nothing that happened to it.
        if (event->step == TicketStep::held) continue;
        ShownTicketEvent shown{.event = *event,
                               .staff_name = staff_name(event->created_by),
                               .assignee_name = staff_name(event->assignee)};
        if (!full) shown.event.contact.clear();
        const auto& lost = page.state.without_effect;
        shown.without_effect = std::ranges::find(lost, event->id) != lost.end();
        page.events.push_back(std::move(shown));
    }
    QIANTAI_TRY(page.related, build_related(head));
    QIANTAI_TRY_STATUS(add_clocks(page));
    QIANTAI_TRY_STATUS(add_headquarters(page));
    return page;
}

}  // namespace qiantai::domain
