// The work list, and the sheet for one call.

#include "terminal/callbacks/rules/callbacks.hpp"

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/salutation.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/callbacks/rules/callbacks_parts.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_callback_minute_ms = 60'000;

TimeMs end_of_day(Date day, int offset_minutes) {
    return utc_day_start(day.plus_days(1)) - offset_minutes * k_callback_minute_ms;
}

/// Why not to call now, and from when on.
std::pair<CallbackBlock, std::optional<Date>> block_of(const CallbackLine& line,
                                                       const CallWish& wish, const Moment& now,
                                                       int offset_minutes, HalfDay half_day,
                                                       const CallbackLimits& limits) {
    const auto& state = line.state;
    if (!state.is_open()) return {CallbackBlock::none, std::nullopt};
    if (!allows(wish, line.task.kind)) return {CallbackBlock::unwanted, std::nullopt};
    if (!wish.has_number) return {CallbackBlock::no_number, std::nullopt};
    if (state.later_at && *state.later_at > now.at) {
        return {CallbackBlock::not_yet, Date::of_time(*state.later_at, offset_minutes)};
    }
    if (state.next_try && *state.next_try > NextTry{now.today, half_day}) {
        return {CallbackBlock::not_yet, state.next_try->date};
    }
    // Who asked for it is called again the same day.
    if (wish.called_on == now.today && !state.later_at) {
        return {CallbackBlock::called_today, now.today.plus_days(1)};
    }
    if (is_care(line.task.kind) && wish.cared_on) {
        const Date from = wish.cared_on->plus_days(limits.care_days);
        if (from > now.today) return {CallbackBlock::cared_for, from};
    }
    if (!may_call_at(now.at, offset_minutes, limits)) {
        return {CallbackBlock::not_at_this_hour, std::nullopt};
    }
    return {CallbackBlock::none, std::nullopt};
}

/// Whose turn it is now goes before whoever can't be called yet; an agreed time goes first.
int turn_of(const CallbackLine& line) {
    if (line.block != CallbackBlock::none) return 2;
    return line.state.later_at ? 0 : 1;
}

std::string spoken_date(Date date) {
    return fmt::format("{}月{}日", date.month(), date.day());
}

Result<std::vector<Uuid>> load_callback_ids(ServiceContext& context, const Session& session,
                                            const CallbackFilter& filter, Date today,
                                            int offset_minutes, int limit) {
    static const std::string open =
        "SELECT task_id FROM callback_state WHERE status = 'open' AND for_headquarters = ?1"
        " AND (?1 = 1 OR store_code = ?2) AND (?3 = '' OR kind = ?3)"
        " AND (?4 = 0 OR owner = '' OR owner = ?5) AND (?13 = '' OR owner = ?13)"
        " AND (?6 IS NULL OR (rank, due_until, task_id) > (?6, ?7, ?8))"
        " AND (?10 = 0 OR ?10 = (due_from <= ?9 AND ifnull(next_on, '') <= ?9"
        " AND ifnull(later_at, 0) < ?11) + 2 * (due_from > ?9 OR ifnull(next_on, '') > ?9"
        " OR ifnull(later_at, 0) >= ?11))";
    static const auto of_store =
        open + " ORDER BY for_headquarters, store_code, rank, due_until, task_id LIMIT ?12";
    static const auto of_desk = open + " ORDER BY rank, due_until, task_id LIMIT ?12";
    const bool hq = context.identity.is_headquarters();
    auto& statement = context.database.cached(hq ? of_desk : of_store);
    std::optional<int> rank;
    std::string date;
    Uuid id;
    if (filter.after) {
        rank = filter.after->rank;
        date = filter.after->date.text();
        id = filter.after->id;
    }
    const int which = filter.when == CallbackWhen::due      ? 1
                      : filter.when == CallbackWhen::coming ? 2
                                                            : 0;
    statement.bind(hq ? 1 : 0, context.identity.store_code, filter.kind.text(), filter.mine ? 1 : 0,
                   session.staff_number, rank, date, id, today.text(), which,
                   end_of_day(today, offset_minutes), limit, filter.owner);
    return sqlite::all(statement, sqlite::id_column);
}

