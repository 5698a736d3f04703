// A disk as a power cut may leave it. What was synced is there; of the later changes none, all, or any.
//
// A change of a name (file or folder made, linked, renamed, removed) is safe once its folder was synced, a change of
// bytes once its file was: neither sync stands for the other. A write that was not synced may come apart into sectors
// of 512 bytes, and a file may have grown to its new length with zeros where a lost write would be.
#pragma once

#include "disk_recorder.h"

#include <map>
#include <optional>
#include <set>

namespace jiati::durability {

enum class LostCache : std::uint8_t {
    all,      // nothing survives that was not synced
    nothing,  // everything survives
    some      // each change for itself, writes by the sector
};

class DiskState {
  public:
    void apply(DiskOp const& op);

    struct Image {
        std::set<std::string> folders;
        std::map<std::string, std::string> files;  // bytes by path
    };
    // The same seed gives the same disk.
    [[nodiscard]] Image after_power_cut(LostCache lost, std::uint64_t seed) const;

  private:
    struct Write {
        std::uint64_t offset = 0;
        std::optional<std::string> bytes;  // nothing: cut to `offset` bytes
    };
    struct File {
        std::string synced;
        std::vector<Write> pending;
    };
    static constexpr std::uint64_t folder = 0;  // stands for a folder where a file's number would
    struct NameChange {
        std::string removed;  // empty: none
        std::string added;    // empty: none
        std::uint64_t file = folder;
    };
    using Names = std::map<std::string, std::uint64_t>;

    static void change(Names& names, NameChange const& by);
    static void change(std::string& bytes, Write const& by);

    std::map<std::uint64_t, File> files_;
    Names synced_names_;
    std::vector<NameChange> pending_names_;
};

// Makes the folder hold exactly this.
void write_image(DiskState::Image const& image, std::filesystem::path const& folder);

}  // namespace jiati::durability
