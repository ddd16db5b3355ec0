#include "terminal/issuances/rules/register_facts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr std::int64_t k_percent = 100;

void add_once(std::vector<Uuid>& ids, const Uuid& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

std::vector<Uuid> covered_of(const RegisterCheck& check) {
    const auto object = parse_json_object(check.covered);
    if (!object) return {};
    const auto covered = from_json<RegisterCovered>(*object);
    return covered ? covered->issuances : std::vector<Uuid>();
}

std::vector<IssuanceAlert> find_heavy_clerks(std::span<const AlertLine> lines, int mean_percent) {
    std::map<std::string, IssuanceAlert> by_person;
    std::int64_t total = 0;
    for (const auto& line : lines) {
        auto& one = by_person[line.staff_number];
        one.pieces += line.pieces;
        add_once(one.issuances, line.issuance_id);
        total += line.pieces;
    }
    std::vector<IssuanceAlert> alerts;
    const auto people = std::ssize(by_person);
    if (people < 2) return alerts;
    for (auto& [number, one] : by_person) {
        // pieces / (total / people) > percent / 100, without a division.
        if (one.pieces * people * k_percent <= total * mean_percent) continue;
        one.kind = IssuanceAlertKind::clerk;
        one.staff_number = number;
        one.of = static_cast<int>(total);
        one.people = static_cast<int>(people);
        alerts.push_back(std::move(one));
    }
    return alerts;
}

std::vector<IssuanceAlert> find_dominant_gifts(std::span<const AlertLine> lines,
                                               int share_percent) {
    std::map<Uuid, IssuanceAlert> by_gift;
    std::int64_t total = 0;
    for (const auto& line : lines) {
        auto& one = by_gift[line.gift_id];
        one.pieces += line.pieces;
        add_once(one.issuances, line.issuance_id);
        total += line.pieces;
    }
    std::vector<IssuanceAlert> alerts;
    for (auto& [gift_id, one] : by_gift) {
        if (one.pieces * k_percent <= total * share_percent) continue;
        one.kind = IssuanceAlertKind::gift;
        one.gift_id = gift_id;
        one.of = static_cast<int>(total);
        alerts.push_back(std::move(one));
    }
    return alerts;
}

std::vector<IssuanceAlert> find_repeats(std::span<const AlertVisit> visits, Date day,
                                        int repeat_days) {
    std::map<std::string, IssuanceAlert> by_person;
    std::set<std::string> today;
    for (const auto& visit : visits) {
        const int ago = visit.day.days_until(day);
        if (visit.person.empty() || ago < 0 || ago > repeat_days) continue;
        if (ago == 0) today.insert(visit.person);
        add_once(by_person[visit.person].issuances, visit.issuance_id);
    }
    std::vector<IssuanceAlert> alerts;
    for (auto& [person, one] : by_person) {
        if (!today.contains(person) || one.issuances.size() < 2) continue;
        one.kind = IssuanceAlertKind::repeated;
        one.pieces = static_cast<int>(one.issuances.size());
        alerts.push_back(std::move(one));
    }
    return alerts;
}

bool is_cap_reached(std::int64_t used, std::int64_t cap, int cap_percent) {
    return cap > 0 && used * k_percent >= cap * cap_percent;
}

}  // namespace qiantai::domain
