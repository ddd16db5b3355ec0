// What came of a call, and what follows from it: the member's wish not to be called, the lists of
// expiring cards and birthdays, the end of an open number.

#include "schema/base/described_json.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/callbacks/rules/callback_sources.hpp"
#include "terminal/callbacks/rules/callbacks_parts.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_later_max_ms = 60ll * 24 * 3600 * 1000;

Status check_score(const CallbackTask& task, const CallbackResult& result) {
    const auto score = result.satisfaction;
    if (score && (*score < 1 || *score > 5)) {
        return make_error(k_callback_score_malformed, {}, "satisfaction");
    }
    const bool wanted = result.outcome == CallbackOutcome::reached && needs_score(task.kind);
    if (wanted && !score && !result.no_score) {
        return make_error(k_callback_score_missing, {}, "satisfaction");
    }
    return {};
}

Status check_answers(const CallbackScript& script, const std::vector<CallbackAnswer>& answers) {
    for (const auto& given : answers) {
        const auto question =
            std::ranges::find(script.questions, given.question, &CallbackQuestion::text);
        const bool known =
            question != script.questions.end() &&
            (given.answer.empty() ||
             std::ranges::find(question->answers, given.answer) != question->answers.end());
        if (!known) return make_error(k_callback_answer_unknown, given.question, "answers");
    }
    return {};
}

/// The contact that the members' own lists get of a call, so that they and the callbacks say the
/// same.
Uuid contact_of_call(const CallbackEvent& call) {
    return Uuid::derive("callback_contact\x1f" + call.id.text(), Cell::of_store(call.store_code));
}

std::optional<ContactOutcome> contact_outcome(const Coded<CallbackOutcome>& outcome) {
    switch (outcome.known().value_or(CallbackOutcome::later)) {
        case CallbackOutcome::reached:
            return ContactOutcome::reached;
        case CallbackOutcome::no_answer:
            return ContactOutcome::no_answer;
        case CallbackOutcome::wrong_number:
            return ContactOutcome::wrong_number;
        case CallbackOutcome::refused:
            return ContactOutcome::refused;
        case CallbackOutcome::do_not_call:
            return ContactOutcome::do_not_call;
        case CallbackOutcome::later:
            break;
    }
    return std::nullopt;
}

Status insert_contact_of_call(sqlite::Database& database, const CallbackTask& task,
                              const CallbackEvent& call) {
    const bool expiry = task.kind == CallbackKind::expiring;
    const auto outcome = contact_outcome(call.outcome);
    if ((!expiry && task.kind != CallbackKind::birthday) || !outcome || !task.occasion_on)
        return {};
    auto& statement = database.cached(
        "INSERT INTO member_contact (id, store_code, member_id, kind, card_id, occasion_on,"
        " outcome, business_date, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(contact_of_call(call), task.store_code, call.member_id,
                   code_of(expiry ? ContactKind::expiry : ContactKind::care),
                   expiry ? task.source_id : std::nullopt, task.occasion_on->text(),
                   code_of(*outcome), call.business_date.text(), call.created_by, call.created_at);
    return statement.run();
}

/// The consent to callbacks, once it is withdrawn on the telephone.
Status withdraw_callbacks(ServiceContext& context, const Session& session, const Uuid& member,
                          const Moment& now) {
    QIANTAI_TRY(const auto input, consent_by_phone(context, code_of(ConsentPurpose::callback)));
    QIANTAI_TRY_STATUS(
        insert_consent(context, session, member, input, ConsentDecision::withdrawn, now));
    AuditEntry entry = about_member("members.withdraw_consent", member);
    entry.detail["purpose"] = input.purpose;
    return append_audit(context, &session, entry, now);
}

}  // namespace

Result<Callbacks::Opened> Callbacks::load_open(const Uuid& task_id) {
    Opened opened;
    QIANTAI_TRY(opened.task, load_callback(m_context.database, task_id));
    QIANTAI_TRY(opened.events, load_callback_events(m_context.database, task_id));
    opened.state = fold_callback(opened.task, opened.events);
    QIANTAI_TRY_STATUS(check_callback_place(m_context, opened.task, opened.state));
    if (!opened.state.is_open()) return make_error(k_callback_closed, {}, "task_id");
    return opened;
}

