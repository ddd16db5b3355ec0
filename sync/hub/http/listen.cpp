#include "sync/hub/http/listen.hpp"

#include "sync/hub/http/hub_server.hpp"

namespace qiantai::hub {

Result<std::uint16_t> listen_on(boost::asio::ip::tcp::acceptor& acceptor,
                                const std::string& address, std::uint16_t port) {
    namespace asio = boost::asio;
    boost::system::error_code failed;
    const auto where = address + ":" + std::to_string(port);
    const auto parsed = asio::ip::make_address(address, failed);
    if (failed) return make_error(k_listen_failed, where + ": " + failed.message());
    const asio::ip::tcp::endpoint endpoint(parsed, port);
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return make_error(k_listen_failed, where + ": " + failed.message());
    return acceptor.local_endpoint().port();
}

}  // namespace qiantai::hub
