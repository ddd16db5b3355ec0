#include "terminal/closing/rules/closing.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "sync/core/scope.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/closing/rules/day_closes.hpp"
#include "terminal/closing/rules/day_sources.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/issuances/rules/issuance_day.hpp"
#include "terminal/stocktakes/rules/stocktake_day.hpp"

namespace qiantai::domain {
namespace {

/// What should have been done, as the newest closing of the day that speaks of it says. What could
/// wait is among the things that can wait, as on every day.
Result<std::vector<CarriedOver>> load_carried(ServiceContext& context, Date day,
                                              std::span<const DayItem> items) {
    std::vector<CarriedOver> left;
    QIANTAI_TRY(const auto before,
                load_closed_before(context.database, context.identity.store_code, day));
    if (!before) return left;
    QIANTAI_TRY(const auto closes,
                load_day_closes(context.database, context.identity.store_code, *before));
    std::vector<CarriedItem> all;
    for (const auto& close : closes) {
        for (auto& item : carried_of(close)) {
            if (!item.must) continue;
            const auto known = std::ranges::find(all, item.kind, &CarriedItem::kind);
            if (known == all.end()) {
                all.push_back(std::move(item));
            } else {
                *known = std::move(item);
            }
        }
    }
    for (const auto& carried : all) {
        if (auto still = still_carried(carried, items))
            left.push_back({*before, *std::move(still)});
    }
    return left;
}

/// Since a day was closed for the first time: the first day after the last closed one on which this
/// till wrote anything.
Result<std::optional<Date>> load_unclosed(ServiceContext& context, Date day) {
    constexpr TimeMs k_minute_ms = 60'000, k_day_ms = 86'400'000;
    QIANTAI_TRY(const auto before,
                load_closed_before(context.database, context.identity.store_code, day));
    if (!before) return std::optional<Date>();
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    auto& statement = context.database.cached(
        "SELECT 1 FROM audit_event WHERE created_at >= ? AND created_at < ? LIMIT 1");
    const Date first = std::max(before->plus_days(1), day.plus_days(-k_day_close_days_max));
    for (Date one = first; one < day; one = one.plus_days(1)) {
        const TimeMs begins = utc_day_start(one) - offset * k_minute_ms;
        QIANTAI_TRY(const bool worked, sqlite::any(statement.bind(begins, begins + k_day_ms)));
        if (worked) return std::optional(one);
    }
    return std::optional<Date>();
}

std::vector<DayCloseShown> shown_closes(std::vector<DayClose> closes) {
    std::vector<DayCloseShown> shown;
    for (auto& close : closes) {
        auto items = carried_of(close);
        auto tills = tills_of(close);
        shown.push_back({std::move(close), !shown.empty(), std::move(items), std::move(tills)});
    }
    return shown;
}

struct KnownStore {
    std::string code;
    std::string name;
};

Result<std::vector<KnownStore>> load_shown_stores(ServiceContext& context) {
    auto& statement = context.database.cached(
        "SELECT code, name FROM store WHERE status = 'open' AND code <> ?1"
        " AND (?2 IS NULL OR code = ?2) ORDER BY code");
    statement.bind(sync::k_hq_store_code, seen_store(context));
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return KnownStore{std::string(row.text(0)), std::string(row.text(1))};
    });
}

/// By its hours; whatever they are, a day that was closed is one.
bool is_business_day(ServiceContext& context, const std::string& store, Date day) {
    const auto calendar = load_calendar(context, CalendarUnit::store, store);
    return !calendar || !calendar->day(day).periods.empty();
}

}  // namespace

Result<Date> Closing::day_of(const std::optional<Date>& day, Date today) const {
    if (m_context.identity.is_headquarters()) return make_error(k_day_close_elsewhere, {}, "day");
    const Date chosen = day.value_or(today);
    const int ago = chosen.days_until(today);
    if (ago >= 0 && ago <= k_day_close_days_max) return chosen;
    return make_error(k_day_close_malformed, today.text(), "day");
}

Result<DayClosePage> Closing::build_page(const Session& session, Date day, Date today) {
    auto& database = m_context.database;
    DayClosePage page{.day = day, .yours = has_right(session.role, Right::closing_close)};
    QIANTAI_TRY(page.items, load_day_items(m_context, session, day));
    QIANTAI_TRY(page.carried, load_carried(m_context, day, page.items));
    QIANTAI_TRY(auto closes, load_day_closes(database, m_context.identity.store_code, day));
    page.closes = shown_closes(std::move(closes));
    QIANTAI_TRY(const auto mark, load_own_mark(m_context));
    if (mark && mark->day == day) {
        QIANTAI_TRY(page.late, count_late(m_context, *mark));
    }
    if (has_right(session.role, Right::stocktakes_read)) {
        QIANTAI_TRY(page.stocktake_id, load_stocktake_of_day(m_context, day));
    }
    if (day == today) {
        QIANTAI_TRY(page.unclosed, load_unclosed(m_context, day));
    }
    return page;
}

