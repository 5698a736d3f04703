#include "codec/descriptions/mediation.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::mediation::Event>;
template struct CommandCodec<project::mediation::Command>;

}  // namespace jiati::codec
