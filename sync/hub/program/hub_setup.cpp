#include "sync/hub/program/hub_setup.hpp"

#include <sodium.h>

#include "schema/base/setup_codes.hpp"
#include "sync/core/scope.hpp"
#include "sync/hub/rules/working_set.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

constexpr int k_utc_offset_minutes_china = 480;

}  // namespace

std::string make_generation(Clock& clock, Random& random) {
    return Uuid::make_v7(clock, random).text();
}

std::string hash_pin(std::string_view pin) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    QIANTAI_ASSERT(crypto_pwhash_str(hash.data(), pin.data(), pin.size(),
                                     crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                     crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0);
    hash.resize(hash.find('\0'));
    return hash;
}

Status set_up_hub(HubWriter& writer, const Manifest& manifest, Clock& clock, Random& random,
                  std::string_view chain_name, const FirstAdministrator& administrator) {
    QIANTAI_TRY(const auto generation, writer.load_fact(fact::k_generation));
    if (generation) return make_error(k_hub_exists);
    const TimeMs now = clock.now_ms();
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_generation, make_generation(clock, random)));
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_made_at, std::to_string(now)));
    QIANTAI_TRY_STATUS(writer.save_fact(fact::k_chain_name, chain_name));

    WorkingSet rows(manifest, writer);
    const auto add = [&](std::string_view entity, boost::json::object columns) -> Status {
        sync::RowState state{std::string(entity),
                             Uuid::make_v7(clock, random, Cell::of_store(sync::k_hq_store_code)),
                             std::move(columns),
                             {}};
        QIANTAI_TRY(state.clocks.base, next_hub_hlc(writer, now));
        const RowKey key{state.entity, state.id};
        QIANTAI_TRY_STATUS(rows.load(std::span(&key, 1)));
        rows.set(key, std::move(state), "");
        return {};
    };
    QIANTAI_TRY_STATUS(add("store", {{"code", sync::k_hq_store_code},
                                     {"name", chain_name},
                                     {"utc_offset_minutes", k_utc_offset_minutes_china},
                                     {"status", code_of(StoreStatus::open)},
                                     {"created_at", now}}));
    // The administrator chose this PIN, so the first sign-in need not ask for another.
    QIANTAI_TRY_STATUS(add("staff", {{"store_code", sync::k_hq_store_code},
                                     {"number", administrator.number},
                                     {"name", administrator.name},
                                     {"role", code_of(StaffRole::admin)},
                                     {"status", code_of(StaffStatus::active)},
                                     {"pin_hash", administrator.pin_hash},
                                     {"pin_changed_at", now},
                                     {"pin_must_change", false},
                                     {"created_at", now}}));
    return rows.flush();
}

}  // namespace qiantai::hub
