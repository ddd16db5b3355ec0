#include "terminal/demo/demo_tickets.hpp"

#include <algorithm>

#include "schema/sqlite/attachment_shelf.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/demo/demo_photo.hpp"
#include "terminal/demo/demo_signature.hpp"
#include "terminal/demo/demo_ticket_stories.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/ticket_times.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::ctl {
namespace {

using domain::Ticket;
using domain::TicketEvent;
using Step = TicketStep;

constexpr TimeMs k_story_minute_ms = 60'000;
constexpr int k_story_day = 1440;
constexpr int k_closed_count = 56, k_first_day_ago = 178, k_last_day_ago = 14;
/// What demo_photo() shows.
constexpr std::string_view k_photographed = "电热水壶";
constexpr std::string_view k_strangers[] = {"李先生", "王女士", "阿依古丽·买买提", "周先生"};

struct Colleagues {
    std::vector<std::string> clerks{};
    std::string manager{};
};

Result<Colleagues> load_colleagues(sqlite::Database& database, std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT number, role FROM staff WHERE store_code = ? AND status = 'active' ORDER BY number");
    Colleagues people;
    QIANTAI_TRY_STATUS(sqlite::each(rows.bind(store_code), [&](const sqlite::Statement& row) {
        if (row.text(1) == "store_manager") people.manager = row.text(0);
        if (row.text(1) == "clerk") people.clerks.emplace_back(row.text(0));
    }));
    return people;
}

/// Members who have cases; not those whose goods the store keeps.
Result<std::vector<Uuid>> load_complainers(sqlite::Database& database,
                                           std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT id FROM member WHERE store_code = ? AND status = 'active' AND name IS NOT NULL"
        " AND merged_into IS NULL ORDER BY created_at DESC, id LIMIT 40");
    return sqlite::all(rows.bind(store_code), sqlite::id_column);
}

ResolutionKind resolution_of(std::string_view demand) {
    if (demand == "退款") return ResolutionKind::refund;
    if (demand == "换新") return ResolutionKind::replacement;
    if (demand == "道歉") return ResolutionKind::apology;
    if (demand == "补发") return ResolutionKind::other;
    return demand == "补偿" ? ResolutionKind::compensation : ResolutionKind::discount;
}

/// The photos that customers brought: their names on the shelf.
Result<std::vector<std::string>> shelve_photos(sqlite::Database& database, TimeMs now) {
    QIANTAI_TRY(auto shelf, sqlite::AttachmentShelf::open(database));
    std::vector<std::string> names;
    for (int nth = 0; nth < k_demo_photos; ++nth) {
        QIANTAI_TRY(const auto photo, domain::take_in(domain::write_jpeg(
                                          demo_photo(nth), domain::JpegDetail::photo)));
        QIANTAI_TRY(auto name, shelf.add(photo.content, photo.thumbnail, now));
        names.push_back(std::move(name));
    }
    return names;
}

/// Writes one ticket with its course.
class StoryTeller {
  public:
    StoryTeller(sqlite::Database& database, std::string_view store_code, const Colleagues& people,
                std::vector<std::string> photos, TimeMs now)
        : m_database(database),
          m_store(store_code),
          m_people(people),
          m_photos(std::move(photos)),
          m_now(now),
          m_calendars{
              domain::BusinessCalendar(domain::usual_store_hours(), {}, k_demo_utc_offset_minutes),
              domain::BusinessCalendar(domain::usual_office_hours(), {},
                                       k_demo_utc_offset_minutes)} {}

