#include "terminal/kit/core/scan_reader.hpp"

#include <doctest/doctest.h>

#include "tests/kit/fake_keyboard.hpp"

using namespace qiantai;
using namespace qiantai::ui;
using test::FakeKeyboard;

namespace {

constexpr KeySink k_sinks[] = {KeySink::nobody, KeySink::pad, KeySink::field};
/// A person at the digit row, and a quick one at the keypad.
const std::vector<TimeMs> k_person{240, 310, 180, 220, 150, 390, 205, 170, 260, 330, 190};
const std::vector<TimeMs> k_quick_person{95, 140, 110, 170, 88, 125, 150, 104, 190, 99, 135};
constexpr TimeMs k_finger_ms = 80;

std::string scanned(KeySink sink, std::string_view text, const std::vector<TimeMs>& gaps_ms) {
    FakeKeyboard keyboard(sink);
    keyboard.type(text, gaps_ms);
    return keyboard.settled();
}

/// The key that writes `position` on a US keyboard writes `text` here; 0 is nothing.
KeyEvent key_of(char position, char32_t text) {
    return {.kind = KeyEvent::Kind::character,
            .text = text,
            .position = position,
            .native = {.scancode = position}};
}

std::string scanned_on_layout(std::string_view places, const std::u32string& texts) {
    FakeKeyboard keyboard;
    for (std::size_t i = 0; i < places.size(); ++i) keyboard.press(key_of(places[i], texts[i]), 6);
    keyboard.hit('\n', 6);
    return keyboard.settled();
}

}  // namespace

TEST_CASE("a scanner's burst is one code and no typing, whatever ends it and wherever one is") {
    for (const auto sink : k_sinks) {
        CHECK(scanned(sink, "6600012345678\n", {4}) == "[6600012345678]");
        CHECK(scanned(sink, "6600012345678\t", {4}) == "[6600012345678]");
        CHECK(scanned(sink, "6600012345678\n\n", {4}) == "[6600012345678]");
        CHECK(scanned(sink, "6600012345678\n\t", {4}) == "[6600012345678]");
        CHECK(scanned(sink, "6600012345678", {4}) == "[6600012345678]");
        CHECK(scanned(sink, "VIP-2020-001\n", {33}) == "[VIP-2020-001]");
        CHECK(scanned(sink, "https://hub.test:8443 ABCDE-12345\n", {2}) ==
              "[https://hub.test:8443 ABCDE-12345]");
        CHECK(scanned(sink, "66000123\n77000456\n", {4}) == "[66000123][77000456]");
    }
}

TEST_CASE("what can be issued as a card can be scanned, what is shorter is no code") {
    for (const auto sink : k_sinks) {
        CHECK(scanned(sink, "7711\n", {5}) == "[7711]");
        CHECK(scanned(sink, "0123\t", {20}) == "[0123]");
        CHECK(scanned(sink, "771\n", {5}) == "771\n");
    }
}

TEST_CASE("who typed is judged by when the keys moved, not by when they were heard") {
    const std::string code = "77000012345678\n";
    for (const TimeMs gap : {1, 4, 20}) {
        for (std::size_t stalled_at = 0; stalled_at < code.size(); ++stalled_at) {
            for (const auto sink : k_sinks) {
                FakeKeyboard keyboard(sink);
                keyboard.type(code.substr(0, stalled_at), {gap});
                keyboard.stall();
                keyboard.type(code.substr(stalled_at), {gap});
                keyboard.wait(200);
                keyboard.go_on();
                CAPTURE(gap);
                CAPTURE(stalled_at);
                CHECK(keyboard.settled() == "[77000012345678]");
            }
        }
    }
    // The other way round: a person is none the faster for being heard all at once.
    FakeKeyboard keyboard;
    keyboard.stall();
    keyboard.type("13900000005\n", k_quick_person, k_finger_ms);
    keyboard.go_on();
    CHECK(keyboard.settled() == "13900000005\n");
}

