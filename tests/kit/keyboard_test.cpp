#include "terminal/kit/keyboard/keyboard.hpp"

#include <imgui_internal.h>

#include "tests/kit/ui_fixture.hpp"

#include <set>

using namespace qiantai::ui;

namespace {

std::string inserted(const KeyboardState::Outcome& outcome) {
    std::string text;
    for (const auto& input : outcome.inputs) {
        text += input.action == FieldInput::Action::insert ? input.text : "<";
    }
    return text;
}

/// Knows three words.
struct FakePinyin final : PinyinSource {
    std::vector<PinyinCandidate> candidates(std::string_view letters, std::size_t) override {
        if (letters == "ouyangjing") return {{"欧阳", 6}, {"欧", 2}};
        if (letters == "jing") return {{"静", 4}, {"晶", 4}};
        return {};
    }
    std::string cut(std::string_view letters) override { return std::string(letters); }
};

}  // namespace

TEST_CASE("the dictionary knows names, and how many letters each word takes") {
    const Resources resources;
    const auto words = resources.pinyin->candidates("zhangsanfeng", 20);
    REQUIRE_FALSE(words.empty());
    CHECK(words[0] == PinyinCandidate{"张三丰", 12});
    const auto compound = resources.pinyin->candidates("ouyangjing", 20);
    const auto found = std::ranges::find(compound, "欧阳", &PinyinCandidate::text);
    REQUIRE(found != compound.end());
    CHECK(found->letters == 6);
    CHECK(resources.pinyin->candidates("", 20).empty());
}

TEST_CASE("a missing dictionary is an error, not an empty keyboard") {
    const auto pinyin = GooglePinyin::open("/nonexistent/dict");
    REQUIRE_FALSE(pinyin.ok());
    CHECK(pinyin.error().kind == &k_pinyin_missing);
}

TEST_CASE("a word chosen for some of the letters leaves the rest for the next word") {
    FakePinyin pinyin;
    KeyboardState state(&pinyin);
    state.open_for(FieldKind::text, Language::zh);
    for (const char c : std::string("ouyangjing")) state.type(std::string_view(&c, 1));
    CHECK(inserted(state.pick(0)) == "欧阳");
    CHECK(state.letters() == "jing");
    CHECK(inserted(state.pick(1)) == "晶");
    CHECK(state.letters().empty());
    CHECK(inserted(state.backspace()) == "<");
}

TEST_CASE("backspace takes letters before it takes text, space takes the best word") {
    FakePinyin pinyin;
    KeyboardState state(&pinyin);
    state.open_for(FieldKind::text, Language::zh);
    for (const char c : std::string("jinge")) state.type(std::string_view(&c, 1));
    CHECK(inserted(state.backspace()).empty());
    CHECK(inserted(state.space()) == "静");
    CHECK(inserted(state.space()) == " ");
}

TEST_CASE("the name dot ends the word before it") {
    FakePinyin pinyin;
    KeyboardState state(&pinyin);
    state.open_for(FieldKind::text, Language::zh);
    for (const char c : std::string("jing")) state.type(std::string_view(&c, 1));
    CHECK(inserted(state.type("·")) == "静·");
}

TEST_CASE("letters that are no word stay what they are when the field is left") {
    FakePinyin pinyin;
    KeyboardState state(&pinyin);
    state.open_for(FieldKind::text, Language::zh);
    for (const char c : std::string("xq")) state.type(std::string_view(&c, 1));
    const auto outcome = state.next();
    CHECK(inserted(outcome) == "xq");
    CHECK(outcome.next);
}

TEST_CASE("shift holds for one letter") {
    KeyboardState state(nullptr);
    state.open_for(FieldKind::latin, Language::zh);
    CHECK(state.page() == KeyboardState::Page::english);
    state.toggle_shift();
    CHECK(inserted(state.type("a")) == "A");
    CHECK(inserted(state.type("a")) == "a");
}

TEST_CASE("a code point becomes its character, and only a real one") {
    KeyboardState state(nullptr);
    for (const char c : std::string("20BB7")) state.type_code(c);
    CHECK(state.code_character() == "𠮷");
    CHECK(inserted(state.insert_character(*state.take_code())) == "𠮷");
    CHECK(state.code().empty());
    for (const char c : std::string("D800")) state.type_code(c);
    CHECK_FALSE(state.code_character());
    CHECK_FALSE(state.take_code());
}

