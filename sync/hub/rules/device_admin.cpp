#include "sync/hub/rules/device_admin.hpp"

#include "schema/base/setup_codes.hpp"
#include "sync/core/audit_branches.hpp"
#include "sync/hub/rules/hub_trail.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {

Result<Device> find_device(HubReader& reader, std::string_view name) {
    QIANTAI_TRY(const auto devices, reader.load_devices());
    const auto id = Uuid::parse(name);
    for (const auto& device : devices) {
        const bool named =
            id ? device.id == *id : device.store_code + "/" + device.terminal_code == name;
        if (named) return device;
    }
    return make_error(k_device_unknown, std::string(name));
}

Status note_devices_changed(HubWriter& writer) {
    QIANTAI_TRY(const auto changes, load_fact_number(writer, fact::k_devices_changed));
    return writer.save_fact(fact::k_devices_changed, std::to_string(changes + 1));
}

Status revoke_device(HubWriter& writer, const Manifest& manifest, TimeMs now, Device device) {
    device.status = DeviceStatus::revoked;
    device.status_reason = "revoked by the hub's administrator";
    QIANTAI_TRY_STATUS(writer.save_device(device));
    QIANTAI_TRY_STATUS(note_devices_changed(writer));
    WorkingSet rows(manifest, writer);
    const RowKey key{"terminal", device.id};
    QIANTAI_TRY_STATUS(rows.load(std::span(&key, 1)));
    const auto* current = rows.find(key);
    if (!current) return {};
    sync::RowState state = *current;
    QIANTAI_TRY(const auto hlc, next_hub_hlc(writer, now, state.clocks.greatest()));
    state.columns["status"] = code_of(TerminalStatus::revoked);
    state.clocks.later["status"] = hlc;
    rows.set(key, std::move(state), "");
    return rows.flush();
}

Status unblock_device(HubWriter& writer, const EnrolmentContext& context, Device device) {
    if (device.status != DeviceStatus::blocked)
        return make_error(k_device_not_blocked, device.id.text());
    // Should it be another one that calls next, the one that was taken until now may not come back
    // by saying that it was restored from that other one.
    if (!device.incarnation.is_nil()) {
        QIANTAI_TRY_STATUS(
            writer.retire_incarnation(device.id, device.incarnation, context.clock.now_ms()));
    }
    WorkingSet rows(context.manifest, writer);
    QIANTAI_TRY_STATUS(append_to_hub_trail(writer, context, rows, device,
                                           {{"action", sync::k_audit_unblocked},
                                            {"subject_entity", "terminal"},
                                            {"subject_id", device.id.text()}}));
    QIANTAI_TRY_STATUS(rows.flush());
    device.status = DeviceStatus::active;
    device.status_reason.clear();
    device.incarnation = Uuid();
    QIANTAI_TRY_STATUS(writer.save_device(device));
    return note_devices_changed(writer);
}

}  // namespace qiantai::hub
