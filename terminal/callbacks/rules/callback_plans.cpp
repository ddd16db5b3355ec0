#include "terminal/callbacks/rules/callback_plans.hpp"

#include <fmt/format.h>

#include <map>

#include "schema/base/described_json.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/callbacks/rules/callback_maker.hpp"
#include "terminal/callbacks/rules/callback_sample.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_plans_shown_days = 366;

Result<std::optional<CallbackPlan>> find_plan(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<CallbackPlan>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<CallbackPlan>);
}

Result<CallbackPlan> load_plan(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(const auto plan, find_plan(database, id));
    if (!plan) return make_error(k_callback_plan_not_found, {}, "plan_id");
    return *plan;
}

AuditEntry about_plan(std::string_view action, const CallbackPlan& plan) {
    return {.action = std::string(action),
            .subject_entity = "callback_plan",
            .subject_id = plan.id.text(),
            .detail = {{"kind", plan.kind.text()}, {"name", plan.name}}};
}

Uuid key_customer_id(const Member& member) {
    return Uuid::derive("key_customer\x1f" + member.id.text(), Cell::of_store(member.store_code));
}

/// The calls of a list that reached somebody, without those taken back.
Result<std::vector<CallbackEvent>> load_reached_calls(sqlite::Database& database,
                                                      const Uuid& source_id) {
    auto& statement = database.cached("SELECT id FROM callback_task WHERE source_id = ?");
    QIANTAI_TRY(const auto tasks, sqlite::all(statement.bind(source_id), sqlite::id_column));
    std::vector<CallbackEvent> calls;
    for (const Uuid& id : tasks) {
        QIANTAI_TRY(const auto task, load_callback(database, id));
        QIANTAI_TRY(const auto events, load_callback_events(database, id));
        const auto state = fold_callback(task, events);
        if (state.status != CallbackStatus::reached) continue;
        const auto call = std::ranges::find(events, *state.closed_id, &CallbackEvent::id);
        calls.push_back(*call);
    }
    return calls;
}

/// In the order of the plan's questions and answers; answers in words alone stand under "".
std::vector<QuestionResult> count_answers(const std::vector<CallbackQuestion>& questions,
                                          const std::vector<CallbackEvent>& calls) {
    std::map<std::pair<std::string, std::string>, int> counted;
    for (const auto& call : calls) {
        for (const auto& answer : answers_of(call.answers)) {
            ++counted[{answer.question, answer.answer}];
        }
    }
    std::vector<QuestionResult> results;
    for (const auto& question : questions) {
        QuestionResult result{.question = question.text};
        for (const auto& answer : question.answers) {
            result.answers.push_back({answer, counted[{question.text, answer}]});
        }
        const int words = counted[{question.text, std::string()}];
        if (words > 0 || question.answers.empty()) result.answers.push_back({"", words});
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace

Result<CallbackPlanLine> CallbackPlans::build_plan_line(const Session& session,
                                                        const CallbackPlan& plan) {
    CallbackPlanLine line{.plan = plan};
    auto& statement = m_context.database.cached(
        "SELECT count(*), ifnull(sum(s.calls > 0), 0), ifnull(sum(s.status = 'reached'), 0)"
        " FROM callback_task t CROSS JOIN callback_state s ON s.task_id = t.id"
        " WHERE t.source_id = ? AND (s.end_kind IS NULL OR s.end_kind <> 'gone')");
    QIANTAI_TRY_STATUS(sqlite::each(statement.bind(plan.id), [&](const sqlite::Statement& row) {
        line.planned = static_cast<int>(row.integer(0));
        line.called = static_cast<int>(row.integer(1));
        line.reached = static_cast<int>(row.integer(2));
    }));
    if (!sees_people(session) && line.planned < k_few_people) line.planned = line.called = line.reached = 0;
    return line;
}

Result<CallbackPlanLine> CallbackPlans::save(const Session& session,
                                             const CallbackPlanEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_plan));
    CallbackPlanEntry clean = entry;
    QIANTAI_TRY(clean.name, normalise_note(entry.name, k_callback_name_length_max, "name"));
    QIANTAI_TRY(clean.matter, normalise_note(entry.matter, k_callback_matter_length_max, "matter"));
    QIANTAI_TRY(clean.message,
                normalise_note(entry.message, k_callback_message_length_max, "message"));
    CallbackPlan plan{.kind = clean.kind,
                      .name = clean.name,
                      .matter = clean.matter,
                      .content = boost::json::serialize(to_json(CallbackPlanContent{
                          .sample = clean.sample, .questions = clean.questions})),
                      .message = clean.message,
                      .due_from = clean.due_from,
                      .due_until = clean.due_until,
                      .for_headquarters = clean.for_headquarters,
                      .created_by = session.staff_number};
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY_STATUS(check_plan(clean, now.today));
    plan.id = m_context.new_id();
    plan.created_at = now.at;
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, plan));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_plan("callback_plans.save", plan), now));
    QIANTAI_TRY(auto line, build_plan_line(session, plan));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<CallbackPlanLine> CallbackPlans::end(const Session& session, const Uuid& plan_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_plan));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto plan, load_plan(m_context.database, plan_id));
    if (plan.ended_at) return make_error(k_callback_plan_ended, {}, "plan_id");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    plan.ended_at = now.at;
    auto& statement = m_context.database.cached("UPDATE callback_plan SET ended_at = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(now.at, plan_id).run());
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_plan("callback_plans.end", plan), now));
    QIANTAI_TRY(auto line, build_plan_line(session, plan));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<std::vector<CallbackPlanLine>> CallbackPlans::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_figures));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    static const auto sql =
        sqlite::select_of<CallbackPlan>("WHERE due_until >= ? ORDER BY due_from DESC, id");
    auto& statement = m_context.database.cached(sql);
    statement.bind(today.plus_days(-k_plans_shown_days).text());
    QIANTAI_TRY(const auto plans, sqlite::all(statement, sqlite::read_row<CallbackPlan>));
    std::vector<CallbackPlanLine> lines;
    for (const auto& plan : plans) {
        QIANTAI_TRY(auto line, build_plan_line(session, plan));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<CallbackPlanResult> CallbackPlans::result(const Session& session, const Uuid& plan_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_figures));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto plan, load_plan(m_context.database, plan_id));
    QIANTAI_TRY(const auto calls, load_reached_calls(m_context.database, plan_id));
    CallbackPlanResult result;
    QIANTAI_TRY(result.line, build_plan_line(session, plan));
    result.too_few = !sees_people(session) && calls.size() < static_cast<std::size_t>(k_few_people);
    if (result.too_few) return result;
    for (const auto& call : calls) {
        result.rated += call.satisfaction ? 1 : 0;
        result.score_sum += call.satisfaction.value_or(0);
    }
    result.questions = count_answers(content_of(plan).questions, calls);
    return result;
}

