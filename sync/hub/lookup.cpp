#include "sync/hub/lookup.hpp"

#include "schema/base/text.hpp"
#include "sync/core/audit_chain.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/hub_clock.hpp"
#include "sync/hub/stays.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr TimeMs k_hour_ms = 3'600'000;

class Lookup {
  public:
    Lookup(HubWriter& writer, const EnrolmentContext& context, const Device& device)
        : m_writer(writer),
          m_context(context),
          m_device(device),
          m_now(context.clock.now_ms()),
          m_rows(context.manifest, writer) {}

    Result<std::vector<FoundMember>> run(const LookupQuery& query) {
        if (!query.phone.empty()) QIANTAI_TRY_STATUS(find_by_phone(query.phone));
        if (!query.card_number.empty()) QIANTAI_TRY_STATUS(find_by_card(query.card_number));
        QIANTAI_TRY_STATUS(follow_merges());
        std::vector<Stay> stays;
        for (auto& member : m_found) {
            if (member.store_code == m_device.store_code) continue;
            member.until = m_now + sync::tuning::k_stay_ms;
            stays.push_back({member.id, m_device.store_code, member.until});
        }
        QIANTAI_TRY_STATUS(begin_stays(m_writer, m_context.manifest, m_rows, stays));
        QIANTAI_TRY_STATUS(write_audit(query));
        QIANTAI_TRY_STATUS(m_rows.flush());
        return std::move(m_found);
    }

  private:
    Result<std::vector<Uuid>> holders_of(std::string_view entity, std::string_view column,
                                         const std::string& value) {
        const DuplicateKey wanted{std::string(entity), std::string(column), value, {}};
        QIANTAI_TRY(
            const auto holders,
            m_writer.load_duplicates(std::span(&wanted, 1), sync::tuning::k_duplicate_holders_max));
        std::vector<Uuid> ids;
        for (const auto& holder : holders) ids.push_back(holder.id);
        return ids;
    }

    Status find_by_phone(const std::string& phone) {
        QIANTAI_TRY(const auto members, holders_of("member", "phone", phone));
        for (const auto& id : members) QIANTAI_TRY_STATUS(add(id));
        return {};
    }

    Status find_by_card(const std::string& number) {
        QIANTAI_TRY(const auto cards, holders_of("member_card", "number", number));
        for (const auto& card : cards) {
            const RowKey key{"member_card", card};
            QIANTAI_TRY_STATUS(m_rows.load(std::span(&key, 1)));
            const auto member = Uuid::parse(text_of(m_rows.find(key)->columns, "member_id"));
            if (member) QIANTAI_TRY_STATUS(add(*member));
        }
        return {};
    }

    /// Counts the member among those found unless it is there already, missing or erased.
    Status add(const Uuid& id) {
        if (std::ranges::find(m_found, id, &FoundMember::id) != m_found.end()) return {};
        const RowKey key{"member", id};
        QIANTAI_TRY_STATUS(m_rows.load(std::span(&key, 1)));
        const auto* row = m_rows.find(key);
        if (!row || row->clocks.erased != sync::Hlc()) return {};
        m_found.push_back({id, std::string(store_code_of(*row))});
        return {};
    }

    /// A record merged into another shows little alone: the one that stands comes along.
    Status follow_merges() {
        for (std::size_t i = 0; i < m_found.size(); ++i) {
            const auto* row = m_rows.find({"member", m_found[i].id});
            const auto into = Uuid::parse(text_of(row->columns, "merged_into"));
            if (into) QIANTAI_TRY_STATUS(add(*into));
        }
        return {};
    }

    Status write_audit(const LookupQuery& query) {
        QIANTAI_TRY(const auto generation, m_writer.load_fact(fact::k_generation));
        // A restored hub begins a new chain: it can't go on from links that it has forgotten.
        const Uuid chain_id = Uuid::derive("lookups|" + generation.value_or(""));
        QIANTAI_TRY(auto chains, m_writer.load_chains(chain_id, std::span(&chain_id, 1)));
        AuditChain chain =
            chains.empty()
                ? AuditChain{chain_id, chain_id, 0, sync::audit_chain_start(chain_id), 0, 0}
                : std::move(chains.front());
        if (m_found.empty()) QIANTAI_TRY_STATUS(append_event(query, nullptr, chain));
        for (const auto& member : m_found) {
            QIANTAI_TRY_STATUS(append_event(query, &member, chain));
        }
        return m_writer.save_chains(std::span(&chain, 1));
    }

    Status append_event(const LookupQuery& query, const FoundMember* member, AuditChain& chain) {
        const json::object detail{{"asked_by", query.phone.empty() ? "card_number" : "phone"},
                                  {"found", std::to_string(m_found.size())}};
        QIANTAI_TRY(const int offset, load_utc_offset_minutes());
        json::object columns{{"store_code", m_device.store_code},
                             {"terminal_code", m_device.terminal_code},
                             {"incarnation", chain.incarnation.text()},
                             {"chain_seq", ++chain.chain_seq},
                             {"created_at", m_now},
                             {"business_date", format_date(m_now, offset)},
                             {"action", "hub.look_up"},
                             {"detail", detail}};
        if (!query.staff_number.empty()) columns["staff_number"] = query.staff_number;
        if (member) {
            columns["subject_entity"] = "member";
            columns["subject_id"] = member->id.text();
        }
        const RowKey key{"audit_event", Uuid::make_v7(m_context.clock, m_context.random)};
        chain.hash = sync::audit_hash(chain.hash, key.id, columns);
        columns["hash"] = to_base64url(chain.hash);
        QIANTAI_TRY(const auto hlc, next_hub_hlc(m_writer, m_now));
        sync::RowState state{key.entity, key.id, std::move(columns), {}};
        state.clocks.base = hlc;
        QIANTAI_TRY_STATUS(m_rows.load(std::span(&key, 1)));
        m_rows.set(key, std::move(state), "");
        return {};
    }

    /// Of the asking store; 0 if its row says none.
    Result<int> load_utc_offset_minutes() {
        int minutes = 0;
        QIANTAI_TRY_STATUS(m_writer.visit_rows("store", [&](const StoredRow& row) -> Status {
            const auto* offset = row.state.columns.if_contains("utc_offset_minutes");
            const bool asked = text_of(row.state.columns, "code") == m_device.store_code;
            if (asked && offset && offset->is_int64()) {
                minutes = static_cast<int>(offset->get_int64());
            }
            return {};
        }));
        return minutes;
    }

    HubWriter& m_writer;
    const EnrolmentContext& m_context;
    const Device& m_device;
    TimeMs m_now;
    WorkingSet m_rows;
    std::vector<FoundMember> m_found;
};

}  // namespace

Result<std::vector<FoundMember>> look_up_members(HubWriter& writer, const EnrolmentContext& context,
                                                 const Device& device, const LookupQuery& query) {
    return Lookup(writer, context, device).run(query);
}

TimeMs LookupLimiter::take(const Uuid& device_id, TimeMs now) {
    const std::lock_guard lock(m_mutex);
    auto& asked_at = m_asked_at[device_id];
    while (!asked_at.empty() && asked_at.front() + k_hour_ms <= now) asked_at.pop_front();
    if (asked_at.size() >= sync::tuning::k_lookups_per_hour_max) {
        return asked_at.front() + k_hour_ms - now;
    }
    asked_at.push_back(now);
    return 0;
}

}  // namespace qiantai::hub