    /// `course` ends where the ticket stands; a talk that is its last step reached nobody if it is
    /// open.
    Status tell(const DemoMatter& matter, const DemoStory& story, std::span<const DemoStep> course,
                const std::optional<Uuid>& member, bool is_open) {
        ++m_nth;
        m_matter = &matter;
        m_events.clear();
        m_at = in_hours(m_now - story.minutes_ago * k_story_minute_ms);
        make_head(story, member);
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, m_ticket));
        auto received = event_of(Step::received, DemoStep::By::clerk);
        received.severity = story.severity;
        received.due =
            promised(domain::first_dues(m_ticket, story.severity, m_at, m_times, m_calendars),
                     story.severity);
        QIANTAI_TRY_STATUS(keep(received, false));
        if (matter.product.starts_with(k_photographed)) {
            QIANTAI_TRY_STATUS(show(0, "整体外观"));
            QIANTAI_TRY_STATUS(show(1, "损坏处近照"));
        }
        for (const auto& step : course) {
            m_at = std::max(m_at + k_story_minute_ms,
                            in_hours(m_at + step.minutes * k_story_minute_ms));
            auto event = event_of(step.step, step.by);
            fill(event, step, is_open && &step == &course.back());
            QIANTAI_TRY_STATUS(keep(event, step.concurrent));
        }
        return {};
    }

  private:
    /// People work while the shop is open; what falls into the night is done in the morning.
    TimeMs in_hours(TimeMs at) const {
        constexpr TimeMs k_after_opening_ms = 12 * k_story_minute_ms;
        if (m_calendars.handler.is_open(at)) return at;
        const auto opens = m_calendars.handler.next_open(at);
        return opens && *opens + k_after_opening_ms < m_now ? *opens + k_after_opening_ms
                                                            : std::min(at, m_now);
    }

    void make_head(const DemoStory& story, const std::optional<Uuid>& member) {
        const auto kind = m_matter->kind;
        // No real terminal has code 00.
        m_ticket = Ticket{.store_code = m_store,
                          .taken_at = m_store,
                          .number = store::format_human_number(
                              {m_store, "00", m_nth, std::string(domain::number_kind_of(kind))}),
                          .kind = kind,
                          .channel = m_matter->channel,
                          .subject = std::string(m_matter->subject),
                          .member_id = member,
                          .words = std::string(m_matter->words),
                          .demand = std::string(m_matter->demand),
                          .alarm = story.alarm,
                          .product = std::string(m_matter->product),
                          .business_date = Date::of_time(m_at, k_demo_utc_offset_minutes),
                          .created_by = clerk(),
                          .created_at = m_at};
        m_ticket.id = Uuid::derive("demo/ticket/" + m_ticket.number, Cell::of_store(m_store));
        if (!member) {
            m_ticket.customer_name = k_strangers[static_cast<std::size_t>(m_nth) % 4];
            m_ticket.customer_phone = fmt::format("1390000{:04}", m_nth * 37 % 10'000);
        }
        if (!m_ticket.product.empty()) {
            m_ticket.quantity = 1;
            m_ticket.till_receipt = fmt::format("{:04}-{:04}", 400 + m_nth, 1000 + m_nth * 37);
            m_ticket.purchased_on = m_ticket.business_date.plus_days(-(m_nth % 40) - 2);
        }
        if (m_matter->channel == TicketChannel::authority) {
            m_ticket.authority_number = fmt::format("1315{:06}", m_nth);
        }
        if (kind == TicketKind::repair) {
            m_ticket.brought_in = story.brought_in;
            m_ticket.device = fmt::format("{} 序列号 2026{:05}", m_matter->product, m_nth * 91);
        }
        if (kind == TicketKind::repair && !story.brought_in) {
            m_ticket.address = fmt::format("人民路 {} 号 {}01 室", 10 + m_nth, 2 + m_nth % 9);
        }
    }

    const std::string& clerk() const {
        return m_people.clerks[static_cast<std::size_t>(m_nth) % m_people.clerks.size()];
    }

    TicketEvent event_of(Step step, DemoStep::By by) const {
        return TicketEvent{
            .id = Uuid::derive(fmt::format("demo/ticket/{}/{}", m_ticket.number, m_events.size()),
                               Cell::of_store(m_store)),
            .store_code = m_store,
            .ticket_id = m_ticket.id,
            .member_id = m_ticket.member_id,
            .step = step,
            .after = domain::newest_of(m_events),
            .business_date = Date::of_time(m_at, k_demo_utc_offset_minutes),
            .created_by = by == DemoStep::By::manager ? m_people.manager : clerk(),
            .created_at = m_at};
    }

    Status keep(TicketEvent event, bool concurrent) {
        if (concurrent) event.after = m_events.back().after;
        event.order = static_cast<std::int64_t>(m_events.size()) + 1;
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, event));
        m_events.push_back(std::move(event));
        return {};
    }

    /// From afar or from near.
    Status show(std::size_t near, std::string_view words) {
        auto event = event_of(Step::evidence_added, DemoStep::By::clerk);
        const auto pair = static_cast<std::size_t>(m_nth) % (m_photos.size() / 2);
        event.attachment = m_photos[pair * 2 + near];
        event.file_name = fmt::format("{}-{}.jpg", m_ticket.number, near + 1);
        event.words = words;
        return keep(std::move(event), false);
    }

    void resume(TicketEvent& event) const {
        const auto state = domain::fold_ticket(m_ticket, m_events);
        domain::TicketPromise promise;
        for (const auto& clock : state.clocks) {
            domain::move_after_pause(state, clock, m_at, m_calendars.handler, promise);
        }
        event.due = domain::promise_text(promise);
    }

    std::string promised(const domain::TicketDues& dues, TicketSeverity severity) const {
        return domain::promise_text(domain::make_promise(
            m_ticket, dues, domain::timers_by_wall(m_ticket, severity, m_times, dues), m_at,
            m_times, m_calendars));
    }

    const Uuid& last_of(Step step) const {
        const auto found = std::find_if(m_events.rbegin(), m_events.rend(),
                                        [&](const auto& event) { return event.step == step; });
        QIANTAI_ASSERT(found != m_events.rend());
        return found->id;
    }

    void fill(TicketEvent& event, const DemoStep& step, bool is_last_of_open) {
        switch (step.step) {
            case Step::assessed:
                event.fault = step.fault;
                break;
            case Step::assigned:
                event.department = m_matter->kind == TicketKind::repair ? "售后部" : "商品部";
                event.assignee = m_matter->kind == TicketKind::repair ? "刘师傅" : clerk();
                break;
            case Step::investigated:
                event.words = m_matter->findings;
                break;
            case Step::explained:
                event.words = "已说明原因，顾客认可";
                break;
            case Step::proposed:
                event.resolution = resolution_of(m_matter->demand);
                event.amount = Fen(m_matter->fen);
                event.approver = step.by == DemoStep::By::manager ? TicketApprover::nobody
                                                                  : TicketApprover::manager;
                event.words = m_matter->remedy;
                break;
            case Step::returned:
                event.about_id = last_of(Step::proposed);
                event.reason = "先核对进价，再报一次";
                break;
            case Step::approved:
                event.about_id = last_of(Step::proposed);
                break;
            case Step::carried_out:
            case Step::answered:
                event.words = m_matter->remedy;
                if (m_matter->kind == TicketKind::complaint) event.loss = Fen(m_matter->fen);
                break;
            case Step::paused:
                event.reason = "等顾客补小票";
                break;
            case Step::reopened:
                event.reason = "顾客不认可原处理";
                event.due = promised(domain::matter_dues(m_ticket, TicketSeverity::normal, m_at,
                                                         m_times, m_calendars.handler),
                                     TicketSeverity::normal);
                break;
            default:
                fill_repair(event, step);
                fill_end(event, step, is_last_of_open);
                break;
        }
        if (step.step == Step::resumed || step.step == Step::quote_accepted) resume(event);
    }

    void fill_repair(TicketEvent& event, const DemoStep& step) const {
        if (step.step == Step::kept) {
            event.tag = fmt::format("B-{:03}", m_nth);
            event.place = fmt::format("维修架 {}", 1 + m_nth % 4);
            event.words = "外壳有划痕，配件齐";
        } else if (step.step == Step::quoted) {
            event.amount = Fen(m_matter->fen);
            const domain::UsedPart part{"配件", 1, Fen(m_matter->fen / 2)};
            event.parts = domain::parts_text({&part, 1});
        } else if (step.step == Step::ready) {
            event.words = "已电话通知来取";
        } else if (step.step == Step::told_headquarters) {
            event.assignee = "宋慧敏";
            domain::TicketPromise said;
            said.said_at = m_at - 2 * k_story_minute_ms;
            event.due = domain::promise_text(said);
        }
    }

    void fill_end(TicketEvent& event, const DemoStep& step, bool is_last_of_open) const {
        if (step.step == Step::signed_) {
            event.signed_text = fmt::format("{}\n处理: {}\n金额: {} 元", m_ticket.number,
                                            m_matter->remedy, Fen(m_matter->fen).text());
            event.signature = demo_signature(m_nth);
            event.satisfaction = 3 + m_nth % 3;
            domain::TicketDues dues;
            dues.call_back = domain::call_back_time(m_at, m_times, m_calendars.handler).until;
            event.due = promised(dues, TicketSeverity::normal);
        } else if (step.step == Step::called_back) {
            event.reached = !is_last_of_open;
            if (event.reached) event.satisfaction = 3 + (m_nth + 1) % 3;
        }
    }

    sqlite::Database& m_database;
    std::string m_store;
    const Colleagues& m_people;
    std::vector<std::string> m_photos;
    TimeMs m_now;
    domain::TicketCalendars m_calendars;
    domain::TicketTimes m_times{};
    const DemoMatter* m_matter = nullptr;
    Ticket m_ticket{};
    std::vector<TicketEvent> m_events{};
    TimeMs m_at = 0;
    int m_nth = 0;
};

