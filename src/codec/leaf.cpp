#include "codec/leaf.h"

#include "codec/canonical.h"
#include "codec/codecs.h"
#include "merkle/hash.h"
#include "merkle/tiles.h"

#include <algorithm>
#include <variant>

namespace jiati::codec {

namespace {

using Section = FaceItem::Section;

std::vector<FaceItem> face_of(project::Event const& event) {
    return std::visit([]<class S>(S const& stage) { return EventCodec<S>::face(stage); }, event.stage());
}
template <class Variant>
std::vector<FaceItem> face_of(Variant const& event) {
    return EventCodec<Variant>::face(event);
}

std::string subject_of(FaceItem const& item, std::string const& stream) {
    return item.household.empty() ? stream : "household/" + item.household;
}

std::string pointer_of(std::vector<FaceStep> const& path) {
    std::string pointer;
    for (auto const& step : path) {
        pointer += step.name.empty() ? "/" + std::to_string(step.index) : pointer_step(step.name);
    }
    return pointer;
}

// The place in a section where a value belongs, with the objects on the way to it. Lists are there already.
json::value& place_in(json::object& section, std::vector<FaceStep> const& path) {
    json::value* at = &section[path.front().name];
    for (std::size_t i = 1; i < path.size(); ++i) {
        auto const& step = path[i];
        if (step.name.empty()) {
            auto& list = at->as_array();
            if (step.index == list.size()) list.emplace_back(nullptr);
            at = &list.at(step.index);
        } else {
            if (!at->is_object()) at->emplace_object();
            at = &at->get_object()[step.name];
        }
    }
    return *at;
}

std::vector<std::string> subjects_of_face(std::string const& stream, std::vector<FaceItem> const& face) {
    std::vector<std::string> subjects;
    for (auto const& item : face) {
        if (!item.to_commit) continue;
        auto subject = subject_of(item, stream);
        if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end())
            subjects.push_back(std::move(subject));
    }
    return subjects;
}

std::string leaf_of(Envelope const& envelope, std::string_view type, std::vector<FaceItem> const& face,
                    Secrets const& secrets) {
    json::object open, sealed, vault;
    for (auto const& item : face) {
        auto& section = item.section == Section::open ? open : item.section == Section::sealed ? sealed : vault;
        auto& place = place_in(section, item.path);
        if (!item.to_commit) {
            place = item.value;
            continue;
        }
        auto const secret = secrets.find(subject_of(item, envelope.stream));
        CHECK(secret != secrets.end());
        auto const context = field_context(envelope.stream, envelope.version, pointer_of(item.path));
        place = commit(make_salt(secret->second, context), to_canonical(item.value));
    }
    json::object const about{{"city", envelope.city},
                             {"stream", envelope.stream},
                             {"version", envelope.version},
                             {"type", type},
                             {"occurred_on", envelope.occurred_on.to_string()},
                             {"recorded_at", envelope.recorded_at.to_string()}};
    auto whole = about;
    whole["open"] = std::move(open);
    whole["sealed"] = std::move(sealed);
    whole["vault"] = std::move(vault);
    auto text = to_canonical(whole);
    if (text.size() <= merkle::entry_bytes_max) return text;
    // The log takes no longer entry: a roll of two thousand households, say, stands in it by its hash.
    auto brief = about;
    brief["whole"] = base64url(sha256(text));
    return to_canonical(brief);
}

}  // namespace

std::vector<std::string> subjects_of(std::string const& stream, project::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}
std::vector<std::string> subjects_of(std::string const& stream, place::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}
std::vector<std::string> subjects_of(std::string const& stream, vote::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}
std::vector<std::string> subjects_of(std::string const& stream, tender::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}
std::vector<std::string> subjects_of(std::string const& stream, firm::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}
std::vector<std::string> subjects_of(std::string const& stream, account::Event const& event) {
    return subjects_of_face(stream, face_of(event));
}

std::string leaf(Envelope const& envelope, project::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}
std::string leaf(Envelope const& envelope, place::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}
std::string leaf(Envelope const& envelope, vote::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}
std::string leaf(Envelope const& envelope, tender::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}
std::string leaf(Envelope const& envelope, firm::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}
std::string leaf(Envelope const& envelope, account::Event const& event, Secrets const& secrets) {
    return leaf_of(envelope, type_name(event), face_of(event), secrets);
}

std::string leaf_hash_hex(std::string_view leaf) { return hex(merkle::leaf_hash(leaf, sha256)); }

}  // namespace jiati::codec
