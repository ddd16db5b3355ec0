#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qiantai::sync {

/// One certificate in both its forms.
struct Certificate {
    std::string der;
    std::string pem;
};
/// The first certificate of a PEM text, and only that: more of them behind it would be trusted
/// unchecked. Nothing if there is none.
std::optional<Certificate> first_certificate(std::string_view pem);

}  // namespace qiantai::sync
