#pragma once

#include <string>
#include <string_view>

#include "schema/base/random.hpp"
#include "schema/base/result.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_bundle_unreadable{
    "bundle_unreadable", Actor::administrator,
    "The bundle file is damaged, or meant for another chain or terminal. Nothing was taken from "
    "it.",
    "数据包已损坏，或属于其他连锁或终端。未导入任何内容。"};

inline constexpr ErrorKind k_bundle_key_unusable{
    "bundle_key_unusable", Actor::administrator,
    "The other side's bundle key is unusable; enrol the terminal again.",
    "对方的数据包密钥不可用，请重新注册该终端。"};

/// Keys of one side of a bundle exchange (X25519), 32 bytes each.
struct BundleKeys {
    std::string public_key;
    std::string secret_key;
};
BundleKeys make_bundle_keys(Random& random);

/// Encrypts and authenticates from one side to the other (libsodium crypto_box, then secretstream
/// in 64 KiB pieces, so that a cut file is noticed). `label` stands readable in front: the sender's
/// device id or "hub", at most 255 bytes. k_bundle_key_unusable if `recipient_public`, which came
/// from the other side, is no key.
Result<std::string> seal_bundle(std::string_view label, std::string_view content,
                                std::string_view recipient_public, std::string_view sender_secret);
/// The readable label. Nothing proves it until open_bundle has succeeded with that sender's key.
Result<std::string> bundle_label(std::string_view sealed);
/// The content, or k_bundle_unreadable if the file is cut, changed, from somebody else or for
/// somebody else.
Result<std::string> open_bundle(std::string_view sealed, std::string_view sender_public,
                                std::string_view recipient_secret);

}  // namespace qiantai::sync
