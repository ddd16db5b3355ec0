#include "terminal/operations/stream.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <thread>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;

/// A stream at work in a thread of its own, fed and read line by line.
class LiveStream {
  public:
    explicit LiveStream(TestCounter& counter) {
        ::signal(SIGPIPE, SIG_IGN);
        REQUIRE(::pipe2(m_in, O_CLOEXEC) == 0);
        REQUIRE(::pipe2(m_out, O_CLOEXEC) == 0);
        m_thread = std::thread([this, &counter] {
            m_end = run_stream(counter.table, counter.operation_desk(), m_in[0], m_out[1]);
            ::close(m_out[1]);
            ::close(m_in[0]);
        });
    }
    ~LiveStream() {
        finish();
        close_output();
    }

    void send(std::string_view text) { REQUIRE(write_all(m_in[1], text)); }
    boost::json::object receive() {
        for (;;) {
            if (const auto end = m_buffer.find('\n'); end != std::string::npos) {
                const auto line = m_buffer.substr(0, end);
                m_buffer.erase(0, end + 1);
                return boost::json::parse(line).as_object();
            }
            char buffer[4096];
            const ssize_t got = ::read(m_out[0], buffer, sizeof buffer);
            if (got <= 0) return {};
            m_buffer.append(buffer, static_cast<std::size_t>(got));
        }
    }
    boost::json::object answer(std::string_view line) {
        send(std::string(line) + "\n");
        return receive();
    }
    void close_output() {
        if (m_out[0] >= 0) ::close(m_out[0]);
        m_out[0] = -1;
    }
    StreamEnd finish() {
        if (m_in[1] >= 0) ::close(m_in[1]);
        m_in[1] = -1;
        if (m_thread.joinable()) m_thread.join();
        return m_end;
    }

  private:
    int m_in[2] = {-1, -1}, m_out[2] = {-1, -1};
    std::string m_buffer;
    std::thread m_thread;
    StreamEnd m_end = StreamEnd::input_ended;
};

std::string code_of(const boost::json::object& answer) {
    if (answer.at("ok").as_bool()) return "ok";
    return std::string(answer.at("error").as_object().at("code").as_string());
}

std::string register_line(int n) {
    return fmt::format(
        R"({{"op":"members.register","in":{{"name":"王{}","phone":"138{:08}"}},"tag":{}}})", n, n,
        n);
}

}  // namespace

TEST_CASE("each line gets its answer in order, with its tag") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    LiveStream stream(counter);
    CHECK(code_of(stream.answer(R"({"op":"members.find","in":{"query":"王"},"tag":"a"})")) == "ok");
    const auto made = stream.answer(register_line(7));
    CHECK(made.at("tag").as_int64() == 7);
    CHECK(made.at("op").as_string() == "members.register");
    CHECK(made.at("out").as_object().contains("member"));
    const auto list = stream.answer(R"({"op":"members.conflicts","tag":{"any":[1]}})");
    CHECK(code_of(list) == "not_permitted");
    CHECK(boost::json::serialize(list.at("tag")) == R"({"any":[1]})");
    CHECK_FALSE(stream.answer(R"({"op":"sync.status"})").contains("tag"));
    CHECK(stream.finish() == StreamEnd::input_ended);
}

TEST_CASE("bad lines get an error line each and the stream goes on") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    LiveStream stream(counter);
    for (const auto* line :
         {"no json", "[]", "42", R"({"in":{}})", R"({"op":5})", R"({"op":"sync.status","x":1})",
          R"({"op":"sync.status")", "\"\xFF\"", "{\"op\":\"sync.status\"} {}"}) {
        CAPTURE(line);
        CHECK(code_of(stream.answer(line)) == "line_malformed");
    }
    CHECK(code_of(stream.answer(R"({"op":"members.burn"})")) == "operation_unknown");
    CHECK(code_of(stream.answer(R"({"op":"members.find","in":[]})")) == "input_invalid");
    CHECK(code_of(stream.answer(R"({"op":"members.find","in":{"quer":"x"},"tag":1})")) ==
          "input_invalid");
    stream.send("\n  \r\n");  // empty lines are passed over
    CHECK(code_of(stream.answer(R"({"op":"sync.status"})")) == "ok");
    CHECK(code_of(stream.answer(std::string(100, '[') + std::string(100, ']'))) ==
          "line_malformed");
    CHECK(code_of(stream.answer(R"({"op":"sync.status"})")) == "ok");
}

TEST_CASE("a line of any length harms nobody") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    LiveStream stream(counter);
    std::thread sender([&] {
        stream.send(std::string(k_stream_line_bytes_max * 3, 'x') + "\n");
        stream.send(R"({"op":"members.find","in":{"query":")" +
                    std::string(k_stream_line_bytes_max - 100, 'x') + "\"}}\n");
        stream.send("{\"op\":\"sync.status\"}");  // the last line may lack its end
        stream.send("\n");
    });
    CHECK(code_of(stream.receive()) == "line_too_long");
    CHECK(code_of(stream.receive()) == "input_invalid");
    CHECK(code_of(stream.receive()) == "ok");
    sender.join();
}

TEST_CASE("a last line without its end counts") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    LiveStream stream(counter);
    stream.send(register_line(1));
    stream.finish();
    CHECK(code_of(stream.receive()) == "ok");
    CHECK(counter.desk.number("SELECT count(*) FROM member") == 1);
}

TEST_CASE("when a line is printed its record can be read by everybody") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    auto other = counter.desk.terminal().open_connection();
    REQUIRE(other.ok());
    LiveStream stream(counter);
    for (int n = 1; n <= 50; ++n) {
        const auto answer = stream.answer(register_line(n));
        REQUIRE(code_of(answer) == "ok");
        const auto id =
            Uuid::parse(boost::json::value(answer).at_pointer("/out/member/id").as_string());
        auto found = other->prepare("SELECT count(*) FROM member WHERE id = ?");
        found->bind(*id);
        REQUIRE(found->step().value());
        CHECK(found->integer(0) == 1);
    }
}

TEST_CASE("when nobody reads any more nothing further is done") {
    TestCounter counter;
    counter.sign_in(StaffRole::clerk);
    LiveStream stream(counter);
    CHECK(code_of(stream.answer(register_line(1))) == "ok");
    stream.close_output();
    // The second is done, but can't be told. All in one piece: the stream closes its end after
    // that.
    std::string rest;
    for (int n = 2; n < 60; ++n) rest += register_line(n) + "\n";
    stream.send(rest);
    CHECK(stream.finish() == StreamEnd::output_closed);
    CHECK(counter.desk.number("SELECT count(*) FROM member") == 2);
}

TEST_CASE("a stream signs in and out by itself") {
    TestCounter counter;
    LiveStream stream(counter);
    CHECK(code_of(stream.answer(register_line(1))) == "sign_in_required");
    CHECK(code_of(stream.answer(
              R"({"op":"access.sign_in","in":{"staff_number":"1001","pin":"2580"}})")) == "ok");
    CHECK(code_of(stream.answer(register_line(1))) == "ok");
    CHECK(code_of(stream.answer(R"({"op":"access.sign_out"})")) == "ok");
    CHECK(code_of(stream.answer(register_line(2))) == "sign_in_required");
}

}  // namespace qiantai::ctl
