#include "cli/backup_folder.h"

#include "codec/canonical.h"
#include "store/sql_backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr char sums_name[] = "SHA256SUMS";
constexpr char manifest_name[] = "manifest.json";

Fault system_fault(fs::path const& path) { return fmt::format("{}: {}", path.string(), std::strerror(errno)); }

Result<std::string, Fault> sha256_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::array<char, 1 << 16> part{};
    do {
        in.read(part.data(), part.size());
        crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(part.data()),
                                  static_cast<unsigned long long>(in.gcount()));
    } while (in.good());
    if (!in.eof()) return Failure{fmt::format("{}: cannot be read", file.string())};
    codec::Bytes32 hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return codec::hex(hash);
}

// Names below the folder, in order; the two files that speak of the others are not among them.
std::vector<std::string> names_in(fs::path const& folder) {
    std::vector<std::string> names;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        auto const name = entry.path().lexically_relative(folder).string();
        if (!entry.is_directory() && name != sums_name && name != manifest_name) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

Result<std::string, Fault> text_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open() || in.bad()) return Failure{fmt::format("{}: cannot be read", file.string())};
    return text;
}

// What the file system throws becomes a fault here.
template <class F>
auto guarded(F const& action) -> decltype(action()) {
    try {
        return action();
    } catch (fs::filesystem_error const& failed) {
        return Failure{Fault(failed.what())};
    }
}

}  // namespace

void LogRoots::add(std::string const& city, std::int64_t seq, std::string_view leaf) {
    if (heads_) {
        auto const head = heads_->find(city);
        if (head == heads_->end() || seq > head->second) return;
    }
    trees_.try_emplace(city, codec::sha256).first->second.append(merkle::leaf_hash(leaf, codec::sha256));
}

std::vector<codec::BackupCity> LogRoots::cities() const {
    std::vector<codec::BackupCity> cities;
    for (auto const& [city, tree] : trees_)
        cities.push_back({city, static_cast<std::int64_t>(tree.size()), codec::hex(tree.root())});
    return cities;
}

std::optional<Fault> difference(std::vector<codec::BackupCity> const& one,
                                std::vector<codec::BackupCity> const& other) {
    if (one.size() != other.size()) return fmt::format("{} cities and {} cities", one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        if (one[i].city != other[i].city || one[i].head != other[i].head || one[i].root != other[i].root)
            return fmt::format("{}: head {} with {} and {}: head {} with {}", one[i].city, one[i].head, one[i].root,
                               other[i].city, other[i].head, other[i].root);
    return std::nullopt;
}

Result<Done, Fault> sync_folder(fs::path const& folder) {
    int const file = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    bool const synced = file >= 0 && ::fsync(file) == 0;
    auto const fault = system_fault(folder);
    if (file >= 0) ::close(file);
    if (!synced) return Failure{fault};
    return Done{};
}

Result<Done, Fault> copy_files(fs::path const& from, fs::path const& to) {
    return guarded([&]() -> Result<Done, Fault> {
        if (!fs::exists(from)) return Done{};
        fs::create_directory(to);
        fs::permissions(to, fs::perms::owner_all);
        for (auto const& entry : fs::directory_iterator(from)) {
            auto const copy = to / entry.path().filename();
            if (entry.is_directory()) {
                if (auto copied = copy_files(entry.path(), copy); !copied) return copied;
            } else if (entry.is_regular_file() && !entry.path().filename().string().starts_with('.')) {
                fs::copy_file(entry.path(), copy);  // a file under its own name never changes
                if (auto synced = sync_folder(copy); !synced) return synced;
            }
        }
        return sync_folder(to);
    });
}

Result<Done, Fault> write_synced(fs::path const& file, std::string_view bytes) {
    {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) return Failure{system_fault(file)};
    }
    return sync_folder(file);
}

Result<Done, Fault> seal(fs::path const& folder, Instant now, std::vector<codec::BackupCity> cities) {
    return guarded([&]() -> Result<Done, Fault> {
        std::string sums;
        for (auto const& name : names_in(folder)) {
            auto sum = sha256_of(folder / name);
            if (!sum) return Failure{sum.error()};
            sums += *sum + "  " + name + "\n";
        }
        auto const manifest = codec::encode(codec::BackupManifest{.made_at = now,
                                                                  .keys_expire_at = Instant{now.unix_ms + keys_kept_ms},
                                                                  .sums = codec::hex(codec::sha256(sums)),
                                                                  .cities = std::move(cities)});
        if (auto written = write_synced(folder / sums_name, sums); !written) return written;
        if (auto written = write_synced(folder / manifest_name, manifest + "\n"); !written) return written;
        return sync_folder(folder);
    });
}

Result<codec::BackupManifest, Fault> read_manifest(fs::path const& folder) {
    auto const file = folder / manifest_name;
    if (!fs::exists(file))
        return Failure{fmt::format("{}: there is no {}; it is no backup, or one that came to no end", folder.string(),
                                   manifest_name)};
    auto text = text_of(file);
    if (!text) return Failure{text.error()};
    auto manifest = codec::decode_backup_manifest(*text);
    if (!manifest)
        return Failure{fmt::format("{}: {} {}", file.string(), manifest.error().pointer, manifest.error().code)};
    if (manifest->format != 1)
        return Failure{fmt::format("{}: format {}, this program knows 1", file.string(), manifest->format)};
    return std::move(*manifest);
}

Result<codec::BackupManifest, Fault> verify_files(fs::path const& folder) {
    return guarded([&]() -> Result<codec::BackupManifest, Fault> {
        auto manifest = read_manifest(folder);
        if (!manifest) return manifest;
        auto sums = text_of(folder / sums_name);
        if (!sums) return Failure{sums.error()};
        if (codec::hex(codec::sha256(*sums)) != manifest->sums)
            return Failure{
                fmt::format("{}: not the list that was made with the backup", (folder / sums_name).string())};
        std::string found;
        for (auto const& name : names_in(folder)) {
            auto sum = sha256_of(folder / name);
            if (!sum) return Failure{sum.error()};
            auto const line = *sum + "  " + name + "\n";
            if (sums->find(line) == std::string::npos)
                return Failure{fmt::format("{}: not as it was when the backup was made", (folder / name).string())};
            found += line;
        }
        if (found != *sums) return Failure{fmt::format("{}: a file of {} is missing", folder.string(), sums_name)};
        return manifest;
    });
}

std::vector<fs::path> drop_expired_keys(fs::path const& backups, Instant now) {
    std::vector<fs::path> dropped;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(backups, error)) {
        auto const keys = entry.path() / store::backup_keys;
        if (!entry.is_directory(error) || !fs::exists(keys, error)) continue;
        auto const manifest = read_manifest(entry.path());
        if (!manifest || now < manifest->keys_expire_at || !fs::remove(keys, error)) continue;
        static_cast<void>(sync_folder(entry.path()));
        dropped.push_back(keys);
    }
    return dropped;
}

}  // namespace jiati::cli
