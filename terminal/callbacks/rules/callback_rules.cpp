#include "terminal/callbacks/rules/callback_rules.hpp"

#include "schema/base/described_json.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/callbacks/rules/callback_maker.hpp"
#include "terminal/callbacks/rules/callback_sample.hpp"
#include "terminal/callbacks/rules/callback_sources.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/store/erase.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_run_max = 5'000, k_rules_ahead_max_days = 366;

Result<CallbackRules> load_rules_in_force(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_callback_rules_policy));
    const auto rules = policy ? parse_callback_rules(*policy) : std::nullopt;
    return rules.value_or(usual_callback_rules());
}

CallbackRunCount& count_of(std::vector<CallbackRunCount>& counts, const Coded<CallbackKind>& kind) {
    const auto known = std::ranges::find(counts, kind, &CallbackRunCount::kind);
    return known != counts.end() ? *known : counts.emplace_back(CallbackRunCount{.kind = kind});
}

/// Occasions whose call is due in the days from today to so many ahead.
DaySpan occasions_of(const CallbackRule& rule, Date today, int ahead_days) {
    return {today.plus_days(-rule.until_days), today.plus_days(ahead_days - rule.from_days)};
}

/// Who bought several times is asked once.
Result<bool> is_asked_already(ServiceContext& context, const CallbackTask& task) {
    if (task.kind != CallbackKind::purchase) return false;
    auto& statement = context.database.cached(
        "SELECT 1 FROM callback_task t WHERE member_id = ?1 AND kind = 'purchase'"
        " AND due_until >= ?2 AND id <> ?3 LIMIT 1");
    return sqlite::any(statement.bind(task.member_id, task.due_from.text(), task.id));
}

/// What make() would do; nothing if what it is about is done already.
Result<std::optional<MadeCallback>> judge(ServiceContext& context, CallbackMaker& maker,
                                          CallbackTask& task, const std::string& fact,
                                          const CallbackSource* source) {
    QIANTAI_TRY(const auto made, maker.look(task, fact));
    if (made != MadeCallback::made) return std::optional(made);
    QIANTAI_TRY(bool needless, is_asked_already(context, task));
    if (!needless && source != nullptr && source->is_settled != nullptr) {
        QIANTAI_TRY(needless, source->is_settled(context, task));
    }
    return needless ? std::optional<MadeCallback>() : std::optional(made);
}

/// Whom the rules, lists and visit plans want called; `take` gets each of them with its fact and
/// says whether to go on.
template <typename Take>
class Wanted {
  public:
    Wanted(ServiceContext& context, Date today, int ahead_days, Take take)
        : m_context(context), m_today(today), m_ahead(ahead_days), m_take(std::move(take)) {}

    /// Headquarters calls back about the cases it keeps; everything else is the stores'. False if
    /// `take` wanted no more.
    Result<bool> by_rules(const CallbackRules& rules) {
        const bool hq = m_context.identity.is_headquarters();
        for (const auto& rule : rules.rules) {
            const auto* source = find_callback_source(rule.kind);
            if (source == nullptr || (hq && rule.kind != CallbackKind::complaint)) continue;
            QIANTAI_TRY(const auto occasions,
                        source->find(m_context, rule, occasions_of(rule, m_today, m_ahead)));
            for (const auto& occasion : occasions) {
                CallbackTask task{.member_id = occasion.member_id,
                                  .kind = rule.kind,
                                  .source_id = occasion.source_id,
                                  .occasion_on = occasion.occasion_on,
                                  .matter = occasion.matter,
                                  .due_from = occasion.day.plus_days(rule.from_days),
                                  .due_until = occasion.day.plus_days(rule.until_days),
                                  .for_headquarters = hq,
                                  .rule_version = rules.version};
                // The same occasion may be a reason for several calls.
                const auto fact = fmt::format("{} {}", occasion.fact, rule.from_days);
                QIANTAI_TRY(const bool more, m_take(task, fact, source));
                if (!more) return false;
            }
        }
        return true;
    }

