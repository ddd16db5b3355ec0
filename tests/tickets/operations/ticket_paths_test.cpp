// Every path of a case's course by command, on two stores and headquarters over the real hub: what
// happened is in the end the same everywhere, and every kind of event has happened.

#include <doctest/doctest.h>

#include <set>

#include "schema/base/signature.hpp"
#include "schema/base/ticket_codes.hpp"
#include "terminal/operations/operation_table.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"
#include "tests/tickets/operations/case_world.hpp"

namespace qiantai::test {
namespace {

using Json = boost::json::object;

const std::string k_path_signature = signature_text({{{1000, 3000}, {4000, 3200}}});

/// A terminal that is told what to do as `qiantaictl call` is.
struct PathTill {
    PathTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Result<Json> call(StaffRole role, std::string_view operation, const std::string& input) {
        terminal.clock.advance(1000);
        domain::ServiceContext context{terminal.database(), terminal.clock, terminal.random,
                                       terminal.manifest(),
                                       domain::load_identity(terminal.database()).value()};
        ctl::Desk desk{terminal.open_terminal(), context, direct_link_factory(terminal.hub)};
        desk.session =
            domain::Session{case_staff_of(role), "员工", role, terminal.store_code(), false};
        return table.call(desk, operation, boost::json::parse(input));
    }
    Json ok(StaffRole role, std::string_view operation, const std::string& input) {
        auto result = call(role, operation, input);
        if (!result) FAIL((std::string(operation) + input + result.error().message()));
        return std::move(result).value();
    }
    std::string take(StaffRole role, const std::string& input) {
        const boost::json::value page(ok(role, "tickets.take", input));
        return std::string(page.at_pointer("/ticket/id").as_string());
    }
    SimTerminal terminal;
    ctl::OperationTable table{terminal.manifest()};
};

struct PathWorld : CaseStores<PathTill> {
    void pass(TimeMs time) {
        for (auto* till : all()) till->terminal.clock.advance(time);
        hub.clock.advance(time);
    }
};

/// The course of one case, step by step.
struct Path {
    PathWorld& world;
    std::string id;

