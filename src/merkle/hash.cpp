#include "merkle/hash.h"

namespace jiati::merkle {
namespace {

void append(std::string& text, Hash const& hash) { text.append(hash.begin(), hash.end()); }

}  // namespace

Hash leaf_hash(std::string_view data, HashFunction hash) {
    std::string prefixed(1, '\0');
    prefixed.append(data);
    return hash(prefixed);
}

Hash node_hash(Hash const& left, Hash const& right, HashFunction hash) {
    std::string prefixed(1, '\1');
    append(prefixed, left);
    append(prefixed, right);
    return hash(prefixed);
}

}  // namespace jiati::merkle
