#pragma once

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>

#include "terminal/operations/operation_table.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::ctl::test {

using domain::test::TestDesk;

/// No network at all.
inline sync::TransportFactory no_network() {
    return [](const sync::HubAddress&,
              const std::optional<std::string>&) -> Result<std::unique_ptr<sync::Transport>> {
        return make_error(sync::k_no_network);
    };
}

/// Operations over a terminal of a test, in this process. Every result is checked against the
/// operation's output schema.
class TestCounter {
  public:
    explicit TestCounter(std::string store_code = "S001") : desk(std::move(store_code)) {}

    void sign_in(StaffRole role) { m_desk.session = desk.session(role); }
    void sign_out() { m_desk.session.reset(); }

    Result<boost::json::object> call(std::string_view name, const boost::json::value& input) {
        auto result = table.call(m_desk, name, input);
        if (result) {
            const Operation* operation = table.find(name);
            REQUIRE(operation != nullptr);
            const auto fits = SchemaCheck(operation->output).check(result.value());
            CAPTURE(name);
            CAPTURE(boost::json::serialize(result.value()));
            if (!fits) FAIL_CHECK(fits.error().message());
        }
        return result;
    }
    /// The same with the input as text; must succeed.
    boost::json::object ok(std::string_view name, std::string_view input = "{}") {
        auto result = call(name, boost::json::parse(input));
        if (!result) FAIL((std::string(name) + ": " + result.error().message()));
        return std::move(result).value();
    }
    /// The code of its failure.
    std::string code(std::string_view name, std::string_view input = "{}") {
        const auto result = call(name, boost::json::parse(input));
        return result ? "ok" : std::string(result.error().code());
    }
    Desk& operation_desk() { return m_desk; }

    TestDesk desk;
    OperationTable table{desk.manifest};

  private:
    Desk m_desk{desk.terminal(), desk.context, no_network(), domain::test::k_cheap_pins};
};

inline std::string text_at(const boost::json::object& object, std::string_view pointer) {
    const boost::json::value value(object);
    return std::string(value.at_pointer(pointer).as_string());
}

}  // namespace qiantai::ctl::test
