#pragma once

#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_hub_exists{
    "hub_exists", Actor::administrator,
    "This hub was set up before. Nothing was changed; name another folder to make a second one.",
    "该中心已初始化，未作任何改动。如需另建，请指定其他文件夹。"};

struct FirstAdministrator {
    std::string number;
    std::string name;
    std::string pin_hash;  ///< hash_pin()
};

/// What a new hub's store begins with: its generation, headquarters' own store row (code HQ) and
/// one administrator, who can sign in at the first headquarters desk. Not committed. k_hub_exists
/// if the store was set up already.
Status set_up_hub(HubWriter& writer, const Manifest& manifest, Clock& clock, Random& random,
                  std::string_view chain_name, const FirstAdministrator& administrator);

/// A generation is new whenever the hub may have lost something it once acknowledged.
std::string make_generation(Clock& clock, Random& random);

/// Argon2id in libsodium's string form.
std::string hash_pin(std::string_view pin);

}  // namespace qiantai::hub
