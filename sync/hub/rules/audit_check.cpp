#include "sync/hub/rules/audit_check.hpp"

#include "sync/core/audit_branches.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/hub/rules/audit_links.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

/// Among so many misfits of one chain it is tried which order they once had; the tries grow with
/// the cube.
constexpr std::size_t k_reorder_tries_max = 30;

/// What the first pass keeps of a chain: 40 bytes an event.
struct Chain {
    std::multimap<std::int64_t, std::string> hashes;
    /// The ends of the chain as they arrived: one for each device that wrote it.
    std::vector<std::pair<std::int64_t, std::string>> noted;
    std::int64_t forked_at = 0;  ///< the first number that two entries have; 0 = none
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
            m_chains[chain.incarnation].noted.emplace_back(chain.chain_seq, chain.hash);
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
            const bool forks = chain.hashes.contains(seq);
            if (forks && (chain.forked_at == 0 || seq < chain.forked_at)) chain.forked_at = seq;
            chain.hashes.emplace(seq, chain_hash_of(columns));
            if (text_of(columns, "action") == sync::k_audit_unblocked)
                ++m_unblocked[{chain.store_code, chain.terminal_code}];
            return {};
        });
    }

    Status find_misfits() {
        return m_reader.visit_rows(m_entity, [&](const StoredRow& row) -> Status {
            const Uuid incarnation = chain_of(row.state.columns);
            const auto& chain = m_chains[incarnation];
            const std::int64_t seq = chain_seq_of(row.state.columns);
            Misfit event{seq, row.state.id, row.state.columns};
            const auto previous = candidates(incarnation, chain, seq);
            const auto fitting = std::ranges::find_if(
                previous, [&](const auto& hash) { return follows(hash, event, seq); });
            if (fitting != previous.end()) {
                note_link(chain, incarnation, event, *fitting);
            } else if (!previous.empty()) {
                // Without the entry before, this one's link can't be checked; the missing one is
                // named.
                m_misfits[incarnation].push_back(std::move(event));
            }
            return {};
        });
    }

    /// From the last common entry on, who follows whom decides whether the fork is explained.
    void note_link(const Chain& chain, const Uuid& incarnation, const Misfit& event,
                   const std::string& previous) {
        if (chain.forked_at == 0 || event.chain_seq + 1 < chain.forked_at) return;
        m_links[incarnation].push_back(
            {event.chain_seq, event.id, chain_hash_of(event.columns), previous,
             std::string(text_of(event.columns, "store_code")),
             std::string(text_of(event.columns, "terminal_code")),
             text_of(event.columns, "action") == sync::k_audit_enrolled});
    }

    /// Hashes of the entries that one with this number may follow.
    static std::vector<std::string> candidates(const Uuid& incarnation, const Chain& chain,
                                               std::int64_t seq) {
        if (seq == 1) return {sync::audit_chain_start(incarnation)};
        std::vector<std::string> hashes;
        const auto [first, last] = chain.hashes.equal_range(seq - 1);
        for (auto at = first; at != last; ++at) hashes.push_back(at->second);
        return hashes;
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
        for (const auto& [seq, hash] : chain.noted) name_missing(seq + 1);
        const auto& misfits = m_misfits[incarnation];
        name_lost_ends(incarnation, chain, misfits, report);
        // Where a link is broken it can't be said which way its followers belong to.
        if (misfits.empty()) name_strange_branches(incarnation, chain, report);
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

    /// An end that arrived and is there no longer, although an entry with its number is: all from
    /// somewhere on was written anew, with hashes that fit.
    static void name_lost_ends(const Uuid& incarnation, const Chain& chain,
                               const std::vector<Misfit>& misfits, AuditReport& report) {
        for (const auto& [seq, hash] : chain.noted) {
            const auto [first, last] = chain.hashes.equal_range(seq);
            const auto is_end = [&](const auto& entry) { return entry.second == hash; };
            if (first == last || std::any_of(first, last, is_end)) continue;
            if (std::ranges::find(misfits, seq, &Misfit::chain_seq) != misfits.end()) continue;
            report.findings.push_back(
                finding(AuditFault::changed, incarnation, chain, seq, Uuid()));
        }
    }

    void name_strange_branches(const Uuid& incarnation, const Chain& chain, AuditReport& report) {
        auto& links = m_links[incarnation];
        std::ranges::sort(links, {}, &sync::AuditBranches::Entry::chain_seq);
        sync::AuditBranches branches;
        for (auto& link : links) branches.add(std::move(link));
        for (const auto& entry : branches.unexplained(m_unblocked)) {
            report.findings.push_back(
                finding(AuditFault::repeated, incarnation, chain, entry.chain_seq, entry.id));
            report.findings.back().terminal_code = entry.terminal_code;
        }
    }

    /// The number with which a misfit does follow some entry of the chain, 0 if there is none.
    static std::int64_t original_place(const Uuid& incarnation, const Chain& chain,
                                       const std::vector<Misfit>& misfits, const Misfit& misfit) {
        if (misfits.size() > k_reorder_tries_max) return 0;
        for (const auto& place : misfits) {
            for (const auto& usual : candidates(incarnation, chain, place.chain_seq)) {
                if (follows(usual, misfit, place.chain_seq)) return place.chain_seq;
            }
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
    std::map<Uuid, std::vector<sync::AuditBranches::Entry>> m_links;
    sync::AuditBranches::Unblocked m_unblocked;
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
