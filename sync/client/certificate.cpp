#include "sync/client/certificate.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "schema/base/error.hpp"

namespace qiantai::sync {
namespace {

using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

}  // namespace

std::optional<Certificate> first_certificate(std::string_view pem) {
    const BioPointer in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    QIANTAI_ASSERT(in);
    const CertificatePointer parsed(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr),
                                    &X509_free);
    if (!parsed) return std::nullopt;
    const BioPointer der(BIO_new(BIO_s_mem()), &BIO_free);
    const BioPointer text(BIO_new(BIO_s_mem()), &BIO_free);
    QIANTAI_ASSERT(der && text);
    QIANTAI_ASSERT(i2d_X509_bio(der.get(), parsed.get()) == 1);
    QIANTAI_ASSERT(PEM_write_bio_X509(text.get(), parsed.get()) == 1);
    return Certificate{text_of(der.get()), text_of(text.get())};
}

}  // namespace qiantai::sync
