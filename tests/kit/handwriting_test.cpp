#include "terminal/kit/keyboard/handwriting.hpp"

#include "tests/kit/layout_check.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai;
using namespace qiantai::ui;

namespace {

using Written = std::vector<std::pair<ImVec2, ImVec2>>;

/// Straight strokes in a square of 100, as people write these characters.
const std::map<std::string, Written> k_written = {
    {"一", {{{5, 50}, {95, 48}}}},
    {"十", {{{10, 45}, {90, 42}}, {{50, 5}, {50, 95}}}},
    {"王",
     {{{20, 15}, {80, 13}}, {{25, 48}, {75, 46}}, {{50, 14}, {50, 88}}, {{10, 90}, {90, 88}}}},
    {"木", {{{10, 35}, {90, 33}}, {{50, 5}, {50, 95}}, {{48, 36}, {10, 80}}, {{52, 36}, {90, 80}}}},
};

/// On a pad so wide, its left upper corner there, so large.
std::vector<Stroke> strokes_of(const Written& written, ImVec2 corner, float size) {
    std::vector<Stroke> strokes;
    for (const auto& [from, to] : written) {
        Stroke stroke;
        for (int i = 0; i <= 10; ++i) {
            const auto share = static_cast<float>(i) / 10;
            const auto at = [&](float a, float b, float edge) {
                return static_cast<std::uint16_t>(edge + (a + (b - a) * share) / 100 * size);
            };
            stroke.push_back({at(from.x, to.x, corner.x), at(from.y, to.y, corner.y)});
        }
        strokes.push_back(std::move(stroke));
    }
    return strokes;
}

bool is_among_first(const std::vector<std::string>& found, const std::string& wanted,
                    std::size_t count) {
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(count, found.size()));
    return std::find(found.begin(), end, wanted) != end;
}

/// Knows one character, by the number of its strokes.
struct FakeHandwriting final : HandwritingSource {
    void prepare() override { prepared = true; }
    bool is_ready() override { return ready; }
    std::vector<std::string> candidates(const std::vector<Stroke>& strokes, std::size_t) override {
        ++asked;
        return strokes.size() == 2 ? std::vector<std::string>{"十", "七"}
                                   : std::vector<std::string>{"一"};
    }
    bool prepared = false, ready = true;
    int asked = 0;
};

struct WritingState {
    FakeHandwriting source;
    KeyboardState state{nullptr, &source};

    WritingState() {
        state.open_for(FieldKind::text, Language::zh);
        state.show_page(KeyboardState::Page::handwriting);
    }
    void write_stroke() {
        state.write({InkChange::Action::start_stroke, {100, 100}});
        state.write({InkChange::Action::add_point, {900, 100}});
        state.read_strokes();
    }
    static std::string text_of(const KeyboardState::Outcome& outcome) {
        std::string text;
        for (const auto& input : outcome.inputs) text += input.text;
        return text;
    }
};

/// Draws a stroke on the pad with a finger.
void write_on_pad(Headless& window, const Written& written) {
    const auto pad = window.seen().find("ink")->target;
    const auto side = std::min(pad.width(), pad.height()) * 0.8f;
    const auto at = [&](ImVec2 point) {
        return ImVec2{pad.left + pad.width() * 0.2f + point.x / 100 * side,
                      pad.top + pad.height() * 0.1f + point.y / 100 * side};
    };
    for (const auto& [from, to] : written) window.drag(at(from), at(to), 6);
    window.frames(3);
}

}  // namespace

TEST_CASE("what is written is recognised, wherever it stands on the pad and however large") {
    ZinniaHandwriting zinnia(default_handwriting_model());
    CHECK_FALSE(zinnia.is_ready());
    for (const auto& [character, written] : k_written) {
        CAPTURE(character);
        CHECK(
            is_among_first(zinnia.candidates(strokes_of(written, {0, 0}, 3000), 10), character, 3));
        CHECK(is_among_first(zinnia.candidates(strokes_of(written, {7000, 900}, 1200), 10),
                             character, 3));
    }
    CHECK(zinnia.is_ready());
    CHECK(zinnia.candidates({}, 10).empty());
}

