#include "sync/core/tuning.hpp"
#include "sync/core/versions.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/json_body.hpp"
#include "sync/hub/rules/attachments.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_ndjson = "application/x-ndjson";

Refusal refusal_of_wire(const Error& error) {
    if (error.kind->code == sync::k_wire_too_large.code)
        return {&sync::k_body_too_large, error.detail};
    if (error.kind->code == sync::k_wire_version_unknown.code) {
        return {&sync::k_version_unsupported, error.detail};
    }
    return {&sync::k_bad_request, error.detail};
}

}  // namespace

Answer<std::string> HubService::push(const Uuid& device_id, std::string_view body) {
    // Decoding takes the time; the write lock is not held for it.
    const auto batch = sync::decode_push(body);
    if (!batch) return refusal_of_wire(batch.error());
    QIANTAI_TRY_STATUS(check_own_clock());
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    QIANTAI_TRY(auto device, writer->load_device(device_id));
    if (!device) return Refusal{&sync::k_not_enrolled};
    const TimeMs now = m_parts.clock.now_ms();
    PushSession session(m_parts.manifest, *writer, std::move(*device), now, m_stopping);
    auto accepted = session.run(*batch);
    if (session.has_blocked()) QIANTAI_TRY_STATUS(writer->commit());
    if (session.too_far() != sync::Hlc()) {
        writer.reset();
        QIANTAI_TRY_STATUS(note_refused_hlc(m_parts.store, session.too_far()));
    }
    if (!accepted) return accepted.error();
    QIANTAI_TRY(const auto generation, writer->load_fact(fact::k_generation));
    QIANTAI_TRY_STATUS(writer->save_fact(fact::k_last_time, std::to_string(now)));
    QIANTAI_TRY_STATUS(writer->commit());
    writer.reset();
    m_news.forget(device_id);
    // What fails here is done after the next such push, or at the next start.
    if (accepted->contents_let_go) (void)drop_loose_contents();
    m_metrics.count_push(accepted->applied_count, accepted->conflict_count, accepted->audit_breaks);
    for (const auto& code : accepted->refused_codes) m_metrics.count_rejection(code);
    return sync::encode_push_answer(
        {accepted->acked_seq, now, generation.value_or(""), std::move(accepted->rejections)});
}

Result<int> HubService::drop_loose_contents() {
    return hub::drop_loose_contents(m_parts.store, m_parts.manifest);
}

Answer<sync::HttpResponse> HubService::answer_changes(Call& call) {
    if (call.request.content_type != k_ndjson || call.request.content_encoding != "zstd") {
        return Refusal{&sync::k_unsupported_media, "application/x-ndjson in zstd is expected"};
    }
    QIANTAI_TRY(auto answer, push(call.device->id, call.request.body));
    return sync::HttpResponse{200, "application/json", "", std::move(answer), {}};
}

Answer<HubService::FeedPart> HubService::feed(const Device& device, const Cursors& cursors) {
    // What a desk was authorised to have ends on the moment, whether it greets the hub or not.
    if (device.store_code == sync::k_hq_store_code) {
        QIANTAI_TRY_STATUS(end_stays_of(device));
    }
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(auto sections, read_feed(*reader, m_parts.manifest, device, cursors));
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    reader.reset();
    sync::FeedPage page{sync::k_feed_wire_version, m_parts.manifest.schema_version(),
                        m_parts.clock.now_ms(), generation.value_or(""), std::move(sections)};
    FeedPart part;
    // Those that did not fit come first the next time.
    part.next.assign(cursors.begin() + static_cast<std::ptrdiff_t>(page.sections.size()),
                     cursors.end());
    for (const auto& section : page.sections) {
        m_metrics.count_feed_rows(static_cast<std::int64_t>(section.rows.size()));
        if (section.more) part.next.emplace_back(section.scope, section.to_version);
    }
    part.body = sync::encode_feed(page);
    return part;
}

Answer<sync::HttpResponse> HubService::answer_feed(Call& call) {
    const auto text = query_value(call.query, "cursors");
    const auto cursors = text ? parse_cursors(*text) : std::nullopt;
    if (!cursors) return Refusal{&sync::k_bad_request, "cursors=scope:version,… is needed"};
    QIANTAI_TRY(auto part, feed(*call.device, *cursors));
    return sync::HttpResponse{200, std::string(k_ndjson), "zstd", std::move(part.body), {}};
}

Result<sync::BundleReply> HubService::answer_bundle(const Device& device,
                                                    const sync::BundleRequest& request) {
    QIANTAI_TRY_STATUS(end_stays_of(device));
    sync::BundleReply reply;
    reply.schema_version = m_parts.manifest.schema_version();
    // What the hub refuses stands in the reply; what failed inside it makes none.
    const auto finish_refused = [&](const Refusal& refusal) -> Result<sync::BundleReply> {
        if (refusal.failure) return *refusal.failure;
        const auto response = refusal_response(refusal);
        reply.answers.push_back({response.status, response.body});
        return std::move(reply);
    };
    for (const auto& body : request.pushes) {
        auto answer = push(device.id, body);
        if (!answer) return finish_refused(answer.error());
        reply.answers.push_back({200, std::move(*answer)});
    }
    Cursors cursors(request.cursors.begin(), request.cursors.end());
    while (!cursors.empty() && reply.feed_pages.size() < sync::tuning::k_bundle_feed_pages_max) {
        auto part = feed(device, cursors);
        if (!part) return finish_refused(part.error());
        reply.feed_pages.push_back(std::move(part->body));
        cursors = std::move(part->next);
    }
    return reply;
}

Result<std::string> HubService::exchange_bundle(std::string_view sealed) {
    QIANTAI_TRY(const auto label, sync::bundle_label(sealed));
    const auto device_id = Uuid::parse(label);
    if (!device_id) return make_error(sync::k_bundle_unreadable, "it names no terminal");
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(auto known, reader->load_device(*device_id));
    auto device = check_device(std::move(known));
    if (!device) return device.error().as_error();
    reader.reset();
    const auto& keys = m_parts.identity.bundle_keys;
    QIANTAI_TRY(const auto content,
                sync::open_bundle(sealed, device->bundle_public_key, keys.secret_key));
    QIANTAI_TRY(const auto request, sync::decode_bundle_request(content));
    QIANTAI_TRY(const auto reply, answer_bundle(*device, request));
    return sync::seal_bundle("hub", sync::encode_bundle_reply(reply), device->bundle_public_key,
                             keys.secret_key);
}

}  // namespace qiantai::hub
