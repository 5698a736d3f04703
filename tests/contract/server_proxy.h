// Stands between a store and its server, and can lose the answer to a commit: the server has it, the store does not
// know.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jiati::contract {

class ServerProxy {
  public:
    // Listens in `folder` and passes everything on to the server whose socket is in `server`.
    ServerProxy(std::filesystem::path const& folder, std::string const& server);
    ~ServerProxy();
    ServerProxy(ServerProxy const&) = delete;
    ServerProxy& operator=(ServerProxy const&) = delete;

    // The next commit takes place, and the connection breaks before its answer.
    void lose_next_commit() { loses_ = true; }
    [[nodiscard]] int lost() const { return lost_; }

  private:
    void accept_all(std::string server);
    void pass(int client, int server);

    std::atomic<bool> loses_ = false;
    std::atomic<int> lost_ = 0;
    std::atomic<bool> ends_ = false;
    int listening_ = -1;
    std::mutex mutex_;
    std::vector<std::thread> connections_;
    std::thread accepting_;
};

}  // namespace jiati::contract
