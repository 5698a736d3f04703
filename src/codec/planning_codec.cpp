#include "codec/descriptions/planning.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::planning::Event>;
template struct CommandCodec<project::planning::Command>;

}  // namespace jiati::codec
