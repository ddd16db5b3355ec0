// Photos and files by command.

#include <doctest/doctest.h>

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using namespace test;
namespace json = boost::json;

struct AttachmentCounter : TestCounter {
    AttachmentCounter() { sign_in(StaffRole::clerk); }

    std::string file(const std::string& name, const std::string& bytes) {
        const auto path = folder / name;
        write_file_atomically(path, bytes, 0600).value();
        return path.string();
    }
    std::string add(const std::string& name, const std::string& bytes) {
        return text_at(
            ok("attachments.add", json::serialize(json::object{{"path", file(name, bytes)}})),
            "/attachment");
    }
    static std::string named(const std::string& attachment) {
        return json::serialize(json::object{{"attachment", attachment}});
    }
    std::string save_code(const std::string& attachment, const std::string& path) {
        return code("attachments.save",
                    json::serialize(json::object{{"attachment", attachment}, {"path", path}}));
    }

    qiantai::test::TempFolder folder;
};

}  // namespace

TEST_CASE_FIXTURE(AttachmentCounter, "a photo is taken in, waits, and is saved outside again") {
    const auto photo = domain::test::with_exif(domain::test::sample_jpeg(400, 300), 6);
    const auto attachment = add("IMG_1.JPG", photo);
    CHECK(ok("attachments.status", named(attachment)) ==
          json::object{{"attachment", attachment},
                       {"size", std::int64_t(domain::take_in(photo)->content.size())},
                       {"here", true},
                       {"sent", false},
                       {"wanted", false}});
    const auto out = (folder / "out.jpg").string();
    CHECK(save_code(attachment, out) == "ok");
    CHECK(read_file(out).value() == domain::take_in(photo)->content);
    CHECK(save_code(attachment, out) == "attachment_file_exists");
    CHECK(save_code(attachment, (folder / "no" / "out.jpg").string()) == "file_error");
    CHECK(domain::open_thumbnail(desk.context, attachment).value().has_value());
    // No row names it yet, so that nothing is to be sent.
    CHECK(ok("attachments.waiting") ==
          json::object{{"to_send", 0}, {"to_send_bytes", 0}, {"wanted", 0}});
    sign_in(StaffRole::auditor);
    const auto entries = ok("audit.list", R"({"limit":50})");
    CHECK(json::serialize(entries).find("attachments.save") != std::string::npos);
}

TEST_CASE_FIXTURE(AttachmentCounter, "what can't be attached is refused with words for the clerk") {
    const auto add_code = [&](const std::string& bytes) {
        return code("attachments.add",
                    json::serialize(json::object{{"path", file("file", bytes)}}));
    };
    CHECK(add_code("GIF89a") == "file_kind_refused");
    CHECK(add_code("") == "attachment_empty");
    CHECK(add_code(domain::test::sample_jpeg(90, 90).substr(0, 900)) == "picture_damaged");
    CHECK(add_code(std::string(domain::k_photo_file_bytes_max + 1, 'x')) == "attachment_too_large");
    CHECK(add_code(domain::test::sample_pdf()) == "ok");
    CHECK(code("attachments.add", R"({"path":"/no/such/file"})") == "file_error");
    // A device is a camera or nothing.
    CHECK(code("attachments.add", R"({"path":"/dev/null"})") == "camera_unfit");
    CHECK(code("attachments.status", named("../x")) == "attachment_name_malformed");
    CHECK(code("attachments.fetch", named("abc")) == "attachment_name_malformed");
}

TEST_CASE_FIXTURE(AttachmentCounter, "what is not here is asked for, and said until it comes") {
    const std::string elsewhere(64, 'a');
    CHECK_FALSE(ok("attachments.status", named(elsewhere)).at("here").as_bool());
    CHECK(ok("attachments.fetch", named(elsewhere)).at("wanted").as_bool());
    CHECK(ok("attachments.waiting").at("wanted") == 1);
    CHECK(save_code(std::string(64, 'b'), (folder / "b").string()) == "attachment_not_here");
    CHECK(ok("attachments.waiting").at("wanted") == 2);
    CHECK_FALSE(domain::open_thumbnail(desk.context, elsewhere).value().has_value());
}

TEST_CASE_FIXTURE(AttachmentCounter, "a thumbnail is made of a photo that came from elsewhere") {
    auto shelf = sqlite::AttachmentShelf::open(desk.context.database).value();
    const auto content = domain::take_in(domain::test::sample_jpeg(900, 600))->content;
    const auto attachment = shelf.add(content, "", desk.clock.now_ms()).value();
    CHECK_FALSE(shelf.load_thumbnail(attachment).value().has_value());
    const auto made = domain::open_thumbnail(desk.context, attachment).value();
    REQUIRE(made.has_value());
    CHECK(domain::read_jpeg(*made, domain::k_thumbnail_edge).value().width ==
          domain::k_thumbnail_edge);
    CHECK(shelf.load_thumbnail(attachment).value() == made);
    const auto pdf = shelf.add(domain::test::sample_pdf(), "", desk.clock.now_ms()).value();
    CHECK_FALSE(domain::open_thumbnail(desk.context, pdf).value().has_value());
}

}  // namespace qiantai::ctl
