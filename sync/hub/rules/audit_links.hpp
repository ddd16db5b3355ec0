#pragma once

#include <boost/json.hpp>
#include <map>
#include <span>
#include <vector>

#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

/// Checks the hash chains of one device's audit events as they arrive. A link that does not fit is
/// counted as a break and kept, and the chain goes on from it, so that one break is told once.
class AuditLinks {
  public:
    explicit AuditLinks(const Uuid& device_id) : m_device_id(device_id) {}
    void start(std::span<const AuditChain> chains);
    /// A link that the hub has already, sent again. A terminal that was enrolled anew goes on in
    /// its chain as another device: from the links that both have, it is known where.
    void follow(const Uuid& id, const boost::json::object& columns);
    /// 1 if the link broke its chain, else 0.
    int append(const Uuid& id, const boost::json::object& columns);
    std::vector<AuditChain> chains() const;

  private:
    AuditChain& chain_for(const Uuid& incarnation);

    Uuid m_device_id;
    std::map<Uuid, AuditChain> m_chains;  ///< by incarnation
};

/// Incarnation, place in the chain and hash (32 bytes) that an audit event names; nil, 0 and zeros
/// if unreadable.
Uuid chain_of(const boost::json::object& columns);
std::int64_t chain_seq_of(const boost::json::object& columns);
std::string chain_hash_of(const boost::json::object& columns);

}  // namespace qiantai::hub