TEST_CASE("the keyboard opens on the page that fits the field") {
    FakePinyin pinyin;
    KeyboardState state(&pinyin);
    state.open_for(FieldKind::phone, Language::zh);
    CHECK(state.page() == KeyboardState::Page::digits);
    CHECK_FALSE(state.has_chinese());
    state.open_for(FieldKind::lines, Language::zh);
    CHECK(state.page() == KeyboardState::Page::pinyin);
    state.open_for(FieldKind::text, Language::en);
    CHECK(state.page() == KeyboardState::Page::english);
    CHECK(state.has_chinese());
}

TEST_CASE("a name is typed by touch alone") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::name);
    gallery.touch("姓名");
    gallery.type_keys("zhangsanfeng");
    CHECK(gallery.text(GalleryText::name).empty());
    gallery.touch("张三丰");
    CHECK(gallery.text(GalleryText::name) == "张三丰");
    gallery.touch("退格");
    CHECK(gallery.text(GalleryText::name) == "张三");
}

TEST_CASE("the grid of candidates goes on where their bar ends, and takes letters back") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::name);
    gallery.touch("姓名");
    gallery.type_keys("li");
    std::size_t in_bar = 0;
    while (gallery.window.seen().find(fmt::format("candidate {}", in_bar)) != nullptr) ++in_bar;
    REQUIRE(in_bar > 3);
    gallery.touch("more candidates");
    CHECK(gallery.window.seen().find(fmt::format("word {}", in_bar - 1)) == nullptr);
    CHECK(gallery.window.seen().find(fmt::format("word {}", in_bar)) != nullptr);
    // The last letter taken back leads back to the keys.
    gallery.touch("退格");
    CHECK(gallery.window.seen().find("more candidates") != nullptr);
    gallery.touch("退格");
    CHECK(gallery.window.seen().find("q") != nullptr);
    CHECK(gallery.text(GalleryText::name).empty());
}

TEST_CASE("a rare character is entered by its code by touch alone") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::name);
    gallery.touch("姓名");
    gallery.touch("生僻字");
    gallery.touch("编码");
    gallery.type_keys("20BB7");
    gallery.touch("插入");
    CHECK(gallery.text(GalleryText::name) == "𠮷");
}

TEST_CASE("a rare character is found by its radical and strokes by touch alone") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::name);
    gallery.touch("姓名");
    gallery.touch("生僻字");
    // 氵 has over a thousand characters; only the first are in sight.
    gallery.touch("radical 氵");
    CHECK(gallery.window.seen().find("潭") == nullptr);
    gallery.touch("rest 2");
    CHECK(gallery.window.seen().find("氿") != nullptr);
    gallery.touch("汇");
    gallery.touch("strokes 2");
    gallery.touch("radical 讠");
    gallery.touch("rest 2");
    gallery.touch("认");
    CHECK(gallery.text(GalleryText::name) == "汇认");
    gallery.touch("退格");
    CHECK(gallery.text(GalleryText::name) == "汇");
}

TEST_CASE("every radical has its forms, every character stands under its radical once") {
    const auto table = radical_table();
    std::set<int> radicals;
    for (int strokes = 1; strokes <= k_radical_strokes_most; ++strokes) {
        for (const auto& form : radicals_of(strokes)) {
            radicals.insert(form.radical);
            CAPTURE(static_cast<std::uint32_t>(form.character));
            CHECK_FALSE(characters_of(form.radical).empty());
        }
    }
    for (int number = 1; number <= 214; ++number) CHECK(radicals.contains(number * 2));
    std::set<std::uint32_t> seen;
    std::size_t total = 0;
    for (int radical = 2; radical <= 2 * 214 + 1; ++radical) {
        int strokes = 0;
        for (const auto& rare : characters_of(static_cast<std::uint16_t>(radical))) {
            CHECK(rare.strokes >= strokes);
            strokes = rare.strokes;
            seen.insert(rare.character);
            ++total;
        }
    }
    CHECK(total == table.characters.size());
    CHECK(seen.size() == total);
    CHECK(total > 97000);
    // 𠮷 under 口 with 3 more strokes; 氵 and 水 lead to the same characters.
    const auto mouth = characters_of(2 * 30);
    CHECK(std::ranges::any_of(
        mouth, [](const auto& rare) { return rare.character == 0x20BB7 && rare.strokes == 3; }));
}

