// members.look_up as an operation: the number's form, what a clerk is told, the trail.

#include <doctest/doctest.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;

/// A hub that answers look-ups with this text; nothing = no network.
class OneAnswer final : public sync::Transport {
  public:
    OneAnswer(std::optional<std::string> body, std::string& asked)
        : m_body(std::move(body)), m_asked(asked) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override {
        if (!m_body) return make_error(sync::k_hub_unreachable);
        m_asked = request.body;
        return sync::HttpResponse{200, "application/json", "", *m_body, {}};
    }
    void cancel() override {}

  private:
    std::optional<std::string> m_body;
    std::string& m_asked;
};

struct Asking {
    Asking() {
        namespace fact = sqlite::fact;
        auto& database = counter.desk.database();
        sqlite::save_fact(database, fact::k_device_id, Uuid::derive("till").text()).value();
        counter.sign_in(StaffRole::clerk);
        counter.operation_desk().make_transport =
            [this](const sync::HubAddress&,
                   const std::optional<std::string>&) -> Result<std::unique_ptr<sync::Transport>> {
            return std::unique_ptr<sync::Transport>(std::make_unique<OneAnswer>(answer, asked));
        };
    }
    TestCounter counter;
    std::optional<std::string> answer;
    std::string asked;
};

}  // namespace

TEST_CASE_FIXTURE(Asking, "a part of a number or a name is not sent to headquarters") {
    answer = R"({"members":[]})";
    for (const std::string typed : {"8000", "王小明", "", "138 0000 000x?"}) {
        if (typed.empty()) continue;
        const auto code = counter.code("members.look_up", R"({"number":")" + typed + R"("})");
        CAPTURE(typed);
        // Four digits may be a whole card number; headquarters compares it whole.
        CHECK(code == (typed == "8000" ? "member_nowhere" : "number_not_whole"));
    }
    CHECK(asked.find("phone") == std::string::npos);
}

TEST_CASE_FIXTURE(Asking, "a number that no store knows is told as such, and kept in the trail") {
    answer = R"({"members":[]})";
    CHECK(counter.code("members.look_up", R"({"number":"+86 138-0000-0001"})") == "member_nowhere");
    const auto sent = boost::json::parse(asked);
    CHECK(sent.at("phone") == "13800000001");
    CHECK(sent.at("staff_number").as_string() == counter.desk.number_of(StaffRole::clerk));
    CHECK(counter.desk.last_action() == "members.look_up");
    CHECK(counter.desk.text("SELECT detail FROM audit_event ORDER BY chain_seq DESC LIMIT 1") ==
          R"({"asked_by":"phone","found":"0"})");
}

TEST_CASE_FIXTURE(Asking, "without a network the clerk hears that looking up has to wait") {
    CHECK(counter.code("members.look_up", R"({"number":"13800000001"})") == "look_up_offline");
    CHECK(counter.desk.number(
              "SELECT count(*) FROM audit_event WHERE action = 'members.look_up'") == 0);
}

TEST_CASE_FIXTURE(Asking, "an answer that is not the hub's is not taken for an empty one") {
    for (const std::string wrong : {R"({})", R"({"members":5})", R"({"members":[{}]})", "text"}) {
        answer = wrong;
        CHECK(counter.code("members.look_up", R"({"number":"13800000001"})") ==
              "hub_answer_strange");
    }
}

}  // namespace qiantai::ctl
