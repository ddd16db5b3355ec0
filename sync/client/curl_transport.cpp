#include "sync/client/curl_transport.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>

#include "sync/client/curl_errors.hpp"

namespace qiantai::sync {
namespace {

struct EasyDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

// How long one wait inside libcurl lasts at most; cancel() wakes it earlier.
constexpr int k_poll_ms = 1'000;

// What the callbacks fill while an answer arrives.
struct Incoming {
    HttpResponse response;
    std::size_t bytes_max = 0;
    bool too_large = false;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& incoming = *static_cast<Incoming*>(user);
    const std::size_t bytes = size * count;
    if (incoming.response.body.size() + bytes > incoming.bytes_max) {
        incoming.too_large = true;
        return 0;
    }
    incoming.response.body.append(data, bytes);
    return bytes;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    return text;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& response = static_cast<Incoming*>(user)->response;
    const std::string_view line(data, size * count);
    // A status line begins another head (100 Continue, a proxy's answer): what stood before is
    // void.
    if (line.starts_with("HTTP/")) response = HttpResponse{};
    if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        const std::string name = lower(trim(line.substr(0, colon)));
        const std::string value(trim(line.substr(colon + 1)));
        if (name == "content-type")
            response.content_type = value;
        else if (name == "content-encoding")
            response.content_encoding = value;
        else
            response.headers[name] = value;
    }
    return line.size();
}

void append_header(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    QIANTAI_ASSERT(longer);
    (void)list.release();
    list.reset(longer);
}

HeaderList headers_of(const HttpRequest& request) {
    HeaderList list;
    // "Expect:" and "Accept:" drop libcurl's own; waiting for 100 Continue costs a round trip.
    append_header(list, "Expect:");
    append_header(list, "Accept:");
    if (!request.authorization.empty())
        append_header(list, "Authorization: " + request.authorization);
    append_header(list, request.content_type.empty() ? "Content-Type:"
                                                     : "Content-Type: " + request.content_type);
    if (!request.content_encoding.empty())
        append_header(list, "Content-Encoding: " + request.content_encoding);
    return list;
}

class CurlTransport final : public Transport {
  public:
    explicit CurlTransport(CurlOptions options)
        : m_options(std::move(options)), m_easy(curl_easy_init()), m_multi(curl_multi_init()) {
        QIANTAI_ASSERT(m_easy && m_multi);
        set_up_connection();
    }

    Result<HttpResponse> perform(const HttpRequest& request) override {
        if (m_cancelled) return make_error(k_sync_cancelled);
        Incoming incoming;
        incoming.bytes_max = m_options.answer_bytes_max;
        const HeaderList headers = headers_of(request);
        set_up_request(request, headers.get(), incoming);
        QIANTAI_ASSERT(curl_multi_add_handle(m_multi.get(), m_easy.get()) == CURLM_OK);
        const std::optional<CURLcode> code = run();
        curl_multi_remove_handle(m_multi.get(), m_easy.get());
        if (!code) return make_error(k_sync_cancelled);
        if (incoming.too_large) return make_error(k_answer_too_large);
        if (*code != CURLE_OK) {
            const auto way = m_options.address.proxy.empty() ? Way::direct : Way::proxy;
            return error_of_curl(m_easy.get(), *code, m_words, way);
        }
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        incoming.response.status = static_cast<int>(status);
        return std::move(incoming.response);
    }

    void cancel() override {
        m_cancelled = true;
        curl_multi_wakeup(m_multi.get());
    }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        QIANTAI_ASSERT(curl_easy_setopt(m_easy.get(), option, value) == CURLE_OK);
    }

