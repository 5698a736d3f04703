// Personal values and the secrets that protect them. Values are written with the events that mention them
// (Append::vault); here they are read, and secrets are made. Each data subject has one 32-byte secret, from which the
// salts of its commitments are derived; destroying the secret makes every commitment about the subject meaningless.
#pragma once

#include "app/ports/store_error.h"
#include "base/result.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

using Secret = std::array<unsigned char, 32>;

class Vault {
  public:
    virtual ~Vault() = default;

    // The values behind the references; a reference that is unknown or erased is missing in the answer.
    virtual Result<std::map<std::string, std::string>, StoreError> load(std::string const& city,
                                                                        std::vector<std::string> const& refs) = 0;

    // The secrets of these subjects, made and synced to disk for those that have none yet.
    virtual Result<std::map<std::string, Secret>, StoreError> secrets(std::string const& city,
                                                                      std::vector<std::string> const& subjects) = 0;
};

}  // namespace jiati::app
