// Photos and files in pieces: /v1/attachment.

#include <limits>

#include "schema/base/content_name.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"
#include "sync/hub/rules/attachments.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_octets = "application/octet-stream";

std::optional<std::uint64_t> number_in_query(std::string_view query, std::string_view name) {
    const auto number = query_number(query, name, std::numeric_limits<std::int64_t>::max());
    if (!number) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

}  // namespace

/// Records must still find room when photos have taken theirs. What all take together is counted
/// now and then: many terminals may go a little beyond.
bool HubService::has_room_for(std::uint64_t bytes) {
    const auto& contents = m_parts.store.contents();
    std::error_code error;
    const auto space = std::filesystem::space(contents.folder().parent_path(), error);
    if (!error && space.available < sync::tuning::k_content_room_min + bytes) return false;
    if (m_parts.attachments_bytes_max == 0) return true;
    const MutexLock lock(m_contents_mutex);
    const TimeMs boot = m_parts.clock.boot_ms();
    if (!m_contents_counted_at ||
        boot - *m_contents_counted_at >= sync::tuning::k_content_count_step_ms) {
        m_contents_bytes = contents.bytes_on_disk();
        m_contents_counted_at = boot;
    }
    return m_contents_bytes + bytes <= m_parts.attachments_bytes_max;
}

Answer<std::string> HubService::permit_content(Call& call) {
    const auto name = query_value(call.query, "hash");
    if (!name || !is_content_name(*name)) return Refusal{&sync::k_bad_request, "hash"};
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(const bool permitted,
                may_have_content(*reader, m_parts.manifest, *call.device, *name));
    if (!permitted) return Refusal{&sync::k_attachment_unknown};
    return std::string(*name);
}

Answer<sync::HttpResponse> HubService::answer_put_attachment(Call& call) {
    QIANTAI_TRY(const auto name, permit_content(call));
    if (call.request.content_type != k_octets || !call.request.content_encoding.empty())
        return Refusal{&sync::k_unsupported_media, "application/octet-stream is expected"};
    const auto size = number_in_query(call.query, "size");
    const auto offset = number_in_query(call.query, "offset");
    const auto& piece = call.request.body;
    if (!size || *size == 0 || !offset) return Refusal{&sync::k_bad_request, "size and offset"};
    if (*size > k_content_bytes_max || piece.size() > k_content_piece_bytes)
        return Refusal{&sync::k_body_too_large, std::to_string(*size) + " B"};
    auto& contents = m_parts.store.contents();
    const bool begins = *offset == 0 && !piece.empty() && !contents.has(name);
    if (begins && !has_room_for(*size)) return Refusal{&sync::k_hub_storage_full};
    const auto progress = contents.append(name, call.device_id, *size, *offset, piece);
    if (!progress && progress.error().kind == &k_content_damaged)
        return Refusal{&sync::k_attachment_damaged};
    if (!progress) return progress.error();
    if (progress->complete) {
        const MutexLock lock(m_contents_mutex);
        m_contents_bytes += piece.empty() ? 0 : *size;
    }
    return json_response(200, boost::json::object{{"received", progress->received},
                                                  {"complete", progress->complete}});
}

Answer<sync::HttpResponse> HubService::answer_get_attachment(Call& call) {
    QIANTAI_TRY(const auto name, permit_content(call));
    const auto offset = number_in_query(call.query, "offset");
    if (!offset || *offset % k_content_piece_bytes != 0)
        return Refusal{&sync::k_bad_request, "offset"};
    auto piece = m_parts.store.contents().read_piece(name, *offset);
    if (!piece && piece.error().kind == &k_content_missing)
        return Refusal{&sync::k_attachment_unknown};
    if (!piece) return piece.error();
    return sync::HttpResponse{200, std::string(k_octets), "", std::move(*piece), {}};
}

}  // namespace qiantai::hub
