#pragma once

// The server's connections, and who goes when there is no place for one more: first somebody who has
// not proved to be a terminal, of the address that has most of those, then the terminal that has been
// idle longest. So neither idle terminals nor strangers keep a terminal out.

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "schema/base/mutex.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::hub {

class Connection;

/// Thread-safe. What is cut here is told by Connection::cut() and is no more in the table.
class ConnectionTable {
  public:
    ConnectionTable(int connections_max, int per_device_max)
        : m_connections_max(connections_max), m_per_device_max(per_device_max) {}

    /// False if all places are taken by connections with a request under way.
    bool add(const std::shared_ptr<Connection>& connection, const std::string& address);
    void remove(Connection* connection);
    /// Where it really comes from.
    void set_address(Connection* connection, const std::string& address);
    /// This terminal has proved itself on it. Its oldest connection goes if it has too many.
    void prove(Connection* connection, const Uuid& device);
    void set_idle(Connection* connection, bool idle);
    /// Half of the places are taken.
    bool is_pressed() const;
    std::vector<std::shared_ptr<Connection>> all() const;

  private:
    using Queue = std::list<Connection*>;  ///< the oldest first
    struct Entry {
        std::weak_ptr<Connection> connection;
        std::string address;
        std::optional<Uuid> device;
        bool idle = false;
        Queue::iterator by_age;  ///< in m_unproven's or m_by_device's queue
        Queue::iterator by_idleness;
    };
    using Entries = std::unordered_map<Connection*, Entry>;

    void leave(Entry& entry) QIANTAI_REQUIRES(m_mutex);
    void leave_idle(Entry& entry) QIANTAI_REQUIRES(m_mutex);
    void join_unproven(Connection* connection, Entry& entry) QIANTAI_REQUIRES(m_mutex);
    Connection* least_worth() const QIANTAI_REQUIRES(m_mutex);
    void cut(Connection* connection) QIANTAI_REQUIRES(m_mutex);

    const int m_connections_max;
    const int m_per_device_max;
    mutable Mutex m_mutex;
    Entries m_entries QIANTAI_GUARDED_BY(m_mutex);
    std::map<std::string, Queue> m_unproven QIANTAI_GUARDED_BY(m_mutex);
    std::map<Uuid, Queue> m_by_device QIANTAI_GUARDED_BY(m_mutex);
    Queue m_idle QIANTAI_GUARDED_BY(m_mutex);  ///< of terminals only
};

}  // namespace qiantai::hub
