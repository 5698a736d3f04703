// The program under load: `jiati serve` as a process of its own, with an invented town whose units are at their votes.
#pragma once

#include <sys/types.h>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jiati::bench {

class Subject {
  public:
    // `folder` is emptied and holds store and case file. The program is the one JIATI_PROGRAM names, else build/jiati.
    Subject(std::filesystem::path const& folder, std::size_t units);
    ~Subject();
    Subject(Subject const&) = delete;
    Subject& operator=(Subject const&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] double memory_mb() const;
    // "Cookie: …\r\n" of the grid leader, who enters paper ballots for all households.
    [[nodiscard]] std::string const& cookie() const { return cookie_; }
    struct Voter {
        std::string vote;
        std::string household;
    };
    [[nodiscard]] std::vector<Voter> const& voters() const { return voters_; }
    [[nodiscard]] std::vector<std::string> const& projects() const { return projects_; }

  private:
    void start(std::filesystem::path const& folder, std::filesystem::path const& store);
    void sign_in();
    void find_voters();

    pid_t process_ = -1;
    std::uint16_t port_ = 0;
    std::string cookie_;
    std::vector<std::string> projects_;
    std::vector<Voter> voters_;
};

}  // namespace jiati::bench
