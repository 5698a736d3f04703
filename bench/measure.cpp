#include "measure.h"

#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
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

Options options_of(int count, char** arguments, std::filesystem::path const& standard_folder) {
    Options options{.folder = standard_folder};
    for (int i = 1; i < count; ++i) {
        std::string const name = arguments[i];
        bool const has_value = i + 1 < count;
        if (name == "--json")
            options.json = true;
        else if (name == "--rounds" && has_value)
            options.rounds = static_cast<std::size_t>(std::max(1, std::atoi(arguments[++i])));
        else if (name == "--folder" && has_value)
            options.folder = arguments[++i];
        else
            require(false, name + " is unknown; known are --json, --rounds N, --folder FOLDER");
    }
    return options;
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
