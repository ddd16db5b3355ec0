// The sync page: what waits and was refused, the remedies, and the proof of today.

#include "terminal/app/flow.hpp"
#include "terminal/link/sync_desk.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Remedy = SyncPageState::Asking::Remedy;

namespace {

constexpr int k_refused_shown = 100;
constexpr TimeMs k_minute_ms = 60'000;
constexpr TimeMs k_hour_ms = 60 * k_minute_ms;
constexpr int k_day_hours = 24;

struct Loaded {
    std::map<std::string, sync::WaitingChanges> waiting;
    std::vector<sync::RejectedChange> refused;
    std::vector<sync::PeriodProof> hours;  ///< of the store's day, from midnight on
};

TimeMs start_of_day(TimeMs now_ms, int utc_offset_minutes) {
    const TimeMs offset = utc_offset_minutes * k_minute_ms;
    const TimeMs day = k_day_hours * k_hour_ms;
    return (now_ms + offset) / day * day - offset;
}

Result<Loaded> load(domain::ServiceContext& context, const domain::Session& session,
                    int utc_offset_minutes) {
    link::SyncDesk desk(context);
    Loaded loaded;
    QIANTAI_TRY(loaded.waiting, desk.waiting_by_entity(session));
    QIANTAI_TRY(loaded.refused,
                desk.rejections(session, sync::RejectionFilter::open, k_refused_shown));
    const auto from = start_of_day(context.clock.now_ms(), utc_offset_minutes);
    QIANTAI_TRY(loaded.hours, desk.hourly_proof(session, from, k_day_hours));
    return loaded;
}

void show_today(SyncPageState& page, const std::vector<sync::PeriodProof>& hours) {
    page.confirmed_today = page.open_today = 0;
    page.hours.clear();
    int first = k_day_hours, last = -1;
    for (int i = 0; i < k_day_hours; ++i) {
        if (hours[static_cast<std::size_t>(i)].written == 0) continue;
        first = std::min(first, i);
        last = i;
    }
    page.first_hour = first;
    for (int i = first; i <= last; ++i) {
        const auto& proof = hours[static_cast<std::size_t>(i)];
        const auto open = proof.waiting + proof.refused;
        page.hours.push_back({proof.confirmed, open});
        page.confirmed_today += proof.confirmed;
        page.open_today += open;
    }
}

void show(Flow& flow, const Result<Loaded>& loaded) {
    if (!loaded) return show_error(flow, loaded.error());
    auto& page = flow.state.work.sync_page;
    page.loaded = true;
    page.waiting_by_entity.clear();
    for (const auto& [entity, waiting] : loaded->waiting) {
        page.waiting_by_entity[entity] = {waiting.count, waiting.since};
    }
    page.refused.clear();
    for (const auto& one : loaded->refused) {
        page.refused.push_back({one.seq, one.entity, one.id, one.words_zh, one.words_en,
                                one.rejected_at, one.handed_over, one.remark});
    }
    show_today(page, loaded->hours);
}

/// After a remedy: tells how it went, and what is on the list now.
void after_remedy(Flow& flow, const Status& done, Text words) {
    auto& asking = flow.state.work.sync_page.asking;
    if (!done) {
        if (asking) asking->busy = false;
        return show_error(flow, done.error());
    }
    asking.reset();
    flow.state.toasts.push({std::move(words), Tone::success});
    opened_sync_page(flow);
}

void resend(Flow& flow, std::int64_t seq) {
    run_service(
        flow,
        [seq](domain::ServiceContext& context, const domain::Session& session) -> Status {
            QIANTAI_TRY_STATUS(link::SyncDesk(context).resend(session, seq));
            return {};
        },
        [](Flow& later, const Status& done) {
            after_remedy(later, done, tr(later, TextKey::sync_done_resent));
        });
}

void confirm(Flow& flow) {
    auto& asking = *flow.state.work.sync_page.asking;
    if (asking.words.empty() || std::exchange(asking.busy, true)) return;
    run_service(
        flow,
        [remedy = asking.remedy, seq = asking.seq, words = asking.words](
            domain::ServiceContext& context, const domain::Session& session) -> Status {
            link::SyncDesk desk(context);
            if (remedy == Remedy::hand_over) return desk.hand_over(session, seq, words);
            QIANTAI_TRY_STATUS(desk.discard(session, seq, words));
            return {};
        },
        [remedy = asking.remedy](Flow& later, const Status& done) {
            const bool handed = remedy == Remedy::hand_over;
            after_remedy(
                later, done,
                tr(later, handed ? TextKey::sync_done_handed : TextKey::sync_done_discarded));
        });
}

struct ApplySyncPage {
    Flow& flow;

    SyncPageState& page() const { return flow.state.work.sync_page; }
    void operator()(const sync_page::SyncNow&) const {
        flow.state.sync.running = true;
        flow.link.sync_now();
    }
    void operator()(const sync_page::Resend& intent) const { resend(flow, intent.seq); }
    void operator()(const sync_page::Ask& intent) const {
        page().asking = SyncPageState::Asking{intent.remedy, intent.seq};
    }
    void operator()(const sync_page::TypeWords& intent) const {
        page().asking->words = intent.words;
    }
    void operator()(const sync_page::Confirm&) const { confirm(flow); }
    void operator()(const sync_page::Cancel&) const { page().asking.reset(); }
};

}  // namespace

void opened_sync_page(Flow& flow) {
    flow.jobs.post(load_sync_view);
}

void load_sync_page(Flow& flow) {
    run_service(
        flow,
        [offset = flow.state.shop.utc_offset_minutes](domain::ServiceContext& context,
                                                      const domain::Session& session) {
            return load(context, session, offset);
        },
        show);
}

void apply(Flow& flow, const SyncPageIntent& intent) {
    std::visit(ApplySyncPage{flow}, intent);
}

}  // namespace qiantai::app
