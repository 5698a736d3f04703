#include "app/policy_library.h"

#include "codec/canonical.h"
#include "codec/json_text.h"
#include "codec/yaml.h"
#include "policy/selection.h"

#include <boost/json.hpp>

namespace jiati::app {
namespace {

constexpr std::string_view adopted_type = "policy.PolicyAdopted/1";

// What an adoption says, as it stands in its payload.
struct Adoption {
    std::string id;
    std::string text;
    std::string hash;
    std::string valid_from;
};

Adoption adoption_of(policy::Policy const& pack, std::string const& hash) {
    return {pack.id, codec::encode_policy(pack), hash, pack.valid_from.to_string()};
}

std::string payload_of(Adoption const& of) {
    codec::JsonWriter json;
    json.object().field("hash", of.hash).field("id", of.id).field("text", of.text);
    json.field("valid_from", of.valid_from).end();
    return json.take();
}

std::string leaf_of(std::string const& city, std::string const& stream, Adoption const& of, Instant now) {
    codec::JsonWriter json;
    json.object().field("city", city).field("occurred_on", now.china_date());
    json.key("open").object().field("hash", of.hash).field("id", of.id).field("valid_from", of.valid_from).end();
    json.field("recorded_at", now).field("stream", stream).field("type", adopted_type).field("version", 1).end();
    return json.take();
}

std::string hash_of(std::string const& text) { return codec::base64url(codec::sha256(text)); }

}  // namespace

PolicyLibrary::PolicyLibrary(std::vector<policy::Policy> packs) : packs_(std::move(packs)) {
    for (auto const& pack : packs_) hashes_[pack.id] = hash_of(codec::encode_policy(pack));
}

std::shared_ptr<PolicyInForce const> PolicyLibrary::at(std::string const& area, Date date) const {
    auto const key = area + "@" + date.to_string();
    std::lock_guard const lock(mutex_);
    if (auto const found = cache_.find(key); found != cache_.end()) return found->second;
    auto resolved = policy::resolve_policy(packs_, area, date);
    if (!resolved) return nullptr;
    std::string ids;
    std::string hashes;
    for (auto const& part : resolved->parts) {
        ids += (ids.empty() ? "" : " ") + part;
        hashes += hashes_.at(part);
    }
    auto in_force = std::make_shared<PolicyInForce const>(
        PolicyInForce{std::move(resolved->policy), ids, codec::base64url(codec::sha256(hashes))});
    if (cache_.size() > 10'000) cache_.clear();
    return cache_[key] = std::move(in_force);
}

Result<Done, StoreError> PolicyLibrary::adopt(Journal& journal, std::string const& city, Instant now) const {
    for (auto const& pack : packs_) {
        auto const stream = "policy/" + pack.id;
        auto const& hash = hashes_.at(pack.id);
        auto const adoption = adoption_of(pack, hash);
        auto const payload = payload_of(adoption);
        auto stored = journal.read_stream(city, stream, 0);
        if (!stored) return Failure{std::move(stored).error()};
        if (!stored->empty()) {
            if (stored->front().payload == payload) continue;
            return Failure{
                StoreError{StoreError::Kind::corrupt,
                           "policy " + pack.id + " differs from the text in the journal; a correction needs a new id"}};
        }
        Append append;
        append.city = city;
        append.actor = "clock";
        append.recorded_at = now;
        append.idempotency_key = stream;
        append.request_hash = hash;
        append.streams.push_back(
            {stream,
             0,
             {{std::string(adopted_type), payload, leaf_of(city, stream, adoption, now), now.china_date(), {}}}});
        auto appended = journal.append(std::move(append));
        if (!appended) return Failure{std::move(appended).error()};
    }
    return Done{};
}

std::string fault_of_adoption(std::string const& city, StoredEvent const& event) {
    boost::json::error_code error;
    auto const payload = boost::json::parse(event.payload, error);
    auto const* const fields = error ? nullptr : payload.if_object();
    auto const text = [&](char const* name) {
        auto const* const found = fields == nullptr ? nullptr : fields->if_contains(name);
        auto const* const value = found == nullptr ? nullptr : found->if_string();
        return value == nullptr ? std::string() : std::string(*value);
    };
    Adoption const adoption{text("id"), text("text"), text("hash"), text("valid_from")};
    if (event.type != adopted_type || event.stream != "policy/" + adoption.id || payload_of(adoption) != event.payload)
        return "not the adoption of a policy as it is written";
    if (hash_of(adoption.text) != adoption.hash) return "the text has another hash";
    if (event.version != 1 || event.occurred_on != event.recorded_at.china_date() ||
        leaf_of(city, event.stream, adoption, event.recorded_at) != event.leaf)
        return "the leaf does not follow from the event";
    return {};
}

}  // namespace jiati::app
