#include "terminal/callbacks/rules/callbacks_sql.hpp"

#include "terminal/base/chain_policies.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_refreshed_at_once = 500;

Status save_callback_state(sqlite::Database& database, const CallbackTask& task,
                           const CallbackState& state) {
    auto& remove = database.cached("DELETE FROM callback_state WHERE task_id = ?");
    QIANTAI_TRY_STATUS(remove.bind(task.id).run());
    auto& insert = database.cached(
        "INSERT INTO callback_state (task_id, store_code, member_id, kind, rank, status, owner,"
        " for_headquarters, due_from, due_until, tries, calls, satisfaction, later_at, next_on,"
        " closed_on, closed_by, end_kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " nullif(?, ''), nullif(?, ''))");
    std::optional<std::string> next_on, closed_on;
    if (state.next_try) next_on = state.next_try->date.text();
    if (state.closed_on) closed_on = state.closed_on->text();
    insert.bind(task.id, task.store_code, task.member_id, task.kind.text(), rank_of(task.kind),
                code_of(state.status), state.owner, state.for_headquarters ? 1 : 0,
                task.due_from.text(), task.due_until.text(), state.tries, state.calls,
                state.satisfaction, state.later_at, next_on, closed_on, state.closed_by,
                state.end_kind.text());
    return insert.run();
}

Status refresh_one(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY_STATUS(
        database.cached("DELETE FROM callback_stale WHERE task_id = ?").bind(id).run());
    const auto task = load_callback(database, id);
    if (!task) {
        // Its own row has not arrived yet: it is folded then.
        return task.error().kind == &k_callback_not_found ? Status() : task.error();
    }
    QIANTAI_TRY(const auto events, load_callback_events(database, id));
    return save_callback_state(database, *task, fold_callback(*task, events));
}

Result<std::optional<Date>> load_last_day(sqlite::Statement& statement) {
    return sqlite::only(statement, [](const sqlite::Statement& row) {
        return row.is_null(0) ? std::optional<Date>() : Date::parse(row.text(0));
    });
}

void take_later(std::optional<Date>& known, const std::optional<Date>& found) {
    if (found) known = std::max(known.value_or(*found), *found);
}

/// One record of the person.
Status add_wish(ServiceContext& context, const Uuid& member, CallWish& wish) {
    auto& database = context.database;
    auto& said = database.cached(
        "SELECT (SELECT decision FROM consent WHERE member_id = ?1 AND purpose = 'callback'"
        " ORDER BY row_hlc DESC LIMIT 1) = 'withdrawn',"
        " (SELECT decision FROM consent WHERE member_id = ?1 AND purpose = 'marketing'"
        " ORDER BY row_hlc DESC LIMIT 1) = 'given',"
        " EXISTS (SELECT 1 FROM (SELECT outcome, row_hlc FROM member_contact WHERE member_id = ?1"
        " AND undone_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1) k"
        " WHERE k.outcome = 'do_not_call'"
        " AND k.row_hlc > ifnull((SELECT max(c.row_hlc) FROM consent c WHERE c.member_id = ?1"
        " AND c.purpose = 'callback' AND c.decision = 'given'), 0)),"
        " (SELECT phone FROM member WHERE id = ?1) IS NOT NULL,"
        " EXISTS (SELECT 1 FROM callback_step s WHERE s.member_id = ?1 AND s.step = 'called'"
        " AND s.outcome = 'do_not_call' AND NOT EXISTS (SELECT 1 FROM callback_step u"
        " WHERE u.task_id = s.task_id AND u.step = 'undone' AND u.about_id = s.id)"
        " AND s.row_hlc > ifnull((SELECT max(c.row_hlc) FROM consent c WHERE c.member_id = ?1"
        " AND c.purpose = 'callback' AND c.decision = 'given'), 0))");
    QIANTAI_TRY_STATUS(sqlite::each(said.bind(member), [&](const sqlite::Statement& row) {
        wish.unwanted |= row.integer(0) != 0 || row.integer(2) != 0 || row.integer(4) != 0;
        wish.marketing |= row.integer(1) != 0;
        wish.has_number |= row.integer(3) != 0;
    }));
    auto& called = database.cached(
        "SELECT max(business_date) FROM callback_step s WHERE member_id = ? AND step = 'called'"
        " AND NOT EXISTS (SELECT 1 FROM callback_step u WHERE u.task_id = s.task_id"
        " AND u.step = 'undone' AND u.about_id = s.id)");
    QIANTAI_TRY(const auto called_on, load_last_day(called.bind(member)));
    take_later(wish.called_on, called_on);
    auto& cared = database.cached(
        "SELECT max(closed_on) FROM callback_state WHERE member_id = ? AND status = 'reached'"
        " AND kind NOT IN ('complaint', 'by_hand', 'survey')");
    QIANTAI_TRY(const auto cared_on, load_last_day(cared.bind(member)));
    take_later(wish.cared_on, cared_on);
    return {};
}

}  // namespace