Result<std::vector<Uuid>> load_done_ids(ServiceContext& context, const Session& session,
                                        const CallbackFilter& filter, Date day, int limit) {
    auto& statement = context.database.cached(
        "SELECT task_id FROM callback_state WHERE for_headquarters = ?1"
        " AND (?1 = 1 OR store_code = ?2) AND closed_on = ?6 AND status <> 'ended'"
        " AND (?3 = '' OR kind = ?3) AND (?4 = 0 OR closed_by = ?5)"
        " AND (?7 IS NULL OR task_id > ?7) AND (?9 = '' OR closed_by = ?9)"
        " ORDER BY task_id LIMIT ?8");
    std::optional<Uuid> after;
    if (filter.after) after = filter.after->id;
    statement.bind(context.identity.is_headquarters() ? 1 : 0, context.identity.store_code,
                   filter.kind.text(), filter.mine ? 1 : 0, session.staff_number, day.text(), after,
                   limit, filter.owner);
    return sqlite::all(statement, sqlite::id_column);
}

Result<std::vector<Uuid>> load_ids_of_member(sqlite::Database& database, const Uuid& member_id,
                                             int limit) {
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, member_id));
    auto& statement = database.cached(
        "WITH RECURSIVE person(id) AS (SELECT ?1 UNION SELECT m.id FROM member m"
        " JOIN person ON m.merged_into = person.id)"
        " SELECT id FROM callback_task WHERE member_id IN (SELECT id FROM person)"
        " ORDER BY due_from DESC, id LIMIT ?2");
    return sqlite::all(statement.bind(standing, limit), sqlite::id_column);
}

}  // namespace

Result<Callbacks::Now> Callbacks::load_now() {
    Now now;
    QIANTAI_TRY(now.moment, load_moment(m_context));
    QIANTAI_TRY(now.offset_minutes,
                load_utc_offset_minutes(m_context.database, m_context.identity.store_code));
    QIANTAI_TRY(now.limits, load_callback_limits(m_context));
    return now;
}

Result<CallbackLine> Callbacks::build_line(const Session& session, const Now& now,
                                           const CallbackTask& task, const CallbackState& state) {
    auto& database = m_context.database;
    CallbackLine line{.task = task, .state = state};
    if (task.member_id) {
        QIANTAI_TRY(line.member_id, resolve_merged(database, *task.member_id));
    }
    line.days_left = now.moment.today.days_until(task.due_until);
    if (task.occasion_on) line.occasion_days = now.moment.today.days_until(*task.occasion_on);
    if (!state.owner.empty()) {
        auto& name = database.cached("SELECT name FROM staff WHERE number = ? LIMIT 1");
        QIANTAI_TRY(const auto owner, sqlite::one(name.bind(state.owner), sqlite::text_column));
        line.owner_name = owner.value_or("");
    }
    QIANTAI_TRY(const auto person, find_called(database, task));
    if (!person) return line;
    line.member_name = masked_for(session, *person).name;
    CallWish wish = wish_of_stranger(*person, state, now.offset_minutes);
    if (line.member_id) {
        QIANTAI_TRY(line.tier_name, load_tier_name(database, person->tier_code));
        QIANTAI_TRY(wish, load_call_wish(m_context, *line.member_id));
    }
    std::tie(line.block, line.from) =
        block_of(line, wish, now.moment, now.offset_minutes, now.half_day(), now.limits);
    return line;
}

Result<CallbackLine> Callbacks::load_line(const Session& session, const Uuid& task_id) {
    QIANTAI_TRY(const auto now, load_now());
    QIANTAI_TRY(const auto task, load_callback(m_context.database, task_id));
    QIANTAI_TRY(const auto events, load_callback_events(m_context.database, task_id));
    return build_line(session, now, task, fold_callback(task, events));
}