Result<DayClosePage> Closing::show(const Session& session, const DayCloseQuestion& question) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_read));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto day, day_of(question.day, today));
    return build_page(session, day, today);
}

Status Closing::check_words(const DayCloseEntry& entry, Date day, DayCloseEntry& checked) {
    checked = entry;
    if (!entry.signature.empty()) {
        QIANTAI_TRY(checked.signature, take_signature(entry.signature));
    }
    const auto clean = [](const std::string& typed) {
        return normalise_note(typed, k_day_close_words_length_max, "words");
    };
    QIANTAI_TRY(checked.words, clean(entry.words));
    for (auto& reason : checked.reasons) {
        QIANTAI_TRY(reason.words, clean(reason.words));
    }
    QIANTAI_TRY(const auto closes,
                load_day_closes(m_context.database, m_context.identity.store_code, day));
    if (closes.empty() || !checked.words.empty()) return {};
    return make_error(k_day_close_words_missing, day.text(), "words");
}

Status Closing::write_close(const Session& session, Date day,
                            const std::vector<CarriedItem>& carried, const DayCloseEntry& checked) {
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto figures, load_register_figures(m_context, day));
    QIANTAI_TRY(auto tills, load_till_marks(m_context));
    const DayClose close{.id = m_context.new_id(),
                         .store_code = m_context.identity.store_code,
                         .day = day,
                         .items = boost::json::serialize(to_json(CarriedItems{carried})),
                         .tills = boost::json::serialize(to_json(TillMarks{std::move(tills)})),
                         .issuances = figures.issuances,
                         .pieces = figures.pieces,
                         .words = checked.words,
                         .signature = checked.signature,
                         .business_date = now.today,
                         .created_by = session.staff_number,
                         .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, close));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = "closing.close",
                      .subject_entity = "day_close",
                      .subject_id = close.id.text(),
                      .detail = {{"day", day.text()}, {"carried", std::to_string(carried.size())}}},
                     now));
    return write_own_mark(m_context, session, day, now);
}

Result<DayClosePage> Closing::close(const Session& session, const DayCloseEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_close));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto day, day_of(entry.day, today));
    DayCloseEntry checked;
    QIANTAI_TRY_STATUS(check_words(entry, day, checked));
    QIANTAI_TRY(const auto items, load_day_items(m_context, session, day));
    QIANTAI_TRY(const auto carried, carry_items(items, checked));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(write_close(session, day, carried, checked));
    QIANTAI_TRY_STATUS(transaction.commit());
    return build_page(session, day, today);
}

Result<DayMarkRun> Closing::run(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_mark));
    DayMarkRun done;
    if (m_context.identity.is_headquarters()) return done;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto closed,
                load_closed_before(m_context.database, m_context.identity.store_code,
                                   now.today.plus_days(1)));
    if (!closed) return done;
    QIANTAI_TRY(const auto mark, load_own_mark(m_context));
    if (mark && mark->day >= *closed) {
        QIANTAI_TRY(const int late, count_late(m_context, *mark));
        if (late == 0) return done;
    }
    const Date day = mark ? std::max(mark->day, *closed) : *closed;
    QIANTAI_TRY_STATUS(write_own_mark(m_context, session, day, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    done.marks = 1;
    return done;
}

Result<std::vector<DayCloseShown>> Closing::closes(const Session& session, Date day,
                                                   std::string_view store_code) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_read));
    const auto& own = m_context.identity.store_code;
    // A store has its own rows only.
    const bool elsewhere = !store_code.empty() && m_context.identity.is_headquarters();
    QIANTAI_TRY(auto closes,
                load_day_closes(m_context.database, elsewhere ? store_code : own, day));
    return shown_closes(std::move(closes));
}

Result<std::vector<StoreDay>> Closing::load_days(Date from, Date until) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto stores, load_shown_stores(m_context));
    std::vector<StoreDay> shown;
    for (Date day = until; day >= from; day = day.plus_days(-1)) {
        for (const auto& store : stores) {
            QIANTAI_TRY(auto one, load_store_day(m_context, store.code, store.name, day));
            const bool counts = one.closed || is_business_day(m_context, store.code, day);
            if (counts) shown.push_back(std::move(one));
        }
    }
    return shown;
}

Result<std::vector<StoreDay>> Closing::list(const Session& session, Date from, Date until) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_read));
    const int days = from.days_until(until);
    if (days < 0 || days >= k_day_closes_days_max) {
        return make_error(k_day_closes_period, until.text(), "from");
    }
    return load_days(from, until);
}

Result<std::vector<StoreDay>> Closing::missing_stores(const Session& session, Date day) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_chain));
    QIANTAI_TRY(auto days, load_days(day, day));
    std::erase_if(days, [](const StoreDay& one) { return one.complete; });
    return days;
}

}  // namespace qiantai::domain
