#include "sync/core/bundle_content.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "sync/core/bundle.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

constexpr int k_version = 1;
constexpr std::string_view k_request_kind = "qiantai-bundle-request";
constexpr std::string_view k_reply_kind = "qiantai-bundle-reply";

std::string join(json::object header, const std::vector<const std::string*>& parts) {
    json::array lengths;
    for (const auto* part : parts) lengths.emplace_back(static_cast<std::int64_t>(part->size()));
    header["parts"] = std::move(lengths);
    std::string out = json::serialize(header) + "\n";
    for (const auto* part : parts) out += *part;
    return out;
}

struct Split {
    json::object header;
    std::vector<std::string> parts;
};

Error unreadable(std::string detail) {
    return make_error(k_bundle_unreadable, std::move(detail));
}

Result<std::int64_t> integer_of(const json::object& header, std::string_view name) {
    const auto* value = header.if_contains(name);
    if (!value || !value->is_int64()) return unreadable(std::string(name));
    return value->get_int64();
}

Result<Split> split(std::string_view content, std::string_view kind) {
    const auto line_end = content.find('\n');
    if (line_end == std::string_view::npos) return unreadable("no header");
    auto header = parse_json_object(content.substr(0, line_end));
    if (!header) return unreadable("header");
    Split result{std::move(*header), {}};
    const auto* found = result.header.if_contains("kind");
    if (!found || !found->is_string() || std::string_view(found->get_string()) != kind) {
        return unreadable("not a " + std::string(kind));
    }
    QIANTAI_TRY(const auto version, integer_of(result.header, "v"));
    if (version != k_version) return unreadable("version " + std::to_string(version));
    const auto* lengths = result.header.if_contains("parts");
    if (!lengths || !lengths->is_array()) return unreadable("parts");
    std::string_view rest = content.substr(line_end + 1);
    for (const auto& length : lengths->get_array()) {
        if (!length.is_int64() || length.get_int64() < 0 ||
            static_cast<std::uint64_t>(length.get_int64()) > rest.size()) {
            return unreadable("parts");
        }
        result.parts.emplace_back(rest.substr(0, static_cast<std::size_t>(length.get_int64())));
        rest.remove_prefix(result.parts.back().size());
    }
    if (!rest.empty()) return unreadable("bytes after the last part");
    return result;
}

}  // namespace

std::string encode_bundle_request(const BundleRequest& request) {
    json::object cursors;
    for (const auto& [scope, version] : request.cursors) cursors[scope] = version;
    std::vector<const std::string*> parts;
    for (const auto& push : request.pushes) parts.push_back(&push);
    return join({{"kind", k_request_kind},
                 {"v", k_version},
                 {"schema", request.schema_version},
                 {"cursors", std::move(cursors)}},
                parts);
}

Result<BundleRequest> decode_bundle_request(std::string_view content) {
    QIANTAI_TRY(auto parsed, split(content, k_request_kind));
    BundleRequest request;
    QIANTAI_TRY(const auto schema_version, integer_of(parsed.header, "schema"));
    request.schema_version = static_cast<int>(schema_version);
    const auto* cursors = parsed.header.if_contains("cursors");
    if (!cursors || !cursors->is_object()) return unreadable("cursors");
    for (const auto& [scope, version] : cursors->get_object()) {
        if (!version.is_int64() || version.get_int64() < 0) return unreadable("cursors");
        request.cursors.emplace(scope, version.get_int64());
    }
    request.pushes = std::move(parsed.parts);
    return request;
}

std::string encode_bundle_reply(const BundleReply& reply) {
    json::array statuses;
    std::vector<const std::string*> parts;
    for (const auto& answer : reply.answers) {
        statuses.emplace_back(answer.status);
        parts.push_back(&answer.body);
    }
    for (const auto& page : reply.feed_pages) parts.push_back(&page);
    return join({{"kind", k_reply_kind},
                 {"v", k_version},
                 {"schema", reply.schema_version},
                 {"answers", std::move(statuses)}},
                parts);
}

Result<BundleReply> decode_bundle_reply(std::string_view content) {
    QIANTAI_TRY(auto parsed, split(content, k_reply_kind));
    BundleReply reply;
    QIANTAI_TRY(const auto schema_version, integer_of(parsed.header, "schema"));
    reply.schema_version = static_cast<int>(schema_version);
    const auto* statuses = parsed.header.if_contains("answers");
    if (!statuses || !statuses->is_array() || statuses->get_array().size() > parsed.parts.size()) {
        return unreadable("answers");
    }
    for (const auto& status : statuses->get_array()) {
        if (!status.is_int64()) return unreadable("answers");
        auto& body = parsed.parts[reply.answers.size()];
        reply.answers.push_back({static_cast<int>(status.get_int64()), std::move(body)});
    }
    for (std::size_t i = reply.answers.size(); i < parsed.parts.size(); ++i) {
        reply.feed_pages.push_back(std::move(parsed.parts[i]));
    }
    return reply;
}

}  // namespace qiantai::sync