    Result<bool> by_plan(const CallbackPlan& plan) {
        QIANTAI_TRY(const auto members,
                    choose_members(m_context, content_of(plan).sample, plan.id.text()));
        for (const Uuid& member : members) {
            CallbackTask task{.member_id = member,
                              .kind = plan.kind,
                              .source_id = plan.id,
                              .matter = plan.matter,
                              .due_from = plan.due_from,
                              .due_until = plan.due_until,
                              .for_headquarters = plan.for_headquarters};
            QIANTAI_TRY(const bool more, m_take(task, plan.id.text(), nullptr));
            if (!more) return false;
        }
        return true;
    }

    Result<bool> by_visits() {
        static const auto sql =
            sqlite::select_of<KeyCustomer>("WHERE store_code = ? AND ended_at IS NULL");
        QIANTAI_TRY(const auto customers,
                    sqlite::all(m_context.database.cached(sql).bind(m_context.identity.store_code),
                                sqlite::read_row<KeyCustomer>));
        for (const auto& customer : customers) {
            const auto visits = visits_between(customer, m_today.plus_days(1 - k_visit_days),
                                               m_today.plus_days(m_ahead));
            for (const Date day : visits) {
                CallbackTask task{.member_id = customer.member_id,
                                  .kind = CallbackKind::key_customer,
                                  .source_id = customer.id,
                                  .occasion_on = day,
                                  .due_from = day,
                                  .due_until = day.plus_days(k_visit_days - 1)};
                QIANTAI_TRY(const bool more, m_take(task, day.text(), nullptr));
                if (!more) return false;
            }
        }
        return true;
    }

  private:
    ServiceContext& m_context;
    Date m_today;
    int m_ahead;
    Take m_take;
};

Result<std::vector<CallbackPlan>> load_plans_to_make(ServiceContext& context, Date today,
                                                     int ahead_days) {
    static const auto sql = sqlite::select_of<CallbackPlan>(
        "WHERE ended_at IS NULL AND due_from <= ? AND due_until >= ?"
        " AND NOT EXISTS (SELECT 1 FROM callback_plan_made m WHERE m.plan_id = callback_plan.id)"
        " ORDER BY due_from, id");
    auto& statement = context.database.cached(sql);
    statement.bind(today.plus_days(ahead_days).text(), today.text());
    return sqlite::all(statement, sqlite::read_row<CallbackPlan>);
}

/// Why nobody has to make this call any more; nothing if somebody has.
Result<std::optional<CallbackEnd>> end_of(ServiceContext& context, const CallbackTask& task,
                                          const CallbackState& state, const Moment& now,
                                          const CallbackLimits& limits) {
    auto& gone = context.database.cached(
        "SELECT 1 FROM member WHERE id = ? AND status = 'erased'"
        " UNION ALL SELECT 1 FROM callback_plan WHERE id = ? AND ended_at IS NOT NULL"
        " UNION ALL SELECT 1 FROM key_customer WHERE id = ?2 AND ended_at IS NOT NULL");
    QIANTAI_TRY(const bool is_gone, sqlite::any(gone.bind(task.member_id, task.source_id)));
    if (is_gone) return std::optional(CallbackEnd::gone);
    const auto* source = find_callback_source(task.kind);
    if (source != nullptr && source->is_settled != nullptr) {
        QIANTAI_TRY(const bool settled, source->is_settled(context, task));
        if (settled) return std::optional(CallbackEnd::settled);
    }
    const bool waits = task.kind == CallbackKind::complaint || state.later_at > now.at;
    if (!waits && task.due_until.plus_days(limits.missed_days) < now.today) {
        return std::optional(CallbackEnd::too_late);
    }
    return std::optional<CallbackEnd>();
}

