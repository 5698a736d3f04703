#include "store/master_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace jiati::store {
namespace {

constexpr std::size_t hex_digits = 2 * std::tuple_size_v<BoxKey>;

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

app::StoreError problem(std::string const& file, std::string const& what) {
    return {app::StoreError::Kind::unavailable, "master key " + file + ": " + what};
}

}  // namespace

Result<MasterKey, app::StoreError> MasterKey::read(std::string const& file) {
    Descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat about {};
    if (in.number() < 0 || ::fstat(in.number(), &about) != 0) return Failure{problem(file, std::strerror(errno))};
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Failure{problem(file, "others than its owner may read it; chmod 600 would be right")};
    std::string text(hex_digits + 2, '\0');
    auto const count = ::read(in.number(), text.data(), text.size());
    if (count < 0) return Failure{problem(file, std::strerror(errno))};
    text.resize(static_cast<std::size_t>(count));
    BoxKey key{};
    std::size_t length = 0;
    char const* end = nullptr;
    bool const good = (text.size() == hex_digits || (text.size() == hex_digits + 1 && text.back() == '\n')) &&
                      sodium_hex2bin(key.data(), key.size(), text.data(), hex_digits, nullptr, &length, &end) == 0 &&
                      length == key.size();
    wipe(text);
    if (!good) return Failure{problem(file, "it is not 64 hexadecimal digits on one line")};
    MasterKey const master(key);
    wipe(key);
    return master;
}

Result<MasterKey, app::StoreError> MasterKey::make(std::string const& file, app::Randomness& randomness) {
    BoxKey key{};
    randomness.fill(key);
    std::string text(hex_digits + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), key.data(), key.size());
    text.back() = '\n';
    MasterKey const master(key);
    wipe(key);
    // Under another name until it is whole: a torn key would lock the store for ever.
    auto const unfinished = file + ".new";
    {
        ::unlink(unfinished.c_str());
        Descriptor const out(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        bool const written = out.number() >= 0 &&
                             ::write(out.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                             ::fsync(out.number()) == 0;
        wipe(text);
        if (!written) return Failure{problem(unfinished, std::strerror(errno))};
    }
    // Unlike rename(), link() never replaces a file that has appeared meanwhile.
    bool const named = ::link(unfinished.c_str(), file.c_str()) == 0;
    auto const why = errno;
    ::unlink(unfinished.c_str());
    if (!named) return Failure{problem(file, std::strerror(why))};
    auto const folder = std::filesystem::absolute(file).parent_path();
    Descriptor const synced(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (synced.number() < 0 || ::fsync(synced.number()) != 0)
        return Failure{problem(folder.string(), std::strerror(errno))};
    return master;
}

std::string MasterKey::wrap(std::string_view purpose, std::string_view plain, std::string_view belongs_to,
                            app::Randomness& randomness) const {
    auto key = key_for(purpose);
    auto wrapped = seal(key, plain, belongs_to, randomness);
    wipe(key);
    return wrapped;
}

std::optional<std::string> MasterKey::unwrap(std::string_view purpose, std::string_view wrapped,
                                             std::string_view belongs_to) const {
    auto key = key_for(purpose);
    auto plain = open(key, wrapped, belongs_to);
    wipe(key);
    return plain;
}

}  // namespace jiati::store
