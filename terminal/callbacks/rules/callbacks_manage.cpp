// Who makes a call: by hand, handed to others, given up, called again to see whether it was so.

#include "terminal/base/text_rules.hpp"
#include "terminal/callbacks/rules/callback_maker.hpp"
#include "terminal/callbacks/rules/callback_sample.hpp"
#include "terminal/callbacks/rules/callbacks_parts.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_due_days_max = 92, k_due_ahead_days_max = 366;

Status check_due(const CallbackOrder& order, Date today) {
    const bool usable = order.due_from >= today && order.due_until >= order.due_from &&
                        order.due_from.days_until(order.due_until) < k_due_days_max &&
                        today.days_until(order.due_from) <= k_due_ahead_days_max;
    return usable ? Status() : make_error(k_callback_dates_malformed, {}, "due_from");
}

}  // namespace

/// Somebody who makes calls at this place.
Status Callbacks::check_staff(const Session& session, const std::string& number) {
    if (number.empty() || number == session.staff_number) return {};
    auto& statement = m_context.database.cached(
        "SELECT role FROM staff WHERE number = ? AND store_code = ? AND status = 'active'");
    statement.bind(number, m_context.identity.store_code);
    QIANTAI_TRY(const auto role, sqlite::one(statement, sqlite::text_column));
    const auto known = role ? parse_code<StaffRole>(*role) : std::nullopt;
    const bool calls = known && has_right(*known, Right::callbacks_keep);
    return calls ? Status() : make_error(k_callback_staff_unknown, number, "to_staff");
}

Result<CallbackLine> Callbacks::make(const Session& session, const CallbackOrder& order) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    CallbackTask task{.member_id = order.member_id,
                      .kind = CallbackKind::by_hand,
                      .due_from = order.due_from,
                      .due_until = order.due_until,
                      .owner = order.owner,
                      .for_headquarters = order.for_headquarters ||
                                          m_context.identity.is_headquarters()};
    QIANTAI_TRY(task.matter, normalise_reason(order.matter, k_callback_matter_length_max,
                                              k_callback_reason_missing));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        if (!task.for_headquarters || m_context.identity.is_headquarters()) {
            QIANTAI_TRY_STATUS(check_staff(session, order.owner));
        }
        if (!m_context.identity.is_headquarters()) {
            QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, order.member_id));
            QIANTAI_TRY_STATUS(load_own_member(m_context, standing));
        }
        QIANTAI_TRY(auto maker, make_callback_maker(m_context, session));
        QIANTAI_TRY_STATUS(check_due(order, maker.now().today));
        // Two by hand are two, whatever they are about.
        QIANTAI_TRY(const auto made, maker.make(task, m_context.new_id().text()));
        if (made == MadeCallback::unwanted) return make_error(k_callback_unwanted, {}, "member_id");
        if (made != MadeCallback::made) return make_error(k_member_not_found, {}, "member_id");
        QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                        about_callback("callbacks.make", task), maker.now()));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return load_line(session, task.id);
}

