#include "codec/descriptions/operation.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<project::operation::Event>;
template struct CommandCodec<project::operation::Command>;

}  // namespace jiati::codec
