// Photos and files on the page of a case, by touch and dropped on the window.

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/flows/camera_flow.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/app/app_fixture.hpp"
#include "tests/attachments/rules/sample_files.hpp"

namespace qiantai::app::test {
namespace {

/// A clerk before a case; whoever runs the terminal has a folder of downloads.
struct EvidenceWindow : AppWindow {
    explicit EvidenceWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        std::filesystem::create_directory(person / "Downloads");
        ::setenv("HOME", person.path().c_str(), 1);
        const auto page =
            domain::Tickets(desk.context).take(desk.session(Who::clerk), {.words = "电热水壶跳闸"});
        if (!page) FAIL(page.error().message());
        ticket = page->ticket.id;
        sign_in(Who::clerk);
    }
    std::string download(const std::string& name, const std::string& bytes) {
        const auto path = person / "Downloads" / name;
        write_file_atomically(path, bytes, 0600).value();
        return path.string();
    }
    std::string photo(const std::string& name, int width = 300) {
        return download(name, domain::test::sample_jpeg(width, 200));
    }
    void open_page() {
        auto now = app.flow();
        open_ticket(now, ticket);
        settle();
    }
    void drop_files(const std::vector<std::string>& paths) {
        app.on_drop(paths);
        settle();
        settle();
    }
    TicketPageState& page() { return state<TicketPageState>(); }
    TicketEvidenceState& evidence() { return page().evidence; }
    std::string tile(std::size_t n) { return "evidence " + evidence().all.at(n).event_id.text(); }

    qiantai::test::TempFolder person{};
    Uuid ticket{};
};

/// A camera whose pictures were recorded; pulled out once it has none left.
class RecordedCamera final : public domain::CameraSource {
  public:
    Result<std::unique_ptr<domain::Camera>> open(int) override {
        if (frames_left == 0) return make_error(domain::k_camera_missing);
        ++on;
        std::unique_ptr<domain::Camera> seen = std::make_unique<Seen>(*this);
        return seen;
    }
    int frames_left = 1000, on = 0;

  private:
    struct Seen final : domain::Camera {
        explicit Seen(RecordedCamera& source) : m_source(source) {}
        ~Seen() override { --m_source.on; }
        Result<domain::Frame> next() override {
            if (m_source.frames_left == 0) return make_error(domain::k_camera_missing);
            --m_source.frames_left;
            return domain::Frame{.format = domain::FrameFormat::mjpeg,
                                 .width = 640,
                                 .height = 480,
                                 .bytes = domain::test::sample_jpeg(640, 480)};
        }
        RecordedCamera& m_source;
    };
};

}  // namespace

TEST_CASE("a photo is taken with the camera, with words for what it shows; then it is off") {
    RecordedCamera recorded;
    EvidenceWindow window;
    window.state<CameraDesk>().source = &recorded;
    window.open_page();
    window.touch("add evidence");
    window.touch("caption");
    window.type("裂口");
    window.touch("camera on");
    window.settle();
    CHECK(recorded.on == 1);
    REQUIRE(window.evidence().camera.picture);
    window.touch("take photo");
    window.settle();
    CHECK(recorded.on == 0);
    CHECK(window.page().sheet == TicketSheet::none);
    REQUIRE(window.evidence().all.size() == 1);
    CHECK(window.evidence().all[0].file_name == "照片.jpg");
    CHECK(window.evidence().all[0].words == "裂口");
    CHECK(window.evidence().all[0].file.size > 1000);
}

TEST_CASE("a camera that is missing or pulled out says so, and files can still be chosen") {
    RecordedCamera recorded;
    recorded.frames_left = 2;
    EvidenceWindow window;
    window.photo("正面.jpg");
    window.state<CameraDesk>().source = &recorded;
    window.open_page();
    window.touch("add evidence");
    window.touch("camera on");
    window.settle();
    window.settle();
    CHECK_FALSE(window.evidence().camera.on);
    CHECK(window.seen().shows("没有摄像头"));
    CHECK(recorded.on == 0);
    window.touch("camera on");
    window.settle();
    CHECK(window.seen().shows("没有摄像头"));
    window.touch("file 正面.jpg");
    window.settle();
    CHECK(window.evidence().all.size() == 1);
}

