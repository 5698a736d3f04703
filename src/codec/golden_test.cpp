// Every event version ever written stays decodable: tests/golden/events holds one event of each, with its leaf, written
// once. A new type needs a new file (run codec_test with JIATI_WRITE_GOLDEN=1 and commit what appears); a file that is
// there is never written again.
#include "codec/any_value_testing.h"
#include "codec/canonical.h"
#include "codec/json.h"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace jiati::codec {
namespace {

std::filesystem::path const folder = std::filesystem::path(JIATI_SOURCE_DIR) / "tests/golden/events";

Envelope const envelope{.city = "cn-jiangxi-nanchang",
                        .stream = "stream/golden",
                        .version = 3,
                        .occurred_on = Date::of(2023, 10, 12),
                        .recorded_at = Instant{1697077800000}};

// "survey.StanceRecorded/1" → survey.StanceRecorded.1.json
std::filesystem::path path_of(std::string type) {
    std::replace(type.begin(), type.end(), '/', '.');
    return folder / (type + ".json");
}

std::string read_file(std::filesystem::path const& path) {
    std::ifstream const file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The fullest of a few events of a kind: an absent field would freeze nothing.
testing::AnyEvent full_event(testing::EventKind const& kind) {
    auto fullest = [&] {
        testing::Counting source(1);
        return kind.make(source);
    }();
    for (std::uint64_t seed = 2; seed <= 40; ++seed) {
        testing::Counting source(seed);
        auto event = kind.make(source);
        if (event.encoded.payload.size() > fullest.encoded.payload.size()) fullest = std::move(event);
    }
    return fullest;
}

std::string golden_text(testing::AnyEvent const& event) {
    auto const leaf = event.leaf(envelope, testing::secrets_for(event.subjects(envelope.stream)));
    return to_canonical(json::object{{"leaf", parse_own_json(leaf).value()},
                                     {"payload", parse_own_json(event.encoded.payload).value()},
                                     {"type", event.encoded.type}}) +
           "\n";
}

// Decodes by the union the type belongs to and answers type, payload and leaf again, in the newest version.
template <class Event>
std::string again(Event const& event) {
    auto const encoded = encode(event);
    auto const secrets = testing::secrets_for(subjects_of(envelope.stream, event));
    return to_canonical(json::object{{"leaf", parse_own_json(leaf(envelope, event, secrets)).value()},
                                     {"payload", parse_own_json(encoded.payload).value()},
                                     {"type", encoded.type}}) +
           "\n";
}
std::string decoded_again(std::string const& type, std::string const& payload) {
    auto const prefix = type.substr(0, type.find('.'));
    if (prefix == "place") return again(decode_place_event(type, payload).value());
    if (prefix == "vote") return again(decode_vote_event(type, payload).value());
    if (prefix == "tender") return again(decode_tender_event(type, payload).value());
    if (prefix == "firm") return again(decode_firm_event(type, payload).value());
    if (prefix == "account") return again(decode_account_event(type, payload).value());
    return again(decode_project_event(type, payload).value());
}

TEST(Golden, EveryEventTypeHasAFile) {
    for (auto const& kind : testing::all_event_kinds()) {
        auto const path = path_of(std::string(kind.type));
        if (!std::filesystem::exists(path) && std::getenv("JIATI_WRITE_GOLDEN") != nullptr) {
            std::filesystem::create_directories(folder);
            std::ofstream(path, std::ios::binary) << golden_text(full_event(kind));
        }
        EXPECT_TRUE(std::filesystem::exists(path)) << "no golden file for " << kind.type << ": write it with "
                                                   << "JIATI_WRITE_GOLDEN=1 and commit it";
    }
}

TEST(Golden, EveryFileDecodesAndComesOutByteForByte) {
    auto const types = event_types();
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        auto const text = read_file(entry.path());
        auto const parsed = parse_own_json(text);
        ASSERT_TRUE(parsed) << entry.path();
        auto const& members = parsed->as_object();
        std::string const type(members.at("type").as_string());
        EXPECT_EQ(entry.path(), path_of(type));
        auto const result = decoded_again(type, to_canonical(members.at("payload")));
        // An older version comes out as the newest one: what it says then stands in that version's own file.
        bool const is_newest = std::find(types.begin(), types.end(), type) != types.end();
        if (is_newest) {
            EXPECT_EQ(result, text) << entry.path() << ": a stored name, field or class may not change";
        }
        ++files;
    }
    EXPECT_GE(files, types.size());
}

}  // namespace
}  // namespace jiati::codec
