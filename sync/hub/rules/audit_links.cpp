#include "sync/hub/rules/audit_links.hpp"

#include "schema/base/encoding.hpp"
#include "sync/core/audit_chain.hpp"

namespace qiantai::hub {
namespace {

constexpr std::size_t k_hash_bytes = 32;

/// The event after the last one of the chain.
bool is_next(const AuditChain& chain, const Uuid& id, const boost::json::object& columns) {
    const std::int64_t seq = chain_seq_of(columns);
    return seq > 0 && chain.chain_seq == seq - 1 &&
           chain_hash_of(columns) == sync::audit_hash(chain.hash, id, columns);
}

}  // namespace

Uuid chain_of(const boost::json::object& columns) {
    const auto* value = columns.if_contains("incarnation");
    if (!value || !value->is_string()) return {};
    return Uuid::parse(value->get_string()).value_or(Uuid());
}

std::int64_t chain_seq_of(const boost::json::object& columns) {
    const auto* value = columns.if_contains("chain_seq");
    return value && value->is_int64() ? value->get_int64() : 0;
}

std::string chain_hash_of(const boost::json::object& columns) {
    const auto* value = columns.if_contains("hash");
    auto hash = value && value->is_string() ? from_base64url(value->get_string()) : std::nullopt;
    return hash && hash->size() == k_hash_bytes ? *hash : std::string(k_hash_bytes, '\0');
}

void AuditLinks::start(std::span<const AuditChain> chains) {
    for (const auto& chain : chains) m_chains[chain.incarnation] = chain;
}

AuditChain& AuditLinks::chain_for(const Uuid& incarnation) {
    auto& chain = m_chains[incarnation];
    if (chain.device_id.is_nil()) {
        chain.device_id = m_device_id;
        chain.incarnation = incarnation;
        chain.hash = sync::audit_chain_start(incarnation);
    }
    return chain;
}

void AuditLinks::follow(const Uuid& id, const boost::json::object& columns) {
    auto& chain = chain_for(chain_of(columns));
    const std::int64_t seq = chain_seq_of(columns);
    const std::string hash = chain_hash_of(columns);
    // What was sent long ago is no longer kept at the terminal, so it may begin anywhere.
    const bool begins = chain.chain_seq == 0;
    if (!begins && !is_next(chain, id, columns)) return;
    chain.chain_seq = seq;
    chain.hash = hash;
}

int AuditLinks::append(const Uuid& id, const boost::json::object& columns) {
    auto& chain = chain_for(chain_of(columns));
    const std::int64_t seq = chain_seq_of(columns);
    const std::string hash = chain_hash_of(columns);
    const bool fits = is_next(chain, id, columns);
    // A late link (one the chain went past already) must not set the chain back.
    if (seq > chain.chain_seq) {
        chain.chain_seq = seq;
        chain.hash = hash;
    }
    if (fits) return 0;
    ++chain.breaks;
    if (chain.first_break_seq == 0) chain.first_break_seq = seq;
    return 1;
}

std::vector<AuditChain> AuditLinks::chains() const {
    std::vector<AuditChain> all;
    for (const auto& [incarnation, chain] : m_chains) all.push_back(chain);
    return all;
}

}  // namespace qiantai::hub
