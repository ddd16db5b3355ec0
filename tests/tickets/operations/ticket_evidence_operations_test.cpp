// Photos of cases by command: added, listed, saved outside.

#include <doctest/doctest.h>

#include "schema/base/file.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/ctl/ctl_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::ctl {
namespace {

using test::text_at;
namespace json = boost::json;

struct EvidenceCounter : test::TestCounter {
    EvidenceCounter() { sign_in(StaffRole::clerk); }
    std::string with(json::object input) { return json::serialize(input); }

    qiantai::test::TempFolder folder;
};

}  // namespace

TEST_CASE_FIXTURE(EvidenceCounter, "by command a photo is added to a case, listed and saved") {
    const auto id =
        text_at(ok("tickets.take", R"({"kind":"complaint","words":"货架价与收银价差 20 元"})"),
                "/ticket/id");
    const auto photo = domain::test::sample_jpeg(400, 300);
    const auto path = (folder / "价签.jpg").string(), out = (folder / "out.jpg").string();
    write_file_atomically(path, photo, 0600).value();
    const auto added =
        ok("tickets.add_evidence", with({{"ticket_id", id}, {"path", path}, {"words", "货架"}}));
    CHECK(text_at(added, "/events/0/event/step") == "evidence_added");
    CHECK(code("tickets.add_evidence", with({{"ticket_id", id}, {"path", path}})) ==
          "ticket_evidence_known");
    const auto listed = ok("tickets.evidence", with({{"ticket_id", id}}));
    REQUIRE(listed.at("evidence").as_array().size() == 1);
    CHECK(text_at(listed, "/evidence/0/file_name") == "价签.jpg");
    CHECK(text_at(listed, "/evidence/0/kind") == "photo");
    CHECK(text_at(listed, "/evidence/0/words") == "货架");
    const auto attachment = text_at(listed, "/evidence/0/file/attachment");
    CHECK(ok("attachments.waiting").at("to_send") == 1);
    ok("attachments.save", with({{"attachment", attachment}, {"path", out}}));
    CHECK(read_file(out).value() == domain::take_in(photo)->content);
    CHECK(code("tickets.evidence", with({{"ticket_id", desk.context.new_id().text()}})) ==
          "ticket_not_found");
}

TEST_CASE_FIXTURE(EvidenceCounter,
                  "by command a case is taken in with a photo that was there before") {
    const auto path = (folder / "正面.jpg").string();
    write_file_atomically(path, domain::test::sample_jpeg(400, 300), 0600).value();
    const auto attachment = text_at(ok("attachments.add", with({{"path", path}})), "/attachment");
    const auto taken =
        ok("tickets.take", with({{"kind", "complaint"},
                                 {"words", "内胆脱落"},
                                 {"photos", json::array{json::object{{"attachment", attachment},
                                                                     {"name", "正面.jpg"}}}}}));
    const auto listed = ok("tickets.evidence", with({{"ticket_id", text_at(taken, "/ticket/id")}}));
    CHECK(text_at(listed, "/evidence/0/file/attachment") == attachment);
}

}  // namespace qiantai::ctl
