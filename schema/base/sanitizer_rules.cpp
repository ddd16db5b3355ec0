// What the sanitizers are told of libraries that are not ours to mend; everything else stays on. Here,
// in the library below all others, because a program can say it only once.

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

#if defined(__SANITIZE_THREAD__)

// Pango reads the list of fonts in a thread of its own. GLib, fontconfig and HarfBuzz, which hand
// things over between the two, are not compiled with the sanitizer, so that it sees no lock.
extern "C" const char* __tsan_default_suppressions();  // NOLINT: the sanitizer's own name
extern "C" const char* __tsan_default_suppressions() {
    return "race:libfontconfig.so\nrace:libpangoft2-1.0.so\nrace:libpangocairo-1.0.so\n"
           "race:libglib-2.0.so\nrace:libharfbuzz.so\n";
}

#endif
