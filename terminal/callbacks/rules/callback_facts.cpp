#include "terminal/callbacks/rules/callback_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr TimeMs k_minute = 60'000, k_half_day = 12 * 60 * k_minute, k_whole_day = 2 * k_half_day;

std::set<Uuid> undone_steps(std::span<const CallbackEvent> events) {
    std::set<Uuid> undone;
    for (const auto& event : events) {
        if (event.step == CallbackStep::undone && event.about_id) undone.insert(*event.about_id);
    }
    return undone;
}

NextTry try_after(const CallbackEvent& call) {
    const bool morning = call.half_day == HalfDay::morning;
    return {call.business_date.plus_days(1), morning ? HalfDay::afternoon : HalfDay::morning};
}

class Fold {
  public:
    explicit Fold(const CallbackTask& task)
        : m_task(task),
          m_state{.owner = task.owner, .for_headquarters = task.for_headquarters} {}

    void add(const CallbackEvent& event) {
        switch (event.step.known().value_or(CallbackStep::undone)) {
            case CallbackStep::called: call(event); break;
            case CallbackStep::handed_over:
                m_state.owner = event.to_staff;
                m_state.for_headquarters = event.for_headquarters.value_or(false);
                close_number();
                break;
            case CallbackStep::number_opened:
                m_state.number_opened_by = event.created_by;
                m_state.number_until_at = event.until_at;
                break;
            case CallbackStep::number_closed: close_number(); break;
            case CallbackStep::ended:
                if (m_state.is_open()) {
                    close(CallbackStatus::ended, event);
                    m_state.end_kind = event.end_kind;
                }
                break;
            case CallbackStep::checked: m_state.agrees = event.agrees; break;
            case CallbackStep::undone: break;
        }
    }

    CallbackState take() {
        if (!m_state.is_open()) {
            m_state.later_at.reset();
            m_state.next_try.reset();
            close_number();
        }
        return std::move(m_state);
    }

  private:
    void close_number() {
        m_state.number_opened_by.clear();
        m_state.number_until_at.reset();
    }

    void close(CallbackStatus status, const CallbackEvent& event) {
        m_state.status = status;
        m_state.closed_on = event.business_date;
        m_state.closed_by = event.created_by;
        m_state.closed_id = event.id;
        m_state.end_kind = {};
    }

    void call(const CallbackEvent& event) {
        ++m_state.calls;
        m_state.last_call_at = event.created_at;
        m_state.last_outcome = event.outcome;
        m_state.later_at.reset();
        m_state.next_try.reset();
        if (event.outcome == CallbackOutcome::reached) {
            if (m_state.status == CallbackStatus::reached) return;
            close(CallbackStatus::reached, event);
            m_state.satisfaction = event.satisfaction;
            m_state.next_step = event.next_step;
            m_state.loss_reason = event.loss_reason;
            return;
        }
        if (event.outcome == CallbackOutcome::no_answer) {
            m_half_days.insert({event.business_date, event.half_day.text()});
            m_state.tries = static_cast<int>(m_half_days.size());
            m_state.next_try = try_after(event);
        }
        if (!m_state.is_open()) return;
        if (event.outcome == CallbackOutcome::later) m_state.later_at = event.later_at;
        if (event.outcome == CallbackOutcome::wrong_number)
            close(CallbackStatus::wrong_number, event);
        if (event.outcome == CallbackOutcome::refused) close(CallbackStatus::refused, event);
        if (event.outcome == CallbackOutcome::do_not_call) close(CallbackStatus::unwanted, event);
        if (m_state.tries >= m_task.tries_max) close(CallbackStatus::not_reached, event);
    }

    const CallbackTask& m_task;
    CallbackState m_state;
    std::set<std::pair<Date, std::string>> m_half_days;
};

}  // namespace

std::string answers_text(std::span<const CallbackAnswer> answers) {
    if (answers.empty()) return {};
    boost::json::array list;
    for (const auto& answer : answers) list.push_back(to_json(answer));
    return boost::json::serialize(list);
}

std::vector<CallbackAnswer> answers_of(std::string_view text) {
    std::vector<CallbackAnswer> answers;
    const auto json = parse_json(text);
    const auto* list = json ? json->if_array() : nullptr;
    if (list == nullptr) return answers;
    for (const auto& one : *list) {
        if (!one.is_object()) continue;
        if (auto answer = from_json<CallbackAnswer>(one.get_object()))
            answers.push_back(std::move(*answer));
    }
    return answers;
}

CallbackState fold_callback(const CallbackTask& task, std::span<const CallbackEvent> events) {
    const auto undone = undone_steps(events);
    std::vector<const CallbackEvent*> course;
    for (const auto& event : events) {
        if (!undone.contains(event.id)) course.push_back(&event);
    }
    std::ranges::sort(course, {},
                      [](const CallbackEvent* event) { return std::pair(event->order, event->id); });
    Fold fold(task);
    for (const auto* event : course) fold.add(*event);
    return fold.take();
}

bool is_undone(const Uuid& step, std::span<const CallbackEvent> events) {
    return undone_steps(events).contains(step);
}

int rank_of(const Coded<CallbackKind>& kind) {
    return kind == CallbackKind::complaint ? 0 : 1;
}

bool is_care(const Coded<CallbackKind>& kind) {
    return kind != CallbackKind::complaint && kind != CallbackKind::by_hand &&
           kind != CallbackKind::survey;
}

bool is_marketing(const Coded<CallbackKind>& kind) {
    return kind == CallbackKind::holiday || kind == CallbackKind::new_goods ||
           kind == CallbackKind::invitation || kind == CallbackKind::campaign;
}

bool needs_score(const Coded<CallbackKind>& kind) {
    return kind == CallbackKind::complaint || kind == CallbackKind::purchase ||
           kind == CallbackKind::survey;
}

bool is_by_hand(const Coded<CallbackKind>& kind) {
    return is_marketing(kind) || kind == CallbackKind::by_hand;
}

HalfDay half_day_of(TimeMs at, int utc_offset_minutes) {
    const TimeMs local = at + utc_offset_minutes * k_minute;
    const TimeMs in_day = ((local % k_whole_day) + k_whole_day) % k_whole_day;
    return in_day < k_half_day ? HalfDay::morning : HalfDay::afternoon;
}

Uuid callback_id(const CallbackTask& task, std::string_view fact) {
    const auto text = fmt::format("callback_task\x1f{}\x1f{}\x1f{}", task.kind.text(),
                                  task.member_id ? task.member_id->text() : "", fact);
    return Uuid::derive(text, Cell::of_store(task.store_code));
}

}  // namespace qiantai::domain