Result<CallbackEvent> Callbacks::build_call(const Session& session, const CallbackTask& task,
                                            const CallbackResult& result, const Moment& now) {
    QIANTAI_TRY_STATUS(check_score(task, result));
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(m_context.database, m_context.identity.store_code));
    QIANTAI_TRY(auto call, new_callback_event(m_context, session, task, CallbackStep::called, now));
    call.outcome = result.outcome;
    call.half_day = half_day_of(now.at, offset);
    QIANTAI_TRY(call.said, normalise_note(result.said, k_callback_said_length_max, "said"));
    if (result.outcome == CallbackOutcome::later) {
        QIANTAI_TRY(const auto limits, load_callback_limits(m_context));
        const auto later = result.later_at.value_or(0);
        const bool usable = later > now.at && later - now.at <= k_later_max_ms &&
                            may_call_at(later, offset, limits);
        if (!usable) return make_error(k_callback_later_when, {}, "later_at");
        call.later_at = later;
    }
    if (result.outcome != CallbackOutcome::reached) return call;
    call.satisfaction = result.satisfaction;
    call.next_step = result.next_step;
    call.loss_reason = result.loss_reason;
    auto answers = result.answers;
    for (auto& answer : answers) {
        QIANTAI_TRY(answer.words,
                    normalise_note(answer.words, k_callback_reason_length_max, "answers"));
    }
    std::erase_if(answers, [](const auto& one) { return one.answer.empty() && one.words.empty(); });
    call.answers = answers_text(answers);
    return call;
}

Status Callbacks::end_access(const Uuid& task_id, const Moment& now) {
    if (!m_context.identity.is_headquarters()) return {};
    auto& statement = m_context.database.cached(
        "UPDATE callback_access SET ended_at = ? WHERE task_id = ? AND ended_at IS NULL"
        " AND until_at > ?");
    return statement.bind(now.at, task_id, now.at).run();
}

Status Callbacks::follow_call(const Session& session, const CallbackTask& task,
                              const CallbackEvent& call, const Moment& now) {
    auto& database = m_context.database;
    const bool own = task.store_code == m_context.identity.store_code;
    if (own) QIANTAI_TRY_STATUS(insert_contact_of_call(database, task, call));
    if (own && call.member_id && call.outcome == CallbackOutcome::do_not_call) {
        QIANTAI_TRY_STATUS(withdraw_callbacks(m_context, session, *call.member_id, now));
    }
    const auto* source = find_callback_source(task.kind);
    if (source == nullptr || source->tell == nullptr) return {};
    return source->tell(m_context, session, task, call);
}

Result<CallbackLine> Callbacks::record(const Session& session, const CallbackResult& result) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY(const auto shown, sheet(session, result.task_id));
    QIANTAI_TRY_STATUS(check_answers(shown.script, result.answers));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(auto opened, load_open(result.task_id));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        QIANTAI_TRY(auto call, build_call(session, opened.task, result, now));
        if (opened.task.member_id) {
            QIANTAI_TRY(call.member_id, resolve_merged(m_context.database, *opened.task.member_id));
        }
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, call));
        opened.events.push_back(call);
        opened.events.back().order = INT64_MAX;
        const auto state = fold_callback(opened.task, opened.events);
        if (!state.is_open()) QIANTAI_TRY_STATUS(end_access(opened.task.id, now));
        QIANTAI_TRY_STATUS(follow_call(session, opened.task, call, now));
        auto entry = about_callback("callbacks.record", opened.task);
        entry.detail["outcome"] = call.outcome.text();
        if (call.satisfaction) entry.detail["satisfaction"] = std::to_string(*call.satisfaction);
        QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return load_line(session, result.task_id);
}

bool can_take_back(const Session& session, std::span<const CallbackEvent> events,
                   const CallbackEvent& step, Date today) {
    const bool mine =
        step.created_by == session.staff_number || has_right(session.role, Right::callbacks_manage);
    return step.step == CallbackStep::called && mine && step.business_date == today &&
           !is_undone(step.id, events) && step.outcome != CallbackOutcome::do_not_call &&
           std::ranges::none_of(events, [](const CallbackEvent& event) {
               return event.step == CallbackStep::checked;
           });
}