    static std::string on(const std::string& ticket, const std::string& more) {
        return R"({"ticket_id":")" + ticket + '"' + more + '}';
    }
    Path& step(PathTill& till, StaffRole role, const std::string& step,
               const std::string& more = {}) {
        till.ok(role, "tickets.step", on(id, R"(,"step":")" + step + '"' + more));
        return *this;
    }
    Path& clerk(PathTill& till, const std::string& step, const std::string& more = {}) {
        return this->step(till, StaffRole::clerk, step, more);
    }
    Path& manager(PathTill& till, const std::string& step, const std::string& more = {}) {
        return this->step(till, StaffRole::store_manager, step, more);
    }
    Path& sign(PathTill& till) {
        return clerk(
            till, "signed",
            R"(,"satisfaction":4,"signed_text":"已办","signature":")" + k_path_signature + '"');
    }
    Path& meet() {
        world.sync();
        return *this;
    }
    boost::json::value page(PathTill& till, StaffRole role) const {
        return till.ok(role, "tickets.get", on(id, ""));
    }
    /// Whoever has it says the same of it.
    Path& ends(const std::vector<PathTill*>& tills, std::string_view phase) {
        meet();
        std::string first;
        for (auto* till : tills) {
            const bool office = till->terminal.store_code() == "HQ";
            const auto shown =
                page(*till, office ? StaffRole::cs_manager : StaffRole::store_manager);
            CHECK(shown.at_pointer("/state/phase").as_string() == phase);
            const auto state = boost::json::serialize(shown.at("state"));
            if (first.empty()) first = state;
            CHECK(state == first);
        }
        return *this;
    }
    /// The id of its newest event of this kind.
    std::string newest(PathTill& till, std::string_view step) const {
        const auto shown = page(till, StaffRole::store_manager);
        for (const auto& entry : shown.at("events").as_array()) {
            const auto& event = entry.at("event");
            if (event.at("step").as_string() == step)
                return std::string(event.at("id").as_string());
        }
        FAIL("there is no such event");
        return {};
    }
};

std::string now_of(PathTill& till) {
    return std::to_string(till.terminal.clock.now_ms());
}

const std::string k_complaint = R"({"kind":"complaint","words":"内胆涂层脱落","product":"电饭煲",)"
                                R"("customer_name":"李先生","customer_phone":"13912340187")";

void complaint_of_ours(PathWorld& world) {
    auto& one = *world.one;
    Path path{world, one.take(StaffRole::clerk, k_complaint + "}")};
    path.clerk(one, "acknowledged")
        .clerk(one, "assessed", R"(,"fault":"ours")")
        .clerk(one, "assigned", R"(,"department":"商品部","assignee":"1002")")
        .clerk(one, "passed_on", R"(,"department":"商品部")")
        .clerk(one, "investigated", R"(,"words":"批次问题")")
        .clerk(one, "promised",
               R"(,"promised_at":)" + std::to_string(one.terminal.clock.now_ms() + 36'000'000))
        .clerk(one, "proposed", R"(,"resolution":"refund","amount":3000,"words":"退款")")
        .manager(one, "returned", R"(,"reason":"先核对")")
        .clerk(one, "proposed", R"(,"resolution":"refund","amount":2000,"words":"退款")")
        .meet()
        .manager(*world.twin, "approved")
        .clerk(*world.twin, "refused", R"(,"reason":"要换新")")
        .manager(*world.twin, "proposed", R"(,"resolution":"replacement","words":"换新")")
        .manager(*world.twin, "carried_out", R"(,"words":"已换","loss":9900)")
        .sign(*world.twin)
        .meet()
        .clerk(one, "called_back", R"(,"reached":false)")
        .step(*world.desk, StaffRole::cs_agent, "called_back", R"(,"reached":true)")
        .ends({&one, &*world.twin, &*world.desk}, "closed");
    // So that it doesn't happen again; also when the case is closed.
    path.manager(one, "action_set",
                 R"(,"words":"停售该批次","assignee":"1002","act_by":"2099-12-31")");
    path.manager(one, "action_checked",
                 R"(,"about_id":")" + path.newest(one, "action_set") + R"(","words":"已停售")");
    one.ok(StaffRole::clerk, "tickets.correct",
           Path::on(path.id, R"(,"field":"product","value":"电饭煲 K-20","reason":"听错")"));
    path.ends({&one, &*world.twin, &*world.desk}, "closed");
}

void complaint_that_is_not_ours(PathWorld& world) {
    auto& away = *world.away;
    Path path{world, away.take(StaffRole::clerk, k_complaint + "}")};
    path.clerk(away, "assessed", R"(,"fault":"not_ours")")
        .clerk(away, "explained", R"(,"words":"说明书有写")")
        .clerk(away, "closed")
        .ends({&away, &*world.desk}, "closed")
        .clerk(away, "reopened", R"(,"reason":"不认可")")
        .clerk(away, "assessed", R"(,"fault":"not_ours")")
        .clerk(away, "explained", R"(,"words":"再次说明")")
        .manager(away, "closed")
        .ends({&away, &*world.desk}, "closed");
    CHECK_FALSE(world.one->call(StaffRole::clerk, "tickets.get", Path::on(path.id, "")).ok());
}

/// As many as a repair may have.
std::string many_parts() {
    std::string parts = R"({"name":"电源板","quantity":1,"price":4500})";
    for (int i = 1; i < domain::k_ticket_parts_max; ++i) {
        parts +=
            fmt::format(R"(,{{"name":"空气净化器机身固定螺丝 {} 号","quantity":2,"price":10}})", i);
    }
    return parts;
}

void repair_at_the_shop(PathWorld& world) {
    auto& one = *world.one;
    Path path{world,
              one.take(StaffRole::clerk, R"({"kind":"repair","words":"不通电","brought_in":true,)"
                                         R"("device":"空气净化器","customer_name":"王女士"})")};
    path.clerk(one, "assigned", R"(,"contractor":"刘师傅")")
        .clerk(one, "kept", R"(,"tag":"B-017","place":"维修架 2")")
        .clerk(one, "lent", R"(,"words":"备用净化器 02 号")")
        .clerk(one, "quoted", R"(,"amount":9900,"words":"换主板")")
        .clerk(one, "quote_declined", R"(,"reason":"太贵")")
        .meet()
        .clerk(*world.twin, "quoted",
               R"(,"amount":4500,"parts":[{"name":"电源板","quantity":1,"price":4500}])")
        .clerk(*world.twin, "quote_accepted")
        .clerk(*world.twin, "carried_out", R"(,"words":"换电源板","parts":[)" + many_parts() + "]")
        .clerk(*world.twin, "ready", R"(,"place":"前台")")
        .meet()
        .sign(one)
        .clerk(one, "closed")
        .clerk(one, "lent_back")
        .ends({&one, &*world.twin, &*world.desk}, "closed");
}

void repair_on_site(PathWorld& world) {
    auto& away = *world.away;
    Path path{world,
              away.take(StaffRole::clerk, R"({"kind":"repair","words":"漏水","in_warranty":true,)"
                                          R"("device":"热水器","address":"人民路 18 号"})")};
    path.clerk(away, "assigned", R"(,"department":"售后部","contractor":"刘师傅")")
        .clerk(away, "arrived", R"(,"contractor":"刘师傅")")
        .clerk(away, "carried_out", R"(,"words":"换密封圈")")
        .sign(away)
        .clerk(away, "called_back", R"(,"reached":true)")
        .ends({&away, &*world.desk}, "closed");
}

void enquiry_at_headquarters(PathWorld& world) {
    auto& desk = *world.desk;
    Path path{world, desk.take(StaffRole::cs_agent, R"({"kind":"enquiry","channel":"phone",)"
                                                    R"("words":"二店有没有货"})")};
    desk.ok(StaffRole::cs_agent, "tickets.transfer",
            Path::on(path.id, R"(,"to_store":"S002","reason":"问二店")"));
    path.meet()
        .clerk(*world.away, "answered", R"(,"words":"有货，可预留")")
        .clerk(*world.away, "closed")
        .ends({&*world.away, &desk}, "closed");
}

void grave_case_that_waits_and_runs_out(PathWorld& world) {
    auto& one = *world.one;
    Path path{world, one.take(StaffRole::clerk, k_complaint + R"(,"alarm":"safety"})")};
    path.clerk(one, "told_headquarters", R"(,"assignee":"何主管","said_at":)" + now_of(one))
        .clerk(one, "severity_set", R"(,"severity":"urgent","reason":"漏电")")
        .clerk(one, "paused", R"(,"reason":"等送回商品")")
        .clerk(one, "noted", R"(,"words":"明天送来")")
        .clerk(one, "resumed");
    world.pass(30 * 3'600'000);
    CHECK(one.ok(StaffRole::clerk, "tickets.run", "{}").at("to_manager").as_int64() > 0);
    path.meet();
    // Each till judges without knowing of the other one.
    path.clerk(one, "assessed", R"(,"fault":"ours")");
    world.twin->terminal.clock.advance(60'000);
    path.clerk(*world.twin, "assessed", R"(,"fault":"not_ours")").meet();
    const auto shown = path.page(one, StaffRole::store_manager);
    const auto first = shown.at_pointer("/state/contradictions/0/one").as_string();
    one.ok(StaffRole::store_manager, "tickets.decide",
           Path::on(path.id, R"(,"holds":")" + std::string(first) + R"(","reason":"核实过")"));
    path.clerk(one, "proposed", R"(,"resolution":"refund","amount":89900,"words":"退款")")
        .meet()
        .step(*world.desk, StaffRole::cs_manager, "approved")
        .meet()
        .clerk(*world.twin, "carried_out", R"(,"words":"已退","loss":89900)")
        .sign(*world.twin)
        .clerk(*world.twin, "called_back", R"(,"reached":true)")
        .ends({&one, &*world.twin, &*world.desk}, "closed");
}

/// A complaint of which everything is done but the customer's yes.
Path done_complaint(PathWorld& world) {
    auto& one = *world.one;
    Path path{world, one.take(StaffRole::clerk, k_complaint + "}")};
    path.clerk(one, "assessed", R"(,"fault":"ours")")
        .manager(one, "proposed", R"(,"resolution":"apology","words":"致歉")")
        .clerk(one, "carried_out", R"(,"words":"已致歉")");
    return path;
}

void complaints_without_a_signature(PathWorld& world) {
    auto& one = *world.one;
    const std::vector<PathTill*> all{&one, &*world.twin, &*world.desk};
    done_complaint(world)
        .clerk(one, "agreed", R"(,"who":"李先生","words":"接受","said_at":)" + now_of(one))
        .meet()
        .clerk(*world.twin, "unreachable", R"(,"reason":"号码有误")")
        .ends(all, "closed");
    done_complaint(world).manager(one, "unsettled", R"(,"reason":"联系不上")").ends(all, "closed");
    Path mistaken{world, one.take(StaffRole::clerk, k_complaint + "}")};
    mistaken.manager(one, "cancelled", R"(,"reason":"登记错误")").meet();
    world.desk->ok(StaffRole::cs_agent, "tickets.hold",
                   Path::on(mistaken.id, R"(,"take_over":false)"));
    mistaken.ends(all, "cancelled");
    Path held = done_complaint(world).meet();
    world.desk->ok(StaffRole::cs_agent, "tickets.hold", Path::on(held.id, R"(,"take_over":false)"));
    held.ends(all, "carried_out");
}

void repairs_that_are_not_done(PathWorld& world) {
    auto& one = *world.one;
    const std::vector<PathTill*> all{&one, &*world.twin, &*world.desk};
    const auto declined = [&] {
        Path path{world, one.take(StaffRole::clerk,
                                  R"({"kind":"repair","words":"不通电","brought_in":true,)"
                                  R"("device":"净化器","customer_name":"王女士"})")};
        path.clerk(one, "assigned", R"(,"assignee":"1001")")
            .clerk(one, "quoted", R"(,"amount":9900)")
            .clerk(one, "quote_declined", R"(,"reason":"太贵")");
        return path;
    };
    declined().clerk(one, "handed_back", R"(,"reason":"顾客嫌贵")").ends(all, "closed");
    auto left = declined();
    left.clerk(one, "ready").meet();
    world.pass(31ll * 24 * 3'600'000);
    left.manager(*world.twin, "unclaimed", R"(,"reason":"没来取")").ends(all, "closed");
}

}  // namespace

TEST_CASE(
    "by command on two stores and headquarters a case can go every way, and all kinds of events do") {
    PathWorld world;
    complaint_of_ours(world);
    complaint_that_is_not_ours(world);
    repair_at_the_shop(world);
    repair_on_site(world);
    enquiry_at_headquarters(world);
    grave_case_that_waits_and_runs_out(world);
    complaints_without_a_signature(world);
    repairs_that_are_not_done(world);
    world.sync();
    std::set<std::string> seen;
    for (const auto& row : world.hub.rows_of("ticket_event")) {
        seen.emplace(row.state.columns.at("step").as_string());
    }
    for (const auto& [step, code] : k_codes<TicketStep>) {
        // Photos and files come with the capability of attachments.
        if (step == TicketStep::evidence_added || step == TicketStep::paper_signed) continue;
        CHECK_MESSAGE(seen.contains(std::string(code)), "no path has: ", code);
    }
    for (auto* till : world.all()) {
        CHECK(till->terminal.count("SELECT count(*) FROM rejection") == 0);
    }
}

}  // namespace qiantai::test