TEST_CASE("a slow scanner is known by its even rhythm, in a field and on a pad too") {
    for (const TimeMs gap : {36, 45, 60, 80, 100, 120, 140, 152}) {
        CAPTURE(gap);
        for (const auto sink : k_sinks) {
            CHECK(scanned(sink, "88880001\n", {gap}) == "[88880001]");
            CHECK(scanned(sink, "88880001\t", {gap}) == "[88880001]");
            // Radio and processor are late now and then.
            CHECK(scanned(sink, "6201234567890123\n",
                          {gap, gap + 4, gap + 40, gap - 5, gap + 6, gap, gap + 90}) ==
                  "[6201234567890123]");
        }
        CHECK(scanned(KeySink::pad, "7711\n", {gap}) == "[7711]");
    }
    FakeKeyboard keyboard;
    keyboard.type("139", k_person, k_finger_ms);
    keyboard.wait(3000);
    keyboard.type("88880001\n", {100});
    CHECK(keyboard.settled() == "139[88880001]");
}

TEST_CASE("a person is never taken for a scanner, loses nothing and waits for nothing") {
    for (const auto& gaps : {k_person, k_quick_person}) {
        for (const auto sink : {KeySink::field, KeySink::pad}) {
            for (const std::string text :
                 {"13900000005\n", "13900000005\t", "317065\n", "0746\n"}) {
                // By the rhythm alone too, if a finger rests nowhere.
                for (const TimeMs held : {k_finger_ms, TimeMs{1}}) {
                    FakeKeyboard keyboard(sink);
                    keyboard.type(text, gaps, held);
                    CHECK(keyboard.settled() == text);
                    CHECK(keyboard.longest_wait_ms() <= k_fast_gap_ms + 1);
                }
            }
        }
    }
    // Fingers that roll over neighbouring keys, and a cat.
    for (const auto sink : {KeySink::field, KeySink::pad}) {
        FakeKeyboard rolled(sink);
        for (const char c : std::string("1234")) rolled.hold(c, 25);
        rolled.wait(20);
        for (const char c : std::string("1234")) rolled.let_go_of(c);
        rolled.hit('\n', 30);
        CHECK(rolled.settled() == "1234\n");
        FakeKeyboard cat(sink);
        TimeMs down_ms = 10;
        for (const char c : std::string("asdfghjk")) cat.hold(c, down_ms += 3);
        cat.wait(200);
        for (const char c : std::string("asdfghjk")) cat.let_go_of(c);
        CHECK(cat.settled() == "asdfghjk");
    }
    // As even as a metronome, but with a finger that rests on the keys.
    FakeKeyboard even;
    even.type("13900000005\n", {125}, k_finger_ms);
    CHECK(even.settled() == "13900000005\n");
}

TEST_CASE("a character that is held back comes before the key that follows it") {
    FakeKeyboard keyboard;
    keyboard.type("13900000005", {300});
    keyboard.hit('\t', 15);
    CHECK(keyboard.shown() == "13900000005\t");
    keyboard.write('7', 300);
    keyboard.hit('<', 5);
    keyboard.write('8', 5);
    CHECK(keyboard.shown() == "13900000005\t7<8");
    keyboard.write('9', 300);
    keyboard.interrupt();
    CHECK(keyboard.shown() == "13900000005\t7<89");
}

TEST_CASE("where a beginning may have got lost nothing is read, and that is said") {
    FakeKeyboard keyboard(KeySink::nobody);
    keyboard.type("770000", {5});
    keyboard.wait(500);
    keyboard.type("12345678\n", {5});
    // Whatever ended it first, the rest is not read as a code of its own.
    CHECK(keyboard.settled() == "[770000]{12345678}");

    FakeKeyboard slow(KeySink::nobody);
    slow.type("770000", {60});
    slow.wait(500);
    slow.type("12345678\n", {60});
    CHECK(slow.settled() == "{77000012345678}");

    FakeKeyboard field(KeySink::field);
    field.type("7700", {60});
    field.wait(500);
    field.type("12345678\n", {5});
    CHECK(field.settled() == "770012345678\n");

    FakeKeyboard arrow(KeySink::nobody);
    arrow.type("770000", {5});
    arrow.hit('<', 5);
    arrow.type("12345678\n", {5});
    CHECK(arrow.settled() == "{77000012345678}");
}

