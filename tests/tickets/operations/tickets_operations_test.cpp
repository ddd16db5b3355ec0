// Tickets by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include "schema/base/signature.hpp"
#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

struct CaseCounter : TestCounter {
    CaseCounter() {
        desk.clock.set(1'795'242'660'000);
        sign_in(StaffRole::clerk);
    }
    std::string take(const std::string& more = {}) {
        desk.clock.advance(1000);
        return text_at(
            ok("tickets.take", R"({"kind":"complaint","words":"货架价与收银价差 20 元",)"
                               R"("customer_name":"阿依古丽·买买提","product":"电热水壶")" +
                                   more + "}"),
            "/ticket/id");
    }
    static std::string of(const std::string& id, const std::string& more) {
        return R"({"ticket_id":")" + id + "\"" + more + "}";
    }
    boost::json::object step(const std::string& id, const std::string& step,
                             const std::string& more = {}) {
        desk.clock.advance(1000);
        return ok("tickets.step", of(id, R"(,"step":")" + step + "\"" + more));
    }
    std::string phase(const std::string& id) {
        return text_at(ok("tickets.get", of(id, "")), "/state/phase");
    }
    const std::string k_signed = signature_text({{{1000, 3000}, {4000, 3200}, {4200, 1000}}});
};

}  // namespace

TEST_CASE("by command a case is taken in, goes its course, is found, listed and counted") {
    CaseCounter counter;
    CHECK(counter.ok("tickets.promises", R"({"kind":"complaint"})")
              .at("promises")
              .as_array()
              .size() == 3);
    CHECK(counter.ok("tickets.choices").contains("subjects"));
    const auto id =
        counter.take(R"(,"customer_phone":"13912340187","severity":"serious","alarm":"press")");
    const auto page = counter.ok("tickets.get", CaseCounter::of(id, ""));
    CHECK(text_at(page, "/customer/phone") == "13912340187");
    CHECK(page.at("tell_headquarters") == true);
    counter.step(id, "told_headquarters",
                 R"(,"assignee":"何主管","said_at":)" +
                     std::to_string(counter.desk.clock.now_ms() + 1000));
    counter.step(id, "assessed", R"(,"fault":"ours")");
    counter.step(id, "proposed", R"(,"resolution":"compensation","amount":2000,"words":"补差价")");
    CHECK(counter.code("tickets.step", CaseCounter::of(id, R"(,"step":"approved")")) ==
          "ticket_step_not_yours");
    counter.sign_in(StaffRole::store_manager);
    counter.step(id, "approved");
    counter.step(id, "carried_out", R"(,"words":"已补","loss":2000)");
    counter.step(
        id, "signed",
        R"(,"satisfaction":5,"signed_text":"补偿 20 元","signature":")" + counter.k_signed + "\"");
    CHECK(counter.phase(id) == "signed");
    counter.step(id, "called_back", R"(,"reached":true)");
    CHECK(counter.phase(id) == "closed");
    const auto number = text_at(page, "/ticket/number");
    CHECK(text_at(counter.ok("tickets.find", R"({"number":")" + number + "\"}"), "/ticket/id") ==
          id);
    CHECK(counter.ok("tickets.list", R"({"text":"收银","limit":10})")
              .at("tickets")
              .as_array()
              .size() == 1);
    CHECK(counter.ok("tickets.board").at("lanes").as_array().size() == 5);
    CHECK(counter.ok("tickets.counts").at("open") == 0);
    const std::string november = R"({"from":"2026-11-01","until":"2026-11-30"})";
    CHECK(counter.ok("tickets.statistics", november).at("complaints") == 1);
    CHECK(counter.ok("tickets.figures", november).at("figures").as_array().size() == 2);
}

