#include "sync/client/hub_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "schema/base/content_folder.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/versions.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync {
namespace {

constexpr int k_ok = 200, k_too_many = 429, k_unavailable = 503;
constexpr std::string_view k_octets = "application/octet-stream";

Error strange(std::string detail) {
    return make_error(k_hub_answer_strange, std::move(detail));
}

// The error's own fields beside its kind, e.g. expected_seq.
boost::json::object error_body(const HttpResponse& response) {
    return parse_json_object(response.body).value_or(boost::json::object());
}

std::optional<TimeMs> find_hub_time(const boost::json::object& json) {
    return find_integer(json, "hub_time", 0, Hlc::k_time_ms_max);
}

std::string escape(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain)
            result += c;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string cursor_list(const Cursors& cursors) {
    std::string list;
    for (const auto& [scope, version] : cursors) {
        if (!list.empty()) list += ',';
        list += escape(scope) + ":" + std::to_string(version);
    }
    return list;
}

HubClock hub_clock_in(const boost::json::object& json) {
    return parse_code<HubClock>(find_text(json, "clock").value_or("")).value_or(HubClock::alone);
}

Result<HubHello> parse_hello(const boost::json::object& json) {
    const auto wire_min = find_integer(json, "wire_min");
    const auto wire_max = find_integer(json, "wire_max");
    if (!wire_min || !wire_max) return strange("hello without wire versions");
    if (*wire_min > k_wire_version || *wire_max < k_wire_version) {
        return make_error(k_version_unsupported.kind,
                          fmt::format("this program speaks {}, the hub {} to {}", k_wire_version,
                                      *wire_min, *wire_max));
    }
    HubHello hello;
    const auto device = find_uuid(json, "device_id");
    const auto last_seq = find_integer(json, "last_seq", 0);
    const auto hub_time = find_hub_time(json);
    const auto generation = find_text(json, "generation");
    const auto store_code = find_text(json, "store_code");
    if (!device || !last_seq || !hub_time || !generation || !store_code)
        return strange("hello lacks a field");
    hello.device_id = *device;
    hello.last_seq = *last_seq;
    hello.hub_time_ms = *hub_time;
    hello.clock = hub_clock_in(json);
    hello.generation = *generation;
    hello.store_code = *store_code;
    hello.incarnation = find_uuid(json, "incarnation").value_or(Uuid());
    hello.schema_version = static_cast<int>(find_integer(json, "schema_version").value_or(0));
    const auto* scopes = json.if_contains("scopes");
    if (!scopes || !scopes->is_array()) return strange("hello without scopes");
    for (const auto& scope : scopes->get_array()) {
        if (!scope.is_string()) return strange("a scope that is no text");
        hello.scopes.emplace_back(scope.get_string());
    }
    return hello;
}

}  // namespace

std::string authorization_of(const Uuid& device_id, const std::string& secret_base64url) {
    return "Bearer " + device_id.text() + "." + secret_base64url;
}

std::string feed_target(const Cursors& cursors) {
    return "/v1/feed?cursors=" + cursor_list(cursors);
}

std::string news_target(const NewsQuestion& question, TimeMs now_ms) {
    auto target =
        fmt::format("/v1/news?cursors={}&generation={}&incarnation={}&last_seq={}&time={}",
                    cursor_list(question.cursors), escape(question.generation),
                    question.incarnation.text(), question.last_seq, now_ms);
    if (question.wait_ms > 0) target += fmt::format("&wait={}", question.wait_ms);
    return target;
}

std::optional<TimeMs> retry_after_of(const HttpResponse& response) {
    if (response.status != k_too_many && response.status != k_unavailable) return std::nullopt;
    const auto header = [&](const char* name) -> std::string {
        const auto found = response.headers.find(name);
        return found == response.headers.end() ? "" : found->second;
    };
    const auto text = header("retry-after");
    std::int64_t seconds = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    constexpr std::int64_t k_readable_max = 1'000'000'000;
    if (failed == std::errc() && end == text.data() + text.size()) {
        return std::clamp<std::int64_t>(seconds, 0, k_readable_max) * 1000;
    }
    // This terminal's own clock may be wrong: a date means something beside the answer's own only.
    const auto until = curl_getdate(text.c_str(), nullptr);
    const auto said_at = curl_getdate(header("date").c_str(), nullptr);
    if (until < 0 || said_at < 0) return std::nullopt;
    return std::clamp<std::int64_t>(until - said_at, 0, k_readable_max) * 1000;
}

Error error_of_answer(const HttpResponse& response) {
    const auto body = error_body(response);
    const auto code = find_text(body, "code").value_or("");
    const auto detail = find_text(body, "detail").value_or(fmt::format("HTTP {}", response.status));
    if (const HubError* error = find_hub_error(code)) return make_error(error->kind, detail);
    // Not the hub's own words: a load balancer before it, or another server altogether. Whose limit
    // a request breaks makes no difference.
    if (response.status == k_body_too_large.http_status) return make_error(k_body_too_large.kind);
    if (response.status == k_too_many || response.status == k_unavailable)
        return make_error(k_hub_stopping.kind, fmt::format("HTTP {}", response.status));
    if (response.status >= 500)
        return make_error(k_hub_failed.kind, fmt::format("HTTP {}", response.status));
    return strange(fmt::format("HTTP {} {}", response.status, code));
}

Result<boost::json::object> json_of_answer(const HttpResponse& response) {
    if (response.status != k_ok) return error_of_answer(response);
    auto answer = parse_json_object(response.body);
    if (!answer) return strange("the answer is no JSON object");
    return std::move(*answer);
}

