#include "sync/core/tuning.hpp"
#include "sync/core/versions.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/rules/stays.hpp"

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

std::optional<std::string_view> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view one = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
            return one.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::variant<std::string, Refusal>> HubService::push(const Uuid& device_id,
                                                            std::string_view body) {
    using Outcome = std::variant<std::string, Refusal>;
    // Decoding takes the time; the write lock is not held for it.
    const auto batch = sync::decode_push(body);
    if (!batch) return Outcome(refusal_of_wire(batch.error()));
    QIANTAI_TRY(auto writer, m_parts.store.begin_write());
    QIANTAI_TRY(auto device, writer->load_device(device_id));
    if (!device) return Outcome(Refusal{&sync::k_not_enrolled});
    const TimeMs now = m_parts.clock.now_ms();
    PushSession session(m_parts.manifest, *writer, std::move(*device), now);
    QIANTAI_TRY(auto outcome, session.run(*batch));
    if (auto* refused = std::get_if<PushRefused>(&outcome)) {
        if (refused->blocked) QIANTAI_TRY_STATUS(writer->commit());
        return Outcome(std::move(refused->refusal));
    }
    auto& accepted = std::get<PushAccepted>(outcome);
    QIANTAI_TRY(const auto generation, writer->load_fact(fact::k_generation));
    QIANTAI_TRY_STATUS(writer->commit());
    writer.reset();
    m_metrics.count_push(accepted.applied_count, accepted.conflict_count, accepted.audit_breaks);
    for (const auto& code : accepted.refused_codes) m_metrics.count_rejection(code);
    return Outcome(sync::encode_push_answer(
        {accepted.acked_seq, now, generation.value_or(""), std::move(accepted.rejections)}));
}

sync::HttpResponse HubService::answer_changes(Call& call) {
    const auto caller = authenticate(call);
    if (!caller) return store_failed(call, caller.error());
    if (const auto* refusal = std::get_if<Refusal>(&*caller)) return refusal_response(*refusal);
    if (call.request.content_type != k_ndjson || call.request.content_encoding != "zstd") {
        return refusal_response(
            {&sync::k_unsupported_media, "application/x-ndjson in zstd is expected"});
    }
    auto outcome = push(std::get<Device>(*caller).id, call.request.body);
    if (!outcome) return store_failed(call, outcome.error());
    if (const auto* refusal = std::get_if<Refusal>(&*outcome)) return refusal_response(*refusal);
    return {200, "application/json", "", std::move(std::get<std::string>(*outcome)), {}};
}

Result<std::variant<HubService::FeedAnswer, Refusal>> HubService::feed(const Device& device,
                                                                       const Cursors& cursors) {
    using Outcome = std::variant<FeedAnswer, Refusal>;
    // What a desk was authorised to have ends on the moment, whether it greets the hub or not.
    if (device.store_code == sync::k_hq_store_code) {
        QIANTAI_TRY_STATUS(
            end_stays(m_parts.store, m_parts.manifest, device, m_parts.clock.now_ms()));
    }
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(auto outcome, read_feed(*reader, m_parts.manifest, device, cursors));
    if (auto* refusal = std::get_if<Refusal>(&outcome)) return Outcome(std::move(*refusal));
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    reader.reset();
    sync::FeedPage page{sync::k_feed_wire_version, m_parts.manifest.schema_version(),
                        m_parts.clock.now_ms(), generation.value_or(""),
                        std::move(std::get<std::vector<sync::FeedSection>>(outcome))};
    FeedAnswer answer;
    // Those that did not fit come first the next time.
    answer.next.assign(cursors.begin() + static_cast<std::ptrdiff_t>(page.sections.size()),
                       cursors.end());
    for (const auto& section : page.sections) {
        m_metrics.count_feed_rows(static_cast<std::int64_t>(section.rows.size()));
        if (section.more) answer.next.emplace_back(section.scope, section.to_version);
    }
    answer.body = sync::encode_feed(page);
    return Outcome(std::move(answer));
}

sync::HttpResponse HubService::answer_feed(Call& call) {
    const auto caller = authenticate(call);
    if (!caller) return store_failed(call, caller.error());
    if (const auto* refusal = std::get_if<Refusal>(&*caller)) return refusal_response(*refusal);
    const auto text = query_value(call.query, "cursors");
    const auto cursors = text ? parse_cursors(*text) : std::nullopt;
    if (!cursors)
        return refusal_response({&sync::k_bad_request, "cursors=scope:version,… is needed"});
    auto outcome = feed(std::get<Device>(*caller), *cursors);
    if (!outcome) return store_failed(call, outcome.error());
    if (const auto* refusal = std::get_if<Refusal>(&*outcome)) return refusal_response(*refusal);
    auto& answer = std::get<FeedAnswer>(*outcome);
    return {200, std::string(k_ndjson), "zstd", std::move(answer.body), {}};
}

Result<sync::BundleReply> HubService::answer_bundle(const Device& device,
                                                    const sync::BundleRequest& request) {
    QIANTAI_TRY_STATUS(end_stays(m_parts.store, m_parts.manifest, device, m_parts.clock.now_ms()));
    sync::BundleReply reply;
    reply.schema_version = m_parts.manifest.schema_version();
    for (const auto& body : request.pushes) {
        QIANTAI_TRY(auto outcome, push(device.id, body));
        if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
            const auto response = refusal_response(*refusal);
            reply.answers.push_back({response.status, response.body});
            return reply;
        }
        reply.answers.push_back({200, std::move(std::get<std::string>(outcome))});
    }
    Cursors cursors(request.cursors.begin(), request.cursors.end());
    while (!cursors.empty() && reply.feed_pages.size() < sync::tuning::k_bundle_feed_pages_max) {
        QIANTAI_TRY(auto outcome, feed(device, cursors));
        if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
            const auto response = refusal_response(*refusal);
            reply.answers.push_back({response.status, response.body});
            return reply;
        }
        auto& answer = std::get<FeedAnswer>(outcome);
        reply.feed_pages.push_back(std::move(answer.body));
        cursors = std::move(answer.next);
    }
    return reply;
}

Result<std::string> HubService::exchange_bundle(std::string_view sealed) {
    QIANTAI_TRY(const auto label, sync::bundle_label(sealed));
    const auto device_id = Uuid::parse(label);
    if (!device_id) return make_error(sync::k_bundle_unreadable, "it names no terminal");
    QIANTAI_TRY(auto reader, m_parts.store.begin_read());
    QIANTAI_TRY(const auto known, check_device(*reader, *device_id));
    reader.reset();
    if (const auto* refusal = std::get_if<Refusal>(&known)) {
        return make_error(refusal->error->kind, refusal->detail);
    }
    const auto& device = std::get<Device>(known);
    const auto& keys = m_parts.identity.bundle_keys;
    QIANTAI_TRY(const auto content,
                sync::open_bundle(sealed, device.bundle_public_key, keys.secret_key));
    QIANTAI_TRY(const auto request, sync::decode_bundle_request(content));
    QIANTAI_TRY(const auto reply, answer_bundle(device, request));
    return sync::seal_bundle("hub", sync::encode_bundle_reply(reply), device.bundle_public_key,
                             keys.secret_key);
}

}  // namespace qiantai::hub
