// The sync page: what waits and was refused, the remedies, and the proof of today.

#include "terminal/sync_page/flows/flow_sync.hpp"

#include "assets/words/help.hpp"
#include "assets/words/sync.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
namespace {

constexpr int k_refused_shown = 100;
constexpr TimeMs k_minute_ms = 60'000;
constexpr TimeMs k_hour_ms = 60 * k_minute_ms;
constexpr int k_day_hours = 24;

/// A shop's usual day, shown even if nothing happened in some of its hours.
constexpr int k_first_hour = 9;
constexpr int k_last_hour = 21;

struct Loaded {
    sync::WaitingEntries waiting;
    std::vector<RefusedRecord> refused;
    std::vector<SetAsideRow> set_aside;
    std::vector<sync::PeriodProof> hours;  ///< of the store's day, from midnight on
};

TimeMs start_of_day(TimeMs now_ms, int utc_offset_minutes) {
    const TimeMs offset = utc_offset_minutes * k_minute_ms;
    const TimeMs day = k_day_hours * k_hour_ms;
    return (now_ms + offset) / day * day - offset;
}

Result<Loaded> load_sync_page(domain::ServiceContext& context, const domain::Session& session,
                              int utc_offset_minutes) {
    link::SyncDesk desk(context);
    Loaded loaded;
    QIANTAI_TRY(loaded.waiting, desk.waiting_entries(session));
    QIANTAI_TRY(auto changes,
                desk.rejections(session, sync::RejectionFilter::open, k_refused_shown));
    for (auto& change : changes) {
        QIANTAI_TRY(auto person, desk.person_of(session, change.entity, change.id));
        loaded.refused.push_back({std::move(change), std::move(person)});
    }
    QIANTAI_TRY(loaded.set_aside, desk.set_aside(session));
    QIANTAI_TRY(const TimeMs now, domain::record_time(context));
    const auto from = start_of_day(now, utc_offset_minutes);
    QIANTAI_TRY(loaded.hours, desk.hourly_proof(session, from, k_day_hours));
    return loaded;
}

void show_today(SyncPageState& page, const std::vector<sync::PeriodProof>& hours) {
    page.today = HourProof{};
    page.hours.clear();
    int first = k_first_hour, last = k_last_hour - 1;
    bool any = false;
    for (int i = 0; i < k_day_hours; ++i) {
        if (hours[static_cast<std::size_t>(i)].written == 0) continue;
        any = true;
        first = std::min(first, i);
        last = std::max(last, i);
    }
    page.first_hour = first;
    for (int i = first; any && i <= last; ++i) {
        const auto& proof = hours[static_cast<std::size_t>(i)];
        page.hours.push_back({proof.confirmed, proof.waiting, proof.refused});
        page.today.confirmed += proof.confirmed;
        page.today.waiting += proof.waiting;
        page.today.refused += proof.refused;
    }
}

void show(Flow& flow, const Result<Loaded>& loaded) {
    if (!loaded) return show_error(flow, loaded.error());
    auto& page = flow.get<SyncPageState>();
    page.loaded = true;
    page.waiting_by_entity.clear();
    for (const auto& [entity, waiting] : loaded->waiting.by_entity) {
        page.waiting_by_entity[entity] = {waiting.count, waiting.since};
    }
    page.refused = loaded->refused;
    page.set_aside = loaded->set_aside;
    show_today(page, loaded->hours);
}

/// After a remedy: tells how it went, and what is on the list now.
void after_remedy(Flow& flow, const Status& done, TextKey words) {
    if (!end_ask(flow, done)) return;
    show_done(flow, words);
    flow.jobs.post(load_sync_view);
}

void resend(Flow& flow, std::int64_t seq) {
    run_service(
        flow,
        [seq](domain::ServiceContext& context, const domain::Session& session) -> Status {
            QIANTAI_TRY_STATUS(link::SyncDesk(context).resend(session, seq));
            return {};
        },
        [](Flow& later, const Status& done) {
            after_remedy(later, done, words::sync_done_resent);
        });
}

const RefusedRecord* find_refused(Flow& flow, std::int64_t seq) {
    const auto& refused = flow.get<SyncPageState>().refused;
    const auto found = std::ranges::find_if(
        refused, [seq](const RefusedRecord& record) { return record.change.seq == seq; });
    return found == refused.end() ? nullptr : &*found;
}

// The form opens with the record in full. Whoever does not see it says first why they have to, on
// the member's page, as for every other change.
void fix(Flow& flow, std::int64_t seq) {
    const auto* found = find_refused(flow, seq);
    if (found == nullptr || !found->person) return;
    run_service(
        flow,
        [id = found->person->id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).get(session, id);
        },
        [](Flow& later, const Result<domain::MemberDetails>& details) {
            if (!details) return show_error(later, details.error());
            const auto& member = details->member;
            if (member.contact == domain::ContactAccess::full) return begin_edit(later, member);
            open_member_asking(later, member.id,
                               {.kind = MemberDialog::Kind::reveal, .then_edit = true});
        });
}

