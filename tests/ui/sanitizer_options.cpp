// What the address sanitizer finds in libraries that are not ours to mend; everything else stays on.

#if defined(__SANITIZE_ADDRESS__)

// libgooglepinyin releases some of its arrays with the wrong delete.
extern "C" const char* __asan_default_options();  // NOLINT: the sanitizer's own name
extern "C" const char* __asan_default_options() { return "alloc_dealloc_mismatch=0"; }

// libgooglepinyin keeps its spelling table after it is closed.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libgooglepinyin\n";
}

#endif
