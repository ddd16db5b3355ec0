// What the hub takes and gives of photos and files, and from and to whom.

#include "schema/base/content_name.hpp"
#include "schema/base/encoding.hpp"
#include "sync/core/tuning.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/invented.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

const std::string k_photo(k_content_piece_bytes + 1000, 'p');
const std::string k_name = content_name(k_photo);

struct AttachmentHub {
    AttachmentHub() : hub(make_invented_manifest()) {
        for (const auto* store : {"S001", "S002", "S003"}) hub.add_store(store);
        one.emplace(hub, "S001");
        receiver.emplace(hub, "S002");
        stranger.emplace(hub, "S003");
        desk.emplace(hub, "HQ");
    }

    /// A parcel of S001 for S002 with this picture.
    Uuid send_parcel(std::string_view picture = k_name) {
        const auto parcel = one->insert("parcel", {{"store_code", "S001"},
                                                   {"receiver", "S002"},
                                                   {"content", "手表"},
                                                   {"picture", picture}});
        REQUIRE(one->push().status == 200);
        return parcel;
    }
    sync::HttpResponse put(const TestDevice& device, std::uint64_t offset, std::string_view piece,
                           std::size_t size = k_photo.size()) {
        return hub.handle({.method = "POST",
                           .target = fmt::format("/v1/attachment?hash={}&size={}&offset={}", k_name,
                                                 size, offset),
                           .authorization = device.authorization(),
                           .content_type = "application/octet-stream",
                           .body = std::string(piece)});
    }
    sync::HttpResponse get(const TestDevice& device, std::uint64_t offset = 0) {
        return hub.handle(
            {.method = "GET",
             .target = fmt::format("/v1/attachment?hash={}&offset={}", k_name, offset),
             .authorization = device.authorization()});
    }
    void put_all(const TestDevice& device) {
        put(device, 0, k_photo.substr(0, k_content_piece_bytes));
        const auto last = put(device, k_content_piece_bytes, k_photo.substr(k_content_piece_bytes));
        REQUIRE(parse_object(last.body).at("complete").as_bool());
    }
    static std::string code_of(const sync::HttpResponse& response) {
        return response.status == 200
                   ? ""
                   : std::string(parse_object(response.body).at("code").as_string());
    }

    TestHub hub;
    std::optional<TestDevice> one, receiver, stranger, desk;
};

}  // namespace

TEST_CASE_FIXTURE(AttachmentHub, "a photo comes in pieces, and whoever sees the row gets it") {
    send_parcel();
    const auto first = put(*one, 0, k_photo.substr(0, k_content_piece_bytes));
    CHECK(parse_object(first.body) ==
          json::object{{"received", k_content_piece_bytes}, {"complete", false}});
    CHECK(code_of(get(*desk)) == "attachment_unknown");
    put_all(*one);
    for (auto* device : {&*one, &*receiver, &*desk}) {
        CHECK(get(*device).body + get(*device, k_content_piece_bytes).body == k_photo);
    }
    CHECK(get(*one, 2 * k_content_piece_bytes).body.empty());
    CHECK(get(*one).content_type == "application/octet-stream");
}

TEST_CASE_FIXTURE(AttachmentHub,
                  "only a row that names it, and is seen, gives the right to a photo") {
    CHECK(code_of(put(*one, 0, k_photo.substr(0, 9), 9)) == "attachment_unknown");
    send_parcel();
    put_all(*one);
    CHECK(code_of(get(*stranger)) == "attachment_unknown");
    CHECK(code_of(put(*stranger, 0, "x")) == "attachment_unknown");
    auto nobody = *one;
    nobody.secret = std::string(32, 'x');
    CHECK(code_of(get(nobody)) == "not_enrolled");
}

TEST_CASE_FIXTURE(AttachmentHub, "a parcel that no longer goes to a store takes its photo along") {
    const auto parcel = send_parcel();
    put_all(*one);
    one->update("parcel", parcel, {{"receiver", "S003"}});
    REQUIRE(one->push().status == 200);
    CHECK(code_of(get(*receiver)) == "attachment_unknown");
    CHECK(get(*stranger).status == 200);
}