void apply_remedy(Flow& flow, Remedy remedy, std::int64_t seq, const std::string& words) {
    run_service(
        flow,
        [remedy, seq, words](domain::ServiceContext& context,
                             const domain::Session& session) -> Status {
            link::SyncDesk desk(context);
            if (remedy == Remedy::hand_over) return desk.hand_over(session, seq, words);
            QIANTAI_TRY_STATUS(desk.discard(session, seq, words));
            return {};
        },
        [remedy](Flow& later, const Status& done) {
            const bool handed = remedy == Remedy::hand_over;
            after_remedy(later, done,
                         handed ? words::sync_done_handed : words::sync_done_discarded);
        });
}

void ask_remedy(Flow& flow, Remedy which, std::int64_t seq) {
    const auto* found = find_refused(flow, seq);
    if (found == nullptr) return;
    const bool discards = which == Remedy::discard;
    ask(flow,
        {.words = [which,
                   record = *found](const Ui& ui) { return remedy_words(ui, which, record); },
         .then = [which, seq](Flow& now,
                              const std::string& said) { apply_remedy(now, which, seq, said); },
         .reasons = discards ? discard_reasons() : std::span<const Choice>(),
         .asks_words = !discards});
}

struct ApplySyncPage {
    Flow& flow;

    void operator()(const sync_page::SyncNow&) const {
        flow.scene.sync.running = true;
        flow.link.sync_now();
    }
    void operator()(const sync_page::Resend& intent) const { resend(flow, intent.seq); }
    void operator()(const sync_page::Fix& intent) const { fix(flow, intent.seq); }
    void operator()(const sync_page::AskRemedy& intent) const {
        ask_remedy(flow, intent.remedy, intent.seq);
    }
};

void apply_sync_page(Flow& flow, const SyncPageIntent& intent) {
    std::visit(ApplySyncPage{flow}, intent);
}

void opened_sync_page(Flow& flow) {
    flow.jobs.post(load_sync_view);
}

/// What the page shows beyond the scene; asked for by each change of that.
void load_sync_page(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::sync_watch)) return;
    run_service(
        flow,
        [offset = flow.scene.shop.utc_offset_minutes](domain::ServiceContext& context,
                                                      const domain::Session& session) {
            return load_sync_page(context, session, offset);
        },
        show);
}

/// Headquarters had refused the record, and gets it again.
Result<bool> resend_corrected(domain::ServiceContext& context, const domain::Session& session,
                              std::string_view entity, const Uuid& id) {
    if (!domain::has_right(session.role, domain::Right::sync_remedy)) return false;
    QIANTAI_TRY(const int closed,
                link::SyncDesk(context).resend_corrected(session, std::string(entity), id));
    return closed > 0;
}

}  // namespace

ScreenEntry sync_screen() {
    // Reached from the chip at the top and from home, which lies above this capability.
    return {.id = k_sync_screen,
            .below = ScreenId{"home"},
            .title = words::nav_sync,
            .help = words::help_sync,
            .draw = screen_draw(draw_sync_page, apply_sync_page),
            .opened = opened_sync_page,
            .sync_changed = load_sync_page,
            .record_changed = resend_corrected};
}

}  // namespace qiantai::app