TEST_CASE("by command a case is corrected, handed on, erased, revealed, and its tables made anew") {
    CaseCounter counter;
    const auto id = counter.take();
    counter.ok("tickets.correct",
               CaseCounter::of(id, R"(,"field":"product","value":"电饭煲","reason":"听错")"));
    CHECK(text_at(counter.ok("tickets.get", CaseCounter::of(id, "")), "/ticket/product") ==
          "电饭煲");
    CHECK(text_at(counter.ok("tickets.reveal_contact", CaseCounter::of(id, R"(,"reason":"回电")")),
                  "/name") == "阿依古丽·买买提");
    CHECK(counter.ok("tickets.rebuild").at("count") == 1);
    counter.desk.clock.advance(3 * 3'600'000);
    CHECK(counter.ok("tickets.run").at("to_manager") == 2);
    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.ok("tickets.hand_over", R"({"from":"1001","to":"1002","reason":"休假"})")
              .at("count") == 1);
    CHECK(counter.code("tickets.decide",
                       CaseCounter::of(id, R"(,"holds":")" + id + R"(","reason":"先到")")) ==
          "ticket_no_contradiction");
    counter.ok("tickets.transfer", CaseCounter::of(id, R"(,"to_store":"HQ","reason":"金额大")"));
    CHECK(counter.code("tickets.erase_customer", CaseCounter::of(id, R"(,"reason":"本人要求")")) ==
          "ticket_of_other_store");
    const auto other = counter.take();
    const auto erased =
        counter.ok("tickets.erase_customer", CaseCounter::of(other, R"(,"reason":"本人要求")"));
    CHECK_FALSE(erased.at("ticket").as_object().contains("words"));
    const auto member = text_at(
        counter.ok("members.register", R"({"name":"陈静","phone":"13800138001"})"), "/member/id");
    CHECK(counter.ok("tickets.earlier", R"({"member_id":")" + member + "\"}")
              .at("tickets")
              .as_array()
              .empty());
}

TEST_CASE("by command the papers of a case are saved, and printed where there is a printer") {
    CaseCounter counter;
    const qiantai::test::TempFolder folder;
    const auto id = counter.take();
    const auto path = (folder / "receipt.pdf").string();
    const auto form = [&](std::string_view kind) {
        return R"({"ticket_id":")" + id + R"(","form":")" + std::string(kind) + "\"";
    };
    CHECK(counter.ok("tickets.save_pdf", form("receipt") + R"(,"path":")" + path + "\"}")
              .at("pages") == 1);
    CHECK(std::filesystem::file_size(path) > 1000);
    CHECK(counter.code("tickets.save_pdf", form("receipt") + R"(,"path":")" + path + "\"}") ==
          "print_file_exists");
    CHECK(counter.code("tickets.save_pdf",
                       form("resolution") + R"(,"path":")" + path + ".2\"}") ==
          "ticket_no_proposal");
    CHECK(counter.code("tickets.print", form("receipt") + "}") == "printer_missing");
    counter.sign_in(StaffRole::store_manager);
    const auto printer = (folder / "paper.bin").string();
    counter.ok("printers.set", R"({"use":"slip","name":"小票","address":")" + printer + "\"}");
    CHECK(text_at(counter.ok("tickets.print", form("receipt") + "}"), "/state") == "waiting");
}

TEST_CASE("headquarters' policies about tickets are looked at before they hold") {
    TestCounter counter("HQ");
    counter.sign_in(StaffRole::admin);
    const auto save = [&](std::string code, std::string value) {
        return counter.code("admin.save_policy", R"({"code":")" + code + R"(","value":)" + value +
                                                     R"(,"effective_from":1795242660000})");
    };
    CHECK(save("tickets.times", R"({"acknowledge_minutes":60})") == "ok");
    CHECK(save("tickets.times", R"({"acknowledge_minutes":-1})") == "ticket_times_malformed");
    CHECK(save("tickets.retention", R"({"stranger_days":365})") == "ok");
    CHECK(save("tickets.retention", R"({"stranger_days":1})") == "ticket_retention_malformed");
    CHECK(save("tickets.choices", R"({"demands":["退款"]})") == "ok");
    CHECK(save("tickets.choices", R"({"demands":[""]})") == "ticket_choices_malformed");
}

}  // namespace qiantai::ctl
