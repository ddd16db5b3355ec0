// Random shops, reckoned once more in the slowest and plainest way: for each member who stands, all
// receipts are read by the service of purchases, and every figure by its formula.

#include <algorithm>
#include <set>

#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"
#include "tests/figures/rules/figures_desk.hpp"

namespace qiantai::domain {
namespace {

using test::figure_of;
using test::FiguresDesk;

struct RandomShop : FiguresDesk {
    explicit RandomShop(std::uint64_t seed) : dice(seed) {
        for (int i = 0; i < 60; ++i) {
            test::PutMember put{.joined = day(1'400).text(),
                                .tier = roll(3) == 0 ? "gold" : "standard"};
            if (roll(9) == 0) put.store = "S002";
            if (roll(9) == 0) put.erased_on = day(200).text();
            members.push_back(member(put));
        }
        for (int i = 0; i < 12; ++i) {
            // Chains and circles of two and three, as stores make them offline.
            merge(anybody(), anybody());
        }
        for (int i = 0; i < 400; ++i) buy();
        for (int i = 0; i < 5; ++i) {
            from_headquarters([&] {
                run("UPDATE member SET store_code = ? WHERE id = ?",
                    roll(2) == 0 ? "S001" : "S002", anybody());
            });
        }
    }
    int roll(int bound) { return static_cast<int>(dice.below(static_cast<std::uint64_t>(bound))); }
    Date day(int within) { return Date::of_text("2026-11-18").plus_days(-roll(within)); }
    Uuid anybody() { return members[static_cast<std::size_t>(roll(static_cast<int>(members.size())))]; }
    void buy() {
        const auto who = anybody();
        const Date on = day(1'200);
        const std::int64_t fen = 100 * (1 + roll(300));
        const auto sale = receipt(who, on.text(), fen, {.undone = roll(20) == 0});
        if (roll(5) != 0) return;
        const auto back = roll(2) == 0 ? fen : fen / 2;
        refund(who, std::min(Date::of_text("2026-11-18"), on.plus_days(roll(60))).text(), back,
               sale);
        if (roll(3) == 0) refund(who, on.text(), fen - back, sale);
    }
    SeededRandom dice;
    std::vector<Uuid> members;
};

/// One who stands, with all that the group bought.
struct PlainPerson {
    Date joined{};
    std::optional<Date> erased{};
    std::vector<SpendingRow> rows;

    std::set<Uuid> given_back() const {
        std::map<Uuid, std::int64_t> back;
        for (const auto& row : rows) {
            if (row.refund_of) back[*row.refund_of] += row.amount.count();
        }
        std::set<Uuid> whole;
        for (const auto& row : rows) {
            if (row.kind == PurchaseKind::sale && back.contains(row.id) &&
                back[row.id] >= row.amount.count()) {
                whole.insert(row.id);
            }
        }
        return whole;
    }
    std::vector<Date> visits() const {
        const auto whole = given_back();
        std::vector<Date> days;
        for (const auto& row : rows) {
            if (row.kind == PurchaseKind::sale && !whole.contains(row.id)) days.push_back(row.date);
        }
        std::ranges::sort(days);
        return days;
    }
    std::int64_t net(Date from, Date until) const {
        std::int64_t sum = 0;
        for (const auto& row : rows) {
            if (row.date < from || row.date > until) continue;
            sum += row.kind == PurchaseKind::sale ? row.amount.count() : -row.amount.count();
        }
        return sum;
    }
    bool there(Date on) const { return joined <= on && (!erased || *erased > on); }
    /// Days since the last visit, or since joining, are more than a year.
    bool lost(Date on) const {
        Date last = joined;
        int before = 0;
        for (const auto visit : visits()) {
            if (visit > on) continue;
            last = before == 0 ? visit : std::max(last, visit);
            ++before;
        }
        const bool fresh = joined.days_until(on) <= 30 && before <= 1;
        return !fresh && last.days_until(on) > 365;
    }
    std::int64_t visits_in(Date from, Date until) const {
        return std::ranges::count_if(
            visits(), [&](Date visit) { return visit >= from && visit <= until; });
    }
};

std::vector<PlainPerson> plain_people(RandomShop& shop) {
    std::map<Uuid, PlainPerson> people;
    for (const auto& id : shop.members) {
        const auto standing = resolve_merged(shop.database(), id).value();
        const auto member = load_member(shop.database(), standing).value();
        if (member.store_code != "S001") continue;
        auto& person = people[standing];
        if (!person.rows.empty() || person.joined != Date()) continue;
        person.rows = load_spending_of(shop.database(), standing).value();
        person.joined = Date::of_text(member.joined_on);
        for (const auto& record : load_merged_group(shop.database(), standing).value()) {
            person.joined = std::min(
                person.joined,
                Date::of_text(load_member(shop.database(), record).value().joined_on));
        }
        if (member.status == MemberStatus::erased) {
            const auto hlc = shop.number("SELECT row_hlc FROM member WHERE id = ?", standing);
            person.erased = Date::of_time(sync::Hlc(hlc).time_ms(), 480);
        }
    }
    std::vector<PlainPerson> all;
    for (auto& [id, person] : people) all.push_back(std::move(person));
    return all;
}

}  // namespace

TEST_CASE("a second, slow and obvious reckoning of random shops gives the same") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        RandomShop shop(seed);
        const auto people = plain_people(shop);
        const auto answer =
            shop.show({.span = FigureSpan::quarter, .from = Date::of_text("2026-08-01")});
        const Date from = answer.period.days.from, until = answer.period.days.until;
        const Date start = from.plus_days(-1);
        std::int64_t spend = 0, receipts = 0, bought = 0, repeated = 0, old = 0, again = 0;
        std::int64_t joined = 0, at_end = 0, at_start = 0, base = 0, lost = 0, gone = 0, back = 0;
        for (const auto& person : people) {
            const auto visits = person.visits_in(from, until);
            spend += person.net(from, until);
            receipts += visits;
            bought += visits > 0 ? 1 : 0;
            repeated += visits > 1 ? 1 : 0;
            if (person.joined < from && person.visits_in(Date::of_text("2000-01-01"), start) > 0) {
                ++old;
                again += visits > 0 ? 1 : 0;
            }
            joined += person.joined >= from && person.joined <= until ? 1 : 0;
            at_end += person.there(until) ? 1 : 0;
            at_start += person.there(start) ? 1 : 0;
            if (!person.there(start)) continue;
            if (person.lost(start)) {
                ++gone;
                back += visits > 0 ? 1 : 0;
            } else {
                ++base;
                lost += person.lost(until) ? 1 : 0;
            }
        }
        const auto number = [&](FigureId id) { return *figure_of(answer, id).numerator; };
        const auto below = [&](FigureId id) { return *figure_of(answer, id).denominator; };
        using enum FigureId;
        CHECK(number(member_spend) == spend);
        CHECK(number(member_receipts) == receipts);
        CHECK(number(FigureId::buyers) == bought);
        CHECK(number(repeat_rate) == repeated);
        CHECK(number(old_member_return) == again);
        CHECK(below(old_member_return) == old);
        CHECK(number(new_members) == joined);
        CHECK(number(members_at_end) == at_end);
        CHECK(number(net_growth) == at_end - at_start);
        CHECK(number(churn_rate) == lost);
        CHECK(below(churn_rate) == base);
        CHECK(number(win_back_rate) == back);
        CHECK(below(win_back_rate) == gone);
    }
}

TEST_CASE("numerators are parts of their denominators, parts add up, kept and lost are one") {
    for (std::uint64_t seed = 21; seed <= 28; ++seed) {
        CAPTURE(seed);
        RandomShop shop(seed);
        using enum FigureBy;
        const auto answer = shop.show({.span = FigureSpan::year,
                                       .from = Date::of_text("2026-01-01"),
                                       .by = {tier, state, value_group, month}});
        for (const auto& value : answer.figures) {
            const bool ratio = figure_definition(*value.id.known()).unit == FigureUnit::permille;
            const bool difference = value.id == FigureId::growth_rate ||
                                    value.id == FigureId::refund_rate;
            if (!value.denominator || !ratio || difference) continue;
            CAPTURE(value.id.text());
            CHECK(*value.numerator >= 0);
            CHECK(*value.numerator <= *value.denominator);
        }
        const auto& churn = figure_of(answer, FigureId::churn_rate);
        const auto& kept = figure_of(answer, FigureId::kept_rate);
        CHECK(*churn.numerator + *kept.numerator == *churn.denominator);
        std::int64_t members = 0, buyers = 0;
        for (const auto& cell : answer.breakdowns.front().cells) {
            members += *cell.members;
            buyers += *cell.buyers;
        }
        CHECK(members == figure_of(answer, FigureId::members_at_end).value);
        CHECK(buyers == figure_of(answer, FigureId::buyers).value);
        std::int64_t joined = 0;
        for (const auto& cell : answer.breakdowns[3].cells) {
            if (cell.key.starts_with("2026")) joined += *cell.joined;
        }
        CHECK(joined == figure_of(answer, FigureId::new_members).value);
    }
}

}  // namespace qiantai::domain
