// What the address sanitizer is told of libraries that are not ours to mend; everything else stays
// on. Here, in the library below all others, because a program can say it only once.

#if defined(__SANITIZE_ADDRESS__)

// googlepinyin releases some of its arrays with the wrong delete.
extern "C" const char* __asan_default_options();  // NOLINT: the sanitizer's own name
extern "C" const char* __asan_default_options() {
    return "alloc_dealloc_mismatch=0";
}

// googlepinyin keeps its spelling table after it is closed, Cairo 1.16 some hundred bytes of each font
// in a PDF, fontconfig its configuration, x265 some of what it encoded a HEIC sample with.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libgooglepinyin\nleak:libcairo.so\nleak:libfontconfig.so\nleak:libx265.so\n";
}
extern "C" const char* __lsan_default_options();  // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}

#endif
