#include "measure.h"

#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace jiati::bench {
namespace {

std::filesystem::path const source = JIATI_SOURCE_DIR;

double wall_now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_now_s() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

void require(bool holds, std::string const& what) {
    if (holds) return;
    std::fprintf(stderr, "bench: %s\n", what.c_str());
    std::_Exit(3);
}

Stopwatch::Stopwatch() : wall_start_s_(wall_now_s()), cpu_start_s_(cpu_now_s()) {}
double Stopwatch::wall_s() const { return wall_now_s() - wall_start_s_; }
double Stopwatch::cpu_s() const { return cpu_now_s() - cpu_start_s_; }

double median(std::vector<double> values) {
    require(!values.empty(), "the median of nothing");
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double ratio(Runs const& over, Runs const& under) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < over.values.size(); ++i) ratios.push_back(over.values[i] / under.values[i]);
    return median(ratios);
}

std::string contents_of(std::string const& path) {
    std::ifstream file(source / path, std::ios::binary);
    require(file.good(), path + " cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> yaml_files_of(std::string const& folder) {
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(source / folder))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

}  // namespace jiati::bench