Result<PushReply> push_reply_of(const HttpResponse& response) {
    if (response.status == k_ok) {
        auto answer = decode_push_answer(response.body);
        if (!answer) return strange(answer.error().detail);
        return PushReply(std::move(*answer));
    }
    const Error error = error_of_answer(response);
    const auto body = error_body(response);
    if (error.code() == k_sequence_gap.kind.code) {
        if (const auto expected = find_integer(body, "expected_seq", 1))
            return PushReply(SequenceGap{*expected});
    }
    if (error.code() == k_clock_ahead.kind.code) {
        const auto hub_time = find_hub_time(body);
        const auto bound = find_integer(body, "clock_bound", 0);
        if (hub_time && bound) return PushReply(ClockAhead{*hub_time, Hlc(*bound)});
    }
    return error;
}

Result<HttpResponse> HubClient::perform(const HttpRequest& request) {
    m_asked_to_wait.reset();
    QIANTAI_TRY(auto response, m_transport.perform(request));
    m_asked_to_wait = retry_after_of(response);
    return response;
}

Result<HubHello> HubClient::hello(TimeMs now_ms) {
    QIANTAI_TRY(const auto response, perform({.method = "GET",
                                              .target = fmt::format("/v1/hello?time={}", now_ms),
                                              .authorization = m_authorization}));
    QIANTAI_TRY(const auto json, json_of_answer(response));
    return parse_hello(json);
}

Result<NewsAnswer> HubClient::ask_news(const NewsQuestion& question, TimeMs now_ms) {
    QIANTAI_TRY(const auto response, perform({.method = "GET",
                                              .target = news_target(question, now_ms),
                                              .authorization = m_authorization}));
    QIANTAI_TRY(const auto json, json_of_answer(response));
    const auto* is_news = json.if_contains("news");
    const auto* waited = json.if_contains("waited");
    const auto hub_time = find_hub_time(json);
    if (!is_news || !is_news->is_bool() || !waited || !waited->is_bool() || !hub_time)
        return strange("an answer about news that lacks a field");
    return NewsAnswer{is_news->get_bool(), waited->get_bool(), *hub_time, hub_clock_in(json)};
}

Result<PushReply> HubClient::push(const PushBatch& batch) {
    const HttpRequest request{.method = "POST",
                              .target = "/v1/changes",
                              .authorization = m_authorization,
                              .content_type = "application/x-ndjson",
                              .content_encoding = "zstd",
                              .body = encode_push(batch)};
    QIANTAI_TRY(const auto response, perform(request));
    auto reply = push_reply_of(response);
    if (!reply && reply.error().code() == k_body_too_large.kind.code) {
        return make_error(
            k_body_too_large.kind,
            fmt::format("{} B, {} changes", request.body.size(), batch.changes.size()));
    }
    return reply;
}

Result<FeedReply> HubClient::feed(const Cursors& cursors) {
    QIANTAI_TRY(const auto response, perform({.method = "GET",
                                              .target = feed_target(cursors),
                                              .authorization = m_authorization}));
    if (response.status == k_ok) {
        auto page = decode_feed(response.body, BadRow::set_aside);
        if (!page && page.error().code() == k_wire_version_unknown.code) return page.error();
        if (!page) return strange(page.error().message());
        return FeedReply(std::move(*page));
    }
    Error error = error_of_answer(response);
    if (error.code() == k_cursor_ahead.kind.code) return FeedReply(CursorAhead{});
    return error;
}

Result<std::vector<LookedUpMember>> HubClient::look_up(const MemberQuery& query) {
    boost::json::object body;
    const auto set = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) body[name] = text;
    };
    set("phone", query.phone);
    set("card_number", query.card_number);
    set("staff_number", query.staff_number);
    QIANTAI_TRY(const auto response, perform({.method = "POST",
                                              .target = "/v1/lookup",
                                              .authorization = m_authorization,
                                              .content_type = "application/json",
                                              .body = boost::json::serialize(body)}));
    QIANTAI_TRY(const auto json, json_of_answer(response));
    const auto* members = json.if_contains("members");
    if (!members || !members->is_array()) return strange("a look-up without members");
    std::vector<LookedUpMember> found;
    for (const auto& member : members->get_array()) {
        const auto* object = member.if_object();
        const auto id = object ? find_uuid(*object, "member_id") : std::nullopt;
        const auto store_code = object ? find_text(*object, "store_code") : std::nullopt;
        if (!id || !store_code) return strange("a member without id or store");
        found.push_back({*id, *store_code, find_integer(*object, "until")});
    }
    return found;
}

Result<ContentProgress> HubClient::send_content(std::string_view name, std::uint64_t size,
                                                std::uint64_t offset, std::string piece) {
    QIANTAI_TRY(const auto response,
                perform({.method = "POST",
                         .target = fmt::format("/v1/attachment?hash={}&size={}&offset={}", name,
                                               size, offset),
                         .authorization = m_authorization,
                         .content_type = std::string(k_octets),
                         .body = std::move(piece)}));
    QIANTAI_TRY(const auto json, json_of_answer(response));
    const auto received = find_integer(json, "received", 0, static_cast<std::int64_t>(size));
    const auto* complete = json.if_contains("complete");
    if (!received || !complete || !complete->is_bool()) return strange("a piece's answer");
    return ContentProgress{static_cast<std::uint64_t>(*received), complete->get_bool()};
}

Result<std::string> HubClient::fetch_content(std::string_view name, std::uint64_t offset) {
    QIANTAI_TRY(auto response,
                perform({.method = "GET",
                         .target = fmt::format("/v1/attachment?hash={}&offset={}", name, offset),
                         .authorization = m_authorization}));
    if (response.status != k_ok) return error_of_answer(response);
    if (response.content_type != k_octets || response.body.size() > k_content_piece_bytes)
        return strange("a piece of " + std::to_string(response.body.size()) + " B");
    return std::move(response.body);
}

}  // namespace qiantai::sync