TEST_CASE("whoever leaves the sheet, the page or the terminal leaves no camera on") {
    RecordedCamera recorded;
    EvidenceWindow window;
    window.state<CameraDesk>().source = &recorded;
    const auto turn_on = [&] {
        window.open_page();
        window.touch("add evidence");
        window.touch("camera on");
        window.settle();
        CHECK(recorded.on == 1);
    };
    turn_on();
    window.key(ImGuiKey_Escape);
    window.settle();
    CHECK(recorded.on == 0);
    // Back to the files, with the sheet still there.
    CHECK(window.page().sheet == TicketSheet::add_evidence);
    turn_on();
    {
        auto flow = window.app.flow();
        lock(flow);
    }
    window.settle();
    window.settle();
    CHECK(recorded.on == 0);
}

TEST_CASE("the sheet for evidence fits every size and language, with the camera on") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        RecordedCamera recorded;
        EvidenceWindow window(size);
        window.state<CameraDesk>().source = &recorded;
        window.open_page();
        window.touch("add evidence");
        window.touch("camera on");
        window.settle();
        window.check_layout("ticket-camera");
        window.key(ImGuiKey_Escape);
        window.settle();
    }
}

TEST_CASE("a photo is added from the downloads, stands on the page, and opens in large") {
    EvidenceWindow window;
    window.photo("正面.jpg");
    window.open_page();
    window.touch("add evidence");
    CHECK(window.page().sheet == TicketSheet::add_evidence);
    window.touch("file 正面.jpg");
    window.settle();
    CHECK(window.page().sheet == TicketSheet::none);
    REQUIRE(window.evidence().all.size() == 1);
    CHECK(window.evidence().thumbnails.size() == 1);
    CHECK(window.seen().shows("加了凭证"));
    window.touch(window.tile(0));
    window.settle();
    CHECK(window.page().sheet == TicketSheet::evidence);
    REQUIRE(window.evidence().photo);
    CHECK(window.evidence().photo->width == 300);
    CHECK(window.seen().find("photo") != nullptr);
    window.touch("save outside");
    CHECK(read_file((window.person / "正面.jpg").string()).ok());
    CHECK_FALSE(window.evidence().saving);
}

TEST_CASE("what can't be added says why where it was chosen; other files are not offered") {
    EvidenceWindow window;
    window.download("broken.jpg", "GIF89a");
    window.download("book.xlsx", "x");
    window.open_page();
    window.touch("add evidence");
    CHECK(window.seen().find("file book.xlsx") == nullptr);
    window.touch("file broken.jpg");
    window.settle();
    CHECK(window.page().sheet == TicketSheet::add_evidence);
    CHECK(window.seen().shows("只能添加照片"));
    CHECK(window.evidence().all.empty());
}

TEST_CASE("files that are dropped on the page of a case become its evidence, elsewhere nothing") {
    EvidenceWindow window;
    const auto one = window.photo("a.jpg", 300), other = window.photo("b.jpg", 310);
    window.drop_files({one});
    CHECK(window.seen().shows("请拖到工单页面"));
    window.open_page();
    CHECK(window.evidence().all.empty());
    window.drop_files({one, window.download("c.txt", "text"), other});
    CHECK(window.evidence().all.size() == 2);
    CHECK_FALSE(window.evidence().adding);
    window.touch("step noted");
    window.drop_files({window.photo("d.jpg", 320)});
    CHECK(window.evidence().all.size() == 2);
}

