#include "sync/client/curl_errors.hpp"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>

#include <string>

#include "sync/client/transport.hpp"

namespace qiantai::sync {
namespace {

const ErrorKind& certificate_kind(CURL* easy) {
    long verified = X509_V_OK;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verified);
    if (verified == X509_V_ERR_CERT_HAS_EXPIRED) return k_certificate_expired;
    if (verified == X509_V_ERR_CERT_NOT_YET_VALID) return k_certificate_not_yet_valid;
    return k_certificate_wrong;
}

// libcurl has one code for every failed handshake. A cable pulled during it heals by itself, two
// sides that can't agree on TLS don't; only OpenSSL's words tell them apart.
const ErrorKind& handshake_kind(std::string_view words) {
    for (const std::string_view cut : {"SSL_ERROR_SYSCALL", "reset by peer", "unexpected eof",
                                       "Broken pipe", "Connection timed out"}) {
        if (words.find(cut) != std::string_view::npos) return k_connection_cut;
    }
    return k_tls_failed;
}

// A tunnel that was asked for and not opened: the proxy answered with another status than 200.
bool proxy_refused(CURL* easy) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
    return status != 0 && status / 100 != 2;
}

const ErrorKind& kind_of(CURL* easy, CURLcode code, std::string_view words, Way way) {
    if (proxy_refused(easy)) return k_proxy_refused;
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return k_no_network;
        case CURLE_COULDNT_RESOLVE_PROXY:
            return k_proxy_unreachable;
        case CURLE_COULDNT_CONNECT:
            return way == Way::proxy ? k_proxy_unreachable : k_hub_unreachable;
        case CURLE_OPERATION_TIMEDOUT:
            return k_network_slow;
        case CURLE_PEER_FAILED_VERIFICATION:
            return certificate_kind(easy);
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return k_certificate_wrong;
        case CURLE_SSL_CONNECT_ERROR:
            return handshake_kind(words);
        case CURLE_SSL_CIPHER:
        case CURLE_USE_SSL_FAILED:
            return k_tls_failed;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return k_hub_url_malformed;
        default:
            return k_connection_cut;
    }
}

}  // namespace

Error error_of_curl(void* easy, int code, std::string_view words, Way way) {
    const auto curl_code = static_cast<CURLcode>(code);
    const std::string detail = words.empty() ? curl_easy_strerror(curl_code) : std::string(words);
    return make_error(kind_of(easy, curl_code, words, way), detail);
}

}  // namespace qiantai::sync