    void set_up_connection() {
        set(CURLOPT_PROTOCOLS_STR, "https");
        set(CURLOPT_PROXY, m_options.address.proxy.c_str());
        set(CURLOPT_HTTPPROXYTUNNEL, m_options.address.proxy.empty() ? 0L : 1L);
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
        // Else the environment's list of exceptions would be read.
        set(CURLOPT_NOPROXY, "");
        set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
        set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
        if (m_options.ca_pem) {
            // No file and no folder beside the blob: the system's CAs must not vouch for the hub.
            set(CURLOPT_CAINFO, static_cast<const char*>(nullptr));
            set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
            curl_blob blob{m_options.ca_pem->data(), m_options.ca_pem->size(), CURL_BLOB_COPY};
            set(CURLOPT_CAINFO_BLOB, &blob);
        }
        set(CURLOPT_SSL_VERIFYPEER, m_options.ca_pem ? 1L : 0L);
        set(CURLOPT_SSL_VERIFYHOST, m_options.ca_pem ? 2L : 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_TCP_KEEPALIVE, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.secure_timeout_ms));
        set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(tuning::k_stall_bytes_per_second));
        set(CURLOPT_LOW_SPEED_TIME,
            static_cast<long>(std::max<TimeMs>(1, m_options.stall_timeout_ms / 1000)));
        set(CURLOPT_ERRORBUFFER, m_words);
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_HEADERFUNCTION, &take_header);
    }

    void set_up_request(const HttpRequest& request, curl_slist* headers, Incoming& incoming) {
        m_words[0] = '\0';
        set(CURLOPT_URL, (m_options.address.url + request.target).c_str());
        if (request.method == "POST") {
            set(CURLOPT_POST, 1L);
            set(CURLOPT_POSTFIELDS, request.body.data());
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        } else {
            set(CURLOPT_HTTPGET, 1L);
        }
        set(CURLOPT_HTTPHEADER, headers);
        set(CURLOPT_WRITEDATA, &incoming);
        set(CURLOPT_HEADERDATA, &incoming);
    }

    // Neither connected nor on a connection of before. libcurl has one limit for this and TLS
    // together.
    bool is_connecting() {
        curl_off_t connected = 0, ready = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_CONNECT_TIME_T, &connected);
        curl_easy_getinfo(m_easy.get(), CURLINFO_PRETRANSFER_TIME_T, &ready);
        return connected == 0 && ready == 0;
    }

    // The transfer's end, or nothing if it was cancelled.
    std::optional<CURLcode> run() {
        const std::chrono::milliseconds connect_limit(m_options.connect_timeout_ms);
        const auto poll_ms = static_cast<int>(std::min<TimeMs>(k_poll_ms, connect_limit.count()));
        const auto start = std::chrono::steady_clock::now();
        for (;;) {
            if (m_cancelled) return std::nullopt;
            int running = 0;
            if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
            if (running == 0) break;
            const auto waited = std::chrono::steady_clock::now() - start;
            if (waited > connect_limit && is_connecting()) return CURLE_COULDNT_CONNECT;
            if (curl_multi_poll(m_multi.get(), nullptr, 0, poll_ms, nullptr) != CURLM_OK) {
                return CURLE_FAILED_INIT;
            }
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) return message->data.result;
        }
        return CURLE_FAILED_INIT;
    }

    CurlOptions m_options;
    std::unique_ptr<CURL, EasyDeleter> m_easy;
    std::unique_ptr<CURLM, MultiDeleter> m_multi;
    std::atomic<bool> m_cancelled{false};
    char m_words[CURL_ERROR_SIZE] = {};
};

bool is_origin(std::string_view url, std::string_view scheme) {
    if (!url.starts_with(scheme)) return false;
    const auto host = url.substr(scheme.size());
    return !host.empty() && host.find_first_of("/?#@ \t\r\n") == std::string_view::npos;
}

void initialize_curl_once() {
    static std::once_flag once;
    std::call_once(once, [] { QIANTAI_ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

}  // namespace

Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options) {
    auto& [url, proxy] = options.address;
    for (auto* one : {&url, &proxy}) {
        if (one->ends_with('/')) one->pop_back();
    }
    if (!is_origin(url, "https://")) return make_error(k_hub_url_malformed, url, "url");
    const auto bare_proxy = shown_proxy(proxy);
    if (!proxy.empty() && !is_origin(bare_proxy, "http://"))
        return make_error(k_proxy_malformed, bare_proxy, "proxy");
    initialize_curl_once();
    return std::unique_ptr<Transport>(std::make_unique<CurlTransport>(std::move(options)));
}

TransportFactory curl_transport_factory() {
    return [](const HubAddress& address, const std::optional<std::string>& ca_pem) {
        return make_curl_transport({.address = address, .ca_pem = ca_pem});
    };
}

}  // namespace qiantai::sync