/// The same row on every terminal that finds it.
Status write_end(ServiceContext& context, const Session& session, const CallbackTask& task,
                 CallbackEnd end, const Moment& now) {
    QIANTAI_TRY(auto event,
                new_callback_event(context, session, task, CallbackStep::ended, now));
    event.id = Uuid::derive(
        fmt::format("callback_end\x1f{}\x1f{}", task.id.text(), code_of(end)),
        Cell::of_store(task.store_code));
    event.end_kind = end;
    auto& there = context.database.cached("SELECT 1 FROM callback_step WHERE id = ?");
    QIANTAI_TRY(const bool known, sqlite::any(there.bind(event.id)));
    if (known) return {};
    return sqlite::insert(context.database, event);
}

Status end_needless(ServiceContext& context, const Session& session, const CallbackMaker& maker,
                    CallbackRun& run) {
    auto& database = context.database;
    auto& of_store = database.cached(
        "SELECT task_id FROM callback_state WHERE for_headquarters IN (0, 1) AND store_code = ?"
        " AND status = 'open'");
    auto& of_headquarters = database.cached(
        "SELECT task_id FROM callback_state WHERE for_headquarters = 1 AND kind = 'complaint'"
        " AND status = 'open'");
    const bool hq = context.identity.is_headquarters();
    if (!hq) of_store.bind(context.identity.store_code);
    QIANTAI_TRY(const auto ids, sqlite::all(hq ? of_headquarters : of_store, sqlite::id_column));
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto task, load_callback(database, id));
        QIANTAI_TRY(const auto events, load_callback_events(database, id));
        QIANTAI_TRY(const auto end, end_of(context, task, fold_callback(task, events), maker.now(),
                                           maker.limits()));
        if (!end) continue;
        QIANTAI_TRY_STATUS(write_end(context, session, task, *end, maker.now()));
        ++(*end == CallbackEnd::too_late ? run.too_late : run.settled);
    }
    return {};
}

/// Calls about cases that have forgotten their customer forget what was said, here and, through the
/// outbox, everywhere.
Status empty_strangers(ServiceContext& context) {
    auto& database = context.database;
    auto& waiting = database.cached(
        "SELECT e.task_id FROM callback_to_empty e JOIN callback_task t ON t.id = e.task_id"
        " WHERE t.store_code = ?");
    QIANTAI_TRY(const auto ids,
                sqlite::all(waiting.bind(context.identity.store_code), sqlite::id_column));
    const Entity* task = context.manifest.find("callback_task");
    const Entity* step = context.manifest.find("callback_step");
    QIANTAI_ASSERT(task != nullptr && step != nullptr);
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto events, load_callback_events(database, id));
        QIANTAI_TRY_STATUS(store::erase_row(database, *task, id));
        for (const auto& event : events) {
            QIANTAI_TRY_STATUS(store::erase_row(database, *step, event.id));
        }
    }
    return database.cached("DELETE FROM callback_to_empty").run();
}

void count_made(std::vector<CallbackRunCount>& counts, const CallbackTask& task, MadeCallback made) {
    auto& count = count_of(counts, task.kind);
    count.made += made == MadeCallback::made ? 1 : 0;
    count.known += made == MadeCallback::known ? 1 : 0;
    count.unwanted += made == MadeCallback::unwanted ? 1 : 0;
}

}  // namespace

