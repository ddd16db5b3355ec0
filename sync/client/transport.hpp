#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "schema/base/result.hpp"
#include "sync/core/http_message.hpp"

namespace qiantai::sync {

// Why no answer came. The detail carries the transport's own words for whoever looks into it.
inline constexpr ErrorKind k_no_network{
    "no_network", Actor::itself,
    "Headquarters can't be reached: no network, or its name is not known here. Work goes on; it is "
    "tried again.",
    "无法连接总部：没有网络或找不到总部地址。可继续工作，将自动重试。"};
inline constexpr ErrorKind k_hub_unreachable{
    "hub_unreachable", Actor::itself,
    "Headquarters' server does not answer. Work goes on; it is tried again.",
    "总部服务器没有响应。可继续工作，将自动重试。"};
inline constexpr ErrorKind k_network_slow{
    "network_slow", Actor::itself,
    "The network is too slow and the transfer was given up. Work goes on; it is tried again.",
    "网络太慢，传输已中止。可继续工作，将自动重试。"};
inline constexpr ErrorKind k_connection_cut{
    "connection_cut", Actor::itself, "The connection broke. Work goes on; it is tried again.",
    "连接中断。可继续工作，将自动重试。"};
inline constexpr ErrorKind k_certificate_wrong{
    "certificate_wrong", Actor::administrator,
    "The server that answered could not prove that it is headquarters; nothing was sent. Ask the "
    "administrator.",
    "对方服务器无法证明自己是总部，未发送任何数据。请联系管理员。"};
inline constexpr ErrorKind k_certificate_expired{
    "certificate_expired", Actor::administrator,
    "Headquarters' certificate has run out, or this computer's date is too late; nothing was sent. "
    "Check the date; if it is right, ask the administrator.",
    "总部证书已过期，或本机日期过晚，未发送任何数据。请先核对本机日期，若正确请联系管理员。"};
inline constexpr ErrorKind k_certificate_not_yet_valid{
    "certificate_not_yet_valid", Actor::administrator,
    "This computer's date lies before headquarters' certificate begins; nothing was sent. Set the "
    "date right, or ask the administrator.",
    "本机日期早于总部证书生效日期，未发送任何数据。请校正本机日期或联系管理员。"};
inline constexpr ErrorKind k_tls_failed{
    "tls_failed", Actor::administrator,
    "No safe connection to headquarters could be agreed on; nothing was sent. Check the address "
    "and the port.",
    "无法与总部建立安全连接，未发送任何数据。请检查地址和端口。"};
inline constexpr ErrorKind k_hub_url_malformed{"hub_url_malformed", Actor::administrator,
                                               "The hub's address must be https://name:port.",
                                               "总部地址格式应为 https://名称:端口。"};
inline constexpr ErrorKind k_proxy_malformed{
    "proxy_malformed", Actor::administrator,
    "The proxy's address must be http://name:port, with name:password@ before it if it asks for them.",
    "代理地址格式应为 http://名称:端口；需要账号时写作 http://账号:密码@名称:端口。"};
inline constexpr ErrorKind k_proxy_unreachable{
    "proxy_unreachable", Actor::itself,
    "The proxy on the way to headquarters does not answer. Work goes on; it is tried again. If it "
    "stays so, the administrator checks the proxy's address.",
    "通往总部的代理没有响应。可继续工作，将自动重试；持续如此时请管理员核对代理地址。"};
inline constexpr ErrorKind k_proxy_refused{
    "proxy_refused", Actor::administrator,
    "The proxy does not let this terminal through to headquarters. Check the proxy's name and "
    "password, and that it allows headquarters' address and port.",
    "代理拒绝连接总部。请核对代理的账号和密码，并确认代理放行总部的地址和端口。"};
inline constexpr ErrorKind k_answer_too_large{"answer_too_large", Actor::administrator,
                                              "The server's answer is larger than allowed.",
                                              "服务器的回复超过允许的大小。"};
inline constexpr ErrorKind k_sync_cancelled{"sync_cancelled", Actor::itself,
                                            "The transfer was stopped; it is taken up again.",
                                            "传输已停止，稍后继续。"};

/// True for errors of the way to the hub that pass by themselves: nobody answered.
bool is_network_error(const Error& error);
/// The same, or somebody answered who is not provably the hub: either way headquarters was not
/// reached.
bool is_unreached(const Error& error);

/// Carries one request after another to one hub. An answer with any HTTP status is a value; an
/// error means that no whole answer came, and the request may or may not have reached the hub. One
/// thread at a time, cancel() aside.
class Transport {
  public:
    virtual ~Transport() = default;
    virtual Result<HttpResponse> perform(const HttpRequest& request) = 0;
    /// From any thread: the running request and all later ones end with k_sync_cancelled.
    virtual void cancel() = 0;
};

/// The way to a hub.
struct HubAddress {
    std::string url;  ///< "https://host:port"
    /// "http://[name:password@]host:port" of the chain's proxy, which sees only that somebody
    /// speaks with the hub; empty for none. The environment's proxy variables are never read: one
    /// left by another program must not lead members' data over a machine nobody chose.
    std::string proxy{};
    bool operator==(const HubAddress&) const = default;
};
/// The proxy without name and password, for showing.
std::string shown_proxy(const std::string& proxy);
/// The way, as particulars of an audit event.
std::map<std::string, std::string> way_to_hub(const HubAddress& hub);

/// Makes the transport to a hub. Without a CA (PEM) the other side is not checked: only to fetch
/// the CA itself during enrolment, before any secret is said. k_hub_url_malformed,
/// k_proxy_malformed.
using TransportFactory = std::function<Result<std::unique_ptr<Transport>>(
    const HubAddress& address, const std::optional<std::string>& ca_pem)>;

}  // namespace qiantai::sync
