#include "codec/descriptions/tender.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<tender::Event>;
template struct CommandCodec<tender::Command>;

}  // namespace jiati::codec