Result<std::vector<CallbackLine>> Callbacks::hand_over(const Session& session,
                                                       const CallbackHandOver& order) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    std::string reason;
    QIANTAI_TRY(reason, normalise_note(order.reason, k_callback_reason_length_max, "reason"));
    if (has_digit_run(reason, 7)) return make_error(k_callback_reason_missing, {}, "reason");
    const bool here = order.for_headquarters == m_context.identity.is_headquarters();
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        // Who works elsewhere is not known here: there they give it to whom they want.
        if (!here && !order.to_staff.empty()) {
            return make_error(k_callback_staff_unknown, order.to_staff, "to_staff");
        }
        QIANTAI_TRY_STATUS(check_staff(session, order.to_staff));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        for (const Uuid& id : order.task_ids) {
            QIANTAI_TRY(const auto opened, load_open(id));
            if (order.for_headquarters && !opened.task.member_id) {
                return make_error(k_callback_stays, {}, "for_headquarters");
            }
            QIANTAI_TRY(auto event, new_callback_event(m_context, session, opened.task,
                                                       CallbackStep::handed_over, now));
            event.to_staff = order.to_staff;
            event.for_headquarters = order.for_headquarters;
            event.reason = reason;
            QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
            QIANTAI_TRY_STATUS(end_access(id, now));
            auto entry = about_callback("callbacks.hand_over", opened.task);
            entry.detail["to"] = order.to_staff;
            if (order.for_headquarters) entry.detail["place"] = "headquarters";
            QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
        }
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    std::vector<CallbackLine> lines;
    for (const Uuid& id : order.task_ids) {
        QIANTAI_TRY(auto line, load_line(session, id));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<CallbackLine> Callbacks::end(const Session& session, const Uuid& task_id,
                                    std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY(const auto why, normalise_reason(reason, k_callback_reason_length_max,
                                                 k_callback_reason_missing));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const auto opened, load_open(task_id));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        QIANTAI_TRY(auto event, new_callback_event(m_context, session, opened.task,
                                                   CallbackStep::ended, now));
        event.end_kind = CallbackEnd::by_hand;
        event.reason = why;
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
        QIANTAI_TRY_STATUS(end_access(task_id, now));
        auto entry = about_callback("callbacks.end", opened.task);
        entry.detail["reason"] = why;
        QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return load_line(session, task_id);
}

Result<std::vector<CallbackLine>> Callbacks::sample(const Session& session, Date from, Date until,
                                                    int percent) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    auto& statement = m_context.database.cached(
        "SELECT task_id FROM callback_state WHERE for_headquarters = ?1"
        " AND (?1 = 1 OR store_code = ?2) AND closed_on BETWEEN ?3 AND ?4 AND status = 'reached'"
        " AND closed_by <> ?5 AND NOT EXISTS (SELECT 1 FROM callback_step s"
        " WHERE s.task_id = callback_state.task_id AND s.step = 'checked') ORDER BY closed_on, task_id");
    statement.bind(m_context.identity.is_headquarters() ? 1 : 0, m_context.identity.store_code,
                   from.text(), until.text(), session.staff_number);
    QIANTAI_TRY(const auto ids, sqlite::all(statement, sqlite::id_column));
    std::vector<CallbackLine> lines;
    for (const Uuid& id : ids) {
        if (hundredth_of(id) >= percent) continue;
        QIANTAI_TRY(auto line, load_line(session, id));
        lines.push_back(std::move(line));
        if (lines.size() == static_cast<std::size_t>(k_callback_list_max)) break;
    }
    return lines;
}

Result<CallbackLine> Callbacks::check(const Session& session, const Uuid& task_id, bool agrees,
                                      std::string_view remark) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY(const auto said, normalise_note(remark, k_callback_said_length_max, "remark"));
    {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
        QIANTAI_TRY(const auto task, load_callback(m_context.database, task_id));
        QIANTAI_TRY(const auto events, load_callback_events(m_context.database, task_id));
        const auto state = fold_callback(task, events);
        QIANTAI_TRY_STATUS(check_callback_place(m_context, task, state));
        if (state.status != CallbackStatus::reached) {
            return make_error(k_callback_not_closed, {}, "task_id");
        }
        QIANTAI_TRY_STATUS(check_two_persons(state.closed_by, session));
        QIANTAI_TRY(const auto now, load_moment(m_context));
        QIANTAI_TRY(auto event, new_callback_event(m_context, session, task, CallbackStep::checked,
                                                   now));
        event.about_id = state.closed_id;
        event.agrees = agrees;
        event.said = said;
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
        auto entry = about_callback("callbacks.check", task);
        entry.detail["agrees"] = agrees ? "yes" : "no";
        QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry, now));
        QIANTAI_TRY_STATUS(refresh_callbacks(m_context));
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return load_line(session, task_id);
}

Result<std::int64_t> Callbacks::rebuild(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_manage));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(rebuild_callbacks(m_context));
    auto& count = m_context.database.cached("SELECT count(*) FROM callback_state");
    QIANTAI_TRY(const auto callbacks, sqlite::only(count, sqlite::integer_column));
    QIANTAI_TRY_STATUS(transaction.commit());
    return callbacks;
}

}  // namespace qiantai::domain
