#include "codec/descriptions/acceptance.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::acceptance::Event>;
template struct CommandCodec<project::acceptance::Command>;

}  // namespace jiati::codec
