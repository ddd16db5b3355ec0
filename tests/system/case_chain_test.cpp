// The course of a complaint as it happens: real programs in two stores and at headquarters, one of
// them killed in the middle of every step.

#include <doctest/doctest.h>
#include <signal.h>

#include "schema/base/file.hpp"
#include "schema/base/signature.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/system/running_chain.hpp"

namespace qiantai::test {
namespace {

struct Worker {
    std::string terminal;
    std::string staff;
};

const Worker k_first_clerk{"S001-T01", "1002"}, k_first_manager{"S001-T02", "1001"},
    k_second_clerk{"S002-T01", "2002"}, k_agent{"HQ-desk", "9201"}, k_chief{"HQ-desk", "9101"};

/// Programs that are told what to do on a stream, and lose their power as soon as they have
/// answered.
class CaseChain {
  public:
    CaseChain() {
        for (const auto& worker : {k_first_clerk, k_first_manager, k_second_clerk}) {
            chain.enrol(worker.terminal, worker.terminal.substr(0, 4));
        }
        for (const auto& staff : ctl::demo_staff()) {
            write_bytes(pin_file(std::string(staff.number)), std::string(staff.pin));
        }
        signature = signature_text({{{1000, 3000}, {4000, 3200}}});
    }

    boost::json::value ask(const Worker& worker, const std::string& operation,
                           const boost::json::object& input) {
        const auto program = chain.start_ctl(
            worker.terminal,
            {"call", "--stream", "--staff", worker.staff, "--pin-file", pin_file(worker.staff)});
        const boost::json::object request{{"op", operation}, {"in", input}};
        REQUIRE(program->write(boost::json::serialize(request) + "\n"));
        std::string line;
        const bool answered = program->read_line(line);
        if (!answered) FAIL((operation + ": " + program->read_errors()));
        program->kill_hard();
        CHECK(program->wait() == -SIGKILL);
        const auto answer = RunningChain::json(line);
        REQUIRE_MESSAGE(answer.at("ok").as_bool(), operation, line);
        return answer.at("out");
    }
    boost::json::value step(const Worker& worker, const std::string& name,
                            boost::json::object more = {}) {
        more["ticket_id"] = ticket;
        more["step"] = name;
        return ask(worker, "tickets.step", more);
    }
    /// Killed in the middle of sending, as the hub is; then to the end.
    void meet(const std::vector<std::string>& terminals) {
        const auto torn = chain.start_ctl(terminals.front(), {"sync"});
        chain.kill_hub();
        torn->kill_hard();
        torn->wait();
        CHECK(chain.ctl(terminals.front(), {"sync"}).exit == 5);
        chain.start_hub();
        for (int i = 0; i < 2; ++i) {
            for (const auto& terminal : terminals) {
                const auto done = chain.ctl(terminal, {"sync"});
                REQUIRE_MESSAGE(done.exit == 0, done.err);
            }
        }
    }
    std::string state(const Worker& worker) {
        const auto page = ask(worker, "tickets.get", {{"ticket_id", ticket}});
        return boost::json::serialize(page.at("state"));
    }
    std::string photo_at(const Worker& worker, const std::string& attachment) {
        const auto path = (folder / (worker.terminal + ".jpg")).string();
        ask(worker, "attachments.save", {{"attachment", attachment}, {"path", path}});
        return read_file(path).value();
    }

    RunningChain chain;
    TempFolder folder;
    std::string ticket, signature;

  private:
    std::string pin_file(const std::string& staff) const {
        return (folder / ("pin-" + staff)).string();
    }
};

}  // namespace

TEST_CASE_FIXTURE(CaseChain,
                  "a complaint goes through two stores and headquarters by command, each program "
                  "killed after its step, and is the same everywhere in the end") {
    const auto photo_file = (folder / "photo.jpg").string();
    write_bytes(photo_file, domain::test::sample_jpeg(1200, 900));
    chain.kill_hub();
    const auto taken = ask(k_first_clerk, "tickets.take",
                           {{"kind", "complaint"},
                            {"words", "电饭煲内胆涂层脱落"},
                            {"product", "电饭煲 K-20"},
                            {"customer_name", "李先生"},
                            {"customer_phone", "13912340187"}});
    ticket = taken.at_pointer("/ticket/id").as_string();
    const std::string number(taken.at_pointer("/ticket/number").as_string());
    const auto shown =
        ask(k_first_clerk, "tickets.add_evidence", {{"ticket_id", ticket}, {"path", photo_file}});
    const std::string photo(shown.at_pointer("/events/0/event/attachment").as_string());
    step(k_first_clerk, "acknowledged");
    step(k_first_clerk, "assessed", {{"fault", "ours"}});
    step(k_first_clerk, "proposed",
         {{"resolution", "refund"}, {"amount", 89900}, {"words", "退款"}});
    chain.start_hub();

    // More than a store's manager may give: headquarters approves it.
    meet({"S001-T01", "S001-T02", "HQ-desk"});
    CHECK(ask(k_agent, "tickets.find", {{"number", number}}).at_pointer("/ticket/id").as_string() ==
          ticket);
    step(k_chief, "approved");
    meet({"HQ-desk", "S001-T02"});
    ask(k_first_manager, "tickets.transfer",
        {{"ticket_id", ticket}, {"to_store", "S002"}, {"reason", "顾客在二店附近"}});
    meet({"S001-T02", "HQ-desk", "S002-T01"});

    // Everything of it has gone along; the photo is fetched where somebody wants to see it.
    ask(k_second_clerk, "attachments.fetch", {{"attachment", photo}});
    meet({"S002-T01"});
    CHECK(photo_at(k_second_clerk, photo) == photo_at(k_first_clerk, photo));
    step(k_second_clerk, "carried_out", {{"words", "已退款"}, {"loss", 89900}});
    step(k_second_clerk, "signed",
         {{"satisfaction", 4}, {"signed_text", "已退款"}, {"signature", signature}});
    ask(k_second_clerk, "tickets.save_pdf",
        {{"ticket_id", ticket}, {"form", "resolution"}, {"path", (folder / "case.pdf").string()}});
    CHECK(std::filesystem::file_size(folder / "case.pdf") > 1000);
    meet({"S002-T01", "HQ-desk"});
    step(k_agent, "called_back", {{"reached", true}});
    meet({"HQ-desk", "S002-T01", "S001-T01", "S001-T02"});

    const auto at_headquarters = state(k_chief);
    CHECK(boost::json::parse(at_headquarters).at("phase").as_string() == "closed");
    CHECK(state(k_second_clerk) == at_headquarters);
    for (const auto& worker : {k_first_clerk, k_first_manager, k_second_clerk, k_chief}) {
        const auto checked = chain.ctl(worker.terminal, {"check"});
        CHECK_MESSAGE(checked.exit == 0, checked.out, checked.err);
    }
    const auto audit = chain.hub({"audit", "verify"});
    CHECK_MESSAGE(audit.exit == 0, audit.out);
}

}  // namespace qiantai::test
