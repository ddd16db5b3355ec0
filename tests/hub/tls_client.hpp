#pragma once

// A client that speaks to the hub's server byte by byte, so that it can also misbehave. Blocking.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace qiantai::test {

struct TlsOptions {
    std::string ca_pem;
    std::string host = "localhost";
    int version_max = 0;       ///< e.g. TLS1_1_VERSION; 0 = the newest
    std::string before_tls{};  ///< what a load balancer would send first
};

class TlsClient {
  public:
    /// Connects, and tries the handshake: is_open() says whether it succeeded.
    TlsClient(std::uint16_t port, const TlsOptions& options);
    bool is_open() const { return m_open; }
    const std::string& failure() const { return m_failure; }

    /// False if the server has closed.
    bool send(std::string_view bytes);
    /// True if something has come that was not read yet.
    bool has_data();
    /// The next answer, head and body; empty if the server closed instead. "100 Continue" is no
    /// answer, only counted.
    std::string read_answer();
    std::string ask(std::string_view bytes) { return send(bytes) ? read_answer() : ""; }
    /// Whether "100 Continue" is what comes next.
    bool read_continue();
    int continues() const { return m_continues; }
    /// What comes until the server closes.
    std::string read_to_end();

  private:
    boost::asio::io_context m_io;
    boost::asio::ssl::context m_context;
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket>> m_stream;
    std::string m_read;
    std::string m_failure;
    bool m_open = false;
    int m_continues = 0;
};

/// 200 out of "HTTP/1.1 200 OK…"; 0 if it is no answer.
int status_of(std::string_view answer);
std::string get(std::string_view target);

}  // namespace qiantai::test
