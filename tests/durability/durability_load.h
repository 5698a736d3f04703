// The load of the kill test: requests that follow from their name alone, so that the one who reads back after a kill
// knows what must be there, and the line that acknowledges one of them.
#pragma once

#include "app/ports/journal.h"
#include "app/ports/randomness.h"
#include "app/ports/vault.h"

#include <string>
#include <vector>

namespace jiati::durability {

inline constexpr char city[] = "nanchang";
inline constexpr int clients = 16;

// The operating system's: two runs of the writer may not make the same secret.
class SystemRandomness final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override;
};

// The index-th request of one client: events of two streams, a row of a view, a vault value and a timer, all named
// after it. A client sends its requests one after the other and, after a kill, the unanswered one again.
[[nodiscard]] std::string name_of(int client, int index);
[[nodiscard]] app::Append request(int client, int index);
// The subject whose secret the writer asks for after every eighth request, each being a commit of its own.
[[nodiscard]] inline bool asks_for_secret(int index) { return index % 8 == 3; }
[[nodiscard]] std::string subject_of(std::string const& name);

// "client index secret seq|stream|version|payload …": what the writer prints once a request is acknowledged.
struct Acknowledgement {
    int client = 0;
    int index = 0;
    std::string secret;  // hexadecimal; "-" where none was asked for
    std::vector<std::string> events;
};
[[nodiscard]] std::string hex_of(app::Secret const& secret);
[[nodiscard]] std::string line_of(app::StoredEvent const& event);
[[nodiscard]] std::string print(Acknowledgement const& acknowledgement);
[[nodiscard]] Acknowledgement parse(std::string const& line);

}  // namespace jiati::durability
