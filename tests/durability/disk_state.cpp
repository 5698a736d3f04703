#include "disk_state.h"

#include "base/check.h"

#include <algorithm>
#include <fstream>

namespace jiati::durability {
namespace {

constexpr std::uint64_t sector_bytes = 512;

std::string folder_of(std::string const& path) {
    auto const slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    // True once in `sides` throws.
    bool one_in(std::uint64_t sides) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX generator
        return (state_ >> 33U) % sides == 0;
    }

  private:
    std::uint64_t state_;
};

}  // namespace

void DiskState::change(Names& names, NameChange const& by) {
    if (!by.removed.empty()) names.erase(by.removed);
    if (!by.added.empty()) names[by.added] = by.file;
}

void DiskState::change(std::string& bytes, Write const& by) {
    if (!by.bytes) {
        bytes.resize(by.offset);
        return;
    }
    bytes.resize(std::max<std::size_t>(bytes.size(), by.offset + by.bytes->size()));
    bytes.replace(by.offset, by.bytes->size(), *by.bytes);
}

void DiskState::apply(DiskOp const& op) {
    using Kind = DiskOp::Kind;
    switch (op.kind) {
        case Kind::make_folder:
            pending_names_.push_back({.removed = "", .added = op.path, .file = folder});
            return;
        case Kind::create:
        case Kind::link:
            pending_names_.push_back({.removed = "", .added = op.path, .file = op.file});
            return;
        case Kind::rename:
            CHECK(folder_of(op.path) == folder_of(op.other));
            pending_names_.push_back({.removed = op.path, .added = op.other, .file = op.file});
            return;
        case Kind::unlink:
            pending_names_.push_back({.removed = op.path, .added = "", .file = op.file});
            return;
        case Kind::write:
            files_[op.file].pending.push_back({op.offset, op.bytes});
            return;
        case Kind::truncate:
            files_[op.file].pending.push_back({op.offset, std::nullopt});
            return;
        case Kind::sync: {
            auto& file = files_[op.file];
            for (auto const& write : file.pending) change(file.synced, write);
            file.pending.clear();
            return;
        }
        case Kind::sync_folder: {
            auto const here = [&](NameChange const& by) {
                return folder_of(by.added.empty() ? by.removed : by.added) == op.path;
            };
            for (auto const& by : pending_names_)
                if (here(by)) change(synced_names_, by);
            std::erase_if(pending_names_, here);
            return;
        }
        case Kind::acknowledge:
            return;
    }
}

DiskState::Image DiskState::after_power_cut(LostCache lost, std::uint64_t seed) const {
    Dice dice(seed);
    auto const survives = [&] { return lost == LostCache::nothing || (lost == LostCache::some && dice.one_in(2)); };
    auto names = synced_names_;
    for (auto const& by : pending_names_)
        if (survives()) change(names, by);

    Image image;
    for (auto const& [path, number] : names) {  // a folder comes before what is in it
        auto const parent = folder_of(path);
        if (!parent.empty() && !image.folders.contains(parent)) continue;  // its folder's own name was lost
        if (number == folder) {
            image.folders.insert(path);
            continue;
        }
        auto& bytes = image.files[path];
        auto const file = files_.find(number);
        if (file == files_.end()) continue;
        bytes = file->second.synced;
        for (auto const& write : file->second.pending) {
            if (survives()) {
                if (lost != LostCache::some || !write.bytes || !dice.one_in(4)) {
                    change(bytes, write);
                    continue;
                }
                for (std::uint64_t at = 0; at < write.bytes->size();) {
                    auto const sector = sector_bytes - (write.offset + at) % sector_bytes;
                    if (dice.one_in(2)) change(bytes, {write.offset + at, write.bytes->substr(at, sector)});
                    at += sector;
                }
            } else if (lost == LostCache::some && write.bytes && dice.one_in(8)) {
                bytes.resize(std::max<std::size_t>(bytes.size(), write.offset + write.bytes->size()));
            }
        }
    }
    return image;
}

void write_image(DiskState::Image const& image, std::filesystem::path const& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (auto const& path : image.folders) std::filesystem::create_directory(folder / path);
    for (auto const& [path, bytes] : image.files) {
        {
            std::ofstream out(folder / path, std::ios::binary);
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            CHECK(out.good());
        }
        std::filesystem::permissions(folder / path, std::filesystem::perms(0600));  // as the store makes them all
    }
}

}  // namespace jiati::durability
