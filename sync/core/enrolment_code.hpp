#pragma once

#include <string>
#include <string_view>

#include "schema/base/random.hpp"
#include "schema/base/result.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_code_malformed{
    "enrolment_code_malformed", Actor::administrator,
    "An enrolment code has 20 letters and digits in four groups of five; check what was typed.",
    "注册码由 20 位字母和数字组成（四组，每组五位），请核对输入。"};

/// The one-time code an administrator reads out: 8 characters of secret (40 bits) and 12 of the
/// chain CA's fingerprint (60 bits, so that a terminal can tell the right hub before it says the
/// secret), in Crockford's base32 (no I, L, O, U), written XXXXX-XXXXX-XXXXX-XXXXX.
struct EnrolmentCode {
    std::string secret;       ///< 8 characters
    std::string fingerprint;  ///< 12 characters

    std::string text() const;
};

/// `ca_der`: the CA certificate in DER.
EnrolmentCode make_enrolment_code(std::string_view ca_der, Random& random);
/// Takes any case, blanks and dashes anywhere, and I/L for 1, O for 0.
Result<EnrolmentCode> parse_enrolment_code(std::string_view text);
std::string ca_fingerprint(std::string_view ca_der);

}  // namespace qiantai::sync