TEST_CASE_FIXTURE(AttachmentHub, "a photo that no row names any more leaves the hub at once") {
    const auto parcel = send_parcel();
    const auto second = send_parcel();
    put_all(*one);
    one->update("parcel", parcel, {{"picture", nullptr}});
    REQUIRE(one->push().status == 200);
    CHECK(hub.store().contents().has(k_name));
    one->erase("parcel", second);
    REQUIRE(one->push().status == 200);
    CHECK_FALSE(hub.store().contents().has(k_name));
    CHECK(code_of(get(*one)) == "attachment_unknown");
}

TEST_CASE_FIXTURE(AttachmentHub, "what a crash left to be taken away goes at the next start") {
    send_parcel();
    put_all(*one);
    {
        auto writer = hub.store().begin_write().value();
        const std::vector<std::string> names{k_name, std::string(64, 'b')};
        writer->add_loose_contents(names).value();
        writer->commit().value();
    }
    CHECK(hub.service().drop_loose_contents().value() == 1);
    CHECK(hub.store().contents().has(k_name));
    hub.reopen();
    CHECK(hub.service().drop_loose_contents().value() == 0);
    CHECK(get(*one).status == 200);
}

TEST_CASE_FIXTURE(AttachmentHub,
                  "what is no photo of that name, too large or malformed is refused") {
    send_parcel();
    const std::string wrong(k_photo.size(), 'w');
    put(*one, 0, wrong.substr(0, k_content_piece_bytes));
    CHECK(code_of(put(*one, k_content_piece_bytes, wrong.substr(k_content_piece_bytes))) ==
          "attachment_damaged");
    CHECK_FALSE(hub.store().contents().has(k_name));
    CHECK(code_of(put(*one, 0, "x", k_content_bytes_max + 1)) == "body_too_large");
    CHECK(code_of(put(*one, 0, std::string(k_content_piece_bytes + 1, 'x'))) == "body_too_large");
    CHECK(code_of(put(*one, 0, "x", 0)) == "bad_request");
    CHECK(code_of(get(*one, 1)) == "bad_request");
    const auto ask = [&](std::string target, std::string type) {
        return code_of(hub.handle({.method = "POST",
                                   .target = "/v1/attachment?" + target,
                                   .authorization = one->authorization(),
                                   .content_type = std::move(type),
                                   .body = "x"}));
    };
    CHECK(ask("hash=../../etc/passwd&size=1&offset=0", "application/octet-stream") ==
          "bad_request");
    CHECK(ask("hash=" + k_name + "&size=-1&offset=0", "application/octet-stream") == "bad_request");
    CHECK(ask("hash=" + k_name, "application/octet-stream") == "bad_request");
    CHECK(ask("hash=" + k_name + "&size=1&offset=0", "text/plain") == "unsupported_media");
    put_all(*one);
}

TEST_CASE_FIXTURE(AttachmentHub,
                  "two terminals that send the same photo at once do not mix theirs") {
    send_parcel();
    put(*one, 0, k_photo.substr(0, k_content_piece_bytes));
    const auto other = put(*receiver, 0, "");
    CHECK(parse_object(other.body).at("received").as_int64() == 0);
    put_all(*receiver);
    const auto last = put(*one, k_content_piece_bytes, k_photo.substr(k_content_piece_bytes));
    CHECK(parse_object(last.body).at("complete").as_bool());
}

TEST_CASE_FIXTURE(AttachmentHub, "photos take no more than they may") {
    send_parcel();
    auto parts = hub.parts();
    parts.attachments_bytes_max = k_photo.size();
    hub::HubService limited(std::move(parts));
    const auto begin = [&](std::size_t size) {
        const sync::HttpRequest request{
            .method = "POST",
            .target = fmt::format("/v1/attachment?hash={}&size={}&offset=0", k_name, size),
            .authorization = one->authorization(),
            .content_type = "application/octet-stream",
            .body = k_photo.substr(0, k_content_piece_bytes)};
        return code_of(limited.handle(request));
    };
    CHECK(begin(k_photo.size() + 1) == "hub_storage_full");
    CHECK(begin(k_photo.size()) == "");
    hub.store().contents().add("another").value();
    hub.clock.advance(sync::tuning::k_content_count_step_ms);
    CHECK(begin(k_photo.size()) == "hub_storage_full");
}