Result<CallbackListMade> CallbackPlans::go_through_list(const Session& session,
                                                        const CallbackListEntry& entry,
                                                        bool write) {
    const auto refuse = [](std::string_view field) {
        return make_error(k_callback_plan_malformed, {}, std::string(field));
    };
    if (!is_by_hand(entry.kind)) return make_error(k_callback_kind_not_by_hand, {}, "kind");
    if (!is_usable(entry.sample)) return refuse("sample");
    QIANTAI_TRY(const auto matter, normalise_reason(entry.matter, k_callback_matter_length_max,
                                                    k_callback_reason_missing));
    QIANTAI_TRY(auto maker, make_callback_maker(m_context, session));
    constexpr int k_list_days_max = 92;
    const bool dates = entry.due_from >= maker.now().today && entry.due_until >= entry.due_from &&
                       entry.due_from.days_until(entry.due_until) < k_list_days_max;
    if (!dates) return refuse("due_from");
    const auto name =
        fmt::format("{} {} {}", entry.kind.text(), matter, entry.due_from.text());
    QIANTAI_TRY(const auto members, choose_members(m_context, entry.sample, name));
    CallbackListMade sum;
    for (const Uuid& member : members) {
        CallbackTask task{.member_id = member,
                          .kind = entry.kind,
                          .matter = matter,
                          .due_from = entry.due_from,
                          .due_until = entry.due_until};
        QIANTAI_TRY(const auto made, write ? maker.make(task, name) : maker.look(task, name));
        sum.made += made == MadeCallback::made ? 1 : 0;
        sum.known += made == MadeCallback::known ? 1 : 0;
        sum.unwanted += made == MadeCallback::unwanted ? 1 : 0;
    }
    return sum;
}

Result<CallbackListMade> CallbackPlans::try_list(const Session& session,
                                                 const CallbackListEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return go_through_list(session, entry, false);
}

Result<CallbackListMade> CallbackPlans::make_list(const Session& session,
                                                  const CallbackListEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto made, go_through_list(session, entry, true));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "callback_plans.make_list",
                                     .detail = {{"kind", entry.kind.text()},
                                                {"made", std::to_string(made.made)}}}));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY_STATUS(transaction.commit());
    return made;
}

