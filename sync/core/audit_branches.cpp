#include "sync/core/audit_branches.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace qiantai::sync {
namespace {

using Terminal = std::pair<std::string, std::string>;

/// What is known of a branch at one of its entries.
struct Place {
    std::size_t begin = 0;  ///< the entry after the last fork
    Terminal enrolled_as;   ///< whose entries may follow
    bool explained = true;  ///< no entry of another terminal than the one enrolled
};

}  // namespace

void AuditBranches::add(Entry entry) {
    m_entries.push_back(std::move(entry));
}

std::vector<AuditBranches::Entry> AuditBranches::unexplained(const Unblocked& unblocked) const {
    std::unordered_map<std::string, int> followers;
    for (const auto& entry : m_entries) ++followers[entry.previous];
    std::unordered_map<std::string, Place> places;
    std::vector<std::size_t> strange;
    std::map<Terminal, std::vector<std::pair<std::int64_t, std::size_t>>> ends;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto& entry = m_entries[i];
        const Terminal terminal(entry.store_code, entry.terminal_code);
        const auto before = places.find(entry.previous);
        Place place = before == places.end() ? Place{i, terminal, true} : before->second;
        if (followers[entry.previous] > 1) place.begin = i;
        if (entry.enrols) place.enrolled_as = terminal;
        place.explained = place.explained && place.enrolled_as == terminal;
        if (!followers.contains(entry.hash)) {
            if (place.explained)
                ends[terminal].emplace_back(entry.chain_seq, place.begin);
            else
                strange.push_back(place.begin);
        }
        places.emplace(entry.hash, std::move(place));
    }
    for (auto& [terminal, of_terminal] : ends) {
        const auto found = unblocked.find(terminal);
        const auto allowed =
            1 + static_cast<std::size_t>(found == unblocked.end() ? 0 : found->second);
        std::ranges::sort(of_terminal, std::greater<>());
        for (std::size_t i = allowed; i < of_terminal.size(); ++i)
            strange.push_back(of_terminal[i].second);
    }
    std::vector<Entry> begins;
    for (const std::size_t at : std::set<std::size_t>(strange.begin(), strange.end()))
        begins.push_back(m_entries[at]);
    return begins;
}

}  // namespace qiantai::sync
