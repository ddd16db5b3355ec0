#include "sync/hub/rules/enrolment.hpp"

#include <fmt/format.h>

#include "schema/base/encoding.hpp"
#include "schema/base/setup_codes.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/rules/change_rules.hpp"
#include "sync/hub/rules/working_set.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

constexpr int k_terminals_max = 999;
constexpr std::size_t k_remembered_addresses_max = 10'000;

Result<std::string> next_terminal_code(HubReader& reader, std::string_view store_code) {
    QIANTAI_TRY(const auto devices, reader.load_devices_of(store_code));
    int last = 0;
    for (const auto& device : devices) {
        last = std::max(last, std::atoi(device.terminal_code.c_str() + 1));
    }
    if (last >= k_terminals_max) return make_error(k_terminals_exhausted, std::string(store_code));
    return fmt::format("T{:02}", last + 1);
}

Status add_terminal_row(HubWriter& writer, const EnrolmentContext& context, const Device& device,
                        std::string_view name) {
    const TimeMs now = context.clock.now_ms();
    QIANTAI_TRY(const auto hlc, next_hub_hlc(writer, now));
    sync::RowState state{"terminal", device.id, {}, {}};
    state.clocks.base = hlc;
    state.columns = {{"store_code", device.store_code},
                     {"code", device.terminal_code},
                     {"name", name},
                     {"status", code_of(TerminalStatus::active)},
                     {"enrolled_at", now},
                     {"created_at", now}};
    WorkingSet rows(context.manifest, writer);
    const RowKey key{state.entity, state.id};
    QIANTAI_TRY_STATUS(rows.load(std::span(&key, 1)));
    rows.set(key, std::move(state), "");
    return rows.flush();
}

}  // namespace

Status check_store_open(HubReader& reader, std::string_view store_code) {
    if (store_code == sync::k_hq_store_code) return {};
    bool found = false;
    QIANTAI_TRY_STATUS(reader.visit_rows("store", [&](const StoredRow& row) -> Status {
        const auto& columns = row.state.columns;
        if (text_of(columns, "code") == store_code &&
            text_of(columns, "status") == code_of(StoreStatus::open))
            found = true;
        return {};
    }));
    if (!found) return make_error(k_store_unknown, std::string(store_code));
    return {};
}

Result<NewCode> make_code(HubWriter& writer, const EnrolmentContext& context,
                          std::string_view ca_der, std::string_view store_code,
                          std::string_view terminal_name) {
    NewCode made{sync::make_enrolment_code(ca_der, context.random),
                 context.clock.now_ms() + sync::tuning::k_enrolment_code_life_ms};
    QIANTAI_TRY_STATUS(writer.save_code({blake2b_256(made.code.secret), std::string(store_code),
                                         std::string(terminal_name), made.expires_at, 0}));
    return made;
}

Result<std::optional<EnrolledDevice>> enrol(HubWriter& writer, const EnrolmentContext& context,
                                            std::string_view code_secret,
                                            std::string_view bundle_public_key) {
    const TimeMs now = context.clock.now_ms();
    QIANTAI_TRY(auto code, writer.load_code(blake2b_256(code_secret)));
    if (!code || code->used_at != 0 || code->expires_at <= now)
        return std::optional<EnrolledDevice>();
    EnrolledDevice enrolled;
    enrolled.secret.resize(32);
    context.random.fill(
        {reinterpret_cast<std::uint8_t*>(enrolled.secret.data()), enrolled.secret.size()});
    auto& device = enrolled.device;
    device.store_code = code->store_code;
    device.id = Uuid::make_v7(context.clock, context.random, Cell::of_store(device.store_code));
    QIANTAI_TRY(device.terminal_code, next_terminal_code(writer, code->store_code));
    device.secret_hash = blake2b_256(enrolled.secret);
    device.bundle_public_key = bundle_public_key;
    device.enrolled_at = now;
    device.last_seen_at = now;
    QIANTAI_TRY_STATUS(writer.save_device(device));
    QIANTAI_TRY_STATUS(add_terminal_row(writer, context, device, code->terminal_name));
    code->used_at = now;
    QIANTAI_TRY_STATUS(writer.save_code(*code));
    return std::optional(std::move(enrolled));
}

TimeMs EnrolmentLimiter::wait_ms(const std::string& address, TimeMs now) {
    constexpr TimeMs k_at_once_ms =
        (sync::tuning::k_enrolment_failures_max - 1) * sync::tuning::k_enrolment_pace_ms;
    const MutexLock lock(m_mutex);
    const auto found = m_paid_until.find(address);
    if (found == m_paid_until.end()) return 0;
    return std::max<TimeMs>(0, found->second - now - k_at_once_ms);
}

void EnrolmentLimiter::record_failure(const std::string& address, TimeMs now) {
    const MutexLock lock(m_mutex);
    if (m_paid_until.size() >= k_remembered_addresses_max) {
        std::erase_if(m_paid_until, [&](const auto& entry) { return entry.second <= now; });
    }
    auto& until = m_paid_until[address];
    until = std::max(until, now) + sync::tuning::k_enrolment_pace_ms;
}

}  // namespace qiantai::hub
