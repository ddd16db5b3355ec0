// A bundle file:
//
//   "QTBUNDL1"                      8 bytes
//   length of the label             1 byte
//   label
//   nonce of the box               24 bytes
//   box: the stream's key          32 + 16 bytes, crypto_box from sender to recipient
//   header of the stream           24 bytes
//   pieces                         secretstream, each up to 64 KiB + 17; the last one bears the tag
//   FINAL
//
// All before the pieces is authenticated with the first piece, so that no byte of the file can be
// exchanged.

#include "sync/core/bundle.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "schema/base/encoding.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_bundle_magic = "QTBUNDL1";
constexpr std::size_t k_label_length_max = 255;
constexpr std::size_t k_piece_bytes = 64u << 10;
constexpr std::size_t k_stream_key_bytes = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t k_stream_header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t k_piece_overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t k_box_bytes = k_stream_key_bytes + crypto_box_MACBYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

/// Takes `count` bytes off the front of `rest`; nothing if there are fewer.
std::optional<std::string_view> take(std::string_view& rest, std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    const auto taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
}

/// A bundle's parts before decryption.
struct Parts {
    std::string_view head;  ///< all before the pieces
    std::string_view label;
    std::string_view nonce;
    std::string_view box;
    std::string_view stream_header;
    std::string_view pieces;
};

std::optional<Parts> split(std::string_view sealed) {
    std::string_view rest = sealed;
    const auto magic = take(rest, k_bundle_magic.size());
    if (!magic || *magic != k_bundle_magic) return std::nullopt;
    const auto length = take(rest, 1);
    if (!length) return std::nullopt;
    const auto label = take(rest, static_cast<std::uint8_t>(length->front()));
    if (!label || !is_utf8(*label)) return std::nullopt;
    const auto nonce = take(rest, crypto_box_NONCEBYTES);
    const auto box = take(rest, k_box_bytes);
    const auto header = take(rest, k_stream_header_bytes);
    if (!nonce || !box || !header) return std::nullopt;
    return Parts{.head = sealed.substr(0, sealed.size() - rest.size()),
                 .label = *label,
                 .nonce = *nonce,
                 .box = *box,
                 .stream_header = *header,
                 .pieces = rest};
}

void append_pieces(std::string& out, std::string_view content,
                   crypto_secretstream_xchacha20poly1305_state& stream) {
    const std::string head = out;
    out.reserve(out.size() + content.size() +
                (content.size() / k_piece_bytes + 1) * k_piece_overhead);
    std::string_view associated = head;
    for (;;) {
        const auto piece = content.substr(0, k_piece_bytes);
        content.remove_prefix(piece.size());
        const unsigned char tag = content.empty()
                                      ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                      : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        const std::size_t at = out.size();
        out.resize(at + piece.size() + k_piece_overhead);
        crypto_secretstream_xchacha20poly1305_push(&stream, bytes_of(out) + at, nullptr,
                                                   bytes_of(piece), piece.size(),
                                                   bytes_of(associated), associated.size(), tag);
        if (content.empty()) return;
        associated = {};
    }
}

/// Nothing unless every piece is genuine and the last one, and only it, is the final one.
std::optional<std::string> open_pieces(const Parts& parts, std::string_view key) {
    crypto_secretstream_xchacha20poly1305_state stream;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(parts.stream_header),
                                                        bytes_of(key)) != 0) {
        return std::nullopt;
    }
    std::string content;
    content.reserve(parts.pieces.size());
    std::string_view rest = parts.pieces, associated = parts.head;
    std::string piece(k_piece_bytes, '\0');
    unsigned char tag = 0;
    while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        const auto sealed = *take(rest, std::min(rest.size(), k_piece_bytes + k_piece_overhead));
        unsigned long long length = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(
                &stream, bytes_of(piece), &length, &tag, bytes_of(sealed), sealed.size(),
                bytes_of(associated), associated.size()) != 0) {
            return std::nullopt;
        }
        content.append(piece, 0, length);
        associated = {};
    }
    if (!rest.empty()) return std::nullopt;
    return content;
}

}  // namespace

BundleKeys make_bundle_keys(Random& random) {
    std::array<std::uint8_t, crypto_box_SEEDBYTES> seed{};
    random.fill(seed);
    BundleKeys keys{.public_key = std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                    .secret_key = std::string(crypto_box_SECRETKEYBYTES, '\0')};
    crypto_box_seed_keypair(bytes_of(keys.public_key), bytes_of(keys.secret_key), seed.data());
    sodium_memzero(seed.data(), seed.size());
    return keys;
}

Result<std::string> seal_bundle(std::string_view label, std::string_view content,
                                std::string_view recipient_public, std::string_view sender_secret) {
    QIANTAI_ASSERT(label.size() <= k_label_length_max && is_utf8(label));
    QIANTAI_ASSERT(sender_secret.size() == crypto_box_SECRETKEYBYTES);
    if (recipient_public.size() != crypto_box_PUBLICKEYBYTES)
        return make_error(k_bundle_key_unusable);
    std::array<unsigned char, k_stream_key_bytes> key{};
    crypto_secretstream_xchacha20poly1305_keygen(key.data());
    std::string nonce(crypto_box_NONCEBYTES, '\0'), box(k_box_bytes, '\0');
    randombytes_buf(nonce.data(), nonce.size());
    if (crypto_box_easy(bytes_of(box), key.data(), key.size(), bytes_of(nonce),
                        bytes_of(recipient_public), bytes_of(sender_secret)) != 0) {
        return make_error(k_bundle_key_unusable);
    }
    crypto_secretstream_xchacha20poly1305_state stream;
    std::string header(k_stream_header_bytes, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes_of(header), key.data());
    sodium_memzero(key.data(), key.size());

    std::string sealed(k_bundle_magic);
    sealed += static_cast<char>(static_cast<std::uint8_t>(label.size()));
    sealed.append(label).append(nonce).append(box).append(header);
    append_pieces(sealed, content, stream);
    return sealed;
}

Result<std::string> bundle_label(std::string_view sealed) {
    const auto parts = split(sealed);
    if (!parts) return make_error(k_bundle_unreadable);
    return std::string(parts->label);
}

Result<std::string> open_bundle(std::string_view sealed, std::string_view sender_public,
                                std::string_view recipient_secret) {
    QIANTAI_ASSERT(recipient_secret.size() == crypto_box_SECRETKEYBYTES);
    const auto parts = split(sealed);
    if (!parts || sender_public.size() != crypto_box_PUBLICKEYBYTES) {
        return make_error(k_bundle_unreadable);
    }
    std::string key(k_stream_key_bytes, '\0');
    if (crypto_box_open_easy(bytes_of(key), bytes_of(parts->box), parts->box.size(),
                             bytes_of(parts->nonce), bytes_of(sender_public),
                             bytes_of(recipient_secret)) != 0) {
        return make_error(k_bundle_unreadable);
    }
    auto content = open_pieces(*parts, key);
    sodium_memzero(key.data(), key.size());
    if (!content) return make_error(k_bundle_unreadable);
    return std::move(*content);
}

}  // namespace qiantai::sync
