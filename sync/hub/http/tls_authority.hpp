#pragma once

#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "schema/base/result.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_certificate_error{
    "certificate_error", Actor::administrator,
    "A certificate or its key could not be made or read. Check the files in the hub's keys folder.",
    "证书或其密钥无法生成或读取。请检查中心 keys 文件夹中的文件。"};

/// A private key and its certificate, both PEM.
struct KeyAndCertificate {
    std::string key_pem;
    std::string certificate_pem;
};

/// The chain's own certificate authority: EC P-256, valid for 20 years, pinned by every terminal at
/// enrolment.
Result<KeyAndCertificate> make_authority(std::string_view chain_name, TimeMs now, Random& random);

/// A server certificate of this authority for these host names and addresses, valid for 2 years.
Result<KeyAndCertificate> issue_server_certificate(const KeyAndCertificate& authority,
                                                   const std::vector<std::string>& hosts,
                                                   TimeMs now, Random& random);

Result<std::string> certificate_der(std::string_view certificate_pem);
/// When the certificate ends.
Result<TimeMs> certificate_expiry(std::string_view certificate_pem);

}  // namespace qiantai::hub
