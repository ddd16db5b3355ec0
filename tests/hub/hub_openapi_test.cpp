// Holds the hub against its own description: what it answers is documented, and what is documented
// it answers.

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "schema/base/encoding.hpp"
#include "sync/core/wire.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

/// A long path of members; fails the test if one is missing.
const json::value& at(const json::value& value, std::initializer_list<std::string_view> path) {
    const json::value* here = &value;
    for (const auto name : path) {
        const auto* next = here->is_object() ? here->get_object().if_contains(name) : nullptr;
        REQUIRE_MESSAGE(next, name);
        here = next;
    }
    return *here;
}

/// Follows "#/components/…/name".
const json::value& resolve(const json::value& document, const json::value& value) {
    const auto* target = value.get_object().if_contains("$ref");
    if (!target) return value;
    const std::string path(target->as_string());
    const json::value* here = &document;
    for (std::size_t from = 2; from <= path.size();) {
        const auto slash = std::min(path.find('/', from), path.size());
        here = &at(*here, {std::string_view(path).substr(from, slash - from)});
        from = slash + 1;
    }
    return *here;
}

struct Described {
    Described() : document(json::parse(hub::openapi_text())) { hub.add_store("S001"); }

    /// The response object of an operation for a status.
    const json::value& response_of(std::string_view method, std::string_view path, int status) {
        std::string name(method);
        for (char& c : name) c = static_cast<char>(std::tolower(c));
        return resolve(document,
                       at(document, {"paths", path, name, "responses", std::to_string(status)}));
    }

    void check_body(const json::value& described, const sync::HttpResponse& response) {
        const auto media = response.content_type.substr(0, response.content_type.find(';'));
        const auto& schema_json = at(described, {"content", media, "schema"});
        if (media != "application/json") return;
        // References are resolved from the root of the document given: the schema with all
        // components beside it.
        json::value root = schema_json;
        root.get_object()["components"] = document.at("components");
        valijson::Schema schema;
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::BoostJsonAdapter(root), schema);
        const json::value body = json::parse(response.body);
        valijson::ValidationResults results;
        valijson::Validator validator;
        const bool valid =
            validator.validate(schema, valijson::adapters::BoostJsonAdapter(body), &results);
        std::string why;
        for (valijson::ValidationResults::Error error; results.popError(error);)
            why += error.description + "; ";
        INFO(response.body);
        CHECK_MESSAGE(valid, why);
    }

    /// Sends the request and checks status, code and body against the description.
    sync::HttpResponse ask(sync::HttpRequest request) {
        const std::string path = request.target.substr(0, request.target.find('?'));
        const auto response = hub.handle(request);
        CAPTURE(request.method);
        CAPTURE(path);
        CAPTURE(response.status);
        const auto& described = response_of(request.method, path, response.status);
        check_body(described, response);
        if (response.status != 200) {
            const auto body = parse_object(response.body);
            const auto& codes = at(described, {"x-codes"}).as_array();
            const bool listed = std::ranges::find(codes, body.at("code")) != codes.end();
            CHECK_MESSAGE(listed, response.body);
        }
        return response;
    }

    sync::HttpRequest post(std::string_view path, std::string authorization,
                           const json::value& body) {
        return {"POST",
                std::string(path),
                std::move(authorization),
                "application/json",
                "",
                json::serialize(body),
                "1.1.1.1"};
    }

    TestHub hub;
    json::value document;
};

}  // namespace