TEST_CASE("a key that is held down is a person's") {
    FakeKeyboard keyboard;
    auto eight = key_of('8', U'8');
    keyboard.press(eight, 500);
    eight.repeated = true;
    for (int i = 0; i < 9; ++i) keyboard.press(eight, 33);
    keyboard.hit('\n', 33);
    CHECK(keyboard.settled() == "8888888888\n");
}

TEST_CASE("words of an input method come at once and are never a code") {
    ScanReader reader;
    for (const char32_t character : std::u32string(U"zhangsan张三")) {
        const auto events = reader.on_key({.text = character}, KeySink::nobody, 1);
        REQUIRE(events.size() == 1);
        CHECK(std::get<KeyEvent>(events[0]).text == character);
    }
    CHECK_FALSE(reader.deadline_s());
}

TEST_CASE("what a scanner types before a code is taken off") {
    CHECK(scanned(KeySink::field, "]C188880001\n", {5}) == "[88880001]");
    CHECK(scanned(KeySink::field, "]E06901234567892\n", {5}) == "[6901234567892]");
    CHECK(scanned(KeySink::field, "88880001 \n", {5}) == "[88880001]");
    FakeKeyboard keyboard(KeySink::nobody, "~A");
    keyboard.type("~A88880001\n", {5});
    keyboard.type("~A]C188880002\n", {100});
    keyboard.type("88880003\n", {5});
    CHECK(keyboard.settled() == "[88880001][88880002][88880003]");
}

TEST_CASE("under another layout a code is read by the places of the keys") {
    CHECK(scanned_on_layout("88880001", U"____ààà&") == "[88880001]");
    CHECK(scanned_on_layout("8888", U"____") == "[8888]");
    CHECK(scanned_on_layout("vip-2020-001", U"мшз-2020-001") == "[vip-2020-001]");
    CHECK(scanned_on_layout("S001-01-000001-Z", U"S001ß01ß000001ßY") == "[S001-01-000001-Z]");
    // Dead keys write nothing at first.
    CHECK(scanned_on_layout("A'`1", {U'A', 0, 0, U'1'}) == "[A'`1]");
    // Made for this layout: the keys lie elsewhere, what they write is right.
    CHECK(scanned_on_layout("QA!@", U"AQ12") == "[AQ12]");
    // A key that has no place on a US keyboard.
    CHECK(scanned_on_layout(std::string_view("880\0", 4), U"8807") == "8807\n");
}

TEST_CASE("Shift that went up within a code is up for everybody") {
    ScanReader reader;
    using Kind = KeyEvent::Kind;
    TimeMs at_ms = 100;
    int down = 0;
    const auto tell = [&](Kind kind, char character) {
        const KeyEvent key{.kind = kind,
                           .at_ms = at_ms += 3,
                           .text = static_cast<char32_t>(kind == Kind::character ? character : 0),
                           .position = kind == Kind::character ? character : '\0',
                           .native = {.scancode = character}};
        for (const auto& event : reader.on_key(key, KeySink::nobody, 1)) {
            const auto* out = std::get_if<KeyEvent>(&event);
            if (out == nullptr || out->native.scancode != '^') continue;
            down += out->kind == Kind::released ? -1 : 1;
        }
    };
    tell(Kind::modifier, '^');
    CHECK(down == 1);
    for (const char c : std::string("VIP-")) tell(Kind::character, c);
    tell(Kind::released, '^');
    tell(Kind::end, '\n');
    CHECK(down == 0);
}

TEST_CASE("the end of a code is one key, the next one is a person's") {
    FakeKeyboard keyboard(KeySink::pad);
    keyboard.type("66000123\n\n", {4});
    keyboard.hit('\n', 400);
    CHECK(keyboard.settled() == "[66000123]\n");
    FakeKeyboard paused(KeySink::nobody);
    paused.type("66000123", {4});
    paused.hit('\n', 600);
    paused.hit('\n', 600);
    CHECK(paused.settled() == "[66000123]\n");
}

TEST_CASE("a long text is typing, however fast it comes") {
    const std::string text(k_code_max + 1, 'x');
    CHECK(scanned(KeySink::field, text, {5}) == text);
}
