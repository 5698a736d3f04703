#include "codec/descriptions/funding.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::funding::Event>;
template struct CommandCodec<project::funding::Command>;

}  // namespace jiati::codec