TEST_CASE_FIXTURE(Described, "every documented path and method answers as described") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    till.insert("member", member_columns("S001"));
    auto wrong = member_columns("S001");
    wrong["gender"] = 3;
    till.insert("member", wrong);
    CHECK(ask({"GET", "/v1/ca", "", "", "", "", ""}).status == 200);
    CHECK(ask({"GET", "/v1/openapi.json", "", "", "", "", ""}).status == 200);
    CHECK(ask({"GET", "/healthz", "", "", "", "", ""}).status == 200);
    CHECK(ask({"GET", "/v1/hello", till.authorization(), "", "", "", ""}).status == 200);
    CHECK(ask({"POST", "/v1/changes", till.authorization(), "application/x-ndjson", "zstd",
               sync::encode_push(till.make_batch(1, 2)), ""})
              .status == 200);
    CHECK(ask({"GET", "/v1/hello", till.authorization(), "", "", "", ""}).status == 200);
    CHECK(ask({"GET", "/v1/feed?cursors=chain%3A0,store/S001:0", till.authorization(), "", "", "",
               ""})
              .status == 200);
    CHECK(ask(post("/v1/lookup", till.authorization(), {{"phone", "13800000001"}})).status == 200);
    hub.add_store("S002");
    TestDevice away(hub, "S002");
    CHECK(ask(post("/v1/lookup", away.authorization(),
                   {{"phone", "13800000001"}, {"card_number", "C"}, {"staff_number", "1001"}}))
              .status == 200);
    CHECK(ask(post("/v1/enrolment-codes", desk.authorization(),
                   {{"store_code", "S001"}, {"terminal_name", "B"}}))
              .status == 200);
    const json::object enrol{{"code", hub.make_code("S001")},
                             {"bundle_public_key", to_base64url(std::string(32, 'x'))}};
    CHECK(ask(post("/v1/enrol", "", enrol)).status == 200);
}

TEST_CASE_FIXTURE(Described, "every refusal is one that its address documents") {
    TestDevice desk(hub, "HQ"), till(hub, "S001");
    CHECK(ask({"GET", "/v1/hello", "", "", "", "", ""}).status == 401);
    CHECK(ask({"GET", "/v1/feed", till.authorization(), "", "", "", ""}).status == 400);
    CHECK(ask({"GET", "/v1/feed?cursors=hq/00:0", till.authorization(), "", "", "", ""}).status ==
          403);
    CHECK(ask({"GET", "/v1/feed?cursors=chain:99", till.authorization(), "", "", "", ""}).status ==
          409);
    const auto changes = [&](std::string type, std::string body) {
        return ask({"POST", "/v1/changes", till.authorization(), std::move(type), "zstd",
                    std::move(body), ""})
            .status;
    };
    CHECK(changes("application/json", "x") == 415);
    CHECK(changes("application/x-ndjson", "not zstd") == 400);
    CHECK(changes("application/x-ndjson", sync::compress("{\"v\":99}\n", 1)) == 400);
    CHECK(changes("application/x-ndjson", std::string(9u << 20, 'x')) == 413);
    till.insert("member", member_columns("S001"));
    till.insert("member", member_columns("S001"));
    CHECK(changes("application/x-ndjson", sync::encode_push(till.make_batch(2, 2))) == 409);
    CHECK(ask(post("/v1/enrolment-codes", till.authorization(), json::object())).status == 403);
    CHECK(ask(post("/v1/enrolment-codes", desk.authorization(), json::object())).status == 400);
    CHECK(ask(post("/v1/enrolment-codes", desk.authorization(),
                   {{"store_code", "S9"}, {"terminal_name", "B"}}))
              .status == 400);
    CHECK(ask(post("/v1/lookup", desk.authorization(), {{"phone", "13800000001"}})).status == 403);
    CHECK(ask(post("/v1/lookup", "", {{"phone", "13800000001"}})).status == 401);
    CHECK(ask(post("/v1/lookup", till.authorization(), {{"name", "x"}})).status == 400);
    CHECK(ask({"POST", "/v1/lookup", till.authorization(), "text/plain", "", "{}", ""}).status ==
          415);
    CHECK(
        ask(post("/v1/lookup", till.authorization(), {{"phone", std::string(5000, '1')}})).status ==
        413);
    for (int i = 0; i < 60; ++i) {
        CHECK(ask(post("/v1/lookup", till.authorization(), {{"phone", "1"}})).status == 200);
    }
    CHECK(ask(post("/v1/lookup", till.authorization(), {{"phone", "1"}})).status == 429);
    const std::string photo = "/v1/attachment?offset=0&size=1&hash=" + std::string(64, 'a');
    CHECK(ask({"GET", photo, till.authorization(), "", "", "", ""}).status == 404);
    CHECK(ask({"GET", "/v1/attachment", till.authorization(), "", "", "", ""}).status == 400);
    CHECK(ask({"GET", photo, "", "", "", "", ""}).status == 401);
    CHECK(ask({"POST", photo, till.authorization(), "application/octet-stream", "", "x", ""})
              .status == 404);
    CHECK(ask({"POST", photo, "", "application/octet-stream", "", "x", ""}).status == 401);
    CHECK(ask({"POST", "/v1/enrol", "", "text/plain", "", "{}", ""}).status == 415);
    CHECK(ask(post("/v1/enrol", "", "text")).status == 400);
    CHECK(ask(post("/v1/enrol", "", {{"code", std::string(5000, 'x')}})).status == 413);
    const json::object enrol{{"code", "00000000"},
                             {"bundle_public_key", to_base64url(std::string(32, 'x'))}};
    for (int i = 0; i < 10; ++i) CHECK(ask(post("/v1/enrol", "", enrol)).status == 403);
    const auto limited = ask(post("/v1/enrol", "", enrol));
    CHECK(limited.status == 429);
    CHECK(limited.headers.at("Retry-After") == "5");
    auto device = *hub.load_device(till.id);
    for (const auto status : {hub::DeviceStatus::blocked, hub::DeviceStatus::revoked}) {
        device.status = status;
        hub.save_device(device);
        CHECK(ask({"GET", "/v1/hello", till.authorization(), "", "", "", ""}).status == 403);
    }
}

