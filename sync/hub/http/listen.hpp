#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <string>

#include "schema/base/result.hpp"

namespace qiantai::hub {

/// Opens, binds and listens. Gives the port, which the system chooses for 0. k_listen_failed.
Result<std::uint16_t> listen_on(boost::asio::ip::tcp::acceptor& acceptor,
                                const std::string& address, std::uint16_t port);

}  // namespace qiantai::hub
