#pragma once

#include <map>
#include <string>

namespace qiantai::sync {

/// One request and its answer, as far as sync needs them. Between them stands a transport: libcurl
/// and the hub's HTTP server in the real programs, a faulty link in tests.
struct HttpRequest {
    std::string method{};         ///< GET or POST
    std::string target{};         ///< path and query, e.g. "/v1/feed?cursors=chain:0"
    std::string authorization{};  ///< value of the Authorization header; empty = none
    std::string content_type{};
    std::string content_encoding{};  ///< "zstd" or empty
    std::string body{};
    std::string peer_address{};  ///< hub side: the client's address, for limits and logs
};

struct HttpResponse {
    int status = 0;
    std::string content_type{};
    std::string content_encoding{};
    std::string body{};
    std::map<std::string, std::string> headers{};  ///< further ones, e.g. Retry-After
};

}  // namespace qiantai::sync
