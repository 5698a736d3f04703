// A real PostgreSQL of the tests' own: started when first asked for, in a temporary folder, on a Unix socket, ended
// with the test program however that ends. Each store gets schemas of its own, so that none sees another's tables.
#pragma once

#include <string>

namespace jiati::contract {

class PostgresqlServer {
  public:
    // The one of this process, or of its parent where that has started one already. Ends the test program with a clear
    // word where there is no PostgreSQL 15 or it does not start.
    static PostgresqlServer& get();

    // The address of an empty store.
    [[nodiscard]] std::string fresh_url();
    // The file of the key that all of its stores are wrapped by.
    [[nodiscard]] std::string master_key() const { return socket_ + "/master.key"; }
    [[nodiscard]] std::string const& socket() const { return socket_; }
    // The same server, another database: for what the tests do behind the store's back.
    [[nodiscard]] std::string parameters(std::string const& database = "jiati") const;
    // Runs statements and answers the first column of the first row, empty where there is none.
    std::string ask(std::string const& statements, std::string const& database = "jiati") const;

    PostgresqlServer(PostgresqlServer const&) = delete;
    PostgresqlServer& operator=(PostgresqlServer const&) = delete;
    ~PostgresqlServer();

  private:
    PostgresqlServer();
    void start();

    std::string folder_;  // empty: the server is the parent's
    std::string socket_;  // the folder of its socket
    int process_ = -1;
    int stores_ = 0;
};

}  // namespace jiati::contract
