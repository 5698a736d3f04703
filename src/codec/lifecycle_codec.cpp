#include "codec/descriptions/lifecycle.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::lifecycle::Event>;
template struct CommandCodec<project::lifecycle::Command>;

}  // namespace jiati::codec