Result<CallbackPage> Callbacks::list(const Session& session, const CallbackFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto now, load_now());
    const int limit = std::clamp(filter.limit, 1, k_callback_list_max);
    std::vector<Uuid> ids;
    if (filter.member_id) {
        QIANTAI_TRY(ids, load_ids_of_member(database, *filter.member_id, limit));
    } else if (filter.when == CallbackWhen::done) {
        QIANTAI_TRY(ids, load_done_ids(m_context, session, filter,
                                       filter.done_on.value_or(now.moment.today), limit + 1));
    } else {
        QIANTAI_TRY(ids, load_callback_ids(m_context, session, filter, now.moment.today,
                                           now.offset_minutes, limit + 1));
    }
    CallbackPage page;
    const bool more = ids.size() > static_cast<std::size_t>(limit);
    if (more) ids.pop_back();
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto task, load_callback(database, id));
        QIANTAI_TRY(const auto events, load_callback_events(database, id));
        QIANTAI_TRY(auto line, build_line(session, now, task, fold_callback(task, events)));
        page.callbacks.push_back(std::move(line));
    }
    if (more) {
        const auto& last = page.callbacks.back().task;
        page.next = CallbackPlace{rank_of(last.kind), last.due_until, last.id};
    }
    if (!filter.member_id && filter.when != CallbackWhen::done) {
        std::ranges::stable_sort(page.callbacks, {}, turn_of);
    }
    return page;
}

Result<CallbackCounts> Callbacks::counts(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_now());
    const bool hq = m_context.identity.is_headquarters();
    const auto today = now.moment.today.text();
    const Date tomorrow = now.moment.today.plus_days(1);
    auto& open = m_context.database.cached(
        "SELECT kind, owner = '' OR owner = ?3 AS mine,"
        " due_from <= ?4 AND ifnull(next_on, '') <= ?4 AND ifnull(later_at, 0) < ?5 AS due,"
        " due_until <= ?4 OR (later_at IS NOT NULL AND later_at < ?6) AS urgent, count(*)"
        " FROM callback_state WHERE status = 'open' AND for_headquarters = ?1"
        " AND (?1 = 1 OR store_code = ?2) AND due_from <= ?7 AND ifnull(next_on, '') <= ?7"
        " AND ifnull(later_at, 0) < ?8 GROUP BY 1, 2, 3, 4");
    open.bind(hq ? 1 : 0, m_context.identity.store_code, session.staff_number, today,
              end_of_day(now.moment.today, now.offset_minutes), now.moment.at, tomorrow.text(),
              end_of_day(tomorrow, now.offset_minutes));
    CallbackCounts counts;
    QIANTAI_TRY_STATUS(sqlite::each(open, [&](const sqlite::Statement& row) {
        const int count = static_cast<int>(row.integer(4));
        if (row.integer(2) == 0) {
            counts.tomorrow += count;
            return;
        }
        const int urgent = row.integer(3) != 0 ? count : 0;
        counts.all.due += count;
        counts.all.urgent += urgent;
        if (row.integer(1) != 0) {
            counts.mine.due += count;
            counts.mine.urgent += urgent;
        }
        const auto kind = Coded<CallbackKind>::of_text(row.text(0));
        auto known = std::ranges::find(counts.kinds, kind, &CallbackKindCount::kind);
        if (known == counts.kinds.end()) known = counts.kinds.insert(known, {kind, 0});
        known->due += count;
    }));
    auto& done = m_context.database.cached(
        "SELECT count(*), ifnull(sum(closed_by = ?3), 0), count(satisfaction),"
        " ifnull(sum(satisfaction), 0) FROM callback_state WHERE for_headquarters = ?1"
        " AND (?1 = 1 OR store_code = ?2) AND closed_on = ?4 AND status <> 'ended'");
    done.bind(hq ? 1 : 0, m_context.identity.store_code, session.staff_number, today);
    QIANTAI_TRY_STATUS(sqlite::each(done, [&](const sqlite::Statement& row) {
        counts.all.done = static_cast<int>(row.integer(0));
        counts.mine.done = static_cast<int>(row.integer(1));
        counts.rated = static_cast<int>(row.integer(2));
        counts.score_sum = static_cast<int>(row.integer(3));
    }));
    return counts;
}

