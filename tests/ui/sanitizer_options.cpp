// libgooglepinyin releases some of its arrays with the wrong delete. That is not ours to mend, and the address
// sanitizer would end the program at it; every other finding stays on.

#if defined(__SANITIZE_ADDRESS__)
extern "C" const char* __asan_default_options();  // NOLINT: the sanitizer's own name
extern "C" const char* __asan_default_options() { return "alloc_dealloc_mismatch=0"; }
#endif
