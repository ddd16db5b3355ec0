#include "sync/hub/http/connection_table.hpp"

#include <algorithm>

#include "sync/hub/http/http_connection.hpp"

namespace qiantai::hub {
namespace {

template <typename Queues>
void take_out(Queues& queues, const typename Queues::key_type& key,
              std::list<Connection*>::iterator at) {
    const auto queue = queues.find(key);
    queue->second.erase(at);
    if (queue->second.empty()) queues.erase(queue);
}

}  // namespace

void ConnectionTable::join_unproven(Connection* connection, Entry& entry) {
    auto& queue = m_unproven[entry.address];
    entry.by_age = queue.insert(queue.end(), connection);
}

void ConnectionTable::leave_idle(Entry& entry) {
    if (entry.idle && entry.device) m_idle.erase(entry.by_idleness);
    entry.idle = false;
}

void ConnectionTable::leave(Entry& entry) {
    leave_idle(entry);
    if (entry.device)
        take_out(m_by_device, *entry.device, entry.by_age);
    else
        take_out(m_unproven, entry.address, entry.by_age);
}

Connection* ConnectionTable::least_worth() const {
    if (!m_unproven.empty()) {
        const auto most = std::ranges::max_element(
            m_unproven, {}, [](const auto& address) { return address.second.size(); });
        return most->second.front();
    }
    return m_idle.empty() ? nullptr : m_idle.front();
}

void ConnectionTable::cut(Connection* connection) {
    const auto found = m_entries.find(connection);
    if (const auto alive = found->second.connection.lock()) alive->cut();
    leave(found->second);
    m_entries.erase(found);
}

bool ConnectionTable::add(const std::shared_ptr<Connection>& connection,
                          const std::string& address) {
    const MutexLock lock(m_mutex);
    if (static_cast<int>(m_entries.size()) >= m_connections_max) {
        auto* const goes = least_worth();
        if (goes == nullptr) return false;
        cut(goes);
    }
    auto& entry = m_entries[connection.get()];
    entry.connection = connection;
    entry.address = address;
    join_unproven(connection.get(), entry);
    return true;
}

void ConnectionTable::remove(Connection* connection) {
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(connection);
    if (found == m_entries.end()) return;
    leave(found->second);
    m_entries.erase(found);
}

void ConnectionTable::set_address(Connection* connection, const std::string& address) {
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(connection);
    if (found == m_entries.end()) return;
    leave(found->second);
    found->second.address = address;
    join_unproven(connection, found->second);
}

void ConnectionTable::prove(Connection* connection, const Uuid& device) {
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(connection);
    if (found == m_entries.end() || found->second.device == device) return;
    leave(found->second);
    found->second.device = device;
    auto& queue = m_by_device[device];
    found->second.by_age = queue.insert(queue.end(), connection);
    if (static_cast<int>(queue.size()) > m_per_device_max) cut(queue.front());
}

void ConnectionTable::set_idle(Connection* connection, bool idle) {
    const MutexLock lock(m_mutex);
    const auto found = m_entries.find(connection);
    if (found == m_entries.end()) return;
    auto& entry = found->second;
    leave_idle(entry);
    entry.idle = idle;
    if (idle && entry.device) entry.by_idleness = m_idle.insert(m_idle.end(), connection);
}

bool ConnectionTable::is_pressed() const {
    const MutexLock lock(m_mutex);
    return 2 * m_entries.size() >= static_cast<std::size_t>(m_connections_max);
}

std::vector<std::shared_ptr<Connection>> ConnectionTable::all() const {
    const MutexLock lock(m_mutex);
    std::vector<std::shared_ptr<Connection>> alive;
    for (const auto& [key, entry] : m_entries) {
        if (auto one = entry.connection.lock()) alive.push_back(std::move(one));
    }
    return alive;
}

}  // namespace qiantai::hub
