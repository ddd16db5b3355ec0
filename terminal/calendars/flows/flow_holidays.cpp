// A year's public holidays: read, marked, saved for the whole chain.

#include "terminal/calendars/flows/calendars_flows.hpp"

#include "assets/words/holidays.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/calendars/screens/screen_holidays.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_holidays_draft{"calendars.holidays"};

HolidaysState& holidays_of(Flow& flow) {
    return flow.get<HolidaysState>();
}

void take_year(HolidaysState& state, const domain::StatutoryYear& year) {
    state.year = year.year;
    state.source = year.source;
    state.closed.clear();
    for (const auto& days : year.closed) {
        for (Date date = days.from; date <= days.until; date = date.plus_days(1)) {
            state.closed[date] = days.name;
        }
    }
    state.workdays = {year.workdays.begin(), year.workdays.end()};
    state.refusal.reset();
    state.touched = false;
}

std::optional<domain::StatutoryYear> year_in_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    return json ? from_json<domain::StatutoryYear>(*json) : std::nullopt;
}

struct LoadedYear {
    domain::KnownYear known;
    std::optional<domain::StatutoryYear> draft{};
};

/// Without a year the one that is missing, else this one. What was begun of it goes on.
Result<LoadedYear> load_year(domain::ServiceContext& context, const domain::Session& session,
                             int year) {
    domain::Calendars calendars(context);
    if (year == 0) {
        QIANTAI_TRY(const auto status, calendars.status(session));
        QIANTAI_TRY(const auto today, domain::business_date(context));
        year = status.missing_years.empty() ? today.year() : status.missing_years.front();
    }
    LoadedYear loaded;
    QIANTAI_TRY(loaded.known, calendars.holidays(session, year));
    if (!domain::has_right(session.role, domain::Right::admin_policies)) return loaded;
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_holidays_draft));
    if (!draft) return loaded;
    loaded.draft = year_in_draft(draft->content_json);
    if (loaded.draft && loaded.draft->year != year) loaded.draft.reset();
    return loaded;
}

void load(Flow& flow, int year) {
    run_service(
        flow,
        [year](domain::ServiceContext& context, const domain::Session& session) {
            return load_year(context, session, year);
        },
        [](Flow& later, const Result<LoadedYear>& loaded) {
            auto& now = holidays_of(later);
            now.error.reset();
            if (!loaded) {
                now.loaded = false;
                now.error = loaded.error();
                return;
            }
            now.loaded = true;
            now.known = loaded->known.known;
            take_year(now, loaded->draft.value_or(loaded->known.holidays));
            now.touched = loaded->draft.has_value();
        });
}

void tell_if_failed(Flow& later, const Status& done) {
    if (!done) show_error(later, done.error());
}

/// On disk with every mark.
void keep_marks(Flow& flow) {
    run_service(
        flow,
        [json = boost::json::serialize(to_json(year_of(holidays_of(flow))))](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).save(session, k_holidays_draft, json);
        },
        tell_if_failed);
}

void forget_marks(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_holidays_draft);
        },
        tell_if_failed);
}

void save_year(Flow& flow) {
    auto& state = holidays_of(flow);
    const auto year = year_of(state);
    const auto checked = domain::check_year(year);
    state.refusal.reset();
    if (!checked) {
        state.refusal = checked.error();
        return;
    }
    if (std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [year](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Calendars(context).save_holidays(session, year);
        },
        [](Flow& later, const Result<domain::KnownYear>& saved) {
            auto& now = holidays_of(later);
            now.saving = false;
            if (!saved) {
                now.refusal = saved.error();
                return;
            }
            now.known = true;
            take_year(now, saved->holidays);
            forget_marks(later);
            show_done(later, words::holidays_done);
        });
}

struct ApplyHolidays {
    Flow& flow;

    HolidaysState& state() const { return holidays_of(flow); }
    void operator()(const holidays::Reload&) const { load(flow, state().year); }
    void operator()(const holidays::ChooseYear& intent) const { load(flow, intent.year); }
    void operator()(const holidays::ChooseMonth& intent) const { state().month = intent.month; }
    void operator()(const holidays::ChooseMark& intent) const { state().mark = intent.mark; }
    void operator()(const holidays::TouchDay& intent) const {
        mark_day(state(), intent.date);
        if (!state().refusal) keep_marks(flow);
    }
    void operator()(const holidays::DropDays& intent) const {
        auto& now = state();
        for (Date date = intent.from; date <= intent.until; date = date.plus_days(1)) {
            now.closed.erase(date);
            now.workdays.erase(date);
        }
        now.refusal.reset();
        now.touched = true;
        keep_marks(flow);
    }
    void operator()(const holidays::TypeSource& intent) const {
        state().source = intent.words;
        state().touched = true;
        keep_marks(flow);
    }
    void operator()(const holidays::Save&) const { save_year(flow); }
    void operator()(const holidays::StartAgain&) const {
        forget_marks(flow);
        load(flow, state().year);
    }
};

void apply_holidays(Flow& flow, const HolidaysIntent& intent) {
    std::visit(ApplyHolidays{flow}, intent);
}

void opened_holidays(Flow& flow) {
    load(flow, holidays_of(flow).loaded ? holidays_of(flow).year : 0);
}

std::string year_of_draft(const std::string& content_json) {
    const auto year = year_in_draft(content_json);
    return year ? std::to_string(year->year) : std::string();
}

void resume_holidays(Flow& flow, const std::optional<Uuid>&) {
    holidays_of(flow) = {};
    open_screen(flow, k_holidays_screen);
}

}  // namespace

ScreenEntry holidays_screen() {
    return {.id = k_holidays_screen,
            .below = ScreenId{"home"},
            .title = words::holidays_title,
            .help = words::help_holidays,
            .draw = screen_draw(draw_holidays, apply_holidays),
            .opened = opened_holidays,
            .unfinished = Unfinished{k_holidays_draft.kind, year_of_draft, resume_holidays}};
}

}  // namespace qiantai::app
