#include "sync/hub/http/tls_authority.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>

namespace qiantai::hub {
namespace {

template <auto function>
struct Freer {
    template <typename T>
    void operator()(T* pointer) const {
        function(pointer);
    }
};
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

constexpr std::int64_t k_day_ms = 24ll * 3600 * 1000;
constexpr std::int64_t k_authority_days = 20 * 365 + 5;
constexpr std::int64_t k_server_days = 2 * 365;
/// Certificates begin a little in the past: terminals' clocks are not all right.
constexpr std::int64_t k_backdated_ms = k_day_ms;

Error openssl_error(std::string_view doing) {
    char words[256] = "";
    ERR_error_string_n(ERR_get_error(), words, sizeof words);
    ERR_clear_error();
    return make_error(k_certificate_error, std::string(doing) + ": " + words);
}

std::string content_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

Result<CertificatePtr> parse_certificate(std::string_view pem) {
    const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!certificate) return openssl_error("read certificate");
    return certificate;
}

Result<KeyPtr> parse_key(std::string_view pem) {
    const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    if (!key) return openssl_error("read key");
    return key;
}

Result<KeyAndCertificate> to_pem(EVP_PKEY* key, X509* certificate) {
    const BioPtr key_bio(BIO_new(BIO_s_mem()));
    const BioPtr certificate_bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PrivateKey(key_bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificate_bio.get(), certificate) != 1) {
        return openssl_error("write certificate");
    }
    return KeyAndCertificate{content_of(key_bio.get()), content_of(certificate_bio.get())};
}

bool add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_validity(X509* certificate, TimeMs now, std::int64_t days) {
    const auto set = [](ASN1_TIME* field, TimeMs time_ms) {
        return ASN1_TIME_set(field, static_cast<std::time_t>(time_ms / 1000)) != nullptr;
    };
    return set(X509_getm_notBefore(certificate), now - k_backdated_ms) &&
           set(X509_getm_notAfter(certificate), now + days * k_day_ms);
}

bool set_serial(X509* certificate, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[0] &= 0x7F;
    const NumberPtr number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_name(X509* certificate, std::string_view common_name) {
    // The standard allows 64 characters.
    const std::string text(common_name.substr(0, 64));
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1,
                                      0) == 1;
}

/// "DNS:hub.example,IP:10.0.0.1". Nothing if a name could be taken for more than one.
Result<std::string> subject_names(const std::vector<std::string>& hosts) {
    std::string names;
    for (const auto& host : hosts) {
        const bool is_plain = !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
            return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '*';
        });
        if (!is_plain) return make_error(k_certificate_error, "not a host name: " + host);
        const std::unique_ptr<ASN1_OCTET_STRING, Freer<ASN1_OCTET_STRING_free>> address(
            a2i_IPADDRESS(host.c_str()));
        ERR_clear_error();
        names += (names.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + host;
    }
    if (names.empty()) return make_error(k_certificate_error, "no host name");
    return names;
}

struct Draft {
    KeyPtr key;
    CertificatePtr certificate;
};

Result<Draft> make_draft(std::string_view common_name, TimeMs now, std::int64_t days,
                         Random& random) {
    Draft draft{KeyPtr(EVP_EC_gen("P-256")), CertificatePtr(X509_new())};
    X509* certificate = draft.certificate.get();
    if (!draft.key || !certificate || X509_set_version(certificate, X509_VERSION_3) != 1 ||
        !set_serial(certificate, random) || !set_validity(certificate, now, days) ||
        !set_name(certificate, common_name) || X509_set_pubkey(certificate, draft.key.get()) != 1) {
        return openssl_error("make certificate");
    }
    return draft;
}

}  // namespace

Result<KeyAndCertificate> make_authority(std::string_view chain_name, TimeMs now, Random& random) {
    QIANTAI_TRY(const Draft draft, make_draft(chain_name, now, k_authority_days, random));
    X509* certificate = draft.certificate.get();
    const bool made =
        X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1 &&
        add_extension(certificate, certificate, NID_basic_constraints,
                      "critical,CA:TRUE,pathlen:0") &&
        add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") &&
        add_extension(certificate, certificate, NID_subject_key_identifier, "hash") &&
        X509_sign(certificate, draft.key.get(), EVP_sha256()) > 0;
    if (!made) return openssl_error("make authority");
    return to_pem(draft.key.get(), certificate);
}

Result<KeyAndCertificate> issue_server_certificate(const KeyAndCertificate& authority,
                                                   const std::vector<std::string>& hosts,
                                                   TimeMs now, Random& random) {
    QIANTAI_TRY(const auto names, subject_names(hosts));
    QIANTAI_TRY(const auto issuer, parse_certificate(authority.certificate_pem));
    QIANTAI_TRY(const auto issuer_key, parse_key(authority.key_pem));
    QIANTAI_TRY(const Draft draft, make_draft(hosts.front(), now, k_server_days, random));
    X509* certificate = draft.certificate.get();
    const bool made =
        X509_set_issuer_name(certificate, X509_get_subject_name(issuer.get())) == 1 &&
        add_extension(certificate, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        add_extension(certificate, issuer.get(), NID_key_usage, "critical,digitalSignature") &&
        add_extension(certificate, issuer.get(), NID_ext_key_usage, "serverAuth") &&
        add_extension(certificate, issuer.get(), NID_subject_key_identifier, "hash") &&
        add_extension(certificate, issuer.get(), NID_authority_key_identifier, "keyid:always") &&
        add_extension(certificate, issuer.get(), NID_subject_alt_name, names) &&
        X509_sign(certificate, issuer_key.get(), EVP_sha256()) > 0;
    if (!made) return openssl_error("issue certificate");
    return to_pem(draft.key.get(), certificate);
}

Result<std::string> certificate_der(std::string_view certificate_pem) {
    QIANTAI_TRY(const auto certificate, parse_certificate(certificate_pem));
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate.get(), &bytes);
    if (size <= 0) return openssl_error("encode certificate");
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

Result<TimeMs> certificate_expiry(std::string_view certificate_pem) {
    QIANTAI_TRY(const auto certificate, parse_certificate(certificate_pem));
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
        return openssl_error("read certificate's end");
    }
    return static_cast<TimeMs>(::timegm(&end)) * 1000;
}

}  // namespace qiantai::hub
