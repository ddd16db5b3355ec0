#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

std::string_view status_name(DeviceStatus status) {
    switch (status) {
        case DeviceStatus::active:
            return "active";
        case DeviceStatus::blocked:
            return "blocked";
        case DeviceStatus::revoked:
            return "revoked";
    }
    return "blocked";
}

std::optional<DeviceStatus> parse_device_status(std::string_view name) {
    for (const auto status : {DeviceStatus::active, DeviceStatus::blocked, DeviceStatus::revoked}) {
        if (status_name(status) == name) return status;
    }
    return std::nullopt;
}

}  // namespace qiantai::hub