Result<CallbackLine> Callbacks::undo(const Session& session, const Uuid& step_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    auto& database = m_context.database;
    const auto refuse = [] { return make_error(k_callback_undo_impossible, {}, "step_id"); };
    auto& find = database.cached("SELECT task_id FROM callback_step WHERE id = ?");
    QIANTAI_TRY(const auto task_id, sqlite::one(find.bind(step_id), sqlite::id_column));
    if (!task_id) return refuse();
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(const auto task, load_callback(database, *task_id));
        QIANTAI_TRY(const auto events, load_callback_events(database, *task_id));
        QIANTAI_TRY_STATUS(check_callback_place(m_context, task, fold_callback(task, events)));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        const auto call = std::ranges::find(events, step_id, &CallbackEvent::id);
        if (!can_take_back(session, events, *call, now.today)) return refuse();
        const auto* source = find_callback_source(task.kind);
        if (source != nullptr && source->untell != nullptr) {
            QIANTAI_TRY(const bool untold, source->untell(m_context, session, task, *call));
            if (!untold) return refuse();
        }
        QIANTAI_TRY(auto undone,
                    new_callback_event(m_context, session, task, CallbackStep::undone, now));
        undone.about_id = step_id;
        QIANTAI_TRY_STATUS(sqlite::insert(database, undone));
        auto& contact = database.cached(
            "UPDATE member_contact SET undone_at = ? WHERE id = ? AND undone_at IS NULL");
        QIANTAI_TRY_STATUS(contact.bind(now.at, contact_of_call(*call)).run());
        QIANTAI_TRY_STATUS(
            append_audit(m_context, &session, about_callback("callbacks.undo", task), now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return load_line(session, *task_id);
}

Result<CallbackSheet> Callbacks::open_number(const Session& session, const Uuid& task_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY(const auto shown, sheet(session, task_id));
    if (shown.number.access == NumberAccess::own || shown.number.until_at) return shown;
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const auto opened, load_open(task_id));
        if (shown.line.block != CallbackBlock::none) {
            return make_error(k_callback_not_now, std::string(code_of(shown.line.block)),
                              "task_id");
        }
        QIANTAI_TRY(const auto now, load_moment(m_context));
        QIANTAI_TRY(const auto policy, load_policy(m_context, k_callback_hours_policy));
        constexpr TimeMs k_hour_ms = 3'600'000;
        const TimeMs until = now.at + parse_authorisation_hours(policy.value_or("")) * k_hour_ms;
        QIANTAI_TRY(auto event, new_callback_event(m_context, session, opened.task,
                                                   CallbackStep::number_opened, now));
        event.until_at = until;
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
        if (m_context.identity.is_headquarters()) {
            auto& access = m_context.database.cached(
                "INSERT INTO callback_access (id, store_code, task_id, member_id, desk, until_at,"
                " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            access.bind(m_context.new_id(), m_context.identity.store_code, task_id,
                        shown.line.member_id, m_context.identity.terminal_code, until,
                        session.staff_number, now.at);
            QIANTAI_TRY_STATUS(access.run());
        }
        auto entry = about_callback("callbacks.open_number", opened.task);
        entry.detail["until"] = format_utc(until);
        QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return sheet(session, task_id);
}

Result<CallbackSheet> Callbacks::close_number(const Session& session, const Uuid& task_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    QIANTAI_TRY(const auto shown, sheet(session, task_id));
    if (!shown.number.until_at) return shown;
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const auto opened, load_open(task_id));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        QIANTAI_TRY(const auto event, new_callback_event(m_context, session, opened.task,
                                                         CallbackStep::number_closed, now));
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
        QIANTAI_TRY_STATUS(end_access(task_id, now));
        QIANTAI_TRY_STATUS(append_audit(
            m_context, &session, about_callback("callbacks.close_number", opened.task), now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return sheet(session, task_id);
}

}  // namespace qiantai::domain