Result<CallbackRun> CallbackRuleBook::run(const Session& session, int limit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    CallbackRun run;
    const int most = std::clamp(limit, 1, k_run_max);
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(empty_strangers(m_context));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(auto maker, make_callback_maker(m_context, session));
    const Date today = maker.now().today;
    const auto take = [&](CallbackTask& task, const std::string& fact,
                          const CallbackSource* source) -> Result<bool> {
        if (run.made() >= most) {
            run.more = true;
            return false;
        }
        QIANTAI_TRY(const auto made, judge(m_context, maker, task, fact, source));
        if (!made) return true;
        if (*made == MadeCallback::made) QIANTAI_TRY_STATUS(sqlite::insert(database, task));
        count_made(run.kinds, task, *made);
        return true;
    };
    Wanted wanted(m_context, today, maker.limits().ahead_days, take);
    QIANTAI_TRY(const auto rules, load_rules_in_force(m_context));
    QIANTAI_TRY(bool more, wanted.by_rules(rules));
    std::vector<CallbackPlan> plans;
    if (!m_context.identity.is_headquarters()) {
        QIANTAI_TRY(plans, load_plans_to_make(m_context, today, maker.limits().ahead_days));
    }
    for (const auto& plan : plans) {
        if (!more) break;
        QIANTAI_TRY(more, wanted.by_plan(plan));
        if (!more) break;
        auto& mark = database.cached("INSERT INTO callback_plan_made (plan_id) VALUES (?)");
        QIANTAI_TRY_STATUS(mark.bind(plan.id).run());
    }
    if (more) QIANTAI_TRY_STATUS(wanted.by_visits());
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY_STATUS(end_needless(m_context, session, maker, run));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    if (run.made() + run.settled + run.too_late > 0) {
        QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                        {.action = "callbacks.run",
                                         .detail = {{"made", std::to_string(run.made())},
                                                    {"settled", std::to_string(run.settled)},
                                                    {"too_late", std::to_string(run.too_late)}}},
                                        maker.now()));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return run;
}

Result<CallbackDryRun> CallbackRuleBook::what_if(const Session& session,
                                                 const CallbackRules& rules) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY_STATUS(check_callback_rules(rules));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto maker, make_callback_maker(m_context, session));
    CallbackDryRun dry;
    const auto take = [&](CallbackTask& task, const std::string& fact,
                          const CallbackSource* source) -> Result<bool> {
        QIANTAI_TRY(const auto made, judge(m_context, maker, task, fact, source));
        if (!made) return true;
        count_made(dry.kinds, task, *made);
        const bool full = dry.people.size() == static_cast<std::size_t>(k_callback_list_max);
        if (*made != MadeCallback::made || full) return true;
        QIANTAI_TRY(const auto person, find_called(m_context.database, task));
        dry.people.push_back({.kind = task.kind,
                              .member_id = task.member_id,
                              .member_name = person ? masked_for(session, *person).name : "",
                              .due_from = task.due_from,
                              .due_until = task.due_until});
        return true;
    };
    Wanted wanted(m_context, maker.now().today, maker.limits().ahead_days, take);
    QIANTAI_TRY_STATUS(wanted.by_rules(rules));
    return dry;
}

Result<CallbackRulesInForce> CallbackRuleBook::rules(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::read_setup));
    QIANTAI_TRY(const auto course, load_policy_course(m_context, k_callback_rules_policy));
    CallbackRulesInForce rules{.in_force = usual_callback_rules()};
    const auto now =
        course.in_force ? parse_callback_rules(course.in_force->value_json) : std::nullopt;
    if (now) {
        rules.in_force = *now;
        rules.since = course.in_force->since;
    }
    if (course.coming) rules.coming = parse_callback_rules(course.coming->value_json);
    if (rules.coming) rules.from = course.coming->since;
    return rules;
}

Result<CallbackRulesInForce> CallbackRuleBook::put_in_force(const Session& session,
                                                            const CallbackRules& wanted,
                                                            Date from) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::admin_policies));
    QIANTAI_TRY_STATUS(check_callback_rules(wanted));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        if (from < now.today || now.today.days_until(from) > k_rules_ahead_max_days) {
            return make_error(k_callback_rules_date_malformed, {}, "from");
        }
        CallbackRules made = wanted;
        QIANTAI_TRY(made.version,
                    new_policy_version(m_context.database, k_callback_rules_policy, from));
        QIANTAI_TRY(const TimeMs since, policy_start(m_context, from, now));
        QIANTAI_TRY_STATUS(insert_policy(m_context, session,
                                         {.code = std::string(k_callback_rules_policy),
                                          .value_json = boost::json::serialize(to_json(made)),
                                          .effective_from = since}));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return rules(session);
}

}  // namespace qiantai::domain