TEST_CASE("the keyboard hides neither the field nor the save button") {
    for (const auto size : {k_landscape, k_full_hd, k_portrait}) {
        GalleryWindow gallery(size);
        gallery.open(GalleryPage::forms);
        for (const auto* label : {"手机号", "姓名", "会员卡号", "电子邮箱", "备注"}) {
            CAPTURE(label);
            CAPTURE(size.width);
            // Out of sight it can be reached with the keyboard's "next".
            for (int i = 0; i < 6 && !gallery.window.touch(label); ++i) gallery.touch("next");
            gallery.window.frames(3);
            const auto* ground = gallery.window.seen().find("ground");
            REQUIRE(ground != nullptr);
            const auto* field = gallery.window.seen().find(label);
            REQUIRE(field != nullptr);
            CHECK(field->clip.contains(field->target));
            CHECK_FALSE(field->target.overlaps(ground->target));
            const auto* save = gallery.window.seen().find("save");
            REQUIRE(save != nullptr);
            CHECK_FALSE(save->target.overlaps(ground->target));
            CHECK(gallery.window.ui().screen().contains(save->target));
        }
    }
}

TEST_CASE("in a field of Latin text the marks of addresses stand in place of the space") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::email);
    for (int i = 0; i < 6 && !gallery.window.touch("电子邮箱"); ++i) gallery.touch("next");
    gallery.window.frames(3);
    for (const auto* mark : {"@", ".", ":", "/", "-"}) gallery.touch(mark);
    CHECK(gallery.text(GalleryText::email) == "@.:/-");
    CHECK(gallery.window.seen().find("space") == nullptr);
    gallery.touch("备注");
    gallery.window.frames(3);
    CHECK(gallery.window.seen().find("space") != nullptr);
}

TEST_CASE("next goes through the form in its order, a bar leads on where nothing is typed") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.touch("手机号");
    const auto here = [&] {
        const auto& items = gallery.window.seen().items;
        const auto id = ImGui::GetCurrentContext()->NavId;
        const auto item = std::ranges::find(items, id, &SeenItem::id);
        return item == items.end() ? std::string() : item->label;
    };
    const auto keys = [&] { return gallery.window.seen().find("q") != nullptr; };
    for (const auto* label : {"姓名", "女", "生日", "等级", "会员卡号", "电子邮箱", "备注"}) {
        gallery.touch("下一项");
        CHECK(here() == label);
        const auto* item = gallery.window.seen().find(label);
        REQUIRE(item != nullptr);
        CHECK(item->clip.contains(item->target));
        CHECK(gallery.window.seen().find("hide") != nullptr);
    }
    CHECK(keys());
    // The questions that are answered by touching come after the fields.
    gallery.touch("下一项");
    CHECK_FALSE(keys());
    for (int i = 0; i < 9 && gallery.window.seen().find("完成") == nullptr; ++i) {
        gallery.touch("下一项");
    }
    gallery.touch("完成");
    CHECK(gallery.window.seen().find("ground") == nullptr);
}

TEST_CASE("a key shows in the field in the very frame in which the finger leaves it") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.touch("电子邮箱");
    const auto* key = gallery.window.seen().find("q");
    REQUIRE(key != nullptr);
    gallery.window.press({key->target.center_x(), key->target.center_y()});
    const auto times_drawn = [&] {
        return std::ranges::count(gallery.window.seen().texts, "q", &SeenText::text);
    };
    CHECK(times_drawn() == 1);
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    gallery.window.frame();
    CHECK(gallery.text(GalleryText::email) == "q");
    CHECK(times_drawn() == 2);
}

TEST_CASE(
    "a touch beside everything, and the hide key, take the keyboard away; turned off it never "
    "opens") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.touch("姓名");
    CHECK(gallery.window.seen().find("ground") != nullptr);
    gallery.touch("收起键盘");
    CHECK(gallery.window.seen().find("ground") == nullptr);
    gallery.touch("姓名");
    CHECK(gallery.window.seen().find("ground") != nullptr);
    gallery.window.touch_at({600, 412});
    CHECK(gallery.window.seen().find("ground") == nullptr);
    gallery.window.settings.keyboard = ScreenKeyboard::off;
    gallery.touch("姓名");
    CHECK(gallery.window.ui().memory().field.id != 0);
    CHECK(gallery.window.seen().find("ground") == nullptr);
}
