#pragma once

#include <string>

#include "schema/base/random.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/client/transport.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_already_enrolled{
    "already_enrolled", Actor::administrator,
    "This terminal is enrolled already. To give it a new identity, say so explicitly.",
    "此终端已经注册。如需更换身份，请明确选择重新注册。"};
inline constexpr ErrorKind k_wrong_hub{
    "wrong_hub", Actor::administrator,
    "The server at this address is not the headquarters that made the code; the code was not sent. "
    "Check the address and the code.",
    "该地址的服务器不是生成注册码的总部，注册码未发送。请核对地址和注册码。"};
inline constexpr ErrorKind k_enrolled_elsewhere{
    "enrolled_elsewhere", Actor::administrator,
    "The code is for another store than the one whose records this computer holds. The code is "
    "used up now; ask for one of the right store.",
    "注册码属于其他门店，与本机已有记录的门店不符。该码已失效，请索取正确门店的注册码。"};

struct Enrolment {
    Uuid device_id;
    std::string store_code;
    std::string terminal_code;
    std::string chain_name;
};

/// replace: an enrolled terminal gets a new identity of the same store; everything it still keeps
/// is sent again under it. For a hub that no longer knows it.
enum class IfEnrolled { fail, replace };

/// Swaps a one-time code for this terminal's identity. The CA is fetched without any check, its
/// fingerprint compared with the one in the code, and only then the code's secret is said, over a
/// connection checked against that CA. All facts are stored in one transaction; on any error
/// nothing is stored. Errors: k_code_malformed, k_already_enrolled, k_wrong_hub, k_code_wrong
/// (wrong, used, expired), k_enrolled_elsewhere, those of the transport.
Result<Enrolment> enrol(sqlite::Database& database, Clock& clock, Random& random,
                        const TransportFactory& make_transport, const HubAddress& hub,
                        std::string_view code_text, IfEnrolled if_enrolled = IfEnrolled::fail);

}  // namespace qiantai::sync
