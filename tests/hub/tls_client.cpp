#include "tests/hub/tls_client.hpp"

#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>

namespace qiantai::test {

namespace asio = boost::asio;

TlsClient::TlsClient(std::uint16_t port, const TlsOptions& options)
    : m_context(asio::ssl::context::tls_client) {
    m_context.add_certificate_authority(asio::buffer(options.ca_pem));
    m_context.set_verify_mode(asio::ssl::verify_peer);
    m_context.set_verify_callback(asio::ssl::host_name_verification(options.host));
    if (options.version_max != 0) {
        // Security level 0, so that it is the server that refuses and not the library here.
        SSL_CTX_set_security_level(m_context.native_handle(), 0);
        SSL_CTX_set_max_proto_version(m_context.native_handle(), options.version_max);
    }
    m_stream.emplace(m_io, m_context);
    boost::system::error_code failed;
    m_stream->next_layer().connect({asio::ip::make_address("127.0.0.1"), port}, failed);
    if (!failed) asio::write(m_stream->next_layer(), asio::buffer(options.before_tls), failed);
    if (!failed) m_stream->handshake(asio::ssl::stream_base::client, failed);
    m_open = !failed;
    m_failure = failed ? failed.message() : "";
}

bool TlsClient::send(std::string_view bytes) {
    boost::system::error_code failed;
    asio::write(*m_stream, asio::buffer(bytes.data(), bytes.size()), failed);
    return !failed;
}

bool TlsClient::has_data() {
    boost::system::error_code failed;
    return m_stream->next_layer().available(failed) > 0;
}

std::string TlsClient::read_answer() {
    constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
    for (;;) {
        if (m_read.starts_with(k_continue)) {
            m_read.erase(0, k_continue.size());
            ++m_continues;
        }
        const auto head_end = m_read.find("\r\n\r\n");
        if (head_end != std::string::npos) {
            const auto field = m_read.find("Content-Length: ");
            const auto length = static_cast<std::size_t>(std::atoll(m_read.c_str() + field + 16));
            if (field < head_end && m_read.size() >= head_end + 4 + length) {
                auto answer = m_read.substr(0, head_end + 4 + length);
                m_read.erase(0, answer.size());
                return answer;
            }
        }
        char buffer[4096];
        boost::system::error_code failed;
        const auto count = m_stream->read_some(asio::buffer(buffer), failed);
        if (failed) return {};
        m_read.append(buffer, count);
    }
}

bool TlsClient::read_continue() {
    constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
    while (m_read.size() < k_continue.size()) {
        char buffer[4096];
        boost::system::error_code failed;
        m_read.append(buffer, m_stream->read_some(asio::buffer(buffer), failed));
        if (failed) return false;
    }
    if (!m_read.starts_with(k_continue)) return false;
    m_read.erase(0, k_continue.size());
    return true;
}

std::string TlsClient::read_to_end() {
    std::string all = std::move(m_read);
    char buffer[4096];
    for (boost::system::error_code failed; !failed;) {
        all.append(buffer, m_stream->read_some(asio::buffer(buffer), failed));
    }
    return all;
}

int status_of(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ")) return 0;
    return std::atoi(std::string(answer.substr(9, 3)).c_str());
}

std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

}  // namespace qiantai::test
