// The key above all others. It lies in a file apart from the databases, and only what it has wrapped lies in them: who
// holds a copy of journal and keys.db without it holds nothing that can be read.
#pragma once

#include "app/ports/randomness.h"
#include "app/ports/store_error.h"
#include "base/result.h"
#include "store/box.h"

#include <string>
#include <string_view>

namespace jiati::store {

class MasterKey {
  public:
    explicit MasterKey(BoxKey const& key) : key_(key) {}
    ~MasterKey() { wipe(key_); }
    MasterKey(MasterKey const&) = default;
    MasterKey& operator=(MasterKey const&) = default;

    // 64 hexadecimal digits and a line's end. unavailable when the file cannot be read, is open to others than its
    // owner, or holds something else.
    static Result<MasterKey, app::StoreError> read(std::string const& file);
    // A new one, on disk (0600) before it returns; a file that is there already is refused, never overwritten.
    static Result<MasterKey, app::StoreError> make(std::string const& file, app::Randomness& randomness);

    // What is wrapped for one purpose ("subject-secrets", "log-signing-key") does not open for another.
    [[nodiscard]] std::string wrap(std::string_view purpose, std::string_view plain, std::string_view belongs_to,
                                   app::Randomness& randomness) const;
    [[nodiscard]] std::optional<std::string> unwrap(std::string_view purpose, std::string_view wrapped,
                                                    std::string_view belongs_to) const;
    [[nodiscard]] BoxKey key_for(std::string_view purpose) const { return derive(key_, purpose); }

  private:
    BoxKey key_;
};

}  // namespace jiati::store
