#include "simulation/virtual_disk.h"

namespace jiati::simulation {
namespace {

// A program that answers before it syncs does sync now and then.
constexpr std::size_t synced_every = 6;

}  // namespace

VirtualDisk::VirtualDisk(History history, PlantedBug bug)
    : history_(std::move(history)),
      bug_(bug),
      before_(history_.operations.size()),
      synced_(history_.operations.size()) {
    rebuild();
}

void VirtualDisk::rebuild() {
    image_ = std::make_unique<Image>(history_.name);
    auto const prefix = bug_ == PlantedBug::forgets_keys && restarts_ > 0
                            ? "forgotten by restart " + std::to_string(restarts_) + ": "
                            : std::string();
    for (auto const& operation : history_.operations) (*operation)(*image_, prefix);
}

void VirtualDisk::keep(Operation operation, std::string key) {
    history_.operations.push_back(std::make_shared<Operation const>(std::move(operation)));
    if (!key.empty()) history_.keys.insert(key);
    key_of_.push_back(std::move(key));
    auto const all = history_.operations.size();
    if (bug_ != PlantedBug::acknowledges_unsynced || all - synced_ >= synced_every) synced_ = all;
}

void VirtualDisk::crash(Dice& dice) {
    auto const unsynced = history_.operations.size() - synced_;
    auto const lost = unsynced == 0 ? 0 : dice.below(unsynced + 1);
    for (std::size_t i = 0; i < lost; ++i) {
        history_.operations.pop_back();
        if (!key_of_.back().empty()) history_.keys.erase(history_.keys.find(key_of_.back()));
        key_of_.pop_back();
    }
    synced_ = history_.operations.size();
    ++restarts_;
    rebuild();
}

std::vector<std::string> VirtualDisk::doubled() const {
    std::vector<std::string> doubled;
    for (auto at = history_.keys.begin(); at != history_.keys.end(); at = history_.keys.upper_bound(*at))
        if (history_.keys.count(*at) > 1) doubled.push_back(*at);
    return doubled;
}

}  // namespace jiati::simulation
