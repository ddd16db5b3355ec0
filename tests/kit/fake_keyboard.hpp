#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "terminal/kit/core/scan_reader.hpp"

namespace qiantai::test {

using namespace qiantai::ui;

/// A keyboard with a clock of its own, before a reader of scans, and behind it a field that shows
/// what came out: characters, one for a key (\n \t, < for an arrow), [code], {unclear}.
class FakeKeyboard {
  public:
    explicit FakeKeyboard(KeySink sink = KeySink::field, std::string prefix = {})
        : m_sink(sink), m_reader(std::move(prefix)) {}

    /// From now on the program hears nothing, until it gets round to it.
    void stall() { m_stalled = true; }
    /// ... all at once.
    void go_on() {
        m_stalled = false;
        for (const auto& key : std::exchange(m_unheard, {})) tell(key);
    }
    /// Time goes by.
    void wait(TimeMs ms) {
        const auto until_ms = m_now_ms + ms;
        while (!m_stalled && m_reader.deadline_s()) {
            const auto due_ms = static_cast<TimeMs>(std::ceil(*m_reader.deadline_s() * 1000));
            if (due_ms > until_ms) break;
            m_now_ms = std::max(m_now_ms, due_ms);
            let_go();
        }
        m_now_ms = until_ms;
    }
    /// A key that writes goes down after `gap_ms` and up again `held_ms` later.
    void press(KeyEvent key, TimeMs gap_ms, TimeMs held_ms = 1) {
        wait(gap_ms - std::exchange(m_held_ms, held_ms));
        do_now(key);
        wait(held_ms);
        do_now({.kind = KeyEvent::Kind::released, .native = key.native});
    }
    void write(char character, TimeMs gap_ms, TimeMs held_ms = 1) {
        press({.kind = KeyEvent::Kind::character,
               .text = static_cast<char32_t>(character),
               .position = character,
               .native = {.scancode = character}},
              gap_ms, held_ms);
    }
    /// The same key in two halves.
    void hold(char character, TimeMs gap_ms) {
        wait(gap_ms);
        do_now({.kind = KeyEvent::Kind::character,
                .text = static_cast<char32_t>(character),
                .position = character,
                .native = {.scancode = character}});
    }
    void let_go_of(char character) {
        do_now({.kind = KeyEvent::Kind::released, .native = {.scancode = character}});
    }
    /// \n, \t end codes, < is an arrow.
    void hit(char key, TimeMs gap_ms) {
        press({.kind = key == '<' ? KeyEvent::Kind::other : KeyEvent::Kind::end,
               .native = {.scancode = key}},
              gap_ms);
    }
    /// As a scanner does it, with the gaps over and over.
    void type(std::string_view text, const std::vector<TimeMs>& gaps_ms, TimeMs held_ms = 1) {
        for (const char c : text) {
            const auto gap = gaps_ms[m_typed++ % gaps_ms.size()];
            c == '\n' || c == '\t' ? hit(c, gap) : write(c, gap, held_ms);
        }
    }
    /// All that came out by now.
    const std::string& shown() const { return m_shown; }
    /// ... once nothing more happens.
    std::string settled() {
        wait(2 * k_silence_ms);
        return m_shown;
    }
    /// The longest that a character waited to be shown.
    TimeMs longest_wait_ms() const { return m_longest_wait_ms; }
    void interrupt() { take(m_reader.on_interruption()); }

  private:
    double now_s() const { return static_cast<double>(m_now_ms) / 1000; }

    void do_now(KeyEvent key) {
        key.at_ms = m_now_ms;
        m_stalled ? m_unheard.push_back(key) : tell(key);
    }
    void tell(const KeyEvent& key) { take(m_reader.on_key(key, m_sink, now_s())); }
    void let_go() { take(m_reader.on_time(now_s())); }

    void take(const ScanReader::Events& events) {
        for (const auto& event : events) {
            if (const auto* key = std::get_if<KeyEvent>(&event)) {
                show(*key);
            } else if (const auto* scan = std::get_if<Scan>(&event)) {
                const bool clear = scan->reading == Scan::Reading::clear;
                m_shown += (clear ? "[" : "{") + scan->text + (clear ? "]" : "}");
            } else if (std::holds_alternative<ScanReader::TypingBegins>(event)) {
                m_typing_from = m_shown.size();
            } else {
                m_shown.erase(m_typing_from);
            }
        }
    }
    void show(const KeyEvent& key) {
        m_longest_wait_ms = std::max(m_longest_wait_ms, m_now_ms - key.at_ms);
        if (key.kind == KeyEvent::Kind::released || key.kind == KeyEvent::Kind::modifier) return;
        const bool writes = key.kind == KeyEvent::Kind::character;
        m_shown += static_cast<char>(writes ? static_cast<int>(key.text) : key.native.scancode);
    }

    KeySink m_sink;
    ScanReader m_reader;
    bool m_stalled = false;
    std::vector<KeyEvent> m_unheard;
    TimeMs m_now_ms = 1'000'000;
    TimeMs m_held_ms = 0;
    TimeMs m_longest_wait_ms = 0;
    std::size_t m_typed = 0;
    std::size_t m_typing_from = 0;
    std::string m_shown;
};

}  // namespace qiantai::test
