#include "terminal/kit/core/scan_reader.hpp"

#include <algorithm>
#include <utility>

namespace qiantai::ui {
namespace {

using Kind = KeyEvent::Kind;

/// So long is silence the end of a code. Longer than a scanner on a cable ever waits.
constexpr double k_pause_s = 0.3;
constexpr double k_hold_s = static_cast<double>(k_fast_gap_ms) / 1000;

}  // namespace

ScanReader::Events ScanReader::on_key(const KeyEvent& key, KeySink sink, double now_s) {
    Events events;
    switch (key.kind) {
        case Kind::character:
            on_character(key, now_s, events);
            break;
        case Kind::end:
            on_end(key, sink, events);
            break;
        case Kind::released:
            on_release(key);
            pass(key, events);
            break;
        case Kind::modifier:
            pass(key, events);
            break;
        case Kind::other:
            release(events);
            m_run.by_hand |= !m_run.strokes.empty();
            m_last_code.reset();
            events.emplace_back(key);
            break;
    }
    return events;
}

void ScanReader::on_character(const KeyEvent& key, double now_s, Events& events) {
    auto& strokes = m_run.strokes;
    if (!strokes.empty() && key.at_ms - strokes.back().at_ms > k_silence_ms) {
        release(events);
        m_run = {};
    }
    if (strokes.empty()) {
        if (key.position == ' ') return pass(key, events);
        m_run_shown = false;
        // What a pause has ended was not the whole code.
        m_run.by_hand = m_last_code && m_last_code->ended_by == EndedBy::pause &&
                        key.at_ms - m_last_code->at_ms <= k_silence_ms;
        m_last_code.reset();
    }
    m_run.by_hand |= key.repeated || key.position == 0 || strokes.size() == k_code_max;
    if (strokes.size() < k_code_max) {
        strokes.push_back({key.at_ms, key.text, key.position, key.native.scancode});
    }
    m_held.push_back(key);
    m_heard_s = now_s;
    if (m_run.by_hand) release(events);
}

void ScanReader::on_end(const KeyEvent& key, KeySink sink, Events& events) {
    const auto& strokes = m_run.strokes;
    if (strokes.empty() && m_last_code) {
        const auto last = *std::exchange(m_last_code, std::nullopt);
        const auto most_ms = last.ended_by == EndedBy::key ? k_late_gap_ms : k_silence_ms;
        if (key.at_ms - last.at_ms <= most_ms) return;
    }
    const auto gap_ms = strokes.empty() ? 0 : key.at_ms - strokes.back().at_ms;
    const auto typist = gap_ms > k_silence_ms ? Typist::person : typist_of(m_run, gap_ms, sink);
    if (typist != Typist::person) return end_code(typist, {key.at_ms, EndedBy::key}, events);
    release(events);
    events.emplace_back(key);
    m_run = {};
}

void ScanReader::on_release(const KeyEvent& key) {
    const auto down = std::find_if(
        m_run.strokes.rbegin(), m_run.strokes.rend(), [&](const KeyRun::Stroke& stroke) {
            return stroke.scancode == key.native.scancode && !stroke.held_ms;
        });
    if (down != m_run.strokes.rend()) down->held_ms = key.at_ms - down->at_ms;
}

ScanReader::Events ScanReader::on_time(double now_s) {
    Events events;
    const auto deadline = deadline_s();
    if (!deadline || now_s < *deadline) return events;
    if (is_surely_scanned(m_run) && !m_run_shown) {
        end_code(Typist::scanner, {m_run.strokes.back().at_ms, EndedBy::pause}, events);
    } else {
        release(events);
    }
    return events;
}

ScanReader::Events ScanReader::on_interruption() {
    Events events;
    release(events);
    return events;
}

std::optional<double> ScanReader::deadline_s() const {
    if (m_held.empty()) return std::nullopt;
    const bool sure = is_surely_scanned(m_run) && !m_run_shown;
    return m_heard_s + (sure ? k_pause_s : k_hold_s);
}

/// Behind what is held back, if anything is.
void ScanReader::pass(const KeyEvent& key, Events& events) {
    if (m_held.empty()) {
        events.emplace_back(key);
    } else {
        m_held.push_back(key);
    }
}

void ScanReader::release(Events& events) {
    if (!m_held.empty() && !std::exchange(m_run_shown, true)) events.emplace_back(TypingBegins{});
    for (const auto& key : std::exchange(m_held, {})) events.emplace_back(key);
}

void ScanReader::end_code(Typist typist, LastCode last, Events& events) {
    // Shift has gone up again all the same.
    for (const auto& key : std::exchange(m_held, {})) {
        if (key.kind != Kind::character) events.emplace_back(key);
    }
    if (std::exchange(m_run_shown, false)) events.emplace_back(TakenBack{});
    auto code = typist == Typist::scanner ? code_of(m_run, m_prefix) : "";
    if (code.size() >= k_code_min) {
        events.emplace_back(Scan{Scan::Reading::clear, std::move(code)});
    } else {
        events.emplace_back(Scan{Scan::Reading::unclear, shown_text_of(m_run)});
    }
    m_run = {};
    m_last_code = last;
}

}  // namespace qiantai::ui
