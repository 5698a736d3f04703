#include "codec/descriptions/construction.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::construction::Event>;
template struct CommandCodec<project::construction::Command>;

}  // namespace jiati::codec
