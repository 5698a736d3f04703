#include "codec/descriptions/deliberation.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::deliberation::Event>;
template struct CommandCodec<project::deliberation::Command>;

}  // namespace jiati::codec