TEST_CASE("without a model nothing is recognised, and nothing waits for it") {
    ZinniaHandwriting zinnia("/nonexistent/model");
    CHECK(zinnia.candidates(strokes_of(k_written.at("十"), {0, 0}, 1000), 10).empty());
    CHECK(zinnia.is_ready());
    KeyboardState state(nullptr);
    state.open_for(FieldKind::text, Language::zh);
    CHECK_FALSE(state.has_handwriting());
}

TEST_CASE_FIXTURE(WritingState, "the model is prepared with the page, and read once for a stroke") {
    CHECK(source.prepared);
    write_stroke();
    CHECK(source.asked == 1);
    state.read_strokes();
    CHECK(source.asked == 1);
    CHECK(state.candidates().front().text == "一");
    write_stroke();
    CHECK(state.candidates().front().text == "十");
    CHECK(text_of(state.pick(1)) == "七");
    CHECK(state.strokes().empty());
    CHECK(state.candidates().empty());
}

TEST_CASE_FIXTURE(WritingState, "what is written before the model is there is read when it is") {
    source.ready = false;
    write_stroke();
    CHECK(state.has_unread());
    CHECK(source.asked == 0);
    source.ready = true;
    state.read_strokes();
    CHECK(state.candidates().size() == 1);
}

TEST_CASE_FIXTURE(WritingState, "backspace takes the last stroke, then what stands in the field") {
    write_stroke();
    write_stroke();
    CHECK(state.backspace().inputs.empty());
    state.read_strokes();
    CHECK(state.candidates().front().text == "一");
    CHECK(state.backspace().inputs.empty());
    CHECK(state.candidates().empty());
    CHECK(state.backspace().inputs.size() == 1);
    write_stroke();
    state.write({InkChange::Action::clear});
    CHECK(state.candidates().empty());
}

TEST_CASE_FIXTURE(WritingState, "whatever follows takes the best character first") {
    write_stroke();
    CHECK(text_of(state.type("8")) == "一8");
    write_stroke();
    CHECK(text_of(state.space()) == "一");
    CHECK(text_of(state.space()) == " ");
    write_stroke();
    const auto next = state.next();
    CHECK(text_of(next) == "一");
    CHECK(next.next);
}

TEST_CASE("numbers and PINs have no page for writing") {
    FakeHandwriting source;
    KeyboardState state(nullptr, &source);
    for (const auto kind : {FieldKind::digits, FieldKind::phone, FieldKind::secret,
                            FieldKind::latin, FieldKind::code}) {
        state.open_for(kind, Language::zh);
        CHECK_FALSE(state.has_handwriting());
    }
    for (const auto kind : {FieldKind::text, FieldKind::name, FieldKind::lines}) {
        state.open_for(kind, Language::en);
        CHECK(state.has_handwriting());
    }
}

TEST_CASE("a character written with the finger stands in the field") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.touch("name");
    gallery.clear(GalleryText::name);
    gallery.touch("手写");
    write_on_pad(gallery.window, k_written.at("王"));
    while (gallery.window.seen().find("candidate 0") == nullptr) gallery.window.frame();
    gallery.touch("王");
    CHECK(gallery.text(GalleryText::name) == "王");
    CHECK(gallery.window.seen().find("candidate 0") == nullptr);
    write_on_pad(gallery.window, k_written.at("十"));
    CHECK(gallery.window.seen().find("candidate 0") != nullptr);
    gallery.touch("clear ink");
    CHECK(gallery.window.seen().find("candidate 0") == nullptr);
    gallery.touch("拼音");
    CHECK(gallery.window.seen().find("q") != nullptr);
}

TEST_CASE("the page for writing fits every size and language") {
    for (const auto size : {k_landscape, k_full_hd, k_portrait}) {
        for (const auto language : {Language::zh, Language::en}) {
            CAPTURE(size.width);
            GalleryWindow gallery(size);
            gallery.window.settings.language = language;
            gallery.open(GalleryPage::forms);
            gallery.touch("name");
            gallery.touch("page 5");
            check_layout(gallery.window);
            check_no_overlap(gallery.window);
            write_on_pad(gallery.window, k_written.at("木"));
            while (gallery.window.seen().find("candidate 0") == nullptr) gallery.window.frame();
            check_layout(gallery.window);
        }
    }
}