TicketKind closed_kind(int nth) {
    constexpr TicketKind k_kinds[] = {
        TicketKind::complaint, TicketKind::enquiry, TicketKind::complaint, TicketKind::repair,
        TicketKind::complaint, TicketKind::enquiry, TicketKind::complaint, TicketKind::suggestion};
    return k_kinds[nth % 8];
}

const DemoMatter& usual_matter(TicketKind kind, int nth) {
    return demo_matters(kind)[static_cast<std::size_t>(nth) % demo_usual_matters(kind)];
}

}  // namespace

Status fill_demo_tickets(sqlite::Database& database, std::string_view store_code,
                         TimeMs clock_ms) {
    auto& known = database.cached("SELECT 1 FROM ticket WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    QIANTAI_TRY(const auto people, load_colleagues(database, store_code));
    QIANTAI_TRY(const auto members, load_complainers(database, store_code));
    if (people.clerks.empty() || people.manager.empty()) return {};
    // Every third is somebody who is no member.
    const auto member_for = [&](int nth) {
        const bool stranger = members.empty() || nth % 3 == 2;
        return stranger ? std::optional<Uuid>()
                        : members[static_cast<std::size_t>(nth) % members.size()];
    };
    // What is open now is so on the day on which the demo is made.
    const TimeMs now = std::max(k_demo_now_ms, clock_ms);
    QIANTAI_TRY(auto photos, shelve_photos(database, now));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    StoryTeller teller(database, store_code, people, std::move(photos), now);
    for (int i = 0; i < k_closed_count; ++i) {
        const int days =
            k_first_day_ago - (k_first_day_ago - k_last_day_ago) * i / (k_closed_count - 1);
        const auto kind = closed_kind(i);
        const DemoStory story{
            .kind = kind,
            .minutes_ago = days * k_story_day + 90 + i * 53 % 480,
            .severity = i % 9 == 4 ? TicketSeverity::serious : TicketSeverity::normal,
            .brought_in = true};
        QIANTAI_TRY_STATUS(teller.tell(usual_matter(kind, i / 2), story,
                                       demo_closed_course(kind, i / 2), member_for(i), false));
    }
    int nth = 0;
    for (const auto& story : demo_open_stories()) {
        QIANTAI_TRY_STATUS(teller.tell(demo_matters(story.kind)[story.matter], story, story.steps,
                                       member_for(nth), true));
        ++nth;
    }
    QIANTAI_TRY_STATUS(domain::refresh_tickets(database));
    return transaction.commit();
}

}  // namespace qiantai::ctl
