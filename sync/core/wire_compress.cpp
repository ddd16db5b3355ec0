#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <memory>
#include <new>

#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_dictionary.hpp"

namespace qiantai::sync {
namespace {

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// What zstd has no memory for ends as all else does that finds none.
template <typename Context>
Context* checked(Context* context) {
    if (context == nullptr) throw std::bad_alloc();
    return context;
}
bool is_error(std::size_t result) {
    if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    return ZSTD_isError(result) != 0;
}

void set(ZSTD_CCtx& context, ZSTD_cParameter parameter, int value) {
    QIANTAI_ASSERT(!is_error(ZSTD_CCtx_setParameter(&context, parameter, value)));
}

/// Of a frame with content: libzstd would also take skippable and ancient ones.
bool has_magic(std::string_view compressed) {
    constexpr std::string_view k_zstd_magic = "\x28\xb5\x2f\xfd";
    return compressed.starts_with(k_zstd_magic);
}

constexpr std::size_t k_first_output_bytes = 64u << 10;

}  // namespace

std::string compress(std::string_view content, int level, Dictionary dictionary) {
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(checked(ZSTD_createCCtx()));
    set(*context, ZSTD_c_compressionLevel, level);
    // Without it a flipped bit could pass as other content.
    set(*context, ZSTD_c_checksumFlag, 1);
    if (dictionary == Dictionary::push) {
        const auto prefix = push_dictionary();
        QIANTAI_ASSERT(!is_error(ZSTD_CCtx_refPrefix(context.get(), prefix.data(), prefix.size())));
    }
    std::string out(ZSTD_compressBound(content.size()), '\0');
    const std::size_t size =
        ZSTD_compress2(context.get(), out.data(), out.size(), content.data(), content.size());
    QIANTAI_ASSERT(!is_error(size));
    out.resize(size);
    return out;
}

// The output grows with what really comes out: the size a frame states is only its sender's word.
Result<std::string> decompress(std::string_view compressed, std::size_t bytes_max) {
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(checked(ZSTD_createDCtx()));
    QIANTAI_ASSERT(!is_error(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax,
                                                    tuning::k_zstd_window_log_max)));
    // Frames made without it never point back so far.
    const auto prefix = push_dictionary();
    QIANTAI_ASSERT(!is_error(ZSTD_DCtx_refPrefix(context.get(), prefix.data(), prefix.size())));
    const auto stated = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    if (stated == ZSTD_CONTENTSIZE_ERROR || !has_magic(compressed))
        return make_error(k_wire_malformed, "not a zstd frame");
    if (stated != ZSTD_CONTENTSIZE_UNKNOWN && stated > bytes_max)
        return make_error(k_wire_too_large);

    std::string out;
    ZSTD_inBuffer input{compressed.data(), compressed.size(), 0};
    for (std::size_t filled = 0;;) {
        // One byte more than allowed, so that content of exactly the limit is told from more.
        if (filled == out.size()) {
            out.resize(std::min(std::max(k_first_output_bytes, out.size() * 2), bytes_max + 1));
        }
        ZSTD_outBuffer output{out.data(), out.size(), filled};
        const std::size_t left = ZSTD_decompressStream(context.get(), &output, &input);
        if (is_error(left)) return make_error(k_wire_malformed, ZSTD_getErrorName(left));
        if (output.pos > bytes_max) return make_error(k_wire_too_large);
        const bool stuck = output.pos == filled && input.pos == input.size;
        filled = output.pos;
        if (left == 0) {
            if (input.pos != input.size)
                return make_error(k_wire_malformed, "more than one zstd frame");
            out.resize(filled);
            return out;
        }
        if (stuck) return make_error(k_wire_malformed, "the zstd frame is cut");
    }
}

}  // namespace qiantai::sync
