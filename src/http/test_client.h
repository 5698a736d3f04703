// For tests: a client that sends exactly the bytes it is given over a loopback socket, and reads answers as they come.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::http {

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

class TestClient {
  public:
    explicit TestClient(std::uint16_t port, char const* from = "127.0.0.1");
    ~TestClient();
    TestClient(TestClient const&) = delete;
    TestClient& operator=(TestClient const&) = delete;

    // False when the other side no longer takes it.
    bool send(std::string_view bytes);
    // The next answer; nothing when the connection ends or five seconds pass before it is whole. An answer to HEAD has
    // no body whatever its length says.
    std::optional<Answer> read(bool is_head = false);
    // Waits until that text has come (it stays unread); false after five seconds or at the end.
    bool wait_for(std::string_view text);
    // All that comes until the other side closes; nothing if it has not after five seconds.
    std::optional<std::string> read_to_end();
    [[nodiscard]] bool is_closed_within_ms(int ms);
    [[nodiscard]] std::string const& received() const { return received_; }
    void make_receive_buffer_small();
    void finish_sending();

    [[nodiscard]] int descriptor() const { return socket_; }

  private:
    enum class More : std::uint8_t { some, end, timeout };
    More read_more(int ms);

    int socket_;
    std::string received_;
};

}  // namespace jiati::http
