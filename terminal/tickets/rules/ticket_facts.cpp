#include "terminal/tickets/rules/ticket_facts.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {

const std::optional<std::int64_t>& due_of(const TicketDues& dues, TicketTimer timer) {
    switch (timer) {
        case TicketTimer::acknowledge:
            return dues.acknowledge;
        case TicketTimer::pass_on:
            return dues.pass_on;
        case TicketTimer::answer:
            return dues.answer;
        case TicketTimer::visit:
            return dues.visit;
        case TicketTimer::solve:
            return dues.solve;
        case TicketTimer::call_back:
            break;
    }
    return dues.call_back;
}

std::optional<std::int64_t>& due_of(TicketDues& dues, TicketTimer timer) {
    return const_cast<std::optional<std::int64_t>&>(due_of(std::as_const(dues), timer));
}

TicketDues& warning_dues(TicketTerms& terms, std::size_t stage) {
    if (stage == 0) return terms.soon;
    if (terms.later.size() < stage) terms.later.resize(stage);
    return terms.later[stage - 1];
}

bool TicketTerms::runs_by_wall(TicketTimer timer) const {
    return std::ranges::any_of(by_wall, [&](const auto& one) { return one == timer; });
}

bool is_staff_number(std::string_view assignee) {
    constexpr std::size_t k_shortest = 3, k_longest = 12;
    return assignee.size() >= k_shortest && assignee.size() <= k_longest &&
           std::ranges::all_of(assignee, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

bool is_agreement(const Coded<TicketStep>& step) {
    return step == TicketStep::signed_ || step == TicketStep::paper_signed ||
           step == TicketStep::agreed;
}

bool headquarters_hears(const Ticket& ticket, const Coded<TicketSeverity>& severity) {
    return severity == TicketSeverity::serious || severity == TicketSeverity::urgent ||
           (!ticket.alarm.empty() && ticket.alarm != TicketAlarm::none) ||
           ticket.channel == TicketChannel::authority;
}

std::vector<Uuid> after_of(const TicketEvent& event) {
    std::vector<Uuid> ids;
    for (std::string_view rest = event.after; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (const auto id = Uuid::parse(rest.substr(0, end))) ids.push_back(*id);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return ids;
}

std::string newest_of(std::span<const TicketEvent> events) {
    std::set<Uuid> followed;
    for (const auto& event : events) {
        for (const Uuid& id : after_of(event)) followed.insert(id);
    }
    std::string ids;
    for (const auto& event : events) {
        if (followed.contains(event.id)) continue;
        ids += (ids.empty() ? "" : " ") + event.id.text();
    }
    return ids;
}

TicketDues dues_of(const TicketEvent& event) {
    const auto json = parse_json_object(event.due);
    const auto dues = json ? from_json<TicketDues>(*json) : std::nullopt;
    return dues.value_or(TicketDues());
}

std::optional<TicketTerms> terms_of(const TicketEvent& event) {
    const auto json = parse_json_object(event.due);
    if (!json || !json->contains("escalate_minutes")) return std::nullopt;
    return from_json<TicketTerms>(*json);
}

std::string dues_text(const TicketDues& dues) {
    const auto json = to_json(dues);
    return json.empty() ? std::string() : boost::json::serialize(json);
}

TimeMs said_at(const TicketEvent& event) {
    const auto json = parse_json_object(event.due);
    const auto said = json ? find_integer(*json, "said_at") : std::nullopt;
    return said.value_or(event.created_at);
}

std::string promise_text(const TicketPromise& promise) {
    auto json = to_json(promise.dues);
    if (!json.empty()) {
        for (auto& [name, value] : to_json(promise.terms)) json[name] = std::move(value);
    }
    if (promise.said_at) json["said_at"] = *promise.said_at;
    return json.empty() ? std::string() : boost::json::serialize(json);
}

std::vector<UsedPart> parts_of(const TicketEvent& event) {
    const auto json = parse_json_object(event.parts);
    auto parts = json ? from_json<UsedParts>(*json) : std::nullopt;
    return parts ? std::move(parts->lines) : std::vector<UsedPart>();
}

Fen sum_of(std::span<const UsedPart> parts) {
    Fen sum;
    for (const auto& part : parts) sum = sum + part.price * part.quantity;
    return sum;
}

std::string parts_text(std::span<const UsedPart> parts) {
    if (parts.empty()) return {};
    return boost::json::serialize(to_json(UsedParts{{parts.begin(), parts.end()}}));
}

}  // namespace qiantai::domain
