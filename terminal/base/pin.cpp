#include "terminal/base/pin.hpp"

#include <sodium.h>

namespace qiantai::domain {
Result<std::string> hash_pin(std::string_view pin, const PinCost& cost) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    char hash[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_argon2id_str(hash, pin.data(), pin.size(), cost.operations,
                                                  cost.memory_bytes);
    if (failed != 0) return make_error(k_pin_not_computed);
    return std::string(hash);
}

bool verify_pin(const std::string& hash, std::string_view pin) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    return crypto_pwhash_argon2id_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace qiantai::domain
