// What every benchmark needs: a stop before wrong figures, time and CPU of a stretch of work, the middle of several
// runs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace jiati::bench {

// Ends the program with status 3: a figure taken while something failed is worth nothing.
void require(bool holds, std::string const& what);

// What a benchmark is started with: [--json] [--rounds N] [--folder FOLDER]. The folder is emptied.
struct Options {
    bool json = false;  // one JSON document instead of lines
    std::size_t rounds = 5;
    std::filesystem::path folder;
};
[[nodiscard]] Options options_of(int count, char** arguments, std::filesystem::path const& standard_folder);

// Since its making: seconds gone by, and CPU seconds of this process, all threads, without its children.
class Stopwatch {
  public:
    Stopwatch();
    [[nodiscard]] double wall_s() const;
    [[nodiscard]] double cpu_s() const;

  private:
    double wall_start_s_;
    double cpu_start_s_;
};

[[nodiscard]] double median(std::vector<double> values);

// One quantity, once per round.
struct Runs {
    std::vector<double> values;
    void add(double value) { values.push_back(value); }
    [[nodiscard]] double middle() const { return median(values); }
};

// The middle of the rounds' own ratios: what disturbed a round disturbed both of its halves.
[[nodiscard]] double ratio(Runs const& over, Runs const& under);

// Of a file below the source folder.
[[nodiscard]] std::string contents_of(std::string const& path);
// The names of a folder's *.yaml below the source folder, in order.
[[nodiscard]] std::vector<std::string> yaml_files_of(std::string const& folder);

}  // namespace jiati::bench
