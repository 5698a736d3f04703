#include "app/policy_library.h"

#include "codec/canonical.h"
#include "codec/json_text.h"
#include "codec/yaml.h"
#include "policy/selection.h"

namespace jiati::app {
namespace {

constexpr std::string_view adopted_type = "policy.PolicyAdopted/1";

std::string payload_of(policy::Policy const& pack, std::string const& hash) {
    codec::JsonWriter json;
    json.object().field("hash", hash).field("id", pack.id).field("text", codec::encode_policy(pack));
    json.field("valid_from", pack.valid_from).end();
    return json.take();
}

std::string leaf_of(std::string const& city, std::string const& stream, policy::Policy const& pack,
                    std::string const& hash, Instant now) {
    codec::JsonWriter json;
    json.object().field("city", city).field("occurred_on", now.china_date());
    json.key("open").object().field("hash", hash).field("id", pack.id).field("valid_from", pack.valid_from).end();
    json.field("recorded_at", now).field("stream", stream).field("type", adopted_type).field("version", 1).end();
    return json.take();
}

}  // namespace

PolicyLibrary::PolicyLibrary(std::vector<policy::Policy> packs) : packs_(std::move(packs)) {
    for (auto const& pack : packs_) hashes_[pack.id] = codec::base64url(codec::sha256(codec::encode_policy(pack)));
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
        auto const payload = payload_of(pack, hash);
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
             {{std::string(adopted_type), payload, leaf_of(city, stream, pack, hash, now), now.china_date(), {}}}});
        auto appended = journal.append(std::move(append));
        if (!appended) return Failure{std::move(appended).error()};
    }
    return Done{};
}

}  // namespace jiati::app
