#include "codec/descriptions/contract.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::contract::Event>;
template struct CommandCodec<project::contract::Command>;

}  // namespace jiati::codec
