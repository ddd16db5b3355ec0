#include "sync/hub/rules/news_board.hpp"

#include <sodium.h>

#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::hub {

namespace tuning = sync::tuning;

NewsBoard::NewsBoard(HubStore& store, Clock& clock) : m_store(store), m_clock(clock) {
    m_store.add_listener(*this);
}

NewsBoard::~NewsBoard() {
    m_store.remove_listener(*this);
}

bool NewsBoard::is_old() const {
    return !m_read_at || m_clock.boot_ms() - *m_read_at >= tuning::k_news_age_max_ms;
}

bool NewsBoard::has_more(const Cursors& cursors) const {
    return std::ranges::any_of(cursors, [&](const auto& cursor) {
        const auto newest = m_newest.find(cursor.first);
        return newest != m_newest.end() && newest->second > cursor.second;
    });
}

/// A cursor beyond the newest version, or other scopes than the terminal may read, are news as well:
/// something happened of which the terminal has to hear.
bool NewsBoard::agrees(const Known& known, const NewsQuestion& question) const {
    if (question.generation != m_generation || question.last_seq != known.last_seq) return false;
    // Before its first push the hub knows no incarnation.
    if (question.incarnation != known.incarnation && !known.incarnation.is_nil()) return false;
    const auto readable = sync::readable_scopes({known.store_code, known.terminal_code});
    if (question.cursors.size() != readable.size()) return false;
    return std::ranges::all_of(question.cursors, [&](const auto& cursor) {
        const auto newest = m_newest.find(cursor.first);
        const auto version = newest == m_newest.end() ? 0 : newest->second;
        return cursor.second == version &&
               std::ranges::find(readable, cursor.first) != readable.end();
    });
}

bool NewsBoard::has_nothing_for(const NewsAsker& asker, const NewsQuestion& question) const {
    const MutexLock lock(m_mutex);
    const auto found = m_known.find(asker.device_id);
    if (found == m_known.end() || is_old()) return false;
    const auto& known = found->second;
    if (known.secret_hash.size() != asker.secret_hash.size() ||
        sodium_memcmp(known.secret_hash.data(), asker.secret_hash.data(),
                      known.secret_hash.size()) != 0) {
        return false;
    }
    // That it called is to be written down now and then.
    if (m_clock.now_ms() - known.seen_at >= tuning::k_last_seen_step_ms) return false;
    return agrees(known, question);
}

Result<bool> NewsBoard::look_for(const Device& device, const NewsQuestion& question, TimeMs now) {
    QIANTAI_TRY_STATUS(read());
    const MutexLock lock(m_mutex);
    const Known known{device.secret_hash, device.store_code, device.terminal_code,
                      device.incarnation, device.last_seq,   now};
    const bool nothing = agrees(known, question);
    if (nothing) m_known.insert_or_assign(device.id, known);
    return nothing;
}

Status NewsBoard::read() {
    {
        const MutexLock lock(m_mutex);
        if (!is_old()) return {};
    }
    // Before the view begins: what is committed from here on may be missing in it.
    const TimeMs begun = m_clock.boot_ms();
    QIANTAI_TRY(auto reader, m_store.begin_read());
    QIANTAI_TRY(const auto counters, reader->load_all_counters());
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    QIANTAI_TRY(const auto devices_changed, reader->load_fact(fact::k_devices_changed));
    reader.reset();
    const MutexLock lock(m_mutex);
    if (generation.value_or("") != m_generation) m_newest.clear();
    m_generation = generation.value_or("");
    if (devices_changed.value_or("") != m_devices_changed) m_known.clear();
    m_devices_changed = devices_changed.value_or("");
    note(counters);
    m_read_at = std::max(m_read_at.value_or(begun), begun);
    return {};
}

void NewsBoard::counters_raised(const std::map<std::string, std::int64_t>& versions) {
    const MutexLock lock(m_mutex);
    note(versions);
}

/// What this hub wrote meanwhile may be newer than what was read.
void NewsBoard::note(const std::map<std::string, std::int64_t>& versions) {
    for (const auto& [scope, version] : versions) {
        auto& newest = m_newest[scope];
        newest = std::max(newest, version);
    }
    tell_watchers();
}

void NewsBoard::forget(const Uuid& device_id) {
    const MutexLock lock(m_mutex);
    m_known.erase(device_id);
}

void NewsBoard::tell_watchers() {
    for (auto& [number, watcher] : m_watchers) {
        if (!watcher.tell || !has_more(watcher.cursors)) continue;
        watcher.tell();
        watcher.tell = nullptr;
    }
}

std::unique_ptr<NewsBoard::Watch> NewsBoard::watch(Cursors cursors, std::function<void()> tell) {
    const MutexLock lock(m_mutex);
    if (m_watchers.size() >= tuning::k_watchers_max) return nullptr;
    const auto number = ++m_last_watcher;
    m_watchers.emplace(number, Watcher{std::move(cursors), std::move(tell)});
    tell_watchers();
    return std::make_unique<Watch>(*this, number);
}

void NewsBoard::end_watch(std::uint64_t number) {
    const MutexLock lock(m_mutex);
    m_watchers.erase(number);
}

bool NewsBoard::is_watched() const {
    const MutexLock lock(m_mutex);
    return !m_watchers.empty();
}

}  // namespace qiantai::hub
