#pragma once

// Unicode's normal forms by ICU, whose normalizers are constant data that it makes at first use. Each
// is fetched once here, where a thread sanitizer sees it too: ICU's own locks it does not see.

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace qiantai::store {

enum class NormalForm { composed, decomposed, compatible_casefolded };

/// Throws std::bad_alloc where there is no memory for it.
icu::UnicodeString normalized(const icu::UnicodeString& text, NormalForm form);

}  // namespace qiantai::store
