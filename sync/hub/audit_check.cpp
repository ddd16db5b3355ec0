#include "sync/hub/audit_check.hpp"

#include "sync/core/audit_chain.hpp"
#include "sync/hub/audit_links.hpp"
#include "sync/hub/working_set.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

/// Among so many misfits of one chain it is tried which order they once had; the tries grow with
/// the cube.
constexpr std::size_t k_reorder_tries_max = 30;

/// What the first pass keeps of a chain: 40 bytes an event.
struct Chain {
    std::map<std::int64_t, std::string> hashes;
    std::int64_t noted_seq = 0;  ///< the end of the chain as it arrived
    std::string store_code;
    std::string terminal_code;
};

struct Misfit {
    std::int64_t chain_seq;
    Uuid id;
    json::object columns;
};

bool follows(std::string_view previous_hash, const Misfit& event, std::int64_t as_seq) {
    json::object columns = event.columns;
    columns["chain_seq"] = as_seq;
    return sync::audit_hash(previous_hash, event.id, columns) == chain_hash_of(event.columns);
}

class AuditCheck {
  public:
    AuditCheck(HubReader& reader, std::string_view entity) : m_reader(reader), m_entity(entity) {}

    Status run(AuditReport& report) {
        QIANTAI_TRY_STATUS(note_ends());
        QIANTAI_TRY_STATUS(collect_hashes(report));
        QIANTAI_TRY_STATUS(find_misfits());
        for (auto& [incarnation, chain] : m_chains) name_faults(incarnation, chain, report);
        report.chains += static_cast<std::int64_t>(m_chains.size());
        return {};
    }

  private:
    Status note_ends() {
        QIANTAI_TRY(const auto chains, m_reader.load_all_chains());
        for (const auto& chain : chains) {
            auto& noted = m_chains[chain.incarnation].noted_seq;
            noted = std::max(noted, chain.chain_seq);
        }
        return {};
    }

    Status collect_hashes(AuditReport& report) {
        return m_reader.visit_rows(m_entity, [&](const StoredRow& row) -> Status {
            const auto& columns = row.state.columns;
            const Uuid incarnation = chain_of(columns);
            const std::int64_t seq = chain_seq_of(columns);
            auto& chain = m_chains[incarnation];
            chain.store_code = text_of(columns, "store_code");
            chain.terminal_code = text_of(columns, "terminal_code");
            ++report.events;
            if (!chain.hashes.emplace(seq, chain_hash_of(columns)).second) {
                report.findings.push_back(
                    finding(AuditFault::repeated, incarnation, chain, seq, row.state.id));
            }
            return {};
        });
    }

    Status find_misfits() {
        return m_reader.visit_rows(m_entity, [&](const StoredRow& row) -> Status {
            const Uuid incarnation = chain_of(row.state.columns);
            const auto& chain = m_chains[incarnation];
            const std::int64_t seq = chain_seq_of(row.state.columns);
            Misfit event{seq, row.state.id, row.state.columns};
            const auto previous = previous_hash(incarnation, chain, seq);
            // Without the entry before, this one's link can't be checked; the missing one is named.
            if (previous && !follows(*previous, event, seq)) {
                m_misfits[incarnation].push_back(std::move(event));
            }
            return {};
        });
    }

    static std::optional<std::string> previous_hash(const Uuid& incarnation, const Chain& chain,
                                                    std::int64_t seq) {
        if (seq == 1) return sync::audit_chain_start(incarnation);
        const auto found = chain.hashes.find(seq - 1);
        if (found == chain.hashes.end()) return std::nullopt;
        return found->second;
    }

    static AuditFinding finding(AuditFault fault, const Uuid& incarnation, const Chain& chain,
                                std::int64_t seq, const Uuid& id) {
        return {fault, incarnation, chain.store_code, chain.terminal_code, seq, 0, id};
    }

    void name_faults(const Uuid& incarnation, const Chain& chain, AuditReport& report) {
        std::int64_t expected = 1;
        const auto name_missing = [&](std::int64_t until) {
            for (; expected < until; ++expected) {
                report.findings.push_back(
                    finding(AuditFault::missing, incarnation, chain, expected, {}));
            }
        };
        for (const auto& [seq, hash] : chain.hashes) {
            name_missing(seq);
            expected = std::max(expected, seq + 1);
        }
        name_missing(chain.noted_seq + 1);
        const auto& misfits = m_misfits[incarnation];
        for (const auto& misfit : misfits) {
            const auto written_as = original_place(incarnation, chain, misfits, misfit);
            // The entry itself is as it was written; only the one before it is not in its place.
            if (written_as == misfit.chain_seq) continue;
            const auto fault = written_as == 0 ? AuditFault::changed : AuditFault::reordered;
            report.findings.push_back(
                finding(fault, incarnation, chain, misfit.chain_seq, misfit.id));
            report.findings.back().written_as = written_as;
        }
    }

    /// The number with which a misfit does follow some entry of the chain, 0 if there is none.
    static std::int64_t original_place(const Uuid& incarnation, const Chain& chain,
                                       const std::vector<Misfit>& misfits, const Misfit& misfit) {
        if (misfits.size() > k_reorder_tries_max) return 0;
        for (const auto& place : misfits) {
            const auto usual = previous_hash(incarnation, chain, place.chain_seq);
            if (usual && follows(*usual, misfit, place.chain_seq)) return place.chain_seq;
            for (const auto& before : misfits) {
                if (follows(chain_hash_of(before.columns), misfit, place.chain_seq))
                    return place.chain_seq;
            }
        }
        return 0;
    }

    HubReader& m_reader;
    std::string_view m_entity;
    std::map<Uuid, Chain> m_chains;
    std::map<Uuid, std::vector<Misfit>> m_misfits;
};

}  // namespace

std::string_view fault_name(AuditFault fault) {
    switch (fault) {
        case AuditFault::changed:
            return "changed";
        case AuditFault::missing:
            return "missing";
        case AuditFault::reordered:
            return "reordered";
        case AuditFault::repeated:
            return "repeated";
    }
    return "changed";
}

Result<AuditReport> check_audit_trail(HubReader& reader, const Manifest& manifest) {
    AuditReport report;
    for (const auto& entity : manifest.entities()) {
        if (!entity.hash_chain) continue;
        QIANTAI_TRY_STATUS(AuditCheck(reader, entity.name).run(report));
    }
    std::ranges::sort(report.findings, {}, [](const AuditFinding& one) {
        return std::tuple(one.incarnation, one.chain_seq, one.fault);
    });
    return report;
}

}  // namespace qiantai::hub