TEST_CASE("a photo that is elsewhere is fetched by touching it, and shown once it has come") {
    EvidenceWindow window;
    window.open_page();
    window.drop_files({window.photo("a.jpg")});
    REQUIRE(window.evidence().all.size() == 1);
    const auto attachment = window.evidence().all[0].file.attachment;
    auto shelf = sqlite::AttachmentShelf::open(window.desk.context.database).value();
    const auto content = domain::open_attachment(window.desk.context, attachment).value();
    shelf.note_sent(attachment).value();
    shelf.note_lost(attachment, window.desk.clock.now_ms()).value();
    window.evidence() = {};
    window.open_page();
    window.touch("back");
    window.open_page();
    CHECK(window.seen().shows("正在获取"));
    const int asked = window.link.asked;
    window.touch(window.tile(0));
    window.settle();
    CHECK(window.link.asked == asked + 1);
    CHECK(window.seen().shows("不在本机"));
    CHECK_FALSE(window.evidence().photo);
    // It comes with the next session.
    shelf.files().add(content).value();
    shelf.note_arrived(attachment).value();
    auto flow = window.app.flow();
    for (const auto& entry : flow.screens.entries) {
        if (entry.session_ended != nullptr) entry.session_ended(flow, {});
    }
    window.settle();
    window.settle();
    CHECK(window.evidence().photo);
    CHECK(window.evidence().thumbnails.size() == 1);
}

TEST_CASE("evidence and its sheets fit every screen") {
    for (const auto size : k_sizes) {
        EvidenceWindow window(size);
        const auto first = window.photo("正面.jpg"), second = window.photo("b.jpg", 200);
        window.open_page();
        window.drop_files({first, second, window.download("小票.pdf", domain::test::sample_pdf())});
        REQUIRE(window.evidence().all.size() == 3);
        window.check_layout("evidence-page");
        window.touch("add evidence");
        window.check_layout("evidence-add");
        window.touch("close sheet");
        for (const std::size_t n : {0u, 1u}) {
            window.touch(window.tile(n));
            window.settle();
            window.check_layout("evidence-large");
            window.touch("close sheet");
        }
    }
}

TEST_CASE(
    "photos in the form itself: taken, chosen, dropped, kept across a kill, saved with the case") {
    RecordedCamera recorded;
    EvidenceWindow window;
    window.photo("正面.jpg");
    const auto dropped = window.photo("底部.jpg", 320);
    window.state<CameraDesk>().source = &recorded;
    const auto form = [&]() -> TicketTakeState& { return window.state<TicketTakeState>(); };
    const auto begin = [&] {
        auto now = window.app.flow();
        begin_ticket(now);
        window.settle();
    };
    begin();
    window.touch("add photo");
    CHECK(form().sheet == TicketTakeState::Sheet::photos);
    window.touch("camera on");
    window.settle();
    window.touch("take photo");
    window.settle();
    CHECK(recorded.on == 0);
    REQUIRE(form().written.photos.size() == 1);
    CHECK(form().written.photos[0].name == "照片.jpg");
    CHECK(form().sheet == TicketTakeState::Sheet::none);
    window.touch("add photo");
    window.touch("file 正面.jpg");
    window.settle();
    window.drop_files({dropped});
    REQUIRE(form().written.photos.size() == 3);
    CHECK(form().photos.thumbnails.size() == 3);
    // The same twice is refused where it was asked for.
    window.touch("add photo");
    window.touch("file 正面.jpg");
    window.settle();
    CHECK(window.seen().shows("工单里已有这份照片或文件，请另选一份。"));
    window.key(ImGuiKey_Escape);
    // As after a power cut.
    form() = {};
    begin();
    window.settle();
    REQUIRE(form().written.photos.size() == 3);
    CHECK(form().photos.thumbnails.size() == 3);
    window.touch("photo " + form().written.photos[2].attachment);
    window.touch("confirm");
    REQUIRE(form().written.photos.size() == 2);
    window.touch("no member");
    window.touch("words");
    window.type("内胆脱落");
    window.desk.clock.advance(1000);
    window.touch("save");
    REQUIRE(form().done);
    const auto all = domain::TicketLists(window.desk.context)
                         .evidence(window.desk.session(Who::clerk), form().done->ticket.id)
                         .value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].file_name == "正面.jpg");
    CHECK(form().written.photos.empty());
}

TEST_CASE("the form with photos, and the sheet for one more, fit every size and language") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        EvidenceWindow window(size);
        window.photo("正面.jpg");
        auto now = window.app.flow();
        begin_ticket(now);
        window.settle();
        window.touch("add photo");
        window.check_layout("take-photo-sheet");
        window.touch("file 正面.jpg");
        window.settle();
        window.check_layout("take-photos");
    }
}

}  // namespace qiantai::app::test