Result<CallbackNumber> Callbacks::build_number(const Session& session, const Now& now,
                                               const CallbackLine& line, const Member& member) {
    CallbackNumber number{.phone = mask_phone(member.phone)};
    const bool hq = m_context.identity.is_headquarters();
    if (!hq &&
        contact_access(session, {member.store_code, member.home_clerk}) == ContactAccess::full) {
        number.access = NumberAccess::own;
        number.phone = member.phone;
        return number;
    }
    std::optional<std::int64_t> opened_at, until_at;
    if (hq) {
        // It is this desk's; at another one the number is not there.
        auto& statement = m_context.database.cached(
            "SELECT created_at, until_at FROM callback_access WHERE task_id = ? AND desk = ?"
            " AND created_by = ? AND ended_at IS NULL ORDER BY until_at DESC LIMIT 1");
        statement.bind(line.task.id, m_context.identity.terminal_code, session.staff_number);
        QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
            opened_at = row.integer(0);
            until_at = row.integer(1);
        }));
    } else if (line.state.number_opened_by == session.staff_number) {
        until_at = line.state.number_until_at;
    }
    if (!until_at || *until_at <= now.moment.at || !line.state.is_open()) return number;
    number.opened_at = opened_at;
    number.until_at = until_at;
    number.access = member.phone.empty() ? NumberAccess::waiting : NumberAccess::open;
    number.phone = member.phone;
    return number;
}

Result<CallbackScript> Callbacks::build_script(const Session& session, const Now& now,
                                               const CallbackLine& line, const Member& member) {
    auto& database = m_context.database;
    const auto& task = line.task;
    QIANTAI_TRY(const auto policy, load_policy(m_context, script_policy(task.kind)));
    auto script = policy ? parse_script(*policy, task.kind) : usual_script(task.kind);
    ScriptWords words{.customer = address_of(line.member_name, member.gender.text()),
                      .clerk = session.name,
                      .matter = task.matter};
    if (task.source_id) {
        static const auto sql = sqlite::select_of<CallbackPlan>("WHERE id = ?");
        QIANTAI_TRY(const auto plan, sqlite::one(database.cached(sql).bind(*task.source_id),
                                                 sqlite::read_row<CallbackPlan>));
        if (plan) {
            auto questions = content_of(*plan).questions;
            if (!questions.empty()) script.questions = std::move(questions);
            if (!plan->message.empty()) script.message = plan->message;
            if (words.matter.empty()) words.matter = plan->matter;
        }
    }
    QIANTAI_TRY(const auto stores, load_store_names(database));
    const auto store = stores.find(m_context.identity.store_code);
    if (store != stores.end()) words.store = store->second;
    if (task.occasion_on) {
        words.date = spoken_date(*task.occasion_on);
        words.days = std::to_string(std::abs(now.moment.today.days_until(*task.occasion_on)));
    }
    return fill_script(std::move(script), words);
}

Result<CallbackSheet> Callbacks::sheet(const Session& session, const Uuid& task_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    auto& database = m_context.database;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto now, load_now());
    QIANTAI_TRY(const auto task, load_callback(database, task_id));
    QIANTAI_TRY(auto events, load_callback_events(database, task_id));
    CallbackSheet sheet;
    QIANTAI_TRY(sheet.line, build_line(session, now, task, fold_callback(task, events)));
    sheet.next_try = {now.moment.today.plus_days(1),
                      now.half_day() == HalfDay::morning ? HalfDay::afternoon : HalfDay::morning};
    QIANTAI_TRY(const auto person, find_called(database, task));
    if (person) {
        sheet.gender = person->gender.text();
        QIANTAI_TRY(sheet.number, build_number(session, now, sheet.line, *person));
        QIANTAI_TRY(sheet.script, build_script(session, now, sheet.line, *person));
    }
    QIANTAI_TRY(const auto names, load_staff_names(database));
    const auto name_of = [&](const std::string& number) {
        const auto found = names.find(number);
        return found == names.end() ? std::string() : found->second;
    };
    std::ranges::sort(events, std::ranges::greater(),
                      [](const CallbackEvent& event) { return std::pair(event.order, event.id); });
    for (const auto& event : events) {
        sheet.history.push_back(
            {.event = event,
             .answers = answers_of(event.answers),
             .by_name = name_of(event.created_by),
             .to_name = name_of(event.to_staff),
             .undone = is_undone(event.id, events),
             .can_be_undone = can_take_back(session, events, event, now.moment.today)});
    }
    QIANTAI_TRY(sheet.consents, build_consents(session, sheet.line));
    return sheet;
}

}  // namespace qiantai::domain