Result<KeyCustomerLine> CallbackPlans::build_key_line(const Session& session,
                                                      const KeyCustomer& customer) {
    auto& database = m_context.database;
    KeyCustomerLine line{.customer = customer};
    QIANTAI_TRY(const Uuid standing, resolve_merged(database, customer.member_id));
    QIANTAI_TRY(auto member, load_member(database, standing));
    QIANTAI_TRY(line.tier_name, load_tier_name(database, member.tier_code));
    line.member_name = masked_for(session, std::move(member)).name;
    QIANTAI_TRY(const auto wish, load_call_wish(m_context, standing));
    line.last_call_on = wish.called_on;
    QIANTAI_TRY(const auto today, business_date(m_context));
    // Who was called today has had this visit.
    const Date from = wish.called_on == today ? today.plus_days(1) : today;
    const auto visits = visits_between(customer, from, from.plus_days(366));
    if (!visits.empty()) line.next_on = visits.front();
    return line;
}

Result<KeyCustomerLine> CallbackPlans::set_key_customer(const Session& session,
                                                        const KeyCustomerEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    const bool usable = entry.every_days == 0 || (entry.every_days >= 7 && entry.every_days <= 365);
    if (!usable) return make_error(k_visit_plan_malformed, {}, "every_days");
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, entry.member_id));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    KeyCustomer customer{.id = key_customer_id(member),
                         .store_code = member.store_code,
                         .member_id = member.id,
                         .every_days = entry.every_days,
                         .first_on = entry.first_on.value_or(now.today),
                         .created_by = session.staff_number,
                         .created_at = now.at};
    QIANTAI_TRY(customer.note, normalise_note(entry.note, k_callback_matter_length_max, "note"));
    auto& there = database.cached("SELECT 1 FROM key_customer WHERE id = ?");
    QIANTAI_TRY(const bool known, sqlite::any(there.bind(customer.id)));
    if (known) {
        auto& update = database.cached(
            "UPDATE key_customer SET every_days = ?2, first_on = ?3, note = nullif(?4, ''),"
            " ended_at = NULL, created_by = ?5, created_at = ?6 WHERE id = ?1");
        update.bind(customer.id, customer.every_days, customer.first_on.text(), customer.note,
                    customer.created_by, customer.created_at);
        QIANTAI_TRY_STATUS(update.run());
    } else {
        QIANTAI_TRY_STATUS(sqlite::insert(database, customer));
    }
    AuditEntry entry_of_trail = about_member("callback_plans.set_key_customer", member.id);
    entry_of_trail.detail["every_days"] = std::to_string(entry.every_days);
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry_of_trail, now));
    QIANTAI_TRY(auto line, build_key_line(session, customer));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<KeyCustomerLine> CallbackPlans::end_key_customer(const Session& session,
                                                        const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    auto& database = m_context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, member_id));
    static const auto sql =
        sqlite::select_of<KeyCustomer>("WHERE id = ? AND ended_at IS NULL");
    QIANTAI_TRY(auto customer, sqlite::one(database.cached(sql).bind(key_customer_id(member)),
                                           sqlite::read_row<KeyCustomer>));
    if (!customer) return make_error(k_not_key_customer, {}, "member_id");
    QIANTAI_TRY(const auto now, load_moment(m_context));
    customer->ended_at = now.at;
    auto& update = database.cached("UPDATE key_customer SET ended_at = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(update.bind(now.at, customer->id).run());
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session, about_member("callback_plans.end_key_customer", member.id), now));
    QIANTAI_TRY(auto line, build_key_line(session, *customer));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<std::vector<KeyCustomerLine>> CallbackPlans::key_customers(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    static const auto sql =
        sqlite::select_of<KeyCustomer>("WHERE store_code = ? AND ended_at IS NULL ORDER BY id");
    QIANTAI_TRY(const auto customers,
                sqlite::all(m_context.database.cached(sql).bind(m_context.identity.store_code),
                            sqlite::read_row<KeyCustomer>));
    std::vector<KeyCustomerLine> lines;
    for (const auto& customer : customers) {
        QIANTAI_TRY(auto line, build_key_line(session, customer));
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines, {}, [](const KeyCustomerLine& line) {
        return line.next_on.value_or(Date::of_text("2199-12-31"));
    });
    return lines;
}

}  // namespace qiantai::domain
