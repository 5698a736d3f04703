// What the libraries keep until the process ends (fontconfig's configuration) or lose by a fault of their own (Cairo
// 1.16: 1.5 kB a PDF, the arrays of its unused tags) is not counted as ours.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() { return "leak:libfontconfig\nleak:libcairo\n"; }
