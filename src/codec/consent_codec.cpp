#include "codec/descriptions/consent.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::consent::Event>;
template struct CommandCodec<project::consent::Command>;

}  // namespace jiati::codec
