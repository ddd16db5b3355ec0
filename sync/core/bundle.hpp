#pragma once

#include <string>
#include <string_view>

#include "schema/base/random.hpp"
#include "schema/base/result.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_bundle_unreadable{
    "bundle_unreadable", Actor::administrator,
    "The bundle file is damaged, or meant for another chain or terminal. Nothing was taken from it.",
    "数据包已损坏，或属于其他连锁或终端。未导入任何内容。"};

/// Keys of one side of a bundle exchange (X25519), 32 bytes each.
struct BundleKeys {
    std::string public_key;
    std::string secret_key;
};
BundleKeys make_bundle_keys(Random& random);

/// Encrypts and authenticates from one side to the other (libsodium crypto_box, then secretstream in 64 KiB pieces, so
/// that a cut file is noticed). `label` stands readable in front: the sender's device id or "hub".
std::string seal_bundle(std::string_view label, std::string_view content, std::string_view recipient_public,
                        std::string_view sender_secret);
/// The readable label, without any check.
Result<std::string> bundle_label(std::string_view sealed);
Result<std::string> open_bundle(std::string_view sealed, std::string_view sender_public,
                                std::string_view recipient_secret);

}  // namespace qiantai::sync
