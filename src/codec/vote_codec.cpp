#include "codec/descriptions/vote.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<vote::Event>;
template struct CommandCodec<vote::Command>;

}  // namespace jiati::codec