TEST_CASE_FIXTURE(Described, "every error of the hub is documented with its status, and no other") {
    std::set<std::string> documented;
    for (const auto& code :
         at(document, {"components", "schemas", "Error", "properties", "code", "enum"})
             .as_array()) {
        documented.emplace(code.as_string());
    }
    std::set<std::string> known;
    std::set<std::string> answered{"not_found", "method_not_allowed"};
    for (const auto* error : sync::k_hub_errors) known.emplace(error->kind.code);
    CHECK(documented == known);
    for (const auto& path : document.at("paths").as_object()) {
        for (const auto& operation : path.value().as_object()) {
            for (const auto& member : operation.value().at("responses").as_object()) {
                const auto& response = resolve(document, member.value());
                if (!response.as_object().contains("x-codes")) continue;
                for (const auto& code : response.at("x-codes").as_array()) {
                    const auto* error = sync::find_hub_error(std::string(code.as_string()));
                    REQUIRE(error);
                    CHECK(std::to_string(error->http_status) == member.key());
                    answered.emplace(code.as_string());
                }
            }
        }
    }
    CHECK(answered == known);
}

TEST_CASE_FIXTURE(Described, "an address or method that is not documented is refused as such") {
    for (const auto& path : document.at("paths").as_object()) {
        for (const std::string method : {"GET", "POST", "PUT", "DELETE"}) {
            std::string name = method;
            for (char& c : name) c = static_cast<char>(std::tolower(c));
            const auto response = hub.handle({method, std::string(path.key()), "", "", "", "", ""});
            CAPTURE(path.key());
            CAPTURE(method);
            CHECK((response.status == 405) == !path.value().as_object().contains(name));
        }
    }
    for (const std::string target :
         {"/", "/v1", "/v1/hello/", "/v1/Hello", "//v1/hello", "/v2/hello", "", "*"}) {
        CHECK(hub.handle({"GET", target, "", "", "", "", ""}).status == 404);
    }
}
