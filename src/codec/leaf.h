// The public face of an event: one line of canonical JSON that goes into the transparency log. Open fields stand as
// they are; sealed and vault fields as commitments (codec/commitment.h). docs/formats/events.md gives each field's
// class and one worked leaf in bytes.
#pragma once

#include "base/date.h"
#include "codec/commitment.h"
#include "codec/events.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiati::codec {

// What the journal knows of an event beside its payload.
struct Envelope {
    std::string city;
    std::string stream;        // "project/<id>"
    std::int64_t version = 0;  // of the event in its stream; the first is 1
    Date occurred_on;
    Instant recorded_at;
};

// Whose secrets the commitments need, each once, in order of first use: "household/<id>" for a field (or list element)
// whose struct names a household, else the stream. Fetch them, then ask for the leaf.
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, project::Event const& event);
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, place::Event const& event);
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, vote::Event const& event);
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, tender::Event const& event);
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, firm::Event const& event);
[[nodiscard]] std::vector<std::string> subjects_of(std::string const& stream, account::Event const& event);

// CHECKs that `secrets` has every subject.
[[nodiscard]] std::string leaf(Envelope const& envelope, project::Event const& event, Secrets const& secrets);
[[nodiscard]] std::string leaf(Envelope const& envelope, place::Event const& event, Secrets const& secrets);
[[nodiscard]] std::string leaf(Envelope const& envelope, vote::Event const& event, Secrets const& secrets);
[[nodiscard]] std::string leaf(Envelope const& envelope, tender::Event const& event, Secrets const& secrets);
[[nodiscard]] std::string leaf(Envelope const& envelope, firm::Event const& event, Secrets const& secrets);
[[nodiscard]] std::string leaf(Envelope const& envelope, account::Event const& event, Secrets const& secrets);

// RFC 6962 leaf hash (merkle/hash.h) of a leaf's bytes, in lower-case hex as answers carry it.
[[nodiscard]] std::string leaf_hash_hex(std::string_view leaf);

}  // namespace jiati::codec