Result<CallbackTask> load_callback(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<CallbackTask>("WHERE id = ?");
    QIANTAI_TRY(const auto task,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<CallbackTask>));
    if (!task) return make_error(k_callback_not_found, {}, "task_id");
    return *task;
}

Result<std::vector<CallbackEvent>> load_callback_events(sqlite::Database& database,
                                                        const Uuid& task_id) {
    static const auto& shape = shape_of<CallbackEvent>();
    static const auto sql =
        "SELECT " + shape.columns + ", row_hlc FROM callback_step WHERE task_id = ?";
    return sqlite::all(database.cached(sql).bind(task_id), [](const sqlite::Statement& row) {
        auto event = sqlite::read_row<CallbackEvent>(row);
        event.order = row.integer(static_cast<int>(shape.fields.size()));
        return event;
    });
}

Status refresh_callbacks(ServiceContext& context) {
    auto& database = context.database;
    for (;;) {
        {
            auto& any = database.cached("SELECT 1 FROM callback_stale LIMIT 1");
            QIANTAI_TRY(const bool stale, sqlite::any(any));
            if (!stale) return {};
        }
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        auto& some = database.cached("SELECT task_id FROM callback_stale LIMIT ?");
        QIANTAI_TRY(const auto stale,
                    sqlite::all(some.bind(k_refreshed_at_once), sqlite::id_column));
        for (const Uuid& id : stale) QIANTAI_TRY_STATUS(refresh_one(database, id));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
}

Status rebuild_callbacks(ServiceContext& context) {
    auto& database = context.database;
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY_STATUS(database.cached("DELETE FROM callback_state").run());
    QIANTAI_TRY_STATUS(
        database
            .cached("INSERT INTO callback_stale (task_id) SELECT id FROM callback_task t"
                    " WHERE NOT EXISTS (SELECT 1 FROM callback_stale s WHERE s.task_id = t.id)")
            .run());
    return refresh_callbacks(context);
}

Result<CallbackLimits> load_callback_limits(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_callback_limits_policy));
    return policy ? parse_callback_limits(*policy) : CallbackLimits();
}

Result<std::optional<Member>> find_called(sqlite::Database& database, const CallbackTask& task) {
    if (task.member_id) {
        QIANTAI_TRY(const Uuid standing, resolve_merged(database, *task.member_id));
        auto member = load_member(database, standing);
        if (member) return std::optional(*std::move(member));
        // It may be at another store, or gone from here again.
        const bool away = member.error().kind == &k_member_not_found;
        return away ? Result<std::optional<Member>>(std::nullopt) : member.error();
    }
    if (!task.source_id) return std::optional<Member>();
    QIANTAI_TRY(const auto head, find_ticket(database, *task.source_id));
    if (!head) return std::optional<Member>();
    QIANTAI_TRY(const auto events, load_ticket_events(database, head->id));
    const auto ticket = corrected_ticket(*head, events);
    return std::optional(Member{.store_code = ticket.store_code,
                                .name = ticket.customer_name,
                                .phone = ticket.customer_phone,
                                .home_clerk = ticket.created_by});
}

CallWish wish_of_stranger(const Member& person, const CallbackState& state,
                          int utc_offset_minutes) {
    CallWish wish{.has_number = !person.phone.empty()};
    if (state.last_call_at) wish.called_on = Date::of_time(*state.last_call_at, utc_offset_minutes);
    return wish;
}

Result<CallWish> load_call_wish(ServiceContext& context, const Uuid& standing) {
    CallWish wish{.has_number = context.identity.is_headquarters()};
    QIANTAI_TRY(const auto group, load_merged_group(context.database, standing));
    for (const Uuid& member : group) QIANTAI_TRY_STATUS(add_wish(context, member, wish));
    return wish;
}

bool allows(const CallWish& wish, const Coded<CallbackKind>& kind) {
    return !wish.unwanted && (wish.marketing || !is_marketing(kind));
}

Result<CallbackEvent> new_callback_event(ServiceContext& context, const Session& session,
                                         const CallbackTask& task, CallbackStep step,
                                         const Moment& now) {
    QIANTAI_ASSERT(context.database.in_transaction());
    return CallbackEvent{
        .id = Uuid::make_v7(context.clock, context.random, Cell::of_store(task.store_code)),
        .store_code = task.store_code,
        .task_id = task.id,
        .member_id = task.member_id,
        .step = step,
        .business_date = now.today,
        .created_by = session.staff_number,
        .created_at = now.at};
}

bool sees_people(const Session& session) {
    return session.role == StaffRole::clerk || session.role == StaffRole::store_manager ||
           session.role == StaffRole::cs_agent;
}

Status check_callback_place(const ServiceContext& context, const CallbackTask& task,
                            const CallbackState& state) {
    const bool here =
        context.identity.is_headquarters()
            ? state.for_headquarters
            : !state.for_headquarters && task.store_code == context.identity.store_code;
    return here ? Status() : make_error(k_callback_elsewhere, {}, "task_id");
}

}  // namespace qiantai::domain
