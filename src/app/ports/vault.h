// Personal values and the secrets that protect them. Values are written with the events that mention them
// (Append::vault); here they are read, and secrets are made. Each data subject has one 32-byte secret, from which the
// salts of its commitments are derived; destroying the secret makes every commitment about the subject meaningless.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/result.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app {

using Secret = std::array<unsigned char, 32>;

class Vault {
  public:
    virtual ~Vault() = default;

    // The values behind the references; a reference that is unknown, erased or frozen is missing in the answer.
    virtual Result<std::map<std::string, std::string>, StoreError> load(std::string const& city,
                                                                        std::vector<std::string> const& refs) = 0;
    // The values of frozen subjects among the references: kept because a law says so, and shown to nobody but an audit.
    virtual Result<std::map<std::string, std::string>, StoreError> load_frozen(
        std::string const& city, std::vector<std::string> const& refs) = 0;

    // The secrets of these subjects, made and synced to disk for those that have none yet. conflict when one of them
    // was erased or frozen: whoever asks for it holds an old name of the subject.
    virtual Result<std::map<std::string, Secret>, StoreError> secrets(std::string const& city,
                                                                      std::vector<std::string> const& subjects) = 0;
    // The subjects that have a secret and whose name begins so, in order of their names.
    virtual Result<std::vector<std::string>, StoreError> subjects(std::string const& city,
                                                                  std::string const& prefix) = 0;

    // Destroys secrets for ever: nothing under them opens again, here or in a copy, and none is made under the name
    // again. Gone from the disk before it returns; may be repeated.
    virtual Result<Done, StoreError> erase(std::string const& city, std::vector<std::string> const& subjects) = 0;
    // Withholds what the subjects hold until a law no longer asks for it, the last day included; then it is to be
    // erased.
    virtual Result<Done, StoreError> freeze(std::string const& city, std::map<std::string, Date> const& until) = 0;

    // Base64url; the same for the same bytes in this store, and worthless to whoever has its files without the master
    // key: a plain hash of a request gives away the name, the phone or the password in it to whoever tries them out.
    [[nodiscard]] virtual std::string fingerprint(std::string_view bytes) = 0;
};

}  // namespace jiati::app
