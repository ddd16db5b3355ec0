#include "sync/hub/rules/lookup.hpp"

#include "sync/core/tuning.hpp"
#include "sync/hub/rules/hub_trail.hpp"
#include "sync/hub/rules/stays.hpp"

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
            stays.push_back(
                {member.id, sync::store_scope(m_device.store_code), Uuid(), member.until});
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
        if (m_found.empty()) return append_event(query, nullptr);
        for (const auto& member : m_found) QIANTAI_TRY_STATUS(append_event(query, &member));
        return {};
    }

    Status append_event(const LookupQuery& query, const FoundMember* member) {
        const json::object detail{{"asked_by", query.phone.empty() ? "card_number" : "phone"},
                                  {"found", std::to_string(m_found.size())}};
        json::object columns{{"action", "hub.look_up"}, {"detail", detail}};
        if (!query.staff_number.empty()) columns["staff_number"] = query.staff_number;
        if (member) {
            columns["subject_entity"] = "member";
            columns["subject_id"] = member->id.text();
        }
        return append_to_hub_trail(m_writer, m_context, m_rows, m_device, std::move(columns));
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
    const MutexLock lock(m_mutex);
    auto& asked_at = m_asked_at[device_id];
    while (!asked_at.empty() && asked_at.front() + k_hour_ms <= now) asked_at.pop_front();
    if (asked_at.size() >= sync::tuning::k_lookups_per_hour_max) {
        return asked_at.front() + k_hour_ms - now;
    }
    asked_at.push_back(now);
    return 0;
}

}  // namespace qiantai::hub
