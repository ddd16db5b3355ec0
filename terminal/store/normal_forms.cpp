#include "terminal/store/normal_forms.hpp"

#include <new>

#include "schema/base/error.hpp"

namespace qiantai::store {
namespace {

void check(UErrorCode status) {
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    QIANTAI_ASSERT(U_SUCCESS(status));
}

template <typename Get>
const icu::Normalizer2& checked(const Get& get) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = get(status);
    check(status);
    return *normalizer;
}

const icu::Normalizer2& normalizer_of(NormalForm form) {
    switch (form) {
        case NormalForm::composed: {
            static const auto& nfc = checked(icu::Normalizer2::getNFCInstance);
            return nfc;
        }
        case NormalForm::decomposed: {
            static const auto& nfd = checked(icu::Normalizer2::getNFDInstance);
            return nfd;
        }
        case NormalForm::compatible_casefolded:
            break;
    }
    static const auto& nfkc_casefold = checked(icu::Normalizer2::getNFKCCasefoldInstance);
    return nfkc_casefold;
}

}  // namespace

icu::UnicodeString normalized(const icu::UnicodeString& text, NormalForm form) {
    UErrorCode status = U_ZERO_ERROR;
    auto normal = normalizer_of(form).normalize(text, status);
    check(status);
    return normal;
}

}  // namespace qiantai::store
